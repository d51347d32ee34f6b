package lastround

import (
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/standard"
)

// Round is what is written into a vault that was just founded: the people to add, and the founder's edits.
type Round struct {
	Team  []session.NewPerson
	Edits []*assess.Edit
}

// Write fills the vault of s, which founder has founded with pin. Afterwards the founder is at the keyboard.
func (r Round) Write(s *session.Session, founder, pin string) error {
	for _, p := range r.Team {
		if err := s.AddPerson(p, founder, pin); err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	if err := s.Use(founder); err != nil {
		return err
	}
	for _, e := range r.Edits {
		if len(e.Writes) == 0 {
			continue
		}
		if err := s.Apply(e); err != nil {
			return fmt.Errorf("%s: %w", e.Label, err)
		}
	}
	return nil
}

// Fresh returns a round made from a plan. Its standard is not frozen yet: the round starts when a leader freezes it.
func Fresh(p *roundplan.Plan, t *roundplan.Table) Round {
	r := Round{Edits: []*assess.Edit{p.Seats(), t.Edit(false)}}
	for _, m := range p.Team[1:] {
		r.Team = append(r.Team, mate(m))
	}
	for n, a := range p.Areas {
		r.Edits = append(r.Edits, area(a, n+1))
	}
	return r
}

// From returns a round made from the last one, given by its view and ledger. Districts and persons that only the plan has are added behind
// the others. The first person of the plan is the founder (see Founder). New districts get the plan's tasks, the others usual. Faults:
// those of Check.
func From(old *assess.Assessment, state *ledger.State, p *roundplan.Plan, usual []roundplan.Task) (Round, error) {
	if err := Check(old); err != nil {
		return Round{}, err
	}
	r := Round{Edits: []*assess.Edit{seats(old, p), Standard(old, state)}}
	for _, x := range old.Team {
		if x.ID != p.Team[0].ID {
			r.Team = append(r.Team, session.NewPerson{ID: x.ID, Name: x.Name, Agency: x.Agency, Role: x.Role})
		}
	}
	for _, m := range p.Team[1:] {
		if Known(old, m) == "" {
			r.Team = append(r.Team, mate(m))
		}
	}
	for n, d := range old.Districts {
		r.Edits = append(r.Edits, District(old, d, n+1), tasks(d.ID, usual))
	}
	for _, a := range p.Areas {
		if !slices.ContainsFunc(old.Districts, func(d *assess.District) bool { return d.Name == a.Name }) {
			r.Edits = append(r.Edits, area(a, len(r.Edits)+1))
		}
	}
	return r, nil
}

// seats keeps the last round's list of the team, with the posts; who is new comes behind it.
func seats(old *assess.Assessment, p *roundplan.Plan) *assess.Edit {
	next := &roundplan.Plan{}
	for _, x := range old.Team {
		next.Team = append(next.Team, roundplan.Mate{ID: x.ID, Post: x.Post})
	}
	for _, m := range p.Team {
		if Known(old, m) == "" && old.Person(m.ID) == nil {
			next.Team = append(next.Team, m)
		}
	}
	return next.Seats()
}

func mate(m roundplan.Mate) session.NewPerson {
	return session.NewPerson{ID: m.ID, Name: m.Name, Agency: m.Agency, Role: m.Role, PIN: m.PIN}
}

// Known returns the ID of the person in the last round's team who is m: the one of the same name and agency or, if m has no agency, the
// only one of that name. It returns "" if there is none.
func Known(old *assess.Assessment, m roundplan.Mate) string {
	var found []string
	for _, p := range old.Team {
		if p.Name == m.Name && (p.Agency == m.Agency || m.Agency == "") {
			found = append(found, p.ID)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// Founder returns the plan with the founder's ID from the last round, if the founder was in its team.
func Founder(old *assess.Assessment, p *roundplan.Plan) *roundplan.Plan {
	q := *p
	q.Team = slices.Clone(p.Team)
	if id := Known(old, q.Team[0]); id != "" {
		q.Team[0].ID = id
	}
	return &q
}

// Standard copies all registers of the standard, as the schema lists them, except the lock and the reasons for which conflicts were
// settled.
func Standard(old *assess.Assessment, s *ledger.State) *assess.Edit {
	entities := []string{"std"}
	for _, sec := range old.Standard.Sections {
		entities = append(entities, assess.Path("std", "sec", sec.ID))
		for _, i := range sec.Items {
			entities = append(entities, assess.Path("std", "item", i.ID))
		}
	}
	for _, c := range old.Checks {
		entities = append(entities, c.Entity)
	}
	for _, m := range old.Standard.Methods {
		entities = append(entities, assess.MethodPath(m.ID))
	}
	e := assess.New("edit.standard")
	for _, m := range standard.Usual() {
		if !slices.ContainsFunc(old.Standard.Methods, func(x *standard.Method) bool { return x.ID == m.ID }) {
			e.Set(assess.MethodPath(m.ID), "gone", true)
		}
	}
	for _, entity := range entities {
		for _, f := range s.Fields(entity) {
			v, _, ok := s.Get(ledger.Register{Entity: entity, Field: f})
			if ok && f != "gone" && f != "frozen" && !strings.HasPrefix(f, schema.Why) && assess.At(entity).Field(f) != nil {
				e.Writes = append(e.Writes, assess.Write{Entity: entity, Field: f, Value: v})
			}
		}
	}
	return e
}

// District copies a district with its subdistricts, none of them drawn, and adds what the last round left: marks and open problems.
func District(old *assess.Assessment, d *assess.District, order int) *assess.Edit {
	e := assess.Fields("edit.carryover", d.Entity, "name", d.Name, "government", d.Government, "contact", d.Contact).Set(d.Entity, "order", order)
	for n, s := range d.Subdistricts {
		e.Texts(s.Entity, "name", s.Name).Set(s.Entity, "order", n+1)
	}
	for _, l := range Lasts(d, old.Standard) {
		x := assess.Path(d.Entity, "last", l.Item)
		e.Texts(x, "mark", l.Mark, "reason", l.Reason, "hash", l.Hash)
	}
	for _, b := range Backs(d) {
		e.Texts(assess.Path(d.Entity, "back", b.ID), "text", b.Text, "requirement", b.Requirement)
	}
	return e
}

func area(a *roundplan.Area, order int) *assess.Edit {
	d := assess.Path("d", a.ID)
	e := assess.Fields("edit.district", d, "name", a.Name, "government", a.Government, "contact", a.Contact).Set(d, "order", order)
	for n, s := range a.Subdistricts {
		x := assess.Path(d, "sub", s.ID)
		e.Texts(x, "name", s.Name).Set(x, "order", n+1)
	}
	e.Writes = append(e.Writes, tasks(a.ID, a.Tasks).Writes...)
	return e
}

func tasks(district string, list []roundplan.Task) *assess.Edit {
	e := assess.New("edit.task")
	for n, t := range list {
		x := assess.Path("d", district, "task", fmt.Sprint(int(t.Phase)), fmt.Sprintf("t%02d", n+1))
		e.Texts(x, "what", t.What, "who", t.Who, "due", string(t.Due)).Set(x, "order", (n+1)*1000)
	}
	return e
}
