package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
)

// When a Field commits, and what its keys do.

func (f *Field) dirty() bool { return f.entry.Text != f.saved }

func (f *Field) typed() {
	f.cancel()
	if f.dirty() {
		f.stop = f.timer.After(Pause, func() { f.commit(false) })
	}
}

// commit tells the owner of a new text. In a pause a text that does not parse is left
// alone: the person may be in the middle of it.
func (f *Field) commit(leaving bool) {
	f.cancel()
	if !f.dirty() {
		f.wrong("")
		return
	}
	text := f.entry.Text
	if f.Parse != nil {
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
	f.wrong("")
	if f.saved == text {
		return
	}
	f.saved = text
	if f.OnCommit != nil {
		f.OnCommit(text)
	}
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
		f.cancel()
		f.wrong("")
		f.entry.put(f.saved)
		return true
	case isEnter(e):
		f.commit(true)
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
		f.below.put(theme.Refused, f.Told())
	default:
		f.below.put(theme.Locked, f.told.lock)
	}
	f.body.Refresh()
}
