package prepare_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/prepare"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// open shows a tab of 南山区: one section of two items with two materials each, claimed, one of two persons assigned; and more sections.
func open(t *testing.T, tab string, sections ...string) (*uitest.Stage, *prepare.Screen) {
	t.Helper()
	s := uitest.Draft(t)
	e := assess.New("edit.standard")
	for _, id := range sections {
		e.Texts("std/sec/"+id, "title", id)
	}
	for _, i := range []string{"a1", "a2"} {
		e.Set("std/item/"+i, "materials", []string{"通知", "台账"}).Set("d/ns/claim/"+i, "points", nil)
	}
	s.Must(s.Apply(e))
	s.Harden()
	v := prepare.NewWith(s.Kit(), &fake.Clock{})
	s.W.OnChange = v.Render
	v.SetDistrict("ns")
	s.W.Show(v.Object(), 1080, 640)
	v.Reveal(assess.Place{District: "ns", Phase: assess.Preparation, Tab: tab})
	return s, v
}

func ns(s *uitest.Stage) *assess.District { return s.View().District("ns") }

// press sends keys to what has the keyboard.
func press(s *uitest.Stage, keys ...fyne.KeyName) {
	s.T.Helper()
	for _, k := range keys {
		if s.W.Canvas().Focused() == nil {
			s.T.Fatal("nothing has the keyboard")
		}
		s.W.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// typed types into what has the keyboard, which may change as one types.
func typed(s *uitest.Stage, text string) {
	s.T.Helper()
	for _, r := range text {
		s.W.Canvas().Focused().TypedRune(r)
	}
}

func TestSectionsAreAssignedByKeyboard(t *testing.T) {
	s, _ := open(t, assess.TabAssign)
	press(s, fyne.KeySpace) // 顾彧
	press(s, fyne.KeyRight, fyne.KeyReturn)
	if got := ns(s).Assigned["a"]; !slices.Equal(got, []string{"gu"}) {
		t.Fatalf("assigned %v", got)
	}
	s.Must(s.Use("li")) // a member does not plan
	press(s, fyne.KeySpace)
	if len(s.W.Failed) != 1 || !errors.Is(s.W.Failed[0], words.Refuse("role")) || len(ns(s).Assigned["a"]) != 1 {
		t.Fatalf("%v, assigned %v", s.W.Failed, ns(s).Assigned)
	}
}

func TestSectionsTakeTheAssessorsOfTheOneAbove(t *testing.T) {
	s, _ := open(t, assess.TabAssign, "b", "c")
	fill := func(m fyne.KeyModifier) {
		s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: m})
	}
	first := slices.Clone(ns(s).Assigned["a"])
	press(s, fyne.KeyDown)
	fill(fyne.KeyModifierControl)
	if got := ns(s).Assigned["b"]; len(first) == 0 || !slices.Equal(got, first) || len(ns(s).Assigned["c"]) != 0 {
		t.Fatalf("%v assigned as above, of %v; the next %v", got, first, ns(s).Assigned["c"])
	}
	press(s, fyne.KeyUp, fyne.KeySpace)
	fill(fyne.KeyModifierControl | fyne.KeyModifierShift)
	want := ns(s).Assigned["a"]
	if slices.Equal(want, first) || !slices.Equal(ns(s).Assigned["b"], want) || !slices.Equal(ns(s).Assigned["c"], want) {
		t.Fatalf("%v was given to all below, of %v", ns(s).Assigned, want)
	}
	s.Must(s.Use("li")) // a member does not plan
	fill(fyne.KeyModifierControl | fyne.KeyModifierShift)
	if len(s.W.Failed) != 1 || !slices.Equal(ns(s).Assigned["c"], want) {
		t.Fatalf("%v", s.W.Failed)
	}
}

func TestMaterialsAreTickedOffByDigits(t *testing.T) {
	s, v := open(t, assess.TabMaterial)
	typed(s, "12３")
	var got []string
	for _, m := range ns(s).Materials {
		got = append(got, m.State)
	}
	if want := []string{"got", "part", "none", ""}; !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
	press(s, fyne.KeyUp, fyne.KeyReturn)
	typed(s, "下周补")
	v.Leave()
	if m := ns(s).Materials[2]; m.Note != "下周补" || m.State != "none" {
		t.Fatalf("%+v", m)
	}
	if !v.Key(fyne.KeyEscape) {
		t.Fatal("Esc goes back to the list")
	}
	typed(s, "0")
	if m := ns(s).Materials[2]; m.Note != "下周补" || m.State != "" {
		t.Fatalf("%+v", m)
	}
	s.Press(v.Object(), "其余记为已收")
	for _, m := range ns(s).Materials {
		if m.State == "" {
			t.Fatalf("left: %+v", m)
		}
	}
	if len(s.W.Failed) > 0 {
		t.Fatal(s.W.Failed)
	}
}

func TestSelectedMaterialsAreTickedOffAtOnce(t *testing.T) {
	s, _ := open(t, assess.TabMaterial)
	s.SelectDown(2)
	typed(s, "1")
	var got []string
	for _, m := range ns(s).Materials {
		got = append(got, m.State)
	}
	if want := []string{"got", "got", "got", ""}; !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
	s.Must(s.Undo())
	if m := ns(s).Materials; m[0].State+m[1].State+m[2].State != "" {
		t.Error("not one undo")
	}
}

func TestOnlyMissingMaterialsAreShown(t *testing.T) {
	s, v := open(t, assess.TabMaterial)
	typed(s, "1123")
	chips := uitest.All[*widgets.Chips](v.Object())[0]
	chips.OnToggle("state/none", true)
	if list := uitest.All[*widgets.Lines[prepare.MaterialRow]](v.Object())[0]; len(list.Rows()) != 2 || list.Rows()[1].State != "none" {
		t.Fatalf("%+v", list.Rows())
	}
	v.Reveal(assess.Place{District: "ns", Phase: assess.Preparation, Entity: "d/ns/mat/a1/0"}) // which the filter hides
	if list := uitest.All[*widgets.Lines[prepare.MaterialRow]](v.Object())[0]; len(list.Rows()) != 5 {
		t.Fatalf("%+v", list.Rows())
	}
}

func TestClaimsAreEnteredDownTheList(t *testing.T) {
	s, v := open(t, assess.TabClaim)
	typed(s, "4.5")
	press(s, fyne.KeyReturn)
	typed(s, "=")
	d := ns(s)
	if d.Score("a1").Claim != 450 || d.Score("a2").Claim != 500 || d.Claimed.Total != 950 {
		t.Fatalf("%v %v of %v", d.Score("a1").Claim, d.Score("a2").Claim, d.Claimed.Total)
	}
	if !slices.ContainsFunc(uitest.Texts(v.Object()), func(x string) bool { return x == "自评合计 9.50 / 10.00" }) {
		t.Errorf("the sum is not said: %q", uitest.Texts(v.Object()))
	}
	press(s, fyne.KeyF2)
	typed(s, "会议两次")
	v.Leave()
	if x := ns(s).Score("a2"); x.ClaimNote != "会议两次" || x.Claim != 500 {
		t.Fatalf("%+v", x)
	}
}

func TestAClaimAboveTheItemIsRefusedAtItsBox(t *testing.T) {
	s, v := open(t, assess.TabClaim)
	typed(s, "50")
	press(s, fyne.KeyReturn)
	if ns(s).Score("a1").Claimed {
		t.Fatal("50 of 5 points were taken")
	}
	v.Leave()
	press(s, fyne.KeyEscape)
	typed(s, "3")
	press(s, fyne.KeyReturn)
	if got := ns(s).Score("a1").Claim; got != 300 {
		t.Fatalf("%v", got)
	}
	v.Reveal(assess.Place{District: "ns", Phase: assess.Preparation, Item: "a1", Tab: assess.TabClaim})
	press(s, fyne.KeyReturn)
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	press(s, fyne.KeyBackspace, fyne.KeyReturn)
	if ns(s).Score("a1").Claimed {
		t.Fatal("an empty box takes the claim away")
	}
}

func TestScheduleIsFilledInAndSorted(t *testing.T) {
	s, v := open(t, assess.TabPlan)
	line := func(cells ...string) {
		for _, c := range cells {
			typed(s, c)
			press(s, fyne.KeyReturn)
		}
	}
	line("2006-11-28", "9:00", "听汇报", "区政府", "李䶮")
	line("2006-11-27", "14:30", "座谈会", "街道办", "李䶮")
	line("20061127", "14:00-16:00", "查案卷", "工商局", "李䶮、顾彧")
	var got []string
	for _, x := range ns(s).Schedule {
		got = append(got, string(x.Day)[8:]+x.What+x.Where+x.Who)
	}
	if want := []string{"27查案卷工商局李䶮、顾彧", "27座谈会街道办李䶮", "28听汇报区政府李䶮"}; !slices.Equal(got, want) {
		t.Fatalf("%q, failed %v", got, s.W.Failed)
	}
	links := uitest.All[*widgets.Link](v.Object())
	if len(links) != 1 || !strings.Contains(links[0].Item().Text, "李䶮在2006-11-27同时要到两处") {
		t.Fatalf("%d clashes", len(links))
	}
	v.Reveal(assess.Place{District: "ns", Phase: assess.Preparation, Entity: ns(s).Schedule[1].Entity})
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierShortcutDefault})
	if n := len(ns(s).Schedule); n != 2 || len(uitest.All[*widgets.Link](v.Object())) != 0 {
		t.Fatalf("%d lines left", n)
	}
}

func TestRenderWritesNothing(t *testing.T) {
	s, v := open(t, assess.TabTask)
	for _, tab := range tabs {
		n := len(s.Log.Records)
		v.Reveal(assess.Place{District: "ns", Tab: tab})
		v.Render()
		v.Render()
		v.DoneAndNext()
		v.Leave()
		if tab == assess.TabTask {
			continue // where done ticks a task
		}
		if len(s.Log.Records) != n {
			t.Errorf("%s wrote %d records", tab, len(s.Log.Records)-n)
		}
	}
}

func TestSignedIsReadOnly(t *testing.T) {
	s, v := open(t, assess.TabMaterial)
	e := assess.Fields("edit.task", "d/ns/task/1/t1", "waived", "不用").Set("d/ns/sub/yh", "drawn", true)
	for _, i := range []string{"a1", "a2"} {
		e.Set("d/ns/claim/"+i, "points", 400).Texts("d/ns/mat/"+i+"/0", "state", "got").Texts("d/ns/mat/"+i+"/1", "state", "got")
	}
	s.Must(s.Apply(e))
	_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
	s.Must(err)
	v.Render()
	typed(s, "3")
	if ns(s).Materials[0].State != "got" || len(s.W.Failed) != 1 {
		t.Fatalf("%+v, %v", ns(s).Materials[0], s.W.Failed)
	}
	v.Reveal(assess.Place{District: "ns", Tab: assess.TabClaim})
	typed(s, "3=")
	if ns(s).Score("a1").Claim != 400 {
		t.Fatalf("%+v", ns(s).Score("a1"))
	}
	v.Reveal(assess.Place{District: "ns", Tab: assess.TabDraw})
	if uitest.Button(v.Object(), "抽签并记录") != nil {
		t.Fatal("a draw is offered")
	}
	s.Press(v.Object(), "重新开启…")
	if !slices.Equal(s.W.Signs, []string{"reopen ns prepare"}) {
		t.Fatalf("%q", s.W.Signs)
	}
}
