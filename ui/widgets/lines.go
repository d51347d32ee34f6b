package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
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
	Group   func(T) bool   // a section's row, which can be chosen; may be nil. On paper it is a heading, and not copied
	Height  float32        // 0: theme.Row
	Loose   bool           // no row is at hand before a person chooses one; else the first is
	Leads   bool           // a row leads elsewhere: a tap opens it at once
}

// Heads tells whether a row stands above those of a section.
func (k Kind[T]) Heads(row T) bool {
	return k.Head != nil && k.Head(row) || k.Group != nil && k.Group(row)
}

// Lines is a list with one chosen row, which the arrow keys move. Enter opens it. With Shift, the arrow keys and taps select several,
// Ctrl+A all; Ctrl+C copies what is selected, below the columns' names, Ctrl+D fills it down.
type Lines[T any] struct {
	widget.BaseWidget
	OnSelect func()                       // other rows are selected
	OnMove   func(T)                      // another row is chosen, by a person
	OnOpen   func(T)                      // Enter or Space, or a tap on the chosen row
	OnKey    func(T, *fyne.KeyEvent) bool // other keys, such as F2 and Delete
	OnRune   func(T, rune) bool           // characters, such as digits and '-'
	OnRow    func(T, fyne.KeyName)        // Ctrl+Shift with Up, Down or Delete, as in a box that stands in a row (Field.OnRow)
	OnFill   func(Table)                  // fills down the selected rows at Ctrl+D; nil: nothing is
	OnPaste  func(text string)            // takes the text that Ctrl+V pastes; nil: Ctrl+V is the window's
	Printer                               // what prints the list

	kind   Kind[T]
	rows   []T
	at     int // the chosen row, or -1
	span   span
	tile   *Tile[T] // nil: rows are lines
	across int      // how many stand in a line
	pane   *pane
	ring   *theme.Box
	empty  fyne.CanvasObject
	body   *fyne.Container
}

// NewLines makes an empty list.
func NewLines[T any](kind Kind[T]) *Lines[T] {
	if kind.Height == 0 {
		kind.Height = theme.Row
	}
	if kind.New == nil {
		kind.New = func() View[T] { return newColumns(kind.Columns) }
	}
	l := &Lines[T]{kind: kind, at: -1, across: 1, ring: frame(), span: single}
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

// Put shows a copy of these rows. The row with the chosen key stays chosen, and where it was in view, it stays at its place there; if it is
// gone, the one in its place is chosen, and where none was the first, all without a callback.
func (l *Lines[T]) Put(rows []T) {
	key, had := l.ChosenKey()
	other := l.keyAt(l.span.from)
	l.rows = append(l.rows[:0:0], rows...)
	at := -1
	if had {
		at = l.index(key)
	}
	switch {
	case at >= 0:
	case had:
		at = l.near(min(l.at, len(rows)-1))
	case !l.kind.Loose:
		at = l.near(0)
	}
	moved := l.lineOf(at) - l.lineOf(l.at)
	seen, off := had && l.pane.shows(l.lineOf(l.at)), l.pane.scroll.Offset.Y // fewer rows move what is in view
	l.at = at
	if l.span.from = -1; other != "" {
		l.span.from = l.index(other)
	}
	l.pane.put(l.lineOf(len(l.rows)-1) + 1)
	switch {
	case seen && at >= 0:
		l.pane.rest(off + float32(moved)*l.pane.height)
	case !had && at >= 0:
		l.reveal(at)
	}
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
	l.pane.again(l.lineOf(old))
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
	turned := l.spread(s.Width)
	l.BaseWidget.Resize(s)
	if turned {
		l.pane.put(l.lineOf(len(l.rows)-1) + 1)
	}
	if (turned || s.Height != was) && l.at >= 0 {
		l.reveal(l.at)
	}
}

// Watch implements Watched: the host has the mouse wheel where the list has no more rows.
func (l *Lines[T]) Watch(_ fyne.CanvasObject, h Host) {
	if l.pane.onWheel = nil; h != nil {
		l.pane.onWheel = h.Scrolled
	}
}

// Focus gives the list the keyboard.
func (l *Lines[T]) Focus() { focus(l) }

// MinSize is small: a list takes the room that it is given.
func (l *Lines[T]) MinSize() fyne.Size { return fyne.NewSize(120, l.kind.Height*3) }

// CreateRenderer stacks the rows, the ring and what stands for an empty list.
func (l *Lines[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

// span is what is selected of a list besides the chosen row.
type span struct {
	from  int // the other end of the selected rows; -1: the chosen row is alone
	all   bool
	shift bool // is held
}

var single = span{from: -1}

// Selected are the selected rows without headings, the chosen one among them, from above.
func (l *Lines[T]) Selected() []T {
	var out []T
	for i, r := range l.rows {
		if l.selected(i) && !l.head(i) {
			out = append(out, r)
		}
	}
	return out
}

func (l *Lines[T]) selected(i int) bool {
	if l.span.all || i == l.at {
		return true
	}
	return l.at >= 0 && l.span.from >= 0 && i >= min(l.span.from, l.at) && i <= max(l.span.from, l.at)
}

// selects draws the rows anew where more than the chosen one was or will be selected.
func (l *Lines[T]) selects(s span) {
	was := l.span
	l.span = s
	if was.all || was.from >= 0 || s.all || s.from >= 0 {
		l.pane.update(true)
		if l.OnSelect != nil {
			l.OnSelect()
		}
	}
}

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
	l.pane.again(l.lineOf(old))
	l.pane.again(l.lineOf(i))
	l.reveal(i)
}

// reveal scrolls to row i.
func (l *Lines[T]) reveal(i int) {
	if i > 0 && l.near(0) == i {
		l.pane.reveal(0) // with the first row, its heading
	}
	l.pane.reveal(l.lineOf(i))
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

func (l *Lines[T]) create() fyne.CanvasObject {
	if l.tile != nil {
		return newShelf(l)
	}
	return newLine(l.kind.New())
}

func (l *Lines[T]) fill(i int, o fyne.CanvasObject) {
	switch w := o.(type) {
	case *shelf[T]:
		w.fill(i)
	case *line[T]:
		if i >= 0 && i < len(l.rows) {
			l.fillLine(i, w)
		}
	}
}

// fillLine shows row i.
func (l *Lines[T]) fillLine(i int, w *line[T]) {
	w.view.Set(l.rows[i])
	w.tap = func(shift bool) { l.tapped(i, shift) }
	w.put(l.at == i, l.selected(i), l.head(i))
}

// tapped chooses a row, or opens the chosen one: a double tap would delay each tap. Whoever is filling in something of the chosen one
// stays there.
func (l *Lines[T]) tapped(i int, shift bool) {
	if i == l.at && !shift && filling(l) {
		return
	}
	focus(l)
	l.span.shift = shift
	defer func() { l.span.shift = false }()
	if l.move(i) && !l.kind.Leads {
		return
	}
	if r, ok := l.Chosen(); ok && l.at == i && l.OnOpen != nil {
		l.OnOpen(r)
	}
}

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
	Touched()
	if l.besides(e.Name) {
		return
	}
	r, ok := l.Chosen()
	switch e.Name {
	case fyne.KeyUp:
		l.Next(-l.across)
	case fyne.KeyDown:
		l.Next(l.across)
	case fyne.KeyPageUp:
		l.Next(-l.pane.page() * l.across)
	case fyne.KeyPageDown:
		l.Next(l.pane.page() * l.across)
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

// TypedShortcut selects all rows, copies those that are selected, pastes text, and passes other shortcuts on.
func (l *Lines[T]) TypedShortcut(s fyne.Shortcut) {
	switch x := s.(type) {
	case *fyne.ShortcutSelectAll:
		l.selects(span{from: -1, all: true})
	case *fyne.ShortcutCopy:
		if rows := l.Selected(); len(rows) > 0 {
			x.Clipboard.SetContent(l.table(rows).Tabbed())
		}
	case *fyne.ShortcutPaste:
		text, _ := isPaste(x)
		if l.OnPaste == nil || text == "" {
			passShortcut(l, s)
			return
		}
		l.OnPaste(text)
	default:
		if l.OnFill != nil && isCombo(s, fyne.KeyModifierShortcutDefault, fyne.KeyD) {
			l.OnFill(l.SelectedTable())
			return
		}
		if r, ok := l.Chosen(); ok && l.OnRow != nil {
			for _, key := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyDelete} {
				if isCombo(s, Ctrl|Shift, key) {
					l.OnRow(r, key)
					return
				}
			}
		}
		passShortcut(l, s)
	}
}

// SelectedTable is what of it is selected.
func (l *Lines[T]) SelectedTable() Table { return l.table(l.Selected()) }

// Table is all that the list shows, in its order.
func (l *Lines[T]) Table() Table { return l.table(l.rows) }

func (l *Lines[T]) table(rows []T) Table {
	var t Table
	columns := Shown(l.kind.Columns, OnPaper)
	for _, c := range columns {
		t.Columns = append(t.Columns, TableColumn{Name: c.Name, Right: c.Right, Fills: c.Fills})
	}
	for _, row := range rows {
		r := TableRow{Head: l.kind.Heads(row)}
		for _, c := range columns {
			if c.Copy != nil {
				r.Cells = append(r.Cells, c.Copy(row))
			} else {
				r.Cells = append(r.Cells, c.Cell(row).Text)
			}
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}
