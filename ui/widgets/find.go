package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Find is a box whose text filters a list at once, unlike a Field, which waits.
type Find struct {
	widget.BaseWidget
	OnKey func(fyne.KeyName) bool // keys that are for the list; tells whether it took the key
	box   *entry
}

// NewFind makes it; changed gets each text.
func NewFind(hint string, changed func(string)) *Find {
	f := &Find{box: newEntry(0)}
	f.box.SetPlaceHolder(hint)
	f.box.Icon = theme.Icon(theme.IconSearch)
	f.box.OnChanged, f.box.looks = changed, true
	f.box.onKey = func(e *fyne.KeyEvent) bool { return f.OnKey != nil && f.OnKey(e.Name) }
	f.ExtendBaseWidget(f)
	return f
}

// ToList sends the keyboard to a list: Down, Up and Enter go there, Esc empties the box first.
func (f *Find) ToList(list interface{ Focus() }) {
	f.OnKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyEscape:
			f.Put("")
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyEnter:
		default:
			return false
		}
		list.Focus()
		return true
	}
}

// Text is what is looked for.
func (f *Find) Text() string { return f.box.Text }

// Put looks for another text.
func (f *Find) Put(text string) { f.box.SetText(text) }

// Type goes on with a character that was typed elsewhere, such as on the list.
func (f *Find) Type(r rune) {
	f.Focus()
	f.box.TypedRune(r)
}

// Focus puts the cursor into the box.
func (f *Find) Focus() { focus(f.box) }

// Focused tells whether the cursor is in the box.
func (f *Find) Focused() bool { return f.box.focused }

// CreateRenderer draws the box.
func (f *Find) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
