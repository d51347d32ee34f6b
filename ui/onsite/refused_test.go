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
	d.Must(d.Apply(assess.SetMark(d.ns(), d.score("a1"), 400, "x")))
	d.Must(d.Use("wen")) // the secretary gives no marks
	d.Send("3", fyne.KeyReturn)
	if len(d.W.Failed) != 1 || d.score("a1").Mark != 400 || d.box("得分").Text() != "4.00" {
		t.Fatalf("errors %v, box %q", d.W.Failed, d.box("得分").Text())
	}
}

func TestDisputeStandsInPlaceOfTheMarkAndLeadsToWhereItIsSettled(t *testing.T) {
	d := newStage(t)
	d.Second()
	d.Must(d.Apply(assess.SetMark(d.ns(), d.score("a2"), 300, "x")))
	at := ledger.Register{Entity: "d/ns/score/a2", Field: "mark"}
	d.Elsewhere("gu", ledger.Op{Entity: at.Entity, Field: at.Field, Value: ledger.Of(int64(200))})
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	rows := scoreKind(d.page()).Passing(scoreRows(d.View(), d.ns(), nil), chips("different"), "", "")
	if len(rows) != 2 || rows[1].Sign != signConflict || rows[1].Got != "2.00–3.00" {
		t.Fatalf("%+v", rows)
	}
	const disputed = "“得分”有不同的写法"
	if !d.says(disputed) || uitest.Labelled(d.screen.Object(), "得分") != nil {
		t.Fatalf("the notice must stand in place of the mark: %q", d.texts())
	}
	d.tap("去选定")
	if n := len(d.W.Went); n != 1 || d.W.Went[0] != assess.DisputeAt(at) {
		t.Errorf("leads to %+v", d.W.Went)
	}
	d.at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	d.Must(d.Apply(d.View().Settle(at, ledger.Of(int64(300)), "按抽查结果", "n")))
	if s := d.score("a2"); s.Disputed || d.says(disputed) || d.box("得分").Text() != "3.00" {
		t.Fatalf("not settled: %+v", s)
	}
	if h := d.History(ledger.Register{Entity: at.Entity, Field: "why/mark"}); len(h) != 1 {
		t.Error("no reason written")
	}
}

func TestLockedPageReadsOnlyAndOffersToReopen(t *testing.T) {
	d := newStage(t)
	d.Must(d.Use("gu"))
	for _, m := range standard.Forms {
		d.record(string(m), m)
	}
	d.Must(d.Apply(assess.Fields("edit.record", "d/ns/rec/subdistrict", "sub", "sk")))
	d.Must(d.Apply(assess.New("edit.assign").Set("d/ns/assign/b", "person/li", true)))
	d.Must(d.Apply(assess.AddFinding(d.ns(), "f1", assess.Problem, "named", "没有台账").Set("d/ns/find/f1", "record/briefing", true)))
	for i, p := range map[string]standard.Points{"a1": 500, "a2": 300, "a3": 200} {
		d.Must(d.Apply(assess.SetMark(d.ns(), d.score(i), p, "x")))
		d.Must(d.Apply(assess.SetClaim(d.ns(), i, p, "")))
	}
	d.Must(d.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
	for _, p := range []assess.Phase{assess.Preparation, assess.Onsite} {
		_, err := d.Sign("ns", p, "gu", uitest.PIN)
		d.Must(err)
	}
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	if d.button("重新开启…") == nil {
		t.Fatal("no word of the lock")
	}
	d.focusList()
	d.Send("3")
	d.screen.Leave()
	d.Send("-")
	if d.score("a1").Mark != 500 || len(d.score("a1").Deductions) != 0 {
		t.Fatal("a locked mark was changed")
	}
	shut := func(label string) {
		if b := d.button(label); b == nil || !b.Disabled() {
			t.Errorf("%s is not there, or can be pressed", label)
		}
	}
	shut("标为不适用…")
	shut("增加扣分（-）")
	d.at(assess.Place{Tab: assess.TabRecord})
	shut("新建记录")
	d.at(assess.Place{Tab: assess.TabFinding, Entity: "d/ns/req/f1"})
	d.Send("建立台账")
	d.screen.Leave()
	if d.ns().Finding("f1").Requirement != "建立台账" {
		t.Error("a requirement may be written until the summary is signed")
	}
	shut("删除")
}

// A question that was filled in is not emptied: the box says why while it is empty, and has its text back once it is left.
func TestAnEmptiedQuestionSaysSoAndComesBack(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.Interview)
	d.Must(d.Apply(assess.AddQA(d.ns(), d.ns().Record("r1"), "q1", "甲", "")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/qa/r1/q1"})
	box := d.box("问1")
	question := func() string { return d.ns().Record("r1").QA[0].Question }
	says := func() bool { return d.says("“问”填过以后不能清空") }
	box.Focus()
	d.Send(fyne.KeyEnd, fyne.KeyBackspace)
	d.hand.Turn(3 * widgets.Pause)
	d.screen.Render()
	if box.Text() != "" || !says() || question() != "甲" || len(d.W.Failed) > 0 {
		t.Fatalf("emptied: box %q, says %v, %q stands, errors %v", box.Text(), says(), question(), d.W.Failed)
	}
	d.Send("乙")
	d.hand.Turn(widgets.Pause)
	if says() || question() != "乙" {
		t.Fatalf("typed on: says %v, %q stands", says(), question())
	}
	d.Send(fyne.KeyBackspace)
	d.screen.Leave()
	if box.Text() != "乙" || says() || question() != "乙" || len(d.W.Failed) > 0 {
		t.Fatalf("left: box %q, says %v, %q stands, errors %v", box.Text(), says(), question(), d.W.Failed)
	}
}

func TestAnEmptiedTitleOfADocumentIsRefusedBelowTheRegister(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.DocumentCheck)
	d.Must(d.Apply(assess.AddDoc(d.ns(), d.ns().Record("r1"), "x", "title", "甲")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabDocument, Entity: "d/ns/doc/r1/x"})
	sheet := uitest.All[*widgets.Sheet](d.screen.Object())[0]
	sheet.Focus()
	d.Send(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace)
	sheet.Flush()
	if got := d.ns().Record("r1").Docs[0].Title; got != "甲" || !strings.Contains(sheet.Told(), "不能清空") || len(d.W.Failed) > 0 {
		t.Fatalf("%q stands, the register says %q, errors %v", got, sheet.Told(), d.W.Failed)
	}
	d.Send(fyne.KeyEscape)
	if sheet.Flush(); sheet.Rows()[0][0] != "甲" {
		t.Fatalf("%q", sheet.Rows()[0])
	}
}
