package rules_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/rules"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestTheListIsWalkedByKeys(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Reveal(assess.Place{Item: "a1"})
	s.Send(fyne.KeyDown)
	s.Send(fyne.KeyF2)
	if !s.Box(v.Object(), "内容").Focused() || s.Box(v.Object(), "内容").Text() != s.View().Standard.Item("a2").Text {
		t.Fatal("F2 does not go into the boxes of the row below")
	}
	if !v.Key(fyne.KeyEscape) || s.Box(v.Object(), "内容").Focused() {
		t.Fatal("Esc does not go back to the list")
	}
	s.Send(fyne.KeyDelete)
	if s.View().Standard.Item("a2") != nil {
		t.Fatal("Delete does not remove")
	}
}

func TestOnASmallWindowTheDetailCoversTheList(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	s.W.Show(v.Object(), 824, 540)
	v.Render()
	v.Reveal(assess.Place{Item: "a1"})
	if len(uitest.All[*widgets.Field](v.Object())) > 0 {
		t.Fatal("boxes beside the list")
	}
	s.Send(fyne.KeyReturn)
	if len(uitest.All[*widgets.Field](v.Object())) == 0 || !s.Box(v.Object(), "内容").Focused() {
		t.Fatal("Enter does not open the boxes")
	}
	v.Key(fyne.KeyEscape)
	if len(uitest.All[*widgets.Field](v.Object())) > 0 {
		t.Fatal("Esc does not go back")
	}
}

func TestWhatIsTypedGoesToTheItemItWasTypedFor(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Show("i/a1")
	write(s.Box(v.Object(), "内容"), "只属于一点一")
	v.Show("i/a2")
	a := s.View().Standard
	if a.Item("a1").Text != "只属于一点一" || a.Item("a2").Text == "只属于一点一" || s.Box(v.Object(), "内容").Text() != a.Item("a2").Text {
		t.Fatalf("%q, %q, the box has %q", a.Item("a1").Text, a.Item("a2").Text, s.Box(v.Object(), "内容").Text())
	}
}

func TestKeyItemAndMethodsAreTicked(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	s.W.Show(v.Object(), 1080, 1400)
	v.Show("i/a1")
	for _, label := range []string{"关键项", "打假监督员座谈会"} {
		test.Tap(uitest.Labelled(v.Object(), label).(*widgets.Tick))
	}
	i := s.View().Standard.Item("a1")
	if !i.Key || i.KeyFloor != 60 || len(i.Methods) != 3 || i.Methods[2] != string(standard.Symposium) {
		t.Fatalf("%+v", i)
	}
}

func TestEventsAndGradesAreRows(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	s.W.Show(v.Object(), 1080, 1000)
	v.Turn("general")
	sheets := uitest.All[*widgets.Sheet](v.Object())
	sheets[1].New()
	test.Type(sheets[1].Target(), "瞒报案件")
	v.Leave()
	if f := s.View().Standard.Forces; len(f) != 1 || f[0].Event != "瞒报案件" || f[0].Grade != "不合格" || f[0].ID == "" {
		t.Fatalf("%+v", f)
	}
	id := s.View().Standard.Forces[0].ID
	sheets[1].Go(0, 1)
	sheets[1].Focus()
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(sheets[1].Target(), "优良")
	v.Leave()
	if sheets[1].Told() == "" || s.View().Standard.Forces[0].Grade != "不合格" {
		t.Fatal("a grade that there is not was taken")
	}
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(sheets[1].Target(), "合格")
	v.Leave()
	if f := s.View().Standard.Forces; f[0].Grade != "合格" || f[0].ID != id {
		t.Fatalf("%+v", f)
	}
	sheets[0].Go(3, 1)
	sheets[0].Focus()
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(sheets[0].Target(), "85")
	v.Leave()
	if g := s.View().Standard.Grades; g[1].Name != "不合格" || g[1].From != 8500 {
		t.Fatalf("not in the order of their points: %+v", g)
	}
}

func TestTurnedKeepsTheWordsAndNothingElseThatIsNotNeeded(t *testing.T) {
	r := standard.Rule{Kind: standard.Each, Amount: 100, Floor: 50, What: "缺一项", Unit: "项"}
	for _, k := range standard.Kinds {
		got := rules.Turned(r, k, 500)
		if got.What != r.What || got.Floor != 0 || len(got.Lacks(500)) > 0 {
			t.Errorf("%s: %+v lacks %v", k, got, got.Lacks(500))
		}
	}
}
