package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

func box(w, h float32) *theme.Box { return theme.NewBox(theme.None).Least(w, h) }

func TestColumnGivesWrappedTextItsHeight(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Forced(theme.Light))
	l := widget.NewLabel("一个很长的句子，要写好几行才写得下，所以高度由宽度决定")
	l.Wrapping = fyne.TextWrapWord
	below := box(10, 10)
	p := widgets.NewPage(0, l, below)
	test.NewTempWindow(t, p)
	for _, w := range []float32{600, 160} {
		p.Resize(fyne.NewSize(w, 400))
		if got, want := below.Position().Y, l.MinSize().Height; got != want || l.Size().Height != want {
			t.Errorf("at %v: text is %v high, what follows stands at %v, text asks for %v", w, l.Size().Height, got, want)
		}
	}
}

func TestLinksFoldAndGo(t *testing.T) {
	test.NewTempApp(t)
	l := widgets.NewLinks(2, func(n int) string { return "全部" }, "收起")
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(300, 400))
	went := ""
	var items []widgets.Item
	for _, s := range []string{"甲", "乙", "丙"} {
		items = append(items, widgets.Item{Text: s, Go: func() { went = s }})
	}
	l.Put(items)
	if n := len(l.Rows()); n != 2 {
		t.Fatalf("%d rows before folding out", n)
	}
	test.Tap(l.Fold())
	if n := len(l.Rows()); n != 3 {
		t.Fatalf("%d rows after folding out", n)
	}
	test.Tap(l.Rows()[2])
	if went != "丙" {
		t.Fatalf("a tap went to %q", went)
	}
	l.Focus()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if went != "乙" {
		t.Fatalf("Down and Enter went to %q", went)
	}
	l.Put(nil)
	if len(l.Rows()) != 0 {
		t.Fatal("rows of an empty list")
	}
}

func TestPickNeverEchoes(t *testing.T) {
	test.NewTempApp(t)
	p := widgets.NewPick("未定")
	var got []string
	p.OnPick = func(k string) { got = append(got, k) }
	options := []widgets.Option{{Key: "a", Name: "王一"}, {Key: "b", Name: "王一"}, {Key: "c", Name: "李二"}}
	p.Put(options, "a")
	p.Put(options, "c")
	if len(got) != 0 {
		t.Fatalf("Put called back: %v", got)
	}
	p.Choose("b") // of the same name as a
	p.Choose("b")
	if len(got) != 1 || got[0] != "b" || p.Chosen() != "b" {
		t.Fatalf("picked %v, chosen %q", got, p.Chosen())
	}
	p.Put(options, "gone")
	if p.Selected != "gone" {
		t.Fatalf("a key that is no option shows as %q", p.Selected)
	}
}

func TestTickNeverEchoes(t *testing.T) {
	test.NewTempApp(t)
	tick := widgets.NewTick("抽中")
	n := 0
	tick.OnTick = func(bool) { n++ }
	tick.Put(true)
	tick.Put(true)
	if n != 0 || !tick.Checked {
		t.Fatalf("called %d times", n)
	}
	tick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n != 1 || tick.Checked {
		t.Fatal("Enter must untick")
	}
	tick.Lock(true)
	tick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n != 1 {
		t.Fatal("a locked tick was ticked")
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		want           int
	}{
		{"Late", "2006-11-10", "2006-11-20", 10},
		{"OverNewYear", "2006-12-31", "2007-01-01", 1},
		{"Ahead", "2006-11-20", "2006-11-19", -1},
		{"NoDay", "", "2006-11-19", 0},
		{"NotADay", "2006-11-31", "2006-11-19", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := widgets.Days(c.from, c.to); got != c.want {
				t.Errorf("got %d", got)
			}
		})
	}
}
