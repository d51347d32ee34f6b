package circular

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

const ends = "。！？；"

var closes = map[rune]rune{'“': '”', '‘': '’', '「': '」', '『': '』', '《': '》', '〈': '〉', '（': '）', '(': ')', '〔': '〕', '【': '】', '[': ']'}

// Split cuts a paragraph into sentences, after each of 。！？； that is not inside quotes or brackets. Joined, the sentences are the paragraph
// again. A quote or bracket that is never closed is ignored.
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
		for i+1 < len(text) && strings.ContainsRune(ends, text[i+1]) { // several marks such as ？！ are one end
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

// closers returns for each opening quote or bracket the index at which it is closed; zero for one that is never closed and for all other
// characters.
func closers(text []rune) []int {
	until := make([]int, len(text))
	var open []int
	for i, r := range text {
		if _, ok := closes[r]; ok {
			open = append(open, i)
			continue
		}
		for n := len(open) - 1; n >= 0; n-- { // whatever was opened inside and not closed is ignored
			if closes[text[open[n]]] == r {
				until[open[n]] = i
				open = open[:n]
				break
			}
		}
	}
	return until
}

// heading matches the title of a theme in an edited text, as opposed to running text.
var heading = regexp.MustCompile(`^\s*（[一二三四五六七八九十]+）[^。！？；]*$`)

// parse reads an edited text: one paragraph a line; empty lines are skipped.
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

// pairs holds the pairs of neighbouring characters in a text without quantifiers and punctuation, sorted by their codes.
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

// ordinal is what counts or joins sentences at their beginning. A sentence keeps its meaning where another takes its place in the row.
var ordinal = regexp.MustCompile(`^\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+是|同时，|此外，)`)

// normal removes from a text what does not matter for its meaning: what counts and joins, quantifiers, punctuation and blanks.
func normal(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r) {
			return -1
		}
		return r
	}, quantified.ReplaceAllString(ordinal.ReplaceAllString(text, ""), ""))
}

// common counts the pairs that are in both, each as often as it is in both.
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

// near returns Dice's measure of two texts, from 0 to 1: twice the number of common pairs divided by the number of all pairs. It is 1 for
// texts with the same words.
func near(a, b pairs) float64 {
	if a.norm == b.norm {
		return 1
	}
	if len(a.of)+len(b.of) == 0 {
		return 0
	}
	return 2 * float64(common(a, b)) / float64(len(a.of)+len(b.of))
}

// holds returns how much of b is contained in a, from 0 to 1.
func holds(a, b pairs) float64 {
	if len(b.of) == 0 {
		return 0
	}
	return float64(common(a, b)) / float64(len(b.of))
}
