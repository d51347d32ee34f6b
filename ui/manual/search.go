package manual

import (
	"slices"
	"strings"

	"kaohe/app/pinyin"
)

// Hit is a section in which something was found.
type Hit struct {
	Name  string
	Where string // the chapter's title, and the section's
	Text  string // from a little before what was found
	fit   int
}

// most hits that are of use to somebody who looks through them.
const most = 60

// Search lists the sections that hold all words of a query, those first whose title does, then those that hold it as it was typed.
func (b *Book) Search(query string) []Hit {
	q := pinyin.Read(query)
	if q.Empty() {
		return nil
	}
	var hits []Hit
	for _, c := range b.Chapters {
		for i, s := range c.Sections {
			where := s.Title
			if i > 0 {
				where = c.Title() + " · " + s.Title
			}
			h := Hit{Name: s.Name, Where: where}
			for j, x := range s.Blocks {
				text := x.said()
				fit := 2 * int(q.Fit(text))
				if j == 0 && fit > 0 {
					fit += 2 * int(pinyin.Exact) // the title
				}
				if fit > h.fit {
					h.fit, h.Text = fit, from(text, query)
				}
			}
			if h.fit > 0 {
				hits = append(hits, h)
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return b.fit - a.fit })
	return hits[:min(len(hits), most)]
}

// said is all that a block says.
func (x Block) said() string {
	lines := []string{x.Text}
	for _, r := range x.Rows {
		lines = append(lines, strings.Join(r, " "))
	}
	return strings.TrimSpace(strings.Join(lines, " "))
}

// from is a text from a little before what is looked for, so that it is in view on one line.
func from(text, query string) string {
	const before = 8 // characters
	i := strings.Index(strings.ToLower(text), strings.ToLower(strings.TrimSpace(query)))
	if i < 0 || i > len(text) {
		return text
	}
	head := []rune(text[:i])
	if len(head) <= before {
		return text
	}
	return "…" + string(head[len(head)-before:]) + text[i:]
}
