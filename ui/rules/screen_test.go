package rules_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	builtin "kaohe/assets/standard"
	"kaohe/ui/rules"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// write types into a box, as a person who first selects all that is there.
func write(f *widgets.Field, text string) {
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f.Target(), text)
}

func shown(v *rules.Screen, text string) bool {
	return slices.ContainsFunc(uitest.Texts(v.Object()), func(s string) bool { return strings.Contains(s, text) })
}

func TestTheBuiltInStandardIsWholeAndCanBeFrozenAsItIs(t *testing.T) {
	s := uitest.Empty(t, nil)
	v, _ := open(s)
	s.Press(v.Object(), "载入内置标准（示例）")
	if l := s.View().Standard.Check(); len(l) > 0 || len(s.View().Standard.Items()) != 45 {
		t.Fatalf("%d items, lacking %v", len(s.View().Standard.Items()), l)
	}
	s.Press(v.Object(), "定稿…")
	pin := s.W.Canvas().Focused()
	test.Type(pin, "000000")
	pin.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.View().Standard.Frozen || s.W.Canvas().Overlays().Top() == nil {
		t.Fatal("a wrong PIN froze it, or closed the question")
	}
	s.W.Shot("rules-pin-wrong")
	test.Type(pin, uitest.PIN)
	pin.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !s.View().Standard.Frozen || s.W.Canvas().Overlays().Top() != nil {
		t.Fatal("not frozen, or the question is still there")
	}
	if !shown(v, "已定稿") || !shown(v, "顾彧") || uitest.Button(v.Object(), "定稿…") != nil {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
}

func TestATextIsWrittenInAPauseAndUndone(t *testing.T) {
	s := built(t)
	v, clock := open(s)
	v.Show("i/a1")
	was := s.View().Standard.Item("a1").Text
	write(s.Box(v.Object(), "内容"), "改过的内容")
	if s.View().Standard.Item("a1").Text != was {
		t.Fatal("written at a key")
	}
	clock.Turn(widgets.Pause)
	if s.View().Standard.Item("a1").Text != "改过的内容" {
		t.Fatal("not written after the pause")
	}
	s.Must(s.Undo())
	v.Render()
	if s.Box(v.Object(), "内容").Text() != was {
		t.Fatalf("the box shows %q", s.Box(v.Object(), "内容").Text())
	}
}

func TestTheTotalIsCheckedAsOneTypes(t *testing.T) {
	s := built(t)
	v, clock := open(s)
	v.Show("i/a1")
	write(s.Box(v.Object(), "分值"), "3.5")
	clock.Turn(widgets.Pause)
	if !shown(v, "101.50 / 100.00") || !shown(v, "分值合计101.50分，应为100.00分") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	if b := uitest.Button(v.Object(), "定稿…"); b == nil || !b.Disabled() {
		t.Fatal("it can be frozen")
	}
	write(s.Box(v.Object(), "分值"), "很多")
	v.Leave()
	if s.Box(v.Object(), "分值").Told() == "" || s.View().Standard.Item("a1").Points != 350 {
		t.Fatal("no word beside the box, or it was written")
	}
}

func TestAKindShowsItsParametersOnly(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Show("i/a1")
	kind := uitest.Labelled(v.Object(), "评分办法").(*widgets.Pick)
	for k, labels := range map[standard.Kind][]string{
		standard.Each: {"每次分值", "最低分"}, standard.Percent: {"应达到", "每档", "上限"}, standard.Tiers: {"档次"}, standard.Binary: nil,
	} {
		kind.Choose(string(k))
		if s.View().Standard.Item("a1").Rule.Kind != k {
			t.Fatalf("%s was not written", k)
		}
		for _, l := range []string{"每次分值", "最低分", "应达到", "每档", "上限", "档次"} {
			want := slices.Contains(labels, l) || k == standard.Percent && (l == "每次分值" || l == "最低分")
			if shown := slices.Contains(uitest.Texts(v.Object()), l); shown != want {
				t.Errorf("%s: %q shown is %v", k, l, shown)
			}
		}
		if l := s.View().Standard.Item("a1").Rule.Lacks(200); len(l) > 0 {
			t.Errorf("%s begins with a rule that lacks %v", k, l)
		}
	}
}

func TestTrialScoresByHandAndWritesNothing(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Show("i/a3")
	n := len(s.Log.Records)
	f := s.Box(v.Object(), "发生次数 个街道")
	write(f, "2")
	f.Flush()
	if !shown(v, "从3.00分起，每次扣1.00分，扣2次，得1.00分") || len(s.Log.Records) != n {
		t.Fatalf("%d records more, %q", len(s.Log.Records)-n, uitest.Texts(v.Object()))
	}
}

func TestNewItemStandsBehindTheOneAtHand(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Show("i/a2")
	v.New()
	items := s.View().Standard.Section("a").Items
	if len(items) != 8 || items[2].Code != "1.3" || items[2].Text != "" || items[3].ID != "a3" || items[3].Code != "1.4" {
		t.Fatalf("%+v", items[2])
	}
	if !s.Box(v.Object(), "内容").Focused() || !shown(v, "没有写内容") {
		t.Fatal("the keyboard is elsewhere, or what is lacking is not said beside the box")
	}
	v.DoneAndNext()
	if s.Box(v.Object(), "内容").Text() != items[3].Text {
		t.Fatalf("the next is %q", s.Box(v.Object(), "内容").Text())
	}
}

func TestANewSectionIsAtHand(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Show("i/a2")
	s.W.Answer = "新的一栏"
	s.Press(v.Object(), "一级指标")
	if f := s.Box(v.Object(), "名称"); !f.Focused() || f.Text() != "新的一栏" {
		t.Errorf("the keyboard is at %T; the box has %q", s.W.Canvas().Focused(), f.Text())
	}
}

func TestMovingAndRemoving(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Show("i/a1")
	s.Press(v.Object(), "下移")
	if got := s.View().Standard.Section("a").Items; got[0].ID != "a2" || got[0].Code != "1.1" || got[1].Code != "1.2" {
		t.Fatalf("%s %s", got[0].ID, got[0].Code)
	}
	s.Press(v.Object(), "删除")
	if s.View().Standard.Item("a1") != nil {
		t.Fatal("a1 still stands")
	}
	s.Must(s.Undo())
	if i := s.View().Standard.Item("a1"); i == nil || i.Code != "1.2" {
		t.Fatalf("%+v", i)
	}
	s.W.Deny = true
	v.Show("s/b")
	s.Press(v.Object(), "删除")
	if s.View().Standard.Section("b") == nil {
		t.Fatal("removed without a yes")
	}
}

func TestAMemberReadsOnly(t *testing.T) {
	s := built(t)
	s.Must(s.Use("li"))
	v, _ := open(s)
	if len(uitest.All[*widgets.Field](v.Object())) > 1 || uitest.Button(v.Object(), "项目") != nil || uitest.Button(v.Object(), "定稿…") != nil {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	v.New()
	if len(s.W.Failed) != 1 || !errors.Is(s.W.Failed[0], words.Refuse("role")) {
		t.Fatal(s.W.Failed)
	}
}

func TestANewVersionIsShownBeforeItIsTaken(t *testing.T) {
	s := uitest.Sample(t)
	v, _ := open(s)
	s.Press(v.Object(), "另立新版本…")
	if s.View().NextStandard == nil || !shown(v, "与现行版本相同") {
		t.Fatal("no draft, or nothing said of its version")
	}
	version := s.Box(v.Object(), "版本")
	version.Focus()
	write(version, "2006-2")
	v.Leave()
	s.Must(s.Apply(assess.SetItem(assess.NextTable, "a3", "points", int64(100)).Set("nstd/item/a4", "points", 400)))
	v.Render()
	mark := s.View().District("futian").Score("a3").Mark
	v.Turn("diff")
	v.ShowDiff("a3")
	if !shown(v, "修改2项") || !shown(v, "按新办法计 1.00") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	s.Press(v.Object(), "采用新版本…")
	s.W.Shot("rules-pin-take")
	pin := s.W.Canvas().Focused()
	test.Type(pin, uitest.PIN)
	pin.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	a := s.View()
	if a.Standard.Version != "2006-2" || a.NextStandard != nil || a.District("futian").Score("a3").Mark != mark {
		t.Fatalf("%q, mark %v", a.Standard.Version, a.District("futian").Score("a3").Mark)
	}
}

func TestGradesGoByRank(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Turn("general")
	s.Choose(v.Object(), "定等办法", "按名次")
	if r := s.View().Standard.Ranks; len(r) != 4 || r[0].Upto != 1 || r[3].Upto != 0 || len(s.View().Standard.Check()) > 0 {
		t.Fatalf("%+v %v", r, s.View().Standard.Check())
	}
	s.Choose(v.Object(), "定等办法", "按分数（百分制）")
	if len(s.View().Standard.Ranks) > 0 || len(s.View().Standard.Grades) != 4 {
		t.Fatal("thresholds are gone")
	}
}

func TestLoadingReplacesWhatThereIs(t *testing.T) {
	s := uitest.Draft(t)
	v := rules.New(s.Kit(), s, builtin.Builtin)
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 900)
	v.Turn("general")
	s.Press(v.Object(), "改用内置标准（示例）…")
	if a := s.View().Standard; len(a.Items()) != 45 || a.Item("a1").Text == "项目a1" || len(a.Check()) > 0 {
		t.Fatalf("%d items, lacking %v", len(a.Items()), a.Check())
	}
}

func TestACapThatIsEmptiedIsNone(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	v.Turn("general")
	s.Type(v.Object(), "加分上限", "")
	v.Leave()
	if a := s.View(); a.Standard.Bonus != 0 || len(s.W.Failed) > 0 {
		t.Errorf("%v, failed %v", a.Standard.Bonus, s.W.Failed)
	}
	s.Type(v.Object(), "加分上限", "２.5")
	v.Leave()
	if got := s.View().Standard.Bonus; got != 250 {
		t.Errorf("%v", got)
	}
}

func TestWhatHoldsForTheWholeIsReadWhereItCantBeWritten(t *testing.T) {
	s := built(t)
	s.Must(s.Use("li"))
	v, _ := open(s)
	v.Turn("general")
	for _, text := range []string{"2006-示例", "分值摊到同一指标的其他项目", "3.00分", "按分数（百分制）", "优秀：90.00 分以上"} {
		if !shown(v, text) {
			t.Errorf("%q is not shown", text)
		}
	}
	if shown(v, "限定等次") || len(uitest.All[*widgets.Sheet](v.Object())) > 0 {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}
