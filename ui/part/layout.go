package part

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
)

// column stacks what is visible, each as wide as the column and as high as it asks.
type column struct{ gap float32 }

func (l column) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if s.Height > 0 {
			s.Height += l.gap
		}
		s.Width, s.Height = max(s.Width, m.Width), s.Height+m.Height
	}
	return s
}

func (l column) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		// Wrapped text knows how high it is only once it knows how wide.
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}

// signed is a row, each at its least width and in the middle of the height; the last
// takes the rest of the width.
type signed struct {
	gap float32
	pad float32 // at both ends
}

func (l signed) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(2*l.pad, 0)
	n := 0
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		if n++; n > 1 {
			s.Width += l.gap
		}
		m := o.MinSize()
		s.Width, s.Height = s.Width+m.Width, max(s.Height, m.Height)
	}
	return s
}

func (l signed) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	x := l.pad
	last := lastVisible(objs)
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		w := m.Width
		if i == last {
			w = max(w, size.Width-l.pad-x)
		}
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(fyne.NewSize(w, m.Height))
		x += w + l.gap
	}
}

func lastVisible(objs []fyne.CanvasObject) int {
	last := -1
	for i, o := range objs {
		if o.Visible() {
			last = i
		}
	}
	return last
}

// hug is a row, each at its least width and in the middle of the height, none stretched.
type hug struct{ gap float32 }

func (l hug) MinSize(objs []fyne.CanvasObject) fyne.Size { return signed{gap: l.gap}.MinSize(objs) }

func (l hug) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(m)
		x += m.Width + l.gap
	}
}

// inset pads what it lays over each other.
type inset struct{ x, y float32 }

func (l inset) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objs {
		s = s.Max(o.MinSize())
	}
	return s.AddWidthHeight(2*l.x, 2*l.y)
}

func (l inset) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.NewPos(l.x, l.y))
		o.Resize(size.SubtractWidthHeight(2*l.x, 2*l.y))
	}
}

// least lays things over each other and asks for at least a size.
type least struct{ w, h float32 }

func (l least) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return inset{}.MinSize(objs).Max(fyne.NewSize(l.w, l.h))
}

func (l least) Layout(objs []fyne.CanvasObject, size fyne.Size) { inset{}.Layout(objs, size) }

// middle centres one thing at its least size, as wide as there is room.
type middle struct{}

func (middle) MinSize(objs []fyne.CanvasObject) fyne.Size { return inset{}.MinSize(objs) }

func (middle) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		m := o.MinSize()
		w := min(max(m.Width, theme.Grid), size.Width)
		o.Move(fyne.NewPos((size.Width-w)/2, (size.Height-m.Height)/2))
		o.Resize(fyne.NewSize(w, m.Height))
	}
}
