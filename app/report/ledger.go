package report

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// rectificationLedger makes 整改台账, landscape: every problem that was not withdrawn and what became of it, of one district or of all.
//
// It uses no clock: the ledger states the day on which it is drawn up. An item is overdue if it is neither closed nor carried over and was
// due before that day. The day is the one set for the document; else the sample's own, or that of the last entry of progress or signature if
// that is later; else the last day of the round.
func rectificationLedger(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	of := a.Districts
	if d != nil {
		of = []*assess.District{d}
	}
	has := false // a district without problems has a ledger that says so, once its on-site phase is signed
	for _, x := range of {
		has = has || len(x.Standing(assess.Problem)) > 0 || x.Phases[assess.Onsite].Signed() != nil
	}
	if !has {
		return none("ledger")
	}
	l := register{paper: begin("ledger", a, d, say, titleOf("ledger", a, d), drawnUp(a, of)), of: of}
	l.asOf = l.doc.Date.day()
	l.doc.Landscape = true
	if l.asOf != "" {
		l.add(Subtitle{"（截至" + l.asOf.Prose() + "）"})
	}
	if d != nil {
		l.rests(Until(assess.Summary))
	} else {
		l.add(Rests(of, Until(assess.Summary))...)
	}
	l.add(To("ledger", a, d, "")...)
	l.summary()
	if l.total() > 0 {
		l.add(l.table())
	}
	if c, ok := l.chart(); ok {
		l.add(c)
	}
	l.add(Hands{[]string{"填报人", "核对人"}})
	return l.close(), nil
}

// drawnUp returns the day on which a paper on the rectification of districts is drawn up, unless its settings have another.
func drawnUp(a *assess.Assessment, of []*assess.District) assess.Day {
	return cmp.Or(max(a.AsOf, lastStep(of), since(a, of)), a.To)
}

func lastStep(of []*assess.District) assess.Day {
	var day assess.Day
	for _, d := range of {
		for _, f := range d.Standing(assess.Problem) {
			for _, s := range f.Progress {
				day = max(day, s.Day)
			}
		}
	}
	return day
}

// since returns the day of the last signature; a sample's signatures have its own day.
func since(a *assess.Assessment, of []*assess.District) assess.Day {
	if a.AsOf != "" {
		return a.AsOf
	}
	return lastSigned(of)
}

type register struct {
	*paper
	of   []*assess.District
	asOf assess.Day
}

func (l register) total() int {
	n := 0
	for _, d := range l.of {
		n += len(d.Standing(assess.Problem))
	}
	return n
}

// late tells whether an item is overdue on the day of the ledger.
func (l register) late(f *assess.Finding) bool {
	return !f.Rectification.Closed() && f.Deadline != "" && l.asOf != "" && f.Deadline < l.asOf
}

// count counts the items of districts by state. Overdue items are counted in their state and again in late.
func (l register) count(of ...*assess.District) (states map[string]int, late int) {
	states = map[string]int{}
	for _, d := range of {
		for _, f := range d.Standing(assess.Problem) {
			states[stateOf(f)]++
			if l.late(f) {
				late++
			}
		}
	}
	return states, late
}

// idle is the ledger's own state for a rectification that nobody has begun.
const idle = ""

func stateOf(f *assess.Finding) string {
	if f.Rectification == nil {
		return idle
	}
	return f.RectState()
}

// tally returns the counts in words: 整改中3项、已销号2项；逾期1项.
func (l register) tally(of ...*assess.District) string {
	states, late := l.count(of...)
	var out []string
	for _, s := range append([]string{idle}, assess.RectStates...) {
		if states[s] > 0 {
			out = append(out, fmt.Sprintf("%s%d项", l.state(s), states[s]))
		}
	}
	text := strings.Join(out, "、")
	if late > 0 {
		text += fmt.Sprintf("；其中逾期%d项", late)
	}
	return text
}

func (l register) state(s string) string {
	if s == idle {
		return l.say.Get("rectify.idle")
	}
	return l.say.Get("rectstate." + s)
}

func (l register) summary() {
	n := l.total()
	if n == 0 {
		l.para("没有需要整改的问题。")
		return
	}
	l.para("共%d项整改事项：%s。", n, l.tally(l.of...))
	var clean, early []string
	for _, d := range l.of {
		switch {
		case len(d.Standing(assess.Problem)) > 0:
		case d.Phases[assess.Onsite].Signed() != nil:
			clean = append(clean, d.Name)
		default:
			early = append(early, d.Name)
		}
	}
	if len(clean) > 0 {
		l.para("%s没有整改事项。", strings.Join(clean, "、"))
	}
	if len(early) > 0 {
		l.para("%s的%s阶段还没有签字，目前没有整改事项。", strings.Join(early, "、"), l.phase(assess.Onsite))
	}
}

func (l register) table() Table {
	t := Table{Columns: []Column{{"序号", 5, Centre}, {"问题", 19.5, Left}, {"整改要求", 14, Left}, {"方式", 5, Centre}, {"整改措施", 12, Left},
		{"责任单位", 8, Left}, {"完成期限", 8.5, Centre}, {"状态", 8, Centre}, {"最新进展", 13.5, Left}, {"核查人", 6.5, Centre}}}
	for _, d := range l.of {
		list := d.Standing(assess.Problem)
		if l.d == nil && len(list) > 0 {
			t.Rows = append(t.Rows, Row{Span: true, Cells: []string{fmt.Sprintf("%s　共%d项：%s", d.Name, len(list), l.tally(d))}})
		}
		for n, f := range list {
			t.Rows = append(t.Rows, l.row(d, n+1, f))
		}
	}
	divide(&t, 1, 2, 4, 8)
	return t
}

// divide shares the common width of columns with long texts by the amount of text in all rows and in the longest row, so that rows stay
// low. No column gets less than the width of six characters, because an empty one is filled in by hand.
func divide(t *Table, columns ...int) {
	const least = 9.0
	width, all, longest := 0.0, 0.0, 0.0
	sum, most := make([]float64, len(columns)), make([]float64, len(columns))
	for i, c := range columns {
		width += t.Columns[c].Width - least
		for _, r := range t.Rows {
			if c < len(r.Cells) {
				n := float64(utf8.RuneCountInString(r.Cells[c]))
				sum[i], most[i] = sum[i]+n, max(most[i], n)
			}
		}
		all, longest = all+sum[i], longest+most[i]
	}
	for i, c := range columns {
		t.Columns[c].Width = least + width*(sum[i]/max(all, 1)+most[i]/max(longest, 1))/2
	}
}

// row returns the row of a district's item; it is in 黑体 if the item is overdue.
func (l register) row(d *assess.District, n int, f *assess.Finding) Row {
	r := assess.Rectified{}
	if f.Rectification != nil {
		r = *f.Rectification
	}
	mode, state, checker := "", l.state(stateOf(f)), ""
	if r.Mode != "" {
		mode = l.say.Get("rect." + r.Mode)
	}
	late := l.late(f)
	if late {
		state += "\n（逾期）"
	}
	if r.Checker != "" {
		checker = l.a.Name(r.Checker)
	}
	return Row{Strong: late, Cells: []string{fmt.Sprint(n), behind(f.FinalNamed, l.citeOf(d, "finding", f.ID, problem(n))), cmp.Or(f.Requirement, "未写"), mode, measures(f, r), units(f.Responsible),
		dayCell(f.Deadline), state, strings.Join(l.latest(d, n, f, r), "\n"), checker}}
}

// measures returns the measures, and how many steps of a long plan are done.
func measures(f *assess.Finding, r assess.Rectified) string {
	out := lines(r.Measures)
	if n := len(f.Milestones); n > 0 {
		done := 0
		for _, s := range f.Milestones {
			if s.Done {
				done++
			}
		}
		out = append(out, fmt.Sprintf("阶段目标已完成%d/%d", done, n))
	}
	return strings.Join(out, "\n")
}

// latest returns the last entry of progress, who reported it done, what was checked, and why it is carried over.
func (l register) latest(d *assess.District, n int, f *assess.Finding, r assess.Rectified) []string {
	var out []string
	if s := lastOf(f); s != nil {
		text := strings.TrimSpace(s.Day.Prose() + " " + s.Text)
		var proofs []string
		if s.Proof != "" {
			proofs = append(proofs, "证明材料："+s.Proof)
		}
		if x := l.citeOf(d, "step", s.ID, problem(n)+"的整改"); x != "" {
			proofs = append(proofs, x)
		}
		if proofs != nil {
			text += "（" + strings.Join(proofs, "；") + "）"
		}
		out = append(out, text)
	}
	if r.Reported != "" {
		out = append(out, "报告完成："+l.a.Name(r.Reported))
	}
	if r.State == assess.RectClosed && r.Checked != "" {
		out = append(out, "核查情况："+r.Checked)
	}
	if r.State == assess.RectCarried && r.Reason != "" {
		out = append(out, "转入下轮："+r.Reason)
	}
	return out
}

// lastOf is the last entry of an item's progress; nil if there is none.
func lastOf(f *assess.Finding) *assess.Step {
	var last *assess.Step
	for _, s := range f.Progress {
		if last == nil || s.Day >= last.Day { // several of a day: the one written last
			last = s
		}
	}
	return last
}

// chart compares the progress of the districts; ok is false if there is only one.
func (l register) chart() (Chart, bool) {
	c := Chart{Caption: "整改进度", Kind: Progress, Unit: "项"}
	all, _ := l.count(l.of...)
	var shown []string
	for _, s := range []string{assess.RectClosed, assess.RectReported, assess.RectCarried, assess.RectOpen, idle} {
		if all[s] > 0 { // few hatches are told apart more easily
			shown = append(shown, s)
			c.Series = append(c.Series, Series{Name: l.state(s)})
		}
	}
	for _, d := range l.of {
		if len(d.Standing(assess.Problem)) == 0 {
			continue
		}
		states, _ := l.count(d)
		c.Categories = append(c.Categories, d.Name)
		for i, s := range shown {
			c.Series[i].Values = append(c.Series[i].Values, int64(states[s])*100)
		}
	}
	if len(c.Series) > 1 {
		var names []string
		for _, s := range c.Series {
			names = append(names, s.Name)
		}
		c.Caption += "（右边的数字依次是" + strings.Join(names, "、") + "）"
	}
	return c, len(c.Categories) > 1
}
