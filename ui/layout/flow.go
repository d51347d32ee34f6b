package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

type flow struct {
	gap, width float32
	even       bool
}

// Flow returns a container that lays things out side by side, on one middle, and continues on the next line when there is no more room.
func Flow(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, width: firstFlow}, objs...)
}

// Columns is like Flow, but all things get the width of the widest, so that they are aligned below each other.
func Columns(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, width: firstFlow, even: true}, objs...)
}

// firstFlow is the width that a flow assumes before its first layout.
const firstFlow = 400

// MinSize returns the width of the widest thing and the height of the lines at the last width.
func (l *flow) MinSize(objs []fyne.CanvasObject) fyne.Size { return l.lines(objs, false) }

// Layout places the things line by line.
func (l *flow) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.lines(objs, true)
}

func (l *flow) lines(objs []fyne.CanvasObject, move bool) fyne.Size {
	var need fyne.Size
	for _, o := range visible(objs) {
		need.Width = max(need.Width, o.MinSize().Width)
	}
	x, y, high := float32(0), float32(0), float32(0)
	var line []fyne.CanvasObject
	end := func() {
		for _, o := range line {
			o.Move(fyne.NewPos(o.Position().X, y+(high-o.Size().Height)/2))
		}
		line = line[:0]
	}
	for _, o := range visible(objs) {
		m := o.MinSize()
		if l.even {
			m.Width = need.Width
		}
		if x > 0 && x+m.Width > l.width {
			end()
			x, y, high = 0, y+high+l.gap, 0
		}
		if move {
			place(o, x, y, m.Width, m.Height)
			line = append(line, o)
		}
		x, high = x+m.Width+l.gap, max(high, m.Height)
	}
	end()
	need.Height = y + high
	return need
}

type wrap struct {
	gap, below, width float32
	fill              bool
}

// Wrap returns a container with two things on one line if there is room, gap apart with the second on the right, else the second below the
// first, below apart. With filled, the second gets the remaining width.
func Wrap(gap, below float32, filled bool, first, second fyne.CanvasObject) *fyne.Container {
	return container.New(&wrap{gap: gap, below: below, fill: filled}, first, second)
}

func (l *wrap) one(a, b fyne.Size) bool { return l.width == 0 || a.Width+l.gap+b.Width <= l.width }

// MinSize returns the size of one line or of two, by the last width.
func (l *wrap) MinSize(objs []fyne.CanvasObject) fyne.Size {
	a, b := objs[0].MinSize(), objs[1].MinSize()
	if l.one(a, b) {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+l.below+b.Height)
}

// Layout places both things.
func (l *wrap) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	a, b := objs[0].MinSize(), objs[1].MinSize()
	h := max(a.Height, b.Height)
	x, y, w := max(0, size.Width-b.Width), (h-b.Height)/2, b.Width
	if l.fill {
		x, w = a.Width+l.gap, size.Width-a.Width-l.gap
	}
	if !l.one(a, b) {
		h, x, y = a.Height, 0, a.Height+l.below
		if l.fill {
			w = size.Width
		}
	}
	place(objs[0], 0, (h-a.Height)/2, a.Width, a.Height)
	place(objs[1], x, y, w, b.Height)
}
