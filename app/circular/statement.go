package circular

import (
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
)

// A statement is what is said once of one or more findings.
type statement struct {
	group
	words string
	own   bool // a person joined the findings and wrote the words for all of them
}

// raw is a theme's findings before statements are made: those that a person joined, and the others.
type raw struct {
	joined map[string]group
	single []item
}

// gather sorts the findings of a kind by themes. What can't be printed is noted in the section.
func (c *composer) gather(s *Section, kind assess.FindingKind) map[string]*raw {
	out := map[string]*raw{}
	every(c.a, kind, func(d *assess.District, f *assess.Finding) {
		id := c.a.ThemeOf(d, f)
		if out[id] == nil {
			out[id] = &raw{joined: map[string]group{}}
		}
		x := item{Ref: Ref{d.ID, f.ID}, text: strings.TrimSpace(f.FinalCity)}
		if g := c.a.GroupOf(d, f); g != nil && strings.TrimSpace(g.Text) != "" {
			out[id].joined[g.ID] = append(out[id].joined[g.ID], x)
			return
		}
		if x.text == "" {
			s.Left = append(s.Left, Left{Ref: x.Ref, Why: NoCityText, Text: f.FinalNamed})
			return
		}
		if n := c.names.in(x.text); n != "" && kind == assess.Problem {
			s.Left = append(s.Left, Left{Ref: x.Ref, Why: HasName, Name: n, Text: x.text})
			return
		}
		x.pairs = pairsOf(x.text)
		out[id].single = append(out[id].single, x)
	})
	return out
}

// statements returns what is said under a theme: first what persons joined, in their order, then the others by the likeness of their texts.
func (c *composer) statements(r *raw) (out []statement) {
	for _, g := range c.a.Circular.Groups {
		if members := r.joined[g.ID]; members != nil {
			out = append(out, statement{members, g.Text, true})
		}
	}
	for _, g := range groupOf(r.single, c.a.Circular.Places) {
		out = append(out, statement{g, g[0].text, false})
	}
	return out
}

// refsOf returns the findings of all statements.
func refsOf(list []statement) []Ref {
	var out []Ref
	for _, x := range list {
		out = append(out, x.refs()...)
	}
	return out
}

// themes fills a section: for each theme that has statements a heading, which is a sentence, and a paragraph with the statements.
func (c *composer) themes(s *Section, kind assess.FindingKind) {
	all := c.gather(s, kind)
	n := 0
	for _, t := range c.a.Themes(kind) {
		if all[t.ID] == nil {
			continue
		}
		list := c.printable(s, kind, c.statements(all[t.ID]))
		if len(list) == 0 {
			continue
		}
		n++
		s.Made = append(s.Made, c.heading(n, t, list), Paragraph{Sentences: c.body(kind, list)})
	}
}

// printable leaves out the statements on problems that, in words or with a quantifier before them, contain a name.
func (c *composer) printable(s *Section, kind assess.FindingKind, list []statement) []statement {
	if kind != assess.Problem {
		return list
	}
	var out []statement
	for _, x := range list {
		name := c.names.in(x.words, behind("", x.words))
		for _, q := range written {
			if name == "" {
				name = c.names.in(q+behind(q, x.words), quantified.ReplaceAllString(x.words, q))
			}
		}
		if name == "" {
			out = append(out, x)
			continue
		}
		for _, f := range x.group {
			s.Left = append(s.Left, Left{Ref: f.Ref, Why: HasName, Name: name, Text: x.words})
		}
	}
	return out
}

// heading is a theme's title as a sentence without its full stop.
func (c *composer) heading(n int, t *assess.Theme, list []statement) Paragraph {
	title := strings.TrimRight(strings.TrimSpace(t.Title), "。；，")
	if bare(t) {
		title = c.say(t, func(w wording) [2]string {
			if t.Kind == assess.Problem {
				return w.bad
			}
			return w.good
		})
	}
	if t.Kind == assess.Problem && c.names.in(title, t.Title) != "" {
		title = otherProblems
	}
	return Paragraph{Heading: true, Sentences: []Sentence{{Text: "（" + numeralOf(n) + "）" + title, Rests: refsOf(list), Lead: true}}}
}

// otherProblems stands for a title that names a district.
const otherProblems = "其他问题"

// body says a theme's statements. Several that nobody joined are enumerated below a sentence that counts the districts of all of them; what
// persons wrote is enumerated from three statements on, and else follows one another.
func (c *composer) body(kind assess.FindingKind, list []statement) []Sentence {
	switch {
	case !enumerable(list) || len(list) < 2 || len(list) == 2 && list[0].own:
		return c.following(kind, list)
	case list[0].own:
		return c.counted(list, func(x statement) string { return c.tell(kind, x) })
	}
	lead := c.lead(kind, refsOf(list))
	return append(lead, c.counted(list, func(x statement) string {
		if districts(x.refs()) == 1 {
			return behind("", x.words)
		}
		return c.tell(kind, x)
	})...)
}

// enumerable tells whether statements can stand in one enumeration: each must be a single sentence.
func enumerable(list []statement) bool {
	return !slices.ContainsFunc(list, func(x statement) bool { return len(Split(sentenceOf(x.words))) > 1 })
}

// lead counts the districts of all statements before they are enumerated.
func (c *composer) lead(kind assess.FindingKind, refs []Ref) []Sentence {
	phrase := c.phrase(c.a.Circular.Quantify(districts(refs), len(c.a.Districts)), kind)
	says := []string{"%s不同程度地存在不足。", "%s在这方面还有差距。", "%s做得不够到位。"}
	if kind == assess.Achievement {
		says = []string{"%s在这方面做了扎实的工作。", "%s有不少好的做法。", "%s取得了实际效果。"}
	}
	out := unit(fmt.Sprintf(c.theme.choose(says...), phrase), refs)
	out[0].Lead = true
	return out
}

// counted says statements as 一是…；二是…；三是…。
func (c *composer) counted(list []statement, say func(statement) string) []Sentence {
	var out []Sentence
	for i, x := range list {
		end := "；"
		if i == len(list)-1 {
			end = "。"
		}
		text := strings.TrimSuffix(sentenceOf(say(x)), "。")
		out = append(out, unit(numeralOf(i+1)+"是"+text+end, x.refs())...)
	}
	return out
}

// following says statements one after the other.
func (c *composer) following(kind assess.FindingKind, list []statement) []Sentence {
	var out []Sentence
	for i, x := range list {
		join := ""
		if i > 0 {
			join = c.joint.choose("同时，", "此外，")
		}
		out = append(out, unit(join+sentenceOf(c.tell(kind, x)), x.refs())...)
	}
	return out
}

// tell returns a statement with the quantifier for its number of districts. A quantifier in the words that a person wrote for several
// findings is kept where it stands if it is right. Such words need none if they begin by counting something smaller (有的街道).
func (c *composer) tell(kind assess.FindingKind, x statement) string {
	q := c.a.Circular.Quantify(districts(x.refs()), len(c.a.Districts))
	text := strings.TrimSpace(x.words)
	at := quantified.FindStringIndex(text)
	switch {
	case x.own && at != nil && slices.Contains(quantifiersIn(text[at[0]:at[1]])[0].says, q):
		c.voice.note(text[at[0]:at[1]])
		return text
	case x.own && at != nil:
		return text[:at[0]] + c.phrase(q, kind) + text[at[1]:]
	case x.own && slices.ContainsFunc(lower, func(w string) bool { return strings.HasPrefix(text, w) }):
		return text
	}
	phrase := c.phrase(q, kind)
	return phrase + behind(phrase, text)
}
