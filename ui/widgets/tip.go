package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/ui/theme"
)

// rest is how long the pointer rests on what is cut before it is shown whole.
const rest = 400 * time.Millisecond

// tipWide is how wide a tip gets before its text wraps.
const tipWide float32 = 420

// tips is a layer over something, on which one tip is shown at a time. It takes no events, so that what it covers can still be pressed.
type tips struct {
	timer Timer
	over  fyne.CanvasObject // what the layer is laid over
	layer *fyne.Container
	back  *theme.Box
	text  *Para
	stop  func() // the wait for a rest; nil for none
}

func newTips(t Timer) *tips {
	x := &tips{timer: timerOr(t), back: theme.NewBox(theme.Paper).Line(theme.Edge).Round(theme.Grid), text: Paragraph("")}
	x.layer = container.NewWithoutLayout(x.back, x.text)
	x.Hush()
	return x
}

// Read implements theme.Reader.
func (x *tips) Read(o fyne.CanvasObject, text string) {
	x.Hush()
	x.stop = x.timer.After(rest, func() { x.show(o, text) })
}

// Hush implements theme.Reader.
func (x *tips) Hush() {
	if x.stop != nil {
		x.stop()
		x.stop = nil
	}
	Visible(x.layer, false)
}

// show lays the tip below o, or above it where there is no room.
func (x *tips) show(o fyne.CanvasObject, text string) {
	d := fyne.CurrentApp().Driver()
	at, room := d.AbsolutePositionForObject(o).Subtract(d.AbsolutePositionForObject(x.over)), x.layer.Size()
	x.text.SetText(text)
	wide := fyne.MeasureText(text, theme.Body, fyne.TextStyle{}).Width + 24
	wide = min(wide, tipWide, room.Width)
	x.text.Resize(fyne.NewSize(wide, 0))
	size := fyne.NewSize(wide, x.text.MinSize().Height)
	x.text.Resize(size)
	y := at.Y + o.Size().Height + 2
	if y+size.Height > room.Height {
		y = max(0, at.Y-size.Height-2)
	}
	pos := fyne.NewPos(max(0, min(at.X, room.Width-wide)), y)
	for _, part := range x.layer.Objects {
		part.Move(pos)
		part.Resize(size)
	}
	Visible(x.layer, true)
	x.layer.Refresh()
	canvas.Refresh(o) // what was hidden so far is on no canvas, and its own refresh draws nothing
}

// drawn is a widget that is drawn as one thing, which can have lines of text in it.
type drawn interface{ drawn() fyne.CanvasObject }

// lightsUp makes h light up while the pointer is on a line of text in o.
func lightsUp(o fyne.CanvasObject, h desktop.Hoverable) {
	switch o := o.(type) {
	case *theme.Line:
		o.In(h)
	case *fyne.Container:
		for _, c := range o.Objects {
			lightsUp(c, h)
		}
	case drawn:
		lightsUp(o.drawn(), h)
	}
}
