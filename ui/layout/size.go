package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Inset puts things on top of each other and keeps a distance to each side.
type Inset struct{ Left, Top, Right, Bottom float32 }

// Pad returns a container that keeps x on the left and right of o, and y above and below.
func Pad(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(Inset{x, y, x, y}, o)
}

// MinSize adds the distances.
func (l Inset) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return over(objs).AddWidthHeight(l.Left+l.Right, l.Top+l.Bottom)
}

// Layout implements fyne.Layout.
func (l Inset) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		place(o, l.Left, l.Top, size.Width-l.Left-l.Right, size.Height-l.Top-l.Bottom)
	}
}

// Least puts things on top of each other and asks for at least a given size.
type Least struct{ Width, Height float32 }

// MinSize returns the larger of both sizes.
func (l Least) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return over(objs).Max(fyne.NewSize(l.Width, l.Height))
}

// Layout implements fyne.Layout.
func (l Least) Layout(objs []fyne.CanvasObject, size fyne.Size) { Inset{}.Layout(objs, size) }

// Fixed puts things on top of each other and asks for exactly a given size; 0 leaves that dimension to the things.
type Fixed struct{ Width, Height float32 }

// MinSize returns the given size.
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

// Layout implements fyne.Layout.
func (l Fixed) Layout(objs []fyne.CanvasObject, size fyne.Size) { Inset{}.Layout(objs, size) }

// Most limits the width of one thing, which is on the left or centred.
type Most struct {
	Width  float32
	Centre bool
}

// MinSize returns the least size of the thing.
func (Most) MinSize(objs []fyne.CanvasObject) fyne.Size { return objs[0].MinSize() }

// Layout implements fyne.Layout.
func (l Most) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w, x := min(l.Width, size.Width), float32(0)
	if l.Centre {
		x = (size.Width - w) / 2
	}
	place(objs[0], x, 0, w, at(objs[0], w).Height)
}

// Middle centres things vertically and gives them the whole width.
type Middle struct{}

// MinSize returns the largest least size of the things.
func (Middle) MinSize(objs []fyne.CanvasObject) fyne.Size { return over(objs) }

// Layout implements fyne.Layout.
func (Middle) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		h := at(o, size.Width).Height
		place(o, 0, max(0, (size.Height-h)/2), size.Width, h)
	}
}

// flush lets the padding of a stock label extend beyond its place.
type flush struct{}

// Flush removes a stock label's inner padding on both sides and half of it above and below, so that its text is aligned with things that
// have no padding.
func Flush(label fyne.CanvasObject) *fyne.Container { return container.New(flush{}, label) }

// MinSize returns the label's least size without the padding.
func (flush) MinSize(objs []fyne.CanvasObject) fyne.Size {
	p := fynetheme.InnerPadding()
	m := objs[0].MinSize()
	return fyne.NewSize(max(0, m.Width-2*p), max(0, m.Height-p))
}

// Layout makes the label larger than its place by the padding.
func (flush) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	p := fynetheme.InnerPadding()
	objs[0].Resize(fyne.NewSize(size.Width+2*p, size.Height+p))
	objs[0].Move(fyne.NewPos(-p, -p/2))
}

// Centre centres things in both directions at their least size, limited to the available width.
type Centre struct{}

// MinSize returns the largest least size of the things.
func (Centre) MinSize(objs []fyne.CanvasObject) fyne.Size { return over(objs) }

// Layout implements fyne.Layout.
func (Centre) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		m := o.MinSize()
		w := min(m.Width, size.Width)
		place(o, (size.Width-w)/2, (size.Height-m.Height)/2, w, m.Height)
	}
}
