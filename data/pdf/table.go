package pdf

import (
	"math"
	"strings"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/breaker"
	"kaohe/data/ink"
)

// Cell padding in points.
const (
	padX = 4.0
	padY = 3.6

	padTight = 2.2 // above and below the rows of a long table
	longRows = 40  // from which a table is long
)

// table is a table that is laid out: the edges of its columns, and its head.
type table struct {
	edges []float64 // from the left edge of the type area; one more than columns
	pad   float64   // above and below the text of its rows
	head  *row      // nil if no column has a head
}

// row is a row that is laid out; top says that the text of cells begins at the upper edge, as in a row that continues over pages.
type row struct {
	cells  []cell
	height float64
	pad    float64 // above and below the text
	span   bool
	top    bool
}

// cell holds lines of runs, relative to the left edge of the cell and to the top of each line.
type cell struct {
	x     float64
	lines [][]ink.Run
}

// cellText is the text of a cell that has no width yet.
type cellText struct {
	paras []paraText
	shift float64 // how far a number is from the right edge, so that decimal points are below each other
}

type paraText struct {
	text  *breaker.Text
	rs    []rune
	sides []ink.Side
	font  *ink.Font
}

func cellTextOf(s string, font *ink.Font) cellText {
	var c cellText
	for _, rs := range paragraphs(s) {
		t, sides := spaced(font, rs, tableSize)
		c.paras = append(c.paras, paraText{t, rs, sides, font})
	}
	return c
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
	least := 2*padX + 1.5*tableSize
	if float64(len(cols))*least > f.sheet.areaW {
		return words.Refuse("pdf.table.wide", len(cols), int(f.sheet.areaW/least))
	}
	heads, rows := f.texts(cols, t.Rows)
	tb := &table{edges: f.columns(cols, heads, rows), pad: padY}
	if len(t.Rows) >= longRows {
		tb.pad = padTight
	}
	f.caption(t.Caption)
	first := len(f.units)
	f.head(heads, tb, len(t.Rows) > 0)
	for i, r := range t.Rows {
		var out *row
		if r.Span {
			whole := cellTextOf(strings.Join(r.Cells, "　"), f.rowFont(r))
			out = f.row([]cellText{whole}, []report.Align{report.Left}, &table{edges: []float64{0, f.sheet.areaW}, pad: tb.pad})
			out.span = true
		} else {
			out = f.row(rows[i], aligns(cols), tb)
		}
		u := unit{height: out.height, table: tb, row: out, keep: r.Span || r.Strong && out.height < 2*tableLead}
		if !u.keep { // neither the name of a section nor a total
			u.text = 1 + int(out.height/(3*tableLead)) // long rows are enough for a page
		}
		f.units = append(f.units, u)
	}
	f.together(f.units[first:], len(t.Rows) > 0 && t.Rows[len(t.Rows)-1].Strong)
	return nil
}

// texts prepares all cells of a table, except for rows of one cell, which are empty here.
func (f *flow) texts(cols []report.Column, rows []report.Row) (heads []cellText, cells [][]cellText) {
	for _, c := range cols {
		heads = append(heads, cellTextOf(c.Head, f.fonts.ByRole[ink.Hei]))
	}
	tails := f.tails(cols, rows)
	n := len(cols)
	cells = make([][]cellText, len(rows))
	for k, r := range rows {
		if r.Span {
			continue
		}
		texts := r.Cells
		if len(texts) > n {
			texts = append(append([]string{}, texts[:n-1]...), strings.Join(texts[n-1:], "　"))
		}
		font := f.rowFont(r)
		cells[k] = make([]cellText, len(texts))
		for i, s := range texts {
			cells[k][i] = cellTextOf(s, font)
			if cols[i].Align == report.Right {
				cells[k][i].shift = f.shift(s, font, tails[i])
			}
		}
	}
	return heads, cells
}

func aligns(cols []report.Column) []report.Align {
	out := make([]report.Align, len(cols))
	for i, c := range cols {
		out[i] = c.Align
	}
	return out
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

func (f *flow) head(heads []cellText, tb *table, keep bool) {
	aligns := make([]report.Align, len(heads))
	shown := false
	for i, h := range heads {
		aligns[i] = report.Centre
		for _, p := range h.paras {
			shown = shown || visible(string(p.rs))
		}
	}
	if !shown {
		return
	}
	head := f.row(heads, aligns, tb)
	if head.height <= f.sheet.areaH/2 { // a longer head would leave no room below it: it is set once, like a row
		tb.head = head
	}
	f.units = append(f.units, unit{height: head.height, table: tb, row: head, keep: keep})
}

func (f *flow) caption(s string) {
	if !visible(s) {
		return
	}
	font := f.fonts.ByRole[ink.Hei]
	const size = 12.0 // 小四
	for _, rs := range paragraphs(s) {
		t := breaker.New(rs, font.Advances(rs, size))
		for _, l := range t.Balanced(f.sheet.areaW-2*size, 0) {
			u := f.line(t, l, setting{font: font, size: size, width: f.sheet.areaW, align: report.Centre, rs: rs}, f.sheet.lead)
			u.keep = true
			f.units = append(f.units, u)
		}
	}
}

// spread turns shares of a width into positions. No share gets less than least.
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

func (f *flow) row(texts []cellText, aligns []report.Align, tb *table) *row {
	r := &row{pad: tb.pad}
	most := 1
	for i, t := range texts {
		left, right := tb.edges[i], tb.edges[i+1]
		width := right - left - 2*padX
		if t.shift > 0 && t.paras[0].text.Natural(0)+t.shift <= width+hair {
			width -= t.shift
		}
		c := cell{x: left, lines: t.lines(width, aligns[i])}
		most = max(most, len(c.lines))
		r.cells = append(r.cells, c)
	}
	r.height = float64(most)*tableLead + 2*r.pad
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
				out[i] = max(out[i], sum(f.rowFont(r).Advances(rest, tableSize)))
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
func (f *flow) shift(s string, font *ink.Font, tail float64) float64 {
	rest, ok := fraction(s)
	if !ok {
		return 0
	}
	return max(0, tail-sum(font.Advances(rest, tableSize)))
}

func (f *flow) rowFont(r report.Row) *ink.Font {
	if r.Strong || r.Span {
		return f.fonts.ByRole[ink.Hei]
	}
	return f.fonts.ByRole[ink.Body]
}

func (f *flow) cellLines(s string, font *ink.Font, width float64, align report.Align) [][]ink.Run {
	return cellTextOf(s, font).lines(width, align)
}

// lines divides the text of a cell.
func (c cellText) lines(width float64, align report.Align) [][]ink.Run {
	var out [][]ink.Run
	for _, p := range c.paras {
		for _, l := range p.text.Lines(breaker.Measure{First: width, Rest: width, MinLast: 2}) {
			st := setting{font: p.font, size: tableSize, x: padX, width: width, align: align, justify: align == report.Left,
				most: mostCellStretch, rs: p.rs, sides: p.sides}
			out = append(out, setLine(p.text, l, st, baseline(tableLead, tableSize)))
		}
	}
	return out
}
