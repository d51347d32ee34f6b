package widgets

import (
	"strings"
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
