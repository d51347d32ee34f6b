package onsite

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
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
	d := newStage(t)
	d.must(d.Apply(assess.SetMark(d.ns(), d.score("a2"), 300, "x")))
	at := ledger.Register{Entity: "d/ns/score/a2", Field: "mark"}
	late := ledger.Record{Author: "chen", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of(int64(200)),
		Base: []ledger.OpID{{Record: d.log.Records[0].ID}}}}}
	_, err := d.log.Append(nil, late)
	d.must(err)
	d.Session = opened(t, d.log, d.keys)
	d.must(d.Use("li"))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	rows := scoreKind(d.pane().p).Passing(scoreRows(d.View(), d.ns(), nil), chips("different"), "", "")
	if len(rows) != 2 || rows[1].Sign != signConflict || rows[1].Got != "2.00–3.00" {
		t.Fatalf("%+v", rows)
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
	d := newStage(t)
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
	d.win.Canvas().Focus(d.pane().List)
	d.press("3")
	d.pane().item.mark.flush()
	d.press("-")
	if d.score("a1").Mark != 500 || len(d.score("a1").Deductions) != 0 {
		t.Fatal("a locked mark was changed")
	}
	for _, b := range []fyne.Disableable{d.pane().item.mark.setsNA, d.pane().item.deds.add, d.records().add} {
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

// A question that was filled in is not emptied: the box says why while it is empty, and has its text back once it is left.
func TestAnEmptiedQuestionSaysSoAndComesBack(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.Interview)
	d.must(d.Apply(assess.AddQA(d.ns(), d.ns().Record("r1"), "q1", "甲", "")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/qa/r1/q1"})
	box := d.records().form.talk.rows["d/ns/qa/r1/q1"].form.Field("q")
	question := func() string { return d.ns().Record("r1").QA[0].Question }
	says := func() bool {
		return strings.Contains(strings.Join(uitest.Texts(d.screen.Object()), "\n"), "“问”填过以后不能清空")
	}
	box.Focus()
	d.press(fyne.KeyEnd, fyne.KeyBackspace)
	d.hand.Turn(3 * widgets.Pause)
	d.screen.Render()
	if box.Text() != "" || !says() || question() != "甲" || len(d.win.errs) > 0 {
		t.Fatalf("emptied: box %q, says %v, %q stands, errors %v", box.Text(), says(), question(), d.win.errs)
	}
	d.press("乙")
	d.hand.Turn(widgets.Pause)
	if says() || question() != "乙" {
		t.Fatalf("typed on: says %v, %q stands", says(), question())
	}
	d.press(fyne.KeyBackspace)
	d.screen.Leave()
	if box.Text() != "乙" || says() || question() != "乙" || len(d.win.errs) > 0 {
		t.Fatalf("left: box %q, says %v, %q stands, errors %v", box.Text(), says(), question(), d.win.errs)
	}
}

func TestAnEmptiedTitleOfADocumentIsRefusedBelowTheRegister(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.DocumentCheck)
	d.must(d.Apply(assess.AddDoc(d.ns(), d.ns().Record("r1"), "x", "title", "甲")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabDocument, Entity: "d/ns/doc/r1/x"})
	sheet := uitest.All[*widgets.Sheet](d.screen.Object())[0]
	sheet.Focus()
	d.press(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace)
	sheet.Flush()
	if got := d.ns().Record("r1").Docs[0].Title; got != "甲" || !strings.Contains(sheet.Told(), "不能清空") || len(d.win.errs) > 0 {
		t.Fatalf("%q stands, the register says %q, errors %v", got, sheet.Told(), d.win.errs)
	}
	d.press(fyne.KeyEscape)
	if sheet.Flush(); sheet.Rows()[0][0] != "甲" {
		t.Fatalf("%q", sheet.Rows()[0])
	}
}
