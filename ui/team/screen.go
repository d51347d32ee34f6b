package team

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page of the team: persons above laptops, and beside them the card of the one that is chosen.
type Screen struct {
	k        *screen.Kit
	roster   Roster
	rows     []Row // of the team
	former   []Row
	machines []Machine

	enrol   *widgets.Notice
	title   *theme.Line
	add     *widgets.Button
	people  *widgets.Lines[Row]
	columns []widgets.Column[Row]
	heads   *listpage.Heads
	sort    listpage.Order
	laptops *widgets.Lines[Machine]
	count   *theme.Line
	lacks   *widgets.Notice

	person  *personForm
	laptop  *laptopForm
	removal *removalForm
	gone    *goneNote
	shown   fyne.CanvasObject // the body of one of the four
	detail  *widgets.Page
	split   *widgets.Split
	body    fyne.CanvasObject
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit, roster Roster) *Screen {
	s := &Screen{k: k, roster: roster, title: widgets.Heading(""), count: widgets.Heading(""), enrol: widgets.NewNotice(theme.Warning), lacks: widgets.NewNotice(theme.Info)}
	s.add = widgets.NewQuiet(k.T("team.add"), theme.IconPlus, s.New)
	s.columns = personColumns(k)
	s.people = widgets.NewLines(widgets.Kind[Row]{Loose: true, Height: 40, Key: func(r Row) string { return r.ID }, Columns: s.columns})
	s.heads = listpage.NewHeads(s.columns, func(o listpage.Order) { s.sort = o; s.putPeople() })
	s.people.OnMove = s.editPerson
	s.people.OnOpen = func(r Row) { s.editPerson(r); s.opened() }
	s.people.OnRow = func(_ Row, key fyne.KeyName) { s.person.row(key) }
	s.laptops = widgets.NewLines(widgets.Kind[Machine]{Loose: true, Height: 40, Key: machineKey, Columns: laptopColumns(k)})
	s.laptops.OnMove = s.editLaptop
	s.laptops.OnOpen = func(m Machine) { s.editLaptop(m); s.opened() }
	s.laptops.Empty(widgets.NewEmpty(theme.IconLock, k.T("team.laptop.none"), widgets.Action{}))
	listpage.On(listpage.NewTabled(k, listpage.Tabled{Title: k.T("listing.laptops"), Table: s.laptops.Table}), s.laptops)
	table := listpage.NewTabled(k, listpage.Tabled{Title: k.T("shell.team"), Table: s.people.Table,
		Pasting: func() book.Pasting {
			return book.Pasting{Sheet: "考核小组", Heads: listpage.PastedHeads(s.columns)}
		}})
	listpage.On(table, s.people)
	s.person = newPersonForm(k, roster, s.savedPerson, s.removePerson)
	s.laptop = newLaptopForm(k, roster, s.savedLaptop, s.removeLaptop, s.fit)
	s.removal = newRemovalForm(k, roster, s.back, s.removed, s.fit)
	s.gone = newGoneNote(k)
	s.detail = widgets.NewPage(8, s.person.body, s.laptop.body, s.removal.body, s.gone.body)
	people := container.NewBorder(layout.Stack(2, layout.Pad(widgets.ColumnSide, 0, widgets.Head(s.title, container.New(layout.Row{}, table.Button(), s.add))), s.heads), nil, nil, nil, s.people)
	laptops := container.NewBorder(layout.Pad(widgets.ColumnSide, 0, widgets.Head(s.count, nil)), nil, nil, nil, s.laptops)
	lists := container.NewBorder(nil, s.lacks.Banner, nil, nil, container.New(halves{s}, people, laptops))
	s.split = widgets.NewSplit(lists, s.detail, k.T("team.back"))
	s.split.Share = 0.5
	s.body = container.NewBorder(s.enrol.Banner, nil, nil, nil, s.split)
	s.show(s.person.body)
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the session has now; what is being typed stays.
func (s *Screen) Render() {
	a := s.k.Session.View()
	s.rows, s.former, s.machines = Rows(a, s.k.Session.Who()), Former(a), Machines(a, s.roster.Own())
	s.title.Put(s.k.T("team.title", len(s.rows)))
	s.count.Put(s.k.T("team.laptops", s.enrolled()))
	s.putPeople()
	s.laptops.Put(s.machines)
	if s.roster.Enrolled() {
		s.enrol.Put("")
	} else {
		s.enrol.Put(s.k.T("team.notenrolled"), widgets.Action{Name: s.k.T("team.enrol"), Do: s.Enrol})
	}
	if s.roster.Recoverable() {
		s.lacks.Put("")
	} else {
		s.lacks.Put(s.k.T("team.unrecoverable"))
	}
	s.begin()
	s.person.put(s.rows)
	s.laptop.put(s.rows)
	if s.shown == s.removal.body {
		s.removal.put(s.rows)
	}
	s.fit()
}

// putPeople lists the team and, below it, who was taken out.
func (s *Screen) putPeople() {
	s.heads.Put(s.sort)
	s.people.Put(append(listpage.Sorted(s.rows, s.columns, s.sort, nil), s.former...))
}

// enrolled counts the laptops that may write.
func (s *Screen) enrolled() int {
	n := 0
	for _, m := range s.machines {
		if !m.Out() {
			n++
		}
	}
	return n
}

// begin shows something where nothing was shown yet: what has to be done first, or the first person.
func (s *Screen) begin() {
	if s.person.shown.ID != "" || s.person.fresh || s.shown != s.person.body {
		return
	}
	if !s.roster.Enrolled() {
		s.laptop.enrol(s.rows)
		s.show(s.laptop.body)
		return
	}
	if s.people.First() {
		if r, ok := s.people.Chosen(); ok {
			s.editPerson(r)
		}
	}
}

// show brings one of the forms into view.
func (s *Screen) show(body fyne.CanvasObject) {
	s.shown = body
	for _, o := range []fyne.CanvasObject{s.person.body, s.laptop.body, s.removal.body, s.gone.body} {
		widgets.Visible(o, o == body)
	}
	s.fit()
}

func (s *Screen) fit() { s.detail.Fit() }

// Reveal shows a person, given as person/<id>, or a laptop, given as device/<id>.
func (s *Screen) Reveal(p assess.Place) {
	for _, r := range s.people.Rows() {
		if assess.Path("person", r.ID) == p.Entity && s.people.Choose(r.ID) {
			s.editPerson(r)
			s.opened()
			return
		}
	}
	for _, m := range s.machines {
		if assess.Path("device", m.Device.String()) == p.Entity && s.laptops.Choose(machineKey(m)) {
			s.editLaptop(m)
			s.opened()
			return
		}
	}
	s.people.Focus()
}

// Leave forgets PINs that were typed.
func (s *Screen) Leave() {
	s.person.form.Forget()
	s.person.seat.Flush()
	s.laptop.form.Forget()
	s.removal.form.Forget()
}

// Drafts tells of cards that were filled in and not saved.
func (s *Screen) Drafts() []string {
	var out []string
	for _, name := range []string{s.person.unsaved(), s.laptop.unsaved()} {
		if name != "" {
			out = append(out, s.k.T("team.unsaved", name))
		}
	}
	return out
}

// Key goes back from a removal to the card, and from a card to the list in a narrow window.
func (s *Screen) Key(name fyne.KeyName) bool {
	if name == fyne.KeyEscape && s.shown == s.removal.body {
		s.back()
		return true
	}
	return name == fyne.KeyEscape && s.split.Back()
}

// New begins the card of another person.
func (s *Screen) New() {
	s.laptops.None()
	s.person.begin(Row{Role: assess.Member}, s.rows)
	s.show(s.person.body)
	s.split.ShowDetail()
	s.person.form.Focus(FieldName)
}

// Enrol begins this laptop's card.
func (s *Screen) Enrol() {
	s.people.None()
	s.laptop.enrol(s.rows)
	s.show(s.laptop.body)
	s.split.ShowDetail()
	s.laptop.form.Focus(FieldLaptop)
}

// Filter has nothing to filter.
func (s *Screen) Filter() {}

// DoneAndNext saves the card. Nobody is taken out by a key.
func (s *Screen) DoneAndNext() {
	switch s.shown {
	case s.person.body:
		s.person.save()
	case s.laptop.body:
		s.laptop.save()
	}
}

// editPerson shows the card of a person, unless it is shown already.
func (s *Screen) editPerson(r Row) {
	s.laptops.None()
	if r.Out() {
		s.gone.put(r.Name, r.Gone, "team.removed.again.person")
		s.show(s.gone.body)
		return
	}
	if s.person.shown.ID != r.ID {
		s.person.begin(r, s.rows)
	}
	s.show(s.person.body)
}

// editLaptop shows the card of a laptop, unless it is shown already.
func (s *Screen) editLaptop(m Machine) {
	s.people.None()
	if m.Out() {
		s.gone.put(m.Name, m.Gone, "team.removed.again.laptop")
		s.show(s.gone.body)
		return
	}
	if s.laptop.fresh || s.laptop.shown.Device != m.Device || s.shown != s.laptop.body {
		s.laptop.begin(m, s.rows)
	}
	s.show(s.laptop.body)
}

// opened turns to the card that was chosen.
func (s *Screen) opened() {
	s.split.ShowDetail()
	switch s.shown {
	case s.person.body:
		s.person.form.Focus(FieldName)
	case s.laptop.body:
		s.laptop.form.Focus(FieldLaptop)
	}
}

// savedPerson shows the person that was entered or changed.
func (s *Screen) savedPerson(id string) {
	s.people.Choose(id)
	s.fit()
}

// savedLaptop shows the laptop that was enrolled or changed.
func (s *Screen) savedLaptop(d ledger.Device) {
	for _, m := range s.machines {
		if m.Device == d {
			s.laptops.Choose(machineKey(m))
			s.laptop.begin(m, s.rows)
		}
	}
}

func (s *Screen) removePerson(r Row) { s.remove(session.Removal{Person: r.ID}, r.Name) }

func (s *Screen) removeLaptop(m Machine) { s.remove(session.Removal{Device: m.Device}, m.Name) }

func (s *Screen) remove(r session.Removal, name string) {
	s.removal.begin(r, name, s.rows)
	s.show(s.removal.body)
	s.detail.Top()
	s.removal.form.Focus(FieldReason)
}

// back leaves a removal for the card that it came from.
func (s *Screen) back() {
	s.removal.form.Forget()
	if s.removal.whom.Person != "" {
		s.show(s.person.body)
	} else {
		s.show(s.laptop.body)
	}
}

// removed shows who was taken out, as they stand in the list now.
func (s *Screen) removed() {
	whom := s.removal.whom
	for _, r := range s.former {
		if r.ID == whom.Person && s.people.Choose(r.ID) {
			s.person.shown.ID = ""
			s.editPerson(r)
		}
	}
	for _, m := range s.machines {
		if m.Device == whom.Device && m.Out() && s.laptops.Choose(machineKey(m)) {
			s.editLaptop(m)
		}
	}
	s.detail.Top()
}

func machineKey(m Machine) string { return string(m.Device[:]) }

// halves gives the laptops the room that they need, up to two fifths, and the persons the rest.
type halves struct{ s *Screen }

func (halves) MinSize(objs []fyne.CanvasObject) fyne.Size {
	a, b := objs[0].MinSize(), objs[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+80)
}

func (l halves) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	rows, head := l.s.laptops.MinSize().Height/3, objs[1].MinSize().Height-l.s.laptops.MinSize().Height
	low := min(head+2+(rows+1)*float32(max(1, len(l.s.machines))), size.Height*2/5)
	objs[0].Move(fyne.NewPos(0, 0))
	objs[0].Resize(fyne.NewSize(size.Width, size.Height-low))
	objs[1].Move(fyne.NewPos(0, size.Height-low))
	objs[1].Resize(fyne.NewSize(size.Width, low))
}
