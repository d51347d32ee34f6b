package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Sides lays out two things side by side if there is room, else one above the other.
type Sides struct {
	From  float32 // the least width for two columns
	Right float32 // the width of the second thing then
	Gap   float32
	First bool // when stacked, the second thing comes first
}

func (l Sides) wide(w float32) bool { return w >= l.From }

// MinSize returns the size of the stack or of the two columns, by their present width.
func (l Sides) MinSize(objs []fyne.CanvasObject) fyne.Size {
	main, side := objs[0], objs[1]
	a, b := main.MinSize(), side.MinSize()
	switch {
	case !side.Visible():
		return a
	case !main.Visible():
		return b
	}
	if main.Position().Y == side.Position().Y && l.wide(main.Size().Width+side.Size().Width+l.Gap) {
		return fyne.NewSize(min(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(min(a.Width, b.Width), a.Height+b.Height+l.Gap)
}

// Layout implements fyne.Layout.
func (l Sides) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	main, side := objs[0], objs[1]
	whole := func(o fyne.CanvasObject, y float32) float32 {
		h := at(o, size.Width).Height
		place(o, 0, y, size.Width, h)
		return h
	}
	switch {
	case !side.Visible():
		whole(main, 0)
	case !main.Visible():
		whole(side, 0)
	case l.wide(size.Width):
		w := size.Width - l.Right - l.Gap
		place(main, 0, 0, w, at(main, w).Height)
		place(side, w+l.Gap, 0, l.Right, at(side, l.Right).Height)
	case l.First:
		whole(main, whole(side, 0)+l.Gap)
	default:
		whole(side, whole(main, 0)+l.Gap)
	}
}

// beside lays out a name of a fixed width, and on its right something that may wrap.
type beside struct {
	name, gap float32
	width     float32
}

// Beside returns a container with a name of a given width and, on its right, something that may wrap; both begin at the top.
func Beside(width, gap float32, name, o fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{name: width, gap: gap}, name, o)
}

// MinSize returns the greater height at the last width.
func (l *beside) MinSize(objs []fyne.CanvasObject) fyne.Size {
	a, b := at(objs[0], l.name), at(objs[1], max(0, l.width-l.name-l.gap))
	return fyne.NewSize(l.name+l.gap+b.Width, max(a.Height, b.Height))
}

// Layout gives the second thing the remaining width.
func (l *beside) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	x := l.name + l.gap
	place(objs[0], 0, 0, l.name, at(objs[0], l.name).Height)
	place(objs[1], x, 0, size.Width-x, size.Height)
}
