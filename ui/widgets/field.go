package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Pause is how long a person has to stop typing before a box commits by itself.
const Pause = time.Second

// Field is a text box that calls OnCommit when it is left, after a Pause, at Enter and
// at Flush, and in the middle of a Long text; never per key, and only with a text that differs from the one put or
// committed before. Esc goes back to that text. Ctrl+Enter commits and calls OnDone.
type Field struct {
	widget.BaseWidget
	Teller
	OnCommit func(text string)
	OnDone   func()
	OnEnter  func()            // Enter in a box of one line, after its text was committed
	OnTyped  func()            // Unsaved has become true, or false again
	OnText   func(text string) // each time that a person changed the text; may be nil
	OnTold   func()            // Told has changed; may be nil
	// OnRow is told of Ctrl+Shift with Up, Down or Delete, which move or remove the row in which the box stands, after its text is
	// committed. It may be nil.
	OnRow func(key fyne.KeyName)
	// OnCombo is asked first of each shortcut, and tells whether it has dealt with it. It may be nil.
	OnCombo func(fyne.Shortcut) bool
	// Parse turns what was typed into what is committed and shown; an error stands
	// below the box once it is left, and nothing is committed. It may be nil.
	Parse func(typed string) (string, error)
	// Needed is said below the box while it is emptied of a text that it had: that is
	// never committed, and the text is back once the box is left. Empty for a box that
	// may be emptied.
	Needed string

	entry   *entry
	days    func() // opens the calendar of a box for a day; nil for any other
	oneText bool   // of several lines, but one paragraph
	saved   string
	other   bool // what Unsaved was when OnTyped was told
	timer   Timer
	stop    func() // the wait for a Pause; nil for none
	stopped func() // that for the end of a Long time
	told    notes
	below   *Message
	edge    *theme.Box // over the dark edge that Fyne gives a disabled box
	body    *fyne.Container
}

// Note is a Field of several lines, in which Enter makes a new line.
type Note = Field

// Long is how long a person types without a Pause before a box commits all the same.
const Long = 5 * time.Second

// notes are what may stand below a box; the first that is not empty does.
type notes struct{ err, wrong, lock string }

// NewField makes a box of one line; a nil Timer is the running program's clock.
func NewField(t Timer) *Field { return newField(t, newEntry(0)) }

// NewNote makes a box of several lines, which grows with its text from the given number of them.
func NewNote(t Timer, lines int) *Note { return newField(t, newEntry(lines)) }

// NewText makes a box like NewNote for one paragraph, in which Enter does what it does in a box of one line; so does Esc, if it begins with one.
func NewText(t Timer, lines int) *Field {
	f := NewNote(t, lines)
	f.oneText = true
	return f
}

func newField(t Timer, e *entry) *Field {
	f := &Field{entry: e, timer: timerOr(t), below: NewMessage(), edge: theme.NewBox(theme.None).Thick(theme.Rule, 4).Round(theme.Grid)}
	f.edge.Hide()
	box := container.NewStack(f.entry, layout.Pad(1.5, 1.5, f.edge))
	f.body = layout.Stack(2, box, f.below)
	e.OnChanged = func(string) { f.typed() }
	e.onKey, e.onShortcut, e.onFocus, e.onWheel = f.key, f.shortcut, f.focusing, f.wheel
	f.ExtendBaseWidget(f)
	return f
}

// Lines makes the box so many lines high, whatever is in it.
func (f *Field) Lines(n int) {
	if e := f.entry; e.least != n || e.most != n {
		e.least, e.most, e.rows = n, n, n
		e.SetMinRowsVisible(n)
	}
}

// Text is what the box shows now, committed or not.
func (f *Field) Text() string { return f.entry.Text }

// Put shows a text without calling anything. What a person has typed and not yet
// committed stays; only what Esc goes back to changes then.
func (f *Field) Put(text string) {
	dirty := f.dirty()
	f.saved = text
	if dirty && f.entry.focused {
		f.compare()
		return
	}
	f.Drop()
}

// Hint sets the grey text of an empty box.
func (f *Field) Hint(text string) *Field {
	if f.entry.PlaceHolder != text {
		f.entry.SetPlaceHolder(text)
	}
	return f
}

// Lock disables the box and says below why; an empty reason unlocks it.
func (f *Field) Lock(reason string) {
	if f.told.lock == reason {
		return
	}
	if reason != "" {
		f.Flush()
		f.entry.Disable()
	} else {
		f.entry.Enable()
	}
	f.told.lock = reason
	Visible(f.edge, reason != "")
	f.tell()
}

// Freeze disables the box without a word below it, where something else says why.
func (f *Field) Freeze(on bool) {
	switch {
	case f.entry.Disabled() == on:
	case on:
		f.Flush()
		f.entry.Disable()
	default:
		f.entry.Enable()
	}
	Visible(f.edge, f.entry.Disabled())
}

// Locked says whether the box is locked.
func (f *Field) Locked() bool { return f.told.lock != "" }

// SetError shows an error below the box; an empty one takes it away.
func (f *Field) SetError(text string) {
	if f.told.err != text {
		f.told.err = text
		f.tell()
	}
}

// Told is the error that is shown, if any.
func (f *Field) Told() string {
	if f.told.err != "" {
		return f.told.err
	}
	return f.told.wrong
}

// Flush commits now.
func (f *Field) Flush() { f.commit(true) }

// Drop goes back to the text that was put or committed.
func (f *Field) Drop() {
	f.cancel()
	f.wrong("")
	f.entry.put(f.saved)
	f.compare()
}

// Unsaved says whether something was typed that is not committed.
func (f *Field) Unsaved() bool {
	if !f.dirty() || f.Parse == nil {
		return f.dirty()
	}
	text, err := f.Parse(f.entry.Text)
	return err != nil || text != f.saved
}

// Whole makes all of the text selected when the box gets the keyboard: typing replaces it.
func (f *Field) Whole() { f.entry.whole = true }

// Days makes the box one for a day: Down and the sign at its end open a calendar, and what is picked there is committed as if it had been
// typed. Parse has to read what ParseDay gives.
func (f *Field) Days(is Months) *Field {
	f.days = func() {
		f.Focus()
		pickDay(f.entry, is, func(day string) {
			f.entry.put(day)
			f.commit(true)
		})
	}
	f.entry.ActionItem = newDayKnob(f.days)
	return f
}

// Focus puts the cursor into the box.
func (f *Field) Focus() { focus(f.entry) }

// Focused says whether the cursor is in the box.
func (f *Field) Focused() bool { return f.entry.focused }

// Target is what tests and the canvas see as focused.
func (f *Field) Target() fyne.Focusable { return f.entry }

// CreateRenderer stacks the box and what is to be said below it.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(f.body)
}

// When a Field commits, and what its keys do.

func (f *Field) dirty() bool { return f.entry.Text != f.saved }

// compare tells when there is something that is not committed, or nothing any more.
func (f *Field) compare() {
	if f.OnTyped != nil && f.other != f.Unsaved() {
		f.other = !f.other
		f.OnTyped()
	}
}

// emptied tells whether the box would lose a text that it can't be without.
func (f *Field) emptied(text string) bool {
	return f.Needed != "" && strings.TrimSpace(text) == "" && strings.TrimSpace(f.saved) != ""
}

func (f *Field) typed() {
	if f.stop != nil {
		f.stop()
	}
	f.compare()
	if f.OnText != nil {
		f.OnText(f.entry.Text)
	}
	if f.entry.count() {
		f.grew()
	}
	switch {
	case f.emptied(f.entry.Text):
		f.wrong(f.Needed)
	case f.told.wrong == f.Needed:
		f.wrong("")
	}
	if !f.dirty() {
		f.cancel()
		return
	}
	f.stop = f.timer.After(Pause, func() { f.commit(false) })
	if f.stopped == nil {
		f.stopped = f.timer.After(Long, func() { f.commit(false) })
	}
}

// commit tells the owner of a new text. In a pause a text that does not parse is left
// alone: the person may be in the middle of it.
func (f *Field) commit(leaving bool) {
	f.cancel()
	f.entry.steps.over = true
	defer f.compare()
	if !f.dirty() {
		f.wrong("")
		return
	}
	text := f.entry.Text
	if f.Parse != nil && !f.emptied(text) {
		parsed, err := f.Parse(text)
		if err != nil {
			if leaving {
				f.wrong(err.Error())
			}
			return
		}
		if text = parsed; leaving {
			f.entry.put(text)
		}
	}
	if f.emptied(text) {
		f.keep(leaving)
		return
	}
	f.wrong("")
	if f.saved == text {
		return
	}
	f.saved = text
	if f.OnCommit != nil {
		f.OnCommit(text)
	}
}

// keep says that the box can't stay empty, and puts its text back once it is left.
func (f *Field) keep(leaving bool) {
	if !leaving {
		f.wrong(f.Needed)
		return
	}
	f.wrong("")
	f.entry.put(f.saved)
}

func (f *Field) cancel() {
	for _, stop := range []func(){f.stop, f.stopped} {
		if stop != nil {
			stop()
		}
	}
	f.stop, f.stopped = nil, nil
}

func (f *Field) focusing(in bool) {
	if in {
		f.Gained()
		return
	}
	f.commit(true)
}

func (f *Field) key(e *fyne.KeyEvent) bool {
	if f.entry.MultiLine && !f.oneText {
		return false
	}
	switch {
	case e.Name == fyne.KeyDown && f.days != nil:
		f.days()
		return true
	case e.Name == fyne.KeyEscape && f.dirty() && f.entry.least <= 1: // of more lines, too much would be lost
		f.Drop()
		return true
	case isEnter(e):
		f.commit(true)
		if f.OnEnter != nil && f.Told() == "" {
			f.OnEnter()
		}
		return true
	}
	return false
}

func (f *Field) shortcut(s fyne.Shortcut) bool {
	if f.OnCombo != nil && f.OnCombo(s) {
		return true
	}
	if c, ok := s.(*desktop.CustomShortcut); ok && f.OnRow != nil && c.Modifier == Ctrl|Shift {
		switch c.KeyName {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyDelete:
			f.commit(true)
			f.OnRow(c.KeyName)
			return true
		}
	}
	if !isCtrlEnter(s) || f.OnDone == nil {
		return false
	}
	f.commit(true)
	f.OnDone()
	return true
}

func (f *Field) wrong(text string) {
	if f.told.wrong != text {
		f.told.wrong = text
		f.tell()
	}
}

func (f *Field) tell() {
	switch {
	case f.Told() != "":
		f.below.Put(theme.Refused, f.Told())
	default:
		f.below.Put(theme.Locked, f.told.lock)
	}
	if f.OnTold != nil {
		f.OnTold()
	}
	f.body.Refresh()
}
