package session_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/session"
)

// One ruling is one record; undo takes back all that it changed, and redo brings it back.
func TestARulingIsUndoneAsOne(t *testing.T) {
	d := newStage(t)
	d.finish()
	d.must(d.Apply(assess.AddFinding(d.ns(), "f", assess.Problem, "named", "两个街道未签", "city", "责任书不全").Set("d/ns/find/f", "item/a1", true)))
	d.must(d.Apply(assess.SendDraft(d.ns(), "x", "2006-10-20", "2006-10-31", "chen")))
	d.must(d.Apply(assess.Fields("edit.response", "d/ns/resp/f", "stance", "partly", "grounds", "已补签一个")))
	f := func() *assess.Finding { return d.ns().Finding("f") }
	x := assess.Effect{Named: "一个街道未签", City: "个别街道未签", Item: "a1", Mark: 400}
	n := len(d.log.Records)
	d.must(d.Apply(assess.Rule(d.ns(), f(), "partly", "补签属实", x)))
	if len(d.log.Records) != n+1 || d.ns().EffectOf(f()) != x || d.ns().Final.Total != 900 {
		t.Fatalf("%d records, %+v, total %v", len(d.log.Records)-n, d.ns().EffectOf(f()), d.ns().Final.Total)
	}
	d.must(d.Undo())
	if r := f().Response; r.Ruling != "" || r.Reasons != "" || r.Stance != "partly" || d.ns().EffectOf(f()) != (assess.Effect{}) ||
		f().FinalNamed != "两个街道未签" || d.score("a1").FinalWhy != "" || d.ns().Final.Total != 800 {
		t.Fatalf("after undo: %+v, %+v", r, d.score("a1"))
	}
	d.must(d.Redo())
	if d.ns().EffectOf(f()) != x || f().Response.Reasons != "补签属实" || d.ns().Final.Total != 900 {
		t.Fatalf("after redo: %+v", d.ns().EffectOf(f()))
	}
	d.must(d.Apply(assess.Rule(d.ns(), f(), "accept", "查无实据", assess.Effect{Withdraw: true})))
	d.must(d.Undo())
	if d.ns().EffectOf(f()) != x || f().Withdrawn {
		t.Fatalf("undo must restore the ruling before: %+v", d.ns().EffectOf(f()))
	}
	d.must(d.Use("li"))
	d.must(d.Apply(assess.Rule(d.ns(), f(), "reject", "维持", assess.Effect{})))
}

func TestASecretaryCanNotChangeAMarkByARuling(t *testing.T) {
	d := newStage(t)
	d.finish()
	d.must(d.AddPerson(newSecretary, "chen", "246810"))
	d.must(d.Apply(assess.AddFinding(d.ns(), "f", assess.Problem, "named", "问题")))
	d.must(d.Apply(assess.Fields("edit.response", "d/ns/resp/f", "stance", "full")))
	d.must(d.Use("wen"))
	d.refused("role", d.Apply(assess.Rule(d.ns(), d.ns().Finding("f"), "accept", "属实", assess.Effect{Item: "a1", Mark: 500})))
	d.must(d.Apply(assess.Rule(d.ns(), d.ns().Finding("f"), "accept", "属实", assess.Effect{Named: "改"})))
}

var newSecretary = session.NewPerson{ID: "wen", Name: "闻玥", Agency: "市打假办", Role: assess.Secretary}
