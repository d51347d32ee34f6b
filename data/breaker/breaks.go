package breaker

import "strings"

// scan classifies the characters of a paragraph; straight double quotes open and close in turn.
func scan(rs []rune) []kind {
	ks := make([]kind, len(rs))
	open := false
	for i, r := range rs {
		if r != '"' {
			ks[i] = classify(r)
			continue
		}
		ks[i] = closer
		if open = !open; open {
			ks[i] = opener
		}
	}
	return ks
}

// glue tells the characters that forbid a break on both sides: no-break spaces and joiners.
func glue(r rune) bool { return r == 0xA0 || r == 0x202F || r == 0x2007 || r == 0x2060 || r == 0xFEFF }

func word(k kind) bool { return k == letter || k == digit }

func breaks(rs []rune, ks []kind) []bool {
	ok := make([]bool, len(rs))
	base := 0 // the last character that is neither a mark nor a blank
	for i := range rs {
		if i > 0 {
			ok[i] = allowed(rs, ks, base, i)
		}
		if ks[i] != mark && ks[i] != blank {
			base = i
		}
	}
	addresses(rs, ok)
	asides(rs, ok)
	return ok
}

// shortAside is how many characters in brackets are not divided between lines: （试行）, （记录6）.
const shortAside = 5

// asides forbids breaks inside short texts in brackets.
func asides(rs []rune, ok []bool) {
	open := -1
	for i, r := range rs {
		switch {
		case r == '（':
			open = i
		case r == '）' && open >= 0:
			if i-open-1 <= shortAside {
				for k := open + 1; k <= i; k++ {
					ok[k] = false
				}
			}
			open = -1
		}
	}
}

// addresses allows breaks in a web address behind its slashes and similar signs. Kept whole, it would leave its line too wide apart.
func addresses(rs []rune, ok []bool) {
	for i := 0; i+2 < len(rs); i++ {
		if rs[i] != ':' || rs[i+1] != '/' || rs[i+2] != '/' {
			continue
		}
		for i += 3; i+1 < len(rs) && rs[i] > 0x20 && rs[i] < 0x7F; i++ {
			if next := classify(rs[i+1]); strings.ContainsRune("/?&=_-", rs[i]) && word(next) {
				ok[i+1] = true
			}
		}
	}
}

// allowed decides whether a line may end between base (the last visible character) and i.
func allowed(rs []rune, ks []kind, base, i int) bool {
	prev, next := ks[base], ks[i]
	switch {
	case glue(rs[i]), glue(rs[i-1]):
		return false
	case next == mark, next == blank, next == closer, prev == opener:
		return false
	case next == joint && (i+1 == len(rs) || !word(ks[i+1]) || ks[i-1] != blank):
		return false // a stop, or a sign inside a word; only a sign before a word (-5, .net) may begin a line
	case ks[i-1] == blank:
		return prev != digit || base != i-2 || !isUnit(rs[i]) // 12.5 分
	case prev == joint && word(next):
		return !joined(ks, base)
	case word(prev) && (word(next) || next == opener && rs[i] < 0x80):
		return false // a word, a number, or f(x)
	}
	return !expression(rs, ks, base, i)
}

// expression tells whether base and i belong to one number together with its unit.
func expression(rs []rune, ks []kind, base, i int) bool {
	isDigit := ks[i] == digit
	switch {
	case ks[base] == digit:
		return isUnit(rs[i]) // 12.50分, 30日
	case rs[base] == '〕':
		return isDigit // 〔2006〕12号
	case isDigit && dated(rs, ks, base):
		return true // 2006年12月30日
	case isDigit && base > 0 && numbered[string(rs[base-1:base+1])]:
		return true // 记录6
	case rs[base] == '第':
		return isDigit || numeral(rs[i])
	case numeral(rs[base]) && (numeral(rs[i]) || isUnit(rs[i]) || strings.ContainsRune("条章节款项号", rs[i])):
		return ordinal(rs, base) // 第十二条
	}
	return false
}

// numbered are words that stay with the number behind them.
var numbered = map[string]bool{"记录": true, "附件": true, "附表": true}

// dated tells whether the 年 or 月 at i belongs to a number, so that the number behind it continues the date.
func dated(rs []rune, ks []kind, i int) bool {
	return (rs[i] == '年' || rs[i] == '月') && i > 0 && ks[i-1] == digit
}

func numeral(r rune) bool {
	return strings.ContainsRune("〇零一二三四五六七八九十百千", r)
}

// ordinal tells whether the numerals that end at i follow 第.
func ordinal(rs []rune, i int) bool {
	for n := 0; i >= 0 && n < 12 && numeral(rs[i]); n++ {
		i--
	}
	return i >= 0 && rs[i] == '第'
}

// joined tells whether the joint at i is inside a word or number, or is a sign before one.
func joined(ks []kind, i int) bool {
	return i == 0 || word(ks[i-1]) || ks[i-1] == joint || ks[i-1] == blank || ks[i-1] == opener
}

// loose tells whether the space between i and i+1 may be changed to justify a line: not inside words and numbers, nor before a mark.
func loose(ks []kind, i int) bool {
	a, b := ks[i], ks[i+1]
	if b == mark || a == mark && word(b) {
		return false
	}
	inWord := func(k kind) bool { return word(k) || k == joint }
	return !inWord(a) || !inWord(b)
}
