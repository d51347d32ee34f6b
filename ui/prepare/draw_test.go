package prepare_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/prepare"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// fill writes into the box with a label above it.
func fill(s *uitest.Stage, v *prepare.Screen, label, text string) {
	s.T.Helper()
	f := v.Box(label)
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f.Target(), text)
	f.Flush()
}

func TestSubdistrictsAreDrawnOnceAndAgainOnlyWithAReason(t *testing.T) {
	s, v := open(t, assess.TabDraw)
	printed := ""
	v.OnPrint = func(d, x string) { printed = d + " " + x }
	v.Render()
	fill(s, v, "count", "1")
	s.Press(v.Object(), "抽签并记录")
	if len(ns(s).Draws) != 0 || v.Box("phrase").Told() == "" {
		t.Fatal("without a phrase nothing is drawn, and the box says so")
	}
	fill(s, v, "phrase", "秋高气爽")
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
	fill(s, v, "count", "1")
	fill(s, v, "phrase", "风和日丽")
	s.Press(v.Object(), "抽签并记录")
	if len(ns(s).Draws) != 1 || v.Box("why").Told() == "" {
		t.Fatal("the same list can't be drawn from again without a reason")
	}
	s.W.Show(v.Object(), 824, 540)
	v.Render()
	s.W.Shot("prepare-draw-again-824")
	fill(s, v, "why", "当天停电")
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
	v.Box("list").Put("工商\t一号\n工商\t二号\n质监") // as if pasted
	fill(s, v, "count", "1")
	fill(s, v, "phrase", "天高云淡")
	s.Press(v.Object(), "抽签并记录")
	if !strings.Contains(v.Box("list").Told(), "质监") || len(ns(s).Draws) != 0 {
		t.Fatalf("a line without a stratum: %q", v.Box("list").Told())
	}
	s.W.Shot("prepare-draw-error-1080")
	v.Box("list").Put("工商\t一号\n工商\t二号\n质监：三号")
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
