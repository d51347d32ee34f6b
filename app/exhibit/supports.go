package exhibit

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// most is how many characters of a text are enough to know it by.
const most = 20

// Supports says what evidence supports, as people know it: 项目 1.3、记录 2. What is not there any more is left out.
func Supports(a *assess.Assessment, d *assess.District, x *assess.Evidence, say words.Catalog) string {
	var out []string
	add := func(key string, args ...any) { out = append(out, say.Say(words.M("exhibit.supports."+key, args...))) }
	s := x.Supports()
	for _, id := range s.Items {
		if i := a.Standard.Item(id); i != nil {
			add("item", i.Code)
		}
	}
	for _, score := range d.Scores {
		for _, ded := range score.Deductions {
			if score.Item != nil && slices.Contains(s.Deductions, ded.ID) {
				add("deduction", score.Item.Code, words.Begin(ded.Reason, most))
			}
		}
	}
	for _, r := range d.Records {
		if slices.Contains(s.Records, r.ID) {
			add("record", r.No, words.Begin(r.Title, most))
		}
		for _, doc := range r.Docs {
			if slices.Contains(s.Documents, doc.ID) {
				add("document", words.Begin(doc.Title, most))
			}
		}
	}
	for _, f := range d.Findings {
		if slices.Contains(s.Findings, f.ID) {
			add("finding", f.No, words.Begin(f.FinalNamed, most))
		}
		for _, step := range f.Progress {
			if slices.Contains(s.Steps, step.ID) {
				add("step", words.Begin(step.Text, most))
			}
		}
	}
	return strings.Join(out, "；")
}
