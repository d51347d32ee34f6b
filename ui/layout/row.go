package layout

import "fyne.io/fyne/v2"

// Row lays out what is visible side by side, each with its least width and vertically centred.
type Row struct {
	Gap  float32
	Pad  float32 // at both ends
	Grow Grower  // which thing gets the remaining width
}

// Grower tells which thing of a Row gets the remaining width, or has less where the room is too narrow.
type Grower int

// None stretches nothing; for the first thing use Nth(0).
const (
	None Grower = 0
	Last Grower = -1
)

// Nth returns the Grower for the thing at index i; hidden things count.
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

// MinSize returns the sum of the visible widths with gaps, and the greatest height.
func (l Row) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := fyne.Size{Width: -l.Gap}
	for _, o := range visible(objs) {
		m := o.MinSize()
		s.Width, s.Height = s.Width+m.Width+l.Gap, max(s.Height, m.Height)
	}
	return fyne.NewSize(max(0, s.Width)+2*l.Pad, s.Height)
}

// Layout implements fyne.Layout.
func (l Row) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	spare, grow := size.Width-l.MinSize(objs).Width, l.Grow.index(objs)
	x := l.Pad
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if i == grow {
			m.Width = max(0, m.Width+spare)
		}
		place(o, x, (size.Height-m.Height)/2, m.Width, m.Height)
		x += m.Width + l.Gap
	}
}

// Even gives all things the same width, at least Least.
type Even struct{ Least float32 }

// MinSize returns the widest thing's width, or Least, times the number of things.
func (l Even) MinSize(objs []fyne.CanvasObject) fyne.Size {
	m := over(objs)
	return fyne.NewSize(max(m.Width, l.Least)*float32(len(objs)), m.Height)
}

// Layout implements fyne.Layout.
func (l Even) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w := size.Width / float32(max(1, len(objs)))
	for i, o := range objs {
		place(o, float32(i)*w, 0, w, size.Height)
	}
}
