package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// urgingLetter makes 督办函: what of the rectification is overdue, what is still open, and by when it has to be reported. What counts as overdue
// is told as in the ledger, from the letter's day and no clock.
func urgingLetter(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	if len(Unfinished(d)) == 0 {
		return none("urging")
	}
	of := []*assess.District{d}
	title := fmt.Sprintf("关于督办%s%s考核整改事项的函", d.Name, (&paper{a: a}).matter())
	u := urging{register{paper: begin("urging", a, d, say, title, drawnUp(a, of)), of: of}}
	u.asOf = u.doc.Date.day()
	u.rests(Until(assess.Summary))
	u.to()
	open := Unfinished(d)
	late := slices.DeleteFunc(slices.Clone(open), func(f *assess.Finding) bool { return !u.late(f) })
	u.para("%s", u.standing(len(open), len(late)))
	if len(late) > 0 {
		u.section("已经逾期的整改事项", func() { u.list("逾期事项", late) })
	}
	if rest := slices.DeleteFunc(slices.Clone(open), u.late); len(rest) > 0 {
		u.section("尚未完成的整改事项", func() { u.list("未完成事项", rest) })
	}
	u.section("有关要求", u.demands)
	u.end()
	u.add(u.contact()...)
	u.appendix("附件")
	return u.doc, nil
}

// Unfinished are the problems of a district that are neither closed nor carried over, nor reported as done.
func Unfinished(d *assess.District) []*assess.Finding {
	return slices.DeleteFunc(d.Standing(assess.Problem), func(f *assess.Finding) bool { return f.RectState() != assess.RectOpen })
}

type urging struct{ register }

// standing says how far the rectification is on the letter's day.
func (u urging) standing(open, late int) string {
	states, _ := u.count(u.d)
	all, done, told := u.total(), states[assess.RectClosed]+states[assess.RectCarried], states[assess.RectReported]
	text := fmt.Sprintf("%s考核发现的问题，%s共有整改事项%d项", u.matter(), u.you(), all)
	if u.asOf != "" {
		text += "。截至" + u.asOf.Prose()
	}
	if done > 0 {
		text += fmt.Sprintf("，已销号或者转入下轮%d项", done)
	}
	if told > 0 {
		text += fmt.Sprintf("，已报告完成、等待核查%d项", told)
	}
	text += fmt.Sprintf("，尚未完成%d项", open)
	if late > 0 {
		text += fmt.Sprintf("，其中%d项已经逾期", late)
	}
	return text + "。现将有关事项函告如下："
}

// list lists items; the annex calls them by name and number.
func (u urging) list(name string, of []*assess.Finding) {
	for n, f := range of {
		u.para("%d. %s", n+1, stop(f.FinalNamed))
		u.para("整改要求：%s", cmp.Or(f.Requirement, "另行通知。"))
		var how []string
		add := func(name, text string) {
			if text != "" {
				how = append(how, name+"："+strings.TrimSuffix(text, "。"))
			}
		}
		add("责任单位", units(f.Responsible))
		add("完成期限", f.Deadline.Prose())
		if s := lastOf(f); s != nil {
			add("最新进展", behind(strings.TrimSpace(s.Day.Prose()+" "+s.Text), u.cite("step", s.ID, fmt.Sprint(name, n+1))))
		}
		if r := f.Rectification; r != nil {
			add("退回理由", r.Reason)
		}
		if len(how) > 0 {
			u.add(Para{Text: "（" + strings.Join(how, "；") + "）", Kai: true})
		}
		if text := goals(f); text != "" {
			u.para("阶段目标：%s。", text)
		}
	}
}

func (u urging) demands() {
	u.para("1. 请对照上述事项逐项落实整改措施，明确责任人。已经逾期的，请在收到本函后尽快书面说明原因和预计完成的时间。")
	u.para("2. 已经完成的事项，请及时报告完成并附证明材料，由考核小组核查后销号。确实不能完成的，请说明理由，经考核小组同意后转入下轮考核。")
	if by := u.by(u.a.Reply, ""); by != "" {
		u.para("3. %s将整改情况书面报送%s。", by, u.doc.Author)
	}
}

// goals are the steps of a long plan, each with its day and whether it is reached.
func goals(f *assess.Finding) string {
	var out []string
	for _, s := range f.Milestones {
		state := "未完成"
		if s.Done {
			state = "已完成"
		}
		out = append(out, fmt.Sprintf("%s%s（%s）", s.Day.Prose(), strings.TrimSuffix(s.Text, "。"), state))
	}
	return strings.Join(out, "，")
}
