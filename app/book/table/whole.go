package table

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Found is a table that was found in a workbook.
type Found struct {
	Sheet *book.GridSheet
	Mapping
	Result // by itself
}

// Read reads a table by a mapping, as one of several.
func Read(sheet *book.GridSheet, m Mapping) Found {
	return Found{sheet, m, take(sheet, m, true).Result}
}

// Passed tells of a table that is not taken.
func (f Found) Passed() Problem {
	return Problem{Sheet: f.Sheet.Name, Row: f.Head, Col: -1, Why: words.M("table.other", len(f.Rows), f.Sum)}
}

// Find looks for scoring tables in the sheets that are seen: those that make one standard together, and the others, which are only named.
// A table that has all hundred points stands alone, but for tables that only add or veto; others belong together if their heads are alike, or
// if they have a hundred points together.
func Find(sheets []book.GridSheet) (one, others []Found) {
	var all, headless []Found
	for i := range sheets {
		if sheets[i].Hidden {
			continue
		}
		s := newSheet(&sheets[i])
		for _, m := range s.tables(sheets[i].Name) {
			r := take(&sheets[i], m, true).Result
			if len(r.Rows) == 0 || r.Blocked() != nil {
				continue
			}
			if f := (Found{&sheets[i], m, r}); m.Head > 0 {
				all = append(all, f)
			} else {
				headless = append(headless, f)
			}
		}
	}
	if len(all) == 0 {
		all = headless
	}
	if len(all) == 0 {
		return nil, nil
	}
	belongs := together(all)
	for i, f := range all {
		if belongs(i) {
			one = append(one, f)
		} else {
			others = append(others, f)
		}
	}
	return one, others
}

// together tells which of the tables make one standard.
func together(all []Found) func(i int) bool {
	sum, whole := standard.Points(0), -1
	for i, f := range all {
		sum += f.Sum
		if f.Sum == standard.Whole && whole < 0 {
			whole = i
		}
	}
	switch first := Fingerprint(all[0].Sheet, all[0].Head); {
	case whole >= 0:
		return func(i int) bool { return i == whole || all[i].Sum == 0 }
	case sum == standard.Whole:
		return func(int) bool { return true }
	default:
		return func(i int) bool { return Fingerprint(all[i].Sheet, all[i].Head) == first }
	}
}

// tables are the mappings of a sheet's tables, one for each head.
func (s *sheet) tables(name string) []Mapping {
	heads := s.heads()
	if len(heads) < 2 {
		return []Mapping{s.propose(name, slices.Max(append(heads, 0)))}
	}
	var out []Mapping
	for i, n := range heads {
		m := s.propose(name, n)
		if i > 0 {
			m.From = out[i-1].Until + 1
		}
		m.Until = s.order[len(s.order)-1]
		if i < len(heads)-1 {
			m.Until = s.lastBefore(heads[i+1])
			m.Last = min(m.Last, m.Until)
		}
		out = append(out, m)
	}
	return out
}

// Join makes one standard of several tables, as Find gives them.
func Join(tables []Found) Result {
	if len(tables) == 1 {
		return Take(tables[0].Sheet, tables[0].Mapping)
	}
	out := &numbering{}
	for _, f := range tables {
		r, first := f.Result, len(out.Sections)
		if out.Title == "" {
			out.Title = r.Title
		}
		out.Sum += r.Sum
		out.Bonus += r.Bonus
		out.Sections = append(out.Sections, r.Sections...)
		for _, x := range r.Rows {
			x.Section, x.Sheet = x.Section+first, f.Sheet.Name
			out.Rows = append(out.Rows, x)
		}
		for _, l := range r.Left {
			l.Sheet = f.Sheet.Name
			out.Left = append(out.Left, l)
		}
		for _, p := range r.Problems {
			p.Sheet = f.Sheet.Name
			out.Problems = append(out.Problems, p)
		}
	}
	out.number()
	return out.Result
}

// numbering is a result whose items are given their codes.
type numbering struct{ Result }

// number gives codes to items without one. Codes that begin anew in each section get its number before them; where two in a section have
// the same, all get new ones, by their place.
func (t *numbering) number() {
	seen, again := map[string]bool{}, false
	inSection, twice := map[[2]any]int{}, 0
	for i := range t.Rows {
		r := &t.Rows[i]
		r.Code = strings.TrimRight(tight(r.Code), "、.")
		if r.Code == "" {
			continue
		}
		at := [2]any{r.Section, r.Code}
		if other := inSection[at]; other > 0 && twice == 0 {
			twice = r.Row
			t.Problems = append(t.Problems, Problem{Sheet: r.Sheet, Row: r.Row, Col: -1, Why: words.M("table.twocodes", r.Code, other)})
		}
		again = again || seen[r.Code]
		seen[r.Code], inSection[at] = true, r.Row
	}
	count := map[int]int{}
	for i := range t.Rows {
		r := &t.Rows[i]
		count[r.Section]++
		if twice > 0 && strings.IndexFunc(r.Code, unicode.IsLetter) >= 0 {
			t.Left = append(t.Left, Left{Sheet: r.Sheet, Row: r.Row, Col: -1, Text: r.Code, Why: words.M("table.left.code")})
		}
		switch {
		case r.Code == "" || twice > 0:
			r.Code = fmt.Sprintf("%d.%d", r.Section+1, count[r.Section])
		case again:
			r.Code = fmt.Sprintf("%d.%s", r.Section+1, r.Code)
		}
	}
}
