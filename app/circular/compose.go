package circular

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/report"
)

// composer makes all sections, in their order. It remembers which quantifiers, patterns of themes and joining words it has used.
type composer struct {
	a                   *assess.Assessment
	names               names
	voice, theme, joint *voice
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
	c.themes(s, assess.Achievement)
	return s
}

func (c *composer) problems() *Section {
	s := &Section{Key: Problems, Title: "存在的问题"}
	c.themes(s, assess.Problem)
	return s
}

// numeralOf writes a number in Chinese numerals.
func numeralOf(n int) string { return report.Numeral(n) }
