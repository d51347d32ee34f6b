package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/words"
)

// entry is a stock text box with hooks before each thing that it does, and which passes
// on what is not for a text box. Each hook says whether it has dealt with the matter.
//
// One of several lines is as high as its text, from least to most lines; beyond that it scrolls.
type entry struct {
	widget.Entry
	least, most, rows int
	over              *wheel
	caretBox
	onWheel    func(*fyne.ScrollEvent)
	stood      spot // after the last change
	steps      retrace
	onKey      func(*fyne.KeyEvent) bool
	onRune     func(rune) bool
	onShortcut func(fyne.Shortcut) bool
	onFocus    func(bool)
	onMouse    func()
	tab        bool // Tab comes to onKey instead of moving the focus
	whole      bool // all of it is selected when it gets the keyboard: typing replaces it
	looks      bool // for something, instead of keeping it
	readOnly   bool // can be walked and copied, not changed
	shift      bool
	focused    bool
	touched    bool // had the focus once: may have a selection
}

// most lines that a box grows to: it can still be seen whole in a low window.
const most = 12

// newEntry makes a box of one line, for 0 lines, or one that grows from so many.
func newEntry(lines int) *entry {
	e := &entry{least: lines, most: max(lines, most), rows: lines}
	e.over = newWheel(e.wheel)
	if lines > 0 {
		e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
		e.SetMinRowsVisible(lines)
	} else {
		e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	}
	e.caretBox = caretBox{box: &e.Entry, self: e}
	e.OnCursorChanged = e.tell
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer takes the mouse wheel from the stock box, and looks how it scrolls.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	e.follow(r)
	return &laid{WidgetRenderer: r, over: e.over, under: e}
}

// wheel scrolls the text where there is more of it than is seen; otherwise it is passed on.
func (e *entry) wheel(ev *fyne.ScrollEvent) {
	switch {
	case e.MultiLine && scrolls(e.scroll, ev):
		e.tell()
	case e.onWheel != nil:
		e.onWheel(ev)
	}
}

// MinSize has room for the lines.
func (e *entry) MinSize() fyne.Size {
	return e.Entry.MinSize().AddWidthHeight(0, float32(e.rows-e.least)*lineHeight())
}

// Resize counts the lines anew: how many there are depends on how wide they are.
func (e *entry) Resize(s fyne.Size) {
	wide := e.Size().Width != s.Width
	e.Entry.Resize(s)
	if wide {
		e.count()
	}
}

// count finds how many lines the text has; it tells whether the box needs another height.
func (e *entry) count() bool {
	if !e.MultiLine || e.scroll == nil || e.Size().Width <= 0 {
		return false
	}
	was := e.rows
	e.rows = max(e.least, min(e.most, int(e.scroll.Content.MinSize().Height/lineHeight()))) // what is around the lines is less than one
	return e.rows != was
}

func lineHeight() float32 {
	return fyne.MeasureText("M", fynetheme.TextSize(), fyne.TextStyle{}).Height
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
	if !changes(k.Name) {
		e.Entry.TypedKey(k)
		return
	}
	if e.readOnly {
		return
	}
	what, r, behind := erasing, rune(0), 0
	switch k.Name {
	case fyne.KeyDelete:
		behind = 1
	case fyne.KeyReturn, fyne.KeyEnter:
		what, r = typing, '\n'
	}
	e.keeping(what, r, func() { e.change(behind, func() { e.Entry.TypedKey(k) }) })
}

// TypedRune asks the owner first.
func (e *entry) TypedRune(r rune) {
	if e.onRune != nil && e.onRune(r) || e.readOnly {
		return
	}
	e.keeping(typing, r, func() { e.change(0, func() { e.Entry.TypedRune(r) }) })
}

// TypedShortcut keeps what belongs to a text box and passes on the rest; without this a
// focused box would swallow every shortcut of the program.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if e.onShortcut != nil && e.onShortcut(s) {
		return
	}
	if !e.has(s) {
		passShortcut(e, s)
		return
	}
	if text, ok := isPaste(s); ok && (e.readOnly || text == "") {
		passShortcut(e, s)
		return
	}
	if e.readOnly && s.ShortcutName() != "Copy" && s.ShortcutName() != "SelectAll" {
		return
	}
	if e.retraces(s) {
		return
	}
	if p, ok := s.(*fyne.ShortcutPaste); ok {
		s = &fyne.ShortcutPaste{Clipboard: tidied{p.Clipboard, e.MultiLine}}
		e.keeping(wholesale, 0, func() { e.change(0, func() { e.Entry.TypedShortcut(s) }) })
		return
	}
	e.keeping(wholesale, 0, func() { e.Entry.TypedShortcut(s) })
}

// spot is where the caret stands in a text, and the line and column that the stock box has for it.
type spot struct {
	text         string
	at, row, col int
}

// Caret implements Typed.
func (e *entry) Caret() (at fyne.Position, height float32, ok bool) {
	if e.readOnly {
		return at, 0, false
	}
	return e.stands()
}

// change does what changes the text at the caret, and takes away so many runes behind it. The stock box forgets where it is when a line
// breaks at a space, which then is in no line: what is typed next would come before the space. So the place is kept here.
func (e *entry) change(takes int, do func()) {
	if !e.MultiLine || e.SelectedText() != "" {
		do()
		return
	}
	e.CursorColumn += e.caret() - e.CursorTextOffset()
	was := len([]rune(e.Text))
	behind := was - e.CursorTextOffset() - takes
	do()
	if now := len([]rune(e.Text)); now != was {
		e.stood = spot{e.Text, now - behind, e.CursorRow, e.CursorColumn}
	}
}

// tidied is a clipboard of a text as a box takes it.
type tidied struct {
	fyne.Clipboard
	lines bool
}

// Content is without what can't be seen: each kind of line break is a line break, or in a box of one line a space, as a tab is.
func (c tidied) Content() string {
	text := strings.ReplaceAll(words.Tidy(c.Clipboard.Content()), "\t", " ")
	if !c.lines {
		text = strings.ReplaceAll(strings.TrimSpace(text), "\n", " ")
	}
	return text
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
	e.steps = retrace{}
	f := e.OnChanged
	e.OnChanged = nil
	if e.touched {
		// SetText keeps a selection, which the next characters would then replace one by
		// one; End without Shift is the only way to drop it.
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
	e.SetText(s)
	e.OnChanged = f
	e.count()
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
