package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// What Undo and Redo do in a text box. The stock box keeps what was typed as one step for each run of letters, and a Chinese paragraph has
// no space: an hour's note would be gone with one key.

// kind of a change; changes of two kinds are never one step.
type kind byte

const (
	typing    kind = iota + 1
	erasing        // by Backspace or Delete
	wholesale      // pasting, cutting, and whatever replaces a selection: always a step of its own
)

// moment is a text and where the caret stood in it, in runes.
type moment struct {
	text string
	at   int
}

// retrace has the moments that Undo and Redo go to. A step ends in a pause, where a word, a sentence or a line is over, and where the caret
// was moved elsewhere.
type retrace struct {
	before, after []moment
	last          moment // after the last change
	kind          kind
	over          bool // the next change begins a step
	sign          bool // the last rune typed stood between words
}

const keptSteps = 200 // a box's own; beyond them there is the program's Undo

// changed keeps the moment before a change, if a step begins with it. r is the rune that was typed, 0 for any other change.
func (t *retrace) changed(from, to moment, k kind, r rune) {
	between := unicode.IsSpace(r) || unicode.IsPunct(r)
	if t.over || k != t.kind || k == wholesale || from != t.last || t.sign && !between || len(t.before) == 0 {
		t.before = append(t.before, from)
		if len(t.before) > keptSteps {
			t.before = t.before[1:]
		}
	}
	t.after, t.last, t.kind, t.over, t.sign = nil, to, k, false, between
}

// back gives the moment that Undo goes to from now; false if there is none.
func (t *retrace) back(now moment) (moment, bool) { return t.step(&t.before, &t.after, now) }

// forth gives the moment that Redo goes to.
func (t *retrace) forth(now moment) (moment, bool) { return t.step(&t.after, &t.before, now) }

func (t *retrace) step(from, to *[]moment, now moment) (moment, bool) {
	n := len(*from)
	if n == 0 {
		return moment{}, false
	}
	m := (*from)[n-1]
	*from, *to, t.over = (*from)[:n-1], append(*to, now), true
	return m, true
}

// any tells whether something was typed here that can be undone or done again.
func (t *retrace) any() bool { return len(t.before)+len(t.after) > 0 }

// now is the text and the caret.
func (e *entry) now() moment { return moment{e.Text, e.caret()} }

// caret is where the next rune comes, which the stock box does not always know (see change).
func (e *entry) caret() int {
	if s := e.stood; s.row == e.CursorRow && s.col == e.CursorColumn && s.text == e.Text {
		return s.at
	}
	return e.CursorTextOffset()
}

// keeping does what may change the text, and keeps how to go back.
func (e *entry) keeping(k kind, r rune, do func()) {
	if e.SelectedText() != "" {
		k = wholesale
	}
	from := e.now()
	do()
	if e.Text != from.text {
		e.steps.changed(from, e.now(), k, r)
	}
}

// retraces does a shortcut for Undo or Redo; false if it is another. Where nothing was typed the program's is meant: see has.
func (e *entry) retraces(s fyne.Shortcut) bool {
	var m moment
	var ok bool
	switch s.(type) {
	case *fyne.ShortcutUndo:
		m, ok = e.steps.back(e.now())
	case *fyne.ShortcutRedo:
		m, ok = e.steps.forth(e.now())
	default:
		return false
	}
	if ok {
		e.become(m)
	}
	return true
}

// has tells whether a shortcut is for this box. Undo and Redo are the program's where nothing was typed in the box since it was filled.
func (e *entry) has(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return e.steps.any()
	}
	return edits(s)
}

// become sets text and caret as they were, as if typed. The stock box has no way to place the caret, but keeps it within a text that it is
// given: so it gets the part before it first.
func (e *entry) become(m moment) {
	f := e.OnChanged
	e.OnChanged = nil
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // ends a selection
	e.CursorRow = len(e.Text) + len(m.text) + 1
	e.SetText(string([]rune(m.text)[:m.at]))
	e.SetText(m.text)
	e.OnChanged = f
	e.stood = spot{m.text, m.at, e.CursorRow, e.CursorColumn}
	e.Refresh()
	if f != nil {
		f(m.text)
	}
}
