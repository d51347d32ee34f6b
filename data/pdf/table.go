package pdf

import (
	"math"
	"strings"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/pdf/breaker"
)

// Cell padding in points.
const (
	padX = 4.0
	padY = 3.6
)

// table is a table that is laid out: the edges of its columns, and its head.
type table struct {
	edges []float64 // from the left edge of the type area; one more than columns
	tails []float64 // by column: the widest text behind a decimal point
	head  *row      // nil if no column has a head
}

// row is a row that is laid out; top says that the text of cells begins at the upper edge, as in a row that continues over pages.
type row struct {
	cells  []cell
	height float64
	span   bool
	top    bool
}

// cell holds lines of runs, relative to the left edge of the cell and to the top of each line.
type cell struct {
	x     float64
	lines [][]run
}

// table lays out a table in 五号. Cells beyond the last column are joined to it, so that no text is lost. Fault: pdf.table.wide.
func (f *flow) table(t report.Table) error {
	cols := t.Columns
	if len(cols) == 0 {
		if len(t.Rows) == 0 && !visible(t.Caption) {
			return nil
		}
		cols = []report.Column{{Width: 1}}
	}
	tb := &table{edges: f.edges(cols)}
	least := 2*padX + 1.5*tableSize
	if float64(len(cols))*least > f.sheet.areaW {
		return words.Refuse("pdf.table.wide", len(cols), int(f.sheet.areaW/least))
	}
	tb.tails = f.tails(cols, t.Rows)
	f.caption(t.Caption)
	first := len(f.units)
	f.head(cols, tb, len(t.Rows) > 0)
	for _, r := range t.Rows {
		font := f.rowFont(r)
		cells, cs := r.Cells, cols
		if r.Span {
			cells, cs = []string{strings.Join(r.Cells, "　")}, []report.Column{{Align: report.Left}}
		}
		out := f.row(cells, cs, tb, font, false)
		out.span = r.Span
		u := unit{height: out.height, table: tb, row: out, keep: r.Span || r.Strong && out.height < 2*tableLead}
		if !u.keep { // neither the name of a section nor a total
			u.text = 1 + int(out.height/(3*tableLead)) // long rows are enough for a page
		}
		f.units = append(f.units, u)
	}
	f.together(f.units[first:], len(t.Rows) > 0 && t.Rows[len(t.Rows)-1].Strong)
	return nil
}

// together decides which rows stay on one page if possible: the first two, so that a heading is not followed by a single row at the foot of
// a page, and the last two; all rows of a short table, unless that leaves much of a page empty. The name of a section stays with the next
// row, and a total at the end with the row before. Tall rows are exempt, because moving them leaves just as much space empty.
func (f *flow) together(rows []unit, total bool) {
	n := len(rows)
	if n < 2 {
		return
	}
	height := 0.0
	for _, u := range rows {
		height += u.height
	}
	short := height <= f.sheet.areaH/3
	low := func(i int) bool { return i >= 0 && i < n && rows[i].height <= f.sheet.areaH/8 }
	seen := 0 // rows except the head and the names of sections
	for i := range rows[:n-1] {
		if r := rows[i].row; !r.span && r != rows[i].table.head {
			seen++
		}
		first := seen < 2 && low(i) && low(i+1)
		last := i == n-2 && (total || low(i) && low(i+1))
		rows[i].keep = rows[i].keep || i == n-2 && total
		rows[i].near = first || last
		rows[i].wish = short
	}
	rows[n-1].keep, rows[n-1].near = false, false
}

func (f *flow) head(cols []report.Column, tb *table, keep bool) {
	heads := make([]string, len(cols))
	for i, c := range cols {
		heads[i] = c.Head
	}
	if !visible(strings.Join(heads, "")) {
		return
	}
	head := f.row(heads, cols, tb, f.fonts.byRole[heiRole], true)
	if head.height <= f.sheet.areaH/2 { // a longer head would leave no room below it: it is set once, like a row
		tb.head = head
	}
	f.units = append(f.units, unit{height: head.height, table: tb, row: head, keep: keep})
}

func (f *flow) caption(s string) {
	if !visible(s) {
		return
	}
	font := f.fonts.byRole[heiRole]
	const size = 12.0 // 小四
	for _, rs := range paragraphs(s) {
		t := breaker.New(rs, font.advances(rs, size))
		for _, l := range t.Balanced(f.sheet.areaW-2*size, 0) {
			u := f.line(t, l, setting{font: font, size: size, width: f.sheet.areaW, align: report.Centre, rs: rs}, f.sheet.lead)
			u.keep = true
			f.units = append(f.units, u)
		}
	}
}

// edges turns shares of the width into positions. A share that is not a positive number counts as the average; no column gets narrower than
// one and a half characters.
func (f *flow) edges(cols []report.Column) []float64 {
	shares := make([]float64, len(cols))
	sum, n := 0.0, 0
	for i, c := range cols {
		if c.Width > 0 && c.Width < 1e6 {
			shares[i] = c.Width
			sum += c.Width
			n++
		}
	}
	for i := range shares {
		if shares[i] == 0 {
			shares[i] = 1
			if n > 0 {
				shares[i] = sum / float64(n)
			}
		}
	}
	return spread(shares, f.sheet.areaW, 2*padX+1.5*tableSize)
}

func spread(shares []float64, width, least float64) []float64 {
	total := 0.0
	for _, s := range shares {
		total += s
	}
	fixed, rest := 0.0, 0.0 // the width of the narrow columns, and the shares of the others
	for _, s := range shares {
		if s/total*width < least {
			fixed += least
		} else {
			rest += s
		}
	}
	edges := make([]float64, len(shares)+1)
	for i, s := range shares {
		w := least
		if s/total*width >= least {
			w = math.Max(least, s/rest*(width-fixed))
		}
		edges[i+1] = edges[i] + w
	}
	for i := range edges { // the least widths may have moved the last edge too far
		edges[i] *= width / edges[len(shares)]
	}
	return edges
}

func (f *flow) row(texts []string, cols []report.Column, tb *table, font *font, head bool) *row {
	if n := len(cols); len(texts) > n {
		texts = append(append([]string{}, texts[:n-1]...), strings.Join(texts[n-1:], "　"))
	}
	r := &row{}
	most := 1
	for i, s := range texts {
		left, right := tb.edges[i], tb.edges[i+1]
		if len(cols) == 1 {
			right = tb.edges[len(tb.edges)-1]
		}
		align := cols[i].Align
		if head {
			align = report.Centre
		}
		width := right - left - 2*padX
		if align == report.Right && !head {
			width -= f.shift(s, font, tb.tails[i], width)
		}
		c := cell{x: left, lines: f.cellLines(s, font, width, align)}
		most = max(most, len(c.lines))
		r.cells = append(r.cells, c)
	}
	r.height = float64(most)*tableLead + 2*padY
	return r
}

// tails returns for each right-aligned column the width of the widest fraction in its numbers.
func (f *flow) tails(cols []report.Column, rows []report.Row) []float64 {
	out := make([]float64, len(cols))
	for i, c := range cols {
		if c.Align != report.Right {
			continue
		}
		for _, r := range rows {
			if i >= len(r.Cells) || r.Span {
				continue
			}
			if rest, ok := fraction(r.Cells[i]); ok {
				out[i] = max(out[i], sum(f.rowFont(r).advances(rest, tableSize)))
			}
		}
	}
	return out
}

// fraction returns the part of a number behind its whole part, including the point; false for a text that is not a number.
func fraction(s string) ([]rune, bool) {
	s = strings.TrimSpace(s)
	whole, rest, point := strings.Cut(s, ".")
	if strings.Trim(whole, "+-−0123456789,") != "" || !strings.ContainsAny(whole, "0123456789") || strings.Trim(rest, "0123456789") != "" {
		return nil, false
	}
	if !point {
		return nil, true
	}
	return []rune("." + rest), true
}

// shift returns how far a number has to be from the right edge of its column so that decimal points are below each other.
func (f *flow) shift(s string, font *font, tail, width float64) float64 {
	rest, ok := fraction(s)
	if !ok {
		return 0
	}
	shift := tail - sum(font.advances(rest, tableSize))
	if sum(font.advances([]rune(s), tableSize))+shift > width {
		return 0
	}
	return max(0, shift)
}

func (f *flow) rowFont(r report.Row) *font {
	if r.Strong || r.Span {
		return f.fonts.byRole[heiRole]
	}
	return f.fonts.byRole[bodyRole]
}

func (f *flow) cellLines(s string, font *font, width float64, align report.Align) [][]run {
	var out [][]run
	for _, rs := range paragraphs(s) {
		t, sides := font.text(rs, tableSize)
		for _, l := range t.Lines(breaker.Measure{First: width, Rest: width, MinLast: 2}) {
			st := setting{font: font, size: tableSize, x: padX, width: width, align: align, justify: align == report.Left,
				most: mostCellStretch, rs: rs, sides: sides}
			out = append(out, setLine(t, l, st, baseline(tableLead, tableSize)))
		}
	}
	return out
}
