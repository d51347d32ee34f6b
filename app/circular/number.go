package circular

import (
	"regexp"
	"unicode"
	"unicode/utf8"
)

// number is a number or date in a sentence.
type number struct {
	value string // with its unit: 12份, 2007年3月8日, 92%, 七个单位
	about string // the two characters before it and its unit; empty at the beginning of a clause
}

var numeral = regexp.MustCompile(`\d+年\d+月\d+日|\d+(?:\.\d+)?%?|[一二两三四五六七八九十]+个单位`)

func numbersIn(text string) []number {
	var out []number
	for _, at := range numeral.FindAllStringIndex(text, -1) {
		value, unit := text[at[0]:at[1]], ""
		if r, _ := utf8.DecodeRuneInString(text[at[1]:]); unicode.Is(unicode.Han, r) && unicode.IsDigit(rune(value[len(value)-1])) {
			unit = string(r)
		}
		n := number{value: value + unit}
		second, size := utf8.DecodeLastRuneInString(text[:at[0]])
		before, _ := utf8.DecodeLastRuneInString(text[:at[0]-size])
		if unicode.Is(unicode.Han, second) && unicode.Is(unicode.Han, before) {
			n.about = string(before) + string(second) + unit
		}
		out = append(out, n)
	}
	return out
}

// figures are the numbers in a set of sentences.
type figures struct {
	values map[string]bool
	about  map[string][]string
}

func figuresOf(texts []string) figures {
	f := figures{map[string]bool{}, map[string][]string{}}
	for _, t := range texts {
		for _, n := range numbersIn(t) {
			f.values[n.value] = true
			if n.about != "" {
				f.about[n.about] = append(f.about[n.about], n.value)
			}
		}
	}
	return f
}

// changed tells whether a number of an edited text is out of date: the original text had it and the findings no longer give it, or they
// give another number for the same thing. should is the new number, if it is known.
func (n number) changed(was, now figures) (should string, yes bool) {
	if now.values[n.value] {
		return "", false
	}
	others := now.about[n.about]
	if n.about == "" {
		others = nil
	}
	if len(others) > 0 {
		should = others[0]
	}
	return should, was.values[n.value] || len(others) > 0
}
