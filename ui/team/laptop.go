package team

import (
	"errors"
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynelayout "fyne.io/fyne/v2/layout"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
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

// workers is who works on a laptop: persons to tick, or the whole team, which is a choice and looks like one.
type workers struct {
	k     *screen.Kit
	scope *widgets.Radio
	ticks []*widgets.Tick
	ids   []string // of the ticks
	grid  *fyne.Container
	means *widgets.Banner
	body  *fyne.Container
}

func newWorkers(k *screen.Kit) *workers {
	w := &workers{k: k, grid: container.New(fynelayout.NewGridLayout(3)), means: widgets.NewBanner(theme.Info, "")}
	w.scope = widgets.NewRadio(widgets.Option{Key: onlyThese, Name: k.T("team.laptop.own")}, widgets.Option{Key: everybody, Name: k.T("team.laptop.shared")})
	w.scope.OnPick = func(string) { w.look() }
	w.body = layout.Stack(4, w.scope, w.grid, w.means)
	return w
}

// begin shows who works there.
func (w *workers) begin(people []string, shared bool, all []Row) {
	w.scope.Put(onlyThese)
	if shared {
		w.scope.Put(everybody)
	}
	w.put(all)
	for i, t := range w.ticks {
		t.Put(slices.Contains(people, w.ids[i]))
	}
	w.look()
}

// put shows the team as it stands; who is ticked stays so.
func (w *workers) put(all []Row) {
	ticked, _ := w.chosen()
	w.ids = w.ids[:0]
	long := 0
	for i, r := range all {
		if i == len(w.ticks) {
			w.ticks = append(w.ticks, widgets.NewTick(""))
			w.grid.Add(w.ticks[i])
		}
		w.ids = append(w.ids, r.ID)
		w.ticks[i].Word(r.Name)
		w.ticks[i].Put(slices.Contains(ticked, r.ID))
		long = max(long, utf8.RuneCountInString(r.Name))
	}
	for i, t := range w.ticks {
		widgets.Visible(t, i < len(all))
	}
	columns := 3
	if long > 6 {
		columns = 2
	}
	w.grid.Layout = fynelayout.NewGridLayout(columns)
}

// look says what the choice means.
func (w *workers) look() {
	shared := w.scope.Chosen() == everybody
	widgets.Visible(w.grid, !shared)
	if shared {
		w.means.Put(theme.Warning, w.k.T("team.laptop.shared.means"))
	} else {
		w.means.Put(theme.Info, w.k.T("team.laptop.own.means"))
	}
}

func (w *workers) chosen() (people []string, shared bool) {
	for i, t := range w.ticks {
		if i < len(w.ids) && t.Checked {
			people = append(people, w.ids[i])
		}
	}
	return people, w.scope.Chosen() == everybody
}

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
	name    *widgets.Field
	work    *workers
	rows    map[Box]*widgets.FormRow
	by      *authorise
	done    *widgets.Button
	history *widgets.Button
	out     *widgets.Button
	body    *fyne.Container
}

// Boxes of the form.
const (
	BoxLaptop Box = "laptop"
	BoxPeople Box = "people"
)

// newLaptopForm makes the form; saved is told what was enrolled or changed, out what is to be taken out, and fit after it grew or shrank.
func newLaptopForm(k *screen.Kit, roster Roster, saved func(ledger.Device), out func(Machine), fit func()) *laptopForm {
	f := &laptopForm{k: k, roster: roster, saved: saved, fit: fit, title: theme.Text("", theme.Title, true, theme.Ink), told: widgets.NewBanner(theme.Done, ""),
		name: widgets.NewField(widgets.Never{}).Hint(k.T("team.device.hint")), work: newWorkers(k)}
	form := widgets.NewForm(88)
	f.rows = map[Box]*widgets.FormRow{BoxLaptop: form.Add(k.T("team.laptop.name"), f.name, ""), BoxPeople: form.Add(k.T("team.laptop.people"), f.work.body, "")}
	f.work.scope.OnPick = func(string) { f.work.look(); fit() }
	f.by = newAuthorise(k, roster, form, nil, f.save)
	f.done = widgets.NewPrimary(k.T("team.save"), theme.IconSave, f.save)
	f.history = widgets.NewQuiet(k.T("team.history"), theme.IconHistory, func() {
		k.Window.History(f.shown.Name, assess.Path("device", f.shown.Device.String()), "card")
	})
	f.out = widgets.NewQuiet(k.T("team.remove"), theme.IconMinus, func() { out(f.shown) })
	f.body = layout.Stack(8, f.title, f.told, form, container.NewHBox(f.out, f.history, layout.Spacer(), f.done))
	return f
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
	f.name.Put(m.Name)
	f.work.begin(m.People, m.Shared, all)
	f.told.Put(theme.Done, "")
	f.errors(nil)
	widgets.Visible(f.history, !f.fresh)
	widgets.Visible(f.out, !f.fresh && !m.Here)
	f.by.begin("", all)
	f.put(all)
}

// put brings the team up to date.
func (f *laptopForm) put(all []Row) {
	f.work.put(all)
	f.by.put(all)
	enrolled := f.roster.Enrolled()
	f.done.Able(enrolled || f.fresh)
	f.out.Able(enrolled)
}

func (f *laptopForm) errors(bad map[Box]words.Msg) {
	for b, row := range f.rows {
		row.SetError(said(f.k, bad, b))
	}
}

func (f *laptopForm) save() {
	n := session.NewLaptop{Name: f.name.Text()}
	n.People, n.Shared = f.work.chosen()
	bad, missing := map[Box]words.Msg{}, f.by.proofs().Check()
	if n.Name == "" {
		bad[BoxLaptop] = words.M("team.bad.device")
	}
	if n.Shared {
		n.People = nil
	} else if len(n.People) == 0 {
		bad[BoxPeople] = words.M("team.bad.people")
	}
	f.errors(bad)
	f.by.tell(missing)
	if len(bad)+len(missing) > 0 {
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
		f.refused(err)
		return
	}
	f.by.forget()
	f.saved(f.shown.Device)
	f.told.Put(theme.Done, f.k.T(said, n.Name))
	f.fit()
}

func (f *laptopForm) refused(err error) {
	switch {
	case f.by.refused(err):
	case errors.Is(err, words.Refuse("laptop.people")):
		f.rows[BoxPeople].SetError(f.k.Say.Explain(err).Both())
	case errors.Is(err, words.Refuse("text.control")):
		f.rows[BoxLaptop].SetError(f.k.Say.Explain(err).Both())
	default:
		f.k.Window.Fail(err)
	}
}
