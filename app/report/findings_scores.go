package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
)

// The part of the findings that gives the score: final marks, and beside each what was lost, why, and what a ruling changed.

func (f *findings) scores() {
	r := f.d.Final
	switch {
	case r.Open == len(f.d.Scores):
		f.para("各考核项目尚未评分。")
	case r.Open > 0:
		f.para("考核满分%s分，已评项目得分%s分，另有%d个项目尚未评分。各项目得分、扣分及依据见下表。", r.Full, r.Total, r.Open)
	default:
		text := fmt.Sprintf("考核满分%s分，你区自评%s分，考核得分%s分", r.Full, f.d.Claimed.Total, r.Total)
		if r.Bonus > 0 {
			text += fmt.Sprintf("（含加分%s分）", r.Bonus)
		}
		if r.Grade != "" {
			text += "，按评分标准对应等次为" + r.Grade
		}
		if f.d.Forced != "" {
			text += "；因" + strings.TrimSuffix(f.d.ForcedWhy, "。") + "，等次定为" + f.d.Forced
		}
		f.add(Para{Text: text + "。各项目得分、扣分及依据见下表。"})
	}
	f.add(f.scoreTable())
	if f.a.Standard.Sample {
		f.add(Para{Text: "注：评分标准为示例，仅供演示，不是任何机关印发的正式标准。", Kai: true})
	}
}

func (f *findings) scoreTable() Table {
	t := Table{Caption: "考核评分情况", Columns: []Column{
		{"序号", 7, Centre}, {"考核项目", 34, Left}, {"分值", 10, Right}, {"自评", 9.5, Right}, {"得分", 9.5, Right}, {"扣分及依据", 30, Left}}}
	for _, sec := range f.a.Standard.Sections {
		head := sec.Title
		if sum := f.d.Final.Sections[sec.ID]; sum.Full > 0 {
			head += fmt.Sprintf("　得%s分，满分%s分", sum.Got, sum.Full)
		}
		t.Rows = append(t.Rows, Row{Span: true, Cells: []string{head}})
		for _, i := range sec.Items {
			t.Rows = append(t.Rows, f.scoreRow(f.d.Score(i.ID)))
		}
	}
	r := f.d.Final
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"", "合　计", r.Full.String(), f.d.Claimed.Total.String(), r.Total.String(), ""}})
	return t
}

func (f *findings) scoreRow(s *assess.Score) Row {
	claim, mark, full := "—", "—", s.Item.Points.String()
	if s.Claimed {
		claim = s.Claim.String()
	}
	switch {
	case s.Item.Veto():
		full, mark = "否决", "未发生"
		if s.Vetoed {
			mark = "发生"
		}
	case s.NA:
		mark = "不适用"
	case s.Marked, s.FinalWhy != "":
		mark = s.Final.String()
	}
	if s.Item.Bonus() {
		full = "加" + full
	}
	text := s.Item.Text
	if s.Item.Key {
		text = "（关键项）" + text
	}
	return Row{Cells: []string{s.Item.Code, text, full, claim, mark, f.reasons(s)}}
}

func (f *findings) reasons(s *assess.Score) string {
	if s.NA {
		return s.NAReason
	}
	var lines []string
	for _, x := range s.Deductions {
		line := "-" + x.Amount.String() + " " + x.Reason
		if refs := f.refs(x.Records); refs != "" {
			line += "（" + refs + "）"
		}
		lines = append(lines, line)
	}
	if s.Item.Bonus() && s.Counted {
		_, how := s.Item.Rule.Mark(s.Item.Points, s.Count)
		lines = append(lines, f.say.Say(how))
	}
	if s.FinalWhy != "" && s.Final != s.Mark {
		lines = append(lines, fmt.Sprintf("征求意见后由%s分改为%s分", s.Mark, s.Final))
	}
	return strings.Join(lines, "\n")
}
