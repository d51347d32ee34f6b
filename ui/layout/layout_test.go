package layout_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

func box(w, h float32) *theme.Box { return theme.NewBox(theme.None).Least(w, h) }

func TestSides(t *testing.T) {
	for _, c := range []struct {
		name          string
		width         float32
		first, hidden bool
		main, side    fyne.Position
		mainWidth     float32
	}{
		{"SideBySideWhereThereIsRoom", 500, false, false, fyne.NewPos(0, 0), fyne.NewPos(410, 0), 400},
		{"StackedWhereThereIsNot", 300, false, false, fyne.NewPos(0, 0), fyne.NewPos(0, 30), 300},
		{"SecondFirst", 300, true, false, fyne.NewPos(0, 50), fyne.NewPos(0, 0), 300},
		{"AloneTakesAll", 500, false, true, fyne.NewPos(0, 0), fyne.NewPos(0, 0), 500},
	} {
		t.Run(c.name, func(t *testing.T) {
			main, side := box(10, 20), box(10, 40)
			if c.hidden {
				side.Hide()
			}
			l := layout.Sides{From: 400, Right: 90, Gap: 10, First: c.first}
			l.Layout([]fyne.CanvasObject{main, side}, fyne.NewSize(c.width, 100))
			if main.Position() != c.main || side.Position() != c.side || main.Size().Width != c.mainWidth {
				t.Errorf("main at %v wide %v, side at %v", main.Position(), main.Size().Width, side.Position())
			}
		})
	}
}

func TestCellsShareWhatIsLeft(t *testing.T) {
	a, b, c := box(1, 10), box(1, 30), box(1, 10)
	layout.Cells{Widths: []float32{40, 0, 60}, Gap: 5}.Layout([]fyne.CanvasObject{a, b, c}, fyne.NewSize(200, 50))
	if b.Size() != fyne.NewSize(90, 30) || c.Position().X != 140 || a.Size().Height != 10 {
		t.Errorf("a %v b %v c at %v", a.Size(), b.Size(), c.Position())
	}
}

func TestFillTakesWhatWrappedTextLeaves(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Forced(theme.Light))
	head := widget.NewLabel("一个很长的句子，要写好几行才写得下，所以高度由宽度决定")
	head.Wrapping = fyne.TextWrapWord
	list, foot := box(10, 10), box(10, 20)
	c := layout.Fill(1, head, list, foot)
	test.NewTempWindow(t, container.NewWithoutLayout(c))
	for _, w := range []float32{600, 160} {
		for range 2 {
			c.Resize(fyne.NewSize(w, 400))
			layout.Relayout(c)
		}
		h := head.MinSize().Height
		if list.Position().Y != h || list.Size().Height != 400-h-20 || foot.Position().Y != 380 {
			t.Errorf("at %v: head asks for %v, list at %v high %v, foot at %v", w, h, list.Position().Y, list.Size().Height, foot.Position().Y)
		}
	}
	list.Hide()
	layout.Relayout(c)
	if list.Size().Height == 0 {
		t.Error("what fills must have its place when it is shown again")
	}
}

func TestRow(t *testing.T) {
	for _, c := range []struct {
		name   string
		row    layout.Row
		hidden int
		widths [3]float32
		last   float32 // where the last one stands
	}{
		{"NoneGrows", layout.Row{Gap: 5}, -1, [3]float32{10, 20, 30}, 40},
		{"LastGrows", layout.Row{Gap: 5, Pad: 2, Grow: layout.Last}, -1, [3]float32{10, 20, 156}, 42},
		{"FirstGrows", layout.Row{Gap: 5, Grow: layout.Nth(0)}, -1, [3]float32{140, 20, 30}, 170},
		{"HiddenTakesNoGap", layout.Row{Gap: 5}, 1, [3]float32{10, 0, 30}, 15},
	} {
		t.Run(c.name, func(t *testing.T) {
			objs := []fyne.CanvasObject{box(10, 10), box(20, 20), box(30, 30)}
			if c.hidden >= 0 {
				objs[c.hidden].Hide()
			}
			c.row.Layout(objs, fyne.NewSize(200, 40))
			for i, o := range objs {
				if o.Visible() && o.Size().Width != c.widths[i] {
					t.Errorf("%d is %v wide", i, o.Size().Width)
				}
			}
			if at := objs[2].Position(); at.X != c.last || at.Y != 5 {
				t.Errorf("the last stands at %v", at)
			}
		})
	}
}

func TestFlowGoesOnBelow(t *testing.T) {
	a, b, c := box(60, 10), box(60, 10), box(60, 10)
	f := layout.Flow(5, a, b, c)
	f.Resize(fyne.NewSize(130, 100))
	if b.Position() != fyne.NewPos(65, 0) || c.Position() != fyne.NewPos(0, 15) || f.MinSize() != fyne.NewSize(60, 25) {
		t.Errorf("b at %v, c at %v, asks for %v", b.Position(), c.Position(), f.MinSize())
	}
}

func TestColumnsStandBelowEachOther(t *testing.T) {
	a, b, c := box(20, 10), box(60, 10), box(40, 10)
	f := layout.Columns(5, a, b, c)
	f.Resize(fyne.NewSize(130, 100))
	if b.Position() != fyne.NewPos(65, 0) || c.Position() != fyne.NewPos(0, 15) || c.Size().Width != 60 {
		t.Errorf("b at %v, c at %v, so wide: %v", b.Position(), c.Position(), c.Size())
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name   string
		width  float32
		filled bool
		at     fyne.Position
		wide   float32
	}{
		{"OneLineAtTheRight", 200, false, fyne.NewPos(150, 0), 50},
		{"OneLineFilled", 200, true, fyne.NewPos(108, 0), 92},
		{"Below", 150, false, fyne.NewPos(0, 26), 50},
		{"BelowFilled", 150, true, fyne.NewPos(0, 26), 150},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := box(100, 20), box(50, 20)
			layout.Wrap(8, 6, c.filled, a, b).Resize(fyne.NewSize(c.width, 60))
			if b.Position() != c.at || b.Size().Width != c.wide {
				t.Errorf("second at %v, %v wide", b.Position(), b.Size().Width)
			}
		})
	}
}

func TestSizes(t *testing.T) {
	one := func() []fyne.CanvasObject { return []fyne.CanvasObject{box(30, 20)} }
	for _, c := range []struct {
		name   string
		layout fyne.Layout
		least  fyne.Size
		at     fyne.Position
		size   fyne.Size
	}{
		{"Inset", layout.Inset{Left: 1, Top: 2, Right: 3, Bottom: 4}, fyne.NewSize(34, 26), fyne.NewPos(1, 2), fyne.NewSize(96, 34)},
		{"Least", layout.Least{Width: 50}, fyne.NewSize(50, 20), fyne.NewPos(0, 0), fyne.NewSize(100, 40)},
		{"Fixed", layout.Fixed{Height: 8}, fyne.NewSize(30, 8), fyne.NewPos(0, 0), fyne.NewSize(100, 40)},
		{"Most", layout.Most{Width: 60, Centre: true}, fyne.NewSize(30, 20), fyne.NewPos(20, 0), fyne.NewSize(60, 20)},
		{"Middle", layout.Middle{}, fyne.NewSize(30, 20), fyne.NewPos(0, 10), fyne.NewSize(100, 20)},
		{"Centre", layout.Centre{}, fyne.NewSize(30, 20), fyne.NewPos(35, 10), fyne.NewSize(30, 20)},
	} {
		t.Run(c.name, func(t *testing.T) {
			objs := one()
			c.layout.Layout(objs, fyne.NewSize(100, 40))
			if m := c.layout.MinSize(objs); m != c.least || objs[0].Position() != c.at || objs[0].Size() != c.size {
				t.Errorf("asks for %v, stands at %v, is %v", m, objs[0].Position(), objs[0].Size())
			}
		})
	}
}

func TestBesideIsAsHighAsWhatWraps(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Forced(theme.Light))
	l := widget.NewLabel("一个很长的句子，要写好几行才写得下，所以高度由宽度决定")
	l.Wrapping = fyne.TextWrapWord
	c := layout.Beside(60, 4, box(10, 10), l)
	test.NewTempWindow(t, container.NewWithoutLayout(c))
	c.Resize(fyne.NewSize(200, 10))
	if h := c.MinSize().Height; h != l.MinSize().Height || l.Size().Width != 136 {
		t.Errorf("asks for %v, text for %v at %v", h, l.MinSize().Height, l.Size().Width)
	}
}

func TestCellsAskForTheirWidthsAndALittleForThoseThatShare(t *testing.T) {
	a, b, hidden := box(10, 20), box(200, 30), box(500, 90)
	hidden.Hide()
	if got := (layout.Cells{Widths: []float32{40, 0, 60}, Gap: 5}).MinSize([]fyne.CanvasObject{a, b, hidden}); got != fyne.NewSize(105, 30) {
		t.Errorf("%v", got)
	}
	c := box(10, 10)
	layout.Cells{Widths: []float32{40}, Middle: true}.Layout([]fyne.CanvasObject{c}, fyne.NewSize(100, 50))
	if c.Position().Y != 20 {
		t.Errorf("at %v", c.Position())
	}
}

func TestEvenSharesTheWidth(t *testing.T) {
	a, b := box(30, 10), box(70, 20)
	objs := []fyne.CanvasObject{a, b}
	if got := (layout.Even{Least: 50}).MinSize(objs); got != fyne.NewSize(140, 20) {
		t.Errorf("%v", got)
	}
	layout.Even{}.Layout(objs, fyne.NewSize(300, 40))
	if a.Size() != fyne.NewSize(150, 40) || b.Position().X != 150 {
		t.Errorf("%v, %v at %v", a.Size(), b.Size(), b.Position())
	}
}

func TestWrapGoesBelowWhereThereIsNoRoom(t *testing.T) {
	a, b := box(100, 20), box(80, 30)
	c := layout.Wrap(8, 6, false, a, b)
	for _, x := range []struct {
		width, high float32
		at          fyne.Position
	}{{300, 30, fyne.NewPos(220, 0)}, {150, 56, fyne.NewPos(0, 26)}} {
		c.Resize(fyne.NewSize(x.width, 100))
		if c.MinSize().Height != x.high || b.Position() != x.at {
			t.Errorf("%v wide: %v high, the second at %v", x.width, c.MinSize().Height, b.Position())
		}
	}
}

func TestSidesAskForTheHeightThatTheyHave(t *testing.T) {
	main, side := box(30, 20), box(40, 50)
	objs := []fyne.CanvasObject{main, side}
	l := layout.Sides{From: 400, Right: 90, Gap: 10}
	for width, want := range map[float32]float32{500: 50, 300: 80} {
		l.Layout(objs, fyne.NewSize(width, 100))
		if got := l.MinSize(objs); got != fyne.NewSize(30, want) {
			t.Errorf("%v wide: %v", width, got)
		}
	}
	side.Hide()
	if got := l.MinSize(objs); got != main.MinSize() {
		t.Errorf("alone: %v", got)
	}
}

func TestPadKeepsADistance(t *testing.T) {
	in := box(10, 20)
	c := layout.Pad(4, 6, in)
	c.Resize(fyne.NewSize(100, 60))
	if c.MinSize() != fyne.NewSize(18, 32) || in.Position() != fyne.NewPos(4, 6) || in.Size() != fyne.NewSize(92, 48) {
		t.Errorf("%v: %v at %v", c.MinSize(), in.Size(), in.Position())
	}
}

func TestSetObjectsLaysOutOnlyWhatIsOther(t *testing.T) {
	a, b := box(10, 10), box(10, 10)
	n := 0
	c := container.New(counting{&n}, a)
	c.Resize(fyne.NewSize(50, 50))
	n = 0
	layout.SetObjects(c, []fyne.CanvasObject{a})
	if n != 0 {
		t.Error("the same objects are laid out anew")
	}
	layout.SetObjects(c, []fyne.CanvasObject{a, b})
	if n == 0 || len(c.Objects) != 2 {
		t.Errorf("%d times, %d objects", n, len(c.Objects))
	}
}

// counting counts how often it lays out.
type counting struct{ n *int }

func (c counting) MinSize([]fyne.CanvasObject) fyne.Size     { return fyne.NewSize(1, 1) }
func (c counting) Layout(_ []fyne.CanvasObject, _ fyne.Size) { *c.n++ }
