package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// PutText sets a label's text only when that changes something.
func PutText(l *Para, text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// Head is a section's heading: its words, and at the right what can be done there, which may be nil.
func Head(words *theme.Line, right fyne.CanvasObject) fyne.CanvasObject {
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	row := container.New(layout.Inset{Bottom: 2}, container.NewBorder(nil, nil, nil, right, words))
	return container.NewBorder(nil, rule, nil, nil, container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, row)))
}

// Heading makes a heading's words.
func Heading(text string) *theme.Line { return theme.Text(text, theme.Body, true, theme.Ink) }
