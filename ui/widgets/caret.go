package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CaretMoved tells the canvas, in the way of a shortcut that nobody can press, that the caret may stand somewhere else in the window: the
// canvas is all that a widget knows of the window. Who needs to know where asks what has the keyboard, once all is laid out.
type CaretMoved struct{}

// ShortcutName implements fyne.Shortcut.
func (CaretMoved) ShortcutName() string { return "CaretMoved" }

// TellCaret passes CaretMoved on to the canvas of o, which is, holds or scrolls what has the keyboard.
func TellCaret(o fyne.CanvasObject) { passShortcut(o, CaretMoved{}) }

// Typed is a box in which the system may help with typing, as it does with Chinese.
type Typed interface {
	fyne.Focusable
	// Caret is where in the window one types, in its canvas's units: an upright line within the box's visible part. It is false before the box
	// was painted, and where nothing can be typed.
	Caret() (at fyne.Position, height float32, ok bool)
}

// caretBox finds a stock box's caret and tells when it moves.
type caretBox struct {
	box    *widget.Entry
	self   fyne.CanvasObject // what the canvas knows the box by
	scroll *container.Scroll // in which the stock box has its text; nil until it was drawn
}

// follow finds the scroller in a drawing of the box.
func (c *caretBox) follow(r fyne.WidgetRenderer) {
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			c.scroll = s
		}
	}
}

func (c *caretBox) tell() { TellCaret(c.self) }

func (c *caretBox) stands() (at fyne.Position, height float32, ok bool) {
	d := fyne.CurrentApp().Driver()
	if c.scroll == nil || c.box.Disabled() || d.CanvasForObject(c.self) == nil {
		return at, 0, false
	}
	at, seen := c.box.CursorPosition().Subtract(c.scroll.Offset), c.scroll.Size()
	at.X += fynetheme.InputBorderSize() / 2 // the stock box draws it so much to the left
	height = min(lineHeight(), seen.Height)
	at = fyne.NewPos(max(0, min(at.X, seen.Width)), max(0, min(at.Y, seen.Height-height)))
	return d.AbsolutePositionForObject(c.self).Add(c.scroll.Position()).Add(at), height, true
}
