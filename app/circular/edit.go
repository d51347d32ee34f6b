package circular

import (
	"slices"
	"strings"
)

// Replace returns the section's text with the sentence at an index (see Doubt.Sentence) replaced by by. old is the sentence as it was
// shown. If another sentence is at the index by now, old is replaced wherever it is; if it is gone, by is added at the end, so that nothing
// that was typed is lost.
func (s *Section) Replace(at int, old, by string) string {
	all := strings.Split(s.String(), "\n")
	n := 0
	for i, line := range all {
		if strings.TrimSpace(line) == "" {
			continue
		}
		said := Split(line)
		if k := at - n; k >= 0 && k < len(said) && said[k] == old {
			said[k] = by
			all[i] = strings.Join(said, "")
			return strings.Join(all, "\n")
		}
		n += len(said)
	}
	if text := s.String(); old != "" && strings.Contains(text, old) {
		return strings.Replace(text, old, by, 1)
	}
	return s.String() + "\n" + by
}

// Insert returns the section's text with the generated sentences of a finding at the end of its theme: behind the paragraph that has
// another finding of the theme, else below its heading, which is added too if the text does not have it. ok is false if no sentence is
// generated for the finding.
func (s *Section) Insert(r Ref) (text string, ok bool) {
	title, said, beside := s.generated(r)
	if said == "" {
		return "", false
	}
	all := strings.Split(s.String(), "\n")
	if i := s.lineOf(beside); i >= 0 {
		all[i] += said
		return strings.Join(all, "\n"), true
	}
	if title == "" {
		return strings.Join(append(all, said), "\n"), true
	}
	for i, line := range all {
		if heading.MatchString(line) && normal(line) == normal(title) {
			return strings.Join(slices.Insert(all, i+1, said), "\n"), true
		}
	}
	return strings.Join(append(all, title, said), "\n"), true
}

// lineOf returns the line of the text whose sentences rest on one of some findings, the last of several; -1 if there is none.
func (s *Section) lineOf(refs []Ref) int {
	at, n := -1, 0
	for i, line := range strings.Split(s.String(), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		for _, x := range s.Paragraphs[n].Sentences {
			if !x.Lead && slices.ContainsFunc(x.Rests, func(r Ref) bool { return slices.Contains(refs, r) }) {
				at = i
			}
		}
		n++
	}
	return at
}

// generated returns the sentences that would be generated for a finding now, the heading above them, and the other findings in their
// paragraph.
func (s *Section) generated(r Ref) (title, said string, beside []Ref) {
	above := ""
	for _, p := range s.Made {
		if p.Heading {
			above = p.String()
			continue
		}
		var others []Ref
		here := ""
		for _, x := range p.Sentences {
			switch {
			case x.Lead:
			case slices.Contains(x.Rests, r):
				here += x.Text
			default:
				others = append(others, x.Rests...)
			}
		}
		if here != "" {
			title, said, beside = above, here, others
		}
	}
	if end, ok := strings.CutSuffix(said, "；"); ok {
		said = end + "。"
	}
	return title, ordinal.ReplaceAllString(said, ""), beside
}
