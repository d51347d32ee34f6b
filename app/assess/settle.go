package assess

import (
	"slices"

	"kaohe/app/standard"
)

// Draft is what was sent to the district for its opinion: a frozen copy, and the day until which it may answer.
type Draft struct {
	ID, Entity string
	Sent       Day
	Reply      Day
	Person     string
	Problems   []DraftProblem
	Marks      []DraftMark
	Order      int64
}

// DraftProblem is a problem as it was sent.
type DraftProblem struct {
	Finding string `cbor:"1,keyasint"`
	Text    string `cbor:"2,keyasint"`
}

// DraftMark is a mark as it was sent.
type DraftMark struct {
	Item string          `cbor:"1,keyasint"`
	Mark standard.Points `cbor:"2,keyasint"`
}

// SendDraft freezes the present problems and marks into a draft. If an earlier draft has rulings, they are included.
func SendDraft(d *District, newID string, sent, reply Day, person string) *Edit {
	p := Path(d.Entity, "draft", newID)
	var problems []DraftProblem
	for _, f := range d.Standing(Problem) {
		problems = append(problems, DraftProblem{f.ID, f.FinalNamed})
	}
	var marks []DraftMark
	for _, s := range d.Scores {
		if s.Marked || s.Ruled {
			marks = append(marks, DraftMark{s.Item.ID, s.Final})
		}
	}
	return New("edit.draft").Set(p, "order", nextOrder(d.Drafts, func(x *Draft) int64 { return x.Order })).
		Texts(p, "sent", string(sent), "reply", string(reply), "person", person).Set(p, "problems", problems).Set(p, "marks", marks)
}

// Due returns the day until which the district may answer; empty if nothing was sent.
func (d *District) Due() Day {
	if len(d.Drafts) == 0 {
		return ""
	}
	return d.Drafts[len(d.Drafts)-1].Reply
}

// Final returns the entity of a finding's final text.
func (f *Finding) Final(d *District) string { return Path(d.Entity, "final", f.ID) }

// Standing returns the findings of a kind that were not withdrawn.
func (d *District) Standing(kind FindingKind) []*Finding {
	return slices.DeleteFunc(d.Of(kind), func(f *Finding) bool { return f.Withdrawn })
}

// Step is an entry of progress, or a milestone of a long plan.
type Step struct {
	ID, Entity string
	Day        Day
	Text       string
	Proof      string
	Person     string
	Done       bool
	Order      int64
}

// AddProgress adds a line to the progress of a rectification; person is an ID.
func AddProgress(d *District, f *Finding, newID string, day Day, text, proof, person string) *Edit {
	p := Path(d.Entity, "prog", f.ID, newID)
	return Fields("edit.progress", p, "day", string(day), "text", text, "proof", proof, "person", person).
		Set(p, "order", nextOrder(f.Progress, func(s *Step) int64 { return s.Order }))
}

// AddMilestone adds a milestone to the plan of a long rectification.
func AddMilestone(d *District, f *Finding, newID string, day Day, text string) *Edit {
	p := Path(d.Entity, "mile", f.ID, newID)
	return Fields("edit.milestone", p, "day", string(day), "text", text).
		Set(p, "order", nextOrder(f.Milestones, func(s *Step) int64 { return s.Order }))
}

func (r reader) steps(prefix string) []*Step {
	var out []*Step
	r.each(prefix, func(id, e string, _ bool) {
		out = append(out, &Step{ID: id, Entity: e, Day: r.day(e, "day"), Text: r.text(e, "text"), Proof: r.text(e, "proof"),
			Person: r.text(e, "person"), Done: r.flag(e, "done"), Order: r.order(e)})
	})
	byOrder(out, func(s *Step) (int64, string) { return s.Order, s.ID })
	return out
}

// settled reads the drafts, the final texts and marks, and the state of rectification. It needs the scores and findings.
func (r reader) settled(a *Assessment, d *District) {
	r.each(Path(d.Entity, "draft"), func(id, e string, _ bool) {
		x := &Draft{ID: id, Entity: e, Sent: r.day(e, "sent"), Reply: r.day(e, "reply"), Person: r.text(e, "person"), Order: r.order(e)}
		x.Problems, _ = get[[]DraftProblem](r, e, "problems")
		x.Marks, _ = get[[]DraftMark](r, e, "marks")
		d.Drafts = append(d.Drafts, x)
	})
	byOrder(d.Drafts, func(x *Draft) (int64, string) { return x.Order, x.ID })
	for _, f := range d.Findings {
		t := f.Final(d)
		f.FinalNamed, f.FinalCity = f.Named, f.City
		if s := r.text(t, "named"); s != "" {
			f.FinalNamed = s
		}
		if s := r.text(t, "city"); s != "" {
			f.FinalCity = s
		}
		f.Withdrawn, f.FinalWhy = r.flag(t, "withdrawn"), r.text(t, "why")
		f.Progress, f.Milestones = r.steps(Path(d.Entity, "prog", f.ID)), r.steps(Path(d.Entity, "mile", f.ID))
	}
	for _, s := range d.Scores {
		m := Path(d.Entity, "finalmark", s.Item.ID)
		s.Final, s.FinalRange, s.Unsettled, s.Objection = s.Mark, s.Range, s.Disputed, r.response(s.Objected(d))
		if n, ok := r.num(m, "mark"); ok {
			s.Final, s.Ruled, s.FinalWhy = standard.Points(n), true, r.text(m, "why")
			s.FinalRange, s.Unsettled, _ = r.between(m, "mark")
			s.Unsettled = s.Unsettled || s.MaybeNA
		}
	}
	d.Final = a.Standard.Score(d.finals())
	sum := Path(d.Entity, "sum", "0")
	d.Forced, d.ForcedWhy, d.NoHighlight = r.text(sum, "forced"), r.text(sum, "forcedwhy"), r.text(sum, "nohighlight")
	d.Printed, d.Circulated = r.day(sum, "printed"), r.flag(sum, "circulated")
}

// SetPrinted notes the day on which the findings were printed. It returns nil if the summary phase has not begun or is signed already.
func SetPrinted(d *District, day Day) *Edit {
	if d.Phases[Consultation].Signed() == nil || d.Phases[Summary].Signed() != nil || d.Printed == day {
		return nil
	}
	return New("edit.printed").Set(d.SumEntity(), "printed", day)
}

// SumEntity returns the entity with a district's forced grade and its reasons: fields forced, forcedwhy, nohighlight, printed,
// circulated.
func (d *District) SumEntity() string { return Path(d.Entity, "sum", "0") }

// ranks returns the place of every district; equal scores share one (1, 2, 2, 4). A district with open items or open
// disagreements has place 0.
func ranks(list []*District) []int {
	whole := func(d *District) bool {
		return d.Final.Open == 0 && d.Final.Full > 0 && !d.Final.Range.Open() && !d.Final.Unsure
	}
	out := make([]int, len(list))
	for i, d := range list {
		if !whole(d) {
			continue
		}
		out[i] = 1
		for _, o := range list {
			if whole(o) && o.Final.Total*d.Final.Full > d.Final.Total*o.Final.Full {
				out[i]++
			}
		}
	}
	return out
}
