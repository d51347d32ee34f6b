// Package pinyin matches what people type into filters: a part of the text itself, the pinyin of its hanzi, or their initials. Both nsq and
// nanshan find 南山区, so that nobody has to switch the input method.
//
// Caveat: of a hanzi with several readings only the commonest are known (github.com/mozillazg/go-pinyin, heteronyms included).
package pinyin

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

var args = func() pinyin.Args {
	a := pinyin.NewArgs()
	a.Heteronym = true
	return a
}()

// Match tells whether every word of query is found in text. Capitals do not matter. It is safe for concurrent use.
func Match(query, text string) bool {
	text = strings.ToLower(text)
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(text, word) && !sounds(word, text) {
			return false
		}
	}
	return true
}

// sounds tells whether word is the pinyin of a part of text.
func sounds(word, text string) bool {
	for _, r := range word {
		if r > unicode.MaxASCII {
			return false // hanzi in the query only match themselves
		}
	}
	runes := []rune(text)
	for i := range runes {
		if spells(word, runes[i:]) {
			return true
		}
	}
	return false
}

// spells tells whether word can be read as the beginning of text, where each hanzi gives its initial or more of one of its readings.
func spells(word string, text []rune) bool {
	if word == "" {
		return true
	}
	if len(text) == 0 {
		return false
	}
	if text[0] <= unicode.MaxASCII {
		return rune(word[0]) == text[0] && spells(word[1:], text[1:])
	}
	for _, reading := range pinyin.SinglePinyin(text[0], args) {
		for n := min(len(reading), len(word)); n > 0; n-- {
			if word[:n] == reading[:n] && (n == len(reading) || n == 1 || len(word) == n || initialEnd(reading, n)) && spells(word[n:], text[1:]) {
				return true
			}
		}
	}
	return false
}

// initialEnd tells whether n letters are the whole initial zh, ch or sh of a reading.
func initialEnd(reading string, n int) bool { return n == 2 && reading[1] == 'h' }
