package team

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// secret is a box for a PIN. Enter goes on; keys that it has no use for are the canvas's.
type secret struct {
	widget.Entry
	onEnter func()
}

func newSecret(hint string, onEnter func()) *secret {
	s := &secret{onEnter: onEnter}
	s.Password, s.Wrapping, s.PlaceHolder = true, fyne.TextWrap(fyne.TextTruncateClip), hint
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey goes on at Enter.
func (s *secret) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.onEnter()
	case fyne.KeyEscape:
		if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
	default:
		s.Entry.TypedKey(e)
	}
}

// Box is the stock box, for tests.
func (s *secret) Box() *widget.Entry { return &s.Entry }

// clear empties the box.
func (s *secret) clear() {
	if s.Text != "" {
		s.SetText("")
	}
}
