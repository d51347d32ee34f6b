package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Message is a small sign with a text that wraps, which takes no room while it is empty.
type Message struct {
	widget.BaseWidget
	pic  *theme.Pic
	text *Para
	body *fyne.Container
}

// NewMessage makes an empty one.
func NewMessage() *Message {
	m := &Message{pic: theme.NewPic(theme.IconInfo, 14, theme.Ink2), text: Paragraph("")}
	m.text.SizeName = fynetheme.SizeNameCaptionText
	m.body = container.New(&messageLayout{m: m}, m.pic, m.text)
	m.ExtendBaseWidget(m)
	m.Hide()
	return m
}

// Put shows a text with the sign of a state; an empty one takes no room.
func (m *Message) Put(s theme.State, text string) {
	m.pic.Set(s.Icon(), s.Ink())
	m.say(true, importanceOf[s.Ink()], text)
}

// Hint is a quiet text, without a sign.
func (m *Message) Hint(text string) { m.say(false, widget.LowImportance, text) }

// importanceOf is what a stock label is to be so that it is drawn in a colour; any other is for what is quiet.
var importanceOf = map[fyne.ThemeColorName]widget.Importance{theme.Ink2: widget.LowImportance, theme.Red: widget.DangerImportance,
	theme.Amber: widget.WarningImportance, theme.Green: widget.SuccessImportance, theme.Accent: widget.HighImportance}

func (m *Message) say(sign bool, as widget.Importance, text string) {
	Visible(m.pic, sign)
	if m.text.Text != text || m.text.Importance != as {
		m.text.Importance = as
		m.text.SetText(text)
	}
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
	return m.text.Text
}

func (m *Message) drawn() fyne.CanvasObject { return m.body }

// messageLayout lays the sign before the first line, and the text without a stock label's padding. It remembers its width, by which the text
// wraps.
type messageLayout struct {
	m     *Message
	width float32
}

// side is what the sign takes.
func (l *messageLayout) side() float32 {
	if !l.m.pic.Visible() {
		return 0
	}
	return l.m.pic.MinSize().Width + theme.Grid
}

func (l *messageLayout) line() float32 {
	return fyne.MeasureText("字", theme.Small, fyne.TextStyle{}).Height
}

// MinSize is the height at the last width; before the first, one line.
func (l *messageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	const least = 12
	if l.width <= l.side() {
		return fyne.NewSize(l.side()+least, l.line())
	}
	pad := 2 * fynetheme.InnerPadding()
	return fyne.NewSize(l.side()+least, layout.HeightAt(l.m.text, l.width-l.side()+pad)-pad)
}

func (l *messageLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	pad := fynetheme.InnerPadding()
	pic := l.m.pic.MinSize()
	l.m.pic.Move(fyne.NewPos(0, (l.line()-pic.Height)/2))
	l.m.pic.Resize(pic)
	l.m.text.Move(fyne.NewPos(l.side()-pad, -pad))
	l.m.text.Resize(fyne.NewSize(size.Width-l.side()+2*pad, size.Height+2*pad))
}
