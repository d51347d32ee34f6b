package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// column stacks what is visible. Each thing gets the width of the column and the height it needs at that width; the one at index fill gets
// the remaining height.
type column struct {
	gap   float32
	fill  int // -1: none
	width float32
}

// Stack returns a column of things with gap between them.
func Stack(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap, fill: -1}, objs...)
}

// Fill returns a column without gaps in which the thing at i gets the remaining height, such as a list between a head and a foot that may
// wrap.
func Fill(i int, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{fill: i}, objs...)
}

// MinSize returns the height of all that is visible and the width of the widest; the least width of a Fill is that of the thing that fills.
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

// Layout implements fyne.Layout.
func (l *column) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	left := size.Height - l.MinSize(objs).Height
	y := float32(0)
	for i, o := range objs {
		if !o.Visible() && i != l.fill { // the thing that fills keeps its place even when hidden, so that it can be shown without a new layout
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

// ask returns the size that the thing at i needs at the width of the column. The thing that fills is not resized for that: a list that is
// low for a moment would drop rows in which somebody may be typing.
func (l *column) ask(i int, o fyne.CanvasObject) fyne.Size {
	if i == l.fill {
		return o.MinSize()
	}
	return at(o, l.width)
}
