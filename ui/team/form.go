package team

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/part"
	"kaohe/ui/piece"
)

// personForm is the card of one person. Nothing is written before it is saved with the PIN of somebody who may.
type personForm struct {
	boxes
	k      *kit.Kit
	roster Roster
	saved  func(id string)
	id     string // of the person shown; empty for a new one
	fresh  bool   // the card of a new person is shown
	title  *look.Line
	told   *part.Banner
	rows   map[Box]*part.FormRow
	done   *part.Button
	body   *fyne.Container
}

// boxes of the form.
type boxes struct {
	name, agency *part.Field
	role, by     *piece.Pick
	secrets      map[Box]*piece.Secret
}

func newPersonForm(k *kit.Kit, roster Roster, saved func(string)) *personForm {
	f := &personForm{k: k, roster: roster, saved: saved, title: look.Text("", look.Title, true, look.Ink), told: part.NewBanner(look.Done, ""),
		rows: map[Box]*part.FormRow{}}
	f.boxes = boxes{name: part.NewField(piece.Never{}), agency: part.NewField(piece.Never{}), role: piece.NewPick(k.T("team.pickrole")),
		by: piece.NewPick(k.T("team.pickby")), secrets: map[Box]*piece.Secret{}}
	for _, b := range []Box{BoxPIN, BoxAgain, BoxProof} {
		f.secrets[b] = piece.NewSecret("", f.save)
	}
	form := part.NewForm(88)
	add := func(b Box, label string, o fyne.CanvasObject, hint string) { f.rows[b] = form.Add(k.T(label), o, hint) }
	add(BoxName, "team.name", f.name, "")
	add(BoxAgency, "team.agency", f.agency, "")
	add(BoxRole, "team.role", f.role, "")
	add(BoxPIN, "team.pin", f.secrets[BoxPIN], "")
	add(BoxAgain, "team.again", f.secrets[BoxAgain], "")
	form.AddWide(piece.Head(piece.Heading(k.T("team.authorise")), nil))
	add(BoxBy, "team.by", f.by, k.T("team.by.hint"))
	add(BoxProof, "team.proof", f.secrets[BoxProof], "")
	f.done = part.NewPrimary(k.T("team.save"), look.IconSave, f.save)
	f.body = piece.Stack(8, f.title, f.told, form, container.NewHBox(layout.NewSpacer(), f.done))
	return f
}

// begin shows a person's card; a row without an ID is a new person's.
func (f *personForm) begin(r Row, all []Row) {
	f.id, f.fresh = r.ID, r.ID == ""
	f.name.Put(r.Name)
	f.agency.Put(r.Agency)
	f.forget()
	f.told.Put(look.Done, "")
	f.errors(nil)
	f.role.Put(roleOptions(f.k), string(r.Role))
	f.by.Put(nil, "")
	title, pin := f.k.T("team.change", r.Name), "team.pin.reset"
	if f.fresh {
		title, pin = f.k.T("team.add"), "team.pin.new"
	} else if !r.Keeps && !r.Signs {
		pin = "team.pin.first"
	}
	f.title.Put(title)
	f.rows[BoxPIN].SetHint(f.k.T(pin))
	f.put(all)
}

// put brings who may authorise up to date.
func (f *personForm) put(all []Row) {
	keepers := keeperOptions(f.k, all)
	by := f.by.Chosen()
	if by == "" && len(keepers) > 0 {
		by = keepers[0].Key
	}
	f.by.Put(keepers, by)
	f.done.Able(f.roster.Enrolled()) // before that, the one thing to do is to enrol the laptop
}

func roleOptions(k *kit.Kit) []piece.Option {
	var out []piece.Option
	for _, r := range assess.Roles {
		out = append(out, piece.Option{Key: string(r), Name: k.T("role." + string(r))})
	}
	return out
}

func keeperOptions(k *kit.Kit, all []Row) []piece.Option {
	var out []piece.Option
	for _, r := range Keepers(all) {
		out = append(out, piece.Option{Key: r.ID, Name: r.Name + " · " + k.T("role."+string(r.Role))})
	}
	return out
}

// card is what stands in the boxes.
func (f *personForm) card() Card {
	return Card{ID: f.id, Name: f.name.Text(), Agency: f.agency.Text(), Role: assess.Role(f.role.Chosen()), PIN: f.secrets[BoxPIN].Text,
		Again: f.secrets[BoxAgain].Text, By: f.by.Chosen(), Proof: f.secrets[BoxProof].Text}
}

// save hands the card to the roster, or says beside the boxes what is wrong.
func (f *personForm) save() {
	c := f.card()
	bad := Check(c)
	f.errors(bad)
	if len(bad) > 0 {
		return
	}
	if c.ID == "" {
		c.ID = f.k.Desk.NewID()
	}
	if err := f.roster.AddPerson(c.Person(), c.By, c.Proof); err != nil {
		f.refused(err)
		return
	}
	f.name.Put(c.Person().Name)
	f.agency.Put(c.Person().Agency)
	f.id, f.fresh = c.ID, false
	f.forget()
	f.title.Put(f.k.T("team.change", c.Person().Name))
	f.told.Put(look.Done, f.k.T("team.saved", c.Person().Name))
	f.saved(c.ID)
}

// refused says a refusal beside the box that it is about.
func (f *personForm) refused(err error) {
	box := map[string]Box{"pin.wrong": BoxProof, "pin.none": BoxBy, "pin.stale": BoxBy, "role": BoxBy, "pin.short": BoxPIN, "person.name": BoxName}
	var fault *words.Fault
	if errors.As(err, &fault) {
		if row := f.rows[box[fault.Code()]]; row != nil {
			e := f.k.Say.Explain(err)
			row.SetError(e.Both())
			return
		}
	}
	f.k.Window.Fail(err)
}

func (f *personForm) errors(bad map[Box]words.Msg) {
	for b, row := range f.rows {
		text := ""
		if m, ok := bad[b]; ok {
			text = f.k.Say.Say(m)
		}
		row.SetError(text)
	}
}

// forget empties the boxes for PINs.
func (f *personForm) forget() {
	for _, s := range f.secrets {
		s.Clear()
	}
}

// deviceForm enrols this laptop; it is shown only while it is not.
type deviceForm struct {
	k      *kit.Kit
	roster Roster
	name   *part.Field
	by     *piece.Pick
	proof  *piece.Secret
	fault  *part.Banner
	body   *fyne.Container
}

func newDeviceForm(k *kit.Kit, roster Roster) *deviceForm {
	d := &deviceForm{k: k, roster: roster, name: part.NewField(piece.Never{}).Hint(k.T("team.device.hint")), by: piece.NewPick(k.T("team.pickby")),
		fault: part.NewBanner(look.Refused, "")}
	d.proof = piece.NewSecret(k.T("team.proof"), d.enrol)
	cells := piece.Cells{Widths: []float32{0, 180, 140, 160}, Gap: 8}
	row := container.New(cells, d.name, d.by, d.proof, part.NewPrimary(k.T("team.enrol"), "", d.enrol))
	d.body = piece.Pad(16, 8, piece.Stack(6, part.NewBanner(look.Warning, k.T("team.notenrolled")), row, d.fault))
	return d
}

func (d *deviceForm) put(rows []Row) {
	piece.Visible(d.body, !d.roster.Enrolled())
	keepers := keeperOptions(d.k, rows)
	by := d.by.Chosen()
	if by == "" && len(keepers) > 0 {
		by = keepers[0].Key
	}
	d.by.Put(keepers, by)
}

func (d *deviceForm) enrol() {
	name, text := d.name.Text(), ""
	switch {
	case name == "":
		text = d.k.T("team.bad.device")
	case d.by.Chosen() == "":
		text = d.k.T("team.bad.by")
	case d.proof.Text == "":
		text = d.k.T("team.bad.proof")
	default:
		if err := d.roster.EnrolDevice(session.NewLaptop{Name: name, Shared: true}, d.by.Chosen(), d.proof.Text); err != nil {
			e := d.k.Say.Explain(err)
			text = e.Both()
		}
		d.proof.Clear()
	}
	d.fault.Put(look.Refused, text)
}
