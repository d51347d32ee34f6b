package pdf

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/app/report/reporttest"
	reader "kaohe/data/pdfread"
)

// TestPrintedTablesOfMarksAddUp adds up the sums from what PDFium copies out of the pages: items to sections to the total, and what is lost to each mark.
func TestPrintedTablesOfMarksAddUp(t *testing.T) {
	if dir, err := os.UserCacheDir(); err == nil {
		reader.Keep(filepath.Join(dir, "kaohe-test")) // the compiled engine, between runs
	}
	n := 0
	for _, d := range sampleDocuments(t) {
		i := slices.IndexFunc(d.Blocks, func(b report.Block) bool {
			t, ok := b.(report.Table)
			return ok && len(t.Columns) > 4 && t.Columns[2].Head == "分值" && t.Columns[4].Head == "得分"
		})
		if i < 0 || d.Landscape || !strings.Contains(d.Title, "南山") && !strings.Contains(d.Title, "福田") {
			continue
		}
		d.Sample = false
		table := d.Blocks[i].(report.Table)
		rows := copied(t, d, table.Columns)
		(&reporttest.Adder{Errorf: func(f string, args ...any) { t.Errorf(d.Title+": "+f, args...) }}).Rows(rows)
		if len(rows) != len(table.Rows) {
			t.Errorf("%s: %d rows of %d were found", d.Title, len(rows), len(table.Rows))
		}
		n++
	}
	if n != 4 {
		t.Errorf("%d tables were added up", n)
	}
}

// copied are the rows of a table of marks as they are copied out of the pages, in the order of the content: a row goes on until a cell stands to
// the left of the one before. A line that begins in the first column and goes beyond it is a row of one cell.
func copied(t *testing.T, d report.Document, columns []report.Column) []report.Row {
	t.Helper()
	file, _ := write(t, d)
	f, err := reader.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var edges []float64
	column := func(x float64) int {
		n := 0
		for n+2 < len(edges) && x >= edges[n+1]-0.1 {
			n++
		}
		return n
	}
	var rows []report.Row
	last, inside := -1, false
	for i := range f.Count() {
		glyphs, err := f.Glyphs(i)
		if err != nil {
			t.Fatal(err)
		}
		if drawn := uprights(t, f, i); len(drawn) == len(columns)+1 {
			edges = drawn
		} else if !inside {
			continue
		}
		for _, l := range linesOf(glyphs, column) {
			at := column(l.from)
			switch text := l.text; {
			case text == columns[0].Head:
				inside, last = true, len(columns) // the head of a page: what follows begins a row
				continue
			case !inside || last == len(columns) && at > 0 && slices.ContainsFunc(columns, func(c report.Column) bool { return c.Head == text }):
				continue
			case at == 0 && l.to > edges[1]+2:
				if n := len(rows); last == -2 && strings.Count(rows[n-1].Cells[0], "（") > strings.Count(rows[n-1].Cells[0], "）") {
					rows[n-1].Cells[0] += text
					continue
				}
				rows, last = append(rows, report.Row{Span: true, Cells: []string{text}}), -2
				continue
			case at < last || last == -2 || last == len(columns):
				rows = append(rows, report.Row{Cells: make([]string, len(columns))})
			}
			r := &rows[len(rows)-1]
			r.Strong = r.Strong || slices.Contains([]string{"合", "合计", "合　计"}, l.text)
			if r.Cells[at] += l.text; at == len(columns)-1 {
				r.Cells[at] += "\n"
			}
			last = at
		}
		inside = inside && !slices.ContainsFunc(rows, func(r report.Row) bool { return r.Strong })
	}
	return rows
}

// uprights are the places of a page's upright lines, from the left, in millimetres.
func uprights(t *testing.T, f *reader.File, page int) []float64 {
	t.Helper()
	strokes, err := f.Strokes(page)
	if err != nil {
		t.Fatal(err)
	}
	var out []float64
	for _, s := range strokes {
		if math.Abs(s.X1-s.X2) < 0.01 && !slices.ContainsFunc(out, func(x float64) bool { return math.Abs(x-s.X1) < 0.2 }) {
			out = append(out, s.X1)
		}
	}
	slices.Sort(out)
	return out
}

// printed is a line of small text, as it stands on a page.
type printed struct {
	text     string
	from, to float64
}

// linesOf joins glyphs to lines. Only one that begins with words in the first column goes on into the next.
func linesOf(glyphs []reader.Glyph, column func(float64) int) []printed {
	var out []printed
	y := math.Inf(1)
	for _, g := range glyphs {
		switch n := len(out); {
		case math.Abs(g.Size-tableSize) > 0.1:
		case n > 0 && math.Abs(g.Y-y) < 0.1 && g.X >= out[n-1].to-0.5 && g.X < out[n-1].to+3 && (column(g.X) == column(out[n-1].from) ||
			column(out[n-1].from) == 0 && strings.Trim(out[n-1].text, "0123456789.") != ""):
			out[n-1].text, out[n-1].to = out[n-1].text+g.Text, max(out[n-1].to, g.Box.Right)
		default:
			out, y = append(out, printed{g.Text, g.X, g.Box.Right}), g.Y
		}
	}
	for i := range out {
		out[i].text = strings.TrimSpace(out[i].text)
	}
	return slices.DeleteFunc(out, func(p printed) bool { return p.text == "" })
}
