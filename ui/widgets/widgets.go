// Package widgets has the widgets of our own, which know nothing of assessments. Every
// word comes from the caller; everything can be done from the keyboard; every setter
// may be called as often as one likes, since it compares first and never fires a callback.
//
// What is shown is set by Put (widgets own the name Show); what a person did comes back
// through the On… fields, which may be nil. All of it happens on the UI thread.
//
//	Field, Note      text boxes that commit when left and after a pause
//	Calendar         a month, from which a day is picked: Field.Days has one
//	Mark             points: a box with [-] [+], or a row of allowed marks
//	Lines            a list with a row type of the caller's
//	Sheet            a register that is filled in like a spreadsheet
//	Grid             an overview matrix
//	Steps, Tabs, Chips  rows of things to choose from
//	Bars             horizontal bar chart
//	Badge, Banner, Empty  a sign with words; a line of notice; an empty list
//	Form             labels and boxes in two columns
//	Page             a column that scrolls, also to whatever on it gets the keyboard
//	Link, Links      rows that lead somewhere
//	Pick, Radio, Tick, Secret  a choice among names, all of few in view; yes or no; a PIN
//	TextBox, ChoiceBox  a box with its label above, plain words where it can't be edited
//	Modal            a question over the window
//	Split            list and detail, side by side or one over the other
//	Button           a button that Enter presses too
//	Progress, Runner work in the background, with progress and cancel
//	Timer            time, so that tests can turn the clock
//	Keys             every action with its shortcut, for the canvas, menus and the help sheet
//
// # Keys
//
// Fyne gives keys to the focused widget only. Our widgets pass on what they do not use
// themselves (F1, Esc, Ctrl+K …) to the canvas, where Keys has registered the program's
// shortcuts. A stock widget that has the focus swallows plain keys: use Button rather than
// widget.Button.
//
// # Boxes
//
// A box that is being typed in is never disturbed: Put while the person has typed
// something not yet committed changes only what Esc goes back to. Call Flush before
// signing, printing or leaving a page, so that nothing stays in a box.
package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// canvasOf is the canvas that shows o, or nil. Fyne knows the canvas of an object only once it was painted; what was put on screen
// just now, such as a page that is to get the keyboard, belongs to the program's one window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	if all := driver.AllWindows(); len(all) == 1 {
		return all[0].Canvas()
	}
	return nil
}

// focus gives o the keyboard, if it is on screen.
func focus(o fyne.Focusable) {
	obj, ok := o.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := canvasOf(obj); c != nil {
		c.Focus(o)
	}
}

// passKey hands a key that a widget does not use to the canvas.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(e)
		}
	}
}

// passRune hands a character that a widget does not use to the canvas.
func passRune(o fyne.CanvasObject, r rune) {
	if c := canvasOf(o); c != nil {
		if f := c.OnTypedRune(); f != nil {
			f(r)
		}
	}
}

// passShortcut hands a shortcut that a widget does not use to the canvas.
func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// isPaste tells whether a shortcut is Ctrl+V, and what text it pastes: none where what was copied is no text, and perhaps the window's.
func isPaste(s fyne.Shortcut) (text string, ok bool) {
	p, ok := s.(*fyne.ShortcutPaste)
	if !ok || p.Clipboard == nil {
		return "", ok
	}
	return p.Clipboard.Content(), true
}

// isCombo says whether s is modifier+key.
func isCombo(s fyne.Shortcut, mod fyne.KeyModifier, key fyne.KeyName) bool {
	c, ok := s.(*desktop.CustomShortcut)
	return ok && c.Modifier == mod && c.KeyName == key
}

// isCtrlEnter says whether s is Ctrl+Enter of either Enter key.
func isCtrlEnter(s fyne.Shortcut) bool {
	return isCombo(s, fyne.KeyModifierShortcutDefault, fyne.KeyReturn) ||
		isCombo(s, fyne.KeyModifierShortcutDefault, fyne.KeyEnter)
}

// isPress says whether e does what a tap does.
func isPress(e *fyne.KeyEvent) bool { return isEnter(e) || e.Name == fyne.KeySpace }

// isEnter says whether e is one of the two Enter keys.
func isEnter(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter }

// frame is the ring around what has the keyboard; it is hidden until shown.
func frame() *theme.Box {
	b := theme.NewBox(theme.None).Thick(theme.Accent, 2).Round(theme.Grid)
	b.Hide()
	return b
}

// Visible shows or hides o only when that changes something.
func Visible(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// filling tells whether the keyboard is where somebody types what is kept.
func filling(o fyne.CanvasObject) bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return false
	}
	switch f := c.Focused().(type) {
	case *entry:
		return !f.looks
	case *picks:
		return true
	}
	return false
}
