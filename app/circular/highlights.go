package circular

import (
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
)

// manyDistricts is the number of districts above which the highlights are a section, unless the round says otherwise.
const manyDistricts = 8

// The title of the highlights as a section, and their heading as the last theme of the achievements.
const highlightsTitle, highlightsHeading = "各区工作特色", "各区工作各具特色"

// inline tells whether the highlights are the last theme of the achievements.
func (c *composer) inline(achievements int) bool {
	switch {
	case achievements == 0, c.a.Circular.Highlights == assess.AsSection:
		return false
	case c.a.Circular.Highlights == assess.AsParagraph:
		return true
	}
	return len(c.a.Districts) <= manyDistricts
}

// highlights composes what single districts do well, which names them: a section with a paragraph for each district, or one paragraph below
// the themes of the achievements, of which there are so many. Statements that persons made of several districts' highlights come last.
func (c *composer) highlights(achievements int) *Section {
	s := &Section{Key: Highlights, Title: highlightsTitle}
	inline := c.inline(achievements)
	joined := map[string]group{}
	var all Paragraph
	for _, d := range c.a.Districts {
		p := Paragraph{}
		for _, f := range d.Standing(assess.Highlight) {
			r := Ref{d.ID, f.ID}
			if g := c.a.GroupOf(d, f); g != nil && strings.TrimSpace(g.Text) != "" {
				joined[g.ID] = append(joined[g.ID], item{Ref: r})
				continue
			}
			first, second := f.FinalNamed, f.FinalCity
			if inline {
				first, second = second, first
			}
			text := sentenceOf(first)
			if text == "" {
				text = sentenceOf(second)
			}
			p.Sentences = append(p.Sentences, unit(called(d, text, len(p.Sentences) == 0, inline), []Ref{r})...)
		}
		switch {
		case len(p.Sentences) == 0:
		case inline:
			all.Sentences = append(all.Sentences, p.Sentences...)
		default:
			s.Made = append(s.Made, p)
		}
	}
	if last := c.shared(joined); len(last) > 0 && inline {
		all.Sentences = append(all.Sentences, last...)
	} else if len(last) > 0 {
		s.Made = append(s.Made, Paragraph{Sentences: last})
	}
	if inline && len(all.Sentences) > 0 {
		s.Title, s.Made = "", []Paragraph{{Heading: true, Sentences: []Sentence{{Text: "（" + numeralOf(achievements+1) + "）" + highlightsHeading}}}, all}
	}
	return s
}

// called puts the district's name before a text that does not have it.
func called(d *assess.District, text string, first, inline bool) string {
	switch {
	case text == "" || strings.Contains(text, d.Name) || !first && !inline:
		return text
	case !first:
		return "该区还" + text
	case inline:
		return d.Name + text
	}
	return d.Name + "：" + text
}

// shared says what several districts have in common, in the order of the groups.
func (c *composer) shared(joined map[string]group) (out []Sentence) {
	for _, g := range c.a.Circular.Groups {
		members := joined[g.ID]
		if members == nil {
			continue
		}
		var names []string
		seen := map[string]bool{}
		for _, x := range members {
			if d := c.a.District(x.District); !seen[d.ID] {
				seen[d.ID] = true
				names = append(names, d.Name)
			}
		}
		out = append(out, unit(together(names)+sentenceOf(g.Text), members.refs())...)
	}
	return out
}

// together names districts in one phrase: 宝安、龙岗两区. Names that do not end alike, or become too short, are said in full.
func together(names []string) string {
	last, _ := utf8.DecodeLastRuneInString(names[0])
	tail := string(last)
	var short []string
	for _, n := range names {
		s, ok := strings.CutSuffix(n, tail)
		if !ok || utf8.RuneCountInString(s) < 2 || !strings.Contains("区县市", tail) {
			return strings.Join(names, "、")
		}
		short = append(short, s)
	}
	if len(short) == 1 {
		return names[0]
	}
	return strings.Join(short, "、") + count(len(short)) + tail
}
