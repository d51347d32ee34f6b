// Package breaker divides Chinese running text into lines. It is pure: characters and widths go in, positions come out. A Text may be used
// by one goroutine at a time.
//
// Rules: 避头尾 by GB/T 15834-2011 (5.1: no line begins with a stop, a closing bracket or quote, a dash or an ellipsis; none ends with an
// opening bracket or quote), in the spirit of UAX 14. Numbers stay with their unit; 〔2006〕238号, dates, ordinals (第二十三条) and Latin words
// stay whole. A line without any permitted place is broken where it is full, so that no text is ever lost: the ranges of all lines together
// are the input.
//
// Caveats: there is no dictionary, so a word of hanzi may be divided between lines (as Chinese typesetting allows), except in titles, where
// a short list of the field's words is kept whole. Straight quotes open and close in turn within a paragraph. Text runs from left to right.
package breaker

import "unicode"

// kind is the class of a character for line breaking.
type kind uint8

const (
	hanzi  kind = iota // may break on both sides
	letter             // Latin, Greek, Cyrillic, …: kept together
	digit              // 0-9, full-width digits
	blank              // spaces: they may extend over the end of a line
	opener             // never ends a line
	closer             // never starts a line
	joint              // . , - / : inside a word or number; otherwise like closer
	mark               // combining marks, selectors: belongs to what is before
)

const (
	openers = "（《〈「『【〔〖［｛“‘([{￥$＄£€№#＃§"
	closers = "，。、；：？！）》〉」』】〕〗］｝”’…—⋯―～·•‧・%％‰℃℉°′″!?;)]}‼⁇々ー〻／＼｜.。｡､」"
	joints  = ".,:-/_@&+=*'’"
	// units are kept with the number before them (GB/T 15835: a number and its unit are one expression).
	units = "年月日号时分秒元角万亿千百十余多个家件人名项起次条份处户块只吨克米里升度级类页期届册批部台辆岁周倍成折"
)

var table = func() map[rune]kind {
	m := map[rune]kind{}
	put := func(s string, k kind) {
		for _, r := range s {
			m[r] = k
		}
	}
	put(openers, opener)
	put(closers, closer)
	put(joints, joint)
	put("”’", closer)
	return m
}()

func isUnit(r rune) bool {
	for _, u := range units {
		if u == r {
			return true
		}
	}
	return false
}

func classify(r rune) kind {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF:
		return hanzi
	case r >= '0' && r <= '9', r >= '０' && r <= '９':
		return digit
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return letter
	}
	if k, ok := table[r]; ok {
		return k
	}
	switch {
	case Ignorable(r), unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
		return mark
	case r == 0xA0, r == 0x202F, r == 0x2007: // no-break spaces
		return letter
	case unicode.IsSpace(r):
		return blank
	case r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		return letter
	}
	return hanzi
}

// Ignorable tells whether a character is never visible (Default_Ignorable_Code_Point of Unicode): selectors, joiners, direction marks.
func Ignorable(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0xFEFF, r == 0x2060,
		r >= 0x180B && r <= 0x180F, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2061 && r <= 0x206F,
		r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}
