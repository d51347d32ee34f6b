package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses as well as Space, that shows a ring when it has
// the keyboard, and that passes on the keys it does not use.
type Button struct {
	widget.Button
	Teller
	ring *theme.Box
	full string  // the whole label, where it may be cut
	most float32 // 0: it is not
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

// Most makes a label that is wider than w be cut with …, and read whole where the pointer rests on it. It returns b.
func (b *Button) Most(w float32) *Button {
	if b.most != w {
		if b.full == "" {
			b.full = b.Text
		}
		b.most = w
		b.Put(b.full)
	}
	return b
}

// Put changes the label; nothing is drawn anew when it is as before.
func (b *Button) Put(label string) {
	if b.most > 0 {
		b.full = label
		label = theme.Shorten(label, theme.Body, fyne.TextStyle{}, b.most)
	}
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

// Whole is the whole label, even if less is visible.
func (b *Button) Whole() string {
	if b.most > 0 {
		return b.full
	}
	return b.Text
}

// MouseIn has a label that is cut read whole.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	if b.Whole() != b.Text {
		theme.Read(b, b.full)
	}
}

// MouseOut ends that.
func (b *Button) MouseOut() {
	b.Button.MouseOut()
	if b.Whole() != b.Text {
		theme.Read(b, "")
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
	return &laid{WidgetRenderer: b.Button.CreateRenderer(), over: b.ring, under: b}
}
