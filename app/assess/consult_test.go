package assess_test

import (
	"errors"
	"fmt"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// An objection of 宝安区 to p2 that is not ruled on yet: its item 6.3 (f3) was marked 1.50 of 2.50.
func TestARulingIsAppliedTracedAndTakenBack(t *testing.T) {
	r := round(t)
	d := func() *assess.District { return r.View().District("baoan") }
	f := func() *assess.Finding { return d().Finding("p2") }
	before, city := d().Final.Total, f().City
	rule := func(ruling string, x assess.Effect) {
		t.Helper()
		if err := r.Apply(assess.Rule(d(), f(), ruling, "理由", x)); err != nil {
			t.Fatal(err)
		}
	}
	x := assess.Effect{Named: "改过的表述", Item: "f3", Mark: 200}
	p := assess.Foresee(r.View(), d(), f(), x)
	if p.Item == nil || p.Item.ID != "f3" || p.From != 150 || p.To != 200 || p.TotalFrom != before || p.TotalTo != before+50 || p.Clamped {
		t.Fatalf("%+v", p)
	}
	rule("partly", x)
	s := d().Score("f3")
	if d().EffectOf(f()) != x || s.Final != 200 || s.FinalWhy != "p2" || s.Mark != 150 || d().Final.Total != before+50 || f().FinalCity != city {
		t.Fatalf("effect %+v, score %+v", d().EffectOf(f()), s)
	}
	if m := d().Moved(); len(m) != 1 || m[0].Item.ID != "f3" {
		t.Fatalf("%v", m)
	}
	if p = assess.Foresee(r.View(), d(), f(), x); p.From != 150 || p.TotalFrom != before {
		t.Fatalf("a forecast starts from what was without the ruling: %+v", p)
	}
	rule("accept", assess.Effect{Withdraw: true})
	if f().FinalNamed != f().Named || !f().Withdrawn || d().Score("f3").FinalWhy != "" || d().Final.Total != before {
		t.Fatalf("%+v", d().EffectOf(f()))
	}
	if n, all := len(d().Standing(assess.Problem)), len(d().Of(assess.Problem)); n != all-1 {
		t.Fatalf("%d of %d stand", n, all)
	}
	rule("reject", assess.Effect{Withdraw: true, Item: "f3", Mark: 250})
	if d().EffectOf(f()) != (assess.Effect{}) || d().Final.Total != before || f().Withdrawn {
		t.Fatalf("what is not upheld changes nothing: %+v", d().EffectOf(f()))
	}
}

func TestARulingLeavesWhatOthersChanged(t *testing.T) {
	r := round(t)
	d := func() *assess.District { return r.View().District("baoan") }
	for _, e := range []func() *assess.Edit{
		func() *assess.Edit {
			return assess.Rule(d(), d().Finding("p2"), "partly", "理由", assess.Effect{Item: "f3", Mark: 200})
		},
		func() *assess.Edit {
			return assess.Rule(d(), d().Finding("p4"), "partly", "理由", assess.Effect{Item: "f3", Mark: 250})
		},
		func() *assess.Edit { return assess.Rule(d(), d().Finding("p2"), "reject", "理由", assess.Effect{}) },
	} {
		if err := r.Apply(e()); err != nil {
			t.Fatal(err)
		}
	}
	if s := d().Score("f3"); s.Final != 250 || s.FinalWhy != "p4" {
		t.Fatalf("%+v", s)
	}
	if x := d().EffectOf(d().Finding("p4")); x.Item != "f3" || x.Named != "" {
		t.Fatalf("%+v", x)
	}
}

func TestAMarkIsTakenToWhatTheRuleAllows(t *testing.T) {
	r := round(t)
	d := r.View().District("baoan")
	p := assess.Foresee(r.View(), d, d.Finding("p2"), assess.Effect{Item: "f3", Mark: 9900})
	if p.To != 250 || !p.Clamped {
		t.Fatalf("%+v", p)
	}
}

func TestWhatChangedSinceTheDraft(t *testing.T) {
	r := round(t)
	count := func(id string) map[string]int {
		out := map[string]int{}
		d := r.View().District(id)
		for _, c := range d.Draft().Compare(d) {
			out[c.Kind]++
		}
		return out
	}
	if got := count("longgang"); got["same"] != 4 || got["edited"] != 2 || got["moved"] != 1 || len(got) != 3 {
		t.Errorf("longgang: %v", got)
	}
	d := r.View().District("futian")
	if text, ok := d.Sent("p1"); !ok || text != d.Finding("p1").Named || text == d.Finding("p1").FinalNamed {
		t.Errorf("sent %q, stands %q", text, d.Finding("p1").FinalNamed)
	}
}

func TestASecondDraftHasWhatStands(t *testing.T) {
	r := round(t)
	d := func() *assess.District { return r.View().District("baoan") }
	n := len(d().Draft().Problems)
	for _, e := range []func() *assess.Edit{
		func() *assess.Edit {
			return assess.Rule(d(), d().Finding("p2"), "accept", "理由", assess.Effect{Withdraw: true, Item: "f3", Mark: 250})
		},
		func() *assess.Edit { return assess.SendDraft(d(), "x2", "2006-11-20", "2006-11-30", "wen") },
	} {
		if err := r.Apply(e()); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(d().Draft().Problems); got != n-1 || d().Due() != "2006-11-30" || len(d().Drafts) != 2 {
		t.Errorf("%d of %d problems, due %s", got, n, d().Due())
	}
	for _, c := range d().Draft().Compare(d()) {
		if c.Kind != "same" {
			t.Errorf("just sent, and yet %s: %+v", c.Kind, c)
		}
	}
}

func TestOverdueOnlyAfterTheDay(t *testing.T) {
	r := round(t)
	a := r.View()
	late := func(d string) *assess.Edit {
		return assess.Fields("edit.response", "d/"+d+"/resp/p1", "stance", "late", "grounds", "late")
	}
	for _, c := range []struct {
		name  string
		today assess.Day
		edit  *assess.Edit
		code  string
	}{
		{"NothingSent", "2007-01-01", late("nanshan"), "late.nodraft"},
		{"Before", "2006-11-20", late("baoan"), "late.early"},
		{"OnTheDay", "2006-11-22", late("baoan"), "late.early"},
		{"After", "2006-11-23", late("baoan"), ""},
		{"OtherStance", "2006-11-20", assess.Fields("edit.response", "d/baoan/resp/p1", "stance", "full"), ""},
		{"OtherField", "2006-11-20", assess.Fields("edit.response", "d/baoan/resp/p1", "grounds", "late"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := assess.Guard(a, c.today, c.edit)
			if c.code == "" && err != nil || c.code != "" && !errors.Is(err, words.Refuse(c.code)) {
				t.Errorf("got %v", err)
			}
			if say := chinese(t); err != nil && say.Explain(err).What == say.Explain(errors.New("x")).What {
				t.Error("no words for it")
			}
		})
	}
}

func TestEachGapBlocksTheConsultationAndTheSummary(t *testing.T) {
	const area = "baoan"
	for _, c := range []struct {
		blocker string
		phase   assess.Phase
		edit    func(d *assess.District) *assess.Edit
	}{
		{"block.draft", 3, func(d *assess.District) *assess.Edit { return assess.Remove("edit.draft", d.Draft().Entity) }},
		{"block.response", 3, func(d *assess.District) *assess.Edit {
			return assess.Fields("edit.response", "d/baoan/resp/p3", "stance", "")
		}},
		{"block.rulingreasons", 3, func(d *assess.District) *assess.Edit {
			return assess.Rule(d, d.Finding("p1"), "reject", "", assess.Effect{})
		}},
		{"block.noeffect", 3, func(d *assess.District) *assess.Edit {
			return assess.Rule(d, d.Finding("p1"), "accept", "", assess.Effect{})
		}},
		{"block.untraced", 3, func(d *assess.District) *assess.Edit {
			return assess.New("edit.ruling").Set("d/baoan/finalmark/a1", "mark", 100).Texts("d/baoan/finalmark/a1", "why", "p3")
		}},
		{"block.forcedwhy", 4, func(d *assess.District) *assess.Edit {
			return assess.Fields("edit.grade", d.SumEntity(), "forced", "不合格")
		}},
		{"block.requirement", 4, func(d *assess.District) *assess.Edit {
			return assess.Fields("edit.require", d.Finding("p1").Required(d), "deadline", "")
		}},
	} {
		t.Run(c.blocker, func(t *testing.T) {
			r := round(t)
			has := func() int {
				n := 0
				for _, b := range r.View().District(area).Phases[c.phase].Blockers {
					if b.Key == c.blocker {
						n++
					}
				}
				return n
			}
			was := has()
			if err := r.Apply(c.edit(r.View().District(area))); err != nil {
				t.Fatal(err)
			}
			if has() != was+1 {
				t.Errorf("%d before, %d after: %v", was, has(), r.View().District(area).Phases[c.phase].Blockers)
			}
		})
	}
}

func TestAWithdrawnProblemNeedsNoRequirement(t *testing.T) {
	r := round(t)
	d := func() *assess.District { return r.View().District("baoan") }
	for _, e := range []*assess.Edit{assess.Rule(d(), d().Finding("p2"), "accept", "查无实据", assess.Effect{Withdraw: true}),
		assess.Fields("edit.require", d().Finding("p2").Required(d()), "requirement", "")} {
		if err := r.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range d().Phases[assess.Summary].Blockers {
		if b.Key == "block.requirement" {
			t.Errorf("%v", b)
		}
	}
}

func TestQuantify(t *testing.T) {
	for _, c := range []struct {
		n, total int
		want     assess.Quantifier
	}{
		{0, 6, assess.NoneOf}, {1, 6, assess.OneOf}, {2, 6, assess.SomeOf}, {3, 6, assess.SomeOf}, {4, 6, assess.SomeOf},
		{5, 6, assess.MostOf}, {6, 6, assess.AllOf}, {7, 10, assess.MostOf}, {6, 9, assess.SomeOf}, {7, 9, assess.MostOf},
		{1, 1, assess.OneOf}, {2, 2, assess.AllOf}, {2, 3, assess.SomeOf}, {3, 3, assess.AllOf}, {8, 12, assess.SomeOf}, {9, 12, assess.MostOf},
	} {
		if got := assess.Quantify(c.n, c.total); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.n, c.total, got, c.want)
		}
	}
}

func problem(id string, items ...string) *assess.Finding {
	return &assess.Finding{ID: id, Kind: assess.Problem, Items: items}
}

func TestCompare(t *testing.T) {
	item := func(id, sec string) *standard.Item { return &standard.Item{ID: id, Section: sec} }
	std := &standard.Standard{Sections: []*standard.Section{
		{ID: "a", Items: []*standard.Item{item("a1", "a"), item("a2", "a")}}, {ID: "b", Items: []*standard.Item{item("b1", "b")}}}}
	gone := problem("g", "b1")
	gone.Withdrawn = true
	a := &assess.Assessment{Standard: std, Districts: []*assess.District{
		{ID: "x", Findings: []*assess.Finding{problem("1", "a1", "a2"), problem("2", "a1"), gone}},
		{ID: "y", Findings: []*assess.Finding{problem("3", "a2"), problem("4"), {ID: "5", Kind: assess.Highlight, Items: []string{"a1"}}}},
		{ID: "z"}}}
	var got string
	for _, r := range assess.Compare(a).Rows {
		got += r.Key()
		for _, list := range r.Problems {
			got += fmt.Sprint(" ", len(list))
		}
		got += fmt.Sprintf(" %d %s\n", r.Sharing, r.Quantity)
	}
	const want = "section/a 2 1 0 2 some\na1 2 0 0 1 one\na2 1 1 0 2 some\nnone 0 1 0 1 one\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
