package docx

import (
	"math"
	"strconv"
	"strings"

	"kaohe/app/report"
	"kaohe/app/words"
)

// grid is a table whose columns have widths.
type grid struct {
	cols   []report.Column
	widths []int
}

// tableBlock writes a table in 五号. Cells beyond the last column are joined to it, so that no text is lost. Fault: docx.table.
func (x *writer) tableBlock(t report.Table) error {
	cols := t.Columns
	if len(cols) == 0 {
		if len(t.Rows) == 0 && report.OneLine(t.Caption) == "" {
			return nil
		}
		cols = []report.Column{{Width: 1}}
	}
	most := x.sheet.area / least
	if len(cols) > most {
		return words.Refuse("docx.table", len(cols), most)
	}
	x.captions(t.Caption)
	heads, headed := make([]string, len(cols)), false
	for i, c := range cols {
		heads[i] = c.Head
		headed = headed || report.OneLine(c.Head) != ""
	}
	if !headed && len(t.Rows) == 0 {
		return nil
	}
	g := grid{cols, x.widths(cols)}
	x.openTable(g.widths)
	if headed {
		x.row(g, report.Row{Cells: heads}, true, len(t.Rows) > 0)
	}
	for i, r := range t.Rows {
		x.row(g, r, false, r.Span || i+1 < len(t.Rows) && (i == 0 || i == len(t.Rows)-2))
	}
	x.str("</w:tbl>")
	x.table, x.started = true, true
	return nil
}

// least is the least width of a column: one and a half characters and its margins.
const least = 2*padX + smallSize*twip*3/2

// captions writes the name above a table. Two tables one after the other would become one without a paragraph between them.
func (x *writer) captions(s string) {
	if report.OneLine(s) == "" {
		if x.table {
			x.add(&para{style: last})
		}
		x.keepMarks()
		return
	}
	for _, p := range report.Paragraphs(s) {
		x.add(text(caption, p))
	}
	x.flush()
}

// keepMarks gives bookmarks before a table a paragraph.
func (x *writer) keepMarks() {
	if len(x.marks) > 0 {
		x.add(&para{style: last})
	}
	x.flush()
}

// widths turns shares of the type area into widths. A share that is not a positive number counts as the average; no column is narrower than
// least.
func (x *writer) widths(cols []report.Column) []int {
	shares, sum, n := make([]float64, len(cols)), 0.0, 0.0
	for i, c := range cols {
		if c.Width > 0 && c.Width < 1e6 {
			shares[i] = c.Width
			sum, n = sum+c.Width, n+1
		}
	}
	for i := range shares {
		if shares[i] == 0 {
			shares[i] = sum / max(n, 1)
			if n == 0 {
				shares[i] = 1
			}
		}
	}
	total, area := 0.0, float64(x.sheet.area)
	for _, s := range shares {
		total += s
	}
	fixed, rest := 0.0, 0.0
	for _, s := range shares {
		if s/total*area < least {
			fixed += least
		} else {
			rest += s
		}
	}
	out, edge, was := make([]int, len(cols)), 0.0, 0
	for i, s := range shares {
		if s/total*area < least {
			edge += least
		} else {
			edge += max(least, s/rest*(area-fixed))
		}
		out[i] = round(edge) - was
		was = round(edge)
	}
	out[len(out)-1] += x.sheet.area - was
	return out
}

// openTable begins a table over the type area with the lines of the PDF: 0.35 mm around, 0.25 mm inside.
func (x *writer) openTable(widths []int) {
	x.put(`<w:tbl><w:tblPr><w:tblW w:w="`, x.sheet.area, `" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		size := thick
		if strings.HasPrefix(side, "inside") {
			size = thin
		}
		x.put("<w:", side, ` w:val="single" w:sz="`, size, `" w:space="0" w:color="000000"/>`)
	}
	x.put(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="`, padY, `" w:type="dxa"/><w:left w:w="`, padX,
		`" w:type="dxa"/><w:bottom w:w="`, padY, `" w:type="dxa"/><w:right w:w="`, padX, `" w:type="dxa"/></w:tblCellMar></w:tblPr>`)
	x.grid(widths)
}

func (x *writer) grid(widths []int) {
	x.str("<w:tblGrid>")
	for _, w := range widths {
		x.put(`<w:gridCol w:w="`, w, `"/>`)
	}
	x.str("</w:tblGrid>")
}

// Widths of lines in eighths of a point.
const (
	thick = 8 // 0.35 mm
	thin  = 6 // 0.25 mm
)

// row writes a row. It is kept whole unless it is higher than a third of a page; a head is repeated on each page.
func (x *writer) row(g grid, r report.Row, head, keep bool) {
	cells := r.Cells
	n := len(g.cols)
	switch {
	case r.Span:
		cells = []string{strings.Join(cells, "　")}
	case len(cells) > n:
		cells = append(append([]string{}, cells[:n-1]...), strings.Join(cells[n-1:], "　"))
	}
	x.str("<w:tr><w:trPr>")
	high := x.height(g, cells, r.Span)
	if high*3 <= float64(x.sheet.height-x.sheet.top-x.sheet.bottom) {
		x.str("<w:cantSplit/>")
	}
	if head {
		x.str("<w:tblHeader/>")
	}
	x.str("</w:trPr>")
	for i := range g.cols {
		cell := ""
		if i < len(cells) {
			cell = cells[i]
		}
		x.put(`<w:tc><w:tcPr><w:tcW w:w="`)
		if r.Span {
			x.put(x.sheet.area, `" w:type="dxa"/><w:gridSpan w:val="`, n, `"/>`)
		} else {
			x.put(g.widths[i], `" w:type="dxa"/>`)
		}
		x.str(`<w:vAlign w:val="center"/></w:tcPr>`)
		x.cell(cell, g.cols[i].Align, r, head, keep)
		x.str("</w:tc>")
		if r.Span {
			break
		}
	}
	x.str("</w:tr>")
}

func (x *writer) cell(s string, align report.Align, r report.Row, head, keep bool) {
	for _, t := range report.Paragraphs(s) {
		p := text(cellText, t)
		p.keep = keep
		switch {
		case head:
			p.style = cellHead
		case r.Span:
		case align == report.Centre:
			p.align = "center"
		case align == report.Right:
			p.align = "right"
		}
		if r.Span || r.Strong {
			p.runs[0].face = hei
		}
		x.out.para(p)
	}
}

// height returns about how high a row is.
func (x *writer) height(g grid, cells []string, span bool) float64 {
	most := 1.0
	for i, c := range cells {
		wide := x.sheet.area
		if !span {
			wide = g.widths[i]
		}
		lines := 0.0
		for _, t := range report.Paragraphs(c) {
			lines += max(1, math.Ceil(ems(t)*smallSize*twip/float64(wide-2*padX)))
		}
		most = max(most, lines)
	}
	return most*smallLead + 2*padY
}

// noData stands for an unknown value.
const noData = "无数据"

// chart writes a chart's numbers as a table: a row for each category, a column for each series.
func (x *writer) chart(c report.Chart) error {
	n := len(c.Categories)
	for _, s := range c.Series {
		n = max(n, len(s.Values)) // a number without a name must be shown too
	}
	if n == 0 {
		x.captions(c.Caption)
		return nil
	}
	t := report.Table{Columns: []report.Column{{Width: 2}}}
	for _, s := range c.Series {
		t.Columns = append(t.Columns, report.Column{Head: report.OneLine(s.Name), Width: 1, Align: report.Right})
	}
	for i := range n {
		r := report.Row{Cells: []string{""}}
		if i < len(c.Categories) {
			r.Cells[0] = c.Categories[i]
		}
		for _, s := range c.Series {
			cell := noData
			if i < len(s.Values) && s.Values[i] != report.Missing {
				cell = hundredths(s.Values[i])
			}
			r.Cells = append(r.Cells, cell)
		}
		t.Rows = append(t.Rows, r)
	}
	x.captions(c.Caption)
	if unit := report.OneLine(c.Unit); unit != "" {
		x.add(&para{style: cellText, keep: true, align: "right", runs: []run{{text: "单位：" + unit}}})
	}
	return x.tableBlock(t)
}

// hundredths returns a number without trailing zeros.
func hundredths(v int64) string {
	s := strconv.FormatInt(v/100, 10)
	if v < 0 && v > -100 {
		s = "-" + s
	}
	if rest := v % 100; rest != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(100+max(rest, -rest), 10)[1:], "0")
	}
	return s
}
