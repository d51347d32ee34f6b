package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2"

	"kaohe/ui/widgets"
)

// caret tells the system where one types, so that its candidates for Chinese stand there. It works only when something may have moved it.
type caret struct {
	u    *App
	asks bool // it will look
}

// watch has it told of whatever moves the caret. Boxes tell in the middle of their drawing, several times for a key: it looks once, after
// all of it is laid out.
func (c *caret) watch() {
	c.u.win.Canvas().AddShortcut(widgets.CaretMoved{}, func(fyne.Shortcut) {
		if c.u.o.Caret == nil || c.asks {
			return
		}
		c.asks = true
		c.u.o.Hop(func() {
			c.asks = false
			c.look(true)
		})
	})
}

// look finds the caret and passes it on. What gets the keyboard as soon as it is shown was not painted yet, and is looked for once again.
func (c *caret) look(again bool) {
	const painted = 100 * time.Millisecond
	canvas := c.u.win.Canvas()
	box, ok := canvas.Focused().(widgets.Typed)
	if !ok {
		c.u.o.Caret(image.Rectangle{})
		return
	}
	at, height, ok := box.Caret()
	if !ok {
		c.u.o.Caret(image.Rectangle{})
		if again {
			c.u.o.Timer.After(painted, func() { c.look(false) })
		}
		return
	}
	size := canvas.Size()
	at = fyne.NewPos(max(0, min(at.X, size.Width)), max(0, min(at.Y, size.Height-height)))
	x, y := canvas.PixelCoordinateForPosition(at)
	_, low := canvas.PixelCoordinateForPosition(at.AddXY(0, height))
	c.u.o.Caret(image.Rect(x, y, x+1, low))
}
