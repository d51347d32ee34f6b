package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// sheetEdit is the box of a Sheet and what its keys do.
type sheetEdit struct {
	sheet *Sheet
	box   *entry
	base  string // what the box held when it came here
	fresh bool   // nothing edited yet: Left and Right walk the cells
}

func newSheetEdit(s *Sheet) *sheetEdit {
	e := &sheetEdit{sheet: s, box: newEntry(0), fresh: true}
	e.box.tab = true
	e.box.onKey, e.box.onRune, e.box.onShortcut = e.key, e.rune, e.shortcut
	e.box.onFocus = e.focusing
	e.box.onMouse = func() {
		if e.fresh = false; s.cols[s.c].Kind == Choice {
			e.list()
		}
	}
	return e
}

func (e *sheetEdit) dirty() bool { return e.box.Text != e.base }

// load brings a cell's text into the box, all of it selected.
func (e *sheetEdit) load(text string, col SheetCol) {
	e.base, e.fresh = text, true
	e.box.put(text)
	hint := col.Hint
	if col.Kind == Choice && hint == "" {
		var b strings.Builder
		for i, c := range col.Choices {
			b.WriteString(strconv.Itoa(i+1) + " " + c + "  ")
		}
		hint = b.String()
	}
	if e.box.PlaceHolder != hint {
		e.box.SetPlaceHolder(hint)
	}
	if e.box.focused {
		e.box.selectAll()
	}
}

// keep notes that the box's text, as its column writes it, is no longer new.
func (e *sheetEdit) keep(text string) {
	e.base = text
	e.box.put(text)
}

func (e *sheetEdit) focusing(in bool) {
	if in {
		e.sheet.Gained()
	}
	switch {
	case !in:
		e.sheet.leave()
	case e.fresh: // else the window comes back, and the person was in the middle of it
		e.box.selectAll()
	}
}

func (e *sheetEdit) choice() bool { return e.sheet.cols[e.sheet.c].Kind == Choice }

func (e *sheetEdit) day() bool { return e.sheet.cols[e.sheet.c].Kind == Day }

// days opens the calendar.
func (e *sheetEdit) days() {
	pickDay(e.box, e.sheet.cols[e.sheet.c].Months, func(day string) {
		e.pick(day)
		e.sheet.Focus()
	})
}

// pick takes a choice.
func (e *sheetEdit) pick(text string) {
	if e.box.readOnly {
		return
	}
	e.box.put(text)
	e.sheet.leave()
	e.sheet.load()
}

// list drops down the choices.
func (e *sheetEdit) list() {
	c := canvasOf(e.box)
	if c == nil || e.box.readOnly {
		return
	}
	var items []*fyne.MenuItem
	for i, text := range e.sheet.cols[e.sheet.c].Choices {
		items = append(items, fyne.NewMenuItem(strconv.Itoa(i+1)+"  "+text, func() {
			e.pick(text)
			e.sheet.Focus()
		}))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.box)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, pos.AddXY(0, e.box.Size().Height))
}

// What the keys of a Sheet do.

func (e *sheetEdit) key(k *fyne.KeyEvent) bool {
	s := e.sheet
	r, c := s.r, s.c
	walk := e.fresh || e.choice()
	switch {
	case isEnter(k):
		e.next(r, c)
	case k.Name == fyne.KeyTab && e.box.shift:
		e.back(r, c)
	case k.Name == fyne.KeyTab:
		e.forth(r, c)
	case k.Name == fyne.KeyUp:
		s.goTo(r-1, c)
	case k.Name == fyne.KeyDown:
		s.goTo(r+1, c)
	case k.Name == fyne.KeyPageUp:
		s.goTo(r-s.view.pane.page(), c)
	case k.Name == fyne.KeyPageDown:
		s.goTo(r+s.view.pane.page(), c)
	case k.Name == fyne.KeyLeft && walk && !e.box.shift:
		s.goTo(r, c-1)
	case k.Name == fyne.KeyRight && walk && !e.box.shift:
		s.goTo(r, c+1)
	default:
		return e.editKey(k)
	}
	return true
}

// editKey is for the keys that have to do with the text rather than with walking.
func (e *sheetEdit) editKey(k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyF2 && e.choice():
		e.list()
	case k.Name == fyne.KeyF2:
		e.fresh = false
		e.box.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	case k.Name == fyne.KeyEscape && e.dirty():
		e.box.put(e.base)
		e.fresh = true
		e.box.selectAll()
	case e.choice() && (k.Name == fyne.KeyBackspace || k.Name == fyne.KeyDelete):
		e.pick("")
	case e.choice() && k.Name == fyne.KeySpace:
		e.list()
	case e.day() && e.fresh && k.Name == fyne.KeySpace:
		e.days()
	default:
		if k.Name != fyne.KeyEscape && !isFunctionKey(k.Name) {
			e.fresh = false
		}
		return false
	}
	return true
}

// next is Enter: the next cell, and from the end of a row to the next row.
func (e *sheetEdit) next(r, c int) {
	if c == len(e.sheet.cols)-1 {
		r, c = r+1, -1
	}
	e.sheet.goTo(r, c+1)
}

// forth is Tab, which goes on out of the register at its end.
func (e *sheetEdit) forth(r, c int) {
	if r >= e.sheet.last() && c == len(e.sheet.cols)-1 {
		if cv := canvasOf(e.box); cv != nil && e.sheet.leave() {
			cv.FocusNext()
		}
		return
	}
	e.next(r, c)
}

// back is Shift+Tab.
func (e *sheetEdit) back(r, c int) {
	switch {
	case c > 0:
		e.sheet.goTo(r, c-1)
	case r > 0:
		e.sheet.goTo(r-1, len(e.sheet.cols)-1)
	default:
		if cv := canvasOf(e.box); cv != nil && e.sheet.leave() {
			cv.FocusPrevious()
		}
	}
}

func (e *sheetEdit) rune(r rune) bool {
	if !e.choice() {
		e.fresh = false
		return false
	}
	choices := e.sheet.cols[e.sheet.c].Choices
	d := HalfWidth(string(r))
	if n, err := strconv.Atoi(d); err == nil && n >= 1 && n <= len(choices) && !e.box.readOnly {
		e.pick(choices[n-1])
		e.next(e.sheet.r, e.sheet.c)
	}
	return true
}

func (e *sheetEdit) shortcut(sc fyne.Shortcut) bool {
	s := e.sheet
	if e.table(sc) {
		return true
	}
	switch {
	case isCombo(sc, fyne.KeyModifierShortcutDefault, fyne.KeyDelete):
		if r, ok := s.Row(); ok && s.OnDelete != nil && !s.lock {
			s.OnDelete(r)
		}
	case isCombo(sc, fyne.KeyModifierAlt, fyne.KeyDown) && e.choice():
		e.list()
	case isCombo(sc, fyne.KeyModifierAlt, fyne.KeyDown) && e.day():
		e.days()
	case isCtrlEnter(sc) && s.OnDone != nil:
		if s.leave() {
			s.OnDone()
		}
	case e.choice() && sc.ShortcutName() != "Copy":
		if _, ok := isPaste(sc); ok {
			passShortcut(e.box, sc)
		}
		return edits(sc) // nothing is typed into a choice
	default:
		e.fresh = e.fresh && !edits(sc)
		return false
	}
	return true
}

// table copies the whole register, and pastes rows and cells; a text without a tab or a line break is one for the box.
func (e *sheetEdit) table(sc fyne.Shortcut) bool {
	s := e.sheet
	if isCombo(sc, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift, fyne.KeyC) {
		fyne.CurrentApp().Clipboard().SetContent(s.Table().Tabbed())
		return true
	}
	p, ok := sc.(*fyne.ShortcutPaste)
	if !ok || s.OnPaste == nil || s.lock || !strings.ContainsAny(strings.TrimRight(p.Clipboard.Content(), "\r\n"), "\t\r\n") {
		return false
	}
	if s.leave() {
		s.OnPaste(p.Clipboard.Content())
	}
	return true
}
