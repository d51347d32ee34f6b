package circular

import (
	"strings"

	"kaohe/app/assess"
)

// fewThemes is up to how many themes one paragraph has all that is required.
const fewThemes = 3

// asked is what is required about a theme.
type asked struct {
	text   string
	refs   []Ref
	system bool
}

// requirements composes what all districts must do. The first paragraph says until when they report; the others go through the themes of
// the problems, in the words written for the city or else in general ones. What a single district was told is not said here.
func (c *composer) requirements() *Section {
	s := &Section{Key: Requirements, Title: "下一步工作要求"}
	n := 0
	add := func(title string, said []Sentence) {
		n++
		s.Made = append(s.Made, Paragraph{Heading: true, Sentences: []Sentence{{Text: "（" + numeralOf(n) + "）" + title}}}, Paragraph{Sentences: said})
	}
	begin := plain("各区要对照本通报逐项查摆，弄清问题成因，明确整改措施和承办单位。能够马上解决的立即整改；一时难以解决的，列出计划，分步推进。")
	if c.a.Reply != "" {
		begin = append(begin, plain("整改情况请于%s前书面报送%s。", c.a.Reply.Prose(), c.office())...)
	}
	begin = append(begin, plain("没有被点到的单位也要引以为戒，主动自查，防止同类问题发生。")...)
	add("切实抓好整改落实", begin)

	all := c.asked(s)
	var system, daily []asked
	for _, x := range all {
		if x.system {
			system = append(system, x)
		} else {
			daily = append(daily, x)
		}
	}
	if len(all) <= fewThemes || len(system) == 0 || len(daily) == 0 {
		system, daily = all, nil
	}
	switch {
	case len(all) == 0:
	case daily == nil:
		add("抓住薄弱环节，推动各项工作均衡发展", enumerate(all))
	default:
		add("加强制度建设，规范工作程序", enumerate(system))
		add("夯实基层基础，提高工作实效", enumerate(daily))
	}
	return s
}

// asked returns what is required theme by theme. The words written for the city must not name a district.
func (c *composer) asked(s *Section) []asked {
	rests := map[string][]Ref{}
	every(c.a, assess.Problem, func(d *assess.District, f *assess.Finding) {
		id := c.a.ThemeOf(d, f)
		rests[id] = append(rests[id], Ref{d.ID, f.ID})
	})
	var out []asked
	for _, t := range c.a.Themes(assess.Problem) {
		refs := rests[t.ID]
		if refs == nil {
			continue
		}
		text := strings.TrimSpace(t.Requirement)
		if name := c.names.in(text); name != "" {
			for _, r := range refs {
				s.Left = append(s.Left, Left{Ref: r, Why: HasName, Name: name, Text: text})
			}
			continue
		}
		if text == "" {
			text = c.generally(t)
		}
		out = append(out, asked{sentenceOf(text), refs, wordingOf(noun(t)).system})
	}
	return out
}

// generally says what is required about a theme for which nobody wrote it.
func (c *composer) generally(t *assess.Theme) string {
	if !bare(t) || c.names.in(t.Title) != "" {
		return c.theme.choose("对通报指出的其他问题逐项整改，并举一反三", "其余问题也要明确责任、限期改正")
	}
	return c.say(t, func(w wording) [2]string { return w.asks })
}

// enumerate says several things as 一是…。二是…。, a single one without a number.
func enumerate(list []asked) []Sentence {
	var out []Sentence
	for i, x := range list {
		number := numeralOf(i+1) + "是"
		if len(list) == 1 {
			number = ""
		}
		out = append(out, unit(number+x.text, x.refs)...)
	}
	return out
}
