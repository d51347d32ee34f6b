package table

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kaohe/app/book"
	"kaohe/app/standard"
)

// headRows is how far down a head is looked for, headText how long a head's words may be.
const (
	headRows = 60
	headText = 14
)

// Propose guesses how a sheet is to be read: the head row by its words, the columns by words and by what stands in them. Of several tables
// the first one counts.
func Propose(g *book.GridSheet) Mapping {
	s := newSheet(g)
	at := s.heads()
	if len(at) == 0 {
		return s.propose(g.Name, 0)
	}
	m := s.propose(g.Name, at[0])
	if len(at) > 1 {
		m.Last = min(m.Last, s.lastBefore(at[1]))
	}
	return m
}

// ProposeAt is Propose with the head in the given row, counted from 1; 0 means that there is no head.
func ProposeAt(g *book.GridSheet, head int) Mapping { return newSheet(g).propose(g.Name, head) }

func (s *sheet) propose(name string, head int) Mapping {
	m := Mapping{Sheet: name, Head: head, First: 1, Columns: map[int]Field{}}
	known := map[int]bool{}
	if head > 0 {
		m.First = s.below(head)
	}
	for c := range s.cols {
		if head > 0 {
			m.Columns[c], known[c] = s.fieldAt(c, head, m.First)
		}
		if s.folded(c) {
			m.Columns[c], known[c] = None, true
		}
	}
	s.byContent(&m, known)
	m.Last = s.lastRow(m)
	for c, f := range m.Columns {
		if f == None {
			delete(m.Columns, c)
		}
	}
	return m
}

// heads are the rows that begin a table: the one with the most words of heads, and below it each that names other columns.
func (s *sheet) heads() []int {
	best, most := 0, 1
	score := map[int]int{}
	for i, n := range s.order {
		found := map[Field]bool{}
		own := s.own(n)
		for _, at := range own {
			if t := s.text(at); utf8.RuneCountInString(t) <= headText {
				if f, ok := fieldOf(t); ok {
					found[f] = true
				}
			}
		}
		score[n] = len(found)
		if i < headRows && len(found) > most {
			best, most = n, len(found)
		}
	}
	if best == 0 {
		return nil
	}
	var out []int
	for i, n := range s.order {
		first := len(out) == 0
		switch {
		case n != best && (score[n] < 3 || !s.allHeads(n)):
		case !first && (n < s.below(out[len(out)-1]) || s.alike(n, out[len(out)-1])):
		case first && i > 0 && score[s.order[i-1]] >= 2 && s.below(s.order[i-1]) > n: // the lower row of a head of two
			out = append(out, s.order[i-1])
		default:
			out = append(out, n)
		}
	}
	return out
}

// allHeads tells whether each text of a row may stand in a head.
func (s *sheet) allHeads(n int) bool {
	own := s.own(n)
	return len(own) >= 3 && !slices.ContainsFunc(own, func(at spot) bool {
		t := s.text(at)
		return utf8.RuneCountInString(t) > headText || !isHead(t)
	})
}

// alike tells whether two rows say the same, as a head that stands on each page.
func (s *sheet) alike(a, b int) bool { return tight(s.line(a)) == tight(s.line(b)) }

// lastBefore is the last row above another, without the one text that names the table below.
func (s *sheet) lastBefore(head int) int {
	at, _ := slices.BinarySearch(s.order, head)
	if at--; at > 0 && len(s.own(s.order[at])) == 1 && !signed.MatchString(s.line(s.order[at])) {
		at--
	}
	return s.order[max(at, 0)]
}

// below returns the first row below a head. A head may have several rows, because a cell of it spans rows, or spans columns that have
// names of their own below it.
func (s *sheet) below(head int) int {
	last := head
	for c := range s.cols {
		m, ok := s.merge(spot{head, c})
		switch {
		case !ok || m.LastRow+1 > head+3:
		case m.LastRow+1 > last:
			last = m.LastRow + 1
		case m.LastCol > m.Col && m.LastCol-m.Col+1 < s.cols && last == head:
			last = head + 1
		}
	}
	return last + 1
}

// head returns all texts in the head of a column, joined.
func (s *sheet) head(col, from, below int) string {
	var out []string
	var seen []spot
	for n := from; n < below; n++ {
		at := s.home(spot{n, col})
		if t := s.text(at); t != "" && !slices.Contains(seen, at) {
			seen = append(seen, at)
			out = append(out, t)
		}
	}
	return strings.Join(out, " ")
}

// fieldAt returns the field that the head of a column tells. In a head of several rows the lowest one is the most exact.
func (s *sheet) fieldAt(col, from, below int) (f Field, known bool) {
	for n := below - 1; n >= from && !known; n-- {
		f, known = fieldOf(s.text(s.home(spot{n, col})))
	}
	return f, known
}

// column describes the cells of a column below the head.
type column struct {
	sum            standard.Points
	numbers, texts int // cells
	long           int // runes of all texts
	spans          int // merged areas over several rows
	rules          int // texts that say how points are given
	rising         bool
}

func (s *sheet) column(c, first int, sums map[int]bool) column {
	x := column{rising: true}
	last := standard.Points(0)
	for _, n := range s.order {
		at := spot{n, c}
		if n < first || s.home(at) != at || s.text(at) == "" || sums[n] {
			continue
		}
		if m, ok := s.merge(at); ok && m.LastRow > m.Row {
			x.spans++
		}
		p, ok := points(s.raw(at))
		if !ok {
			x.texts++
			x.long += utf8.RuneCountInString(s.text(at))
			if found, _ := clauses(normal(s.text(at))); len(found) > 0 {
				x.rules++
			}
			continue
		}
		x.sum += p
		x.numbers++
		x.rising = x.rising && p == last+100
		last = p
	}
	return x
}

func (s *sheet) isTotal(n int) bool {
	return slices.ContainsFunc(s.own(n), func(at spot) bool { _, _, _, ok := total(s.text(at)); return ok })
}

// byContent finds columns that the head does not tell: points that add up to 100, rules, the longest texts, and merged sections before them.
func (s *sheet) byContent(m *Mapping, known map[int]bool) {
	sums := map[int]bool{}
	for _, n := range s.order {
		sums[n] = s.isTotal(n)
	}
	all := make([]column, s.cols)
	for c := range all {
		all[c] = s.column(c, m.First, sums)
	}
	pick := func(f Field, worth func(c int, x column) int) {
		best, most := -1, 0
		for c, x := range all {
			if w := worth(c, x); w > most && !known[c] {
				best, most = c, w
			}
		}
		if best >= 0 && !m.has(f) {
			m.Columns[best], known[best] = f, true
		}
	}
	pick(AsPoints, func(_ int, x column) int {
		switch {
		case x.numbers < 2 || x.rising:
			return 0
		case x.sum == standard.Whole:
			return 1 << 20
		}
		return x.numbers
	})
	m.ruled(all, known)
	m.level(all)
	swap(m, all)
	if !m.has(AsText) && !m.merged(all) && s.promote(m, all) {
		return
	}
	pick(AsText, func(_ int, x column) int { return x.long })
	if !m.has(AsText) && s.promote(m, all) {
		return
	}
	pick(AsSection, func(c int, x column) int {
		for other, f := range m.Columns {
			if f == AsText && other > c {
				return x.spans
			}
		}
		return 0
	})
}

// ruled makes the column whose texts say how points are given the rule, if no head names one.
func (m *Mapping) ruled(all []column, known map[int]bool) {
	if m.has(AsRule) {
		return
	}
	best, texts := -1, 0
	for c, x := range all {
		if f := m.Columns[c]; f == AsText {
			texts++
		} else if f != None || known[c] {
			if f != AsBasis && f != AsNote {
				continue
			}
		}
		if x.rules*2 > x.texts && (best < 0 || x.rules > all[best].rules) {
			best = c
		}
	}
	if best >= 0 && (m.Columns[best] != AsText || texts > 1) {
		m.Columns[best], known[best] = AsRule, true
	}
}

// level tells columns of the same field apart: points of a merged area are those of the section, and texts that are merged name sections.
func (m *Mapping) level(all []column) {
	var texts, points, sections []int
	for c := range all {
		switch m.Columns[c] {
		case AsSection:
			sections = append(sections, c)
		case AsText:
			texts = append(texts, c)
		case AsPoints:
			points = append(points, c)
		}
	}
	if len(texts) > 1 && !m.has(AsSection) && all[texts[0]].spans > 0 && all[texts[0]].spans*2 >= all[texts[0]].texts {
		m.Columns[texts[0]] = AsSection
	}
	if n := len(sections); n > 1 && all[sections[0]].spans > 0 && all[sections[n-1]].spans == 0 {
		m.Columns[sections[n-1]] = AsText
	}
	for _, c := range points {
		for _, o := range points {
			if all[c].spans > 0 && all[c].numbers < all[o].numbers && all[c].sum >= all[o].sum {
				m.Columns[c] = AsStated
			}
		}
	}
}

// swap corrects columns whose heads name them the wrong way round: a merged column has the sections, whatever its head says.
func swap(m *Mapping, all []column) {
	text, section := -1, -1
	for c := range all {
		switch {
		case m.Columns[c] == AsText && text < 0:
			text = c
		case m.Columns[c] == AsSection && section < 0:
			section = c
		}
	}
	if text < 0 || section < text {
		return
	}
	if x := all[text]; x.spans > 0 && x.spans*2 >= x.texts && all[section].spans == 0 {
		m.Columns[text], m.Columns[section] = AsSection, AsText
	}
}

// merged tells whether a column of sections has merged cells; its texts then can't be those of the items.
func (m *Mapping) merged(all []column) bool {
	for c, x := range all {
		if m.Columns[c] == AsSection && x.spans > 0 {
			return true
		}
	}
	return false
}

func (m *Mapping) has(f Field) bool {
	for _, x := range m.Columns {
		if x == f {
			return true
		}
	}
	return false
}

// promote makes the last section column the text, as in 考核项目 | 分值 | 评分标准; a table with rules only takes them as the texts.
func (*sheet) promote(m *Mapping, all []column) bool {
	best := -1
	for _, f := range []Field{AsSection, AsRule} {
		for c, x := range all {
			if m.Columns[c] == f && x.texts > 0 && (f == AsSection || best < 0) {
				best = c
			}
		}
		if best >= 0 {
			m.Columns[best] = AsText
			return true
		}
	}
	return false
}

// signed matches the words in the line at the foot of a table.
var signed = regexp.MustCompile(`制表|填表|审核人|填报|盖章|日期`)

// lastRow returns the last row that has points, a sum, or a text beside a rule, code or section. Rows below it are remarks.
func (s *sheet) lastRow(m Mapping) int {
	last := 0
	for _, n := range s.order {
		if n < m.First {
			continue
		}
		own := map[Field]bool{}
		for _, at := range s.own(n) {
			own[m.Columns[at.col]] = true
		}
		line := s.line(n)
		item := own[AsText] && (own[AsRule] || own[AsCode] || own[AsSection]) && !signed.MatchString(line) && !noteForm.MatchString(line)
		if item || (own[AsPoints] || own[AsBonus]) && !signed.MatchString(line) || s.isTotal(n) {
			last = n
		}
		for c, f := range m.Columns {
			if at := s.shows(spot{n, c}); (f == AsPoints || f == AsBonus) && at.row < n && s.text(at) != "" {
				last = n
			}
		}
	}
	return last
}

// Fingerprint returns a hash of the words in a head, by which the mapping of an earlier table from the same department is found again.
func Fingerprint(g *book.GridSheet, head int) string {
	s := newSheet(g)
	h := sha256.New()
	if head > 0 {
		for c := range s.cols {
			h.Write([]byte(tight(s.head(c, head, s.below(head))) + "\n"))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
