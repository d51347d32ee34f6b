package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/theme"
)

// board lays out the four parts of the page: grid, scores, what waits for the person, what is overdue. In a window of theme.Wide or more
// there are two columns with the lists on the right. Otherwise the lists are side by side below the grid, since they matter more than
// scores.
type board struct{ wide bool }

const (
	boardGap   float32 = 16
	boardRight float32 = 276
	boardWide  float32 = 1044 // the whole grid with the lists beside it
)

func newBoard(grid, scores, mine, overdue fyne.CanvasObject) *fyne.Container {
	return container.New(&board{}, grid, scores, mine, overdue)
}

func (b *board) MinSize(o []fyne.CanvasObject) fyne.Size {
	grid, scores, mine, overdue := o[0].MinSize(), o[1].MinSize(), o[2].MinSize(), o[3].MinSize()
	left, w := grid.Height+boardGap+scores.Height, theme.Side*3
	if b.wide {
		return fyne.NewSize(w, max(left, mine.Height+boardGap+overdue.Height))
	}
	return fyne.NewSize(w, left+boardGap+max(mine.Height, overdue.Height))
}

func (b *board) Layout(o []fyne.CanvasObject, size fyne.Size) {
	b.wide = size.Width >= boardWide
	if b.wide {
		left := size.Width - boardRight - boardGap
		y := put(o[0], 0, 0, left)
		put(o[1], 0, y+boardGap, left)
		y = put(o[2], left+boardGap, 0, boardRight)
		put(o[3], left+boardGap, y+boardGap, boardRight)
		return
	}
	half := (size.Width - boardGap) / 2
	y := put(o[0], 0, 0, size.Width) + boardGap
	low := max(put(o[2], 0, y, half), put(o[3], half+boardGap, y, half))
	put(o[1], 0, low+boardGap, size.Width)
}

// put places o with the height that it needs at a width, and returns its lower edge.
func put(o fyne.CanvasObject, x, y, w float32) float32 {
	o.Resize(fyne.NewSize(w, o.MinSize().Height))
	h := o.MinSize().Height // the height of wrapped text is only known now
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos(x, y))
	return y + h
}
