package assess

import "kaohe/app/standard"

// Objected returns the entity of the district's objection to a mark: fields stance, grounds, day, proof, ruling, reasons.
func (s *Score) Objected(d *District) string { return Path(d.Entity, "objection", s.Item.ID) }

// Object records that the district objects to a mark, in whole: what it says, and the day on which that came.
func Object(d *District, s *Score, grounds string, day Day) *Edit {
	return Fields("edit.objection", s.Objected(d), "stance", "full", "grounds", grounds, "day", string(day))
}

// DropObjection takes an objection back, with what the ruling on it changed.
func DropObjection(d *District, s *Score) *Edit {
	none := Fields("edit.unobject", s.Objected(d), "stance", "", "grounds", "", "day", "", "proof", "", "ruling", "", "reasons", "")
	return none.unrule(d, s)
}

// RuleMark answers an objection to a mark and applies the mark in the same edit. A second ruling takes back what the first one changed.
// ruling is accept, partly or reject; with reject or an empty ruling mark is ignored, and the mark given on site stands.
func RuleMark(d *District, s *Score, ruling, reasons string, mark standard.Points) *Edit {
	e := Fields("edit.ruling", s.Objected(d), "ruling", ruling, "reasons", reasons)
	if ruling != "accept" && ruling != "partly" || s.Marked && mark == s.Mark {
		return e.unrule(d, s)
	}
	m := Path(d.Entity, "finalmark", s.Item.ID)
	return e.Set(m, "mark", int64(s.Item.Rule.Clamp(s.Item.Points, mark))).Texts(m, "why", "")
}

// unrule takes back the mark that the ruling on an objection set, but not one that the ruling on a finding set.
func (e *Edit) unrule(d *District, s *Score) *Edit {
	if s.Ruled && s.FinalWhy == "" {
		e.Set(Path(d.Entity, "finalmark", s.Item.ID), "mark", nil)
	}
	return e
}

// ForeseeMark computes what a mark set by the ruling on an objection to it would change. It writes nothing.
func ForeseeMark(a *Assessment, d *District, s *Score, mark standard.Points) Preview {
	return foresee(a, d, s, s, mark)
}

// Cause returns the response whose ruling changed a mark: that to a finding, or the objection to the mark itself; nil if there is none.
func (d *District) Cause(s *Score) *Response {
	if s.FinalWhy == "" {
		return s.Objection
	}
	if f := d.Finding(s.FinalWhy); f != nil {
		return f.Response
	}
	return nil
}

// CauseEntity returns the entity of that response.
func (d *District) CauseEntity(s *Score) string {
	if s.FinalWhy == "" {
		return s.Objected(d)
	}
	return Path(d.Entity, "resp", s.FinalWhy)
}

// Objections returns the scores to which the district objects, in the standard's order.
func (d *District) Objections() []*Score {
	var out []*Score
	for _, s := range d.Scores {
		if s.Objection != nil {
			out = append(out, s)
		}
	}
	return out
}
