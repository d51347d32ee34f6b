package preview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/ui/widgets"
)

// The keyboard part of the view.

// line is the distance that an arrow key scrolls, in Fyne's units.
const line = 48

// Focus gives the pages the keyboard.
func (v *View) Focus() {
	if c := v.k.Window.Canvas(); c != nil && v.renderer.closed == nil {
		c.Focus(v)
	}
}

// FocusGained implements fyne.Focusable: it shows the ring.
func (v *View) FocusGained() { widgets.Visible(v.ring, true) }

// FocusLost implements fyne.Focusable: it hides the ring.
func (v *View) FocusLost() { widgets.Visible(v.ring, false) }

// Tapped implements fyne.Tappable: it takes the keyboard.
func (v *View) Tapped(*fyne.PointEvent) { v.Focus() }

// TypedRune implements fyne.Focusable; there is nothing to type.
func (v *View) TypedRune(rune) {}

// TypedKey implements fyne.Focusable. Keys that Key does not handle go to the canvas.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	widgets.Touched()
	if v.Key(e.Name) {
		return
	}
	if c := v.k.Window.Canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// Key handles a key, including one that no focused widget took, and tells whether it did.
func (v *View) Key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyPageDown, fyne.KeySpace:
		v.by(0.9)
	case fyne.KeyPageUp:
		v.by(-0.9)
	case fyne.KeyHome:
		v.goTo(0)
	case fyne.KeyEnd:
		v.goTo(len(v.roll.sizes) - 1)
	case fyne.KeyDown:
		v.scrollTo(v.scroll.Offset.AddXY(0, line))
	case fyne.KeyUp:
		v.scrollTo(v.scroll.Offset.AddXY(0, -line))
	case fyne.KeyRight:
		v.scrollTo(v.scroll.Offset.AddXY(line, 0))
	case fyne.KeyLeft:
		v.scrollTo(v.scroll.Offset.AddXY(-line, 0))
	case fyne.KeyEscape:
		v.leave()
	default:
		return false
	}
	return true
}

// TypedShortcut implements fyne.Shortcutable: it zooms, prints, saves and goes to a page. Other shortcuts go to the canvas.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok {
		mod := c.Modifier
		if c.KeyName == fyne.KeyEqual || c.KeyName == fyne.KeyPlus { // on many keyboards + needs Shift
			mod &^= fyne.KeyModifierShift
		}
		if mod == fyne.KeyModifierShortcutDefault && v.Ctrl(c.KeyName) {
			return
		}
	}
	if c, ok := v.k.Window.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// Ctrl handles a key that is pressed together with Ctrl, and tells whether it did.
func (v *View) Ctrl(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyPlus, fyne.KeyEqual:
		v.zoomBy(true)
	case fyne.KeyMinus:
		v.zoomBy(false)
	case fyne.Key0:
		v.setZoom(1)
	case fyne.KeyP:
		v.actions.Print()
	case fyne.KeyS:
		v.actions.SaveAs()
	case fyne.KeyG:
		v.bar.page.Focus()
	default:
		return false
	}
	return true
}
