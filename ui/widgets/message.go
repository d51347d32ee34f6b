package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// message is a small sign with a line of text, which takes no room while it is empty.
type message struct {
	widget.BaseWidget
	pic  *theme.Pic
	text *theme.Line
	body *fyne.Container
}

func newMessage() *message {
	m := &message{
		pic:  theme.NewPic(theme.IconInfo, 14, theme.Ink2),
		text: theme.Text("", theme.Small, false, theme.Ink2),
	}
	m.body = container.New(layout.Row{Gap: theme.Grid, Grow: layout.Last}, m.pic, m.text)
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

func (m *message) put(s theme.State, text string) {
	m.pic.Set(s.Icon(), s.Ink())
	m.text.Set(text, s.Ink())
	Visible(m.pic, true)
	Visible(m, text != "")
	m.body.Refresh()
}

// hint is a quiet line, without a sign.
func (m *message) hint(text string) {
	m.text.Set(text, theme.Ink2)
	Visible(m.pic, false)
	Visible(m, text != "")
	m.body.Refresh()
}

// CreateRenderer puts the sign before the text.
func (m *message) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(m.body)
}
