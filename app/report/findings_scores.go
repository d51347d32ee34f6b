package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
)

// The part of the findings with the score: the final marks, what was lost and why, and what rulings changed.

func (f findings) scores() {
	r := f.d.Final
	switch {
	case r.Open == len(f.d.Scores):
		f.para("各考核项目尚未评分。")
	case r.Open > 0:
		f.para("考核满分%s分，已评项目得分%s，另有%d个项目尚未评分。各项目得分、扣分及依据见附件。", r.Full, within(r.Range), r.Open)
	default:
		claim := ""
		if c := f.claimed(); c != "—" {
			claim = "你区自评" + c + "分，"
		}
		f.para("考核满分%s分，%s考核得分%s。各项目得分、扣分及依据见附件。", r.Full, claim, f.outcome())
	}
}

// outcome returns the total in words with its grade and, if an event forced the grade, the event: 91.50分（含加分0.50分），等次为优秀.
func (p *paper) outcome() string {
	r := p.d.Final
	text := within(r.Range)
	if r.Bonus > 0 {
		text += fmt.Sprintf("（含加分%s分）", r.Bonus)
	}
	if r.Grade != "" && r.Why == "" {
		text += "，按评分标准对应等次为" + r.Grade
	}
	if p.d.Forced != "" {
		if why := strings.TrimSuffix(p.d.ForcedWhy, "。"); why != "" {
			text += "；因" + why
		}
		text += "，等次定为" + p.d.Forced
	}
	return text
}

// table makes the attachment: the sections compared with the city's mean, then every item.
func (f findings) table() {
	if c, ok := f.chart(); ok {
		f.add(c)
	}
	t := Table{Columns: []Column{
		{"序号", 7, Centre}, {"考核项目", 34, Left}, {"分值", 10, Right}, {"自评", 9.5, Right}, {"得分", 9.5, Right}, {"扣分及依据", 30, Left}}}
	for _, sec := range f.a.Standard.Sections {
		head := sec.Title
		if sum := f.d.Final.Sections[sec.ID]; sum.Full > 0 {
			head += fmt.Sprintf("　得%s，满分%s分", within(sum.Range), sum.Full)
		}
		t.Rows = append(t.Rows, Row{Span: true, Cells: []string{head}})
		for _, i := range sec.Items {
			t.Rows = append(t.Rows, f.scoreRow(f.d.Score(i.ID)))
		}
	}
	r := f.d.Final
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"", "合　计", r.Full.String(), f.claimed(), between(r.Range), ""}})
	f.add(t)
	f.sampleNote()
}

func (f findings) scoreRow(s *assess.Score) Row {
	c := marks(s)
	return Row{Cells: []string{s.Item.Code, itemText(s), c.full, c.claim, c.mark, strings.Join(f.reasons(s), "\n")}}
}

func (f findings) reasons(s *assess.Score) []string {
	if s.NA {
		return []string{s.NAReason}
	}
	out := append(f.explained(s), f.counted(s)...)
	if t := disputed(s); t != "" {
		out = append(out, t)
	}
	return out
}
