package report

import (
	"cmp"
	"fmt"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// lookbackTable makes 回头看情况表, landscape: what the last round left open and how it stands now, the marks of the last round beside the present
// ones, and what this round carries into the next.
func lookbackTable(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	if _, all := LookedBack(d); all == 0 && len(d.Last) == 0 {
		return none("lookback")
	}
	l := lookback{begin("lookback", a, d, say, titleOf("lookback", a, d), dated(a, d, assess.Onsite))}
	l.doc.Landscape = true
	l.rests(Until(assess.Onsite))
	l.add(To("lookback", a, d, "")...)
	l.section("上轮没有整改到位的问题", l.carried)
	if len(d.Last) > 0 {
		l.section("上轮扣分项目的对照", l.marks)
	}
	if on := onward(d); len(on) > 0 {
		l.section("转入下轮的问题", func() { l.onward(on) })
	}
	l.add(Hands{[]string{"核查人", "被考核单位代表"}})
	return l.close(), nil
}

// LookedBack tells how many matters of the last round are answered, of how many; what goes into the next round counts as both.
func LookedBack(d *assess.District) (done, all int) {
	for _, c := range d.Carried {
		if c.State != "" {
			done++
		}
	}
	n := len(onward(d))
	return done + n, len(d.Carried) + n
}

// onward are the problems that are carried into the next round.
func onward(d *assess.District) []*assess.Finding {
	return slices.DeleteFunc(d.Standing(assess.Problem), func(f *assess.Finding) bool { return f.RectState() != assess.RectCarried })
}

type lookback struct{ *paper }

func (l lookback) carried() {
	if len(l.d.Carried) == 0 {
		l.para("没有从上轮转来的问题。")
		return
	}
	count := map[string]int{}
	t := Table{Columns: []Column{{"序号", 6, Centre}, {"上轮的问题", 30, Left}, {"整改要求", 24, Left}, {"整改情况", 10, Centre}, {"这次核查的情况", 30, Left}}}
	for n, c := range l.d.Carried {
		count[c.State]++
		t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), c.Text, c.Requirement, l.state(c.State), c.Answer}})
	}
	text := fmt.Sprintf("上轮没有整改到位的问题共%d项", len(l.d.Carried))
	for _, s := range []string{"fixed", "part", "open", ""} {
		if count[s] > 0 {
			text += fmt.Sprintf("，%s%d项", l.state(s), count[s])
		}
	}
	divide(&t, 1, 2, 4)
	l.add(Para{Text: text + "。"}, t)
}

func (l lookback) state(s string) string {
	if s == "" {
		return "尚未核查"
	}
	return l.say.Get("onsite.back." + s)
}

func (l lookback) marks() {
	t := Table{Columns: []Column{{"编号", 6, Centre}, {"考核项目", 32, Left}, {"上轮得分", 9, Right}, {"上轮扣分依据", 26, Left}, {"本轮得分", 9, Right},
		{"说明", 18, Left}}}
	for _, s := range l.d.Scores {
		last := l.d.Last[s.Item.ID]
		if last == nil {
			continue
		}
		note := ""
		if !last.Same {
			note = "项目内容与上轮不同"
		}
		t.Rows = append(t.Rows, Row{Cells: []string{s.Item.Code, s.Item.Text, cmp.Or(last.Mark, "—"), last.Reason, marks(s).mark, note}})
	}
	l.add(t)
}

func (l lookback) onward(list []*assess.Finding) {
	t := Table{Columns: []Column{{"序号", 6, Centre}, {"问题", 34, Left}, {"整改要求", 30, Left}, {"转入下轮的理由", 30, Left}}}
	for n, f := range list {
		t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), f.FinalNamed, f.Requirement, f.Rectification.Reason}})
	}
	divide(&t, 1, 2, 3)
	l.add(t)
}
