package assess

import (
	"kaohe/app/standard"
)

// Effect is the change that a ruling makes to the result.
type Effect struct {
	Named, City string // new texts; an empty one leaves the text as it is
	Withdraw    bool
	Item        string // ID of the item whose mark changes; empty: none
	Mark        standard.Points
}

// Rule answers an objection and applies the effect in the same edit: it writes the ruling with its reasons, and the final text or mark,
// which names f as the finding that caused it. A second ruling takes back what the first one changed, but not what was written for
// other reasons in the meantime. ruling is accept, partly or reject; with reject or an empty ruling x is ignored.
func Rule(d *District, f *Finding, ruling, reasons string, x Effect) *Edit {
	if ruling != "accept" && ruling != "partly" {
		x = Effect{}
	}
	e := Fields("edit.ruling", Path(d.Entity, "resp", f.ID), "ruling", ruling, "reasons", reasons, "effectitem", x.Item)
	old, t := d.EffectOf(f), f.Final(d)
	by := ""
	if x.Named != "" || x.City != "" || x.Withdraw {
		by = f.ID
	}
	if by != f.FinalWhy || x.Named != old.Named {
		e.Texts(t, "named", x.Named)
	}
	if by != f.FinalWhy || x.City != old.City {
		e.Texts(t, "city", x.City)
	}
	if by != f.FinalWhy || x.Withdraw != f.Withdrawn {
		e.Set(t, "withdrawn", x.Withdraw).Texts(t, "why", by)
	}
	if by == "" && f.FinalWhy == "" {
		e.Writes = e.Writes[:3] // the texts were not changed before and are not now
	}
	if old.Item != "" && old.Item != x.Item {
		m := Path(d.Entity, "finalmark", old.Item)
		e.Set(m, "mark", nil).Texts(m, "why", "")
	}
	if s := d.Score(x.Item); s != nil {
		m := Path(d.Entity, "finalmark", x.Item)
		e.Set(m, "mark", int64(s.Item.Rule.Clamp(s.Item.Points, x.Mark))).Texts(m, "why", f.ID)
	}
	return e
}

// Unrule makes the final mark of an item the one given on site again, where the problem whose ruling had changed it is gone.
func Unrule(d *District, s *Score) *Edit {
	m := Path(d.Entity, "finalmark", s.Item.ID)
	return New("edit.ruling").Set(m, "mark", nil).Texts(m, "why", "")
}

// EffectOf returns the changes of the ruling on a finding that are in force.
func (d *District) EffectOf(f *Finding) Effect {
	var x Effect
	if f.FinalWhy == f.ID {
		if x.Withdraw = f.Withdrawn; f.FinalNamed != f.Named {
			x.Named = f.FinalNamed
		}
		if f.FinalCity != f.City {
			x.City = f.FinalCity
		}
	}
	if f.Response == nil || f.Response.Item == "" {
		return x
	}
	if s := d.Score(f.Response.Item); s != nil && s.Ruled && s.FinalWhy == f.ID {
		x.Item, x.Mark = s.Item.ID, s.Final
	}
	return x
}

// Objects tells whether the district objects, in whole or in part.
func (r *Response) Objects() bool { return r != nil && (r.Stance == "partly" || r.Stance == "full") }

// upheld tells whether an objection was taken up; only then may it have changed a mark.
func (r *Response) upheld() bool {
	return r.Objects() && (r.Ruling == "accept" || r.Ruling == "partly")
}

// finals returns the marks after the rulings, by item ID.
func (d *District) finals() map[string]standard.Given {
	out := make(map[string]standard.Given, len(d.Scores))
	for _, s := range d.Scores {
		out[s.Item.ID] = standard.Given{Mark: s.Final, Marked: s.Marked || s.Ruled, NA: s.NA, Vetoed: s.Vetoed, Range: s.FinalRange, Unsure: s.MaybeNA}
	}
	return out
}

// Preview is what a ruling would change: the mark of one item and the total. From is without this ruling, To with it.
type Preview struct {
	Item               *standard.Item // nil: no mark changes
	From, To           standard.Points
	TotalFrom, TotalTo standard.Points
	GradeFrom, GradeTo string
	Clamped            bool // the mark asked for is not one that the item's rule allows
}

// Foresee computes what applying x to f would change. It writes nothing.
func Foresee(a *Assessment, d *District, f *Finding, x Effect) Preview {
	return foresee(a, d, d.Score(d.EffectOf(f).Item), d.Score(x.Item), x.Mark)
}

// foresee computes what follows if a ruling sets the mark of s, and not, as before, that of old. Both may be nil.
func foresee(a *Assessment, d *District, old, s *Score, mark standard.Points) Preview {
	given := d.finals()
	if old != nil {
		given[old.Item.ID] = standard.Given{Mark: old.Mark, Marked: old.Marked, NA: old.NA, Vetoed: old.Vetoed, Range: old.Range, Unsure: old.MaybeNA}
	}
	before := a.Standard.Score(given)
	p := Preview{TotalFrom: before.Total, TotalTo: before.Total, GradeFrom: before.Grade, GradeTo: before.Grade}
	if s == nil {
		return p
	}
	p.Item, p.From, p.To = s.Item, given[s.Item.ID].Mark, s.Item.Rule.Clamp(s.Item.Points, mark)
	p.Clamped = p.To != mark
	g := given[s.Item.ID]
	g.Mark, g.Marked, g.Range = p.To, true, standard.Range{Low: p.To, High: p.To}
	given[s.Item.ID] = g
	after := a.Standard.Score(given)
	p.TotalTo, p.GradeTo = after.Total, after.Grade
	return p
}

// Moved returns the scores that a ruling changed, in the standard's order.
func (d *District) Moved() []*Score {
	var out []*Score
	for _, s := range d.Scores {
		if s.Ruled {
			out = append(out, s)
		}
	}
	return out
}

// Sent returns the text of a problem as the last draft showed it to the district. ok is false if there is no draft or it lacks the problem.
func (d *District) Sent(finding string) (text string, ok bool) {
	if x := d.Draft(); x != nil {
		for _, p := range x.Problems {
			if p.Finding == finding {
				return p.Text, true
			}
		}
	}
	return "", false
}

// Draft returns the draft that was sent last, or nil.
func (d *District) Draft() *Draft {
	if n := len(d.Drafts); n > 0 {
		return d.Drafts[n-1]
	}
	return nil
}

// DraftChange is one difference, or an equal problem, between a draft that was sent and the present state.
type DraftChange struct {
	Kind     string   // of a problem: same, edited, withdrawn, removed, added; of a mark: moved
	Finding  *Finding // nil for a mark and for a removed problem
	Score    *Score   // for a mark
	Was, Now string   // texts
	From     standard.Points
}

// Compare returns what became of every problem in the draft, the problems that are new since then, and the marks that changed.
func (x *Draft) Compare(d *District) []DraftChange {
	var out []DraftChange
	sent := map[string]bool{}
	for _, p := range x.Problems {
		sent[p.Finding] = true
		c := DraftChange{Kind: "same", Finding: d.Finding(p.Finding), Was: p.Text}
		switch f := c.Finding; {
		case f == nil:
			c.Kind = "removed"
		case f.Withdrawn:
			c.Kind, c.Now = "withdrawn", f.FinalNamed
		case f.FinalNamed != p.Text:
			c.Kind, c.Now = "edited", f.FinalNamed
		}
		out = append(out, c)
	}
	for _, f := range d.Standing(Problem) {
		if !sent[f.ID] {
			out = append(out, DraftChange{Kind: "added", Finding: f, Now: f.FinalNamed})
		}
	}
	for _, m := range x.Marks {
		if s := d.Score(m.Item); s != nil && (s.Final != m.Mark || !s.Marked && !s.Ruled) {
			out = append(out, DraftChange{Kind: "moved", Score: s, From: m.Mark})
		}
	}
	return out
}

// Grade returns the final grade: the one that an event forces, else the one that follows from the points.
func (d *District) Grade() string {
	if d.Forced != "" {
		return d.Forced
	}
	return d.Final.Grade
}
