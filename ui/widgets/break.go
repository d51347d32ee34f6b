package widgets

import (
	"strings"
	"unicode"
)

// Punctuation that can't begin a line (避头), and that can't end one (避尾).
const (
	notFirst = "，。、；：？！…—～·）］｝〕〉》」』】〗’”,.;:?!)]}%％℃°"
	notLast  = "（［｛〔〈《「『【〖‘“([{￥$№"
)

// breakLines sets line breaks so that every line fits by wide, which tells whether a text is no wider than a line: between Chinese characters and
// at spaces, never within a word or a number, and not where Chinese punctuation forbids it (避头尾). A word that is longer than a line is cut
// where the line ends. What is there already stays; a space at a break ends its line.
func breakLines(text string, fits func(string) bool) string {
	if fits(text) && !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = breakLine([]rune(line), fits)
	}
	return strings.Join(lines, "\n")
}

func breakLine(r []rune, fits func(string) bool) string {
	var out strings.Builder
	for len(r) > 0 {
		n := longest(r, fits)
		if n == len(r) {
			break
		}
		at := n
		for at > 0 && !breaks(r[at-1], r[at]) {
			at--
		}
		if at == 0 {
			at = n
		}
		out.WriteString(string(r[:at]))
		out.WriteByte('\n')
		r = r[at:]
	}
	out.WriteString(string(r))
	return out.String()
}

// longest is how many characters from the first on fit into a line, at least one. A space that follows them is of their line.
func longest(r []rune, fits func(string) bool) int {
	lo, hi := 1, len(r)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if fits(string(r[:mid])) {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	for lo < len(r) && r[lo] == ' ' {
		lo++
	}
	return lo
}

// breaks tells whether a line may end between two characters.
func breaks(a, b rune) bool {
	switch {
	case b == ' ':
		return false
	case strings.ContainsRune(notFirst, b), strings.ContainsRune(notLast, a):
		return false
	case a == ' ':
		return true
	}
	return ideograph(a) || ideograph(b)
}

// ideograph tells whether lines may be broken beside a character: of Chinese, and of what stands among it.
func ideograph(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x2e80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) || strings.ContainsRune("，。、；：？！…—（）《》“”‘’·→←↑↓", r)
}
