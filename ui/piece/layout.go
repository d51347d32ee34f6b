package piece

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"kaohe/ui/part"
)

// Column stacks what is visible. It gives each its width before it asks for its height, since wrapped text knows its height only
// by its width.
type Column struct{ Gap float32 }

// Stack makes a column.
func Stack(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(Column{gap}, objs...)
}

// MinSize is as high as what is visible, as wide as the widest.
func (l Column) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	first := true
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		if !first {
			s.Height += l.Gap
		}
		first = false
		m := o.MinSize()
		s.Width, s.Height = max(s.Width, m.Width), s.Height+m.Height
	}
	return s
}

// Layout stacks.
func (l Column) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		h := heightAt(o, size.Width)
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + l.Gap
	}
}

// Relayout lays everything below o out anew without drawing it anew, as Refresh would: what has changed draws itself.
func Relayout(o fyne.CanvasObject) {
	if w, ok := o.(part.Inner); ok {
		o = w.Inner()
	}
	c, ok := o.(*fyne.Container)
	if !ok {
		return
	}
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	for _, child := range c.Objects {
		if child.Visible() {
			Relayout(child)
		}
	}
}

// SetObjects puts other things into a container, and draws it anew only if they are others.
func SetObjects(c *fyne.Container, objs []fyne.CanvasObject) {
	if !slices.Equal(c.Objects, objs) {
		c.Objects = objs
		c.Refresh()
	}
}

// heightAt is what o asks for when it is w wide.
func heightAt(o fyne.CanvasObject, w float32) float32 {
	if o.Size().Width != w {
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
	}
	return o.MinSize().Height
}

// Sides puts the first thing beside the second where there is room, and one above the other where there is not. Hidden things
// take no room.
type Sides struct {
	From  float32 // the least width for two columns
	Right float32 // the second's width then
	Gap   float32
	First bool // stacked, the second stands first
}

func (l Sides) wide(w float32) bool { return w >= l.From }

// MinSize is that of the stack or of the two columns, by how wide they are now.
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

// Layout places both.
func (l Sides) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	main, side := objs[0], objs[1]
	switch {
	case !side.Visible():
		main.Resize(fyne.NewSize(size.Width, heightAt(main, size.Width)))
		main.Move(fyne.Position{})
	case !main.Visible():
		side.Resize(fyne.NewSize(size.Width, heightAt(side, size.Width)))
		side.Move(fyne.Position{})
	case l.wide(size.Width):
		w := size.Width - l.Right - l.Gap
		main.Resize(fyne.NewSize(w, heightAt(main, w)))
		main.Move(fyne.Position{})
		side.Resize(fyne.NewSize(l.Right, heightAt(side, l.Right)))
		side.Move(fyne.NewPos(w+l.Gap, 0))
	default:
		top, below := main, side
		if l.First {
			top, below = side, main
		}
		h := heightAt(top, size.Width)
		top.Resize(fyne.NewSize(size.Width, h))
		top.Move(fyne.Position{})
		below.Resize(fyne.NewSize(size.Width, heightAt(below, size.Width)))
		below.Move(fyne.NewPos(0, h+l.Gap))
	}
}

// Cells is a row of given widths; those of width 0 share what is left. All stand at the top.
type Cells struct {
	Widths []float32
	Gap    float32
}

// MinSize is as high as the highest at the widths they have.
func (l Cells) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Height = max(s.Height, m.Height)
		if i < len(l.Widths) && l.Widths[i] > 0 {
			m.Width = l.Widths[i]
		} else {
			m.Width = min(m.Width, 60)
		}
		s.Width += m.Width + l.Gap
	}
	return s
}

// Layout shares the width.
func (l Cells) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	left, free := size.Width, 0
	for i, o := range objs {
		if i > 0 {
			left -= l.Gap
		}
		if l.at(i) > 0 {
			left -= l.at(i)
		} else if o != nil {
			free++
		}
	}
	x := float32(0)
	for i, o := range objs {
		w := l.at(i)
		if w == 0 {
			w = left / float32(free)
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, heightAt(o, w)))
		x += w + l.Gap
	}
}

func (l Cells) at(i int) float32 {
	if i < len(l.Widths) {
		return l.Widths[i]
	}
	return 0
}

// Least asks for at least a size.
type Least struct{ Width, Height float32 }

// MinSize is the larger.
func (l Least) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(l.Width, l.Height)
	for _, o := range objs {
		s = s.Max(o.MinSize())
	}
	return s
}

// Layout lays over each other.
func (l Least) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// Middle puts one thing in the middle of the height, over the whole width.
type Middle struct{}

// MinSize is its own.
func (Middle) MinSize(objs []fyne.CanvasObject) fyne.Size { return Least{}.MinSize(objs) }

// Layout centres.
func (Middle) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		h := heightAt(o, size.Width)
		o.Move(fyne.NewPos(0, max(0, (size.Height-h)/2)))
		o.Resize(fyne.NewSize(size.Width, h))
	}
}

// Flush takes a stock label's inner padding away at both sides and half of it above and below, so that its words stand in line with
// what has none.
type Flush struct{}

// MinSize is the label's without the padding.
func (Flush) MinSize(objs []fyne.CanvasObject) fyne.Size {
	p := fynetheme.InnerPadding()
	m := objs[0].MinSize()
	return fyne.NewSize(max(0, m.Width-2*p), max(0, m.Height-p))
}

// Layout lets the padding hang over.
func (Flush) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	p := fynetheme.InnerPadding()
	objs[0].Resize(fyne.NewSize(size.Width+2*p, size.Height+p))
	objs[0].Move(fyne.NewPos(-p, -p/2))
}

// Text makes a container for a label without padding.
func Text(l fyne.CanvasObject) *fyne.Container { return container.New(Flush{}, l) }

// Most keeps one thing at most so wide, at the left or in the middle.
type Most struct {
	Width  float32
	Centre bool
}

// MinSize is its own.
func (Most) MinSize(objs []fyne.CanvasObject) fyne.Size { return objs[0].MinSize() }

// Layout places it.
func (m Most) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w := min(m.Width, size.Width)
	objs[0].Resize(fyne.NewSize(w, heightAt(objs[0], w)))
	if m.Centre {
		objs[0].Move(fyne.NewPos((size.Width-w)/2, 0))
	}
}
