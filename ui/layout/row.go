package layout

import "fyne.io/fyne/v2"

// Row lays what is visible beside each other, each at its least width and in the middle of the height.
type Row struct {
	Gap  float32
	Pad  float32 // at both ends
	Grow Grower  // who takes the width that is left
}

// Grower says which thing of a Row takes the width that is left.
type Grower int

// The zero value stretches none; Nth(0) is the first.
const (
	None Grower = 0
	Last Grower = -1
)

// Nth is the thing at i, counted with those that are hidden.
func Nth(i int) Grower { return Grower(i + 1) }

func (g Grower) index(objs []fyne.CanvasObject) int {
	if g != Last {
		return int(g) - 1
	}
	last := -1
	for i, o := range objs {
		if o.Visible() {
			last = i
		}
	}
	return last
}

// MinSize is as wide as all that is visible, as high as the highest.
func (l Row) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := fyne.Size{Width: -l.Gap}
	for _, o := range visible(objs) {
		m := o.MinSize()
		s.Width, s.Height = s.Width+m.Width+l.Gap, max(s.Height, m.Height)
	}
	return fyne.NewSize(max(0, s.Width)+2*l.Pad, s.Height)
}

// Layout places them.
func (l Row) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	spare, grow := max(0, size.Width-l.MinSize(objs).Width), l.Grow.index(objs)
	x := l.Pad
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if i == grow {
			m.Width += spare
		}
		place(o, x, (size.Height-m.Height)/2, m.Width, m.Height)
		x += m.Width + l.Gap
	}
}

// Even gives each the same width, but asks for Least each.
type Even struct{ Least float32 }

// MinSize is that of the widest for all.
func (l Even) MinSize(objs []fyne.CanvasObject) fyne.Size {
	m := over(objs)
	return fyne.NewSize(max(m.Width, l.Least)*float32(len(objs)), m.Height)
}

// Layout shares the width.
func (l Even) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w := size.Width / float32(max(1, len(objs)))
	for i, o := range objs {
		place(o, float32(i)*w, 0, w, size.Height)
	}
}
