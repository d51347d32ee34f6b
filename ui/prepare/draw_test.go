package prepare_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/prepare"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestSubdistrictsAreDrawnOnceAndAgainOnlyWithAReason(t *testing.T) {
	s, v := open(t, assess.TabDraw)
	printed := ""
	v.OnPrint = func(d, x string) { printed = d + " " + x }
	v.Render()
	s.Type(v.Object(), "抽取个数", "1")
	s.Press(v.Object(), "抽签并记录")
	if len(ns(s).Draws) != 0 || s.Box(v.Object(), "短语").Told() == "" {
		t.Fatal("without a phrase nothing is drawn, and the box says so")
	}
	s.Type(v.Object(), "短语", "秋高气爽")
	s.Press(v.Object(), "抽签并记录")
	d := ns(s)
	if len(d.Draws) != 1 || !d.Draws[0].True() || d.Draws[0].Person != "gu" || d.Draws[0].Day != "2006-11-20" {
		t.Fatalf("%+v, failed %v", d.Draws, s.W.Failed)
	}
	for _, sub := range d.Subdistricts {
		if sub.Drawn != slices.Contains(d.Draws[0].Result, sub.Name) {
			t.Errorf("%s: %v", sub.Name, sub.Drawn)
		}
	}
	s.Type(v.Object(), "抽取个数", "1")
	s.Type(v.Object(), "短语", "风和日丽")
	s.Press(v.Object(), "抽签并记录")
	if len(ns(s).Draws) != 1 || s.Box(v.Object(), "重抽原因").Told() == "" {
		t.Fatal("the same list can't be drawn from again without a reason")
	}
	s.W.Show(v.Object(), 824, 540)
	v.Render()
	s.W.Shot("prepare-draw-again-824")
	s.Type(v.Object(), "重抽原因", "当天停电")
	s.Press(v.Object(), "抽签并记录")
	if d = ns(s); len(d.Draws) != 2 || d.Draws[1].Why != "当天停电" || !d.Draws[0].True() {
		t.Fatalf("%+v", d.Draws)
	}
	if !slices.ContainsFunc(uitest.Texts(v.Object()), func(x string) bool { return x == "同一名单第2次抽签。重抽原因：当天停电" }) {
		t.Errorf("not said: %q", uitest.Texts(v.Object()))
	}
	s.Press(v.Object(), "打印抽签记录")
	if printed != "ns "+ns(s).Draws[1].ID {
		t.Errorf("printed %q", printed)
	}
}

func TestAListIsDrawnInStrata(t *testing.T) {
	s, v := open(t, assess.TabDraw)
	uitest.All[*widgets.Pick](v.Object())[0].Choose("text")
	for _, tick := range uitest.All[*widgets.Tick](v.Object()) {
		if strings.HasPrefix(tick.Text, "分层") {
			test.Tap(tick)
		}
	}
	s.Box(v.Object(), "名单，一行一个").Put("工商\t一号\n工商\t二号\n质监") // as if pasted
	s.Type(v.Object(), "抽取个数", "1")
	s.Type(v.Object(), "短语", "天高云淡")
	s.Press(v.Object(), "抽签并记录")
	if !strings.Contains(s.Box(v.Object(), "名单，一行一个").Told(), "质监") || len(ns(s).Draws) != 0 {
		t.Fatalf("a line without a stratum: %q", s.Box(v.Object(), "名单，一行一个").Told())
	}
	s.W.Shot("prepare-draw-error-1080")
	s.Box(v.Object(), "名单，一行一个").Put("工商\t一号\n工商\t二号\n质监：三号")
	s.W.Deny = true
	s.Press(v.Object(), "抽签并记录")
	if len(ns(s).Draws) != 0 {
		t.Fatal("drawn against a no")
	}
	s.W.Deny = false
	s.Press(v.Object(), "抽签并记录")
	d := ns(s)
	if len(d.Draws) != 1 || len(d.Draws[0].Result) != 2 || !d.Draws[0].Strata || d.Draws[0].List[2] != "质监\t三号" || d.Subdistricts[0].Drawn || d.Subdistricts[1].Drawn {
		t.Fatalf("%+v, failed %v", d.Draws, s.W.Failed)
	}
}

func TestADrawThatIsFilledInIsThereAgainAfterTheProgramWasKilled(t *testing.T) {
	s, v := open(t, assess.TabDraw)
	s.Choose(v.Object(), "从哪里抽", "另列名单（案卷、案件等）")
	s.Type(v.Object(), "名单，一行一个", "甲\n乙\n丙")
	s.Type(v.Object(), "短语", "秋高气爽")
	s.Reload()
	s.Must(s.Use("gu"))
	v = prepare.New(s.Kit())
	s.Opened(v, "ns")
	v.Reveal(assess.Place{District: "ns", Phase: assess.Preparation, Tab: assess.TabDraw})
	if list, phrase := s.Box(v.Object(), "名单，一行一个").Text(), s.Box(v.Object(), "短语").Text(); list != "甲\n乙\n丙" || phrase != "秋高气爽" {
		t.Fatalf("%q %q", list, phrase)
	}
	s.Press(v.Object(), "抽签并记录")
	if len(ns(s).Draws) != 1 || s.Setting("draft/d/ns/draw") != "" {
		t.Errorf("%d draws, failed %v; a draft is left: %q", len(ns(s).Draws), s.W.Failed, s.Setting("draft/d/ns/draw"))
	}
}
