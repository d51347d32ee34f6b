// Package piece has what the pages overview, checklist, team and start are put together from and ui/part has not: a page that
// scrolls and knows how high wrapped text is, rows that lead somewhere, a choice among names, a tick, and a question.
//
// Like the widgets of part they know nothing of assessments, every word comes from the caller, setters compare first and never
// call back, and everything can be done from the keyboard.
package piece

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
)

// Visible shows or hides o only when that changes something.
func Visible(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// Paragraph is text that wraps at the width it is given.
func Paragraph(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// PutText sets a label's text only when that changes something.
func PutText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// canvasOf is the canvas that shows o, or nil.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// focus gives o the keyboard if it is on screen.
func focus(o fyne.CanvasObject) {
	if f, ok := o.(fyne.Focusable); ok {
		if c := canvasOf(o); c != nil {
			c.Focus(f)
		}
	}
}

// passKey hands a key that a widget has no use for to the canvas.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(e)
		}
	}
}

// passShortcut hands a shortcut that a widget has no use for to the canvas.
func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

func isPress(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace
}

// Head is a section's heading: its words, and at the right what can be done there, which may be nil.
func Head(words *theme.Line, right fyne.CanvasObject) fyne.CanvasObject {
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	row := container.New(layout.NewCustomPaddedLayout(0, 2, 0, 0), container.NewBorder(nil, nil, nil, right, words))
	return container.NewBorder(nil, rule, nil, nil, container.New(Least{Height: theme.Touch}, container.New(Middle{}, row)))
}

// Heading makes a heading's words.
func Heading(text string) *theme.Line { return theme.Text(text, theme.Body, true, theme.Ink) }

// Pad keeps a distance around o.
func Pad(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(y, y, x, x), o)
}
