package onsite

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestNewRecordByNumberKey(t *testing.T) {
	d := newStage(t).show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord})
	d.screen.New()
	d.Send("2")
	r := d.ns().Records
	if len(r) != 1 || r[0].Form != standard.Interview || r[0].Recorder != "li" || r[0].Date == "" {
		t.Fatalf("%+v", r)
	}
	d.Send("与公安分局交流", fyne.KeyReturn)
	if d.ns().Records[0].Title != "与公安分局交流" {
		t.Errorf("the keyboard is not in the title: %+v", d.ns().Records[0])
	}
}

func TestNewRecordFromAnItemIsLinkedToIt(t *testing.T) {
	d := scoring(t, "a2")
	d.screen.New()
	d.Send("1")
	if s := d.score("a2"); len(s.Records) != 1 || s.Records[0].Form != standard.Briefing {
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
	d.Must(d.Apply(assess.AddQA(d.ns(), d.ns().Record("r1"), "q1", "甲问", "甲答")))
	d.Must(d.Apply(assess.AddQA(d.ns(), d.ns().Record("r1"), "q2", "乙问", "乙答")))
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
	d.box("问2").Focus()
	d.Send("？")
	box := d.box("问2")
	d.TapKnob(d.screen.Object(), theme.IconUp, 2)
	if asked(d) != "？乙问 甲问" && asked(d) != "乙问？ 甲问" {
		t.Fatalf("order %s", asked(d))
	}
	if d.box("问1") != box || box.Text() != d.ns().Record("r1").QA[0].Question || d.box("问2").Text() != "甲问" {
		t.Errorf("the box did not move: %q stands above %q", d.box("问1").Text(), d.box("问2").Text())
	}
	d.TapKnob(d.screen.Object(), theme.IconUp, 1)
	if edits := len(d.W.Edits); edits != 2 {
		t.Errorf("the first question can't go further up: %d edits", edits)
	}
	d.box("问1").Focus() // a tap has taken it away
	d.Send(shiftDown)
	if asked(d) != "甲问 乙问？" && asked(d) != "甲问 ？乙问" {
		t.Errorf("moved by a key: %s", asked(d))
	}
}

var shiftDown = &desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}

func TestTabGoesFromAnswerToTheNextQuestion(t *testing.T) {
	d := interviewed(t)
	d.box("问1").Focus()
	for _, want := range []*widgets.Field{d.box("答"), d.box("问2")} {
		d.W.Canvas().FocusNext()
		if !want.Focused() {
			t.Fatalf("Tab goes to %T", d.W.Canvas().Focused())
		}
	}
}

func TestCtrlNInAQuestionAddsAQuestion(t *testing.T) {
	d := interviewed(t)
	d.at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/qa/r1/q1"})
	d.screen.New()
	d.Send("丙问", fyne.KeyReturn)
	if asked(d) != "甲问 乙问 丙问" {
		t.Fatalf("%s", asked(d))
	}
}

func TestQuestionIsRemovedAfterAsking(t *testing.T) {
	d := interviewed(t)
	d.TapKnob(d.screen.Object(), theme.IconTrash, 1)
	if asked(d) != "乙问" || d.W.Warned != "甲问" {
		t.Fatalf("%s, asked %q", asked(d), d.W.Warned)
	}
}

func TestRemovingARecordSaysWhatRestsOnIt(t *testing.T) {
	d := marked(t)
	d.record("r2", standard.Briefing, "title", "汇报")
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
	d.Send(fyne.KeyEscape, fyne.KeyDelete)
	if !strings.Contains(d.W.Warned, "有1处扣分") {
		t.Errorf("asked %q", d.W.Warned)
	}
	if len(d.ns().Records) != 1 || d.box("标题").Text() != "汇报" {
		t.Error("the neighbour must come into view")
	}
	d.Send(fyne.KeyDelete)
	if !d.says("这里记下现场听到、看到、查到的情况。") || uitest.Labelled(d.screen.Object(), "标题") != nil || len(d.ns().Records) != 0 {
		t.Error("an empty list must say what belongs there")
	}
}

func TestDateOfARecordIsReadInAnyForm(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.Briefing)
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
	d.box("日期").Focus()
	d.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	d.Send("２００６年11月9日", fyne.KeyReturn)
	if got := d.ns().Record("r1").Date; got != "2006-11-09" {
		t.Errorf("date %q", got)
	}
}

func TestSubdistrictIsPickedByNumberDrawnFirst(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.SubdistrictCheck)
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
	d.tap("选择街道")
	d.Send("1")
	if got := d.ns().Record("r1").Subdistrict; got != "sk" {
		t.Errorf("got %q", got)
	}
}

func TestDocumentsAreEnteredByKeys(t *testing.T) {
	d := newStage(t).show("ns", 1080, 640).at(assess.Place{Tab: assess.TabDocument})
	d.tap("新建登记表")
	for range 2 {
		d.Send("年度工作计划", fyne.KeyReturn, "深南府〔2006〕12号", fyne.KeyReturn, "区政府", fyne.KeyReturn,
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
	if !d.says("共2份：符合0，基本符合2，不符合0，未提供0") || d.says("未定") {
		t.Errorf("says %q", d.texts())
	}
}

func TestDocumentIsRemovedByCtrlDelete(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.DocumentCheck)
	d.Must(d.Apply(assess.AddDoc(d.ns(), d.ns().Record("r1"), "x1", "title", "计划")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabDocument, Entity: "d/ns/doc/r1/x1"})
	d.Send(&desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierControl})
	if len(d.ns().Record("r1").Docs) != 0 || d.W.Warned == "" {
		t.Fatal("not removed, or not asked")
	}
}

func TestFindingIsRaisedWrittenAndWarnedOf(t *testing.T) {
	d := newStage(t).show("ns", 1080, 640).at(assess.Place{Tab: assess.TabFinding})
	d.screen.New()
	d.Send("3", "粤海街道没有台账")
	d.box("写入通报的表述（不写区名）").Focus()
	d.Send("粤海没有台账")
	d.screen.Leave()
	x := d.ns().Findings[0]
	if x.Kind != assess.Problem || x.Named != "粤海街道没有台账" || x.City != "粤海没有台账" {
		t.Fatalf("%+v", x)
	}
	if !d.says("通报的表述里出现了“粤海”") || !d.says("这个问题还没有关联现场记录。") {
		t.Errorf("a name in the circular and a problem without a basis must be warned of: %q", d.texts())
	}
	d.box("期限").Focus()
	d.Send("2007.3.8", fyne.KeyReturn)
	if d.ns().Findings[0].Deadline != "2007-03-08" {
		t.Errorf("deadline %q", d.ns().Findings[0].Deadline)
	}
}

func TestRevealGoesToTheBoxThatIsMeant(t *testing.T) {
	d := interviewed(t)
	d.Must(d.Apply(assess.SetMark(d.ns(), d.score("a1"), 300, "x1")))
	d.Must(d.Apply(assess.AddFinding(d.ns(), "f1", assess.Problem)))
	reason := func() *widgets.Field { return uitest.Hinted(d.screen.Object(), "为什么扣分") }
	for name, c := range map[string]struct {
		at  assess.Place
		tab string
		on  func() bool // the keyboard
	}{
		"Item":      {assess.Place{Tab: assess.TabScore, Item: "a1", Entity: "d/ns/score/a1"}, assess.TabScore, func() bool { return d.box("得分").Focused() }},
		"Deduction": {assess.Place{Tab: assess.TabScore, Entity: "d/ns/ded/a1/x1"}, assess.TabScore, func() bool { return reason() != nil && reason().Focused() }},
		"Question":  {assess.Place{Tab: assess.TabRecord, Entity: "d/ns/qa/r1/q2"}, assess.TabRecord, func() bool { return d.box("问2").Focused() }},
		"Finding":   {assess.Place{Tab: assess.TabFinding, Entity: "d/ns/find/f1"}, assess.TabFinding, func() bool { return d.box("写给该区的表述").Focused() }},
		"OnlyATab":  {assess.Place{Tab: assess.TabRecord}, assess.TabRecord, d.onList},
	} {
		d.at(c.at)
		if d.screen.Chosen() != c.tab || !c.on() {
			t.Errorf("%s: tab %s, keyboard on %T", name, d.screen.Chosen(), d.W.Canvas().Focused())
		}
	}
}

func TestFilterFindsAndGoesBackToTheList(t *testing.T) {
	d := scoring(t, "a1")
	d.screen.Filter()
	d.Send("a3", fyne.KeyDown)
	if got := d.listed(); got != "a1 a3" { // a1 is at hand
		t.Errorf("lists %s", got)
	}
	if !d.onList() {
		t.Error("Down does not go to the list")
	}
}

func TestNarrowPageShowsOneOfListAndDetail(t *testing.T) {
	d := newStage(t).show("ns", 820, 540).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	if !d.says("考核评分") {
		t.Fatal("the detail is not in view")
	}
	d.Send(fyne.KeyEscape)
	if d.says("考核评分") || !d.onList() {
		t.Fatal("Esc does not go back")
	}
	d.Send("4", fyne.KeyReturn)
	if !d.says("考核评分") || d.score("a1").Mark != 400 {
		t.Fatal("a digit does not open the detail")
	}
}
