package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Inset keeps a distance to each side of what it lays over each other.
type Inset struct{ Left, Top, Right, Bottom float32 }

// Pad keeps x at the left and right of o, y above and below.
func Pad(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(Inset{x, y, x, y}, o)
}

// MinSize adds the distances.
func (l Inset) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return over(objs).AddWidthHeight(l.Left+l.Right, l.Top+l.Bottom)
}

// Layout keeps them.
func (l Inset) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		place(o, l.Left, l.Top, size.Width-l.Left-l.Right, size.Height-l.Top-l.Bottom)
	}
}

// Least lays things over each other and asks for at least a size.
type Least struct{ Width, Height float32 }

// MinSize is the larger.
func (l Least) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return over(objs).Max(fyne.NewSize(l.Width, l.Height))
}

// Layout lays over each other.
func (l Least) Layout(objs []fyne.CanvasObject, size fyne.Size) { Inset{}.Layout(objs, size) }

// Fixed lays things over each other and asks for a size, whatever they ask; 0 leaves it to them.
type Fixed struct{ Width, Height float32 }

// MinSize is the given one.
func (l Fixed) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := over(objs)
	if l.Width > 0 {
		s.Width = l.Width
	}
	if l.Height > 0 {
		s.Height = l.Height
	}
	return s
}

// Layout lays over each other.
func (l Fixed) Layout(objs []fyne.CanvasObject, size fyne.Size) { Inset{}.Layout(objs, size) }

// Most keeps one thing at most so wide, at the left or in the middle.
type Most struct {
	Width  float32
	Centre bool
}

// MinSize is its own.
func (Most) MinSize(objs []fyne.CanvasObject) fyne.Size { return objs[0].MinSize() }

// Layout places it.
func (l Most) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w, x := min(l.Width, size.Width), float32(0)
	if l.Centre {
		x = (size.Width - w) / 2
	}
	place(objs[0], x, 0, w, at(objs[0], w).Height)
}

// Middle puts things in the middle of the height, over the whole width.
type Middle struct{}

// MinSize is their own.
func (Middle) MinSize(objs []fyne.CanvasObject) fyne.Size { return over(objs) }

// Layout centres.
func (Middle) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		h := at(o, size.Width).Height
		place(o, 0, max(0, (size.Height-h)/2), size.Width, h)
	}
}

// flush lets a stock label's padding hang over.
type flush struct{}

// Flush takes a stock label's inner padding away at both sides and half of it above and below, so that its words stand in line with what
// has none.
func Flush(label fyne.CanvasObject) *fyne.Container { return container.New(flush{}, label) }

// MinSize is the label's without the padding.
func (flush) MinSize(objs []fyne.CanvasObject) fyne.Size {
	p := fynetheme.InnerPadding()
	m := objs[0].MinSize()
	return fyne.NewSize(max(0, m.Width-2*p), max(0, m.Height-p))
}

// Layout lets the padding hang over.
func (flush) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	p := fynetheme.InnerPadding()
	objs[0].Resize(fyne.NewSize(size.Width+2*p, size.Height+p))
	objs[0].Move(fyne.NewPos(-p, -p/2))
}

// Centre puts things in the middle at their least size, at most as wide as there is room.
type Centre struct{}

// MinSize is their own.
func (Centre) MinSize(objs []fyne.CanvasObject) fyne.Size { return over(objs) }

// Layout centres both ways.
func (Centre) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		m := o.MinSize()
		w := min(m.Width, size.Width)
		place(o, (size.Width-w)/2, (size.Height-m.Height)/2, w, m.Height)
	}
}
