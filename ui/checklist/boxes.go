package checklist

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// labelled puts a small label above something; an empty one takes no room.
func labelled(label string, objs ...fyne.CanvasObject) *fyne.Container {
	col := layout.Stack(2)
	if label != "" {
		col.Add(theme.Text(label, theme.Small, false, theme.Ink2))
	}
	for _, o := range objs {
		col.Add(o)
	}
	return col
}

// textBox is a text with its label: a box where it may be edited, the words themselves, wrapped, where not.
type textBox struct {
	edit *widgets.Field
	read *widget.Label
	line fyne.CanvasObject // read, as it stands below its label
	body *fyne.Container
}

func newTextBox(label string, edit *widgets.Field, commit func(string)) *textBox {
	b := &textBox{edit: edit, read: widget.NewLabel("")}
	b.read.Wrapping = fyne.TextWrapWord
	edit.OnCommit = commit
	b.line = b.read
	if label != "" {
		b.line = layout.Flush(b.read)
	}
	b.body = labelled(label, edit, b.line)
	b.line.Hide()
	return b
}

func (b *textBox) put(text string, locked bool) {
	b.edit.Put(text)
	if b.read.Text != text {
		b.read.SetText(text)
	}
	widgets.Visible(b.edit, !locked)
	widgets.Visible(b.line, locked)
}

// pickBox is a choice with its label, or what was chosen where it may not be edited.
type pickBox struct {
	edit *widgets.Pick
	read *widget.Label
	line fyne.CanvasObject // read, as it stands below its label
	body *fyne.Container
}

func newPickBox(label, hint string, pick func(string)) *pickBox {
	b := &pickBox{edit: widgets.NewPick(hint), read: widget.NewLabel("")}
	b.read.Truncation = fyne.TextTruncateEllipsis
	b.edit.OnPick = pick
	b.line = b.read
	if label != "" {
		b.line = layout.Flush(b.read)
	}
	b.body = labelled(label, b.edit, b.line)
	b.line.Hide()
	return b
}

func (b *pickBox) put(options []widgets.Option, chosen string, locked bool) {
	b.edit.Put(options, chosen)
	name := chosen
	for _, o := range options {
		if o.Key == chosen {
			name = o.Name
		}
	}
	if chosen == "" {
		name = b.edit.PlaceHolder
	}
	if b.read.Text != name {
		b.read.SetText(name)
	}
	widgets.Visible(b.edit, !locked)
	widgets.Visible(b.line, locked)
}

// remark is a sign with small words below a box; it takes no room while it is empty.
type remark struct {
	pic  *theme.Pic
	text *theme.Line
	body *fyne.Container
}

func newRemark() *remark {
	r := &remark{pic: theme.NewPic(theme.IconInfo, 14, theme.Ink2), text: theme.Text("", theme.Small, false, theme.Ink2)}
	r.body = container.NewBorder(nil, nil, r.pic, nil, r.text)
	r.body.Hide()
	return r
}

func (r *remark) put(s theme.State, text string) {
	r.pic.Set(s.Icon(), s.Ink())
	r.text.Set(text, s.Ink())
	widgets.Visible(r.body, text != "")
}
