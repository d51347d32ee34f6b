package widgets

import (
	"context"
	"errors"
	"testing"
	"time"

	"kaohe/ui/uitest/fake"

	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestGridKeysAndTaps(t *testing.T) {
	var got []string
	g := sampleGrid()
	g.OnOpen = func(row, col string) { got = append(got, row+col) }
	c := lay(t, g, 900, 260)
	g.Focus()
	press(g, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn, fyne.KeyHome, fyne.KeyEnter, fyne.KeyEnd, fyne.KeySpace, fyne.KeyUp, fyne.KeyUp)
	test.TapCanvas(c, fyne.NewPos(60, 40))
	want(t, got, "罗湖区2", "罗湖区", "罗湖区5", "福田区")
	g.Put(nil, nil)
	press(g, fyne.KeyReturn, fyne.KeyDown)
	want(t, got, "罗湖区2", "罗湖区", "罗湖区5", "福田区")
}

func TestChipsToggle(t *testing.T) {
	var got []string
	s := NewChips()
	s.OnToggle = func(key string, on bool) { got = append(got, key+map[bool]string{true: "+", false: "-"}[on]) }
	s.Put(Chip{"a", "未评", 12}, Chip{"b", "有扣分", 8})
	lay(t, s, 400, 40)
	s.Turn("b", true)
	s.Focus()
	press(s, fyne.KeySpace, fyne.KeyRight, fyne.KeyReturn)
	test.Tap(s.cells[0])
	want(t, got, "a+", "b-", "a-")
	s.Put(Chip{"a", "未评", 3})
	press(s, fyne.KeySpace)
	want(t, got, "a+", "b-", "a-", "a+")
}

func TestTabsPickAndStep(t *testing.T) {
	var got []string
	s := NewTabs()
	s.OnPick = func(key string) { got = append(got, key) }
	s.Put(Tab{"a", "打分", -1}, Tab{"b", "记录", 60}, Tab{"c", "发现", 3})
	lay(t, s, 400, 40)
	s.Pick("b")
	s.Step(1)
	s.Step(1)
	s.Focus()
	press(s, fyne.KeyRight, fyne.KeyReturn, fyne.KeyReturn)
	want(t, got, "c", "a", "b")
}

func TestStepsPick(t *testing.T) {
	var got []string
	s := NewSteps()
	s.OnPick = func(key string) { got = append(got, key) }
	s.Put(Step{"1", "准备", theme.Signed, "已签字", ""}, Step{"2", "现场", theme.Underway, "进行中", "3/12"})
	s.Pick("1")
	lay(t, s, 400, 80)
	s.Focus()
	press(s, fyne.KeyRight, fyne.KeyReturn)
	test.Tap(s.cells[0])
	want(t, got, "2", "1")
}

func TestButtonEnterAndPassing(t *testing.T) {
	var got []string
	b := NewButton("打印", theme.IconPrint, func() { got = append(got, "pressed") })
	c := lay(t, b, 100, 40)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, string(e.Name)) })
	c.Focus(b)
	press(b, fyne.KeyReturn, fyne.KeySpace, fyne.KeyF1)
	b.Able(false)
	press(b, fyne.KeyReturn)
	want(t, got, "pressed", "pressed", "F1")
}

func TestSplitCoversAndGoesBack(t *testing.T) {
	l := sampleLines()
	turns := 0
	s := NewSplit(l, canvas.NewRectangle(theme.Colour(theme.Paper)), "返回")
	s.OnTurn = func() { turns++ }
	c := lay(t, s, 1100, 400)
	turns = 0
	if s.Narrow() || !l.Visible() || !s.detail.Visible() || s.Back() {
		t.Error("wide: not side by side")
	}
	s.Resize(fyne.NewSize(700, 400))
	if !s.Narrow() || !l.Visible() || s.detail.Visible() {
		t.Error("narrow: the list is not alone")
	}
	s.ShowDetail()
	if l.Visible() || !s.detail.Visible() {
		t.Error("the detail does not cover the list")
	}
	if !s.Back() || !l.Visible() || s.detail.Visible() || c.Focused() != fyne.Focusable(l) {
		t.Error("back does not lead to the list")
	}
	if s.Back() || turns != 1 {
		t.Errorf("back twice, or %d turns", turns)
	}
}

func TestKeysReplaceDisableAndWrite(t *testing.T) {
	var got []string
	able := false
	k := NewKeys()
	k.Add(Key{ID: "p", Name: "打印", Key: fyne.KeyP, Mod: Ctrl, Do: func() { got = append(got, "old") }})
	c := lay(t, canvas.NewRectangle(theme.Colour(theme.Paper)), 100, 100)
	k.Install(c, nil)
	k.Add(Key{ID: "p", Name: "打印", Key: fyne.KeyP, Mod: Ctrl, Do: func() { got = append(got, "new") }, Able: func() bool { return able }})
	if k.Run("p") || k.Run("none") || !k.Item("p").Disabled {
		t.Error("a disabled action runs")
	}
	able = true
	combo(canvasFocus{c}, Ctrl, fyne.KeyP)
	k.Item("p").Action()
	want(t, got, "new", "new")
	for combo, key := range map[string]Key{
		"Ctrl+P": {Key: fyne.KeyP, Mod: Ctrl}, "Alt+↑": {Key: fyne.KeyUp, Mod: Alt}, "Ctrl+Enter": {Key: fyne.KeyReturn, Mod: Ctrl},
		"F1": {Key: fyne.KeyF1}, "Ctrl+Shift+Z": {Key: fyne.KeyZ, Mod: Ctrl | Shift}, "": {},
	} {
		if key.Combo() != combo {
			t.Errorf("%q is written %q", combo, key.Combo())
		}
	}
	NewProgress("正在打印", Action{"停止", nil}).On(c)
	if k.Run("p") {
		t.Error("an action runs under a panel")
	}
}

// canvasFocus lets a test send shortcuts to a canvas as to a widget.
type canvasFocus struct{ fyne.Canvas }

func (canvasFocus) FocusGained()                    {}
func (canvasFocus) FocusLost()                      {}
func (canvasFocus) TypedKey(*fyne.KeyEvent)         {}
func (canvasFocus) TypedRune(rune)                  {}
func (c canvasFocus) TypedShortcut(s fyne.Shortcut) { c.Canvas.(fyne.Shortcutable).TypedShortcut(s) }

func TestInlineRunnerWorksAtOnce(t *testing.T) {
	var steps int
	var end error
	r := &fake.Runner{Steps: func(int, int) { steps++ }}
	work := func(ctx context.Context, progress func(int, int)) error {
		progress(1, 2)
		return ctx.Err()
	}
	r.Run("打印", work, func(err error) { end = err })
	if steps != 1 || end != nil {
		t.Errorf("%d steps, %v", steps, end)
	}
	r.Stop = true
	r.Run("打印", work, func(err error) { end = err })
	if !errors.Is(end, context.Canceled) {
		t.Errorf("cancelled work ended with %v", end)
	}
	want(t, r.Titles, "打印", "打印")
}

func TestBackgroundCanBeStopped(t *testing.T) {
	ended := make(chan error, 1)
	var stop func()
	b := Background{Watch: func(_ string, cancel func()) Watcher { stop = cancel; return noWatcher{} }}
	b.Run("打印", func(ctx context.Context, progress func(int, int)) error {
		progress(1, 10)
		<-ctx.Done()
		return ctx.Err()
	}, func(err error) { ended <- err })
	stop()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("does not end")
	}
}

func TestWorkThatEndsBeforeItsTimeIsNotWatched(t *testing.T) {
	ended := make(chan error, 1)
	b := Background{After: time.Hour, Watch: func(string, func()) Watcher { t.Error("watched"); return noWatcher{} }}
	b.Run("打开", func(_ context.Context, progress func(int, int)) error {
		progress(1, 10)
		return nil
	}, func(err error) { ended <- err })
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

type noWatcher struct{}

func (noWatcher) Step(int, int) {}
func (noWatcher) Off()          {}

func TestHandTurnsInOrder(t *testing.T) {
	var got []string
	h := &fake.Clock{}
	h.After(2, func() { got = append(got, "b") })
	h.After(1, func() { got = append(got, "a"); h.After(1, func() { got = append(got, "c") }) })
	off := h.After(3, func() { got = append(got, "no") })
	off()
	h.Turn(1)
	want(t, got, "a")
	h.Turn(5)
	want(t, got, "a", "b", "c")
}

func TestClockCancelledIsSilent(t *testing.T) {
	fired := make(chan string, 2)
	off := Clock{}.After(200*time.Millisecond, func() { fired <- "off" }) // far enough away to be cancelled in time on a busy machine
	off()
	Clock{}.After(300*time.Millisecond, func() { fired <- "on" })
	select {
	case s := <-fired:
		if s != "on" {
			t.Error("a cancelled call was made")
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the clock stands still")
	}
}

func TestFormErrorTakesTheHintsPlace(t *testing.T) {
	f := NewForm(0)
	r := f.Add("完成期限", NewField(&fake.Clock{}), "如 2006-12-30")
	lay(t, f, 400, 100)
	r.SetError("不是日期")
	if got := r.below.text.Text; got != "不是日期" {
		t.Errorf("shows %q", got)
	}
	r.SetError("")
	if got := r.below.text.Text; got != "如 2006-12-30" {
		t.Errorf("shows %q", got)
	}
}
