package table

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"kaohe/app/book"
)

// spot is a cell: the row counts from 1, as people see it, the column from 0.
type spot struct{ row, col int }

// sheet gives access to the cells and merged areas of a GridSheet.
type sheet struct {
	rows  map[int][]book.Raw
	order []int // the rows that have anything, from the top
	cols  int
	over  [][]book.Merge // by column, from the top
	dark  map[int]bool   // hidden rows
	folds [][2]int       // hidden columns
}

func newSheet(g *book.GridSheet) *sheet {
	s := &sheet{rows: make(map[int][]book.Raw, len(g.Rows)), dark: map[int]bool{}, folds: g.Folded}
	for _, r := range g.Rows {
		if _, twice := s.rows[r.N]; twice {
			continue
		}
		s.rows[r.N] = r.Cells
		s.order = append(s.order, r.N)
		s.dark[r.N] = r.Hidden
		s.cols = max(s.cols, len(r.Cells))
	}
	slices.Sort(s.order)
	s.over = make([][]book.Merge, s.cols)
	for _, m := range g.Merged {
		for c := max(0, m.Col); c <= m.LastCol && c < s.cols; c++ {
			s.over[c] = append(s.over[c], m)
		}
	}
	for _, list := range s.over {
		slices.SortFunc(list, func(a, b book.Merge) int { return cmp.Compare(a.Row, b.Row) })
	}
	return s
}

// folded tells whether a column is hidden.
func (s *sheet) folded(c int) bool {
	return slices.ContainsFunc(s.folds, func(f [2]int) bool { return f[0] <= c && c <= f[1] })
}

// merge returns the merged area that a cell belongs to.
func (s *sheet) merge(at spot) (book.Merge, bool) {
	if at.col < 0 || at.col >= s.cols {
		return book.Merge{}, false
	}
	list := s.over[at.col]
	i, found := slices.BinarySearchFunc(list, at.row-1, func(m book.Merge, row int) int { return cmp.Compare(m.Row, row) })
	if !found {
		i--
	}
	if i < 0 || list[i].LastRow < at.row-1 {
		return book.Merge{}, false
	}
	return list[i], true
}

// home returns the cell whose content is displayed in a cell: itself, or the upper left one of its merged area.
func (s *sheet) home(at spot) spot {
	if m, ok := s.merge(at); ok {
		return spot{m.Row + 1, m.Col}
	}
	return at
}

// shows returns the cell that has the text of a cell for a row of items. A merged area gives its text to the rows below, but not to the
// columns beside it: the text would otherwise be read once for each column.
func (s *sheet) shows(at spot) spot {
	if h := s.home(at); h.col == at.col {
		return h
	}
	return at
}

func (s *sheet) raw(at spot) book.Raw {
	if r := s.rows[at.row]; at.col >= 0 && at.col < len(r) {
		return r[at.col]
	}
	return book.Raw{}
}

// text returns the text of a cell, trimmed; empty if it has neither letters nor digits.
func (s *sheet) text(at spot) string {
	t := clean(shown(s.raw(at)))
	if strings.IndexFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return ""
	}
	return t
}

// own returns the cells of a row that have a text themselves.
func (s *sheet) own(row int) []spot {
	var out []spot
	for c := range s.rows[row] {
		at := spot{row, c}
		if s.home(at) == at && s.text(at) != "" {
			out = append(out, at)
		}
	}
	return out
}

// line returns a whole row as one text.
func (s *sheet) line(row int) string {
	var parts []string
	for _, at := range s.own(row) {
		parts = append(parts, s.text(at))
	}
	return strings.Join(parts, "  ")
}

// epoch is the day 0 of Raw's dates.
var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

func shown(r book.Raw) string {
	switch r.Kind {
	case book.RawText, book.RawError:
		return r.Text
	case book.RawNumber:
		if r.Text != "" {
			return r.Text
		}
		if r.Date && r.Number >= 0 && r.Number < 1e6 {
			return epoch.AddDate(0, 0, int(r.Number)).Format(time.DateOnly)
		}
		return strconv.FormatFloat(r.Number, 'f', -1, 64)
	case book.RawBool:
		if r.Number != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return ""
}

// clean trims a text and joins its lines. A line break between two Chinese characters is dropped; it is there only because of the width
// of the column.
func clean(t string) string {
	lines := strings.FieldsFunc(t, func(r rune) bool { return r == '\n' || r == '\r' })
	var b strings.Builder
	last := rune(0)
	for _, l := range lines {
		l = strings.TrimFunc(l, blank)
		if l == "" {
			continue
		}
		runes := []rune(l)
		if last != 0 && !(unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, runes[0])) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
		last = runes[len(runes)-1]
	}
	return b.String()
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || unicode.IsControl(r)
}

// tight returns a text in half-width characters without blanks, for comparisons.
func tight(t string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case blank(r):
			return -1
		case r >= '！' && r <= '～': // the full-width forms of ASCII
			return r - '！' + '!'
		}
		return r
	}, t)
}
