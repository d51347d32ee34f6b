package book

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// formPaste is the form of a table that was pasted into a list. Its rows are named as in the list: a record by its number, and a row
// without a name by the values that tell it apart from others.
const formPaste = "paste"

// pastedMost limits the size of a clipboard's text, in bytes.
const pastedMost = 4 << 20

// Pasting describes the list into which a table is pasted.
type Pasting struct {
	Sheet string            // the sheet of the workbook whose rows the list shows
	Heads []PastedHead      // the list's columns, from the left
	Fills bool              // the rows are copied within the list, with values filled down
	Given map[string]string // what holds for every row of the list, by the sheet's heads: 被考核单位 on a district's page
}

// PastedHead is a column of a list.
type PastedHead struct {
	Name string // the name in the list
	Head string // the head of the sheet's column with the same content; empty: cells are not taken
}

// Plan works out what a table, copied from a spreadsheet as text, would change. If the first row names columns, as the list or the workbook
// does, it tells which they are. Otherwise they are those of the list from the left: all, or only those that are taken. who must not be
// nil. Faults: who, paste.none, paste.long, paste.wide (there are more columns than in the list).
func (p Pasting) Plan(a *assess.Assessment, text string, who *assess.Person, today assess.Day) (*Plan, error) {
	if who == nil {
		return nil, words.Refuse("who")
	}
	if len(text) > pastedMost {
		return nil, words.Refuse("paste.long", pastedMost>>20)
	}
	rows := Cells(text)
	if len(rows) == 0 {
		return nil, words.Refuse("paste.none")
	}
	heads, rest := p.heads(rows)
	if heads == nil {
		return nil, words.Refuse("paste.wide", width(rows), strings.Join(p.taken(), "、"))
	}
	g := &Grid{Sheets: []GridSheet{p.sheet(a, heads, rest, len(rows)-len(rest)+1)}}
	table, s := a.Editing()
	if table == assess.NextTable && s != nil && (p.Sheet == "评分标准" || p.Sheet == "一级指标") { // the screen shows the draft of the next version
		draft := *a
		draft.Standard = s
		a = &draft
	} else {
		table = assess.OwnTable
	}
	t := newTaking(a, nil, Head{Form: formPaste}, who, today)
	t.table = table
	t.plan.Filled = p.Fills
	return t.take(g), nil
}

// heads returns the sheet's heads above the cells, with "" above cells that are not taken, and the rows below. heads is nil if they can't
// be told.
func (p Pasting) heads(rows [][]string) (heads []string, rest [][]string) {
	s, known, unknown := sheetOf(p.Sheet), 0, 0
	for _, c := range rows[0] {
		i := slices.IndexFunc(p.Heads, func(h PastedHead) bool { return c != "" && squeeze(h.Name) == squeeze(c) })
		switch at := s.at(squeeze(c)); {
		case i >= 0:
			heads, known = append(heads, p.Heads[i].Head), known+1
		case at >= 0:
			heads, known = append(heads, s.cols[at].Head), known+1
		case squeeze(c) != "":
			heads, unknown = append(heads, squeeze(c)), unknown+1
		default:
			heads = append(heads, "")
		}
	}
	if known > unknown {
		return heads, rows[1:]
	}
	heads = p.taken()
	if n := width(rows); n == len(p.Heads) {
		heads = nil
		for _, h := range p.Heads {
			heads = append(heads, h.Head)
		}
	} else if n > len(heads) {
		return nil, nil
	}
	return heads, rows
}

// taken returns the heads of the list's columns that are taken, from the left.
func (p Pasting) taken() []string {
	var out []string
	for _, h := range p.Heads {
		if h.Head != "" {
			out = append(out, h.Head)
		}
	}
	return out
}

func width(rows [][]string) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}

// sheet returns the table in the form of a workbook's sheet; from is the number of its first row.
func (p Pasting) sheet(a *assess.Assessment, heads []string, rows [][]string, from int) GridSheet {
	heads = slices.Clone(heads)
	wide := len(heads)
	for _, x := range sheetOf(p.Sheet).cols {
		if p.Given[x.Head] != "" && !slices.Contains(heads, x.Head) {
			heads = append(heads, x.Head)
		}
	}
	next, numbered := p.numbers(a), slices.IndexFunc(heads, func(h string) bool {
		return h == headRecord && p.Sheet == "现场记录" || h == headFinding && p.Sheet == "考核发现"
	})
	if next > 0 && numbered < 0 {
		numbered = len(heads)
		heads = append(heads, map[string]string{"现场记录": headRecord, "考核发现": headFinding}[p.Sheet])
	}
	g := GridSheet{Name: p.Sheet, Rows: []GridRow{{N: from - 1, Cells: raws(heads)}}}
	for n, r := range rows {
		cells := slices.Grow(slices.Clone(r), len(heads))
		for len(cells) < wide {
			cells = append(cells, "")
		}
		for _, h := range heads[wide:] {
			cells = append(cells, p.Given[h])
		}
		if next > 0 && cells[numbered] == "" && strings.Join(r, "") != "" {
			cells[numbered] = strconv.Itoa(next)
			next++
		}
		g.Rows = append(g.Rows, GridRow{N: from + n, Cells: raws(cells)})
	}
	return g
}

// numbers returns the number of the next record or finding in the district of the list; 0 if rows have no numbers.
func (p Pasting) numbers(a *assess.Assessment) int {
	for _, d := range a.Districts {
		switch {
		case d.Name != p.Given[headDistrict]:
		case p.Sheet == "现场记录":
			return next(d.Records, func(r *assess.Record) string { return r.No })
		case p.Sheet == "考核发现":
			return next(d.Findings, func(f *assess.Finding) string { return f.No })
		}
	}
	return 0
}

// next returns the number behind the highest of a list.
func next[T any](list []T, no func(T) string) int {
	top := 0
	for _, x := range list {
		if n, err := strconv.Atoi(no(x)); err == nil {
			top = max(top, n)
		}
	}
	return top + 1
}

func raws(cells []string) []Raw {
	out := make([]Raw, len(cells))
	for i, c := range cells {
		if c != "" {
			out[i] = Raw{Kind: RawText, Text: c}
		}
	}
	return out
}

// Cells splits a text from a spreadsheet's clipboard: a line for each row, a tab between cells, and quotes around a cell that contains a
// line break. It leaves out empty rows at the end and empty columns on the right. All rows have the same length.
func Cells(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\r", "\n")
	var rows [][]string
	for row := []string(nil); text != ""; {
		var cell string
		cell, text = nextCell(text)
		row = append(row, tidy(cell))
		switch {
		case strings.HasPrefix(text, "\t") && len(text) > 1:
			text = text[1:]
			continue
		case strings.HasPrefix(text, "\t"): // an empty last cell
			row = append(row, "")
		}
		if text != "" {
			text = text[1:]
		}
		rows, row = append(rows, row), nil
	}
	return trimmed(rows)
}

// nextCell returns the first cell of a text, and the rest of the text.
func nextCell(text string) (cell, rest string) {
	if strings.HasPrefix(text, `"`) {
		for at := 1; ; {
			n := strings.IndexByte(text[at:], '"')
			if n < 0 {
				break // a quotation mark that is never closed belongs to the text
			}
			at += n + 1
			if strings.HasPrefix(text[at:], `"`) {
				at++
				continue
			}
			if at == len(text) || text[at] == '\t' || text[at] == '\n' {
				return strings.ReplaceAll(text[1:at-1], `""`, `"`), text[at:]
			}
			break
		}
	}
	end := strings.IndexAny(text, "\t\n")
	if end < 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}

// trimmed returns a table without the empty rows at its end and the empty columns on its right.
func trimmed(rows [][]string) [][]string {
	wide := 0
	for _, r := range rows {
		for i, c := range r {
			if c != "" {
				wide = max(wide, i+1)
			}
		}
	}
	last := 0
	for n, r := range rows {
		rows[n] = append(r, make([]string, max(0, wide-len(r)))...)[:wide]
		if strings.Join(rows[n], "") != "" {
			last = n + 1
		}
	}
	return rows[:last]
}
