package book_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
)

// odd are texts as people type them, and as nobody should.
var odd = rapid.SampledFrom([]string{"两个街道未签责任书", "=1+1", "@SUM(A1)", "-3", "", " 前后有空格　", "一\n二\r\n三", "a、b；c", "𬭎明😀", "１２．５", "是", "2006-01-02", "#REF!", "合计",
	"他说：“好”→不好", `反\斜\n杠`, "王芳（市质监局）", "Word\n换行", "0"})

var days = rapid.SampledFrom([]assess.Day{"", "2006-09-04", "2006-12-31", "1999-02-28"})

// world fills a round with whatever a team could have typed.
type world struct {
	*rapid.T
	d *stage
	n int
}

func (w *world) id() string { w.n++; return fmt.Sprintf("n%d", w.n) }

func (w *world) do(e *assess.Edit) { must(w, w.d.Apply(e)) }

func (w *world) yes(label string) bool { return rapid.Bool().Draw(w.T, label) }

func (w *world) text() string { return odd.Draw(w.T, "text") }

func (w *world) points(most int64) int64 { return rapid.Int64Range(0, most).Draw(w.T, "points") }

func pick[T any](w *world, list []T) T { return rapid.SampledFrom(list).Draw(w.T, "pick") }

func (w *world) rule() standard.Rule {
	k := pick(w, standard.Kinds)
	r := standard.Rule{Kind: k, What: w.text(), Unit: pick(w, []string{"", "%", "个街道"})}
	switch k {
	case standard.Each, standard.Bonus, standard.Free:
		r.Amount = standard.Points(1 + w.points(200))
	case standard.Percent:
		r.Amount, r.Step, r.Target, r.Above, r.Cap = 50, 1+w.points(500), w.points(10000), w.yes("above"), standard.Points(w.points(300))
	case standard.Tiers:
		r.Tiers = []standard.Tier{{From: 9550, Points: standard.Points(w.points(500))}, {From: 9000, Points: 25}}
	}
	return r
}

func (w *world) standard() {
	e := assess.New("edit.standard").Texts("std", "title", w.text(), "version", "1").Set("std", "rescale", w.yes("rescale")).Set("std", "bonus", w.points(500))
	e.Set("std", "grades", []standard.Grade{{Name: "优秀", From: 9000}, {Name: "不合格", From: 0}})
	if w.yes("ranks") {
		e.Set("std", "ranks", []standard.RankGrade{{Name: "一等", Upto: 2}, {Name: "二等"}})
		e.Set("std", "forces", []standard.Force{{ID: "x", Event: "弄虚作假", Grade: "二等"}})
	}
	w.do(e)
	for s := range 1 + w.n%2 {
		sec := fmt.Sprintf("s%d", s)
		e := assess.New("edit.standard").Texts("std/sec/"+sec, "title", "指标"+sec).Set("std/sec/"+sec, "order", s+1).Set("std/sec/"+sec, "bonuscap", w.points(100))
		for i := range rapid.IntRange(0, 4).Draw(w.T, "items") {
			x := assess.OwnTable.Item(fmt.Sprintf("%s%d", sec, i))
			e.Texts(x, "section", sec, "code", fmt.Sprintf("%d.%d", s+1, i+1), "text", w.text(), "basis", w.text()).Set(x, "order", int64(i+1)*1000).
				Set(x, "points", w.points(1000)).Set(x, "rule", w.rule()).Set(x, "key", w.yes("key")).Set(x, "keyfloor", w.points(100)).
				Set(x, "methods", pick(w, [][]string{nil, {"symposium", "briefing"}})).Set(x, "materials", pick(w, [][]string{nil, {"甲", "乙", "甲"}}))
		}
		w.do(e)
	}
}

func (w *world) district(id string, order int) {
	d := "d/" + id
	w.do(assess.Fields("edit.district", d, "name", "区"+id, "contact", w.text()).Set(d, "order", order).
		Set(d+"/sub/a", "drawn", w.yes("drawn")).Texts(d+"/sub/a", "name", "街道").Texts(d+"/sum/0", "forced", pick(w, []string{"", "不合格"}), "nohighlight", w.text()))
	w.do(assess.Link("edit.assign", d+"/assign/s0", "person", "li", w.yes("assigned")))
	now := func() *assess.District { return w.d.View().District(id) }
	w.do(assess.AddTask(now(), assess.Preparation, w.id(), w.text(), pick(w, []string{"", "li"}), days.Draw(w.T, "due")))
	for range rapid.IntRange(0, 3).Draw(w.T, "records") {
		r := w.id()
		e := assess.AddRecord(now(), r, string(pick(w, standard.Forms)), days.Draw(w.T, "day"), pick(w, []string{"", "li"})).Texts(d+"/rec/"+r, "title", w.text(), "text", w.text(), "sub", pick(w, []string{"", "a"}))
		for _, s := range now().Scores {
			e.Set(d+"/rec/"+r, "item/"+s.Item.ID, w.yes("item"))
		}
		w.do(e.Set(d+"/rec/"+r, "attended", w.points(20)))
		w.do(assess.AddQA(now(), now().Record(r), w.id(), w.text(), w.text()))
		w.do(assess.AddDoc(now(), now().Record(r), w.id(), "title", w.text(), "date", string(days.Draw(w.T, "day")), "verdict", string(pick(w, assess.Verdicts))))
	}
	w.marks(now)
	w.findings(now)
	w.visits(now)
}

func (w *world) visits(now func() *assess.District) {
	d := now()
	if w.yes("check") {
		w.do(assess.AddCheck(w.d.View(), w.id(), "要点"+d.ID))
		w.do(assess.Fields("edit.look", assess.LookAt(d, "a", w.d.View().Checks[0].ID), "verdict", string(pick(w, assess.Verdicts)), "note", w.text()))
	}
	for _, at := range []*assess.District{nil, now()} {
		kind := pick(w, []string{"notice", "findings", "circular"})
		x := assess.Issue{Number: w.text(), CopyTo: w.text(), Date: days.Draw(w.T, "day"), Head: pick(w, []string{"", "red", "none"})}
		if e := assess.SetIssue(kind, at, assess.Issue{}, x); e != nil && w.yes("issue") {
			w.do(e)
		}
	}
	w.do(assess.AddVisit(now(), w.id(), "day", string(days.Draw(w.T, "day")), "time", pick(w, []string{"", "9:00", "上午"}), "what", w.text(), "who", w.text()))
	w.do(assess.PutDraw(d, &assess.Draw{Title: w.text(), List: []string{"街道", "别的"}, Count: 1, Phrase: "口令", Day: "2006-09-28", Person: "li"}, w.id()))
	w.do(assess.Fields("edit.back", assess.Path(d.Entity, "back", "b"), "text", w.text(), "state", pick(w, []string{"", "fixed", "open"}), "answer", w.text()))
	for _, s := range d.Scores {
		w.do(assess.Fields("edit.district", assess.Path(d.Entity, "last", s.Item.ID), "mark", pick(w, []string{"", "3.50"}), "reason", w.text(),
			"hash", pick(w, []string{"", assess.TextHash(s.Item.Text)})))
	}
}

func (w *world) marks(now func() *assess.District) {
	for i := range now().Scores {
		s := now().Scores[i]
		switch rapid.IntRange(0, 4).Draw(w.T, "mark") {
		case 1:
			w.do(assess.SetMark(now(), s, standard.Points(w.points(1000)), w.id()))
		case 2:
			w.do(assess.SetCount(now(), s, w.points(12), w.id()))
		case 3:
			w.do(assess.SetNA(s, w.text()))
		case 4:
			w.do(assess.AddDeduction(now(), s, standard.Points(w.points(300)), w.text(), w.id()))
			for _, r := range now().Records {
				w.do(assess.Link("edit.link", now().Scores[i].Deductions[0].Entity, "record", r.ID, w.yes("record")))
			}
		}
		if w.yes("claim") {
			w.do(assess.SetClaim(now(), s.Item.ID, standard.Points(w.points(500)), w.text()))
		}
		for _, m := range now().Materials {
			if m.Item == s.Item.ID {
				w.do(assess.Fields("edit.material", m.Entity, "state", pick(w, []string{"", "got", "part"}), "note", w.text()))
			}
		}
	}
}

func (w *world) findings(now func() *assess.District) {
	for range rapid.IntRange(0, 3).Draw(w.T, "findings") {
		id := w.id()
		w.do(assess.AddFinding(now(), id, pick(w, assess.FindingKinds), "named", w.text(), "city", w.text()))
		f := now().Finding(id)
		w.do(assess.Fields("edit.req", f.Required(now()), "requirement", w.text(), "deadline", string(days.Draw(w.T, "deadline"))))
		if !w.yes("response") {
			continue
		}
		w.do(assess.Fields("edit.response", assess.Path(now().Entity, "resp", id), "stance", pick(w, []string{"none", "partly", "full"}), "grounds", w.text()))
		x := assess.Effect{Named: pick(w, []string{"", "改后的表述"}), Withdraw: w.yes("withdraw")}
		if s := now().Scores; len(s) > 0 {
			x.Item, x.Mark = s[0].Item.ID, standard.Points(w.points(300))
		}
		w.do(assess.Rule(now(), now().Finding(id), "accept", w.text(), x))
		w.do(assess.Arrange(now(), now().Finding(id), "mode", "long", "measures", "分两步"))
		w.do(assess.AddProgress(now(), now().Finding(id), w.id(), "2007-01-05", w.text(), "", pick(w, []string{"li", "区政府"})))
		e, err := assess.Report(now(), now().Finding(id), "区政府", assess.Entry{})
		must(w, err)
		w.do(e)
		if w.yes("close") {
			e, err = assess.Close(w.d.View(), now(), now().Finding(id), w.d.Who(), "现场看过")
			must(w, err)
			w.do(e)
		}
	}
}

func TestRandomRoundsComeBack(t *testing.T) {
	w0 := blank()
	w0.row("考核小组", "标识", "person:gu", "姓名", "顾彧", "派出单位", "市打假办", "角色", "组长")
	w0.row("考核小组", "标识", "person:li", "姓名", "王芳", "派出单位", "市工商局", "角色", "成员")
	w0.row("考核小组", "标识", "person:wf", "姓名", "王芳", "派出单位", "市质监局", "角色", "秘书")
	start := into(t, w0.Grid)
	rapid.Check(t, func(rt *rapid.T) {
		w := &world{T: rt, d: found(t, start)}
		w.n = rapid.IntRange(0, 1).Draw(rt, "sections")
		w.standard()
		w.district("a", 1)
		w.district("b", 2)
		b := book.Export(w.d.View(), frontier(w.d.log))
		p := into(rt, grid(b))
		if slices.ContainsFunc(p.Lines, func(l *book.Line) bool { return l.State != book.Added && l.State != book.Changed }) {
			rt.Fatalf("%s", states(p))
		}
		d := found(rt, p)
		again := book.Export(d.View(), frontier(d.log))
		if diff := differ(b, again); diff != "" {
			rt.Fatal(diff)
		}
		if p := book.Take(d.View(), nil, grid(b), d.Who(), d.Today()); len(p.Lines) != 0 {
			rt.Fatalf("taken twice: %s %+v", states(p), p.Lines[0].Diffs)
		}
	})
}
