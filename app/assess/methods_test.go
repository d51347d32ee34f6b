package assess_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/ledger"
	"kaohe/app/standard"
)

// A method that the round adds wants a record in each district, and one that it leaves out wants none; a round without subdistricts to look into
// wants no draw and no visit.
func TestTheRoundsOwnMethodsAreWhatASignatureWants(t *testing.T) {
	r := round(t)
	lacks := func(kind string) (out []string) {
		for _, b := range r.View().District("luohu").Phases[assess.Onsite].Blockers {
			if b.Key == "block."+kind {
				out = append(out, chinese(t).Say(b.Msg))
			}
		}
		return out
	}
	if got := lacks("method"); !slices.Equal(got, []string{"还没有“打假监督员座谈会”的记录"}) {
		t.Fatalf("%q", got)
	}
	s := r.View().Standard
	list := []*standard.Method{{ID: "briefing", Name: "听取工作汇报", Form: standard.Briefing}, {ID: "secret", Name: "暗访", Form: standard.Interview}}
	if err := r.Apply(assess.SetMethods(s, list)); err == nil {
		t.Fatal("methods are under the frozen standard")
	}
	e := assess.SetMethods(s, list)
	e.Texts("std/sec/a", "title", "责任").Texts("std/item/a1", "section", "a", "code", "1.1", "text", "签订责任书")
	e.Texts("d/q", "name", "河东区").Texts("d/q/sub/a", "name", "青石街道").Set("d/q/sub/a", "drawn", true)
	var ops []ledger.Op
	for _, w := range e.Writes {
		ops = append(ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
	}
	state := ledger.New()
	state.Apply(&ledger.Record{ID: ledger.Hash{1}, Device: ledger.Device{1}, Seq: 1, Stamp: 1, Ops: ops})
	a := assess.View(state, assesstest.Standing{})
	now := a.Standard
	if len(now.Methods) != 2 || now.Methods[0].Name != "听取工作汇报" || now.Methods[1].ID != "secret" || now.Uses(standard.SubdistrictCheck) {
		t.Fatalf("%+v", now.Methods)
	}
	d := a.District("q")
	keys := map[string]int{}
	for _, p := range []assess.Phase{assess.Preparation, assess.Onsite} {
		for _, b := range d.Phases[p].Blockers {
			keys[b.Key]++
		}
	}
	if keys["block.method"] != 2 || keys["block.draw"]+keys["block.subdistricts"]+keys["block.visit"]+keys["block.looks"] != 0 {
		t.Errorf("%v", keys)
	}
}

// An edit of the list writes what changed and nothing else.
func TestSetMethodsWritesWhatChanged(t *testing.T) {
	s := &standard.Standard{Methods: standard.Usual()}
	if e := assess.SetMethods(s, standard.Usual()); len(e.Writes) != 0 {
		t.Errorf("%+v", e.Writes)
	}
	if e := assess.SetMethods(s, standard.Plain()); len(e.Writes) != 1 || e.Writes[0].Entity != "std/method/symposium" || e.Writes[0].Field != "name" {
		t.Errorf("%+v", e.Writes)
	}
}
