package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Key is an action with the keys that call it. Without a Key it is in menus only.
type Key struct {
	ID, Group, Name string
	Key             fyne.KeyName
	Mod             fyne.KeyModifier
	Do              func()
	Able            func() bool // nil: always
	// Text leaves the keys to a text box while one is focused that has a use for them, as for Ctrl+Z.
	Text bool
}

// Keys has every action of a window in the order in which they were added.
type Keys struct {
	keys   []Key
	canvas fyne.Canvas
}

// Ctrl, Alt and Shift are the modifiers as combinations are written here.
const (
	Ctrl  = fyne.KeyModifierControl
	Alt   = fyne.KeyModifierAlt
	Shift = fyne.KeyModifierShift
)

// NewKeys makes an empty registry.
func NewKeys() *Keys { return &Keys{} }

// Add appends actions; one with an ID that is there already takes its place.
func (k *Keys) Add(keys ...Key) {
	for _, n := range keys {
		if i := k.index(n.ID); i >= 0 {
			k.keys[i] = n
			continue
		}
		k.keys = append(k.keys, n)
		if k.canvas != nil {
			k.shortcut(n)
		}
	}
}

// Install registers everything on a canvas. Keys without a modifier reach it through the canvas's OnTypedKey. While something lies over
// the window they are the topmost Modal's, and where that is a stock dialog, nobody's; those that are no action's go to other, which may
// be nil.
func (k *Keys) Install(c fyne.Canvas, other func(*fyne.KeyEvent)) {
	k.canvas = c
	for _, key := range k.keys {
		k.shortcut(key)
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if c.Overlays().Top() != nil {
			if m := topmost(c); m != nil {
				m.key(e)
			}
			return
		}
		for _, key := range k.keys {
			if key.Key == e.Name && key.Mod == 0 && k.usable(key) {
				k.Run(key.ID)
				return
			}
		}
		if other != nil {
			other(e)
		}
	})
}

// Run does an action as its keys would; false if it can't be done now.
func (k *Keys) Run(id string) bool {
	i := k.index(id)
	if i < 0 {
		return false
	}
	key, box := k.keys[i], k.textBox()
	if key.Text && box != nil && box.has(key.shortcut()) {
		box.TypedShortcut(key.shortcut())
		return true
	}
	if !k.usable(key) { // a box of what lies over the page may have a use for it
		return box != nil && box.onShortcut != nil && box.onShortcut(key.shortcut())
	}
	key.Do()
	return true
}

// Item is the action's menu item, with its keys beside it.
func (k *Keys) Item(id string) *fyne.MenuItem {
	i := k.index(id)
	if i < 0 {
		return fyne.NewMenuItem(id, nil)
	}
	m := fyne.NewMenuItem(k.keys[i].Name, func() { k.Run(id) })
	m.Disabled = !k.usable(k.keys[i])
	if k.keys[i].Key != "" {
		m.Shortcut = k.keys[i].shortcut()
	}
	return m
}

// Able tells, one sign for each action, whether it can be done now: equal strings mean equal menus.
func (k *Keys) Able() string {
	out := make([]byte, len(k.keys))
	for i, key := range k.keys {
		out[i] = '-'
		if k.usable(key) {
			out[i] = '+'
		}
	}
	return string(out)
}

// All are the actions, for a sheet.
func (k *Keys) All() []Key { return append([]Key(nil), k.keys...) }

// Combo is how the keys are written: Ctrl+K, Alt+↑.
func (k Key) Combo() string {
	if k.Key == "" {
		return ""
	}
	var b strings.Builder
	for _, m := range []struct {
		mod  fyne.KeyModifier
		name string
	}{{Ctrl, "Ctrl+"}, {Alt, "Alt+"}, {Shift, "Shift+"}} {
		if k.Mod&m.mod != 0 {
			b.WriteString(m.name)
		}
	}
	if s, ok := keyNames[k.Key]; ok {
		return b.String() + s
	}
	return b.String() + string(k.Key)
}

var keyNames = map[fyne.KeyName]string{
	fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyLeft: "←", fyne.KeyRight: "→",
	fyne.KeyReturn: "Enter", fyne.KeyEnter: "Enter", fyne.KeyEscape: "Esc",
	fyne.KeyPageUp: "PageUp", fyne.KeyPageDown: "PageDown", fyne.KeyBackspace: "Backspace",
}

// shortcut is what the driver makes of the keys: some combinations have names of their own.
func (k Key) shortcut() fyne.Shortcut {
	if k.Mod == fyne.KeyModifierShortcutDefault {
		switch k.Key {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.Key, Modifier: k.Mod}
}

func (k *Keys) shortcut(key Key) {
	if key.Key == "" || key.Mod == 0 {
		return
	}
	run := func(fyne.Shortcut) { k.Run(key.ID) }
	k.canvas.AddShortcut(key.shortcut(), run)
	if key.Key == fyne.KeyReturn { // the keypad's Enter is another key
		key.Key = fyne.KeyEnter
		k.canvas.AddShortcut(key.shortcut(), run)
	}
}

// usable is false while something lies over the window, such as a question.
func (k *Keys) usable(key Key) bool {
	if k.canvas != nil && k.canvas.Overlays().Top() != nil {
		return false
	}
	return key.Do != nil && (key.Able == nil || key.Able())
}

// textBox is the focused text box, or nil.
func (k *Keys) textBox() *entry {
	if k.canvas == nil {
		return nil
	}
	if e, ok := k.canvas.Focused().(*entry); ok && !e.readOnly {
		return e
	}
	return nil
}

func (k *Keys) index(id string) int {
	for i, key := range k.keys {
		if key.ID == id {
			return i
		}
	}
	return -1
}
