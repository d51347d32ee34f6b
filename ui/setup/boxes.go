package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// box is a text that may be edited, or the words themselves, wrapped, where it may not.
type box struct {
	edit *widgets.Field
	read *widget.Label
	body *fyne.Container
}

func newBox(edit *widgets.Field, commit func(string)) *box {
	b := &box{edit: edit, read: widgets.Paragraph("")}
	edit.OnCommit = commit
	b.read.Hide()
	b.body = layout.Stack(0, edit, b.read)
	return b
}

func (b *box) put(text string, locked bool) {
	b.edit.Put(text)
	widgets.PutText(b.read, text)
	widgets.Visible(b.edit, !locked)
	widgets.Visible(b.read, locked)
}

// focus puts the keyboard on something.
func focus(k *screen.Kit, f fyne.Focusable) {
	if c := k.Window.Canvas(); c != nil && f != nil {
		c.Focus(f)
	}
}
