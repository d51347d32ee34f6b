package workspace

import (
	"bytes"
	"cmp"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/data/sheet"
	"kaohe/data/vault"
)

// ReadBook reads a workbook. Faults: file.read, file.kind, and those of sheet.Read.
func ReadBook(path string) (*book.Grid, error) {
	f, info, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return sheet.Read(f, info.Size())
}

// SaveBook writes a workbook. Faults: those of Output and of sheet.Write.
func SaveBook(to Output, b *book.Book) error {
	if err := Clear(to); err != nil {
		return err
	}
	var out bytes.Buffer
	if err := sheet.Write(&out, b); err != nil {
		if vault.Full(err) { // in the folder for temporary files, where a large one is put together
			return words.Refuse("file.full", to.Path).Because(err)
		}
		return err
	}
	return to.Write(out.Bytes())
}

// Export is everything of the vault as a workbook.
func (d *Workspace) Export() *book.Book {
	a, at := d.Snapshot()
	return book.Export(a, at)
}

// Field is one district's workbook for one assessor. Faults: district.unknown, person.unknown.
func (d *Workspace) Field(district, person string) (*book.Book, error) {
	a, at := d.Snapshot()
	x, p := a.District(district), a.Person(person)
	switch {
	case x == nil:
		return nil, words.Refuse("district.unknown", district)
	case p == nil:
		return nil, words.Refuse("person.unknown", person)
	}
	say, err := i18n.Load("zh-Hans") // a workbook is Chinese, whatever the window speaks
	if err != nil {
		return nil, err
	}
	return book.Field(a, at, x, p, say), nil
}

// Plan says what a workbook would change here, for who is at the keyboard; a field workbook is judged as the work of the person it was
// made for. Faults: who, book.other (a field workbook of another vault), person.unknown.
func (d *Workspace) Plan(g *book.Grid) (*book.Plan, error) {
	a, who := d.View(), d.Who()
	if who == nil {
		return nil, words.Refuse("who")
	}
	ours := g.Head.Vault == a.Vault.String()
	if g.Head.Person != "" {
		if !ours {
			return nil, words.Refuse("book.other")
		}
		if who = a.Person(g.Head.Person); who == nil {
			return nil, words.Refuse("person.unknown", g.Head.Person)
		}
	}
	var base, own *assess.Assessment
	if at, err := book.ParseFrontier(g.Head.Frontier); ours && err == nil {
		if then, ok := d.At(at); ok {
			base = then
		}
		if g.Head.Person != "" {
			own, _ = d.With(at, func(r *ledger.Record) bool { return r.Author == g.Head.Person && r.Label == book.FieldLabel })
		}
	}
	return book.Retake(a, base, own, g, who, d.Today()), nil
}

// TakeBook takes in what is ticked of a plan in one transaction: persons of the team, by the PIN of who is at the keyboard, and all else as one
// action of that person, or of the one whose work a field workbook is. Faults: who, and those of Plan.Edit, AddPersons and Apply.
func (d *Workspace) TakeBook(p *book.Plan, pin string) error {
	e, err := p.Edit()
	if err != nil {
		return err
	}
	who, team := d.Who(), newcomers(p, "")
	switch {
	case who == nil:
		return words.Refuse("who")
	case len(team) > 0:
		return d.AddPersons(team, who.ID, pin, cmp.Or(p.Head.Person, who.ID), e)
	case len(e.Writes) == 0:
		return nil
	case p.Head.Person != "":
		return d.ApplyAs(p.Head.Person, e)
	}
	return d.Apply(e)
}

// newcomers are the plan's persons, but for one who is there already.
func newcomers(p *book.Plan, except string) (team []session.NewPerson) {
	for _, c := range p.Cards() {
		if c.Person != except {
			team = append(team, session.NewPerson{ID: c.Person, Name: c.Name, Agency: c.Agency, Role: c.Role})
		}
	}
	return team
}

// PlanNew says what a vault made from a workbook would hold. Fault: book.form, for a field workbook.
func PlanNew(g *book.Grid, today assess.Day) (*book.Plan, error) {
	if g.Head.Person != "" {
		return nil, words.Refuse("book.form")
	}
	return book.Take(&assess.Assessment{}, nil, g, nil, today), nil
}

// FoundBook makes a vault from a plan of PlanNew; who founds it is the plan's Founder, or the person of that name. The vault appears
// when it is finished, or not at all.
func FoundBook(path string, p *book.Plan, name, pin string, env Env) (*Workspace, error) {
	f, err := p.Founder()
	if name != "" {
		f, err = named(p, name)
	}
	if err != nil {
		return nil, err
	}
	e, err := p.Edit()
	if err != nil {
		return nil, err
	}
	return whole(path, env, func(temp string) (*Workspace, error) {
		d, err := Found(temp, Founder{ID: f.Person, Name: f.Name, Agency: f.Agency, Role: f.Role, PIN: pin}, nil, env)
		if err != nil {
			return nil, err
		}
		return d, d.fill(p, f.Person, pin, e)
	})
}

func (d *Workspace) fill(p *book.Plan, founder, pin string, e *assess.Edit) error {
	if err := d.Use(founder); err != nil {
		return err
	}
	if team := newcomers(p, founder); len(team) > 0 {
		return d.AddPersons(team, founder, pin, founder, e)
	}
	if len(e.Writes) == 0 {
		return nil
	}
	return d.Apply(e)
}

func named(p *book.Plan, name string) (assess.Card, error) {
	var found []assess.Card
	for _, c := range p.Cards() {
		if c.Person == name {
			return c, nil
		}
		if assess.Calls(name, c.Name, c.Agency) {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 0:
		return assess.Card{}, words.Refuse("person.unknown", name)
	case 1:
		return found[0], nil
	}
	var apart []string
	for _, c := range found {
		apart = append(apart, c.Name+"@"+c.Agency)
	}
	return assess.Card{}, words.Refuse("person.two", name, strings.Join(apart, "、"))
}
