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

// Insert returns the section's text with the generated sentence of a finding at the end of its theme; the heading is added too if the text
// does not have it. ok is false if no sentence is generated for the finding.
func (s *Section) Insert(r Ref) (text string, ok bool) {
	title, said := s.generated(r)
	if said == "" {
		return "", false
	}
	all := strings.Split(s.String(), "\n")
	if title == "" {
		return strings.Join(append(all, said), "\n"), true
	}
	for i, line := range all {
		if !heading.MatchString(line) || untitled(line) != untitled(title) {
			continue
		}
		if i+1 < len(all) && !heading.MatchString(all[i+1]) && strings.TrimSpace(all[i+1]) != "" {
			all[i+1] += said
		} else {
			all = slices.Insert(all, i+1, said)
		}
		return strings.Join(all, "\n"), true
	}
	return strings.Join(append(all, title, said), "\n"), true
}

// generated returns the sentence that would be generated for a finding now, and the heading above it.
func (s *Section) generated(r Ref) (title, said string) {
	above := ""
	for _, p := range s.Made {
		if p.Heading {
			above = p.String()
			continue
		}
		for _, x := range p.Sentences {
			if !x.Lead && slices.Contains(x.Rests, r) {
				title = above
				said += x.Text
			}
		}
	}
	return title, said
}

// untitled returns a heading without its number. Headings are compared in this form.
func untitled(line string) string {
	_, title, _ := strings.Cut(line, "）")
	return strings.TrimSpace(title)
}
