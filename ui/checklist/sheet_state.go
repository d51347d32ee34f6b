package checklist

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Sheet is what a person reads before they sign a phase. It is computed by ReadSheet and not changed.
type Sheet struct {
	Score    words.Msg // of the phase: claimed, as marked on site, or final
	Full     standard.Points
	Open     int      // items that Score lacks
	Lost     []Change // items that did not get all their points, and why
	Sum      standard.Points
	Problems []Change
}

// ReadSheet returns what there is to sign in a phase of a district.
func ReadSheet(a *assess.Assessment, say words.Catalog, d *assess.District, p assess.Phase) Sheet {
	var s Sheet
	if p == assess.Preparation {
		s.Score, s.Full = words.M("sheet.claimed", d.Claimed.Range), d.Claimed.Full
		return s
	}
	r, of := d.Final, func(x *assess.Score) standard.Points { return x.Final }
	if p == assess.Onsite {
		r, of = d.Result, func(x *assess.Score) standard.Points { return x.Mark }
	}
	s.Score, s.Full = words.M("sheet.score", r.Range), r.Full
	s.Open = r.Open
	if r.Grade != "" {
		s.Score = words.M("sheet.graded", r.Range, r.Grade)
	}
	for _, x := range d.Scores {
		if lost := x.Item.Points - of(x); x.Marked && !x.NA && !x.Item.Bonus() && !x.Item.Veto() && lost > 0 {
			s.Sum += lost
			s.Lost = append(s.Lost, Change{Msg: words.M("sheet.lost.item", x.Item.Code, lost, reasons(say, x)),
				Place: assess.Place{District: d.ID, Phase: assess.Onsite, Tab: assess.TabScore, Item: x.Item.ID, Entity: x.Entity}})
		}
	}
	for i, f := range d.Standing(assess.Problem) {
		s.Problems = append(s.Problems, Change{Msg: words.M("sheet.problem", i+1, cmp.Or(f.FinalNamed, f.Named)), Place: problemPlace(d, f, p)})
	}
	return s
}

// reasons are those of an item's deductions, or its text where none says why.
func reasons(say words.Catalog, x *assess.Score) string {
	var out []string
	for _, ded := range x.Deductions {
		if ded.Reason != "" {
			out = append(out, ded.Reason)
		}
	}
	if out == nil {
		return x.Item.Text
	}
	return strings.Join(out, say.Get("value.and"))
}

// problemPlace is where a phase deals with a problem.
func problemPlace(d *assess.District, f *assess.Finding, p assess.Phase) assess.Place {
	entity := f.Entity
	switch p {
	case assess.Consultation:
		entity = assess.Path(d.Entity, "resp", f.ID)
	case assess.Summary:
		entity = f.Required(d)
	case assess.Rectification:
		entity = f.Rect(d)
	}
	return assess.PlaceOf(entity)
}

// locks counts what can not be changed any more after a signature of a phase; what there is none of is left out.
func locks(d *assess.District, p assess.Phase) []words.Msg {
	var out []words.Msg
	count := func(key string, n int) {
		if n > 0 {
			out = append(out, words.M("sheet.locks."+key, n))
		}
	}
	n := 0
	for _, t := range d.Tasks {
		if t.Phase == p {
			n++
		}
	}
	count("task", n)
	switch p {
	case assess.Preparation:
		count("claim", number(d.Scores, func(s *assess.Score) bool { return s.Claimed }))
		count("material", len(d.Materials))
		count("draw", len(d.Draws))
	case assess.Onsite:
		count("score", number(d.Scores, func(s *assess.Score) bool { return s.Marked || s.NA }))
		count("record", len(d.Records))
		count("finding", len(d.Findings))
	case assess.Consultation:
		count("response", number(d.Findings, func(f *assess.Finding) bool { return f.Response != nil }))
	case assess.Summary:
		count("requirement", number(d.Findings, func(f *assess.Finding) bool { return f.Requirement != "" }))
	case assess.Rectification:
		count("rect", number(d.Findings, func(f *assess.Finding) bool { return f.Rectification != nil }))
	}
	return out
}

func number[T any](list []T, is func(T) bool) (n int) {
	for _, x := range list {
		if is(x) {
			n++
		}
	}
	return n
}

// ReadSince says what changed in a phase, a line for each thing: what it is now new, removed, or changed in, and by whom.
func ReadSince(a *assess.Assessment, say words.Catalog, entries []session.Entry) []Change {
	var out []Change
	for len(entries) > 0 {
		entity := entries[0].Entity
		n := len(entries)
		if i := slices.IndexFunc(entries, func(e session.Entry) bool { return e.Entity != entity }); i > 0 {
			n = i
		}
		out = append(out, Change{Msg: words.M("sheet.change", a.EntityName(say, entity), what(a, say, entries[:n]), by(a, say, entries[:n])), Place: assess.PlaceOf(entity)})
		entries = entries[n:]
	}
	return out
}

// mostFields are told one by one; more would hide which thing it was.
const mostFields = 3

func what(a *assess.Assessment, say words.Catalog, of []session.Entry) string {
	fresh := true
	var parts []string
	for _, e := range of {
		if on, err := ledger.As[bool](e.New); e.Field == "gone" && err == nil && on {
			return say.Get("sheet.removed")
		}
		fresh = fresh && e.Old == ""
		if len(parts) < mostFields {
			parts = append(parts, say.Say(words.M("name.value", a.FieldName(say, e.Register()), a.ShowChange(say, e.Register(), e.Old, e.New))))
		}
	}
	if fresh && len(of) > 1 {
		return say.Get("sheet.new")
	}
	if n := len(of) - len(parts); n > 0 {
		parts = append(parts, say.Say(words.M("sheet.more", n)))
	}
	return strings.Join(parts, say.Get("value.and"))
}

// by names who wrote, each once.
func by(a *assess.Assessment, say words.Catalog, of []session.Entry) string {
	var names []string
	for _, e := range of {
		if name := a.Name(e.Person); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, say.Get("list.sep"))
}
