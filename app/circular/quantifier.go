package circular

import (
	"regexp"
	"slices"

	"kaohe/app/assess"
)

// word is a Chinese quantifier with the meanings it may have.
type word struct {
	text string
	says []assess.Quantifier
}

// quantifiers are those that this program writes, and others that people write by hand. A longer one comes before one that it contains.
var quantifiers = []word{
	{"各区", []assess.Quantifier{assess.AllOf}},
	{"大多数区", []assess.Quantifier{assess.MostOf}},
	{"多数区", []assess.Quantifier{assess.MostOf}},
	{"大部分区", []assess.Quantifier{assess.MostOf}},
	{"部分区", []assess.Quantifier{assess.SomeOf}},
	{"个别区", []assess.Quantifier{assess.OneOf}},
	{"所有区", []assess.Quantifier{assess.AllOf}},
	{"全部区", []assess.Quantifier{assess.AllOf}},
	{"有些区", []assess.Quantifier{assess.SomeOf}},
	{"一些区", []assess.Quantifier{assess.SomeOf}},
	{"少数区", []assess.Quantifier{assess.SomeOf, assess.OneOf}},
	{"有的区", []assess.Quantifier{assess.SomeOf, assess.OneOf}},
}

var quantified = regexp.MustCompile(`各区|大?多数区|大?部分区|个别区|所有区|全部区|有些区|一些区|少数区|有的区`)

// quantifiersIn returns the quantifiers in a text.
func quantifiersIn(text string) []word {
	var out []word
	for _, found := range quantified.FindAllString(text, -1) {
		i := slices.IndexFunc(quantifiers, func(w word) bool { return w.text == found })
		out = append(out, quantifiers[i])
	}
	return out
}

// Claims returns the quantifiers that the sentence uses; several for words that leave it open, none if it has none.
func (x Sentence) Claims() []assess.Quantifier {
	var out []assess.Quantifier
	for _, w := range quantifiersIn(x.Text) {
		out = append(out, w.says...)
	}
	return out
}

// Numbers returns the numbers and dates in the sentence, each with its unit.
func (x Sentence) Numbers() []string {
	var out []string
	for _, n := range numbersIn(x.Text) {
		out = append(out, n.value)
	}
	return out
}

// districts returns the number of districts that some findings belong to.
func districts(refs []Ref) int {
	seen := map[string]bool{}
	for _, r := range refs {
		seen[r.District] = true
	}
	return len(seen)
}
