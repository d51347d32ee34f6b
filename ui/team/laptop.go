package team

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Keys of who works on a laptop.
const (
	onlyThese = "own"
	everybody = "shared"
)

// Fields of a laptop's form.
const (
	FieldLaptop = "laptop"
	FieldScope  = "scope"
	FieldPeople = "people"
)

// laptopNoun is what a laptop's card is made of: its name, and who works on it, persons to tick or the whole team, which is a choice and
// looks like one.
var laptopNoun = authorised("laptop", schema.Field{Name: FieldLaptop},
	schema.Field{Name: FieldScope, Kind: schema.Choice, Words: "team.laptop.", One: []string{onlyThese, everybody}}, schema.Field{Name: FieldPeople, Kind: schema.Lines})

// laptopForm is the card of a laptop, or enrols this one.
type laptopForm struct {
	k       *screen.Kit
	roster  Roster
	fit     func()
	saved   func(ledger.Device)
	shown   Machine
	fresh   bool // enrols this laptop
	title   *theme.Line
	told    *widgets.Banner
	means   *widgets.Banner // what it means who works there
	form    *form.Form
	by      *authorise
	done    *widgets.Button
	history *widgets.Button
	out     *widgets.Button
	body    *fyne.Container
}

// newLaptopForm makes the form; saved is told what was enrolled or changed, out what is to be taken out, and fit after it grew or shrank.
func newLaptopForm(k *screen.Kit, roster Roster, saved func(ledger.Device), out func(Machine), fit func()) *laptopForm {
	f := &laptopForm{k: k, roster: roster, saved: saved, fit: fit, title: theme.Text("", theme.Title, true, theme.Ink), told: widgets.NewBanner(theme.Done, ""),
		means: widgets.NewBanner(theme.Info, "")}
	f.by = &authorise{k: k, roster: roster}
	f.form = form.Asking(k, laptopNoun, append([]*form.Field{form.Box(FieldLaptop).Says("team.laptop.name").Hint("team.device.hint").Must(),
		form.Radio(FieldScope).Says("team.laptop.people"), form.Ticks(FieldPeople).Mute().From(f.team)}, f.by.fields()...)...)
	f.form.OnDone = f.save
	f.form.OnChange = f.changed
	rows := widgets.NewForm(88)
	f.form.Into(rows, FieldLaptop, FieldScope, FieldPeople)
	f.form.Field(FieldScope).Below(f.means)
	f.by.into(f.form, rows)
	f.done = widgets.NewPrimary(k.T("team.save"), theme.IconSave, f.save)
	f.history = widgets.NewQuiet(k.T("team.history"), theme.IconHistory, func() {
		k.Window.History(f.shown.Name, assess.Path("device", f.shown.Device.String()), "card")
	})
	f.out = widgets.NewQuiet(k.T("team.remove"), theme.IconMinus, func() { out(f.shown) })
	f.body = layout.Stack(8, f.title, f.told, rows, container.NewHBox(f.out, f.history, layout.Spacer(), f.done))
	return f
}

// team are those who may be ticked.
func (f *laptopForm) team() []widgets.Option {
	var out []widgets.Option
	for _, r := range f.by.all {
		out = append(out, widgets.Option{Key: r.ID, Name: r.Name})
	}
	return out
}

func (f *laptopForm) changed(field string) {
	f.by.look()
	if field == FieldScope {
		f.look()
		f.fit()
	}
}

// look says what the choice of who works there means.
func (f *laptopForm) look() {
	shared := f.form.Value(FieldScope) == everybody
	f.form.Field(FieldPeople).Show(!shared)
	if shared {
		f.means.Put(theme.Warning, f.k.T("team.laptop.shared.means"))
	} else {
		f.means.Put(theme.Info, f.k.T("team.laptop.own.means"))
	}
}

// begin shows a laptop's card.
func (f *laptopForm) begin(m Machine, all []Row) {
	f.shown, f.fresh = m, false
	f.start(m, all)
	f.title.Put(f.k.T("team.laptop.change", m.Name))
	f.done.Put(f.k.T("team.save"))
	if m.Here {
		f.told.Put(theme.Info, f.k.T("team.remove.here"))
	}
}

// enrol begins this laptop's card, with who is at the keyboard ticked.
func (f *laptopForm) enrol(all []Row) {
	m := Machine{Device: f.roster.Own(), Here: true}
	for _, r := range all {
		if r.Here {
			m.People = []string{r.ID}
		}
	}
	f.shown, f.fresh = m, true
	f.start(m, all)
	f.title.Put(f.k.T("team.enrol.title"))
	f.done.Put(f.k.T("team.enrol"))
}

func (f *laptopForm) start(m Machine, all []Row) {
	scope := onlyThese
	if m.Shared {
		scope = everybody
	}
	f.form.Drop()
	f.form.Fill(FieldLaptop, m.Name).Fill(FieldScope, scope)
	f.told.Put(theme.Done, "")
	f.form.Forget()
	f.form.Tell(nil)
	widgets.Visible(f.history, !f.fresh)
	widgets.Visible(f.out, !f.fresh && !m.Here)
	f.by.begin("", all)
	f.form.Fill(FieldPeople, strings.Join(m.People, "\n"))
	f.look()
	f.put(all)
}

// put brings the team up to date; who is ticked stays so.
func (f *laptopForm) put(all []Row) {
	ticked := f.form.Value(FieldPeople)
	f.by.put(all)
	f.form.Fill(FieldPeople, ticked)
	enrolled := f.roster.Enrolled()
	f.done.Able(enrolled || f.fresh)
	f.out.Able(enrolled)
}

// card is what stands in the boxes, and what is wrong with it.
func (f *laptopForm) card() (n session.NewLaptop, bad map[string]words.Msg) {
	n, bad = session.NewLaptop{Name: f.form.Value(FieldLaptop), Shared: f.form.Value(FieldScope) == everybody}, map[string]words.Msg{}
	if n.Name == "" {
		bad[FieldLaptop] = words.M("team.bad.device")
	}
	if people := f.form.Value(FieldPeople); people != "" && !n.Shared {
		n.People = strings.Split(people, "\n")
	}
	if !n.Shared && len(n.People) == 0 {
		bad[FieldPeople] = words.M("team.bad.people")
	}
	return n, bad
}

// unsaved is which laptop's card was filled in and not saved; empty for none.
func (f *laptopForm) unsaved() string {
	n, _ := f.card()
	if n.Name == f.shown.Name && n.Shared == f.shown.Shared && (n.Shared || f.fresh || f.form.Value(FieldPeople) == strings.Join(f.shown.People, "\n")) {
		return ""
	}
	return cmp.Or(n.Name, f.shown.Name)
}

func (f *laptopForm) save() {
	n, bad := f.card()
	if f.by.lacks(bad) {
		f.fit()
		return
	}
	first, _ := f.by.list()
	var err error
	said := "team.laptop.saved"
	if f.fresh {
		said = "team.laptop.enrolled"
		err = f.roster.EnrolDevice(n, first.By, first.PIN)
	} else {
		err = f.roster.SetLaptop(f.shown.Device, n, first.By, first.PIN)
	}
	if err != nil {
		f.by.refused(err, map[string]string{"laptop.people": FieldPeople, "text.control": FieldLaptop})
		f.fit()
		return
	}
	f.form.Forget()
	f.saved(f.shown.Device)
	f.told.Put(theme.Done, f.k.T(said, n.Name))
	f.fit()
}
