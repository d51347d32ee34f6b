package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// View draws one row of a list; Set is called again and again with other rows. It has to
// be a widget: of a struct that embeds a container the driver shows nothing, since it
// knows containers by their exact type.
type View[T any] interface {
	fyne.Widget
	Set(row T)
}

// Kind says what a list's rows are.
type Kind[T any] struct {
	Columns []Column[T] // what a row says: what is copied, and where New is nil what is drawn
	New     func() View[T]
	Key     func(T) string // what stays the same when a row changes
	Head    func(T) bool   // a section's heading, which can't be chosen; may be nil
	Height  float32        // 0: theme.Row
}

// Lines is a list with one chosen row, which the arrow keys move. Enter opens it. With Shift, the arrow keys and taps select several,
// Ctrl+A all; Ctrl+C copies what is selected.
type Lines[T any] struct {
	widget.BaseWidget
	OnMove func(T)                      // another row is chosen, by a person
	OnOpen func(T)                      // Enter or Space, or a tap on the chosen row
	OnKey  func(T, *fyne.KeyEvent) bool // other keys, such as F2 and Delete
	OnRune func(T, rune) bool           // characters, such as digits and '-'

	kind  Kind[T]
	rows  []T
	at    int // the chosen row, or -1
	span  span
	pane  *pane
	ring  *theme.Box
	empty fyne.CanvasObject
	body  *fyne.Container
}

// NewLines makes an empty list.
func NewLines[T any](kind Kind[T]) *Lines[T] {
	if kind.Height == 0 {
		kind.Height = theme.Row
	}
	if kind.New == nil {
		kind.New = func() View[T] { return newColumns(kind.Columns) }
	}
	l := &Lines[T]{kind: kind, at: -1, ring: frame(), span: single}
	l.pane = newPane(kind.Height, l.create, l.fill)
	l.body = container.NewStack(l.pane, l.ring)
	l.ExtendBaseWidget(l)
	return l
}

// Empty sets what is shown while there are no rows, usually a Empty.
func (l *Lines[T]) Empty(o fyne.CanvasObject) {
	if l.empty != nil {
		l.body.Remove(l.empty)
	}
	l.empty = o
	l.body.Add(o)
	l.toggleEmpty()
}

// Put shows a copy of these rows. The row with the chosen key stays chosen; if it is
// gone, the one in its place is, without a callback.
func (l *Lines[T]) Put(rows []T) {
	key, had := l.ChosenKey()
	other := l.keyAt(l.span.from)
	l.rows = append(l.rows[:0:0], rows...)
	at := l.index(key)
	if at < 0 || !had {
		at = -1
		if had {
			at = l.near(min(l.at, len(rows)-1))
		}
	}
	l.at = at
	if l.span.from = -1; other != "" {
		l.span.from = l.index(other)
	}
	l.pane.put(len(l.rows))
	l.toggleEmpty()
}

// Rows are the rows that are shown; not to be written to.
func (l *Lines[T]) Rows() []T { return l.rows }

// Choose chooses the row with a key and scrolls to it, without a callback; false if
// there is none.
func (l *Lines[T]) Choose(key string) bool {
	i := l.index(key)
	if i < 0 || l.head(i) {
		return false
	}
	l.to(i)
	return true
}

// First chooses the first row that can be, without a callback.
func (l *Lines[T]) First() bool {
	i := l.near(0)
	if i >= 0 {
		l.to(i)
	}
	return i >= 0
}

// None leaves no row chosen, without a callback.
func (l *Lines[T]) None() {
	old := l.at
	l.at, l.span = -1, single
	l.pane.again(old)
}

// Chosen is the chosen row.
func (l *Lines[T]) Chosen() (row T, ok bool) {
	if l.at < 0 || l.at >= len(l.rows) {
		return row, false
	}
	return l.rows[l.at], true
}

// ChosenKey is its key.
func (l *Lines[T]) ChosenKey() (string, bool) {
	r, ok := l.Chosen()
	if !ok {
		return "", false
	}
	return l.kind.Key(r), true
}

// Next moves by n rows that can be chosen and calls OnMove; false at the end.
func (l *Lines[T]) Next(n int) bool {
	step, i := 1, l.at
	if n < 0 {
		step, n = -1, -n
	}
	for j := l.at + step; j >= 0 && j < len(l.rows) && n > 0; j += step {
		if !l.head(j) {
			i = j
			n--
		}
	}
	return l.move(i)
}

// Resize keeps the chosen row in view.
func (l *Lines[T]) Resize(s fyne.Size) {
	was := l.Size().Height
	l.BaseWidget.Resize(s)
	if s.Height != was && l.at >= 0 {
		l.reveal(l.at)
	}
}

// Focus gives the list the keyboard.
func (l *Lines[T]) Focus() { focus(l) }

// MinSize is small: a list takes the room that it is given.
func (l *Lines[T]) MinSize() fyne.Size { return fyne.NewSize(120, l.kind.Height*3) }

// CreateRenderer stacks the rows, the ring and what stands for an empty list.
func (l *Lines[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }
