package rectify_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"kaohe/app/assess"
	"kaohe/ui/rectify"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// open shows one district's page, with a problem whose deadline was on 2006-11-10.
func open(t *testing.T, district string) (*uitest.Stage, *rectify.Screen) {
	t.Helper()
	s := uitest.Small(t)
	e := assess.AddFinding(s.View().District("ns"), "f", assess.Problem, "named", "两个街道没有签订责任书")
	s.Must(s.Apply(e.Texts("d/ns/req/f", "requirement", "补签责任书", "deadline", "2006-11-10", "responsible", "南山区打假办")))
	v := rectify.NewWith(s.Kit(), &fake.Clock{})
	s.W.OnChange = v.Render
	v.SetDistrict(district)
	s.W.Show(v.Object(), 1080, 640)
	v.Render()
	return s, v
}

func item(s *uitest.Stage) *assess.Finding { return s.View().District("ns").Finding("f") }

// answer fills the form on screen and hands it in.
func answer(s *uitest.Stage, values ...string) {
	s.T.Helper()
	top := s.W.Canvas().Overlays().Top()
	if top == nil {
		s.T.Fatal("nothing is asked")
	}
	for i, f := range uitest.All[*widgets.Field](top) {
		if i < len(values) {
			f.Target().(interface{ SetText(string) }).SetText(values[i])
		}
	}
	s.Press(top, "登记")
}

func texts(v *rectify.Screen) string { return strings.Join(uitest.Texts(v.Object()), "\n") }

func TestAnItemIsReportedReturnedAndClosed(t *testing.T) {
	s, v := open(t, "ns")
	if !strings.Contains(texts(v), "逾期10天") {
		t.Errorf("ten days late is not said: %s", texts(v))
	}
	s.Press(v.Object(), "报告完成…")
	s.W.Shot("rectify-form")
	answer(s, "李䶮", "已补签", "责任书两份")
	if f := item(s); f.RectState() != "reported" || f.Rectification.Reported != "li" || len(f.Progress) != 1 || f.Progress[0].Proof != "责任书两份" {
		t.Fatalf("%+v %+v", f.Rectification, f.Progress)
	}
	s.W.Answer = "缺一份责任书"
	s.Press(v.Object(), "退回…")
	if f := item(s); f.RectState() != "open" || f.Rectification.Reason != "缺一份责任书" || len(f.Progress) != 2 || f.Progress[1].Text != "退回：缺一份责任书" {
		t.Fatalf("%+v %+v", f.Rectification, f.Progress)
	}
	s.W.Shot("rectify-returned")
	s.Press(v.Object(), "报告完成…")
	answer(s, "李䶮")
	s.Must(s.Use("li"))
	v.Render()
	s.Press(v.Object(), "销号…")
	if len(s.W.Failed) != 1 || item(s).RectState() != "reported" {
		t.Fatalf("who reported it closed it: %v", s.W.Failed)
	}
	s.Must(s.Use("gu"))
	v.Render()
	s.Press(v.Object(), "销号…")
	top := s.W.Canvas().Overlays().Top()
	s.Press(top, "销号")
	if item(s).RectState() != "reported" || !uitest.Says(top, "请填写") {
		t.Fatalf("closed without a check: %q", uitest.Texts(top))
	}
	s.W.Shot("rectify-close")
	s.Type(top, "核查情况", "抽看三份责任书，均已补签")
	s.Press(top, "销号")
	if r := item(s).Rectification; r.State != "closed" || r.Checker != "gu" || r.Checked != "抽看三份责任书，均已补签" {
		t.Fatalf("%+v", r)
	}
	if !strings.Contains(texts(v), "核查情况：抽看三份责任书，均已补签") {
		t.Errorf("what was checked is not shown: %s", texts(v))
	}
	s.W.Answer = "又有街道没有签"
	s.Press(v.Object(), "重新整改…")
	if r := item(s).Rectification; r.State != "open" || r.Checker != "" {
		t.Fatalf("%+v", r)
	}
}

func TestALongOneNeedsAPlan(t *testing.T) {
	s, v := open(t, "ns")
	s.Choose(v.Object(), "整改方式", "长期整改")
	s.W.Answer = "分三年"
	s.Press(v.Object(), "转入下轮…")
	if len(s.W.Failed) != 1 || item(s).RectState() != "open" {
		t.Fatalf("carried over without a plan: %v", s.W.Failed)
	}
	s.Type(v.Object(), "整改措施", "分三步推进")
	v.Leave()
	s.Press(v.Object(), "增加阶段目标…")
	answer(s, "明年", "补签责任书")
	if len(item(s).Milestones) != 0 {
		t.Fatal("a day that is none was taken")
	}
	answer(s, "2006-11-15", "补签责任书")
	if m := item(s).Milestones; len(m) != 1 || m[0].Day != "2006-11-15" {
		t.Fatalf("%+v", m)
	}
	uitest.All[*widgets.Tick](v.Object())[0].SetChecked(true)
	if !item(s).Milestones[0].Done {
		t.Fatal("not ticked")
	}
	s.Press(v.Object(), "转入下轮…")
	if r := item(s).Rectification; r.State != "carried" || r.Reason != "分三年" || r.Measures != "分三步推进" {
		t.Fatalf("%+v", r)
	}
}

func TestProgressIsRecorded(t *testing.T) {
	s, v := open(t, "ns")
	v.New()
	answer(s, "2006-11-18", "")
	if len(item(s).Progress) != 0 {
		t.Fatal("an empty entry was taken")
	}
	answer(s, "2006-11-18", "一个街道已补签", "责任书一份")
	p := item(s).Progress
	if len(p) != 1 || p[0].Day != "2006-11-18" || p[0].Person != "gu" || p[0].Proof != "责任书一份" {
		t.Fatalf("%+v", p)
	}
	if !strings.Contains(texts(v), "顾彧　一个街道已补签") {
		t.Errorf("not shown: %s", texts(v))
	}
}

func TestPlacesAndTabs(t *testing.T) {
	s, v := open(t, "ns")
	v.Reveal(assess.Place{District: "ns", Phase: assess.Rectification, Entity: "d/ns/rect/f"})
	if b, ok := s.W.Canvas().Focused().(*widgets.Button); !ok || b.Text != "报告完成…" {
		t.Errorf("the keyboard is at %T", s.W.Canvas().Focused())
	}
	v.Step(1)
	if !strings.Contains(texts(v), "签字…") {
		t.Errorf("no signature: %s", texts(v))
	}
	v.SetDistrict("")
	if strings.Contains(texts(v), "签字…") || !strings.Contains(texts(v), "两个街道没有签订责任书") {
		t.Errorf("the ledger over all shows %s", texts(v))
	}
	before := len(uitest.Texts(v.Object()))
	v.Render()
	if len(uitest.Texts(v.Object())) != before {
		t.Error("rendering twice is not the same as once")
	}
	v.Filter()
	if _, ok := s.W.Canvas().Focused().(uitest.Listing); !ok { // one row has no box to look for it
		t.Errorf("the list has no keyboard: %T", s.W.Canvas().Focused())
	}
}

func TestEmptyLedgerSaysWhatBelongsHere(t *testing.T) {
	s := uitest.Small(t)
	v := rectify.New(s.Kit())
	s.W.Show(v.Object(), 824, 540)
	v.Render()
	if !uitest.Says(v.Object(), "还没有整改事项") {
		t.Errorf("%s", texts(v))
	}
}

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v := rectify.New(s.Kit())
	s.W.OnChange = v.Render
	for _, size := range [][2]float32{{1080, 640}, {824, 540}} {
		s.W.Show(v.Object(), size[0], size[1])
		for _, at := range []string{"", "longgang p3", "longgang p5", "longgang p2", "futian"} {
			d, f, _ := strings.Cut(at, " ")
			v.SetDistrict(d)
			v.Render()
			if f != "" {
				v.Reveal(assess.Place{District: d, Phase: assess.Rectification, Entity: assess.Path("d", d, "rect", f)})
			}
			s.W.Shot(fmt.Sprintf("rectify-%s-%.0f", strings.ReplaceAll(at, " ", "-"), size[0]))
		}
		v.SetDistrict("longgang")
		v.Step(1)
		s.W.Shot(fmt.Sprintf("rectify-tasks-%.0f", size[0]))
		v.Step(1)
		for _, text := range uitest.Texts(v.Object()) {
			if strings.HasPrefix(text, "rectify.") {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
}
