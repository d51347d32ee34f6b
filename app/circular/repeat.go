package circular

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"kaohe/app/assess"
)

// What makes a text monotonous: from how many sentences on an opening or a phrase is reported, and the length of either in characters.
const (
	oftenOpened, longestOpening, shortestOpening = 4, 4, 2
	oftenSaid, shortestPhrase                    = 3, 6
)

// Spot is a sentence of the circular.
type Spot struct {
	Section  string
	Sentence int // as in Doubt
	Text     string
}

// Repeat is words that too many sentences begin with, or that too many contain.
type Repeat struct {
	Text    string
	Opening bool
	At      []Spot
}

// Repeats returns what a reader of the text tires of, what occurs most first. Four sentences that begin with the same two to four characters
// are too many, and so are three that contain the same six or more. What counts sentences (一是) does not matter, nor do names: those of the
// round, its offices, its bases, and the titles of the standard's sections.
func Repeats(a *assess.Assessment, t *Text) []Repeat {
	var spots []Spot
	var words []string
	for _, s := range t.Sections {
		for i, x := range sentences(s.Paragraphs) {
			spots = append(spots, Spot{s.Key, i, x.Text})
			words = append(words, ordinal.ReplaceAllString(x.Text, ""))
		}
	}
	out := append(openings(spots, words), phrases(spots, words, named(a))...)
	slices.SortStableFunc(out, func(x, y Repeat) int { return cmp.Compare(len(y.At), len(x.At)) })
	return out
}

// named returns the names that a text can't avoid to repeat.
func named(a *assess.Assessment) string {
	all := []string{a.Title, a.City, a.Lead, strings.Join(a.Bases, "\n")}
	for _, p := range a.Team {
		all = append(all, p.Agency)
	}
	for _, s := range a.Standard.Sections {
		all = append(all, s.Title)
	}
	return strings.Join(all, "\n")
}

// openings returns what sentences begin with. A shorter opening of the same sentences is not told again.
func openings(spots []Spot, words []string) (out []Repeat) {
	for n := longestOpening; n >= shortestOpening; n-- {
		at := map[string][]Spot{}
		var order []string
		for i, w := range words {
			r := []rune(w)
			if len(r) < n || slices.ContainsFunc(r[:n], func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
				continue
			}
			key := string(r[:n])
			if at[key] == nil {
				order = append(order, key)
			}
			at[key] = append(at[key], spots[i])
		}
		for _, key := range order {
			told := slices.ContainsFunc(out, func(x Repeat) bool { return strings.HasPrefix(x.Text, key) && len(x.At) >= len(at[key]) })
			if len(at[key]) >= oftenOpened && !told {
				out = append(out, Repeat{key, true, at[key]})
			}
		}
	}
	return out
}

// phrases returns what sentences contain, in the longest form that they share.
func phrases(spots []Spot, words []string, names string) (out []Repeat) {
	in := map[string]int{}
	for _, w := range words {
		for g := range grams(w) {
			in[g]++
		}
	}
	told := map[string]bool{}
	for _, w := range words {
		for _, run := range runs(w, func(g string) bool { return in[g] >= oftenSaid && !strings.Contains(names, g) }) {
			at := having(spots, words, run)
			if len(at) < oftenSaid { // two phrases that only here stand one in the other
				run = string([]rune(run)[:shortestPhrase])
				at = having(spots, words, run)
			}
			if !told[run] {
				told[run] = true
				out = append(out, Repeat{run, false, at})
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(out), func(x Repeat) bool {
		return slices.ContainsFunc(out, func(y Repeat) bool {
			return len(y.Text) > len(x.Text) && strings.Contains(y.Text, x.Text) && len(y.At) >= len(x.At)
		})
	})
}

// grams returns the pieces of a text that have as many characters as the shortest phrase and no punctuation.
func grams(text string) map[string]bool {
	out := map[string]bool{}
	r := []rune(text)
	for i := 0; i+shortestPhrase <= len(r); i++ {
		if piece := r[i : i+shortestPhrase]; !slices.ContainsFunc(piece, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			out[string(piece)] = true
		}
	}
	return out
}

// runs returns the longest parts of a text of which every piece is often used.
func runs(text string, often func(string) bool) []string {
	var out []string
	r := []rune(text)
	from := -1
	for i := 0; i+shortestPhrase <= len(r)+1; i++ {
		on := i+shortestPhrase <= len(r) && often(string(r[i:i+shortestPhrase]))
		switch {
		case on && from < 0:
			from = i
		case !on && from >= 0:
			out = append(out, string(r[from:i-1+shortestPhrase]))
			from = -1
		}
	}
	return out
}

func having(spots []Spot, words []string, phrase string) (at []Spot) {
	for i, w := range words {
		if strings.Contains(w, phrase) {
			at = append(at, spots[i])
		}
	}
	return at
}
