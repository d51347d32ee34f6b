package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/widgets"
)

// drawn is where the stock box draws its caret in the window, before what is out of sight is cut.
func drawn(t *testing.T, box fyne.Widget) (at fyne.Position, seen *container.Scroll) {
	t.Helper()
	for _, o := range test.WidgetRenderer(box).Objects() {
		s, ok := o.(*container.Scroll)
		if !ok {
			continue
		}
		for _, o := range test.WidgetRenderer(s.Content.(fyne.Widget)).Objects() {
			if r, ok := o.(*canvas.Rectangle); ok {
				p := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
				return p.Subtract(s.Offset).Add(r.Position()), s
			}
		}
	}
	t.Fatal("no caret is drawn")
	return at, nil
}

func TestACaretStandsWhereItIsDrawn(t *testing.T) {
	f := widgets.NewNote(widgets.Never{}, 2)
	_, c := onPage(t, box(10, 30), f, box(10, 300))
	told := 0
	c.AddShortcut(widgets.CaretMoved{}, func(fyne.Shortcut) { told++ })
	c.Focus(f.Target())
	where := func(what string) {
		t.Helper()
		at, _, ok := f.Target().(widgets.Typed).Caret()
		want, _ := drawn(t, f.Target().(fyne.Widget))
		if !ok || max(at.X-want.X, want.X-at.X) > 2 || max(at.Y-want.Y, want.Y-at.Y) > 2 {
			t.Errorf("%s: it is said to be at %v, %v; drawn at %v", what, at, ok, want)
		}
		if told == 0 {
			t.Errorf("%s: nobody was told", what)
		}
		told = 0
	}
	where("an empty note")
	test.Type(f.Target(), "听取汇报")
	where("a line")
	test.Type(f.Target(), strings.Repeat("\n查了台账", 15))
	where("more lines than are seen")
	f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	where("its last line's beginning")
}

func TestACaretThatIsScrolledAwayStandsAtTheBoxsEdge(t *testing.T) {
	f := widgets.NewNote(widgets.Never{}, 2)
	_, c := onPage(t, f)
	c.Focus(f.Target())
	test.Type(f.Target(), strings.Repeat("查了台账\n", 20))
	_, s := drawn(t, f.Target().(fyne.Widget))
	s.ScrollToTop()
	at, height, ok := f.Target().(widgets.Typed).Caret()
	low := fyne.CurrentApp().Driver().AbsolutePositionForObject(s).Y + s.Size().Height
	if !ok || at.Y+height != low {
		t.Errorf("its foot is at %v, %v; the box ends at %v", at.Y+height, ok, low)
	}
}

func TestThereIsNoCaretWhereNothingChineseIsTyped(t *testing.T) {
	secret, locked := widgets.NewSecret("", nil), widgets.NewInput("")
	locked.Disable()
	onPage(t, secret, locked)
	for name, b := range map[string]widgets.Typed{"a PIN's box": secret, "a locked box": locked, "a box that was never shown": widgets.NewInput("")} {
		if at, _, ok := b.Caret(); ok {
			t.Errorf("%s has a caret at %v", name, at)
		}
	}
}
