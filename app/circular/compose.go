package circular

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/report"
)

type composer struct {
	a     *assess.Assessment
	names names
}

// sentenceOf puts a text on one line and adds a full stop if it has none.
func sentenceOf(text string) string {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\n", " ")), " ")
	last, _ := utf8.DecodeLastRuneInString(text)
	if text != "" && !strings.ContainsRune("。！？", last) {
		text = strings.TrimRight(text, "；，、：") + "。"
	}
	return text
}

// unit splits a text into sentences that all rest on the same findings.
func unit(text string, refs []Ref) []Sentence {
	var out []Sentence
	for _, s := range Split(text) {
		out = append(out, Sentence{Text: s, Rests: refs})
	}
	return out
}

func plain(format string, args ...any) []Sentence { return unit(fmt.Sprintf(format, args...), nil) }

// every calls f for each finding of a kind that was not withdrawn, district by district.
func every(a *assess.Assessment, kind assess.FindingKind, f func(*assess.District, *assess.Finding)) {
	for _, d := range a.Districts {
		for _, x := range d.Standing(kind) {
			f(d, x)
		}
	}
}

func (c *composer) achievements() *Section {
	s := &Section{Key: Achievements, Title: "取得的成绩"}
	c.themes(s, assess.Achievement, func(f *assess.Finding) string { return f.FinalCity }, func(_ *assess.Theme, g group) []Sentence {
		return c.quantify(assess.Achievement, g)
	})
	return s
}

func (c *composer) problems() *Section {
	s := &Section{Key: Problems, Title: "存在的问题"}
	c.themes(s, assess.Problem, func(f *assess.Finding) string { return f.FinalCity }, func(_ *assess.Theme, g group) []Sentence {
		return c.quantify(assess.Problem, g)
	})
	return s
}

// quantify returns the sentence of a group, with the quantifier for its number of districts.
func (c *composer) quantify(kind assess.FindingKind, g group) []Sentence {
	text := sentenceOf(quantifiedHead(g[0].text))
	q := c.a.Circular.Quantify(districts(g.refs()), len(c.a.Districts))
	return unit(phrase(q, kind)+text, g.refs())
}

// quantifiedHead removes a quantifier at the beginning of a text, and a 区 there, because the new quantifier ends with it.
func quantifiedHead(text string) string {
	text = strings.TrimSpace(text)
	if at := quantified.FindStringIndex(text); at != nil && at[0] == 0 {
		return text[at[1]:]
	}
	return strings.TrimPrefix(text, "区")
}

// lead returns the sentence that counts the districts of a whole theme; nothing if there is a single group or district, or if the title
// is a sentence.
func (c *composer) lead(t *assess.Theme, groups []group) []Sentence {
	var refs []Ref
	for _, g := range groups {
		refs = append(refs, g.refs()...)
	}
	n := districts(refs)
	if len(groups) < 2 || n < 2 || strings.ContainsAny(t.Title, "，。；！？") || utf8.RuneCountInString(t.Title) > 20 {
		return nil
	}
	q := c.a.Circular.Quantify(n, len(c.a.Districts))
	text := phrase(q, t.Kind) + "在" + strings.TrimSuffix(t.Title, "方面") + "方面存在需要改进的问题。"
	if c.names.in(text) != "" {
		return nil
	}
	return []Sentence{{Text: text, Rests: refs, Lead: true}}
}

// themes fills a section: a heading for each theme that has sentences, and the sentences of its groups as one paragraph.
func (c *composer) themes(s *Section, kind assess.FindingKind, text func(*assess.Finding) string, say func(*assess.Theme, group) []Sentence) {
	items := map[string][]item{}
	every(c.a, kind, func(d *assess.District, f *assess.Finding) {
		x := item{Ref: Ref{d.ID, f.ID}, text: strings.TrimSpace(text(f))}
		if x.text == "" {
			if s.Key != Requirements {
				s.Left = append(s.Left, Left{Ref: x.Ref, Why: NoCityText, Text: f.FinalNamed})
			}
			return
		}
		x.pairs = pairsOf(x.text)
		if n := c.names.in(x.text); n != "" && kind == assess.Problem {
			s.Left = append(s.Left, Left{Ref: x.Ref, Why: HasName, Name: n, Text: x.text})
			return
		}
		id := c.a.ThemeOf(d, f)
		items[id] = append(items[id], x)
	})
	n := 0
	for _, t := range c.a.Themes(kind) {
		groups := groupOf(items[t.ID], c.a.Circular.Places)
		body := Paragraph{}
		var kept []group
		for _, g := range groups {
			if said := say(t, g); !c.leave(s, kind, g, said) {
				kept = append(kept, g)
				body.Sentences = append(body.Sentences, said...)
			}
		}
		if len(kept) == 0 {
			continue
		}
		if s.Key == Problems {
			body.Sentences = append(c.lead(t, kept), body.Sentences...)
		}
		n++
		s.Made = append(s.Made, c.heading(n, t), body)
	}
}

// leave leaves a group of problems out if the sentence made from it contains a name.
func (c *composer) leave(s *Section, kind assess.FindingKind, g group, said []Sentence) bool {
	name := c.names.in(Paragraph{Sentences: said}.String())
	if kind != assess.Problem || name == "" {
		return false
	}
	for _, x := range g {
		s.Left = append(s.Left, Left{Ref: x.Ref, Why: HasName, Name: name, Text: x.text})
	}
	return true
}

func (c *composer) heading(n int, t *assess.Theme) Paragraph {
	title := "（" + report.Numeral(n) + "）" + strings.TrimSpace(t.Title)
	if t.Kind == assess.Problem && c.names.in(title) != "" {
		title = "（" + report.Numeral(n) + "）其他问题"
	}
	return Paragraph{Heading: true, Sentences: []Sentence{{Text: title}}}
}

// highlights composes a paragraph for each district, which names it.
func (c *composer) highlights() *Section {
	s := &Section{Key: Highlights, Title: "各区工作特色"}
	for _, d := range c.a.Districts {
		p := Paragraph{}
		for _, f := range d.Standing(assess.Highlight) {
			text := sentenceOf(f.FinalNamed)
			if text == "" {
				text = sentenceOf(f.FinalCity)
			}
			if len(p.Sentences) == 0 && text != "" && !strings.Contains(text, d.Name) {
				text = d.Name + "：" + text
			}
			p.Sentences = append(p.Sentences, unit(text, []Ref{{d.ID, f.ID}})...)
		}
		if len(p.Sentences) > 0 {
			s.Made = append(s.Made, p)
		}
	}
	return s
}

// requirements composes what must be done about the problems, by theme, and until when the districts have to report. A requirement that
// several districts share appears once.
func (c *composer) requirements() *Section {
	s := &Section{Key: Requirements, Title: "整改要求"}
	begin := plain("各区政府要对照本通报指出的问题，结合本区实际逐项整改；一时难以解决的，制定整改计划，逐步落实。")
	s.Made = append(s.Made, Paragraph{Sentences: begin})
	c.themes(s, assess.Problem, func(f *assess.Finding) string { return f.Requirement }, func(_ *assess.Theme, g group) []Sentence {
		return unit(sentenceOf(g[0].text), g.refs())
	})
	if c.a.Reply != "" {
		end := plain("请各区政府于%s前将整改情况书面报送%s。", c.a.Reply.Prose(), c.office())
		s.Made = append(s.Made, Paragraph{Sentences: end})
	}
	return s
}
