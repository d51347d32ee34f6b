// Package circular composes 通报, the city-wide text, from the findings of all districts, and tells what in it no longer agrees with
// them.
//
//	t := circular.Compose(a)       sections, paragraphs, sentences; each sentence knows the findings it rests on
//	circular.Check(a, t)           doubts, sentence by sentence
//	t.Document(a)                  a tree of blocks to print
//
// # How sentences come about
//
// Achievements and problems stand under themes (assess.Themes). Under a theme, findings whose city texts are the same or nearly so
// share a sentence: two texts are near if of their pairs of neighbouring characters, punctuation left out, seven tenths are common
// (Dice's measure). Whoever edits can join and part findings by hand. The quantifier before a sentence counts the districts with a
// finding in its group. A theme of problems with several sentences begins with one that counts the districts of all of them; that one
// is a Lead and carries no finding by itself.
//
// A problem is never named: the city text is printed, and where there is none, or it or the sentence made of it holds a name of a
// district or subdistrict, whole or without its last word (福田 for 福田区), the finding is left out and reported.
//
// # How an edited text keeps its ground
//
// An edited section is kept as it is, with the generated sentences it was edited from. Each of its sentences rests on what the
// generated sentence of the same words rested on; a reworded one rests on the generated sentence that it resembles most (at least a
// third of the pairs), and on each that it holds seven tenths of. Sentences end at 。！？； outside quotes and brackets.
//
// # Caveats
//
// The text is Chinese, whatever the screens speak. Names of one character are not looked for. A name that is also a word (中心街道)
// is reported wherever the word stands. Numbers are compared as they are written, in digits.
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

// Ref is a finding.
type Ref struct{ District, Finding string }

func (r Ref) key() string { return assess.FindingKey(r.District, r.Finding) }

func refOf(key string) Ref {
	d, f, _ := strings.Cut(key, "/")
	return Ref{d, f}
}

// Sentence is one sentence, with what ends it.
type Sentence struct {
	Text  string
	Rests []Ref
	Lead  bool // sums up a theme, whose findings have sentences of their own
	stale bool // it rests on a generated sentence that the findings do not make any more
}

// Paragraph is a heading, （一）…, or running text.
type Paragraph struct {
	Heading   bool
	Sentences []Sentence
}

// String is the paragraph's text.
func (p Paragraph) String() string {
	var b strings.Builder
	for _, s := range p.Sentences {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Why a finding could not be written.
const (
	NoCityText = "city"  // there is no text for the city
	HasName    = "named" // its text names a district
)

// Left is a finding that could not be written into a section.
type Left struct {
	Ref
	Why  string
	Name string // the name found, where that is why
	Text string // what could not be printed
}

// Section is one part of the circular.
type Section struct {
	Key, Title string // the opening has no title
	Edited     bool
	Paragraphs []Paragraph // as it stands
	Made       []Paragraph // as the findings make it now
	Left       []Left      // what Made could not say
	raw        string      // as it was edited, with empty lines and blanks
	from       []assess.Ground
}

// Text is the circular.
type Text struct {
	Title    string
	Sections []*Section
}

// Section by its key; nil if there is none.
func (t *Text) Section(key string) *Section {
	for _, s := range t.Sections {
		if s.Key == key {
			return s
		}
	}
	return nil
}

// String is the section's text as it is edited: a paragraph a line.
func (s *Section) String() string {
	if s.Edited {
		return s.raw
	}
	return s.Generated()
}

// Generated is the section's text as the findings make it.
func (s *Section) Generated() string { return lines(s.Made) }

func lines(ps []Paragraph) string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.String()
	}
	return strings.Join(out, "\n")
}

// Write is the edit that keeps an edited text; nil where it is as it stands. What was edited back to the generated text is restored.
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

// grounds are the sentences that the findings make now.
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

// sentences of all paragraphs; their index is what a Doubt counts.
func sentences(ps []Paragraph) []*Sentence {
	var out []*Sentence
	for i := range ps {
		for j := range ps[i].Sentences {
			out = append(out, &ps[i].Sentences[j])
		}
	}
	return out
}

// Compose makes the circular of what stands now: generated sections from the findings, edited ones as they were left.
func Compose(a *assess.Assessment) *Text {
	c := composer{a: a, names: namesOf(a)}
	t := &Text{Title: c.title()}
	for _, compose := range []func() *Section{c.opening, c.conduct, c.achievements, c.highlights, c.problems, c.requirements} {
		s := compose()
		s.Paragraphs = s.Made
		if x := a.Circular.Texts[s.Key]; x != nil {
			s.Edited, s.raw, s.from = true, x.Text, x.From
			s.Paragraphs = parse(x.Text)
			s.ground()
		}
		t.Sections = append(t.Sections, s)
	}
	return t
}
