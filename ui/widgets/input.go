package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Input is a stock box of one line that saves nothing: what is typed is a search, a filter, an answer or a PIN. OnChanged is told of each
// key. Esc, Enter, the function keys and the program's shortcuts are the canvas's, so that those of a question over the window answer it.
type Input struct {
	widget.Entry
	Teller
	OnKey func(*fyne.KeyEvent) bool // asked first; true where it has dealt with the key. May be nil
	over  *wheel
	caretBox
}

// NewInput makes an empty box.
func NewInput(hint string) *Input {
	i := &Input{}
	i.begin(i, hint)
	return i
}

func (i *Input) begin(self fyne.Widget, hint string) {
	i.PlaceHolder, i.Wrapping, i.over = hint, fyne.TextWrap(fyne.TextTruncateClip), newWheel(i.wheel)
	i.caretBox = caretBox{box: &i.Entry, self: self}
	i.OnCursorChanged = i.tell
	i.ExtendBaseWidget(self)
}

// FocusGained tells.
func (i *Input) FocusGained() {
	i.Entry.FocusGained()
	i.Gained()
}

// Caret implements Typed.
func (i *Input) Caret() (at fyne.Position, height float32, ok bool) { return i.stands() }

// TypedKey keeps what is for a text box.
func (i *Input) TypedKey(e *fyne.KeyEvent) {
	switch {
	case i.OnKey != nil && i.OnKey(e):
	case isEnter(e), e.Name == fyne.KeyEscape, isFunctionKey(e.Name):
		passKey(i.caretBox.self, e)
	default:
		i.Entry.TypedKey(e)
	}
}

// TypedShortcut keeps what is for a text box.
func (i *Input) TypedShortcut(s fyne.Shortcut) {
	if text, paste := isPaste(s); !edits(s) || paste && text == "" {
		passShortcut(i.caretBox.self, s)
		return
	}
	i.Entry.TypedShortcut(s)
}

// CreateRenderer takes the mouse wheel from the stock box.
func (i *Input) CreateRenderer() fyne.WidgetRenderer {
	r := i.Entry.CreateRenderer()
	i.follow(r)
	return &laid{WidgetRenderer: r, over: i.over, under: i}
}

// Box is the stock box, for tests.
func (i *Input) Box() *widget.Entry { return &i.Entry }

// Clear empties the box.
func (i *Input) Clear() {
	if i.Text != "" {
		i.SetText("")
	}
}

// Secret is the box for whatever must not be read over a shoulder: a PIN, a passphrase. What is typed is hidden.
type Secret struct{ Input }

// NewSecret makes it. enter is what Enter does, and tells whether it did anything; otherwise, and where it is nil, Enter is left to the
// question in which the box stands.
func NewSecret(hint string, enter func() bool) *Secret {
	s := &Secret{}
	s.Password = true
	if enter != nil {
		s.OnKey = func(e *fyne.KeyEvent) bool { return isEnter(e) && enter() }
	}
	s.begin(s, hint)
	return s
}

// Caret is nowhere: the system shows what is typed beside it.
func (s *Secret) Caret() (at fyne.Position, height float32, ok bool) { return at, 0, false }

// Reveal shows what is typed, or hides it: a recovery code is long, and copied from paper.
func (s *Secret) Reveal(on bool) {
	if s.Password == on {
		s.Password = !on
		s.Refresh()
	}
}
