package assess_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/roundplan/roundplantest"
)

// objected is 宝安区 with an objection to the mark 1.50 of item 6.3 (f3, 2.50 points).
func objected(t *testing.T) (r *roundplantest.Round, do func(*assess.Edit), d func() *assess.District, s func() *assess.Score) {
	t.Helper()
	r = round(t)
	d = func() *assess.District { return r.View().District("baoan") }
	s = func() *assess.Score { return d().Score("f3") }
	do = func(e *assess.Edit) {
		t.Helper()
		if err := r.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	do(assess.Object(d(), s(), "登记表补齐了", "2006-11-18"))
	return r, do, d, s
}

func blocks(d *assess.District, key string) []assess.Blocker {
	return slices.DeleteFunc(slices.Clone(d.Phases[assess.Consultation].Blockers), func(b assess.Blocker) bool { return b.Key != "block."+key })
}

func TestAnObjectionToAMarkWaitsForItsRuling(t *testing.T) {
	r, do, d, s := objected(t)
	if x := s().Objection; !x.Objects() || x.Grounds != "登记表补齐了" || x.Day != "2006-11-18" || len(d().Objections()) != 1 {
		t.Fatalf("%+v", x)
	}
	open := blocks(d(), "objection")
	if len(open) != 1 || open[0].Place.Entity != "d/baoan/objection/f3" || open[0].Place.Phase != assess.Consultation {
		t.Fatalf("%+v", open)
	}
	total, before := d().Phases[assess.Consultation].Total, d().Final.Total
	p := assess.ForeseeMark(r.View(), d(), s(), 200)
	do(assess.RuleMark(d(), s(), "partly", "补了一部分", 200))
	if x := s(); x.Final != 200 || x.Mark != 150 || !x.Ruled || x.Returned() != 50 || x.FinalLost() != 50 || d().Cause(x) != x.Objection ||
		p.TotalTo != d().Final.Total || d().Final.Total != before+50 || len(d().Moved()) != 1 {
		t.Fatalf("%+v, foreseen %+v, total %v", x, p, d().Final.Total)
	}
	if n := len(blocks(d(), "objection")) + len(blocks(d(), "untraced")); n != 0 || d().Phases[assess.Consultation].Total != total {
		t.Fatalf("%d still block: %v", n, d().Phases[assess.Consultation].Blockers)
	}
	do(assess.RuleMark(d(), s(), "reject", "没有新的材料", 250))
	if x := s(); x.Final != 150 || x.Ruled || d().Final.Total != before {
		t.Fatalf("what is not upheld changes nothing: %+v", x)
	}
	do(assess.RuleMark(d(), s(), "accept", "", 250))
	if len(blocks(d(), "objectionreasons")) != 1 {
		t.Fatal("a ruling without reasons passes")
	}
	do(assess.DropObjection(d(), s()))
	if x := s(); x.Objection != nil || x.Ruled || x.Final != 150 || d().Final.Total != before || d().Phases[assess.Consultation].Total != total-1 {
		t.Fatalf("an objection that was taken back leaves nothing: %+v", x)
	}
}

func TestTheLastRulingOnAMarkStands(t *testing.T) {
	_, do, d, s := objected(t)
	rule := func(x assess.Effect) {
		do(assess.Rule(d(), d().Finding("p2"), "partly", "理由", x))
	}
	rule(assess.Effect{Item: "f3", Mark: 200})
	do(assess.RuleMark(d(), s(), "reject", "不再改", 0))
	if s().Final != 200 || s().FinalWhy != "p2" {
		t.Fatalf("a ruling on the mark that changes nothing took back the one on the finding: %+v", s())
	}
	do(assess.RuleMark(d(), s(), "accept", "属实", 250))
	if s().Final != 250 || s().FinalWhy != "" || d().EffectOf(d().Finding("p2")).Item != "" {
		t.Fatalf("%+v", s())
	}
	rule(assess.Effect{})
	if s().Final != 250 {
		t.Fatalf("the ruling on the finding took back the one on the mark: %+v", s())
	}
}

func TestAFinalMarkWithoutAnObjectionIsUntraced(t *testing.T) {
	_, do, d, s := objected(t)
	do(assess.DropObjection(d(), s()))
	do(assess.New("edit.mark").Set("d/baoan/finalmark/f3", "mark", 250))
	if at := blocks(d(), "untraced"); len(at) != 1 || at[0].Place.Entity != "d/baoan/finalmark/f3" {
		t.Fatalf("%+v", at)
	}
}
