package widgets

import "fyne.io/fyne/v2"

// Walk is the keyboard half of a table of cells: one cursor, which the arrow keys, Home and End move, and which Enter and Space press. A
// widget embeds it, calls Begin, and draws the cursor where At says.
//
//	Up, Down, Left, Right   one cell; Home and End, the first and the last of the row
//	Enter, Space            Press
//	all else                the canvas's
type Walk struct {
	Extent func() (rows, cols int)
	Heads  bool               // rows have heads, which are the column -1
	Paint  func()             // the cursor has moved, come or gone
	Reveal func(row, col int) // it was moved to there, which has to be scrolled into view
	Press  func(row, col int)

	self     fyne.Widget
	row, col int
	focused  bool
}

// Begin ties the walk to the widget that embeds it.
func (w *Walk) Begin(self fyne.Widget) { w.self = self }

// At tells whether the cursor is to be seen on a cell.
func (w *Walk) At(row, col int) bool { return w.focused && row == w.row && col == w.col }

// Place is where the cursor stands, whether it is to be seen or not.
func (w *Walk) Place() (row, col int) { return w.row, w.col }

// Fit keeps the cursor on the table after its size has changed.
func (w *Walk) Fit() {
	rows, cols := w.Extent()
	w.row, w.col = max(0, min(w.row, rows-1)), max(w.first(), min(w.col, cols-1))
	w.Paint()
}

// Go moves the cursor to a cell, and scrolls there; it tells whether there is one.
func (w *Walk) Go(row, col int) bool {
	rows, cols := w.Extent()
	if row < 0 || row >= rows || col < w.first() || col >= cols {
		return false
	}
	w.row, w.col = row, col
	w.Paint()
	w.Reveal(row, col)
	return true
}

func (w *Walk) first() int {
	if w.Heads {
		return -1
	}
	return 0
}

// Tap gives the table the keyboard and presses a cell.
func (w *Walk) Tap(row, col int) {
	focus(w.self.(fyne.Focusable))
	w.press(row, col)
}

func (w *Walk) press(row, col int) {
	if w.Go(row, col) && w.Press != nil {
		w.Press(row, col)
	}
}

// FocusGained shows the cursor.
func (w *Walk) FocusGained() { w.focused = true; w.Paint() }

// FocusLost hides it.
func (w *Walk) FocusLost() { w.focused = false; w.Paint() }

// TypedRune passes characters on.
func (w *Walk) TypedRune(r rune) {
	if r != ' ' {
		passRune(w.self, r)
	}
}

// TypedShortcut passes shortcuts on.
func (w *Walk) TypedShortcut(s fyne.Shortcut) { passShortcut(w.self, s) }

// TypedKey moves and presses.
func (w *Walk) TypedKey(e *fyne.KeyEvent) {
	Touched()
	_, cols := w.Extent()
	switch e.Name {
	case fyne.KeyUp:
		w.Go(w.row-1, w.col)
	case fyne.KeyDown:
		w.Go(w.row+1, w.col)
	case fyne.KeyLeft:
		w.Go(w.row, w.col-1)
	case fyne.KeyRight:
		w.Go(w.row, w.col+1)
	case fyne.KeyHome:
		w.Go(w.row, w.first())
	case fyne.KeyEnd:
		w.Go(w.row, cols-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		w.press(w.row, w.col)
	default:
		passKey(w.self, e)
	}
}
