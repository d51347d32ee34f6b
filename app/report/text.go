package report

import (
	"strings"
	"unicode"
)

// Paragraphs splits a block's text at its line breaks and cleans it: a tab becomes a space; other control characters (C0, C1, and the
// noncharacters U+FFFE and U+FFFF) are dropped, since a page can't show them; bytes that are not UTF-8 become U+FFFD, as in Go. Nothing
// else changes. It returns at least one paragraph, which may be empty. Every writer of documents uses it, so that their texts are equal.
func Paragraphs(s string) []string {
	var out []string
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			out = append(out, b.String())
			b.Reset()
		case r == '\t':
			b.WriteByte(' ')
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return append(out, b.String())
}

// OneLine returns a text as one paragraph, for places that have a single line, such as a bookmark.
func OneLine(s string) string {
	var parts []string
	for _, p := range Paragraphs(s) {
		if t := strings.TrimSpace(p); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}
