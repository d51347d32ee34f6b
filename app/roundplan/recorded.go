package roundplan

import (
	"fmt"
	"maps"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func (a *Area) records(w *writer, p *Plan) {
	for n, r := range a.Records {
		w.use(p.Mate(r.Recorder).ID)
		x := a.path("rec", r.ID)
		e := assess.New("edit.record").Set(x, "order", (n+1)*1000).Texts(x, "method", r.Method, "date", string(r.Date),
			"time", r.Time, "place", r.Place, "title", r.Title, "present", r.Present, "recorder", r.Recorder, "sub", r.Sub, "text", r.Text)
		for _, i := range r.Items {
			e.Set(x, "item/"+i, true)
		}
		if r.Attended > 0 {
			e.Set(x, "invited", r.Invited).Set(x, "attended", r.Attended)
		}
		for m, q := range r.QA {
			y := a.path("qa", r.ID, fmt.Sprintf("q%02d", m+1))
			e.Texts(y, "q", q.Q, "a", q.A).Set(y, "order", (m+1)*1000)
		}
		for m, d := range r.Docs {
			y := a.path("doc", r.ID, fmt.Sprintf("x%02d", m+1))
			e.Texts(y, "title", d.Title, "number", d.Number, "issuer", d.Issuer, "date", string(d.Date), "wanted", d.Wanted,
				"verdict", string(d.Verdict), "remark", d.Remark).Set(y, "order", (m+1)*1000)
		}
		w.do(e)
	}
}

func (a *Area) scores(w *writer, p *Plan) {
	for _, id := range sortedKeys(a.Scores) {
		i := w.s.View().Standard.Item(id)
		if i == nil {
			w.err = fmt.Errorf("no item %q in the standard", id)
		}
		if w.err != nil {
			return
		}
		w.use(a.marker(p, i.Section))
		w.do(a.scoreEdit(i, a.Scores[id]))
	}
}

func (a *Area) scoreEdit(i *standard.Item, sc Score) *assess.Edit {
	x := a.path("score", i.ID)
	e := assess.New("edit.mark")
	switch {
	case sc.NA != "":
		e.Set(x, "na", true).Set(x, "nareason", sc.NA)
	case sc.Count != nil:
		n := int64(*sc.Count)
		if k := i.Rule.Kind; k == standard.Each || k == standard.Bonus {
			n /= 100 // whole occurrences
		}
		m, _ := i.Rule.Mark(i.Points, n)
		e.Set(x, "count", n).Set(x, "mark", int64(m))
	case sc.Mark != nil:
		e.Set(x, "mark", int64(*sc.Mark))
	}
	if sc.Remark != "" {
		e.Set(x, "remark", sc.Remark)
	}
	for n, d := range sc.Deductions {
		y := a.path("ded", i.ID, fmt.Sprintf("k%d", n+1))
		e.Set(y, "amount", int64(d.Amount)).Set(y, "reason", d.Reason).Set(y, "order", (n+1)*1000)
		for _, r := range d.Records {
			e.Set(y, "record/"+r, true)
		}
	}
	return e
}

func (a *Area) findings(w *writer, p *Plan) {
	w.use(p.Team[0].ID)
	for n, f := range a.Findings {
		x := a.path("find", f.ID)
		e := assess.New("edit.finding").Set(x, "order", (n+1)*1000).Texts(x, "kind", string(f.Kind), "named", f.Named, "city", f.City)
		if f.Kind == assess.Problem {
			e.Texts(a.path("req", f.ID), "requirement", f.Requirement, "deadline", string(f.Deadline), "responsible", f.Responsible)
		}
		for _, i := range f.Items {
			e.Set(x, "item/"+i, true)
		}
		for _, r := range f.Records {
			e.Set(x, "record/"+r, true)
		}
		w.do(e)
	}
}

// consult writes the consultation: what was sent, the responses, and the rulings with what they change.
func (a *Area) consult(w *writer, p *Plan) {
	if x := a.Draft; x != nil && w.err == nil {
		w.use(p.Mate(x.Person).ID)
		w.do(assess.SendDraft(w.s.View().District(a.ID), "x1", x.Sent, x.Reply, x.Person))
	}
	w.use(p.Team[0].ID)
	e := assess.New("edit.response")
	for _, f := range a.Findings {
		if r := f.Response; r != nil {
			e.Texts(a.path("resp", f.ID), "stance", r.Stance, "grounds", r.Grounds, "day", string(r.Day), "proof", r.Proof)
		}
	}
	w.do(e)
	for _, f := range a.Findings {
		if r := f.Response; r != nil && r.Ruling != "" && w.err == nil {
			d := w.s.View().District(a.ID)
			w.do(assess.Rule(d, d.Finding(f.ID), r.Ruling, r.Reasons, f.Effect))
		}
	}
}
