package team

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/authority"
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

// FieldWho is who is to work on a laptop that asks, FieldAdopt whether what was written there is to count.
const (
	FieldWho   = "who"
	FieldAdopt = "adopt"
)

// Keys of what becomes of the records of a laptop that asks.
const (
	adoptAll  = "all"
	adoptNone = "none"
)

var admitNoun = authorised("admission", schema.Field{Name: FieldWho},
	schema.Field{Name: FieldAdopt, Kind: schema.Choice, Words: "team.adopt.", One: []string{adoptNone, adoptAll}}, schema.Field{Name: FieldReason})

// admitForm answers a laptop that asks to be enrolled.
type admitForm struct {
	k      *screen.Kit
	roster Roster
	spoken func(ledger.Device) string
	fit    func()
	done   func(d ledger.Device, adopted int)
	asks   *authority.Request
	all    []Row
	title  *theme.Line
	what   *widgets.Banner
	spell  *theme.Line
	form   *form.Form
	by     *authorise
	body   *fyne.Container
}

func newAdmitForm(k *screen.Kit, roster Roster, spoken func(ledger.Device) string, done func(d ledger.Device, adopted int), fit func()) *admitForm {
	f := &admitForm{k: k, roster: roster, spoken: spoken, fit: fit, done: done, title: theme.Text("", theme.Title, true, theme.Ink), what: widgets.NewBanner(theme.Info, ""),
		spell: theme.Text("", theme.Figure, true, theme.Ink).Whole()}
	f.by = &authorise{k: k, roster: roster, alone: f.alone}
	f.form = form.Asking(k, admitNoun, append([]*form.Field{form.Pick(FieldWho).Says("team.laptop.people").Hint("team.pickwho").From(f.team),
		form.Radio(FieldAdopt).Says("team.adopt"), form.Box(FieldReason).Says("team.remove.reason").Note("team.adopt.hint")}, f.by.fields()...)...)
	f.form.OnDone = f.admit
	f.form.OnChange = func(string) { f.look() }
	rows := widgets.NewForm(88)
	f.form.Into(rows, FieldWho, FieldAdopt, FieldReason)
	f.by.into(f.form, rows)
	f.body = layout.Stack(8, f.title, f.what, container.NewCenter(f.spell), widgets.Paragraph(k.T("team.spoken.how")), rows, widgets.Paragraph(k.T("team.admit.not")),
		container.NewHBox(layout.Spacer(), widgets.NewPrimary(k.T("team.admit"), theme.IconCheck, f.admit)))
	return f
}

func (f *admitForm) team() []widgets.Option {
	var out []widgets.Option
	for _, r := range f.all {
		out = append(out, widgets.Option{Key: r.ID, Name: r.Name + " · " + f.k.T("role."+string(r.Role))})
	}
	return out
}

// alone asks the rules whether one officer may give the person the key that they made there.
func (f *admitForm) alone(by string) error {
	if f.asks == nil || f.asks.Key == nil || f.asks.Person != f.form.Value(FieldWho) {
		return nil
	}
	return f.roster.MayInvite(f.asks.Person, by)
}

func (f *admitForm) begin(x *authority.Request, all []Row) {
	f.asks, f.all = x, all
	f.form.Drop()
	f.form.Fill(FieldWho, x.Person).Fill(FieldAdopt, adoptNone).Fill(FieldReason, "")
	f.form.Forget()
	f.form.Tell(nil)
	f.by.begin("", all)
	f.put(x, all)
}

// put brings up to date what was written there, and who may answer.
func (f *admitForm) put(x *authority.Request, all []Row) {
	f.asks, f.all = x, all
	f.title.Put(f.k.T("team.asks.title", x.Name))
	f.what.Put(theme.Info, f.k.T("team.asks.what", x.Name, x.Laptop, said(x.At), x.Writes))
	f.spell.Set(f.spoken(x.Device), theme.Ink)
	f.form.Fill(FieldWho, f.form.Value(FieldWho))
	f.by.put(all)
	f.look()
}

func (f *admitForm) look() {
	f.by.look()
	f.form.Field(FieldAdopt).Show(f.asks.Writes > 0)
	f.form.Field(FieldReason).Show(f.adopts())
	f.fit()
}

func (f *admitForm) adopts() bool { return f.asks.Writes > 0 && f.form.Value(FieldAdopt) == adoptAll }

func (f *admitForm) admit() {
	bad := map[string]words.Msg{}
	who := f.form.Value(FieldWho)
	if who == "" {
		bad[FieldWho] = words.M("team.bad.who")
	}
	x := session.Admission{Device: f.asks.Device, Person: who}
	if f.adopts() {
		if x.Reason = f.form.Value(FieldReason); x.Reason == "" {
			bad[FieldReason] = words.M("team.bad.reason")
		}
	}
	if f.by.lacks(bad) {
		f.fit()
		return
	}
	first, with := f.by.list()
	n, err := f.roster.Admit(x, first.By, first.PIN, with...)
	if err != nil {
		f.by.refused(err, map[string]string{"text.control": FieldReason, "person.unknown": FieldWho})
		f.fit()
		return
	}
	f.form.Forget()
	f.done(x.Device, n)
}
