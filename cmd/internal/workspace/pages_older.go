package workspace

import (
	"regexp"
	"slices"
	"strings"

	"kaohe/app/report"
)

// An older layout divides pages elsewhere. The texts of both are compared without what pages add to them: their numbers, the heads of tables that
// stand on each anew, and the order in which the cells of a row are read that goes on over the foot of a page.

// folios are numbers of pages between dashes, without spaces.
var folios = regexp.MustCompile(`—\d+—`)

// unpaged are the texts of a document's pages as one, without spaces and without what pages add to them.
func unpaged(doc report.Document, texts []string) []string {
	all := folios.ReplaceAllString(tight(strings.Join(texts, "")), "")
	if doc.Sample {
		all = strings.ReplaceAll(all, "示例", "")
	}
	var rows [][][]rune
	for _, b := range doc.Blocks {
		t, is := b.(report.Table)
		if !is {
			continue
		}
		heads := ""
		for _, c := range t.Columns {
			heads += tight(c.Head)
		}
		if heads != "" {
			all = strings.ReplaceAll(all, heads, "")
		}
		for _, r := range t.Rows {
			rows = append(rows, cellsOf(doc, r))
		}
	}
	return []string{string(rejoin([]rune(all), rows))}
}

func tight(s string) string { return strings.Join(strings.Fields(s), "") }

func cellsOf(doc report.Document, r report.Row) [][]rune {
	out := make([][]rune, len(r.Cells))
	for i, c := range r.Cells {
		if c = tight(c); doc.Sample {
			c = strings.ReplaceAll(c, "示例", "")
		}
		out[i] = []rune(c)
	}
	return out
}

// rejoin puts the cells of rows that were read page by page one after the other.
func rejoin(all []rune, rows [][][]rune) []rune {
	at := 0
	for _, cells := range rows {
		whole := slices.Concat(cells...)
		if next := find(all[at:], whole); next >= 0 {
			at += next + len(whole)
			continue
		}
		s := split{patience: 100_000}
		for end := at + len(whole); end <= len(all); end++ {
			s.text, s.left = all[end-len(whole):end], slices.Clone(cells)
			if s.text[0] == whole[0] && s.fits(0, 0) {
				copy(s.text, whole)
				at = end
				break
			}
		}
	}
	return all
}

func find(all, part []rune) int {
	for i := 0; i+len(part) <= len(all); i++ {
		if slices.Equal(all[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// split is the text of a row that goes on over pages: of each cell as much as stands on the first, then of each what stands on the next.
type split struct {
	text     []rune
	left     [][]rune // of each cell, what was not read yet
	patience int      // steps, since a file can be made so that there is no end to trying
}

// mostPages is how many pages a row may stand on.
const mostPages = 4

// fits tells whether the text from a position on can be what is left of the cells, read from a column on of a page.
func (s *split) fits(at, turn int) bool {
	if at == len(s.text) {
		return !slices.ContainsFunc(s.left, func(c []rune) bool { return len(c) > 0 })
	}
	if s.patience--; s.patience < 0 || turn == mostPages*len(s.left) {
		return false
	}
	column := turn % len(s.left)
	cell, n := s.left[column], 0
	for n < len(cell) && at+n < len(s.text) && cell[n] == s.text[at+n] {
		n++
	}
	for ; n >= 0; n-- {
		s.left[column] = cell[n:]
		if s.fits(at+n, turn+1) {
			return true
		}
	}
	s.left[column] = cell
	return false
}
