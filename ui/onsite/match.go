package onsite

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// matches tells whether each word of a query is in one of the texts, or is the beginning letters of a run of their characters in
// pinyin (zrs finds 责任书). An empty query matches everything.
func matches(query string, texts ...string) bool {
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !inAny(word, texts) {
			return false
		}
	}
	return true
}

func inAny(word string, texts []string) bool {
	letters := isLetters(word)
	for _, t := range texts {
		if strings.Contains(strings.ToLower(t), word) || letters && strings.Contains(initials(t), word) {
			return true
		}
	}
	return false
}

func isLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

var initialArgs = pinyin.Args{Style: pinyin.FirstLetter, Fallback: pinyin.Fallback}

// initials of a text: one letter for each Chinese character, other characters left out.
func initials(s string) string {
	var b strings.Builder
	for _, r := range s {
		if p := pinyin.SinglePinyin(r, initialArgs); len(p) > 0 {
			b.WriteString(p[0])
		}
	}
	return b.String()
}
