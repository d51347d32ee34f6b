package book

import (
	"slices"
	"strings"

	"kaohe/app/words"
)

// mergedMost limits the work that a forged file can cause: cells covered by merged areas in one sheet.
const mergedMost = 1 << 17

// The heads are looked for in the first headRows rows and the first headCols columns.
const headRows, headCols = 10, 256

// incoming is a row of a sheet that came in.
type incoming struct {
	t       *taking
	s       *sheet
	n       int   // row number as people see it
	raw     []Raw // by the sheet's columns; empty for columns that are not read back
	program []Raw // by the sheet's columns, the cells that only the program writes
	at      []int // the column of each in the file; -1: not there
	entity  string
	refs    map[int]string // by column, the IDs that tell which row this is
	touched []bool         // cells whose value differs from the present one
	bare    bool           // it has no 标识
	fresh   bool           // the entity does not exist yet
	ranked  int            // its place in the sheet, from 1, if that gives it another order
	makes   []string       // what else has to be created with it
	needs   []string
	stale   []int    // the columns in which it says what stood where the workbook was made, and something else stands now
	frees   []string // the number that it gives up
	faults  []Diff
}

// text returns the text of a cell; empty if there is none.
func (in *incoming) text(head string) string {
	i := in.s.at(head)
	if i < 0 || in.raw[i].blank() {
		return ""
	}
	return in.raw[i].plain()
}

// id returns the ID of what a naming cell refers to.
func (in *incoming) id(head string) string { return in.refs[in.s.at(head)] }

// district returns the district's ID; empty if the row belongs to none, or its district is not known yet.
func (in *incoming) district() string { return in.refs[in.s.at(headDistrict)] }

func (in *incoming) cell(i int) string {
	if in.at[i] < 0 {
		return ""
	}
	return address(in.at[i], in.n)
}

func (in *incoming) fault(i int, err error) {
	d := Diff{Column: in.s.cols[i].Head, Cell: in.cell(i), Why: err}
	if in.at[i] >= 0 {
		d.New = in.raw[i].plain()
	}
	in.faults = append(in.faults, d)
}

// squeeze makes heads comparable: it removes spaces, line breaks and the star that marks required columns.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(spaces+"*＊", r) {
			return -1
		}
		return r
	}, s)
}

// sheetOf returns the sheet with a name, or nil.
func sheetOf(name string) *sheet {
	i := slices.IndexFunc(sheets, func(s *sheet) bool { return s.name == squeeze(name) })
	if i < 0 {
		return nil
	}
	return sheets[i]
}

// find returns the row of heads, which is the one with the most known columns among the first rows, and the place of each column.
func (s *sheet) find(g *GridSheet) (head int, at []int) {
	best := 0
	for r := range g.Rows {
		if g.Rows[r].N > headRows {
			break
		}
		there := map[string]int{}
		for c, raw := range g.Rows[r].Cells[:min(len(g.Rows[r].Cells), headCols)] {
			if name := squeeze(raw.Text); raw.Kind == RawText {
				if _, twice := there[name]; !twice {
					there[name] = c
				}
			}
		}
		now, found := make([]int, len(s.cols)), 0
		for i := range now {
			now[i] = -1
			c, ok := there[s.cols[i].Head]
			if !ok && s.cols[i].was != "" {
				c, ok = there[s.cols[i].was]
			}
			if ok {
				now[i], found = c, found+1
			}
		}
		if found > best {
			best, head, at = found, r, now
		}
	}
	return head, at
}

// read turns a sheet into rows, and reports what is unknown or missing in it as problems.
func (t *taking) read(s *sheet, g *GridSheet) []*incoming {
	head, at := s.find(g)
	if at == nil {
		t.problem(g.Name, "", words.M("book.problem.heads"))
		return nil
	}
	if !t.heads(s, g, head, at) {
		return nil
	}
	over := merged(g)
	var out []*incoming
	for _, r := range g.Rows[head+1:] {
		in := t.row(s, r, at)
		if in.idle(r) {
			continue
		}
		in.uncover(over)
		out = append(out, in)
	}
	t.across(s, g, g.Rows[head].N, at)
	return out
}

// uncover gives the cells below a merged area the value that people see there, which is that of its first cell, in the same column. Cells
// that a merge covers from the side say nothing, and therefore do not empty anything either.
func (in *incoming) uncover(over map[[2]int]Raw) {
	for i, c := range in.at {
		x, covered := over[[2]int{in.n - 1, c}]
		switch {
		case !covered || !in.raw[i].blank() || in.s.cols[i].Locked || in.t.field() && in.s.cols[i].elsewhere():
		case x.Kind == RawEmpty || in.s.cols[i].Hidden:
			in.at = slices.Clone(in.at)
			in.at[i] = -1
		default:
			in.raw[i] = x
		}
	}
}

// across reports areas below the heads, which are in row head, that are merged over several columns that are read: only the first column has
// a value.
func (t *taking) across(s *sheet, g *GridSheet, head int, at []int) {
	for _, m := range g.Merged {
		n := 0
		for i, c := range at {
			if c >= m.Col && c <= m.LastCol && !s.cols[i].Locked && !s.cols[i].Hidden {
				n++
			}
		}
		if n > 1 && m.Row >= head {
			t.problem(g.Name, address(m.Col, m.Row+1), words.M("book.problem.across", address(m.LastCol, m.LastRow+1)))
		}
	}
}

// heads reports unknown and missing columns. It returns false if the sheet can't be read without a missing one.
func (t *taking) heads(s *sheet, g *GridSheet, head int, at []int) bool {
	fine := true
	for i, x := range s.cols {
		if x.Name && at[i] < 0 {
			t.problem(g.Name, "", words.M("book.problem.lacks", x.Head))
			fine = false
		}
	}
	for c, raw := range g.Rows[head].Cells[:min(len(g.Rows[head].Cells), headCols)] {
		if !slices.Contains(at, c) && !raw.blank() && !(t.field() && squeeze(raw.Text) == headRule) {
			t.problem(g.Name, address(c, g.Rows[head].N), words.M("book.problem.column", raw.plain()))
		}
	}
	return fine
}

// row takes the cells of the columns that are read back.
func (t *taking) row(s *sheet, r GridRow, at []int) *incoming {
	in := &incoming{t: t, s: s, n: r.N, at: at, raw: make([]Raw, len(s.cols)), refs: map[int]string{}, touched: make([]bool, len(s.cols))}
	for i, c := range at {
		switch {
		case c < 0 || c >= len(r.Cells):
		case s.cols[i].Locked:
			if in.program == nil {
				in.program = make([]Raw, len(s.cols))
			}
			in.program[i] = r.Cells[c]
		case !(t.field() && s.cols[i].elsewhere()):
			in.raw[i] = r.Cells[c]
		}
	}
	return in
}

// idle tells whether a row says nothing: it is empty, or it contains the sums.
func (in *incoming) idle(r GridRow) bool {
	full, named, firstCol := false, false, -1
	for i, x := range in.s.cols {
		full = full || !in.raw[i].blank()
		if in.at[i] >= 0 && !x.Hidden && (firstCol < 0 || in.at[i] < in.at[firstCol]) {
			firstCol = i
		}
	}
	for i, x := range in.s.cols {
		named = named || x.Name && i != firstCol && !in.raw[i].blank()
	}
	if !full {
		return true
	}
	if firstCol < 0 || named {
		return false
	}
	label := ""
	if c := in.at[firstCol]; c < len(r.Cells) {
		label = squeeze(r.Cells[c].plain())
	}
	return label == "合计" || label == "总计" || label == "小计"
}

// merged returns the value of each covered cell of merged areas: in the first column of an area that of its first cell, elsewhere an empty
// one.
func merged(g *GridSheet) map[[2]int]Raw {
	if len(g.Merged) == 0 {
		return nil
	}
	rows, end := map[int]GridRow{}, 0
	for _, r := range g.Rows {
		rows[r.N-1], end = r, max(end, r.N-1)
	}
	out := map[[2]int]Raw{}
	for _, m := range g.Merged {
		top, first := rows[m.Row].Cells, Raw{}
		if m.Col >= 0 && m.Col < len(top) {
			first = top[m.Col]
		}
		for n := m.Row; n <= min(m.LastRow, end); n++ {
			for c := m.Col; c <= min(m.LastCol, headCols); c++ {
				switch {
				case len(out) >= mergedMost:
					return out
				case c > m.Col:
					out[[2]int{n, c}] = Raw{}
				case n > m.Row:
					out[[2]int{n, c}] = first
				}
			}
		}
	}
	return out
}
