package team

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// personForm is the card of one person. Nothing is written before it is saved with the PIN of somebody who may.
type personForm struct {
	boxes
	k       *screen.Kit
	roster  Roster
	saved   func(id string)
	id      string // of the person shown; empty for a new one
	fresh   bool   // the card of a new person is shown
	shown   Row
	title   *theme.Line
	told    *widgets.Banner
	rows    map[Box]*widgets.FormRow
	by      *authorise
	done    *widgets.Button
	history *widgets.Button
	out     *widgets.Button
	body    *fyne.Container
}

// boxes of the form.
type boxes struct {
	name, agency *widgets.Field
	role         *widgets.Pick
	secrets      map[Box]*widgets.Secret
}

// newPersonForm makes the form; saved is told who was entered or changed, out who is to be taken out.
func newPersonForm(k *screen.Kit, roster Roster, saved func(string), out func(Row)) *personForm {
	f := &personForm{k: k, roster: roster, saved: saved, title: theme.Text("", theme.Title, true, theme.Ink), told: widgets.NewBanner(theme.Done, ""),
		rows: map[Box]*widgets.FormRow{}}
	f.boxes = boxes{name: widgets.NewField(widgets.Never{}), agency: widgets.NewField(widgets.Never{}), role: widgets.NewPick(k.T("team.pickrole")),
		secrets: map[Box]*widgets.Secret{}}
	for _, b := range []Box{BoxPIN, BoxAgain} {
		f.secrets[b] = widgets.NewSecret("", f.save)
	}
	form := widgets.NewForm(88)
	add := func(b Box, label string, o fyne.CanvasObject) { f.rows[b] = form.Add(k.T(label), o, "") }
	add(BoxName, "team.name", f.name)
	add(BoxAgency, "team.agency", f.agency)
	add(BoxRole, "team.role", f.role)
	add(BoxPIN, "team.pin", f.secrets[BoxPIN])
	add(BoxAgain, "team.again", f.secrets[BoxAgain])
	f.by = newAuthorise(k, roster, form, func(by string) error { return roster.MayAddPerson(f.card().Person(), by) }, f.save)
	f.role.OnPick = func(string) { f.by.look() }
	f.done = widgets.NewPrimary(k.T("team.save"), theme.IconSave, f.save)
	f.history = widgets.NewQuiet(k.T("team.history"), theme.IconHistory, func() { k.Window.History(f.shown.Name, assess.Path("person", f.id), "card") })
	f.out = widgets.NewQuiet(k.T("team.remove"), theme.IconMinus, func() { out(f.shown) })
	f.body = layout.Stack(8, f.title, f.told, form, container.NewHBox(f.out, f.history, layout.Spacer(), f.done))
	return f
}

// begin shows a person's card; a row without an ID is a new person's.
func (f *personForm) begin(r Row, all []Row) {
	f.id, f.fresh, f.shown = r.ID, r.ID == "", r
	f.name.Put(r.Name)
	f.agency.Put(r.Agency)
	f.forget()
	f.told.Put(theme.Done, "")
	f.errors(nil)
	f.role.Put(roleOptions(f.k), string(r.Role))
	title, pin := f.k.T("team.change", r.Name), "team.pin.reset"
	if f.fresh {
		title, pin = f.k.T("team.add"), "team.pin.new"
	} else if !r.Key {
		pin = "team.pin.first"
	}
	f.title.Put(title)
	f.rows[BoxPIN].SetHint(f.k.T(pin))
	widgets.Visible(f.history, !f.fresh)
	widgets.Visible(f.out, !f.fresh)
	f.by.begin(r.ID, all)
	f.put(all)
}

// put brings who may authorise up to date.
func (f *personForm) put(all []Row) {
	f.by.put(all)
	enrolled := f.roster.Enrolled() // before that, the one thing to do is to enrol the laptop
	f.done.Able(enrolled)
	f.out.Able(enrolled)
}

// card is what stands in the boxes.
func (f *personForm) card() Card {
	return Card{ID: f.id, Name: f.name.Text(), Agency: f.agency.Text(), Role: assess.Role(f.role.Chosen()), PIN: f.secrets[BoxPIN].Text,
		Again: f.secrets[BoxAgain].Text}
}

// save hands the card to the roster, or says beside the boxes what is wrong.
func (f *personForm) save() {
	c := f.card()
	f.by.look() // what was typed may ask for a second officer
	bad, missing := Check(c), f.by.proofs().Check()
	f.errors(bad)
	f.by.tell(missing)
	if len(bad)+len(missing) > 0 {
		return
	}
	if c.ID == "" {
		c.ID = f.k.Session.NewID()
	}
	first, with := f.by.list()
	if err := f.roster.AddPerson(c.Person(), first.By, first.PIN, with...); err != nil {
		f.refused(err)
		return
	}
	f.name.Put(c.Person().Name)
	f.agency.Put(c.Person().Agency)
	f.id, f.fresh = c.ID, false
	f.shown.ID, f.shown.Name = c.ID, c.Person().Name
	f.forget()
	f.title.Put(f.k.T("team.change", c.Person().Name))
	f.told.Put(theme.Done, f.k.T("team.saved", c.Person().Name))
	widgets.Visible(f.history, true)
	widgets.Visible(f.out, true)
	f.saved(c.ID)
}

// refused says a refusal beside the box that it is about.
func (f *personForm) refused(err error) {
	if f.by.refused(err) {
		return
	}
	box := map[string]Box{"pin.short": BoxPIN, "person.name": BoxName}
	var fault *words.Fault
	if errors.As(err, &fault) {
		if row := f.rows[box[fault.Code()]]; row != nil {
			row.SetError(f.k.Say.Explain(err).Both())
			return
		}
	}
	f.k.Window.Fail(err)
}

func (f *personForm) errors(bad map[Box]words.Msg) {
	for b, row := range f.rows {
		row.SetError(said(f.k, bad, b))
	}
}

// forget empties the boxes for PINs.
func (f *personForm) forget() {
	for _, s := range f.secrets {
		s.Clear()
	}
	f.by.forget()
}
