package circular

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Kind of doubt.
type Kind string

// The kinds of doubts.
const (
	BadQuantifier Kind = "quantifier" // it claims a number of districts that the findings do not give
	NamesDistrict Kind = "named"      // a problem names a district or subdistrict
	LeftOut       Kind = "left"       // a finding is in no sentence
	NoText        Kind = "city"       // a finding is left out because it has no text for the city
	NewNumber     Kind = "number"     // a number has changed
	GoneFinding   Kind = "gone"       // a finding that the sentence rests on was withdrawn or removed
	NewText       Kind = "changed"    // the finding's text, or what it is grouped with, has changed since the edit
	NoHighlight   Kind = "highlight"  // a district without a highlight and without a reason
)

// Doubt is a contradiction between the text and the findings, for a person to look at.
type Doubt struct {
	Section  string
	Sentence int    // index among the section's sentences and headings; -1: about none of them
	Text     string // of the sentence
	Kind     Kind
	Msg      words.Msg // what is contradictory and what to do
	Refs     []Ref
	Theme    string // the ID of the theme whose title is in doubt
}

// checker checks one section.
type checker struct {
	a     *assess.Assessment
	names names
	s     *Section
	found []Doubt
}

// Check returns all doubts, section by section in the order of the text. Within a section those about no sentence come first.
func Check(a *assess.Assessment, t *Text) []Doubt {
	var out []Doubt
	all := namesOf(a)
	for _, s := range t.Sections {
		c := checker{a: a, names: all, s: s}
		switch s.Key {
		case Requirements:
			c.unasked()
		case Highlights:
			c.left()
			c.highlights()
		case Problems:
			c.left()
			c.titles()
		default:
			c.left()
		}
		c.sentences()
		slices.SortStableFunc(c.found, func(x, y Doubt) int { return cmp.Compare(x.Sentence, y.Sentence) })
		out = append(out, c.found...)
	}
	return out
}

func (c *checker) doubt(at int, text string, kind Kind, refs []Ref, args ...any) {
	c.found = append(c.found, Doubt{Section: c.s.Key, Sentence: at, Text: text, Kind: kind, Msg: words.M("circular.doubt."+string(kind), args...),
		Refs: refs})
}

// kindOf returns the kind of findings that a section is composed from; empty for a section without findings.
func kindOf(section string) assess.FindingKind {
	return map[string]assess.FindingKind{Achievements: assess.Achievement, Highlights: assess.Highlight, Problems: assess.Problem,
		Requirements: assess.Problem}[section]
}

// carried returns the findings that are in a sentence of the section.
func (c *checker) carried() map[Ref]bool {
	out := map[Ref]bool{}
	for _, x := range sentences(c.s.Paragraphs) {
		for _, r := range x.Rests {
			out[r] = out[r] || !x.Lead
		}
	}
	return out
}

// left reports the findings that are in no sentence.
func (c *checker) left() {
	kind := kindOf(c.s.Key)
	if kind == "" {
		return
	}
	carried := c.carried()
	why := map[Ref]Left{}
	for _, l := range c.s.Left {
		why[l.Ref] = l
	}
	every(c.a, kind, func(d *assess.District, f *assess.Finding) {
		r := Ref{d.ID, f.ID}
		if carried[r] {
			return
		}
		text := f.FinalNamed
		switch l := why[r]; l.Why {
		case NoCityText:
			c.doubt(-1, "", NoText, []Ref{r}, d.Name, text)
		case HasName:
			c.found = append(c.found, Doubt{Section: c.s.Key, Sentence: -1, Kind: NamesDistrict, Refs: []Ref{r},
				Msg: words.M("circular.doubt.unprinted", d.Name, l.Name, l.Text)})
		default:
			c.doubt(-1, "", LeftOut, []Ref{r}, d.Name, text)
		}
	})
}

// unasked reports the themes of problems about which nothing is required.
func (c *checker) unasked() {
	carried, left := c.carried(), map[string][]Ref{}
	every(c.a, assess.Problem, func(d *assess.District, f *assess.Finding) {
		if r := (Ref{d.ID, f.ID}); !carried[r] {
			id := c.a.ThemeOf(d, f)
			left[id] = append(left[id], r)
		}
	})
	for _, t := range c.a.Themes(assess.Problem) {
		refs := left[t.ID]
		if refs == nil {
			continue
		}
		x := Doubt{Section: Requirements, Sentence: -1, Kind: LeftOut, Refs: refs, Msg: words.M("circular.doubt.unasked", t.Title)}
		if n := c.names.in(t.Requirement); n != "" {
			x = Doubt{Section: Requirements, Sentence: -1, Kind: NamesDistrict, Theme: t.ID, Msg: words.M("circular.doubt.named.theme", t.Title, n)}
		}
		c.found = append(c.found, x)
	}
}

// highlights reports the districts that have no highlight and give no reason for it.
func (c *checker) highlights() {
	for _, d := range c.a.Districts {
		if len(d.Standing(assess.Highlight)) == 0 && strings.TrimSpace(d.NoHighlight) == "" {
			c.doubt(-1, "", NoHighlight, []Ref{{District: d.ID}}, d.Name)
		}
	}
}

// titles reports themes of problems whose title names a district; the heading says 其他问题 instead.
func (c *checker) titles() {
	used := map[string]bool{}
	every(c.a, assess.Problem, func(d *assess.District, f *assess.Finding) { used[c.a.ThemeOf(d, f)] = true })
	for _, t := range c.a.Themes(assess.Problem) {
		if n := c.names.in(t.Title); n != "" && used[t.ID] {
			c.found = append(c.found, Doubt{Section: Problems, Sentence: -1, Theme: t.ID, Kind: NamesDistrict,
				Msg: words.M("circular.doubt.title", t.Title, n)})
		}
	}
}

func (c *checker) sentences() {
	var then, now []string
	for _, g := range c.s.from {
		then = append(then, g.Text)
	}
	for _, x := range sentences(c.s.Made) {
		now = append(now, x.Text)
	}
	was, is := figuresOf(then), figuresOf(now)
	for i, x := range sentences(c.s.Paragraphs) {
		if kindOf(c.s.Key) == assess.Problem {
			if n := c.names.in(x.Text); n != "" {
				c.doubt(i, x.Text, NamesDistrict, x.Rests, n)
			}
		}
		standing, whole := c.gone(i, x)
		if c.s.Key == Achievements || c.s.Key == Problems {
			c.quantifiers(i, x, standing)
		}
		if c.s.Edited && whole && !c.numbers(i, x, was, is) && x.stale && len(standing) > 0 && !x.Lead {
			c.doubt(i, x.Text, NewText, standing)
		}
	}
}

// numbers reports the numbers of a sentence that have changed; known is true if the new number is known for one of them. If the text of
// the sentence's finding has changed too, only such numbers are reported: the others belonged to the old text.
func (c *checker) numbers(at int, x *Sentence, was, is figures) (known bool) {
	for _, n := range numbersIn(x.Text) {
		should, changed := n.changed(was, is)
		switch {
		case changed && should != "":
			known = true
			c.doubt(at, x.Text, NewNumber, x.Rests, n.value, should)
		case changed && (!x.stale || len(x.Rests) == 0):
			c.found = append(c.found, Doubt{Section: c.s.Key, Sentence: at, Text: x.Text, Kind: NewNumber, Refs: x.Rests,
				Msg: words.M("circular.doubt.oldnumber", n.value)})
		}
	}
	return known
}

// gone reports the findings that a sentence rests on and that are withdrawn or removed, and returns the remaining ones; whole is true if
// none is gone. A lead is in doubt only if all are: its quantifier is checked separately.
func (c *checker) gone(at int, x *Sentence) (standing []Ref, whole bool) {
	var names []string
	var lost []Ref
	for _, r := range x.Rests {
		name := r.District
		if d := c.a.District(r.District); d != nil {
			if f := d.Finding(r.Finding); f != nil && !f.Withdrawn && f.Kind == kindOf(c.s.Key) {
				standing = append(standing, r)
				continue
			}
			name = d.Name
		}
		lost = append(lost, r)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(lost) > 0 && (!x.Lead || len(standing) == 0) {
		c.doubt(at, x.Text, GoneFinding, lost, strings.Join(names, "、"))
	}
	return standing, len(lost) == 0
}

// quantifiers reports the quantifiers that do not agree with the number of districts.
func (c *checker) quantifiers(at int, x *Sentence, standing []Ref) {
	n, total := districts(standing), len(c.a.Districts)
	should := c.a.Circular.Quantify(n, total)
	for _, w := range quantifiersIn(x.Text) {
		switch {
		case slices.Contains(w.says, should):
		case len(x.Rests) == 0:
			c.found = append(c.found, Doubt{Section: c.s.Key, Sentence: at, Text: x.Text, Kind: BadQuantifier,
				Msg: words.M("circular.doubt.baseless", w.text)})
		case should != assess.NoneOf: // otherwise all its findings are gone, which is reported already
			c.doubt(at, x.Text, BadQuantifier, standing, w.text, words.M("circular.says."+string(should)), n, total)
		}
	}
}
