package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/part"
	"kaohe/ui/piece"
	"kaohe/ui/screen"
)

// box is a text that may be edited, or the words themselves, wrapped, where it may not.
type box struct {
	edit *part.Field
	read *widget.Label
	body *fyne.Container
}

func newBox(edit *part.Field, commit func(string)) *box {
	b := &box{edit: edit, read: piece.Paragraph("")}
	edit.OnCommit = commit
	b.read.Hide()
	b.body = piece.Stack(0, edit, b.read)
	return b
}

func (b *box) put(text string, locked bool) {
	b.edit.Put(text)
	piece.PutText(b.read, text)
	piece.Visible(b.edit, !locked)
	piece.Visible(b.read, locked)
}

// focus puts the keyboard on something.
func focus(k *screen.Kit, f fyne.Focusable) {
	if c := k.Window.Canvas(); c != nil && f != nil {
		c.Focus(f)
	}
}
