package circular

import (
	"slices"
	"strings"
)

// Replace is the section's text with another sentence in the place of the one at an index, as a Doubt counts. old is that sentence as
// it was shown: where another stands there by now, old is looked for elsewhere, and where it is gone the new one is added at the end,
// so that nothing typed is lost.
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

// Insert is the section's text with what is generated for a finding at the end of its theme; the theme comes with it where the text has
// none of that title. ok is false where nothing is generated for it.
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

// generated is what the findings make of one of them now, and the heading above it.
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

// untitled is a heading without its number, by which headings are told apart.
func untitled(line string) string {
	_, title, _ := strings.Cut(line, "）")
	return strings.TrimSpace(title)
}
