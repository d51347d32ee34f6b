package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses as well as Space, that shows a ring when it has
// the keyboard, and that passes on the keys it does not use.
type Button struct {
	widget.Button
	Teller
	ring *theme.Box
}

// NewButton makes an ordinary button; icon may be empty.
func NewButton(label string, icon theme.IconName, tapped func()) *Button {
	b := &Button{ring: frame()}
	b.Text, b.OnTapped = label, tapped
	if icon != "" {
		b.Icon = theme.Icon(icon)
	}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary makes the one button of a screen that stands out.
func NewPrimary(label string, icon theme.IconName, tapped func()) *Button {
	b := NewButton(label, icon, tapped)
	b.Importance = widget.HighImportance
	return b
}

// NewQuiet makes a button without a ground, for rows and bars.
func NewQuiet(label string, icon theme.IconName, tapped func()) *Button {
	b := NewButton(label, icon, tapped)
	b.Importance = widget.LowImportance
	return b
}

// Put changes the label; nothing is drawn anew when it is as before.
func (b *Button) Put(label string) {
	if b.Text != label {
		b.SetText(label)
	}
}

// Able enables or disables the button.
func (b *Button) Able(on bool) {
	switch {
	case on && b.Disabled():
		b.Enable()
	case !on && !b.Disabled():
		b.Disable()
	}
}

// FocusGained shows the ring.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	Visible(b.ring, true)
	b.Gained()
}

// FocusLost hides it.
func (b *Button) FocusLost() {
	b.Button.FocusLost()
	Visible(b.ring, false)
}

// TypedKey presses at Enter and Space.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeySpace:
		b.Button.TypedKey(e)
	case isEnter(e):
		b.Button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		passKey(b, e)
	}
}

// TypedRune passes characters on.
func (b *Button) TypedRune(r rune) {
	if r != ' ' {
		passRune(b, r)
	}
}

// CreateRenderer adds the ring to the stock drawing.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return &ringed{b.Button.CreateRenderer(), b.ring}
}

// ringed lays a ring over another renderer's drawing.
type ringed struct {
	fyne.WidgetRenderer
	ring *theme.Box
}

func (r *ringed) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.ring.Resize(s)
}

func (r *ringed) Objects() []fyne.CanvasObject {
	stock := r.WidgetRenderer.Objects()
	return append(stock[:len(stock):len(stock)], r.ring)
}
