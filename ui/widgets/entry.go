package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// entry is a stock text box with hooks before each thing that it does, and which passes
// on what is not for a text box. Each hook says whether it has dealt with the matter.
type entry struct {
	widget.Entry
	onKey      func(*fyne.KeyEvent) bool
	onRune     func(rune) bool
	onShortcut func(fyne.Shortcut) bool
	onFocus    func(bool)
	onMouse    func()
	tab        bool // Tab comes to onKey instead of moving the focus
	whole      bool // all of it is selected when it gets the keyboard: typing replaces it
	readOnly   bool // can be walked and copied, not changed
	shift      bool
	focused    bool
	touched    bool // had the focus once: may have a selection
}

func newEntry(multi bool) *entry {
	e := &entry{}
	if multi {
		e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	} else {
		e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	}
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab is false even for several lines: Tab walks the boxes.
func (e *entry) AcceptsTab() bool { return e.tab }

// KeyDown remembers Shift: the driver reports Shift+Tab as Tab.
func (e *entry) KeyDown(k *fyne.KeyEvent) {
	e.noteShift(k, true)
	e.Entry.KeyDown(k)
}

// KeyUp forgets Shift.
func (e *entry) KeyUp(k *fyne.KeyEvent) {
	e.noteShift(k, false)
	e.Entry.KeyUp(k)
}

func (e *entry) noteShift(k *fyne.KeyEvent, down bool) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		e.shift = down
	}
}

// FocusGained tells the owner.
func (e *entry) FocusGained() {
	e.focused, e.touched = true, true
	e.Entry.FocusGained()
	if e.whole {
		e.selectAll()
	}
	if e.onFocus != nil {
		e.onFocus(true)
	}
}

// FocusLost tells the owner.
func (e *entry) FocusLost() {
	e.focused, e.shift = false, false
	e.Entry.FocusLost()
	if e.onFocus != nil {
		e.onFocus(false)
	}
}

// MouseDown tells the owner, after the cursor is where the mouse was.
func (e *entry) MouseDown(m *desktop.MouseEvent) {
	e.Entry.MouseDown(m)
	if e.onMouse != nil {
		e.onMouse()
	}
}

// TypedKey passes function keys and Esc on to the canvas, since a text box has no use for them.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(k) {
		return
	}
	if k.Name == fyne.KeyEscape || isFunctionKey(k.Name) {
		passKey(e, k)
		return
	}
	if e.readOnly && changes(k.Name) {
		return
	}
	e.Entry.TypedKey(k)
}

// TypedRune asks the owner first.
func (e *entry) TypedRune(r rune) {
	if e.onRune != nil && e.onRune(r) || e.readOnly {
		return
	}
	e.Entry.TypedRune(r)
}

// TypedShortcut keeps what belongs to a text box and passes on the rest; without this a
// focused box would swallow every shortcut of the program.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if e.onShortcut != nil && e.onShortcut(s) {
		return
	}
	if !edits(s) {
		passShortcut(e, s)
		return
	}
	if e.readOnly && s.ShortcutName() != "Copy" && s.ShortcutName() != "SelectAll" {
		return
	}
	e.Entry.TypedShortcut(s)
}

// edits tells whether a shortcut is for a text box: undo, redo, cut, copy, paste, select all, and walking or deleting by words.
func edits(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return true
	}
	switch c.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return c.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierShortcutDefault
	}
	return false
}

func (e *entry) selectAll() { e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// put sets the text without a callback, and only if it differs.
func (e *entry) put(s string) {
	if e.Text == s {
		return
	}
	f := e.OnChanged
	e.OnChanged = nil
	if e.touched {
		// SetText keeps a selection, which the next characters would then replace one by
		// one; End without Shift is the only way to drop it.
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
	e.SetText(s)
	e.OnChanged = f
}

func isFunctionKey(k fyne.KeyName) bool {
	return len(k) >= 2 && len(k) <= 3 && k[0] == 'F' && k[1] >= '1' && k[1] <= '9'
}

func changes(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		return true
	}
	return false
}
