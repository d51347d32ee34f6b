package book_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
)

func states(p *book.Plan) string {
	var out []string
	for _, l := range p.Lines {
		out = append(out, fmt.Sprintf("%s %s %s", l.Sheet, l.Name, [...]string{"added", "changed", "conflict", "refused"}[l.State]))
	}
	return strings.Join(out, "; ")
}

func TestAHandMadeWorkbookMakesARound(t *testing.T) {
	d := smallDesk(t)
	a := d.View()
	s := a.Districts[0].Score("")
	for _, x := range a.Districts[0].Scores {
		if x.Item.Code == "1.1" {
			s = x
		}
	}
	switch {
	case len(a.Standard.Sections) != 2 || len(a.Standard.Items()) != 5 || a.Standard.Sections[1].Title != "协调机制" || a.From != "2006-09-04":
		t.Errorf("standard %+v", a.Standard)
	case s == nil || s.Mark != 450 || s.Explained() != 50 || len(s.Deductions[0].Records) != 1 || len(s.Records) != 1:
		t.Errorf("score %+v", s)
	case len(a.Districts[0].Drawn()) != 1 || a.Districts[0].Findings[0].Requirement != "补签" || a.Name(a.Districts[0].Records[0].Recorder) != "李䶮":
		t.Errorf("district %+v", a.Districts[0])
	}
}

func TestTwiceIsNothing(t *testing.T) {
	d := smallDesk(t)
	p := book.Take(d.View(), nil, small().Grid, d.Who(), d.Today())
	if len(p.Lines) != 0 || len(p.Problems) != 0 || p.Same < 15 {
		t.Errorf("%d the same, %s %v", p.Same, states(p), p.Problems)
	}
	if e, err := p.Edit(); err != nil || len(e.Writes) != 0 {
		t.Error(e, err)
	}
}

func TestThreeWays(t *testing.T) {
	for _, c := range []struct {
		name         string
		ours, theirs any // nil leaves the cell
		empty        bool
		want         string
		mark         string
	}{
		{"Untouched", nil, nil, false, "", "4.50"},
		{"ChangedInTheWorkbook", nil, 4.0, false, "考核得分 南山区 1.1 changed", "4.00"},
		{"ChangedInKaohe", 300, nil, false, "", "3.00"},
		{"BothTheSame", 300, 3.0, false, "", "3.00"},
		{"BothDifferent", 300, 4.0, false, "考核得分 南山区 1.1 conflict", "3.00"},
		{"Emptied", nil, "", false, "考核得分 南山区 1.1 changed", "none"},
		{"EmptiedAgainstAChange", 300, "  ", false, "考核得分 南山区 1.1 conflict", "3.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := smallDesk(t)
			base := d.View()
			w := typed{grid(book.Export(base, frontier(d.log)))}
			score := func() *assess.Score { return d.View().Districts[0].Scores[0] }
			if c.ours != nil {
				must(t, d.Apply(assess.New("edit.mark").Set(score().Entity, "mark", c.ours)))
			}
			if c.theirs != nil {
				w.put("考核得分", 0, "考核得分", c.theirs)
			}
			p := book.Take(d.View(), base, w.Grid, d.Who(), d.Today())
			if got := states(p); got != c.want {
				t.Fatalf("got %q", got)
			}
			d.apply(t, p)
			if got := score().Mark.String(); got != c.mark && !(c.mark == "none" && !score().Marked) {
				t.Errorf("mark %s", got)
			}
		})
	}
}

func TestAConflictIsTakenWhenTicked(t *testing.T) {
	d := smallDesk(t)
	base := d.View()
	w := typed{grid(book.Export(base, frontier(d.log)))}
	must(t, d.Apply(assess.Fields("edit.district", base.Districts[0].Entity, "contact", "王芳")))
	w.put("被考核单位", 0, "联络员", "李䶮")
	p := book.Take(d.View(), base, w.Grid, d.Who(), d.Today())
	x := p.Lines[0].Diffs[0]
	if x.Base != "" || x.Old != "王芳" || x.New != "李䶮" || !x.Conflict || p.Lines[0].Ticked {
		t.Fatalf("%+v", x)
	}
	p.Lines[0].Ticked = true
	d.apply(t, p)
	if got := d.View().Districts[0].Contact; got != "李䶮" {
		t.Error(got)
	}
}

// What was taken away in Kaohe comes back only if somebody ticks what the workbook says of it.
func TestWhatWasRemovedIsAConflict(t *testing.T) {
	d := smallDesk(t)
	base := d.View()
	rec := base.Districts[0].Records[0]
	w := typed{grid(book.Export(base, frontier(d.log)))}
	must(t, d.Apply(assess.Remove("edit.unrecord", rec.Entity)))
	if p := book.Take(d.View(), base, w.Grid, d.Who(), d.Today()); len(p.Lines) != 0 {
		t.Fatal(states(p))
	}
	w.put("现场记录", 0, "标题", "改过的")
	p := book.Take(d.View(), base, w.Grid, d.Who(), d.Today())
	if got := states(p); got != "现场记录 南山区 1 conflict" {
		t.Fatal(got)
	}
	p.Lines[0].Ticked = true
	d.apply(t, p)
	if r := d.View().Districts[0].Records; len(r) != 1 || r[0].Title != "改过的" || r[0].Text != "听取汇报" {
		t.Errorf("%+v", r)
	}
}

func TestWithoutABaseAnEmptyCellSaysNothing(t *testing.T) {
	d := smallDesk(t)
	w := blank()
	w.row("被考核单位", "单位名称", "南山区", "联络员", "")
	w.row("街道", "被考核单位", "南山区", "街道", "沙头街道", "抽中", "否")
	w.row("考核得分", "被考核单位", "南山区", "项目编号", "2.1", "次数或数值", 1)
	p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
	if got := states(p); got != "街道 南山区 沙头街道 changed; 考核得分 南山区 2.1 changed" {
		t.Fatal(got)
	}
	d.apply(t, p)
	ns := d.View().Districts[0]
	if s := ns.Scores[2]; len(ns.Drawn()) != 0 || s.Mark != 150 || s.Count != 1 {
		t.Errorf("%+v", s)
	}
}

func TestALineThatNeedsAnother(t *testing.T) {
	d := smallDesk(t)
	w := blank()
	w.row("被考核单位", "单位名称", "罗湖区")
	w.row("现场记录", "被考核单位", "罗湖区", "记录号", "1", "方式", "听取汇报", "记录内容", "x")
	p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
	p.Lines[0].Ticked = false
	if _, err := p.Edit(); !errors.Is(err, words.Refuse("book.needs")) {
		t.Errorf("got %v", err)
	}
	p.Lines[1].Ticked = false
	if e, err := p.Edit(); err != nil || len(e.Writes) != 0 {
		t.Error(e, err)
	}
	w.put("被考核单位", 0, "标识", "d:a/b")
	p = book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
	if got := states(p); got != "被考核单位 罗湖区 refused; 现场记录 罗湖区 1 refused" {
		t.Error(got)
	}
}

// A workbook of another vault names what it holds by other identifiers: what has the same name here is the same.
func TestAnotherVaultsRowsAreKnownByTheirNames(t *testing.T) {
	d := smallDesk(t)
	w := blank()
	w.row("被考核单位", "标识", "d:elsewhere", "单位名称", "南山区", "联络员", "李䶮")
	w.row("被考核单位", "标识", "d:new", "单位名称", "罗湖区")
	w.row("考核小组", "标识", "person:other", "姓名", "王芳", "派出单位", "市质监局", "角色", "成员")
	p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
	if got := states(p); got != "被考核单位 南山区 changed; 被考核单位 罗湖区 added; 考核小组 王芳 changed" {
		t.Error(got)
	}
	d.apply(t, p)
	if c := p.Cards(); len(d.View().Districts) != 3 || d.View().District("new") == nil || len(c) != 1 || c[0].Role != assess.Member {
		t.Errorf("%+v", c)
	}
}
