package widgets

import (
	"strings"

	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
)

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
	f.cancel()
	f.compare()
	switch {
	case f.emptied(f.entry.Text):
		f.wrong(f.Needed)
	case f.told.wrong == f.Needed:
		f.wrong("")
	}
	if f.dirty() {
		f.stop = f.timer.After(Pause, func() { f.commit(false) })
	}
}

// commit tells the owner of a new text. In a pause a text that does not parse is left
// alone: the person may be in the middle of it.
func (f *Field) commit(leaving bool) {
	f.cancel()
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
	if f.stop != nil {
		f.stop()
		f.stop = nil
	}
}

func (f *Field) focusing(in bool) {
	if in {
		f.Gained()
		return
	}
	f.commit(true)
}

func (f *Field) key(e *fyne.KeyEvent) bool {
	if f.entry.MultiLine {
		return false
	}
	switch {
	case e.Name == fyne.KeyEscape && f.dirty():
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
	f.body.Refresh()
}
