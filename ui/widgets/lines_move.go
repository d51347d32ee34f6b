package widgets

import (
	"fyne.io/fyne/v2"
)

// How the choice of a list moves, and how its rows are filled.

// move moves the choice to row i for a person; with Shift, what is selected goes from where it began to there.
func (l *Lines[T]) move(i int) bool {
	if i < 0 || i >= len(l.rows) || i == l.at || l.head(i) {
		return false
	}
	from := l.span.from
	if from < 0 {
		from = l.at
	}
	shift := l.span.shift
	l.to(i)
	if shift {
		l.selects(span{from: from, shift: true})
	}
	if l.OnMove != nil {
		l.OnMove(l.rows[i])
	}
	return true
}

// Seek chooses the next row below the chosen one, round the end, that is wanted; it stays where it is if there is no other.
func (l *Lines[T]) Seek(wanted func(T) bool) {
	for n := range l.rows {
		if i := (l.at + 1 + n) % len(l.rows); i != l.at && !l.head(i) && wanted(l.rows[i]) {
			l.move(i)
			return
		}
	}
}

func (l *Lines[T]) to(i int) {
	old := l.at
	l.at = i
	l.selects(span{from: -1, shift: l.span.shift})
	l.pane.again(old)
	l.pane.again(i)
	l.reveal(i)
}

// reveal scrolls to row i.
func (l *Lines[T]) reveal(i int) {
	if i > 0 && l.near(0) == i {
		l.pane.reveal(0) // with the first row, its heading
	}
	l.pane.reveal(i)
}

func (l *Lines[T]) head(i int) bool { return l.kind.Head != nil && l.kind.Head(l.rows[i]) }

// near is the row at i, or the nearest below or above that can be chosen, or -1.
func (l *Lines[T]) near(i int) int {
	for j := max(i, 0); j < len(l.rows); j++ {
		if !l.head(j) {
			return j
		}
	}
	for j := min(i, len(l.rows)-1); j >= 0; j-- {
		if !l.head(j) {
			return j
		}
	}
	return -1
}

// keyAt is the key of row i; empty where there is none.
func (l *Lines[T]) keyAt(i int) string {
	if i < 0 || i >= len(l.rows) {
		return ""
	}
	return l.kind.Key(l.rows[i])
}

func (l *Lines[T]) index(key string) int {
	for i, r := range l.rows {
		if l.kind.Key(r) == key {
			return i
		}
	}
	return -1
}

func (l *Lines[T]) toggleEmpty() {
	if l.empty != nil {
		Visible(l.empty, len(l.rows) == 0)
	}
}

func (l *Lines[T]) create() fyne.CanvasObject { return newLine(l.kind.New()) }

func (l *Lines[T]) fill(i int, o fyne.CanvasObject) {
	w, ok := o.(*line[T])
	if !ok || i < 0 || i >= len(l.rows) {
		return
	}
	w.view.Set(l.rows[i])
	w.tap = func(shift bool) { l.tapped(i, shift) }
	w.put(l.at == i, l.selected(i), l.head(i))
}

// tapped chooses a row, or opens the chosen one: a double tap would delay each tap.
func (l *Lines[T]) tapped(i int, shift bool) {
	focus(l)
	l.span.shift = shift
	defer func() { l.span.shift = false }()
	if l.move(i) {
		return
	}
	if r, ok := l.Chosen(); ok && l.at == i && l.OnOpen != nil {
		l.OnOpen(r)
	}
}
