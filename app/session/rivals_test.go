package session_test

import (
	"errors"
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// twoDraws is a desk in whose district two laptops drew from the same subdistricts, neither knowing of the other, and the register that
// stands for it.
func twoDraws(t *testing.T) (*stage, ledger.Register) {
	t.Helper()
	d := newStage(t)
	ns := func() *assess.District { return d.View().District("ns") }
	add := assess.New("edit.sub")
	for i, name := range []string{"粤海", "招商", "蛇口", "西丽"} {
		e := assess.Path("d/ns/sub", "s"+string(rune('a'+i)))
		add.Texts(e, "name", name).Set(e, "order", int64(i+1))
	}
	d.must(d.Apply(add))
	second(t, d)
	list := []string{"粤海", "招商", "蛇口", "西丽"}
	theirs := assess.PutDraw(ns(), &assess.Draw{Title: "街道", List: list, Count: 2, Phrase: "晴", Day: "2006-11-20", Person: "chen"}, "b")
	mine := &assess.Draw{Title: "街道", List: list, Count: 2, Phrase: "雨", Day: "2006-11-20", Person: "chen"}
	for n := 0; slices.Equal(mine.Drawn(), (&assess.Draw{List: list, Count: 2, Phrase: "晴"}).Drawn()); n++ {
		mine.Phrase += "雨"
	}
	d.must(d.Apply(assess.PutDraw(ns(), mine, "a")))
	r := ledger.Record{Author: "chen", Label: theirs.Label, Stamp: 2 << 50}
	for _, w := range theirs.Writes {
		r.Ops = append(r.Ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
	}
	d.elsewhere(r)
	return d, ledger.Register{Entity: "d/ns/draw/a", Field: "result"}
}

func TestTwoDrawsOfOneListAreOneConflictThatKeepsOneWhole(t *testing.T) {
	for _, kept := range []string{"a", "b"} {
		t.Run(kept, func(t *testing.T) {
			d, at := twoDraws(t)
			if got := d.View().Disputed; !slices.Equal(got, []ledger.Register{at}) {
				t.Fatalf("in conflict: %v", got)
			}
			h := d.History(at)
			if len(h) != 2 || !h[0].Differs || !h[1].Differs || h[0].Device == h[1].Device {
				t.Fatalf("%+v", h)
			}
			var fault *words.Fault
			if err := d.Apply(assess.Fields("edit.sub", "d/ns/sub/sa", "name", "粤海").Set("d/ns/sub/sa", "drawn", true)); !errors.As(err, &fault) || fault.Code() != "unsettled" {
				t.Fatalf("a subdistrict was ticked by hand meanwhile: %v", err)
			}
			var want *assess.Draw
			for _, x := range d.View().District("ns").Draws {
				if x.ID == kept {
					want = x
				}
			}
			d.must(d.Apply(d.View().Settle(at, ledger.Of(want.Result), "按会上抽的", d.NewID())))
			x := d.View().District("ns")
			if len(d.View().Disputed) > 0 || len(x.Draws) != 1 || x.Draws[0].ID != kept || !x.Draws[0].True() {
				t.Fatalf("in conflict: %v; draws: %+v", d.View().Disputed, x.Draws)
			}
			for _, s := range x.Subdistricts {
				if slices.Contains(want.List, s.Name) && s.Drawn != slices.Contains(want.Result, s.Name) {
					t.Errorf("%s drawn: %v, the draw says %v", s.Name, s.Drawn, want.Result)
				}
			}
			if err := d.Undo(); !errors.As(err, &fault) || fault.Code() != "undo.settled" {
				t.Errorf("undone: %v", err)
			}
		})
	}
}

func TestASecondDrawWithAReasonIsNoRival(t *testing.T) {
	d, at := twoDraws(t)
	d.must(d.Apply(d.View().Settle(at, ledger.Of(d.View().District("ns").Draws[0].Result), "先抽的", d.NewID())))
	x := d.View().District("ns")
	again := &assess.Draw{Title: "街道", List: x.Draws[0].List, Count: 2, Phrase: "又", Day: "2006-11-21", Person: "chen", Why: "一个街道停电"}
	d.must(assess.CheckDraw(x, again))
	d.must(d.Apply(assess.PutDraw(x, again, "c")))
	if x = d.View().District("ns"); len(x.Rivals()) > 0 || len(d.View().Disputed) > 0 || len(x.Draws) != 2 {
		t.Errorf("%v %v", x.Rivals(), d.View().Disputed)
	}
}

func TestTwoClaimsForOneItemAreARange(t *testing.T) {
	d := newStage(t)
	second(t, d)
	d.must(d.Apply(assess.SetClaim(d.View().District("ns"), "a1", 300, "")))
	d.elsewhere(ledger.Record{Author: "chen", Label: "edit.claim", Stamp: 2 << 50, Ops: []ledger.Op{
		{Entity: "d/ns/claim/a1", Field: "points", Value: ledger.Of(int64(450))}}})
	x := d.View().District("ns")
	if want := (standard.Range{Low: 300, High: 450}); d.score("a1").Claims != want || x.Claimed.Range != want || x.Claimed.Sections["a"].Range != want {
		t.Errorf("%v %+v", d.score("a1").Claims, x.Claimed)
	}
}
