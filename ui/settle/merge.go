package settle

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/diff3"
	"kaohe/app/schema"
	"kaohe/ui/screen"
)

// Merged is a suggestion: all versions of a text or a list in one, merged by paragraphs. Nobody wrote it, so a person has to take it.
type Merged struct {
	Text string
	Runs []Run // the same; what differs are paragraphs that were changed twice, each version of them marked with who wrote it
	Both bool  // there are such paragraphs, of which a person has to strike out all versions but one
}

// merge merges the versions of a dispute. It returns nil if its values have no paragraphs, if they part from no one value, or if all that
// was there was rewritten, so that nothing would come of it but one version after the other.
func merge(k *screen.Kit, d *Dispute) *Merged {
	f := schema.Parse(d.At.Entity).Field(d.At.Field)
	base, ok := k.Session.Base(d.At)
	if !ok || f == nil || f.Kind != schema.Prose && f.Kind != schema.Lines {
		return nil
	}
	var texts []string
	for _, v := range d.Versions {
		texts = append(texts, assess.TypeText(d.At, v.Value))
	}
	from := assess.TypeText(d.At, base)
	parts := diff3.Merge(from, texts...)
	if from != "" && len(parts) == 1 && len(parts[0].Or) > 0 {
		return nil
	}
	m := &Merged{}
	for n, p := range parts {
		r := Run{Text: strings.Join(p.Lines, "\n")}
		switch {
		case len(p.Or) > 0 && f.Kind == schema.Lines:
			r.Text = strings.Join(every(p.Or), "\n")
		case len(p.Or) > 0:
			r = Run{strings.Join(d.marked(k, p.Or), "\n"), true}
			m.Both = true
		}
		if n > 0 {
			m.Runs[n-1].Text += "\n"
		}
		m.Runs = append(m.Runs, r)
	}
	for _, r := range m.Runs {
		m.Text += r.Text
	}
	return m
}

// every returns the lines of all alternatives, each once: a list can hold all of them.
func every(or []diff3.Alternative) []string {
	var out []string
	for _, a := range or {
		for _, l := range a.Lines {
			if !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// marked returns the alternatives one after the other, each behind the names of those who wrote it.
func (d *Dispute) marked(k *screen.Kit, or []diff3.Alternative) []string {
	var out []string
	for _, a := range or {
		var names []string
		for _, n := range a.Of {
			for _, e := range d.Versions[n].By {
				if name := k.Session.View().Name(e.Person); !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		if text := strings.Join(a.Lines, "\n"); text == "" {
			out = append(out, k.T("settle.merged.struck", strings.Join(names, k.T("list.sep"))))
		} else {
			out = append(out, k.T("settle.merged.wrote", strings.Join(names, k.T("list.sep")), text))
		}
	}
	return out
}
