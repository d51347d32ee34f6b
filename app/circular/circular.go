// Package circular composes 通报, the city-wide text, from the findings of all districts, and reports where an edited text no longer agrees
// with them.
//
//	t := circular.Compose(a)       sections, paragraphs, sentences; each sentence knows the findings it rests on
//	circular.Check(a, t)           doubts, sentence by sentence
//	t.Document(a)                  a tree of blocks to print
//
// # How sentences are made
//
// Achievements and problems are grouped by themes (assess.Themes). A theme's heading is a sentence: its title if that was written as one, else
// one made of the title by how it ends. Below it stand statements. A statement is what is said once of several findings: those that a person
// joined (assess.CityGroup), in words written once for the city, or else those whose city texts are equal or nearly so: seven tenths of their
// pairs of neighbouring characters, without punctuation, are common (Dice's measure). What else might be joined is proposed (Proposed) and
// printed only when a person has agreed. The quantifier of a statement counts the districts with a finding in it; in words that a person
// wrote it stands where they put it. Several statements that nobody joined are enumerated below a sentence that counts the districts of all
// of them; that sentence is a Lead, like the heading, and its findings have sentences of their own.
//
// Where several words say the same, the one used least is taken, never that of the neighbour (voice): the same findings always give the same
// text. Repeats tells what a reader still tires of.
//
// What is required is said theme by theme, in words written once for the city or else in general ones, never in those for one district.
//
// A problem must not name a district. If it has no text for the city, or if the text or the sentence made from it contains the name of a
// district or subdistrict, in full or without its last word (福田 for 福田区), the finding is left out and reported.
//
// # How an edited text stays connected to the findings
//
// An edited section is kept as it is, together with the generated sentences from which it was edited. A sentence that equals a generated
// one, apart from what counts or joins it (（一）, 一是, 同时) and its quantifier, rests on the same findings. A reworded one rests on those of
// the generated sentence that it resembles most (with at least a third of the pairs), and of each of which it contains seven tenths.
// Sentences end at 。！？； outside quotes and brackets.
//
// # Caveats
//
// The text is Chinese in every language of the screens. Names of a single character are not looked for. A name that is also a word
// (中心街道) is reported wherever the word occurs. Numbers are compared as digits, in the form in which they are written; of Chinese ones only
// the number of agencies is.
package circular

import (
	"strings"

	"kaohe/app/assess"
)

// The sections in their order.
const (
	Opening      = "opening"
	Conduct      = "conduct"
	Achievements = "achievements"
	Highlights   = "highlights"
	Problems     = "problems"
	Requirements = "requirements"
)

// Ref names a finding: the IDs of its district and of itself.
type Ref struct{ District, Finding string }

func (r Ref) key() string { return assess.FindingKey(r.District, r.Finding) }

func refOf(key string) Ref {
	d, f, _ := strings.Cut(key, "/")
	return Ref{d, f}
}

// Sentence is one sentence, including the mark that ends it.
type Sentence struct {
	Text  string
	Rests []Ref
	Lead  bool // it sums up a theme, whose findings have sentences of their own
	stale bool // it rests on a generated sentence that would no longer be generated
}

// Paragraph is a heading, （一）…, or running text.
type Paragraph struct {
	Heading   bool
	Sentences []Sentence
}

// String returns the paragraph's text.
func (p Paragraph) String() string {
	var b strings.Builder
	for _, s := range p.Sentences {
		b.WriteString(s.Text)
	}
	return b.String()
}

// The reasons why a finding can't be printed.
const (
	NoCityText = "city"  // it has no text for the city
	HasName    = "named" // its text names a district
)

// Left is a finding that could not be printed in a section.
type Left struct {
	Ref
	Why  string
	Name string // the name that was found, for HasName
	Text string // the text that could not be printed
}

// Section is one part of the circular.
type Section struct {
	Key, Title string // the opening has no title, nor have highlights that end the achievements
	Edited     bool
	Paragraphs []Paragraph // the text that counts, edited or generated
	Made       []Paragraph // the text as it would be generated now
	Left       []Left      // the findings that are missing in Made
	raw        string      // the edited text, with empty lines and blanks
	from       []assess.Ground
}

// Text is the whole circular.
type Text struct {
	Title    string
	Sections []*Section
}

// Section returns the section with a key, or nil.
func (t *Text) Section(key string) *Section {
	for _, s := range t.Sections {
		if s.Key == key {
			return s
		}
	}
	return nil
}

// inline tells whether the section continues the one before it: it has a heading in place of a title.
func (s *Section) inline() bool {
	return s.Key != Opening && s.Title == "" && len(s.Paragraphs) > 0
}

// String returns the section's text in the form in which it is edited: one paragraph a line.
func (s *Section) String() string {
	if s.Edited {
		return s.raw
	}
	return s.Generated()
}

// Generated returns the section's text as it would be generated now.
func (s *Section) Generated() string { return lines(s.Made) }

func lines(ps []Paragraph) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.String()
	}
	return strings.Join(out, "\n")
}

// Write returns the edit that saves an edited text, or nil if the text is unchanged. A text equal to the generated one ends the editing of
// the section.
func (s *Section) Write(text string) *assess.Edit {
	switch {
	case text == s.String():
		return nil
	case text == s.Generated():
		return assess.RestoreCircularText(s.Key)
	case s.Edited:
		return assess.SetCircularText(s.Key, text, nil)
	}
	return assess.SetCircularText(s.Key, text, s.grounds())
}

// grounds returns the sentences that would be generated now.
func (s *Section) grounds() []assess.Ground {
	out := []assess.Ground{}
	for _, x := range sentences(s.Made) {
		g := assess.Ground{Text: x.Text, Lead: x.Lead}
		for _, r := range x.Rests {
			g.Rests = append(g.Rests, r.key())
		}
		out = append(out, g)
	}
	return out
}

// sentences returns the sentences of all paragraphs; a Doubt gives an index into them.
func sentences(ps []Paragraph) []*Sentence {
	var out []*Sentence
	for i := range ps {
		for j := range ps[i].Sentences {
			out = append(out, &ps[i].Sentences[j])
		}
	}
	return out
}

// Compose makes the circular from the present findings: generated sections from these, edited sections as they were saved.
func Compose(a *assess.Assessment) *Text {
	c := composer{a: a, names: namesOf(a), voice: newVoice(), theme: newVoice(), joint: newVoice()}
	t := &Text{Title: c.title()}
	add := func(s *Section) {
		s.Paragraphs = s.Made
		if x := a.Circular.Texts[s.Key]; x != nil {
			s.Edited, s.raw, s.from = true, x.Text, x.From
			s.Paragraphs = parse(x.Text)
			s.titled()
			s.ground()
		}
		t.Sections = append(t.Sections, s)
	}
	add(c.opening())
	add(c.conduct())
	add(c.achievements())
	add(c.highlights(headings(t.Section(Achievements).Paragraphs)))
	add(c.problems())
	add(c.requirements())
	return t
}

// titled gives edited highlights the form that they were edited in: as a section they have no heading of their own.
func (s *Section) titled() {
	if s.Key != Highlights || len(s.Paragraphs) == 0 {
		return
	}
	switch first := s.Paragraphs[0]; {
	case normal(first.String()) == normal(highlightsHeading):
		s.Title = ""
	case !first.Heading:
		s.Title = highlightsTitle
	}
}

func headings(ps []Paragraph) int {
	n := 0
	for _, p := range ps {
		if p.Heading {
			n++
		}
	}
	return n
}
