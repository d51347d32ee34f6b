package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Message is a small sign with a line of text, which takes no room while it is empty.
type Message struct {
	widget.BaseWidget
	pic  *theme.Pic
	text *theme.Line
	body *fyne.Container
}

// NewMessage makes an empty one.
func NewMessage() *Message {
	m := &Message{
		pic:  theme.NewPic(theme.IconInfo, 14, theme.Ink2),
		text: theme.Text("", theme.Small, false, theme.Ink2),
	}
	m.body = container.New(layout.Row{Gap: theme.Grid, Grow: layout.Last}, m.pic, m.text)
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

// Put shows a text with the sign of a state; an empty one takes no room.
func (m *Message) Put(s theme.State, text string) {
	m.pic.Set(s.Icon(), s.Ink())
	m.text.Set(text, s.Ink())
	Visible(m.pic, true)
	Visible(m, text != "")
	m.body.Refresh()
}

// Hint is a quiet line, without a sign.
func (m *Message) Hint(text string) {
	m.text.Set(text, theme.Ink2)
	Visible(m.pic, false)
	Visible(m, text != "")
	m.body.Refresh()
}

// CreateRenderer puts the sign before the text.
func (m *Message) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(m.body)
}

// Said is the text that it shows, if any.
func (m *Message) Said() string {
	if !m.Visible() {
		return ""
	}
	return m.text.String()
}

func (m *Message) drawn() fyne.CanvasObject { return m.body }
