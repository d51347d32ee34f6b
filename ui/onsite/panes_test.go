package onsite

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

func TestNewRecordByNumberKey(t *testing.T) {
	d := newStage(t).show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord})
	d.screen.New()
	d.press("2")
	r := d.ns().Records
	if len(r) != 1 || r[0].Method != standard.Interview || r[0].Recorder != "li" || r[0].Date == "" {
		t.Fatalf("%+v", r)
	}
	d.press("与公安分局交流", fyne.KeyReturn)
	if d.ns().Records[0].Title != "与公安分局交流" {
		t.Errorf("the keyboard is not in the title: %+v", d.ns().Records[0])
	}
}

func TestNewRecordFromAnItemIsLinkedToIt(t *testing.T) {
	d := scoring(t, "a2")
	d.screen.New()
	d.press("1")
	if s := d.score("a2"); len(s.Records) != 1 || s.Records[0].Method != standard.Briefing {
		t.Fatalf("%+v", s.Records)
	}
	if d.screen.Chosen() != assess.TabRecord {
		t.Error("the record is not in view")
	}
}

// interviewed is a record with two questions in view.
func interviewed(t *testing.T) *stage {
	d := newStage(t)
	d.record("r1", standard.Interview, "title", "提问")
	d.must(d.Apply(assess.AddQA(d.ns(), d.ns().Record("r1"), "q1", "甲问", "甲答")))
	d.must(d.Apply(assess.AddQA(d.ns(), d.ns().Record("r1"), "q2", "乙问", "乙答")))
	return d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
}

func asked(d *stage) string {
	var out []string
	for _, q := range d.ns().Record("r1").QA {
		out = append(out, q.Question)
	}
	return strings.Join(out, " ")
}

func TestQuestionsMoveWithTheirBoxes(t *testing.T) {
	d := interviewed(t)
	x := d.records().form.talk.rows["d/ns/qa/r1/q2"]
	x.form.Focus("q")
	d.press("？")
	test.Tap(x.up)
	if asked(d) != "？乙问 甲问" && asked(d) != "乙问？ 甲问" {
		t.Fatalf("order %s", asked(d))
	}
	if d.records().form.talk.list.Objects[0] != fyne.CanvasObject(x.body) {
		t.Error("the row did not move")
	}
	test.Tap(x.up)
	if edits := len(d.win.edits); edits != 2 {
		t.Errorf("the first question can't go further up: %d edits", edits)
	}
	x.form.Focus("q") // a tap has taken it away
	d.press(shiftDown)
	if asked(d) != "甲问 乙问？" && asked(d) != "甲问 ？乙问" {
		t.Errorf("moved by a key: %s", asked(d))
	}
}

var shiftDown = &desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}

func TestTabGoesFromAnswerToTheNextQuestion(t *testing.T) {
	d := interviewed(t)
	rows := d.records().form.talk.rows
	rows["d/ns/qa/r1/q1"].form.Focus("q")
	for _, want := range []fyne.Focusable{rows["d/ns/qa/r1/q1"].form.Field("a").Target(), rows["d/ns/qa/r1/q2"].form.Field("q").Target()} {
		d.win.Canvas().FocusNext()
		if d.win.Canvas().Focused() != want {
			t.Fatalf("Tab goes to %T", d.win.Canvas().Focused())
		}
	}
}

func TestCtrlNInAQuestionAddsAQuestion(t *testing.T) {
	d := interviewed(t)
	d.at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/qa/r1/q1"})
	d.screen.New()
	d.press("丙问", fyne.KeyReturn)
	if asked(d) != "甲问 乙问 丙问" {
		t.Fatalf("%s", asked(d))
	}
}

func TestQuestionIsRemovedAfterAsking(t *testing.T) {
	d := interviewed(t)
	test.Tap(d.records().form.talk.rows["d/ns/qa/r1/q1"].no)
	if asked(d) != "乙问" || len(d.win.asked) == 0 {
		t.Fatalf("%s, asked %v", asked(d), d.win.asked)
	}
}

func TestRemovingARecordSaysWhatRestsOnIt(t *testing.T) {
	d := marked(t)
	d.record("r2", standard.Briefing, "title", "汇报")
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
	d.press(fyne.KeyEscape, fyne.KeyDelete)
	if q := unspaced(strings.Join(d.win.asked, " ")); !strings.Contains(q, "1处扣分") {
		t.Errorf("asked %q", q)
	}
	if len(d.ns().Records) != 1 || d.records().form.is.ID != "r2" {
		t.Error("the neighbour must come into view")
	}
	d.press(fyne.KeyDelete)
	if d.records().Split.Visible() || len(d.ns().Records) != 0 {
		t.Error("an empty list must say what belongs there")
	}
}

func TestDateOfARecordIsReadInAnyForm(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.Briefing)
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
	d.box("日期").Focus()
	d.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	d.press("２００６年11月9日", fyne.KeyReturn)
	if got := d.ns().Record("r1").Date; got != "2006-11-09" {
		t.Errorf("date %q", got)
	}
}

func TestSubdistrictIsPickedByNumberDrawnFirst(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.SubdistrictCheck)
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
	test.Tap(d.records().form.sub.button)
	d.press("1")
	if got := d.ns().Record("r1").Subdistrict; got != "sk" {
		t.Errorf("got %q", got)
	}
}

func TestDocumentsAreEnteredByKeys(t *testing.T) {
	d := newStage(t).show("ns", 1080, 640).at(assess.Place{Tab: assess.TabDocument})
	test.Tap(d.documents().head.add)
	for range 2 {
		d.press("年度工作计划", fyne.KeyReturn, "深南府〔2006〕12号", fyne.KeyReturn, "区政府", fyne.KeyReturn,
			"20060214", fyne.KeyReturn, "目标、时限", fyne.KeyReturn, "2", "缺时限", fyne.KeyReturn)
	}
	docs := d.ns().Records[0].Docs
	if len(docs) != 2 {
		t.Fatalf("%d documents", len(docs))
	}
	for _, x := range docs {
		if x.Title != "年度工作计划" || x.Number != "深南府〔2006〕12号" || x.Issuer != "区政府" || x.Date != "2006-02-14" || x.Wanted != "目标、时限" ||
			x.Verdict != assess.Partly || x.Remark != "缺时限" {
			t.Errorf("%+v", x)
		}
	}
	if got := unspaced(d.documents().sum.String()); got != "共2份：符合0，基本符合2，不符合0，未提供0" {
		t.Errorf("total %q", got)
	}
}

func TestDocumentIsRemovedByCtrlDelete(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.DocumentCheck)
	d.must(d.Apply(assess.AddDoc(d.ns(), d.ns().Record("r1"), "x1", "title", "计划")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabDocument, Entity: "d/ns/doc/r1/x1"})
	d.press(&desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierControl})
	if len(d.ns().Record("r1").Docs) != 0 || len(d.win.asked) == 0 {
		t.Fatal("not removed, or not asked")
	}
}

func TestFindingIsRaisedWrittenAndWarnedOf(t *testing.T) {
	d := newStage(t).show("ns", 1080, 640).at(assess.Place{Tab: assess.TabFinding})
	d.screen.New()
	d.press("3", "粤海街道没有台账")
	f := d.findings()
	d.box("写入通报的表述（不写区名）").Focus()
	d.press("粤海没有台账")
	d.screen.Leave()
	x := d.ns().Findings[0]
	if x.Kind != assess.Problem || x.Named != "粤海街道没有台账" || x.City != "粤海没有台账" {
		t.Fatalf("%+v", x)
	}
	if !f.form.names.Banner.Visible() || !f.form.rests.Banner.Visible() || !f.form.todo.body.Visible() {
		t.Error("a name in the circular and a problem without a basis must be warned of")
	}
	d.box("期限").Focus()
	d.press("2007.3.8", fyne.KeyReturn)
	if d.ns().Findings[0].Deadline != "2007-03-08" {
		t.Errorf("deadline %q", d.ns().Findings[0].Deadline)
	}
}

func TestRevealGoesToTheBoxThatIsMeant(t *testing.T) {
	d := interviewed(t)
	d.must(d.Apply(assess.SetMark(d.ns(), d.score("a1"), 300, "x1")))
	d.must(d.Apply(assess.AddFinding(d.ns(), "f1", assess.Problem)))
	d.screen.Render()
	for name, c := range map[string]struct {
		at  assess.Place
		tab string
		on  func() bool // the keyboard
	}{
		"Item":      {assess.Place{Tab: assess.TabScore, Item: "a1", Entity: "d/ns/score/a1"}, assess.TabScore, func() bool { return d.win.Canvas().Focused() == d.pane().item.mark.mark.Target() }},
		"Deduction": {assess.Place{Tab: assess.TabScore, Entity: "d/ns/ded/a1/x1"}, assess.TabScore, func() bool { return d.pane().item.deds.rows["d/ns/ded/a1/x1"].form.Focused() }},
		"Question":  {assess.Place{Tab: assess.TabRecord, Entity: "d/ns/qa/r1/q2"}, assess.TabRecord, func() bool { return d.records().form.talk.rows["d/ns/qa/r1/q2"].form.Focused() }},
		"Finding":   {assess.Place{Tab: assess.TabFinding, Entity: "d/ns/find/f1"}, assess.TabFinding, func() bool { return d.box("写给该区的表述").Focused() }},
		"OnlyATab":  {assess.Place{Tab: assess.TabRecord}, assess.TabRecord, func() bool { return d.win.Canvas().Focused() == fyne.Focusable(d.records().List) }},
	} {
		d.at(c.at)
		if d.screen.Chosen() != c.tab || !c.on() {
			t.Errorf("%s: tab %s, keyboard on %T", name, d.screen.Chosen(), d.win.Canvas().Focused())
		}
	}
}

func TestFilterFindsAndGoesBackToTheList(t *testing.T) {
	d := scoring(t, "a1")
	d.screen.Filter()
	d.press("a3", fyne.KeyDown)
	if n := len(d.pane().List.Rows()); n != 3 { // the heading, a1 at hand, a3
		t.Errorf("%d rows", n)
	}
	if d.win.Canvas().Focused() != fyne.Focusable(d.pane().List) {
		t.Error("Down does not go to the list")
	}
}

func TestNarrowPageShowsOneOfListAndDetail(t *testing.T) {
	d := newStage(t).show("ns", 820, 540).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	if !d.pane().Split.OnDetail() {
		t.Fatal("the detail is not in view")
	}
	d.press(fyne.KeyEscape)
	if d.pane().Split.OnDetail() || d.win.Canvas().Focused() != fyne.Focusable(d.pane().List) {
		t.Fatal("Esc does not go back")
	}
	d.press("4", fyne.KeyReturn)
	if !d.pane().Split.OnDetail() || d.score("a1").Mark != 400 {
		t.Fatal("a digit does not open the detail")
	}
}
