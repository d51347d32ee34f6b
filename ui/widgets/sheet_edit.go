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
	e := &sheetEdit{sheet: s, box: newEntry(false), fresh: true}
	e.box.tab = true
	e.box.onKey, e.box.onRune, e.box.onShortcut = e.key, e.rune, e.shortcut
	e.box.onFocus = e.focusing
	e.box.onMouse = func() {
		if e.fresh = false; s.cols[s.data.c].Kind == Choice {
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

func (e *sheetEdit) choice() bool { return e.sheet.cols[e.sheet.data.c].Kind == Choice }

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
	for i, text := range e.sheet.cols[e.sheet.data.c].Choices {
		items = append(items, fyne.NewMenuItem(strconv.Itoa(i+1)+"  "+text, func() {
			e.pick(text)
			e.sheet.Focus()
		}))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.box)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, pos.AddXY(0, e.box.Size().Height))
}
