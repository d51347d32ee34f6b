package team

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// personForm is the card of one person. Nothing is written before it is saved with the PIN of somebody who may.
type personForm struct {
	k       *screen.Kit
	roster  Roster
	saved   func(id string)
	shown   Row // as the list has it; without an ID it is a new person's
	fresh   bool
	title   *theme.Line
	moves   *fyne.Container // up and down in the list of the team
	told    *widgets.Banner
	form    *form.Form
	seat    *form.Form // the post, which is in no card and kept like any other box
	by      *authorise
	done    *widgets.Button
	history *widgets.Button
	out     *widgets.Button
	invite  *widgets.Button
	body    *fyne.Container
}

// cardNoun is what a person's card is made of; a card is one signed register.
var cardNoun = authorised("card", schema.Field{Name: FieldName}, schema.Field{Name: FieldAgency},
	schema.Field{Name: FieldRole, Kind: schema.Choice, Words: "role.", One: roles()}, schema.Field{Name: FieldPIN}, schema.Field{Name: FieldAgain})

func roles() []string {
	var out []string
	for _, r := range assess.Roles {
		out = append(out, string(r))
	}
	return out
}

// newPersonForm makes the form; saved is told who was entered or changed, out who is to be taken out, invite who is to be invited.
func newPersonForm(k *screen.Kit, roster Roster, saved func(string), out, invite func(Row)) *personForm {
	f := &personForm{k: k, roster: roster, saved: saved, title: theme.Text("", theme.Title, true, theme.Ink), told: widgets.NewBanner(theme.Done, "")}
	f.by = &authorise{k: k, roster: roster, alone: func(by string) error { return roster.MayAddPerson(f.card().Person(), by) }}
	f.form = form.Asking(k, cardNoun, append([]*form.Field{
		form.Box(FieldName).Says("team.name").Must(), form.Box(FieldAgency).Says("team.agency"),
		form.Pick(FieldRole).Says("team.role").Hint("team.pickrole"),
		form.Secret(FieldPIN).Says("team.pin"), form.Secret(FieldAgain).Says("team.again")}, f.by.fields()...)...)
	f.form.OnDone = f.save
	f.form.OnChange = func(string) { f.by.look() }
	rows := widgets.NewForm(88)
	f.seat = form.New(k, "seat", "edit.seat", form.Box("post"))
	f.form.Into(rows, FieldName, FieldAgency)
	f.seat.Into(rows, "post")
	f.form.Into(rows, FieldRole, FieldPIN, FieldAgain)
	f.by.into(f.form, rows)
	f.moves = container.NewHBox(widgets.NewQuiet(k.T("team.up"), theme.IconUp, func() { f.move(-1) }), widgets.NewQuiet(k.T("team.down"), theme.IconDown, func() { f.move(1) }))
	f.form.OnRow, f.seat.OnRow = f.row, f.row
	f.done = widgets.NewPrimary(k.T("team.save"), theme.IconSave, f.save)
	f.history = widgets.NewQuiet(k.T("team.history"), theme.IconHistory, func() { k.Window.History(f.shown.Name, assess.Path("person", f.shown.ID), "card") })
	f.out = widgets.NewQuiet(k.T("team.remove"), theme.IconMinus, func() { out(f.shown) })
	f.invite = widgets.NewQuiet(k.T("team.invite"), theme.IconPerson, func() { invite(f.shown) })
	f.body = layout.Stack(8, container.NewBorder(nil, nil, nil, f.moves, f.title), f.told, rows, container.NewHBox(f.out, f.history, f.invite, layout.Spacer(), f.done))
	return f
}

// begin shows a person's card; a row without an ID is a new person's.
func (f *personForm) begin(r Row, all []Row) {
	f.fresh, f.shown = r.ID == "", r
	f.form.Drop()
	f.form.Fill(FieldName, r.Name).Fill(FieldAgency, r.Agency).Fill(FieldRole, string(r.Role))
	f.form.Forget()
	f.form.Tell(nil)
	f.told.Put(theme.Done, "")
	title, pin := f.k.T("team.change", r.Name), "team.pin.reset"
	if f.fresh {
		title, pin = f.k.T("team.add"), "team.pin.new"
	} else if !r.Key {
		pin = "team.pin.first"
	}
	f.title.Put(title)
	f.form.Field(FieldPIN).Dress("team.pin", pin)
	widgets.Visible(f.history, !f.fresh)
	widgets.Visible(f.out, !f.fresh)
	widgets.Visible(f.invite, !f.fresh)
	f.by.begin(r.ID, all)
	f.put(all)
}

// move puts the person one place further up or down in the list of the team; further than its ends nobody goes.
func (f *personForm) move(dir int) {
	if e := assess.MovePerson(f.k.Session.View(), f.shown.ID, dir); e != nil {
		f.k.Do(e)
	}
}

// row does what a key does to a row of the list.
func (f *personForm) row(key fyne.KeyName) {
	switch key {
	case fyne.KeyUp:
		f.move(-1)
	case fyne.KeyDown:
		f.move(1)
	}
}

// put brings who may authorise up to date.
func (f *personForm) put(all []Row) {
	f.by.put(all)
	f.seat.Field("post").Show(!f.fresh)
	widgets.Visible(f.moves, !f.fresh && len(all) > 1)
	if f.shown.ID != "" {
		f.seat.Put(assess.SeatOf(f.shown.ID))
	}
	enrolled := f.roster.Enrolled() // before that, the one thing to do is to enrol the laptop
	f.done.Able(enrolled)
	f.out.Able(enrolled)
	f.invite.Able(enrolled)
}

// card is what stands in the boxes.
func (f *personForm) card() Card {
	return Card{ID: f.shown.ID, Name: f.form.Value(FieldName), Agency: f.form.Value(FieldAgency), Role: assess.Role(f.form.Value(FieldRole)),
		PIN: f.form.Secret(FieldPIN), Again: f.form.Secret(FieldAgain)}
}

// unsaved is whose card was filled in and not saved; empty for none.
func (f *personForm) unsaved() string {
	c := f.card()
	if !f.fresh && f.shown.ID == "" || c.Name == f.shown.Name && c.Agency == f.shown.Agency && c.Role == f.shown.Role {
		return ""
	}
	return cmp.Or(c.Name, f.shown.Name, f.k.T("team.add"))
}

// save hands the card to the roster, or says beside the boxes what is wrong.
func (f *personForm) save() {
	c := f.card()
	f.by.look() // what was typed may ask for a second officer
	if f.by.lacks(Check(c)) {
		return
	}
	if c.ID == "" {
		c.ID = f.k.Session.NewID()
	}
	first, with := f.by.list()
	if err := f.roster.AddPerson(c.Person(), first.By, first.PIN, with...); err != nil {
		f.by.refused(err, map[string]string{"pin.short": FieldPIN, "person.name": FieldName, "text.control": FieldName})
		return
	}
	p := c.Person()
	f.shown.ID, f.shown.Name, f.shown.Agency, f.shown.Role, f.fresh = p.ID, p.Name, p.Agency, p.Role, false
	f.form.Drop()
	f.form.Fill(FieldName, p.Name).Fill(FieldAgency, p.Agency)
	f.form.Forget()
	f.title.Put(f.k.T("team.change", p.Name))
	f.told.Put(theme.Done, f.k.T("team.saved", p.Name))
	widgets.Visible(f.history, true)
	widgets.Visible(f.out, true)
	widgets.Visible(f.invite, true)
	f.put(Rows(f.k.Session.View(), f.k.Session.Who()))
	f.saved(p.ID)
}
