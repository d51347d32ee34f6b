package assess_test

import (
	"errors"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// rectifying is 龙岗区 with its first problem's rectification as r; nil begins nothing.
func rectifying(t *testing.T, r *assess.Rectified) (*assess.Assessment, *assess.District, *assess.Finding) {
	t.Helper()
	a := round(t).View()
	d := a.District("longgang")
	f := d.Of(assess.Problem)[0]
	f.Rectification = r
	return a, d, f
}

func code(err error) string {
	var f *words.Fault
	if errors.As(err, &f) {
		return f.Code()
	}
	return ""
}

var (
	anEntry = assess.Entry{ID: "x", Day: "2006-11-20", Text: "退回：没有材料", Person: "gu"}
	noEntry = assess.Entry{}
)

// Each row is one action on a rectification, and what comes of it: a state, or the code of a fault.
func TestRectificationStateMachine(t *testing.T) {
	type do func(a *assess.Assessment, d *assess.District, f *assess.Finding) (*assess.Edit, error)
	report := func(by string) do {
		return func(_ *assess.Assessment, d *assess.District, f *assess.Finding) (*assess.Edit, error) {
			return assess.Report(d, f, by, noEntry)
		}
	}
	closing := func(who string) do {
		return func(a *assess.Assessment, d *assess.District, f *assess.Finding) (*assess.Edit, error) {
			return assess.Close(a, d, f, a.Person(who), "看了责任书")
		}
	}
	sendBack := func(reason string) do {
		return func(_ *assess.Assessment, d *assess.District, f *assess.Finding) (*assess.Edit, error) {
			return assess.Return(d, f, reason, anEntry)
		}
	}
	takeUp := func(reason string) do {
		return func(_ *assess.Assessment, d *assess.District, f *assess.Finding) (*assess.Edit, error) {
			return assess.TakeUp(d, f, reason, anEntry)
		}
	}
	carry := func(reason string) do {
		return func(_ *assess.Assessment, d *assess.District, f *assess.Finding) (*assess.Edit, error) {
			return assess.CarryOver(d, f, reason)
		}
	}
	open, reported := &assess.Rectified{State: "open"}, &assess.Rectified{State: "reported", Reported: "wang"}
	office, named := &assess.Rectified{State: "reported", Reported: "区质监局"}, &assess.Rectified{State: "reported", Reported: "王𬭎明"}
	closed, carried := &assess.Rectified{State: "closed", Reported: "wang", Checker: "gu"}, &assess.Rectified{State: "carried", Reason: "工期长"}
	long, planned := &assess.Rectified{State: "open", Mode: "long"}, &assess.Rectified{State: "open", Mode: "long", Measures: "分三步"}
	for _, c := range []struct {
		name string
		from *assess.Rectified
		do   do
		want string
	}{
		{"nobody began it, reported", nil, report("区质监局"), "reported"},
		{"open, reported", open, report("wang"), "reported"},
		{"open, reported by nobody", open, report(" "), "rectify.by"},
		{"long without a plan, reported", long, report("wang"), "rectify.plan"},
		{"long with a plan, reported", planned, report("wang"), "reported"},
		{"reported, reported again", reported, report("li"), "rectify.state"},
		{"closed, reported", closed, report("li"), "rectify.state"},
		{"open, closed", open, closing("gu"), "rectify.unreported"},
		{"reported, closed by another", reported, closing("gu"), "closed"},
		{"reported, closed by the same", reported, closing("wang"), "rectify.self"},
		{"reported by name, closed by the same", named, closing("wang"), "rectify.self"},
		{"an office reported, closed by anyone", office, closing("wang"), "closed"},
		{"reported, closed by nobody", reported, closing("nobody"), "who"},
		{"closed, closed again", closed, closing("li"), "rectify.state"},
		{"carried, closed", carried, closing("gu"), "rectify.state"},
		{"reported, returned", reported, sendBack("没有材料"), "open"},
		{"reported, returned without a reason", reported, sendBack(""), "rectify.reason"},
		{"open, returned", open, sendBack("没有材料"), "rectify.unreported"},
		{"closed, returned", closed, sendBack("没有材料"), "rectify.state"},
		{"open, carried over", open, carry("工期长"), "carried"},
		{"nobody began it, carried over", nil, carry("工期长"), "carried"},
		{"reported, carried over", reported, carry("工期长"), "carried"},
		{"open, carried over without a reason", open, carry(" "), "rectify.reason"},
		{"long without a plan, carried over", long, carry("工期长"), "rectify.plan"},
		{"closed, carried over", closed, carry("工期长"), "rectify.state"},
		{"closed, taken up", closed, takeUp("又发现"), "open"},
		{"carried, taken up", carried, takeUp("又发现"), "open"},
		{"closed, taken up without a reason", closed, takeUp(""), "rectify.reason"},
		{"open, taken up", open, takeUp("又发现"), "rectify.state"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, d, f := rectifying(t, c.from)
			e, err := c.do(a, d, f)
			if err != nil {
				if code(err) != c.want {
					t.Fatalf("refused: %v, want %s", err, c.want)
				}
				return
			}
			who := a.Person("gu")
			for _, w := range e.Writes {
				if w.Field == "checker" && value(w) == "wang" {
					who = a.Person("wang")
				}
			}
			if err := assess.GuardRectify(a, who, e); err != nil {
				t.Errorf("the guard refuses what the constructor allows: %v", err)
			}
			if got := written(e, f.Rect(d), "state"); got != c.want {
				t.Errorf("state %q, want %q", got, c.want)
			}
		})
	}
}

func written(e *assess.Edit, entity, field string) string {
	for _, w := range e.Writes {
		if w.Entity == entity && w.Field == field {
			return value(w)
		}
	}
	return ""
}

// Each row is a raw edit, as a verb, a workbook or a hand might make one.
func TestGuardRectify(t *testing.T) {
	open, reported := &assess.Rectified{State: "open"}, &assess.Rectified{State: "reported", Reported: "wang"}
	closed, carried := &assess.Rectified{State: "closed", Reported: "wang", Checker: "gu"}, &assess.Rectified{State: "carried", Reason: "工期长"}
	for _, c := range []struct {
		name  string
		from  *assess.Rectified
		who   string
		entry bool
		pairs []string
		want  string // the code of a fault; empty: allowed
	}{
		{"begun", nil, "gu", false, []string{"state", "open", "mode", "term"}, ""},
		{"measures", open, "gu", false, []string{"measures", "逐户登记"}, ""},
		{"a state that is none", open, "gu", false, []string{"state", "done"}, "rectify.unknown"},
		{"closed out of nothing", nil, "gu", false, []string{"state", "closed", "reported", "wang", "checker", "gu"}, "rectify.unreported"},
		{"closed at once", open, "gu", false, []string{"state", "closed", "reported", "wang", "checker", "gu"}, "rectify.unreported"},
		{"reported by nobody", open, "gu", false, []string{"state", "reported"}, "rectify.by"},
		{"reported, long, no plan", open, "gu", false, []string{"mode", "long", "state", "reported", "reported", "wang"}, "rectify.plan"},
		{"closed", reported, "gu", false, []string{"state", "closed", "checker", "gu", "checked", "看了责任书"}, ""},
		{"closed without a check", reported, "gu", false, []string{"state", "closed", "checker", "gu"}, "rectify.checked"},
		{"closed with an empty check", reported, "gu", false, []string{"state", "closed", "checker", "gu", "checked", " "}, "rectify.checked"},
		{"checked before it is closed", reported, "gu", false, []string{"checked", "看了责任书"}, "rectify.shut"},
		{"closed without a checker", reported, "gu", false, []string{"state", "closed"}, "rectify.checker"},
		{"closed for another", reported, "gu", false, []string{"state", "closed", "checker", "li"}, "rectify.checker"},
		{"closed by who reported", reported, "wang", false, []string{"state", "closed", "checker", "wang", "checked", "看了"}, "rectify.self"},
		{"closed with another reporter", reported, "wang", false, []string{"state", "closed", "checker", "wang", "reported", "li"}, "rectify.shut"},
		{"another reporter", reported, "wang", false, []string{"reported", "li"}, "rectify.shut"},
		{"measures while reported", reported, "gu", false, []string{"measures", "补充"}, ""},
		{"returned without a reason", reported, "gu", false, []string{"state", "open"}, "rectify.reason"},
		{"returned without an entry", reported, "gu", false, []string{"state", "open", "reason", "没有材料"}, "rectify.reason"},
		{"returned", reported, "gu", true, []string{"state", "open", "reason", "没有材料"}, ""},
		{"taken back by who reported", reported, "wang", false, []string{"state", "open", "reported", ""}, ""},
		{"carried without a reason", open, "gu", false, []string{"state", "carried"}, "rectify.reason"},
		{"the reason of a carried one taken away", carried, "gu", false, []string{"reason", ""}, "rectify.reason"},
		{"carried becomes closed", carried, "gu", false, []string{"state", "closed", "checker", "gu", "reported", "wang"}, "rectify.state"},
		{"closed becomes carried", closed, "gu", false, []string{"state", "carried", "reason", "工期长"}, "rectify.state"},
		{"measures of a closed one", closed, "gu", false, []string{"measures", "补充"}, "rectify.shut"},
		{"the checker of a closed one", closed, "li", false, []string{"checker", "li"}, "rectify.shut"},
		{"closing undone", closed, "gu", false, []string{"state", "reported", "checker", ""}, ""},
		{"closing undone, another reporter", closed, "gu", false, []string{"state", "reported", "checker", "", "reported", "li"}, "rectify.by"},
		{"taken up without a reason", closed, "gu", false, []string{"state", "open", "checker", ""}, "rectify.reason"},
		{"taken up", closed, "gu", true, []string{"state", "open", "checker", "", "reported", "", "reason", "又发现"}, ""},
		{"nothing new", closed, "gu", false, []string{"state", "closed"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, d, f := rectifying(t, c.from)
			e := assess.Fields("edit.rectify", f.Rect(d), c.pairs...)
			if c.entry {
				e.Writes = append(e.Writes, assess.AddProgress(d, f, "x", "2006-11-20", "退回", "", "gu").Writes...)
			}
			if err := assess.GuardRectify(a, a.Person(c.who), e); code(err) != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestWithdrawnProblemsNeedNoRectification(t *testing.T) {
	r := round(t)
	d := r.View().District("nanshan")
	before := blockersOf(d, "block.rectify")
	if before == 0 {
		t.Fatal("the sample has nothing to withdraw")
	}
	if err := r.Apply(assess.New("edit.ruling").Set(d.Of(assess.Problem)[0].Final(d), "withdrawn", true)); err != nil {
		t.Fatal(err)
	}
	if got := blockersOf(r.View().District("nanshan"), "block.rectify"); got != before-1 {
		t.Errorf("%d blockers, want %d", got, before-1)
	}
}

func blockersOf(d *assess.District, key string) int {
	n := 0
	for p := range d.Phases {
		for _, b := range d.Phases[p].Blockers {
			if b.Key == key {
				n++
			}
		}
	}
	return n
}
