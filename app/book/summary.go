package book

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// summaryName is the sheet with all districts' figures.
const summaryName = "汇总"

// What a cell of the summary says instead of a number.
const (
	saysNA   = "不适用"
	saysVeto = "发生"
	saysFull = "满分" // of the row below the districts
)

// summary makes 汇总: a row for each district, with its total, rank, grade and sections and, beside what is printed, its items. All are formulas
// over 考核得分 and 被考核单位, so that they follow what is changed in the workbook; the present values are those of the assessment.
//
// A cell finds its mark by district and item, wherever the rows of 考核得分 are sorted to: a hidden column holds the row, tried first where the
// export has written it. Sums are rounded to the hundredth, and scores are compared as quotients of whole hundredths, which are exact, as in
// package standard.
type summary struct {
	x                    *index
	std                  *standard.Standard
	scores, bodies       *Sheet // 考核得分 and 被考核单位
	cols                 []Column
	cells                []func(n int, d *assess.District) Cell // of one district, by column; n counts from 0
	items                []*standard.Item                       // ordinary items by section, then bonus items, then veto items
	plain, bonus         int                                    // numbers of ordinary items and of bonus items
	first, applies, rows int                                    // first columns: of items, of the points that apply by section, of rows
	parts                []part
	total, full, percent int // columns
	place, grade, open   int
	sums, extra, failed  int // first section; bonus and failed key items, -1 if there are none
}

// part is a section with ordinary items: the places of its first and of the one behind its last.
type part struct {
	*standard.Section
	from, to int
}

// summarySheet returns the summary; without rows if there is nothing to sum up. scores and bodies are the sheets on which it rests.
func summarySheet(x *index, scores, bodies *Sheet) Sheet {
	s := &summary{x: x, std: x.a.Standard, scores: scores, bodies: bodies, extra: -1, failed: -1, grade: -1}
	s.sort()
	out := Sheet{Name: summaryName, Group: GroupGuide, Aside: true,
		Note: "各区的得分、名次和等次，由公式从“考核得分”“被考核单位”算出，那里改了这里跟着变；这里不要改，也不导入。右边是每个考核项目的得分。有未评项目的区不排名次、不定等次。这里只有导出时的区，后来加的区导入以后再导出才有。"}
	if s.plain == 0 || len(x.a.Districts) == 0 {
		return out
	}
	out.Note += torn(x.a)
	s.columns()
	out.Paper = s.first
	s.detail()
	out.Columns = s.cols
	for n, d := range x.a.Districts {
		row := make([]Cell, len(s.cells))
		for i, f := range s.cells {
			row[i] = f(n, d)
		}
		out.Rows = append(out.Rows, row)
	}
	out.Foot = s.foot()
	out.Charts = []Chart{{Title: "各区得分", Columns: []int{s.total}}}
	if len(s.parts) > 1 {
		all := make([]int, len(s.parts))
		for i := range all {
			all[i] = s.sums + i
		}
		out.Charts = append(out.Charts, Chart{Title: "各区得分的构成", Columns: all})
	}
	return out
}

// torn says between what the scores lie on which assessors disagree: a formula takes one of their marks, and knows of no other.
func torn(a *assess.Assessment) string {
	var of []string
	for _, d := range a.Districts {
		if r := d.Final.Range; r.Open() {
			of = append(of, tidy(d.Name)+r.String()+"分")
		}
	}
	if len(of) == 0 {
		return ""
	}
	return "打分有分歧、尚未选定的区，得分在这个范围内：" + strings.Join(of, "，") + "；表和图只按其中一种打分算，选定以前这些区的名次和等次不作数。"
}

// sort puts the items into the order of the columns.
func (s *summary) sort() {
	var bonus, veto []*standard.Item
	for _, sec := range s.std.Sections {
		from := len(s.items)
		for _, i := range sec.Items {
			switch {
			case i.Veto():
				veto = append(veto, i)
			case i.Bonus():
				bonus = append(bonus, i)
			default:
				s.items = append(s.items, i)
			}
		}
		if len(s.items) > from {
			s.parts = append(s.parts, part{sec, from, len(s.items)})
		}
	}
	s.plain, s.bonus = len(s.items), len(bonus)
	s.items = append(append(s.items, bonus...), veto...)
}

// add adds a column and returns its place.
func (s *summary) add(c Column, cell func(n int, d *assess.District) Cell) int {
	s.cols, s.cells = append(s.cols, c), append(s.cells, cell)
	return len(s.cols) - 1
}

// columns adds what is printed. The places of later columns are known before, because formulas name them.
func (s *summary) columns() {
	names := s.std.GradeNames()
	s.total, s.full, s.percent, s.place, s.open = 1, 2, 3, 4, 5
	s.sums = 6
	if len(names) > 0 {
		s.grade, s.sums = 5, 8
		s.open = 6
	}
	s.first = s.sums + len(s.parts)
	if s.bonus > 0 {
		s.extra = s.first
		s.first++
	}
	s.applies = s.first + len(s.items)
	s.rows = s.applies + len(s.parts)
	s.failed = s.rows + len(s.items)
	s.add(Column{Head: headDistrict, Width: 10, Name: true}, func(_ int, d *assess.District) Cell { return s.x.district(d).Cell })
	s.add(Column{Head: "得分", Kind: Points, Width: 6}, s.totalOf)
	s.add(Column{Head: "满分", Note: "适用的项目一共多少分，不算加分。", Kind: Points, Width: 6}, s.fullOf)
	s.add(Column{Head: "百分制得分", Note: "得分除以满分，乘以一百；按它排名次、定等次。", Kind: Share, Width: 6}, s.percentOf)
	s.add(Column{Head: "名次", Kind: Count, Width: 5}, s.placeOf)
	if s.grade >= 0 {
		s.add(Column{Head: "等次", Kind: Choice, Width: 6}, s.gradeOf)
	}
	s.add(Column{Head: "未评项目", Note: "还没有得分、也不是不适用的项目有几个。", Kind: Count, Width: 5}, s.openOf)
	if s.grade >= 0 {
		s.add(Column{Head: "降等原因", Kind: Long, Width: 8}, s.reasonOf)
	}
	for i, p := range s.parts {
		s.add(Column{Head: tidy(p.Title), Kind: Points, Width: 6}, func(n int, d *assess.District) Cell { return s.sumOf(i, n, d) })
	}
	if s.extra >= 0 {
		s.add(Column{Head: "加分", Kind: Points, Width: 6}, s.bonusOf)
	}
}

// detail adds the items, and hidden columns with what the formulas need.
func (s *summary) detail() {
	for j, i := range s.items {
		c := Column{Head: s.x.one(anItem, i.ID).Text, Note: i.Text, Kind: Points, Width: 6}
		if i.Veto() {
			c.Kind = Choice
		}
		s.add(c, func(n int, d *assess.District) Cell { return s.markOf(j, n, d) })
	}
	for i, p := range s.parts {
		s.add(Column{Head: "适用分值：" + tidy(p.Title), Kind: Points, Width: 8, Hidden: true}, func(n int, d *assess.District) Cell { return s.appliesOf(i, n, d) })
	}
	for j, i := range s.items {
		head := "行：" + s.x.one(anItem, i.ID).Text
		s.add(Column{Head: head, Kind: Count, Width: 8, Hidden: true}, func(n int, d *assess.District) Cell { return s.rowOf(j, n, d) })
	}
	s.add(Column{Head: "未达标的关键项", Kind: Count, Width: 8, Hidden: true}, s.failedOf)
}

// at names a cell of a district's row.
func at(col, n int) string { return address(col, FirstRow+n) }

// across names cells from one column to another, the last included.
func across(from, to, n int) string { return at(from, n) + ":" + at(to, n) }

// fixed names a cell of a row that stays where it is.
func fixed(col, row int) string { return fmt.Sprintf("%s$%d", letters(col), row) }

// letters returns the name of a column, which counts from 0.
func letters(col int) string { return strings.TrimRight(address(col, 1), "1") }

// foots names a cell below the districts.
func (s *summary) foots(col, line int) string { return fixed(col, FirstRow+len(s.x.a.Districts)+line) }

// column names a column of another sheet, with room for rows that are added to it.
func column(s *Sheet, head string) string {
	const room = 600
	for i, c := range s.Columns {
		if c.Head == head {
			return fmt.Sprintf("%s!$%s$1:$%s$%d", s.Name, letters(i), letters(i), FirstRow+len(s.Rows)+room)
		}
	}
	return ""
}

// formula returns a cell with a number, or with nothing where it does not say anything.
func formula(f string, v int64, is bool) Cell { return Cell{Formula: f, Number: v, Is: is} }

// marked tells whether a district has a mark for any of the items from one place to another.
func (s *summary) marked(d *assess.District, from, to int) bool {
	for _, i := range s.items[from:to] {
		if c := s.given(i, d); c.Is {
			return true
		}
	}
	return false
}

// given returns what a district got for an item.
func (s *summary) given(i *standard.Item, d *assess.District) Cell {
	k := d.Score(i.ID)
	switch {
	case k == nil:
	case i.Veto():
		if k.Vetoed {
			return Cell{Text: saysVeto}
		}
	case k.NA:
		return Cell{Text: saysNA}
	case k.Marked || k.Ruled:
		return Cell{Number: int64(i.Rule.Clamp(i.Points, k.Final)), Is: true}
	}
	return Cell{}
}

func (s *summary) markOf(j, n int, d *assess.District) Cell {
	i, row := s.items[j], at(s.rows+j, n)
	in := func(head string) string { return fmt.Sprintf("INDEX(%s,%s)", column(s.scores, head), row) }
	c := s.given(i, d)
	if i.Veto() {
		c.Formula = fmt.Sprintf(`IF(%s=0,"",IF(%s="是","%s",""))`, row, in("一票否决"), saysVeto)
		return c
	}
	final, mark := in(headFinal), in(headMark)
	c.Formula = fmt.Sprintf(`IF(%s=0,"",IF(%s="是","%s",IF(%s<>"",%s,IF(%s<>"",%s,""))))`, row, in(headNA), saysNA, final, clamped(i, final+"+0"), mark,
		clamped(i, mark+"+0"))
	return c
}

// clamped returns a formula for the allowed mark nearest to one, as Rule.Clamp gives it.
func clamped(i *standard.Item, mark string) string {
	list := i.Rule.Choices(i.Points)
	if list == nil {
		low, high := i.Rule.Range(i.Points)
		return fmt.Sprintf("MAX(%s,MIN(%s,%s))", short(low), short(high), mark)
	}
	f := short(list[len(list)-1])
	for n := len(list) - 1; n > 0; n-- {
		f = fmt.Sprintf("IF(%s>=%s,%s,%s)", mark, short((list[n-1]+list[n])/2+1), short(list[n-1]), f)
	}
	return f
}

// rowOf returns the row of 考核得分 with an item of a district.
func (s *summary) rowOf(j, n int, d *assess.District) Cell {
	row := 0
	for k, sc := range d.Scores {
		if sc.Item == s.items[j] {
			row = FirstRow + n*len(d.Scores) + k
		}
	}
	body, code := fmt.Sprintf("$A%d", FirstRow+n), fixed(s.first+j, FirstRow-1)
	bodies, codes := column(s.scores, headDistrict), column(s.scores, headItem)
	return formula(fmt.Sprintf("IF(AND(INDEX(%s,%d)=%s,INDEX(%s,%d)=%s),%d,SUMPRODUCT((%s=%s)*(%s=%s)*ROW(%s)))", bodies, max(1, row), body, codes, max(1, row), code, row,
		bodies, body, codes, code, bodies), int64(row), true)
}

// appliesOf returns the points of a section's items that apply.
func (s *summary) appliesOf(i, n int, d *assess.District) Cell {
	p, v := s.parts[i], standard.Points(0)
	for _, item := range s.items[p.from:p.to] {
		if s.given(item, d).Text != saysNA {
			v += item.Points
		}
	}
	all := s.foots(s.first+p.from, 0) + ":" + s.foots(s.first+p.to-1, 0)
	return formula(fmt.Sprintf(`ROUND(SUM(%s)-SUMIF(%s,"%s",%s),2)`, all, across(s.first+p.from, s.first+p.to-1, n), saysNA, all), int64(v), true)
}

func (s *summary) sumOf(i, n int, d *assess.District) Cell {
	p, applies := s.parts[i], at(s.applies+i, n)
	marks := across(s.first+p.from, s.first+p.to-1, n)
	sum := fmt.Sprintf("MIN(ROUND(SUM(%s),2),%s)", marks, applies)
	if s.std.Rescale { // a hair is added, because a half is not always met exactly
		sum = fmt.Sprintf("IF(%s>0,ROUND(%s*%s/%s+0.000000001,2),0)", applies, sum, s.foots(s.sums+i, 0), applies)
	}
	return formula(fmt.Sprintf(`IF(COUNT(%s)=0,"",%s)`, marks, sum), int64(d.Final.Sections[p.ID].Got), s.marked(d, p.from, p.to))
}

func (s *summary) bonusOf(n int, d *assess.District) Cell {
	limited := func(sum string, most standard.Points) string {
		if most > 0 {
			return fmt.Sprintf("MIN(%s,%s)", short(most), sum)
		}
		return sum
	}
	var parts []string
	for from := s.plain; from < s.plain+s.bonus; {
		to := from
		for to < s.plain+s.bonus && s.items[to].Section == s.items[from].Section {
			to++
		}
		most := standard.Points(0)
		if sec := s.std.Section(s.items[from].Section); sec != nil {
			most = sec.BonusCap
		}
		parts = append(parts, limited(fmt.Sprintf("ROUND(SUM(%s),2)", across(s.first+from, s.first+to-1, n)), most))
		from = to
	}
	marks := across(s.first+s.plain, s.first+s.plain+s.bonus-1, n)
	return formula(fmt.Sprintf(`IF(COUNT(%s)=0,"",%s)`, marks, limited(strings.Join(parts, "+"), s.std.Bonus)), int64(d.Final.Bonus),
		s.marked(d, s.plain, s.plain+s.bonus))
}

func (s *summary) totalOf(n int, d *assess.District) Cell {
	return formula(fmt.Sprintf(`IF(COUNT(%s)=0,"",ROUND(SUM(%s),2))`, across(s.first, s.first+s.plain+s.bonus-1, n), across(s.sums, s.first-1, n)), int64(d.Final.Total),
		s.marked(d, 0, s.plain+s.bonus))
}

func (s *summary) fullOf(n int, d *assess.District) Cell {
	f := fmt.Sprintf("SUM(%s)", across(s.applies, s.rows-1, n))
	if s.std.Rescale {
		all := make([]string, len(s.parts))
		for i := range s.parts {
			all[i] = fmt.Sprintf("IF(%s>0,%s,0)", at(s.applies+i, n), s.foots(s.sums+i, 0))
		}
		f = strings.Join(all, "+")
	}
	return formula(f, int64(d.Final.Full), true)
}

func (s *summary) openOf(n int, d *assess.District) Cell {
	marks := across(s.first, s.first+s.plain-1, n)
	return formula(fmt.Sprintf(`%d-COUNT(%s)-COUNTIF(%s,"%s")`, s.plain, marks, marks, saysNA), int64(d.Final.Open), true)
}

// foot returns the rows below the districts: the full marks, the limits of the grades, and whether districts are missing.
func (s *summary) foot() [][]Cell {
	full := make([]Cell, len(s.cols))
	full[0] = Cell{Text: saysFull}
	for i, p := range s.parts {
		sum := int64(0)
		for _, item := range s.items[p.from:p.to] {
			sum += int64(item.Points)
		}
		full[s.sums+i] = Cell{Number: sum, Is: true}
		full[s.total] = Cell{Number: full[s.total].Number + sum, Is: true}
	}
	for j, i := range s.items {
		if !i.Veto() {
			full[s.first+j] = Cell{Number: int64(i.Points), Is: true}
		}
	}
	out := [][]Cell{full}
	for _, g := range s.std.Ranks {
		row := make([]Cell, len(s.cols))
		row[0], row[s.place], row[s.grade] = Cell{Text: "等次线"}, Cell{Number: g.Upto, Is: g.Upto > 0}, text(g.Name).Cell
		out = append(out, row)
	}
	for _, g := range s.std.Grades {
		if len(s.std.Ranks) > 0 {
			break
		}
		row := make([]Cell, len(s.cols))
		row[0], row[s.percent], row[s.grade] = Cell{Text: "等次线"}, Cell{Number: int64(g.From) * ShareOne / 100, Is: true}, text(g.Name).Cell
		out = append(out, row)
	}
	added := make([]Cell, len(s.cols))
	added[0] = s.added()
	return append(out, added)
}

// added says whether districts have been put into the workbook that are not among the rows.
func (s *summary) added() Cell {
	const most = 200 // that a formula has room for
	if len(s.x.a.Districts) > most {
		return Cell{}
	}
	names := strings.Replace(column(s.bodies, "单位名称"), "$1:", fmt.Sprintf("$%d:", FirstRow), 1) // below the head
	listed := make([]string, len(s.x.a.Districts))
	for n := range listed {
		listed[n] = fmt.Sprintf("COUNTIF(%s,%s)", names, fixed(0, FirstRow+n))
	}
	return Cell{Formula: fmt.Sprintf(`IF(COUNTIF(%s,"?*")>SUM(%s),"还有后来加的区不在这里","")`, names, strings.Join(listed, ","))}
}
