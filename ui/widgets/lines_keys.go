package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// The keyboard half of Lines.

// FocusGained shows the ring and, if none is, chooses the first row.
func (l *Lines[T]) FocusGained() {
	Visible(l.ring, true)
	if l.at < 0 {
		l.move(l.near(0))
	}
}

// FocusLost hides the ring.
func (l *Lines[T]) FocusLost() {
	Visible(l.ring, false)
	l.span.shift = false
}

// KeyDown notices Shift, which comes with no other key.
func (l *Lines[T]) KeyDown(e *fyne.KeyEvent) { l.noteShift(e, true) }

// KeyUp notices that it is let go.
func (l *Lines[T]) KeyUp(e *fyne.KeyEvent) { l.noteShift(e, false) }

func (l *Lines[T]) noteShift(e *fyne.KeyEvent, down bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.span.shift = down
	}
}

// TypedKey moves and opens; what is neither goes to OnKey and then to the canvas.
func (l *Lines[T]) TypedKey(e *fyne.KeyEvent) {
	r, ok := l.Chosen()
	switch e.Name {
	case fyne.KeyUp:
		l.Next(-1)
	case fyne.KeyDown:
		l.Next(1)
	case fyne.KeyPageUp:
		l.Next(-l.pane.page())
	case fyne.KeyPageDown:
		l.Next(l.pane.page())
	case fyne.KeyHome:
		l.move(l.near(0))
	case fyne.KeyEnd:
		l.move(l.near(len(l.rows) - 1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if ok && l.OnOpen != nil {
			l.OnOpen(r)
		}
	default:
		if !ok || l.OnKey == nil || !l.OnKey(r, e) {
			passKey(l, e)
		}
	}
}

// TypedRune gives characters to OnRune and then to the canvas.
func (l *Lines[T]) TypedRune(c rune) {
	if c == ' ' {
		return // KeySpace came before
	}
	if r, ok := l.Chosen(); !ok || l.OnRune == nil || !l.OnRune(r, c) {
		passRune(l, c)
	}
}

// TypedShortcut selects all rows, copies those that are selected, and passes other shortcuts on.
func (l *Lines[T]) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		l.selects(span{from: -1, all: true})
	case *fyne.ShortcutCopy:
		if rows := l.Selected(); len(rows) > 0 && len(l.kind.Columns) > 0 {
			s.Clipboard.SetContent(Tabbed(l.kind.Columns, rows))
		}
	default:
		passShortcut(l, s)
	}
}
