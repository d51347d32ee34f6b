package lookthrough

import (
	"fyne.io/fyne/v2"

	"kaohe/ui/widgets"
)

// Focus gives the photos the keyboard.
func (v *View) Focus() {
	if c := v.k.Window.Canvas(); c != nil {
		c.Focus(v)
	}
}

// FocusGained shows the ring.
func (v *View) FocusGained() { widgets.Visible(v.ring, true) }

// FocusLost hides it.
func (v *View) FocusLost() { widgets.Visible(v.ring, false) }

// Tapped takes the keyboard.
func (v *View) Tapped(*fyne.PointEvent) { v.Focus() }

// TypedRune does nothing: the keys do.
func (v *View) TypedRune(rune) {}

// TypedKey does what a key is for. Others go to the canvas.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	widgets.Touched()
	if v.Key(e.Name) {
		return
	}
	if c := v.k.Window.Canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// Key does what a key is for, also one that no focused widget took, and tells whether it is for anything.
func (v *View) Key(name fyne.KeyName) bool {
	l := v.l
	if name >= fyne.Key1 && name <= fyne.Key9 && len(name) == 1 {
		v.near.lay(int(name[0] - '1'))
		return true
	}
	if name == fyne.Key0 && v.to.Name != "" {
		v.do(func() { l.LayTo(v.to.Supports) })
		return true
	}
	do := map[fyne.KeyName]func(){fyne.KeyRight: func() { l.Go(l.At + 1) }, fyne.KeyLeft: func() { l.Go(l.At - 1) }, fyne.KeyDown: func() { l.NextGroup(1) },
		fyne.KeyUp: func() { l.NextGroup(-1) }, fyne.KeyHome: func() { l.Go(0) }, fyne.KeyEnd: func() { l.Go(len(l.Files) - 1) }, fyne.KeySpace: l.Keep, fyne.KeyDelete: l.Skip,
		fyne.KeyEqual: l.Same, fyne.KeyR: l.Turn, fyne.KeyBackspace: l.Undo}[name]
	switch {
	case do != nil:
		v.do(do)
	case name == fyne.KeyReturn, name == fyne.KeyEnter:
		v.k.Window.Canvas().Focus(v.caption)
	case name == fyne.KeyI:
		v.pick(v.items())
	case name == fyne.KeyF:
		v.pick(v.findings())
	case name == fyne.KeyEscape:
		v.leave()
	default:
		return false
	}
	return true
}

// captionKey goes on from the box for the caption: Enter to the next photo, Esc back to this one.
func (v *View) captionKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		v.do(func() { v.l.Go(v.l.At + 1) })
	case fyne.KeyEscape:
		v.do(func() {})
	default:
		return false
	}
	return true
}

// TypedShortcut passes shortcuts on: Ctrl+Enter and Ctrl+Z are the window's, which calls Take and Undo.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	if c, ok := v.k.Window.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
