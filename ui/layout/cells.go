package layout

import "fyne.io/fyne/v2"

// Cells is a row of cells with given widths. Those of width 0, and those beyond the list, share the remaining width.
type Cells struct {
	Widths []float32
	Gap    float32
	Middle bool // in the middle of the height instead of at the top
}

const leastCell = 60 // the least width of a cell that shares

// MinSize returns the height of the highest cell at its present width, and the sum of the least widths.
func (l Cells) MinSize(objs []fyne.CanvasObject) fyne.Size {
	s := fyne.Size{Width: -l.Gap}
	for i, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if m.Width = min(m.Width, leastCell); l.width(i) > 0 {
			m.Width = l.width(i)
		}
		s.Width, s.Height = s.Width+m.Width+l.Gap, max(s.Height, m.Height)
	}
	return fyne.NewSize(max(0, s.Width), s.Height)
}

// Layout shares the width. A hidden cell keeps its place, so that the columns of several rows are aligned.
func (l Cells) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	left, free := size.Width+l.Gap, 0
	for i := range objs {
		left -= l.width(i) + l.Gap
		if l.width(i) == 0 {
			free++
		}
	}
	x := float32(0)
	for i, o := range objs {
		w := l.width(i)
		if w == 0 {
			w = max(0, left/float32(free))
		}
		h, y := at(o, w).Height, float32(0)
		if l.Middle {
			y = max(0, (size.Height-h)/2)
		}
		place(o, x, y, w, h)
		x += w + l.Gap
	}
}

func (l Cells) width(i int) float32 {
	if i < len(l.Widths) {
		return l.Widths[i]
	}
	return 0
}
