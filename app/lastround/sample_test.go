package lastround_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/lastround"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	"kaohe/app/roundplan/roundplantest"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

// The sample's round as last year's: everything of it that is to come along does, and all that is there comes from it.
func TestTheSampleIsCarriedWhole(t *testing.T) {
	old, err := roundplantest.Open(content.Files, builtin.Builtin)
	must(t, err)
	state := ledger.New()
	for _, r := range old.Log.Records {
		state.Apply(r)
	}
	was := old.View()
	plan := lastround.Founder(was, &roundplan.Plan{Team: []roundplan.Mate{{ID: "x", Name: was.Team[0].Name, Agency: was.Team[0].Agency, Role: assess.Leader, PIN: pin}}})
	r, err := lastround.From(was, state, plan, nil)
	must(t, err)
	d := found(t, plan.Team[0].ID)
	must(t, r.Write(d.Session, plan.Team[0].ID, pin))
	now := d.View()
	if len(now.Team) != len(was.Team) || len(now.Districts) != len(was.Districts) || len(now.Standard.Items()) != len(was.Standard.Items()) || len(now.Checks) != len(was.Checks) ||
		now.Standard.Total() != was.Standard.Total() || now.Standard.Frozen {
		t.Fatalf("%d people, %d districts, %d items", len(now.Team), len(now.Districts), len(now.Standard.Items()))
	}
	for n, x := range was.Districts {
		y := now.Districts[n]
		open := 0
		for _, f := range x.Standing(assess.Problem) {
			if f.Rectification == nil || f.Rectification.State != "closed" {
				open++
			}
		}
		for _, c := range x.Carried {
			if c.State != "fixed" {
				open++
			}
		}
		if y.ID != x.ID || y.Name != x.Name || len(y.Subdistricts) != len(x.Subdistricts) || len(y.Carried) != open {
			t.Errorf("%s: %d subdistricts, %d of %d problems", y.Name, len(y.Subdistricts), len(y.Carried), open)
		}
		for _, s := range x.Scores {
			l := y.Last[s.Item.ID]
			if l == nil || !l.Same || (s.Marked && l.Mark != s.Final.String()) {
				t.Errorf("%s %s: %+v", y.Name, s.Item.Code, l)
			}
		}
	}
}
