package report

import (
	"cmp"
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// summaryTable makes 考核结果汇总表, landscape: the districts in the round's order with the points of each section, the bonus, the total, the
// grade and the place. A row adds up: the sections hold no bonus, which has a column of its own.
//
// A district is not marked throughout where an item is open; it has no total, grade or place then, and its sections with open items none either.
func summaryTable(a *assess.Assessment, _ *assess.District, say words.Catalog) (Document, error) {
	if len(a.Districts) == 0 || len(a.Standard.Items()) == 0 {
		return none("summary")
	}
	s := summary{begin("summary", a, nil, say, titleOf("summary", a, nil), cmp.Or(a.AsOf, a.To))}
	s.doc.Landscape = true
	s.add(Rests(a.Districts, Until(assess.Summary))...)
	s.add(To("summary", a, nil, "")...)
	s.add(Para{Text: "评分标准：" + s.standardName(), Flush: true})
	s.add(s.table())
	for _, n := range s.notes() {
		s.add(Para{Text: n, Kai: true})
	}
	s.sampleNote()
	s.add(Hands{[]string{"制表人", "组长"}})
	return s.close(), nil
}

type summary struct{ *paper }

// shown are the sections that have points of their own; what bonus and veto items give stands in columns at the end.
func (s summary) shown() []*standard.Section {
	var out []*standard.Section
	for _, sec := range s.a.Standard.Sections {
		if sec.Points() > 0 {
			out = append(out, sec)
		}
	}
	return out
}

func (s summary) table() Table {
	secs := s.shown()
	const name, bonus, total, grade, place = 10.0, 7.0, 9.0, 8.0, 6.0
	each := (100 - name - bonus - total - grade - place) / float64(max(len(secs), 1))
	t := Table{Columns: []Column{{"被考核单位", name, Left}}}
	full := Row{Strong: true, Cells: []string{"满　分"}}
	for _, sec := range secs {
		t.Columns = append(t.Columns, Column{sec.Title, each, Right})
		full.Cells = append(full.Cells, sec.Points().String())
	}
	t.Columns = append(t.Columns, Column{"加分", bonus, Right}, Column{"总分", total, Right}, Column{"等次", grade, Centre}, Column{"名次", place, Centre})
	full.Cells = append(full.Cells, "", s.a.Standard.Total().String(), "", "")
	t.Rows = append(t.Rows, full)
	for _, d := range s.a.Districts {
		row := Row{Cells: []string{d.Name}}
		for _, sec := range secs {
			row.Cells = append(row.Cells, sectionGot(d.Final.Sections[sec.ID]))
		}
		t.Rows = append(t.Rows, Row{Cells: append(row.Cells, totals(d)...)})
	}
	return t
}

func sectionGot(sum standard.Sum) string {
	switch {
	case sum.Full == 0 && sum.Open == 0:
		return "不适用"
	case sum.Open > 0:
		return unmarked
	}
	return between(sum.Range)
}

// totals are a district's bonus, total, grade and place.
func totals(d *assess.District) []string {
	r := d.Final
	bonus, place := "", "待定"
	if r.Bonus > 0 {
		bonus = r.Bonus.String()
	}
	switch {
	case r.Open > 0:
		return []string{bonus, unmarked, "", ""}
	case r.Range.Open():
		return []string{bonus, between(r.Range), "待定", "待定"}
	case d.Rank > 0:
		place = fmt.Sprint(d.Rank)
	}
	return []string{bonus, r.Total.String(), d.Grade(), place}
}

// notes explain what can't be read from the figures: items that are open, a full mark that differs, and grades that do not follow from points.
func (s summary) notes() []string {
	var out, open []string
	for _, d := range s.a.Districts {
		if n := d.Final.Open; n > 0 {
			open = append(open, fmt.Sprintf("%s%d个", d.Name, n))
		}
	}
	if len(open) > 0 {
		out = append(out, fmt.Sprintf("没有评分的项目：%s。这些单位不计总分，不定等次和名次。", strings.Join(open, "、")))
	}
	for _, d := range s.a.Districts {
		r := d.Final
		if r.Range.Open() {
			out = append(out, fmt.Sprintf("%s有的项目考核人打分不一致，总分在%s之间。", d.Name, within(r.Range)))
		}
		if r.Full != s.a.Standard.Total() && !r.Unsure {
			out = append(out, fmt.Sprintf("%s有不适用的项目，满分为%s分。", d.Name, r.Full))
		}
		switch {
		case d.Forced != "" && d.ForcedWhy != "":
			out = append(out, fmt.Sprintf("%s因%s等次定为%s。", d.Name, strings.TrimSuffix(d.ForcedWhy, "。")+"，", d.Forced))
		case d.Forced != "":
			out = append(out, fmt.Sprintf("%s的等次定为%s。", d.Name, d.Forced))
		}
		p := paper{a: s.a, d: d}
		if codes := p.codes(r.FailedKey); codes != "" {
			out = append(out, fmt.Sprintf("%s关键项%s未达到规定的得分。", d.Name, codes))
		}
		if codes := p.codes(r.Vetoed); codes != "" {
			out = append(out, fmt.Sprintf("%s发生一票否决事项%s。", d.Name, codes))
		}
	}
	return out
}
