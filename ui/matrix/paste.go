package matrix

import (
	"slices"
	"strings"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// sheets are those of the workbook into whose rows pasted cells are turned, by what the cells show, with the column of the figure.
var sheets = map[string]struct{ name, head string }{ShowMark: {"考核得分", "考核得分"}, ShowClaim: {"自评得分", "自评得分"}}

// paste takes a block of figures, which begins at a cell, or a whole table with its heads, as it was copied from here. Faults:
// matrix.readonly, matrix.beyond, paste.none.
func (s *Screen) paste(row, col int, text string) {
	sheet, ok := sheets[s.is.Show]
	if !ok {
		s.k.Window.Fail(words.Refuse("matrix.readonly"))
		return
	}
	rows, err := Pasted(s.cells.Cols(), s.cells.Rows(), row, col, book.Cells(text))
	if err != nil {
		s.k.Window.Fail(err)
		return
	}
	heads := []string{book.District, "项目编号", sheet.head}
	p := book.Pasting{Sheet: sheet.name}
	for _, h := range heads {
		p.Heads = append(p.Heads, book.PastedHead{Name: h, Head: h})
	}
	lines := []string{strings.Join(heads, "\t")}
	for _, r := range rows {
		lines = append(lines, strings.Join(r, "\t"))
	}
	s.k.Window.Paste(p, strings.Join(lines, "\n"))
}

// Pasted are the cells of a table as lines of district, item and figure. A table whose first row names districts says itself where each cell
// belongs; of any other the first cell is the one at row and col, and the items go on below, past the headings. Empty cells say nothing.
// Faults: paste.none, matrix.beyond (how many rows and columns there is room for), matrix.nocode.
func Pasted(cols []widgets.CellCol, rows []widgets.CellRow, row, col int, cells [][]string) ([][]string, error) {
	if len(cells) == 0 {
		return nil, words.Refuse("paste.none")
	}
	named := func(text string) bool {
		return slices.ContainsFunc(cols, func(c widgets.CellCol) bool { return c.Name == text })
	}
	if slices.ContainsFunc(cells[0], named) {
		return withHeads(cells, named)
	}
	var items []widgets.CellRow
	for _, r := range rows[row:] {
		if !r.Head {
			items = append(items, r)
		}
	}
	if len(cells) > len(items) || len(cells[0]) > len(cols)-col {
		return nil, words.Refuse("matrix.beyond", len(items), len(cols)-col)
	}
	var out [][]string
	for y, line := range cells {
		for x, text := range line {
			if text != "" {
				out = append(out, []string{cols[col+x].Name, items[y].Code, text})
			}
		}
	}
	return out, nil
}

// withHeads takes a table apart whose first row names districts, and whose first column the items' codes.
func withHeads(cells [][]string, named func(string) bool) ([][]string, error) {
	if named(cells[0][0]) {
		return nil, words.Refuse("matrix.nocode")
	}
	var out [][]string
	for _, line := range cells[1:] {
		for x, text := range line {
			if named(cells[0][x]) && text != "" {
				out = append(out, []string{cells[0][x], line[0], text})
			}
		}
	}
	if len(out) == 0 {
		return nil, words.Refuse("paste.none")
	}
	return out, nil
}
