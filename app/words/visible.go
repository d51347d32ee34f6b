package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible is s as one line in which nothing acts and nothing hides: what is Hidden stands as a sign of its own, ␛ ␍ ␊ for the old control
// characters and \u{202E} for the others, and a byte that is no UTF-8 as \x{9B}. Whatever else is left as it is. Whole lines may be given.
//
// Caveat: it is for showing, not for reading back: a text that holds the sign itself is shown the same.
func Visible(s string) string {
	if clear(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "\\x{%02X}", s[0])
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7F:
			b.WriteRune('␡')
		case Hidden(r):
			fmt.Fprintf(&b, "\\u{%04X}", r)
		default:
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

func clear(s string) bool { return utf8.ValidString(s) && strings.IndexFunc(s, Hidden) < 0 }

// fillers are letters and marks by their class that show nothing: the combining joiner, the fillers of Hangul, the blank of braille.
var fillers = []rune{0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}

// Hidden tells whether a character acts on the place where it is shown, or shows nothing there: control characters (with tab, line feed,
// NEL), separators of lines and paragraphs, bidi controls, zero-width characters, tags. Variation selectors are not: they belong to the
// written form of some Han characters in names.
func Hidden(r rune) bool {
	if r < 0x80 {
		return r < ' ' || r == 0x7F
	}
	if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
		return true
	}
	for _, f := range fillers {
		if r == f {
			return true
		}
	}
	return false
}

// Clean refuses text that nobody may write, since it could forge lines or turn round what is read: control characters other than the line
// feed, separators of lines and paragraphs, bidi controls, and bytes that are no UTF-8. Fault: text.control, with how the first is shown.
// Characters of no width pass, as they come with what is pasted from a web page; Visible shows them.
func Clean(s string) error {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r != '\n' && forges(r) {
			return Refuse("text.control", Visible(s[i:i+n]))
		}
		i += n
	}
	return nil
}

func forges(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

// Tidy is a text as it is kept: each kind of line break a line feed, a tab as it is, and without the characters that Clean refuses.
// What is no UTF-8 is left as it is, for others to refuse.
func Tidy(s string) string {
	if Clean(s) == nil || !utf8.ValidString(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return '\n'
		case r == '\t' || Clean(string(r)) == nil:
			return r
		}
		return -1
	}, s)
}
