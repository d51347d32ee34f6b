package circular

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

const ends = "。！？；"

var closes = map[rune]rune{'“': '”', '‘': '’', '「': '」', '『': '』', '《': '》', '〈': '〉', '（': '）', '(': ')', '〔': '〕', '【': '】', '[': ']'}

// Split cuts a paragraph into sentences, after each of 。！？； that stands in no quotes or brackets. Nothing is lost: the sentences
// joined are the paragraph. A quote that is never closed, or a bracket, holds nothing.
func Split(paragraph string) []string {
	text := []rune(paragraph)
	until := closers(text)
	var out []string
	begin := 0
	for i := 0; i < len(text); i++ {
		if until[i] > i {
			i = until[i]
			continue
		}
		if !strings.ContainsRune(ends, text[i]) {
			continue
		}
		for i+1 < len(text) && strings.ContainsRune(ends, text[i+1]) { // ？！ is one end
			i++
		}
		out = append(out, string(text[begin:i+1]))
		begin = i + 1
	}
	if begin < len(text) {
		out = append(out, string(text[begin:]))
	}
	return out
}

// closers gives for each opening quote or bracket where it is closed; zero where it is not, or is no such thing.
func closers(text []rune) []int {
	until := make([]int, len(text))
	var open []int
	for i, r := range text {
		if _, ok := closes[r]; ok {
			open = append(open, i)
			continue
		}
		for n := len(open) - 1; n >= 0; n-- { // what was opened within and not closed is left behind
			if closes[text[open[n]]] == r {
				until[open[n]] = i
				open = open[:n]
				break
			}
		}
	}
	return until
}

// heading tells a theme's title, as it is written in an edited text, from running text.
var heading = regexp.MustCompile(`^\s*（[一二三四五六七八九十]+）[^。！？；]*$`)

// parse reads an edited text: a paragraph a line, empty lines left out.
func parse(text string) []Paragraph {
	var out []Paragraph
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		p := Paragraph{Heading: heading.MatchString(line)}
		for _, s := range Split(line) {
			p.Sentences = append(p.Sentences, Sentence{Text: s})
		}
		out = append(out, p)
	}
	return out
}

// pairs are the pairs of neighbouring characters of a text, without its quantifiers and punctuation, in order of their codes.
type pairs struct {
	norm string
	of   []uint64
}

func pairsOf(text string) pairs {
	p := pairs{norm: normal(text)}
	before := rune(0)
	for _, r := range p.norm {
		if before != 0 {
			p.of = append(p.of, uint64(before)<<32|uint64(r))
		}
		before = r
	}
	slices.Sort(p.of)
	return p
}

// normal leaves of a text what carries its meaning: quantifiers, punctuation and blanks are taken away.
func normal(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, quantified.ReplaceAllString(text, ""))
}

// common counts the pairs that both have, each as often as both have it.
func common(a, b pairs) int {
	n, i, j := 0, 0, 0
	for i < len(a.of) && j < len(b.of) {
		switch {
		case a.of[i] < b.of[j]:
			i++
		case a.of[i] > b.of[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// near is Dice's measure of two texts, 0 to 1: twice what is common over what there is. Texts of the same words are 1.
func near(a, b pairs) float64 {
	if a.norm == b.norm {
		return 1
	}
	if len(a.of)+len(b.of) == 0 {
		return 0
	}
	return 2 * float64(common(a, b)) / float64(len(a.of)+len(b.of))
}

// holds is how much of b stands in a, 0 to 1.
func holds(a, b pairs) float64 {
	if len(b.of) == 0 {
		return 0
	}
	return float64(common(a, b)) / float64(len(b.of))
}
