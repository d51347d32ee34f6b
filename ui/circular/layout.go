package circular

import (
	"fyne.io/fyne/v2"

	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// three lays out sections, text and findings side by side with rules between them.
type three struct{}

const (
	leftWidth = 136
	air       = 6 // on each side of a rule
)

func (three) right(width float32) float32 {
	if width >= 960 {
		return 316
	}
	return 252
}

func (l three) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leftWidth+l.right(0)+240, max(objs[0].MinSize().Height, 240))
}

func (l three) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	right := l.right(size.Width)
	widths := []float32{leftWidth, 1, size.Width - leftWidth - right - 2*(2*air+1), 1, right}
	x := float32(0)
	for i, o := range objs {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(widths[i], size.Height))
		x += widths[i] + air
	}
}

// written lays out the head of a section, its text, and the doubts below. The doubts get the height they need, but at most two fifths; the
// text gets the rest.
type written struct {
	note  *widgets.Field
	below func() float32 // the height that the doubts need
}

func (l *written) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, objs[0].MinSize().Height+160)
}

func (l *written) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	head, note, below := objs[0], objs[1], objs[2]
	if head.Size().Width != size.Width {
		head.Resize(fyne.NewSize(size.Width, head.MinSize().Height)) // the height of wrapped text depends on its width
	}
	top := head.MinSize().Height
	head.Resize(fyne.NewSize(size.Width, top))
	under := min(l.below(), (size.Height-top)*0.4)
	l.fit(size.Height - top - under - 2*theme.Grid)
	h := note.MinSize().Height
	note.Move(fyne.NewPos(0, top+theme.Grid))
	note.Resize(fyne.NewSize(size.Width, h))
	y := top + h + 2*theme.Grid
	below.Move(fyne.NewPos(0, y))
	below.Resize(fyne.NewSize(size.Width, max(0, size.Height-y)))
}

// fit gives the box as many lines as have room.
func (l *written) fit(height float32) {
	line := fyne.MeasureText("国", theme.Body, fyne.TextStyle{}).Height
	l.note.Lines(max(3, int((height-28)/line)))
}

// halves gives the list at the top a part of the height, and the form below it the rest.
type halves struct{}

func (halves) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 200) }

func (halves) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	head, list, rule, form := objs[0], objs[1], objs[2], objs[3]
	h := head.MinSize().Height
	head.Resize(fyne.NewSize(size.Width, h))
	share := size.Height - h
	if form.Visible() {
		share *= 0.4
	}
	list.Move(fyne.NewPos(0, h))
	list.Resize(fyne.NewSize(size.Width, share))
	rule.Move(fyne.NewPos(0, h+share))
	rule.Resize(fyne.NewSize(size.Width, 1))
	form.Move(fyne.NewPos(0, h+share+1))
	form.Resize(fyne.NewSize(size.Width, max(0, size.Height-h-share-1)))
}
