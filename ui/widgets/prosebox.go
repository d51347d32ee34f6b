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
	label *widget.Label
	Body  *fyne.Container
}

// NewProse makes an empty one.
func NewProse() *Prose {
	w := &Prose{label: widget.NewLabel("")}
	w.label.Wrapping = fyne.TextWrapWord
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

// TextBox is a text box with its label; the words themselves where it is locked.
type TextBox struct {
	Edit *Field
	read *Prose
	Body *fyne.Container
}

// NewTextBox makes it; commit is called with what was typed.
func NewTextBox(label string, edit *Field, commit func(string)) *TextBox {
	t := &TextBox{Edit: edit, read: NewProse()}
	edit.OnCommit = commit
	t.Body = Labelled(label, edit, t.read.Body)
	t.read.Put("")
	return t
}

// Put shows a text, to be edited or only to be read.
func (t *TextBox) Put(text string, locked bool) {
	t.Edit.Put(text)
	shown := ""
	if locked {
		if shown = text; text == "" {
			shown = "—"
		}
	}
	t.read.Put(shown)
	Visible(t.Edit, !locked)
}

// ChoiceBox is a choice with its label; what was chosen where it is locked.
type ChoiceBox struct {
	Edit *Pick
	read *Prose
	Body *fyne.Container
}

// NewChoiceBox makes it; hint is what it says while nothing is chosen.
func NewChoiceBox(label, hint string, pick func(string)) *ChoiceBox {
	c := &ChoiceBox{Edit: NewPick(hint), read: NewProse()}
	c.Edit.OnPick = pick
	c.Body = Labelled(label, c.Edit, c.read.Body)
	c.read.Put("")
	return c
}

// Put shows what there is to choose from and what is chosen.
func (c *ChoiceBox) Put(options []Option, chosen string, locked bool) {
	c.Edit.Put(options, chosen)
	shown := ""
	if locked {
		shown = c.Edit.PlaceHolder
		for _, o := range options {
			if o.Key == chosen {
				shown = o.Name
			}
		}
	}
	c.read.Put(shown)
	Visible(c.Edit, !locked)
}

// Either is one of two things: the first while there is something to show.
func Either(on bool, something, nothing fyne.CanvasObject) {
	Visible(something, on)
	Visible(nothing, !on)
}
