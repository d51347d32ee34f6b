package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns s as a text on one line, in which every Hidden character is replaced by a sign: ␛ ␍ ␊ for the old control characters,
// \u{202E} for the others, and \x{9B} for a byte that is not UTF-8. Everything else stays as it is.
//
// Caveat: the result is for showing only. It can't be converted back, because a text may contain such a sign itself.
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

// fillers are characters that Unicode classifies as letters or marks and that show nothing: the combining joiner, the fillers of Hangul,
// the blank of braille.
var fillers = []rune{0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}

// Hidden tells whether a character changes the display of its surroundings, or shows nothing itself: control characters (including tab,
// line feed and NEL), separators of lines and paragraphs, bidi controls, zero-width characters, tags. Variation selectors are not hidden:
// they belong to the written form of some Han characters in names.
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

// Clean refuses a text with characters that could forge lines or reverse what is read: control characters except the line feed, separators
// of lines and paragraphs, bidi controls, and bytes that are not UTF-8. Fault: text.control, with the first such character made visible.
// Zero-width characters are accepted, because texts pasted from web pages have them; Visible shows them.
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

// Tidy returns a text as it is stored: every line break is a line feed, tabs stay, and the characters that Clean refuses are removed.
// A text that is not UTF-8 is returned unchanged, so that somebody else refuses it.
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

// Begin returns the first n characters of a text, with … if there are more.
func Begin(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
