package widgets_test

import (
	"math/rand"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/theme"
	"kaohe/ui/uitest/fake"
	"kaohe/ui/widgets"
)

// onPage shows things on a page that is 300 wide and 200 high.
func onPage(t *testing.T, objs ...fyne.CanvasObject) (*widgets.Page, fyne.Canvas) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Forced(theme.Light))
	p := widgets.NewPage(0, objs...)
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	return p, w.Canvas()
}

func TestABoxGrowsAndShrinksWithItsText(t *testing.T) {
	f, below := widgets.NewNote(widgets.Never{}, 2), box(10, 10)
	_, c := onPage(t, f, below)
	least := f.Size().Height
	c.Focus(f.Target())
	test.Type(f.Target(), "甲")
	if f.Size().Height != least {
		t.Errorf("one line of two, and it is %v high, not %v", f.Size().Height, least)
	}
	type size struct{ lines, high float32 }
	was := size{2, least}
	for _, lines := range []float32{4, 9, 12} {
		f.Put("")
		f.Drop()
		test.Type(f.Target(), strings.Repeat("\n甲", int(lines)-1))
		if one := (f.Size().Height - was.high) / (lines - was.lines); one < 15 || one > 25 {
			t.Errorf("%v lines: %v high, %v more a line", lines, f.Size().Height, one)
		}
		if at := below.Position().Y; at < f.Size().Height {
			t.Errorf("what is below stands at %v, in the box of %v", at, f.Size().Height)
		}
		was = size{lines, f.Size().Height}
	}
	test.Type(f.Target(), "\n甲\n甲")
	if f.Size().Height != was.high {
		t.Errorf("it grows on, to %v", f.Size().Height)
	}
	for range 40 {
		f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	if f.Size().Height != least {
		t.Errorf("empty it is %v high, not %v", f.Size().Height, least)
	}
}

func TestABoxIsAsHighAsTheTextThatItIsGiven(t *testing.T) {
	f := widgets.NewText(widgets.Never{}, 1)
	p, _ := onPage(t, f)
	least := f.Size().Height
	f.Put(strings.Repeat("超过三十个字的一句话写不进一行", 4))
	p.Fit()
	if f.Size().Height < least+30 {
		t.Errorf("sixty characters, %v high; one line is %v", f.Size().Height, least)
	}
	p.Resize(fyne.NewSize(1200, 200))
	if f.Size().Height != least {
		t.Errorf("where there is room for them in one line, %v high", f.Size().Height)
	}
}

func TestEnterInOneParagraphGoesOn(t *testing.T) {
	f, next := widgets.NewText(widgets.Never{}, 1), 0
	f.OnEnter = func() { next++ }
	_, c := onPage(t, f)
	c.Focus(f.Target())
	test.Type(f.Target(), "甲")
	f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if next != 1 || f.Text() != "甲" {
		t.Errorf("went on %d times, with %q", next, f.Text())
	}
}

func TestTheMouseWheelOverABoxScrollsThePageUnlessTheBoxHasMoreToShow(t *testing.T) {
	line, pin, note := widgets.NewField(widgets.Never{}), widgets.NewSecret("", nil), widgets.NewNote(widgets.Never{}, 3)
	high := box(10, 500)
	p, c := onPage(t, line, pin, note, high)
	at := func(o fyne.CanvasObject) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(20, 10)
	}
	for name, o := range map[string]fyne.CanvasObject{"a line": line, "a PIN": pin, "a note": note} {
		p.Top()
		was := at(high)
		test.Scroll(c, at(o), 0, -20)
		if at(high).Y != was.Y-20 {
			t.Errorf("over %s the page went from %v to %v", name, was.Y, at(high).Y)
		}
	}
	note.Put(strings.Repeat("甲\n", 30))
	p.Fit()
	p.Top()
	was := at(high)
	test.Scroll(c, at(note), 0, -20)
	if at(high) != was {
		t.Error("the page scrolls while the box has more to show")
	}
	for range 40 {
		test.Scroll(c, at(note), 0, -20)
	}
	if at(high).Y >= was.Y {
		t.Error("at the end of the box the page stands still")
	}
}

func TestWhatIsTypedStandsAsItWasTyped(t *testing.T) {
	f := widgets.NewNote(widgets.Never{}, 1)
	p, c := onPage(t, f)
	c.Focus(f.Target())
	r := rand.New(rand.NewSource(7))
	for range 30 {
		p.Resize(fyne.NewSize(120+float32(r.Intn(80)), 200))
		f.Put("")
		f.Drop()
		var want []rune
		for range 60 { // spaces at which lines break, and what goes back over them
			switch x := r.Intn(12); {
			case x == 0 && len(want) > 0:
				f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
				want = want[:len(want)-1]
			default:
				c := []rune("ab  甲，")[r.Intn(6)]
				f.Target().TypedRune(c)
				want = append(want, c)
			}
		}
		if f.Text() != string(want) {
			t.Fatalf("typed %q, and it is %q", string(want), f.Text())
		}
	}
}

func TestWhatIsPastedIsCleaned(t *testing.T) {
	for _, c := range []struct{ name, pasted, line, note string }{
		{"a cell of a table", "南山区\t2.5\n", "南山区 2.5", "南山区 2.5\n"},
		{"a soft line break of a word processor", "甲\v乙\r\n丙", "甲 乙 丙", "甲\n乙\n丙"},
		{"what can't be seen", "甲\x00\u202e乙\u2028丙", "甲乙 丙", "甲乙\n丙"},
	} {
		t.Run(c.name, func(t *testing.T) {
			line, note := widgets.NewField(widgets.Never{}), widgets.NewNote(widgets.Never{}, 2)
			_, canvas := onPage(t, line, note)
			clip := test.NewClipboard()
			clip.SetContent(c.pasted)
			for box, want := range map[*widgets.Field]string{line: c.line, note: c.note} {
				canvas.Focus(box.Target())
				box.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
				if box.Text() != want {
					t.Errorf("%q, not %q", box.Text(), want)
				}
			}
		})
	}
}

func TestALongTextIsKeptWhileItIsTyped(t *testing.T) {
	h := &fake.Clock{}
	f := widgets.NewNote(h, 2)
	var got []string
	f.OnCommit = func(s string) { got = append(got, s) }
	_, c := onPage(t, f)
	c.Focus(f.Target())
	want := ""
	for range 38 * 2 { // 38 s without a pause
		test.Type(f.Target(), "甲")
		want += "甲"
		h.Turn(widgets.Pause / 2)
	}
	if n := len(got); n < 6 || n > 8 || len(want)-len(got[n-1]) > len("甲")*10 {
		t.Errorf("kept %d times, last %q of %q", n, got[len(got)-1], want)
	}
	if f.Text() != want {
		t.Errorf("keeping changed it: %q", f.Text())
	}
}
