package part

import (
	"strings"

	"fyne.io/fyne/v2"
)

// HalfWidth turns what an input method may leave behind in numbers and dates (full-width
// digits, stops, signs and the ideographic space) into plain characters.
func HalfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．' || r == '。':
			return '.'
		case r == '－' || r == '—' || r == '−' || r == '–':
			return '-'
		case r == '／':
			return '/'
		case r == '＋':
			return '+'
		case r == '　':
			return ' '
		}
		return r
	}, s)
}

// wide lays things over each other in a given width.
type wide struct{ width float32 }

func (l wide) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, inset{}.MinSize(objs).Height)
}

func (l wide) Layout(objs []fyne.CanvasObject, size fyne.Size) { inset{}.Layout(objs, size) }
