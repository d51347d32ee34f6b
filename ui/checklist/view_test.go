package checklist_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/checklist"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func open(s *uitest.Stage, p assess.Phase) *checklist.Screen {
	v, _ := openWith(s, p, &fake.Clock{})
	return v
}

func openWith(s *uitest.Stage, p assess.Phase, clock *fake.Clock) (*checklist.Screen, *fake.Clock) {
	v := checklist.NewWith(s.Kit(), clock)
	s.W.OnChange = v.Render
	v.SetPlace("ns", p)
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	return v, clock
}

func TestATextIsWrittenInAPause(t *testing.T) {
	s := uitest.Small(t)
	v, clock := openWith(s, assess.Preparation, &fake.Clock{})
	write(fields(v)[0], "收取自评表")
	if task(s).What != "收取自查报告" {
		t.Fatal("written at a key")
	}
	clock.Turn(widgets.Pause)
	if task(s).What != "收取自评表" || fields(v)[0].Text() != "收取自评表" {
		t.Fatalf("%+v", task(s))
	}
}

// texts that a text box shows.
func fields(v *checklist.Screen) []*widgets.Field { return uitest.All[*widgets.Field](v.Object()) }

func task(s *uitest.Stage) *assess.Task { return s.View().District("ns").Tasks[0] }

// write types into a box, as a person who first selects all that is there.
func write(f *widgets.Field, text string) {
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f.Target(), text)
}

func TestTaskIsEditedInPlace(t *testing.T) {
	s := uitest.Small(t)
	v := open(s, assess.Preparation)
	test.Tap(uitest.All[*widgets.Tick](v.Object())[0])
	if !task(s).Done {
		t.Fatal("not ticked")
	}
	test.Tap(uitest.All[*widgets.Tick](v.Object())[0])
	write(fields(v)[0], "收取自查报告和自评表")
	v.Leave()
	if got := task(s); got.Done || got.What != "收取自查报告和自评表" {
		t.Fatalf("%+v", got)
	}
	write(fields(v)[1], "2006年12月1日")
	v.Leave()
	uitest.All[*widgets.Pick](v.Object())[0].Choose("gu")
	if got := task(s); got.Due != "2006-12-01" || got.Who != "gu" {
		t.Fatalf("%+v", got)
	}
	if len(s.W.Failed) > 0 {
		t.Fatal(s.W.Failed)
	}
}

func TestRenderWritesNothing(t *testing.T) {
	s := uitest.Small(t)
	problem(s, "f")
	v := checklist.NewWith(s.Kit(), nil)
	for _, p := range []assess.Phase{assess.Preparation, assess.Onsite, assess.Consultation, assess.Summary, assess.Rectification} {
		v.SetPlace("ns", p)
		n := len(s.Log.Records)
		v.Render()
		v.Render()
		v.Leave()
		if len(s.Log.Records) != n {
			t.Errorf("rendering %s wrote %d records", p.Key(), len(s.Log.Records)-n)
		}
	}
}

func TestTasksAreAddedWaivedAndRemoved(t *testing.T) {
	s := uitest.Small(t)
	v := open(s, assess.Preparation)
	s.W.Answer = "打印评分表"
	v.New()
	if tasks := s.View().District("ns").Tasks; len(tasks) != 2 || tasks[1].What != "打印评分表" && tasks[0].What != "打印评分表" {
		t.Fatalf("%+v", tasks)
	}
	for _, r := range "2006-11-25" { // the caret is in what the new one lacks
		s.W.Canvas().Focused().TypedRune(r)
	}
	s.Key(fyne.KeyReturn)
	for _, x := range s.View().District("ns").Tasks {
		if x.What == "打印评分表" && x.Due != "2006-11-25" || x.What != "打印评分表" && x.Due != "2006-11-01" {
			t.Errorf("%s is due on %s", x.What, x.Due)
		}
	}
	s.W.Answer = "该区已有"
	menu := func(i int) {
		t.Helper()
		buttons := uitest.All[*widgets.Button](v.Object())
		at := slices.IndexFunc(buttons, func(b *widgets.Button) bool { return b.Text == "" })
		test.Tap(buttons[at])
		top := s.W.Canvas().Overlays().Top()
		for range i + 1 {
			s.W.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		s.W.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if s.W.Canvas().Overlays().Top() == top {
			t.Fatal("the menu stayed")
		}
	}
	first := task(s).ID
	menu(0)
	if task(s).Waived != "该区已有" {
		t.Fatalf("%+v", task(s))
	}
	menu(0)
	if task(s).Waived != "" {
		t.Fatalf("not taken up again: %+v", task(s))
	}
	menu(2)
	if left := s.View().District("ns").Tasks; len(left) != 1 || left[0].ID == first {
		t.Fatalf("%+v", left)
	}
}

func TestARefusedEditShowsWhatStands(t *testing.T) {
	s := uitest.Small(t)
	v := open(s, assess.Preparation)
	s.W.OnChange = nil // the page does not hear of it
	s.Must(s.Use(""))
	s.W.OnChange = v.Render
	test.Tap(uitest.All[*widgets.Tick](v.Object())[0])
	if len(s.W.Failed) != 1 || task(s).Done || uitest.All[*widgets.Tick](v.Object())[0].Checked {
		t.Fatalf("failed %v, done %v", s.W.Failed, task(s).Done)
	}
}

func TestRectificationLeadsToItsPage(t *testing.T) {
	s := uitest.Small(t)
	problem(s, "f")
	v := open(s, assess.Rectification)
	v.Reveal(assess.Place{District: "ns", Phase: assess.Rectification, Entity: "d/ns/rect/f"})
	for _, l := range uitest.All[*widgets.Link](v.Object()) {
		if strings.Contains(l.Item().Note, "逾期") {
			test.Tap(l)
			if want := (assess.Place{District: "ns", Phase: assess.Rectification, Entity: "d/ns/rect/f"}); len(s.W.Went) != 1 || s.W.Went[0] != want {
				t.Fatalf("went to %+v", s.W.Went)
			}
			return
		}
	}
	t.Fatalf("ten days late is not said: %q", uitest.Texts(v.Object()))
}

func TestSignPanel(t *testing.T) {
	s := uitest.Small(t)
	s.Second()
	v := open(s, assess.Preparation)
	if b := uitest.Button(v.Object(), "签字…"); b == nil || !b.Disabled() {
		t.Fatal("what is blocked can't be signed")
	}
	test.Tap(uitest.All[*widgets.Link](v.Object())[0])
	if len(s.W.Went) != 1 || s.W.Went[0].Entity != "d/ns/task/1/t1" {
		t.Fatalf("a blocker leads to %+v", s.W.Went)
	}
	ready(s)
	v.Render()
	s.Press(v.Object(), "签字…")
	_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
	s.Must(err)
	v.Render()
	s.W.Shot("panel-signed")
	s.Press(v.Object(), "重新开启…")
	if uitest.Button(v.Object(), "补签…") != nil || len(fields(v)) != 0 {
		t.Fatal("a signed phase is read only, and needs no further signature")
	}
	s.Elsewhere("gu", ledger.Op{Entity: "d/ns/sub/zs", Field: "drawn", Value: ledger.Of(true)})
	v.Render()
	s.W.Shot("panel-changed")
	s.Press(v.Object(), "补签…")
	if want := []string{"sign ns prepare", "reopen ns prepare", "sign ns prepare"}; !slices.Equal(s.W.Signs, want) {
		t.Fatalf("asked for %q", s.W.Signs)
	}
}

func TestRevealPutsTheKeyboardOnTheTask(t *testing.T) {
	s := uitest.Small(t)
	v := open(s, assess.Preparation)
	v.Reveal(assess.Place{District: "ns", Phase: assess.Preparation, Tab: assess.TabTask, Entity: "d/ns/task/1/t1"})
	if s.W.Canvas().Focused() != fyne.Focusable(uitest.All[*widgets.Tick](v.Object())[0]) {
		t.Fatalf("the keyboard is at %T", s.W.Canvas().Focused())
	}
	v.DoneAndNext()
	if !task(s).Done {
		t.Fatal("not ticked")
	}
}

func TestManyLongTasksAreShownWhole(t *testing.T) {
	s := uitest.Small(t)
	for range 25 {
		s.Must(s.Apply(assess.AddTask(s.View().District("ns"), assess.Preparation, s.NewID(),
			"把去年考核中指出的问题逐项列成清单，连同各街道办事处报来的整改情况和佐证材料一并送考核小组审阅", "li", "2006-11-10")))
	}
	v := open(s, assess.Preparation)
	s.W.Shot("checklist-long")
	s.W.Show(v.Object(), 824, 560)
	s.W.Shot("checklist-long-824")
}

func TestATaskTakesTheDayOfTheOneAbove(t *testing.T) {
	s := uitest.Small(t)
	s.Must(s.Apply(assess.AddTask(s.View().District("ns"), assess.Preparation, "t2", "收取自评表", "", "")))
	v := open(s, assess.Preparation)
	fields(v)[3].Focus()
	s.Send(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: widgets.Ctrl})
	if got := s.View().District("ns").Tasks[1].Due; got != "2006-11-01" {
		t.Errorf("%q", got)
	}
}
