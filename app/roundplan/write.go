package roundplan

import (
	"fmt"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/standard"
)

// Edit returns the edit that writes the table as the round's standard; freeze marks it as frozen.
func (t *Table) Edit(freeze bool) *assess.Edit {
	e := assess.New("edit.standard").Texts("std", "title", t.Title, "version", t.Version)
	e.Set("std", "sample", t.Sample).Set("std", "rescale", t.Rescale).Set("std", "bonus", int64(t.Bonus))
	e.Set("std", "grades", t.Grades)
	for n, s := range t.Sections {
		sec := assess.Path("std", "sec", s.ID)
		e.Set(sec, "title", s.Title).Set(sec, "order", n+1)
		for m, i := range s.Items {
			i.write(e, s.ID, m+1)
		}
	}
	t.checks(e)
	t.methods(e)
	if freeze {
		e.Set("std", "frozen", true)
	}
	return e
}

// methods makes those that the table lists the round's methods; a table that lists none leaves the usual ones.
func (t *Table) methods(e *assess.Edit) {
	if len(t.Methods) == 0 {
		return
	}
	var list []*standard.Method
	for _, m := range t.Methods {
		list = append(list, &standard.Method{ID: m.ID, Name: m.Name, Form: m.Form})
	}
	e.Writes = append(e.Writes, assess.SetMethods(&standard.Standard{Methods: standard.Usual()}, list).Writes...)
}

func (i *TableItem) write(e *assess.Edit, section string, order int) {
	p := assess.Path("std", "item", i.ID)
	e.Texts(p, "code", i.Code, "section", section, "text", i.Text, "basis", i.Basis)
	e.Set(p, "order", order).Set(p, "points", int64(i.Points)).Set(p, "rule", i.Rule.rule())
	e.Set(p, "methods", i.Methods).Set(p, "materials", i.Materials)
	if i.Key {
		e.Set(p, "key", true).Set(p, "keyfloor", i.KeyFloor)
	}
}

func (r TableRule) rule() standard.Rule {
	out := standard.Rule{Kind: r.Kind, What: r.What, Unit: r.Unit, Amount: r.Amount, Floor: r.Floor, Cap: r.Cap,
		Step: int64(r.Step), Target: int64(r.Target), Above: r.Above}
	for _, t := range r.Tiers {
		out.Tiers = append(out.Tiers, standard.Tier{From: int64(t.From), Points: t.Points})
	}
	return out
}

// Round returns the edit with the facts of the round. It belongs into the vault's first record.
func (p *Plan) Round(sample bool) *assess.Edit {
	e := assess.New("edit.round").Texts("round", "title", p.Title, "city", p.City, "lead", p.Lead, "purpose", p.Purpose, "year", p.Year,
		"from", string(p.From), "to", string(p.To), "reply", string(p.Reply), "asof", string(p.AsOf))
	e.Set("round", "bases", p.Bases)
	if sample {
		e.Set("round", "sample", true)
	}
	return e
}

// Seats returns the edit with the posts of the team and the order in which it is listed.
func (p *Plan) Seats() *assess.Edit {
	e := assess.New("edit.seat")
	for n, m := range p.Team {
		e.Writes = append(e.Writes, assess.Seat(m.ID, m.Post, int64(n+1)*1000).Writes...)
	}
	return e
}

// writer makes a series of edits and keeps the first error; after an error it does nothing more.
type writer struct {
	s   *session.Session
	err error
}

func (w *writer) do(e *assess.Edit) {
	if w.err == nil && e != nil && len(e.Writes) > 0 {
		if w.err = w.s.Apply(e); w.err != nil {
			w.err = fmt.Errorf("%s: %w", e.Label, w.err)
		}
	}
}

func (w *writer) use(person string) {
	if w.err == nil {
		w.err = w.s.Use(person)
	}
}

// Write fills a vault that the plan's first person has just founded: team, standard, districts and everything that was recorded, each in
// the name of the person who would do it. It signs the phases that the plan lists as signed.
func (p *Plan) Write(s *session.Session, t *Table) error {
	founder := p.Team[0]
	w := &writer{s: s}
	for _, m := range p.Team[1:] {
		if w.err == nil {
			w.err = s.AddPerson(session.NewPerson{ID: m.ID, Name: m.Name, Agency: m.Agency, Role: m.Role, PIN: m.PIN}, founder.ID, founder.PIN)
		}
	}
	w.use(founder.ID)
	w.do(p.Seats())
	w.do(t.Edit(true))
	for n, a := range p.Areas {
		a.write(w, p, n+1)
		if w.err != nil {
			return fmt.Errorf("%s: %w", a.ID, w.err)
		}
	}
	w.use(founder.ID)
	p.circular(w)
	return w.err
}

// circular writes the themes and joins the findings of 通报.
func (p *Plan) circular(w *writer) {
	for _, t := range p.Circular.Themes {
		e, at := assess.New("edit.circtheme"), assess.Path("circ/theme", t.ID)
		if t.Title != "" {
			e.Texts(at, "title", t.Title)
		}
		if t.Requirement != "" {
			e.Texts(at, "requirement", t.Requirement)
		}
		w.do(e)
	}
	for _, g := range p.Circular.Groups {
		if w.err == nil {
			w.do(assess.AddGroup(w.s.View(), g.ID, g.Kind, g.Theme, g.Text, g.Findings...))
		}
	}
}

// Mate returns the person with an ID, or the founder if there is none.
func (p *Plan) Mate(id string) *Mate {
	for i := range p.Team {
		if p.Team[i].ID == id {
			return &p.Team[i]
		}
	}
	return &p.Team[0]
}

// marker returns the ID of somebody who may give marks: an assessor of the section in the district, else the founder.
func (a *Area) marker(p *Plan, section string) string {
	for _, id := range a.Assign[section] {
		if assess.May(p.Mate(id).Role, assess.Mark) {
			return id
		}
	}
	return p.Team[0].ID
}

func (a *Area) write(w *writer, p *Plan, order int) {
	w.use(p.Team[0].ID)
	e := assess.Fields("edit.district", a.path(), "name", a.Name, "government", a.Government, "contact", a.Contact).Set(a.path(), "order", order)
	for n, s := range a.Subdistricts {
		sub := a.path("sub", s.ID)
		e.Texts(sub, "name", s.Name).Set(sub, "order", n+1).Set(sub, "drawn", s.Drawn)
	}
	for _, sec := range sortedKeys(a.Assign) {
		for _, id := range a.Assign[sec] {
			e.Set(a.path("assign", sec), "person/"+id, true)
		}
	}
	w.do(e)
	w.do(a.tasks())
	w.do(a.claims())
	w.do(a.before(w.s.View().Standard))
	a.prepare(w)
	a.sign(w, p, assess.Preparation)
	a.records(w, p)
	a.scores(w, p)
	a.findings(w, p)
	a.looks(w, p)
	a.sign(w, p, assess.Onsite)
	a.consult(w, p)
	a.sign(w, p, assess.Consultation)
	if a.Signed >= int(assess.Summary) {
		w.use(p.Team[0].ID)
		w.do(assess.New("edit.printed").Set(a.path("sum", "0"), "printed", p.AsOf).Set(a.path("sum", "0"), "circulated", true))
	}
	a.sign(w, p, assess.Summary)
	a.rectify(w, p)
	a.sign(w, p, assess.Rectification)
}

func (a *Area) path(parts ...string) string {
	return assess.Path(append([]string{"d", a.ID}, parts...)...)
}

func (a *Area) tasks() *assess.Edit {
	e := assess.New("edit.task")
	for n, t := range a.Tasks {
		x := a.path("task", fmt.Sprint(int(t.Phase)), fmt.Sprintf("t%02d", n+1))
		e.Texts(x, "what", t.What, "who", t.Who, "due", string(t.Due), "waived", t.Waived)
		e.Set(x, "done", t.Done).Set(x, "order", n+1)
	}
	return e
}

func (a *Area) claims() *assess.Edit {
	e := assess.New("edit.claim")
	for _, item := range sortedKeys(a.Claims) {
		c := a.path("claim", item)
		e.Set(c, "points", int64(a.Claims[item].Points)).Set(c, "note", a.Claims[item].Note)
	}
	return e
}

func (a *Area) sign(w *writer, p *Plan, ph assess.Phase) {
	if w.err != nil || int(ph) > a.Signed {
		return
	}
	signer := p.Mate(a.Signer)
	_, w.err = w.s.Sign(a.ID, ph, signer.ID, signer.PIN)
}
