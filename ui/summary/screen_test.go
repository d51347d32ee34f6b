package summary_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/summary"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v := summary.New(s.Kit())
	for _, at := range []struct{ name, district, entity string }{
		{"tasks", "futian", "d/futian/task/4/x"}, {"score", "futian", "d/futian/finalmark/x"}, {"score-moved", "longgang", "d/longgang/finalmark/x"},
		{"finding", "futian", "d/futian/final/p1"}, {"require", "futian", "d/futian/req/p1"}, {"compare", "futian", ""}} {
		for _, size := range [][2]float32{{1080, 640}, {824, 540}} {
			s.W.Show(v.Object(), size[0], size[1])
			if at.entity == "" {
				v.Turn(summary.TabCompare)
			}
			v.Reveal(assess.Place{District: at.district, Phase: assess.Summary, Entity: at.entity})
			v.Render()
			s.W.Shot(fmt.Sprintf("summary-%s-%.0f", at.name, size[0]))
		}
		for _, text := range uitest.Texts(v.Object()) {
			if strings.HasPrefix(text, "summary.") || strings.HasPrefix(text, "quantifier.") {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
}

// stage is 南山区 with one problem on a1, marked 3.00, changed to 4.00 by a ruling.
func stage(t *testing.T) (*uitest.Stage, *summary.Screen) {
	t.Helper()
	s := uitest.Small(t)
	d := func() *assess.District { return s.View().District("ns") }
	s.Must(s.Apply(assess.SetMark(d(), d().Score("a1"), 300, "k1")))
	s.Must(s.Apply(assess.SetMark(d(), d().Score("a2"), 500, "k2")))
	s.Must(s.Apply(assess.AddFinding(d(), "f", assess.Problem, "named", "责任书没有签全", "city", "责任书不全").Set("d/ns/find/f", "item/a1", true)))
	s.Must(s.Apply(assess.Fields("edit.response", "d/ns/resp/f", "stance", "full")))
	s.Must(s.Apply(assess.Rule(d(), d().Finding("f"), "partly", "属实", assess.Effect{Item: "a1", Mark: 400})))
	v := summary.NewWith(s.Kit(), &fake.Clock{})
	s.W.OnChange = v.Render
	v.SetDistrict("ns")
	s.W.Show(v.Object(), 1080, 680)
	return s, v
}

func write(f *widgets.Field, text string) {
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f.Target(), text)
}

func fields(v *summary.Screen) []*widgets.Field { return uitest.All[*widgets.Field](v.Object()) }
func has(v *summary.Screen, text string) bool {
	return slices.ContainsFunc(uitest.Texts(v.Object()), func(x string) bool { return strings.Contains(x, text) })
}

func at(v *summary.Screen, entity string) { v.Reveal(assess.Place{District: "ns", Entity: entity}) }

func TestScoresShowWhatARulingChanged(t *testing.T) {
	s, v := stage(t)
	at(v, "d/ns/finalmark/a1")
	if !has(v, "9.00 / 10.00") || !has(v, "征求意见前8.00分") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	for _, l := range uitest.All[*widgets.Link](v.Object()) {
		if strings.Contains(l.Item().Text, "由 3.00 改为 4.00") && l.Item().Note == "问题1 · 部分采纳" {
			test.Tap(l)
		}
	}
	if len(s.W.Went) != 1 || s.W.Went[0].Entity != "d/ns/resp/f" || s.W.Went[0].Phase != assess.Consultation {
		t.Fatalf("went to %+v", s.W.Went)
	}
}

func TestAGradeIsForcedWithItsEvent(t *testing.T) {
	s, v := stage(t)
	s.Must(s.Apply(assess.Fields("edit.grade", "d/ns/sum/0", "forced", "不合格")))
	at(v, "d/ns/finalmark/a1")
	if e := s.Box(v.Object(), "直接定等次的事件").Told(); e == "" {
		t.Error("the missing event is not said")
	}
	write(s.Box(v.Object(), "直接定等次的事件"), "发生重大案件")
	v.Leave()
	if d := s.View().District("ns"); d.ForcedWhy != "发生重大案件" || d.Grade() != "不合格" || s.Box(v.Object(), "直接定等次的事件").Told() != "" {
		t.Fatalf("%q %q", d.ForcedWhy, d.Grade())
	}
}

func TestAnEventOfTheStandardForcesItsGrade(t *testing.T) {
	s := uitest.Draft(t)
	s.Must(s.Apply(assess.New("edit.standard").Set("std", "forces", []standard.Force{{ID: "x", Event: "弄虚作假", Grade: "不合格"}})))
	s.Harden()
	v := summary.New(s.Kit())
	s.W.OnChange = v.Render
	v.SetDistrict("ns")
	s.W.Show(v.Object(), 1080, 640)
	at(v, "d/ns/finalmark/a1")
	s.Choose(v.Object(), "等次", "不合格：弄虚作假")
	if d := s.View().District("ns"); d.Forced != "不合格" || d.ForcedWhy != "弄虚作假" {
		t.Fatalf("%q %q", d.Forced, d.ForcedWhy)
	}
}

func TestFinalTextsStandBesideThoseOfTheSite(t *testing.T) {
	s, v := stage(t)
	at(v, "d/ns/final/f")
	if has(v, "只靠一种考核方式") || !has(v, "没有关联现场记录") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	write(s.Box(v.Object(), "没有工作特色，理由"), "确实没有")
	write(s.Box(v.Object(), "定稿"), "两个街道没有签责任书")
	v.Leave()
	d := s.View().District("ns")
	f := d.Finding("f")
	if f.FinalNamed != "两个街道没有签责任书" || f.Named != "责任书没有签全" || d.NoHighlight != "确实没有" {
		t.Fatalf("%+v", f)
	}
	write(s.Box(v.Object(), "定稿"), "责任书没有签全")
	v.Leave()
	if f = s.View().District("ns").Finding("f"); f.FinalNamed != f.Named {
		t.Fatalf("%+v", f)
	}
}

func TestAProblemOnOneMethodAloneIsMarked(t *testing.T) {
	s, v := stage(t)
	s.Must(s.Apply(assess.AddRecord(s.View().District("ns"), "r", "interview", "2006-11-01", "li", "a1")))
	s.Must(s.Apply(assess.Link("edit.link", "d/ns/find/f", "record", "r", true)))
	at(v, "d/ns/final/f")
	if !has(v, "只靠一种考核方式（提问交流）") || !has(v, "只有一种考核方式") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}

func TestAWithdrawnFindingIsOnlyRead(t *testing.T) {
	s, v := stage(t)
	d := s.View().District("ns")
	s.Must(s.Apply(assess.Rule(d, d.Finding("f"), "accept", "查无实据", assess.Effect{Withdraw: true})))
	at(v, "d/ns/final/f")
	s.W.Shot("summary-withdrawn")
	if !has(v, "已撤回，不写入任何文书。理由：查无实据") || len(fields(v)) != 1 {
		t.Errorf("%d boxes, %q", len(fields(v)), uitest.Texts(v.Object()))
	}
	at(v, "d/ns/req/f")
	if len(fields(v)) != 0 {
		t.Error("what was withdrawn needs no requirement")
	}
}

func TestRequirementsAreWrittenFromTheKeyboard(t *testing.T) {
	s, v := stage(t)
	at(v, "d/ns/req/f")
	if c := s.W.Canvas(); c.Focused() != s.Box(v.Object(), "整改要求").Target() {
		t.Fatalf("the keyboard is at %T", c.Focused())
	}
	write(s.Box(v.Object(), "整改要求"), "补签责任书")
	write(s.Box(v.Object(), "期限"), "2007年3月8日")
	write(s.Box(v.Object(), "责任单位"), "区打假办")
	v.DoneAndNext()
	f := s.View().District("ns").Finding("f")
	if f.Requirement != "补签责任书" || f.Deadline != "2007-03-08" || f.Responsible != "区打假办" || !has(v, "已写1/1") {
		t.Fatalf("%+v failed %v", f, s.W.Failed)
	}
}

func TestTheMatrixLeadsToTheProblem(t *testing.T) {
	s, v := stage(t)
	v.Turn(summary.TabCompare)
	g := uitest.All[*widgets.Grid](v.Object())[0]
	g.OnOpen("a1", "")
	if len(s.W.Went) != 1 || s.W.Went[0].Entity != "d/ns/final/f" || !has(v, "个别区 1/1") {
		t.Fatalf("went %+v among %q", s.W.Went, uitest.Texts(v.Object()))
	}
}

func TestRenderWritesNothing(t *testing.T) {
	s, v := stage(t)
	n := len(s.Log.Records)
	for _, e := range []string{"d/ns/task/4/x", "d/ns/finalmark/a1", "d/ns/final/f", "d/ns/req/f"} {
		at(v, e)
		v.Render()
		v.Leave()
	}
	if len(s.Log.Records) != n {
		t.Fatalf("wrote %d records", len(s.Log.Records)-n)
	}
}

func TestTheDeadlineOfTheFirstProblemIsGivenToAll(t *testing.T) {
	s, v := stage(t)
	for _, id := range []string{"g", "h"} {
		s.Must(s.Apply(assess.AddFinding(s.View().District("ns"), id, assess.Problem, "named", "问题"+id)))
	}
	v.Reveal(assess.Place{District: "ns", Phase: assess.Summary, Entity: "d/ns/req/f"})
	s.Type(v.Object(), "期限", "2007-03-08")
	s.Box(v.Object(), "期限").Focus()
	s.Send(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: widgets.Ctrl | widgets.Shift})
	for _, f := range s.View().District("ns").Findings {
		if f.Deadline != "2007-03-08" {
			t.Errorf("%s: %q, %v", f.ID, f.Deadline, s.W.Failed)
		}
	}
}
