package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Secret is a box for a PIN. Enter goes on; Esc is the canvas's.
type Secret struct {
	widget.Entry
	Teller
	enter func()
}

// NewSecret makes it.
func NewSecret(hint string, enter func()) *Secret {
	s := &Secret{enter: enter}
	s.Password, s.Wrapping, s.PlaceHolder = true, fyne.TextWrap(fyne.TextTruncateClip), hint
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained tells.
func (s *Secret) FocusGained() {
	s.Entry.FocusGained()
	s.Gained()
}

// TypedKey goes on at Enter.
func (s *Secret) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.enter()
	case fyne.KeyEscape:
		passKey(s, e)
	default:
		s.Entry.TypedKey(e)
	}
}

// Box is the stock box, for tests.
func (s *Secret) Box() *widget.Entry { return &s.Entry }

// Clear empties the box.
func (s *Secret) Clear() {
	if s.Text != "" {
		s.SetText("")
	}
}
