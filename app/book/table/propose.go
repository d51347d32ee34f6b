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

// The words by which the head of a column tells its field. The first entry that fits counts, so special words come before general ones.
var heads = []struct {
	field Field
	words []string
}{
	{AsPoints, []string{"应得分", "标准得分"}},
	{None, []string{"自评", "得分", "扣分情况", "扣分原因", "扣分理由", "实得", "考核方式", "检查方式", "责任单位", "责任科室", "权重", "检查结果", "评分人", "考核分"}},
	{AsRule, []string{"评分办法", "评分标准", "评分细则", "评分方法", "评分说明", "评分规则", "计分办法", "计分标准", "计分方法", "扣分标准", "打分标准",
		"赋分标准", "考核标准", "考核办法", "评价标准"}},
	{None, []string{"扣分"}},
	{AsBonus, []string{"加分"}},
	{AsMaterials, []string{"佐证", "材料", "备查", "资料", "台账"}},
	{AsBasis, []string{"依据"}},
	{AsPoints, []string{"分值", "标准分", "满分", "基本分", "基础分", "分数"}},
	{AsText, []string{"内容", "二级指标", "三级指标", "要点", "要求", "考核指标", "目标任务"}},
	{AsSection, []string{"一级指标", "类别", "大项", "考核项目", "项目", "指标", "类型"}},
	{AsCode, []string{"序号", "编号", "代码", "项次"}},
	{AsNote, []string{"备注", "说明"}},
}

// headRows is the number of rows in which a head is looked for, headText the number of characters that a head may have.
const (
	headRows = 60
	headText = 14
)

// fieldOf returns the field that the words of a head tell; known is false if they tell none.
func fieldOf(head string) (f Field, known bool) {
	head = tight(head)
	for _, h := range heads {
		for _, w := range h.words {
			if strings.Contains(head, w) {
				return h.field, true
			}
		}
	}
	if head == "分" {
		return AsPoints, true
	}
	return None, false
}

// Propose guesses how a sheet is to be read: the row of heads from its words, the columns from their heads and contents.
func Propose(g *book.GridSheet) Mapping {
	s := newSheet(g)
	best, most := 0, 1
	for i, n := range s.order {
		if i >= headRows {
			break
		}
		found := map[Field]bool{}
		for _, at := range s.own(n) {
			if t := s.text(at); utf8.RuneCountInString(t) <= headText {
				if f, ok := fieldOf(t); ok {
					found[f] = true
				}
			}
		}
		if len(found) > most {
			best, most = n, len(found)
		}
	}
	return s.propose(g.Name, best)
}

// ProposeAt is Propose with the head in the given row, counted from 1; 0 means that there is no head.
func ProposeAt(g *book.GridSheet, head int) Mapping { return newSheet(g).propose(g.Name, head) }

func (s *sheet) propose(name string, head int) Mapping {
	m := Mapping{Sheet: name, Head: head, First: 1, Columns: map[int]Field{}}
	known := map[int]bool{}
	if head > 0 {
		m.First = s.below(head)
		for c := range s.cols {
			m.Columns[c], known[c] = s.fieldAt(c, head, m.First)
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

// byContent finds columns that their heads do not tell: points that add up to 100, the longest texts, and merged sections before them.
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
