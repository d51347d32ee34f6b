// Package pinyin matches what people type into filters: a part of the text itself, the pinyin of its hanzi, or their initials. Both nsq and
// nanshan find 南山区, so that nobody has to switch the input method.
//
//	q := pinyin.Read("nsq")
//	q.Fit("南山区") // Common
//
// A text is read once for each query, without an index: a million characters take some milliseconds.
//
// Caveat: readings are those of github.com/mozillazg/go-pinyin, several for a hanzi that has them; which is the common one is a property of
// the hanzi there, not of the word it stands in.
package pinyin

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fit tells how well a text fits a query; the better ones are greater.
type Fit int

// The fits.
const (
	None   Fit = iota // not at all
	Rare              // by a reading that is not the common one of its hanzi
	Common            // by common readings
	Exact             // as it was typed
)

// Query is what somebody typed. The zero value fits every text.
type Query struct{ words []word }

type word struct {
	text   string
	sounds bool // it can be pinyin: hanzi only match themselves
}

// Read takes a query apart: words, each of which a text has to have somewhere. Capitals do not matter.
func Read(query string) Query {
	var q Query
	for _, w := range strings.Fields(strings.ToLower(query)) {
		q.words = append(q.words, word{w, strings.IndexFunc(w, func(r rune) bool { return r > unicode.MaxASCII }) < 0})
	}
	return q
}

// Match tells whether every word of a query is found in a text.
func Match(query, text string) bool { return Read(query).Fit(text) != None }

// Empty tells whether there is no word in the query.
func (q Query) Empty() bool { return len(q.words) == 0 }

// Fit is that of the word that fits the text worst. It is safe for concurrent use.
func (q Query) Fit(text string) Fit {
	text = lower(text)
	fit := Exact
	for _, w := range q.words {
		if fit = min(fit, w.fit(text)); fit == None {
			break
		}
	}
	return fit
}

func (w word) fit(text string) Fit {
	switch {
	case strings.Contains(text, w.text):
		return Exact
	case !w.sounds, !w.soundsIn(text, false):
		return None
	case w.soundsIn(text, true):
		return Common
	}
	return Rare
}

// soundsIn tells whether the word is the pinyin of a part of text, by common readings or by any.
func (w word) soundsIn(text string, common bool) bool {
	first := w.text[0]
	for i, r := range text {
		begins := rune(first) == r
		if r > unicode.MaxASCII {
			begins = soundOf(r).begins(first, common)
		}
		if begins && spells(w.text, text[i:], common) {
			return true
		}
	}
	return false
}

// spells tells whether word can be read as the beginning of text, where each hanzi gives its initial or more of one of its readings.
func spells(word, text string, common bool) bool {
	if word == "" {
		return true
	}
	if text == "" {
		return false
	}
	r, size := utf8.DecodeRuneInString(text)
	rest := text[size:]
	if r <= unicode.MaxASCII {
		return rune(word[0]) == r && spells(word[1:], rest, common)
	}
	for _, reading := range soundOf(r).of(common) {
		n := shared(word, reading)
		switch {
		case n == 0:
		case n == len(word),
			n == len(reading) && spells(word[n:], rest, common),
			n >= 2 && reading[1] == 'h' && spells(word[2:], rest, common), // zh, ch, sh
			spells(word[1:], rest, common):
			return true
		}
	}
	return false
}

// shared is how many letters two words begin with in common.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// lower is strings.ToLower, which copies every text with a character beyond ASCII; most have nothing to lower.
func lower(text string) string {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c >= 0xe3 && c <= 0xe9: // U+3000 to U+9FFF: hanzi and their punctuation
			i += 3
		case c < utf8.RuneSelf:
			if 'A' <= c && c <= 'Z' {
				return strings.ToLower(text)
			}
			i++
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if unicode.ToLower(r) != r {
				return strings.ToLower(text)
			}
			i += size
		}
	}
	return text
}
