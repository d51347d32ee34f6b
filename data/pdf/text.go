package pdf

import (
	"strings"
	"unicode"
)

// paragraphs splits a block's text at its line breaks and cleans it: a tab becomes a space; other control characters (C0, C1, and the
// noncharacters U+FFFE and U+FFFF) are dropped, since a page can't show them; bytes that are not UTF-8 become U+FFFD, as in Go. Nothing
// else changes. It returns at least one paragraph, which may be empty.
func paragraphs(s string) [][]rune {
	out := [][]rune{nil}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	for _, r := range s {
		last := len(out) - 1
		switch {
		case r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			out = append(out, nil)
		case r == '\t':
			out[last] = append(out[last], ' ')
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
		default:
			out[last] = append(out[last], r)
		}
	}
	return out
}

// single returns a text as one paragraph, for places that have a single line, such as a bookmark.
func single(s string) string {
	var parts []string
	for _, p := range paragraphs(s) {
		if t := strings.TrimSpace(string(p)); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

// visible tells whether anything in s would be visible.
func visible(s string) bool { return single(s) != "" }
