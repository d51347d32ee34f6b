package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/theme"
)

// stack lays visible things one below the other, each as wide as there is room. How high a text is depends on how wide it is, so
// the width of the last layout is remembered and given before anything is measured; nested stacks and flows do the same.
type stack struct{ gap, width float32 }

func newStack(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&stack{gap: gap}, objs...)
}

func (l *stack) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := measured(o, l.width)
		if s.Height > 0 {
			s.Height += l.gap
		}
		s.Width, s.Height = max(s.Width, m.Width), s.Height+m.Height
	}
	return s
}

func (l *stack) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		h := measured(o, l.width).Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}

// measured is the least size of o at a width.
func measured(o fyne.CanvasObject, width float32) fyne.Size {
	if width > 0 && o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	return o.MinSize()
}

// row lays visible things beside each other, each in the middle of the height at its least width; the one at index grow takes
// what is left.
type row struct {
	gap  float32
	grow int
}

func newRow(grow int, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(row{gap: theme.Grid * 2, grow: grow}, objs...)
}

func (l row) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := fyne.Size{Width: -l.gap}
	for _, o := range objs {
		if o.Visible() {
			m := o.MinSize()
			s.Width, s.Height = s.Width+m.Width+l.gap, max(s.Height, m.Height)
		}
	}
	s.Width = max(0, s.Width)
	return s
}

func (l row) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	spare := max(0, size.Width-l.MinSize(objs).Width)
	x := float32(0)
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if i == l.grow {
			m.Width += spare
		}
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(m)
		x += m.Width + l.gap
	}
}

// flow lays things beside each other and goes on below where there is no more room.
type flow struct{ gap, width float32 }

func (l *flow) MinSize(objs []fyne.CanvasObject) fyne.Size { return l.place(objs, l.width, false) }

func (l *flow) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objs, size.Width, true)
}

func (l *flow) place(objs []fyne.CanvasObject, width float32, move bool) fyne.Size {
	var need fyne.Size
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		need.Width = max(need.Width, m.Width)
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line+l.gap, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(m)
		}
		x, line = x+m.Width+l.gap, max(line, m.Height)
	}
	need.Height = y + line
	return need
}

// fixed gives things a width, and at least a height.
type fixed struct{ w, h float32 }

func (l fixed) MinSize(objs []fyne.CanvasObject) fyne.Size {
	h := l.h
	for _, o := range objs {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(l.w, h)
}

func (l fixed) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func wide(w float32, o fyne.CanvasObject) *fyne.Container { return container.New(fixed{w: w}, o) }

// twoRows are two things in one line where there is room, the second filling it up, and below each other where there is not.
type twoRows struct{ width float32 }

func (l *twoRows) one(objs []fyne.CanvasObject) bool {
	return objs[0].MinSize().Width+objs[1].MinSize().Width+theme.Grid*2 <= l.width
}

func (l *twoRows) MinSize(objs []fyne.CanvasObject) fyne.Size {
	a, b := objs[0].MinSize(), objs[1].MinSize()
	if l.width == 0 || l.one(objs) {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+theme.Grid+b.Height)
}

func (l *twoRows) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	a, b := objs[0].MinSize(), objs[1].MinSize()
	x, y, h := a.Width+theme.Grid*2, float32(0), max(a.Height, b.Height)
	if !l.one(objs) {
		x, y, h = 0, a.Height+theme.Grid, a.Height
	}
	objs[0].Move(fyne.NewPos(0, (h-a.Height)/2))
	objs[0].Resize(a)
	objs[1].Move(fyne.NewPos(x, y))
	objs[1].Resize(fyne.NewSize(size.Width-x, b.Height))
}

// relay lays a container out anew, and those in it. Unlike Refresh it draws nothing anew: pictures in buttons take long to draw.
func relay(o fyne.CanvasObject) {
	c, ok := o.(*fyne.Container)
	if !ok || !c.Visible() {
		return
	}
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	for _, child := range c.Objects {
		relay(child)
	}
}

// pad keeps a distance to each side.
type pad struct{ left, top, right, bottom float32 }

func (l pad) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objs {
		s = s.Max(o.MinSize())
	}
	return s.AddWidthHeight(l.left+l.right, l.top+l.bottom)
}

func (l pad) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.NewPos(l.left, l.top))
		o.Resize(size.SubtractWidthHeight(l.left+l.right, l.top+l.bottom))
	}
}
