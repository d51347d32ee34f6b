package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// column stacks what is visible, each as wide as the column and as high as it asks at that width; the one at fill takes the height that
// is left.
type column struct {
	gap   float32
	fill  int // -1: none
	width float32
}

// Stack is a column of things as high as they ask, gap apart.
func Stack(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap, fill: -1}, objs...)
}

// Fill is a column without gaps in which the thing at i takes the height that is left, such as a list between a head and a foot that
// may wrap.
func Fill(i int, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{fill: i}, objs...)
}

// MinSize is as high as what is visible, as wide as the widest; that of a Fill is as narrow as what fills it.
func (l *column) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(0, -l.gap)
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := l.ask(i, o)
		if l.fill < 0 || l.fill == i {
			s.Width = max(s.Width, m.Width)
		}
		s.Height += l.gap + m.Height
	}
	return fyne.NewSize(s.Width, max(0, s.Height))
}

// Layout stacks.
func (l *column) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	left := size.Height - l.MinSize(objs).Height
	y := float32(0)
	for i, o := range objs {
		if !o.Visible() && i != l.fill { // what fills keeps its place, so that it can be shown without laying out anew
			continue
		}
		h := l.ask(i, o).Height
		if i == l.fill {
			h = max(0, h+left)
		}
		place(o, 0, y, size.Width, h)
		y += h + l.gap
	}
}

// ask is what the thing at i asks for at the width of the column. What fills is not touched: a list that is low for a moment gives up rows
// that somebody may be typing in.
func (l *column) ask(i int, o fyne.CanvasObject) fyne.Size {
	if i == l.fill {
		return o.MinSize()
	}
	return at(o, l.width)
}
