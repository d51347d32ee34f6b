package pdf

import (
	"math"

	"kaohe/app/report"
)

const (
	leastCell  = 6.0  // ems that a column of text should have, if there is room
	longestBit = 12.0 // ems up to which a word or number widens its column
	handPart   = 0.75 // the part of its wished width that an empty column gets: it is to be filled by hand
	fewRows    = 300  // rows from which the widths of a longer table are taken
	headWhole  = 3    // characters of a head that are never divided between lines
)

// need is how much width a column needs for its texts, in points without padding.
type need struct {
	bit     float64 // the longest part that can't be divided
	natural float64 // the longest paragraph in one line
	hand    float64 // of an empty column: the room to write
	filled  float64 // the part of the cells that have text
}

// columns returns the edges of a table's columns. Each column gets what its longest word and its head need, then, if there is room, a few
// characters, an empty one the room to write that it wishes, then as much as makes the rows low; what is left over after all texts have their natural widths is shared by the wishes.
func (f *flow) columns(cols []report.Column, heads []cellText, rows [][]cellText) []float64 {
	n := len(cols)
	wish := wishes(cols)
	needs := make([]need, n)
	tall := make([][]float64, 0, min(len(rows), fewRows)) // by row and column: the width of all text in one line
	for at := 0; at < len(rows); at += 1 + len(rows)/fewRows {
		texts := make([]float64, n)
		for i, c := range rows[at] {
			if texts[i] = needs[i].measure(c); texts[i] > 0 {
				needs[i].filled++
			}
		}
		tall = append(tall, texts)
	}
	for i := range needs {
		needs[i].filled /= float64(max(len(tall), 1))
	}
	room := f.sheet.areaW - 2*padX*float64(n)
	for i := range needs {
		if needs[i].natural == 0 {
			needs[i].hand = handPart*wish[i]*f.sheet.areaW - 2*padX
		}
		needs[i].head(heads[i])
	}
	widths := least(needs, room)
	if widths == nil {
		shares := make([]float64, n)
		for i, x := range needs {
			shares[i] = min(x.bit, longestBit*tableSize) + 2*padX
		}
		return spread(shares, f.sheet.areaW, 2*padX+1.5*tableSize)
	}
	grow(widths, needs, tall, room)
	rest := room - sum(widths)
	edges := make([]float64, n+1)
	for i, w := range widths {
		edges[i+1] = edges[i] + w + 2*padX + rest*wish[i]
	}
	edges[n] = f.sheet.areaW
	return edges
}

// measure takes the paragraphs of a cell into account, and returns their common width.
func (x *need) measure(c cellText) float64 {
	all := 0.0
	for _, p := range c.paras {
		w := p.text.Natural(0) + c.shift
		if w == 0 {
			continue
		}
		all += w
		x.natural = max(x.natural, w+hair)
		x.bit = max(x.bit, min(p.text.Longest(), longestBit*tableSize)+c.shift+hair)
	}
	return all
}

// head takes the head of the column into account: it is not divided, or a longer one in half.
func (x *need) head(c cellText) {
	for _, p := range c.paras {
		w := p.text.Natural(0)
		if len(p.rs) > headWhole {
			w = w/2 + tableSize/2
		}
		x.bit = max(x.bit, min(w, leastCell*tableSize)+hair)
		x.natural = max(x.natural, x.bit)
	}
	x.natural = max(x.natural, x.hand)
}

// least returns widths in which each word and head fits and, as far as the room allows, some characters of each text; nil if not even words fit.
func least(needs []need, room float64) []float64 {
	for ems := leastCell; ems >= 0; ems-- {
		widths := make([]float64, len(needs))
		for i, x := range needs {
			text := ems * tableSize * (1 + x.filled) / 2 // a column with few texts can do with less
			widths[i] = max(x.bit, min(x.natural, text), x.hand*min(1, ems/(leastCell-2)), 1.5*tableSize)
		}
		if sum(widths) <= room {
			return widths
		}
	}
	return nil
}

// grow gives the room that is left to the columns, an em at a time: to the one that lowers the rows most. A column does not become wider than
// its longest paragraph, or than the room to write that it wishes.
func grow(widths []float64, needs []need, tall [][]float64, room float64) {
	for {
		best, gain := -1, 0.0
		free := room - sum(widths)
		for i, x := range needs {
			step := min(tableSize, x.natural-widths[i])
			if step <= hair || step > free {
				continue
			}
			if g := lower(widths, tall, i, step) / step; best < 0 || g > gain {
				best, gain = i, g
			}
		}
		if best < 0 {
			return
		}
		widths[best] += min(tableSize, needs[best].natural-widths[best])
	}
}

// lower returns by how much all rows together become lower if a column gets wider. A row counts as high as its cells, the highest most, so
// that cells that are nearly as high count too.
func lower(widths []float64, tall [][]float64, column int, step float64) float64 {
	gain := 0.0
	for _, row := range tall {
		if row[column] == 0 {
			continue
		}
		rest := 0.0
		for i, t := range row {
			if i != column {
				rest += fourth(t / widths[i])
			}
		}
		was, is := row[column]/widths[column], row[column]/(widths[column]+step)
		gain += math.Sqrt(math.Sqrt(rest+fourth(was))) - math.Sqrt(math.Sqrt(rest+fourth(is)))
	}
	return gain
}

// wishes returns the columns' shares of the width. One that is not a positive number counts as the average.
func wishes(cols []report.Column) []float64 {
	shares := make([]float64, len(cols))
	total, n := 0.0, 0
	for i, c := range cols {
		if c.Width > 0 && c.Width < 1e6 {
			shares[i] = c.Width
			total += c.Width
			n++
		}
	}
	average := 1.0
	if n > 0 {
		average = total / float64(n)
	}
	for i := range shares {
		if shares[i] == 0 {
			shares[i] = average
			total += average
		}
	}
	for i := range shares {
		shares[i] /= total
	}
	return shares
}

func fourth(x float64) float64 { return x * x * x * x }
