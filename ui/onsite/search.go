package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
)

// search is a box whose text filters a list at once, unlike a Field, which waits. Down and Enter go to the list, Esc empties the
// box and goes there too.
type search struct {
	widget.Entry
	onDown, onEnter, onEscape func()
}

func newSearch(hint string, changed func(string)) *search {
	s := &search{}
	s.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	s.SetPlaceHolder(hint)
	s.OnChanged = changed
	s.Icon = theme.Icon(theme.IconSearch)
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey keeps what is for a text box.
func (s *search) TypedKey(e *fyne.KeyEvent) {
	switch {
	case (e.Name == fyne.KeyDown || e.Name == fyne.KeyUp) && s.onDown != nil:
		s.onDown()
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && s.onEnter != nil:
		s.onEnter()
	case e.Name == fyne.KeyEscape && s.onEscape != nil:
		s.onEscape()
	case len(e.Name) > 1 && e.Name[0] == 'F' && e.Name[1] >= '1' && e.Name[1] <= '9':
		passKey(s, e)
	default:
		s.Entry.TypedKey(e)
	}
}

// TypedShortcut passes on the program's shortcuts, which a stock box would swallow.
func (s *search) TypedShortcut(sc fyne.Shortcut) {
	if c, ok := sc.(*desktop.CustomShortcut); ok {
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		default:
			passShortcut(s, sc)
			return
		}
	}
	s.Entry.TypedShortcut(sc)
}
