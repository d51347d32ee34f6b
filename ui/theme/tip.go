package theme

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Reader shows whole what is cut where the pointer is. What a window shows is one, or the content of a pop-up over it.
type Reader interface {
	// Read shows a text below o, once the pointer has rested there.
	Read(o fyne.CanvasObject, text string)
	// Hush takes it away.
	Hush()
}

// Read has a text shown whole below o, over which the pointer came; with an empty text, what is shown goes. The driver does not know the
// canvas of what it draws no more.
func Read(o fyne.CanvasObject, text string) {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(o); c != nil {
		read(c, o, text)
		return
	}
	for _, w := range d.AllWindows() {
		read(w.Canvas(), o, "")
	}
}

func read(c fyne.Canvas, o fyne.CanvasObject, text string) {
	over := c.Content()
	switch top := c.Overlays().Top().(type) {
	case nil:
	case *widget.PopUp:
		over = top.Content
	default:
		return
	}
	r, ok := over.(Reader)
	switch {
	case !ok:
	case text == "":
		r.Hush()
	default:
		r.Read(o, text)
	}
}

// In makes what the line stands in light up while the pointer is on the line: the driver tells only the innermost thing. It may be nil.
func (l *Line) In(h desktop.Hoverable) { l.in = h }

// Cut tells whether less is visible than the whole text.
func (l *Line) Cut() bool { return l.text.Text != l.full }

// MouseIn has a line that is cut read whole.
func (l *Line) MouseIn(e *desktop.MouseEvent) {
	if l.in != nil {
		l.in.MouseIn(e)
	}
	if l.Cut() {
		Read(l, l.full)
	}
}

// MouseMoved passes it on.
func (l *Line) MouseMoved(e *desktop.MouseEvent) {
	if l.in != nil {
		l.in.MouseMoved(e)
	}
}

// MouseOut ends that.
func (l *Line) MouseOut() {
	if l.in != nil {
		l.in.MouseOut()
	}
	if l.Cut() {
		Read(l, "")
	}
}
