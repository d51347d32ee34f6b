package onsite

import (
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/ui/uitest"
)

func TestRefusedEditShowsTheOldValue(t *testing.T) {
	d := scoring(t, "a1")
	d.must(d.Apply(assess.SetMark(d.ns(), d.score("a1"), 400, "x")))
	d.must(d.Use("wen")) // the secretary gives no marks
	d.screen.Render()
	d.press("3", fyne.KeyReturn)
	if len(d.win.errs) != 1 || d.score("a1").Mark != 400 || d.pane().item.mark.mark.Text() != "4.00" {
		t.Fatalf("errors %v, box %q", d.win.errs, d.pane().item.mark.mark.Text())
	}
}

func TestDisputeStandsInPlaceOfTheMarkAndLeadsToWhereItIsSettled(t *testing.T) {
	d := newDesk(t)
	d.must(d.Apply(assess.SetMark(d.ns(), d.score("a2"), 300, "x")))
	at := ledger.Register{Entity: "d/ns/score/a2", Field: "mark"}
	late := ledger.Record{Author: "chen", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of(int64(200)),
		Base: []ledger.OpID{{Record: d.log.Records[0].ID}}}}}
	_, err := d.log.Append(nil, late)
	d.must(err)
	d.Session = opened(t, d.log, d.keys)
	d.must(d.Use("li"))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	st := scoreRows(d.View(), d.ns(), nil, scoreFilter{Disputed: true})
	if len(st.Rows) != 2 || st.Rows[1].Sign != signConflict || st.Rows[1].Got != "2.00–3.00" {
		t.Fatalf("%+v", st.Rows)
	}
	if !d.pane().item.differ.Visible() || d.pane().item.mark.line.Visible() {
		t.Fatal("the two values must stand in place of the mark")
	}
	d.must(d.Apply(d.View().Settle(at, ledger.Of(int64(300)), "按抽查结果", "n")))
	d.screen.Render()
	if s := d.score("a2"); s.Disputed || d.pane().item.differ.Visible() {
		t.Fatalf("not settled: %+v", s)
	}
	if h := d.History(ledger.Register{Entity: at.Entity, Field: "why/mark"}); len(h) != 1 {
		t.Error("no reason written")
	}
}

func TestLockedPageReadsOnlyAndOffersToReopen(t *testing.T) {
	d := newDesk(t)
	d.must(d.Use("chen"))
	for _, m := range standard.Methods {
		d.record(string(m), m)
	}
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/subdistrict", "sub", "sk")))
	d.must(d.Apply(assess.New("edit.assign").Set("d/ns/assign/b", "person/li", true)))
	d.must(d.Apply(assess.AddFinding(d.ns(), "f1", assess.Problem, "named", "没有台账").Set("d/ns/find/f1", "record/briefing", true)))
	for i, p := range map[string]standard.Points{"a1": 500, "a2": 300, "a3": 200} {
		d.must(d.Apply(assess.SetMark(d.ns(), d.score(i), p, "x")))
		d.must(d.Apply(assess.SetClaim(d.ns(), i, p, "")))
	}
	d.must(d.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
	for _, p := range []assess.Phase{assess.Preparation, assess.Onsite} {
		_, err := d.Sign("ns", p, "chen", "246810")
		d.must(err)
	}
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	if uitest.Button(d.screen.Object(), "重新开启…") == nil {
		t.Fatal("no word of the lock")
	}
	d.win.Canvas().Focus(d.pane().list)
	d.press("3")
	d.pane().item.mark.flush()
	d.press("-")
	if d.score("a1").Mark != 500 || len(d.score("a1").Deductions) != 0 {
		t.Fatal("a locked mark was changed")
	}
	for _, b := range []fyne.Disableable{d.pane().item.mark.acts.na, d.pane().item.deds.add, d.records().add} {
		d.at(assess.Place{Tab: assess.TabRecord})
		if !b.Disabled() {
			t.Errorf("%v can be pressed", b)
		}
	}
	d.at(assess.Place{Tab: assess.TabFinding, Entity: "d/ns/req/f1"})
	d.press("建立台账")
	d.screen.Leave()
	if d.ns().Finding("f1").Requirement != "建立台账" {
		t.Error("a requirement may be written until the summary is signed")
	}
	if !d.findings().form.head.remove.Disabled() {
		t.Error("the finding itself is locked")
	}
}
