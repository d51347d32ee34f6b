package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Labelled puts a small label above things.
func Labelled(label string, objs ...fyne.CanvasObject) *fyne.Container {
	col := layout.Stack(2, theme.Text(label, theme.Small, false, theme.Ink2))
	for _, o := range objs {
		col.Add(o)
	}
	return col
}

// Prose is text that wraps, without a stock label's padding.
type Prose struct {
	label *Para
	Body  *fyne.Container
}

// NewProse makes an empty one.
func NewProse() *Prose {
	w := &Prose{label: Paragraph("")}
	w.Body = layout.Flush(w.label)
	return w
}

// Put shows a text; an empty one takes no room.
func (w *Prose) Put(text string) {
	if w.label.Text != text {
		w.label.SetText(text)
	}
	Visible(w.Body, text != "")
}

// Faint is for what is secondary, such as a hint.
func (w *Prose) Faint() *Prose {
	w.label.Importance = widget.LowImportance
	return w
}

// Either is one of two things: the first while there is something to show.
func Either(on bool, something, nothing fyne.CanvasObject) {
	Visible(something, on)
	Visible(nothing, !on)
}
