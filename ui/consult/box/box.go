// Package box has boxes with a label above them that show plain words where they can't be edited. Setters compare first and never
// call back.
package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/part"
	"kaohe/ui/piece"
	"kaohe/ui/theme"
)

// Labelled puts a small label above things.
func Labelled(label string, objs ...fyne.CanvasObject) *fyne.Container {
	col := piece.Stack(2, theme.Text(label, theme.Small, false, theme.Ink2))
	for _, o := range objs {
		col.Add(o)
	}
	return col
}

// Words is text that wraps, without a stock label's padding.
type Words struct {
	label *widget.Label
	Body  *fyne.Container
}

// NewWords makes an empty one.
func NewWords() *Words {
	w := &Words{label: widget.NewLabel("")}
	w.label.Wrapping = fyne.TextWrapWord
	w.Body = piece.Text(w.label)
	return w
}

// Put shows a text; an empty one takes no room.
func (w *Words) Put(text string) {
	if w.label.Text != text {
		w.label.SetText(text)
	}
	piece.Visible(w.Body, text != "")
}

// Faint is for what is secondary, such as a hint.
func (w *Words) Faint() *Words {
	w.label.Importance = widget.LowImportance
	return w
}

// Text is a text box with its label; the words themselves where it is locked.
type Text struct {
	Edit *part.Field
	read *Words
	Body *fyne.Container
}

// NewText makes it; commit is called with what was typed.
func NewText(label string, edit *part.Field, commit func(string)) *Text {
	t := &Text{Edit: edit, read: NewWords()}
	edit.OnCommit = commit
	t.Body = Labelled(label, edit, t.read.Body)
	t.read.Put("")
	return t
}

// Put shows a text, to be edited or only to be read.
func (t *Text) Put(text string, locked bool) {
	t.Edit.Put(text)
	shown := ""
	if locked {
		if shown = text; text == "" {
			shown = "—"
		}
	}
	t.read.Put(shown)
	piece.Visible(t.Edit, !locked)
}

// Choice is a choice with its label; what was chosen where it is locked.
type Choice struct {
	Edit *piece.Pick
	read *Words
	Body *fyne.Container
}

// NewChoice makes it; hint is what it says while nothing is chosen.
func NewChoice(label, hint string, pick func(string)) *Choice {
	c := &Choice{Edit: piece.NewPick(hint), read: NewWords()}
	c.Edit.OnPick = pick
	c.Body = Labelled(label, c.Edit, c.read.Body)
	c.read.Put("")
	return c
}

// Put shows what there is to choose from and what is chosen.
func (c *Choice) Put(options []piece.Option, chosen string, locked bool) {
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
	piece.Visible(c.Edit, !locked)
}

// Some is one of two things: the first while there is something to show.
func Some(on bool, something, nothing fyne.CanvasObject) {
	piece.Visible(something, on)
	piece.Visible(nothing, !on)
}
