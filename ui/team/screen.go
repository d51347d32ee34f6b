package team

import (
	"slices"

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

// Screen is the page of the team: persons above laptops, and beside them the card of the one that is chosen. Laptops that ask to be enrolled
// and invitations stand among the laptops.
type Screen struct {
	OnPack func()                     // saves the team's package; nil: there is no way to
	Spoken func(ledger.Device) string // a laptop's key as it is read out; nil: its number

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
	invite  *inviteForm
	invited *invitation
	admit   *admitForm
	codes   map[string]string // of the invitations that were made while the vault is open, by their IDs
	shown   fyne.CanvasObject // the body of one of these
	detail  *widgets.Page
	lists   *fyne.Container // of persons and laptops
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
	s.codes = map[string]string{}
	s.person = newPersonForm(k, roster, s.savedPerson, s.removePerson, s.invitePerson)
	s.laptop = newLaptopForm(k, roster, s.savedLaptop, s.removeLaptop, s.fit)
	s.removal = newRemovalForm(k, roster, s.back, s.removed, s.fit)
	s.gone = newGoneNote(k)
	s.invite = newInviteForm(k, roster, s.leaveInvite, s.madeInvitation, s.fit)
	s.invited = newInvitation(k, roster, s.pack, s.fit)
	s.admit = newAdmitForm(k, roster, s.spoken, s.admitted, s.fit)
	s.detail = widgets.NewPage(8, s.bodies()...)
	people := container.NewBorder(layout.Stack(2, layout.Pad(widgets.ColumnSide, 0, widgets.Head(s.title, container.New(layout.Row{}, table.Button(), s.add))), s.heads), nil, nil, nil, s.people)
	laptops := container.NewBorder(layout.Pad(widgets.ColumnSide, 0, widgets.Head(s.count, nil)), nil, nil, nil, s.laptops)
	s.lists = container.New(halves{s}, people, laptops)
	s.split = widgets.NewSplit(container.NewBorder(nil, s.lacks.Banner, nil, nil, s.lists), s.detail, k.T("team.back"))
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
	s.rows, s.former = Rows(a, s.k.Session.Who()), Former(a)
	had := len(s.machines)
	s.machines = withDoors(Machines(a, s.roster.Own()), a, s.roster.Now().UnixMilli())
	s.title.Put(s.k.T("team.title", len(s.rows)))
	s.count.Put(s.laptopsHead())
	s.putPeople()
	s.laptops.Put(s.machines)
	if len(s.machines) != had {
		layout.Relayout(s.lists) // the laptops need another share of the room
	}
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
	s.putOther()
	s.fit()
}

// putOther brings up to date what is shown instead of a card.
func (s *Screen) putOther() {
	switch s.shown {
	case s.removal.body:
		s.removal.put(s.rows)
	case s.invite.body:
		s.invite.by.put(s.rows)
	case s.invited.body, s.admit.body:
		for _, m := range s.machines {
			switch {
			case s.shown == s.invited.body && m.Invited != nil && m.Invited.Digest == s.invited.shown.Invited.Digest:
				s.invited.put(m, s.rows)
			case s.shown == s.admit.body && m.Asks != nil && m.Device == s.admit.asks.Device:
				s.admit.put(m.Asks, s.rows)
			}
		}
	}
}

// putPeople lists the team and, below it, who was taken out.
func (s *Screen) putPeople() {
	s.heads.Put(s.sort)
	s.people.Put(append(listpage.Sorted(s.rows, s.columns, s.sort, nil), s.former...))
}

// laptopsHead counts the laptops, and the ways in that stand among them.
func (s *Screen) laptopsHead() string {
	n := s.enrolled()
	if doors := len(slices.DeleteFunc(slices.Clone(s.machines), func(m Machine) bool { return m.Invited == nil && m.Asks == nil })); doors > 0 {
		return s.k.T("team.laptops.doors", n, doors)
	}
	return s.k.T("team.laptops", n)
}

// enrolled counts the laptops that may write.
func (s *Screen) enrolled() int {
	n := 0
	for _, m := range s.machines {
		if !m.Out() && m.Invited == nil && m.Asks == nil {
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
	for _, o := range s.bodies() {
		widgets.Visible(o, o == body)
	}
	s.fit()
}

func (s *Screen) bodies() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.person.body, s.laptop.body, s.removal.body, s.gone.body, s.invite.body, s.invited.body, s.admit.body}
}

func (s *Screen) fit() {
	if s.detail != nil {
		s.detail.Fit()
	}
}

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
	s.invite.form.Forget()
	s.invited.form.Forget()
	s.admit.form.Forget()
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
	switch {
	case name == fyne.KeyEscape && s.shown == s.removal.body:
		s.back()
		return true
	case name == fyne.KeyEscape && s.shown == s.invite.body:
		s.leaveInvite()
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
	switch {
	case m.Invited != nil:
		if s.shown != s.invited.body || s.invited.shown.Invited.Digest != m.Invited.Digest {
			s.invited.begin(m, s.codes[m.Invited.ID], s.rows)
		}
		s.show(s.invited.body)
		return
	case m.Asks != nil:
		if s.shown != s.admit.body || s.admit.asks.Device != m.Device {
			s.admit.begin(m.Asks, s.rows)
		}
		s.show(s.admit.body)
		return
	}
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

// invitePerson begins the invitation of a person.
func (s *Screen) invitePerson(r Row) {
	s.invite.begin(r, s.rows)
	s.show(s.invite.body)
	s.detail.Top()
	s.invite.form.Focus(FieldProof)
}

func (s *Screen) leaveInvite() {
	s.invite.form.Forget()
	s.show(s.person.body)
}

// madeInvitation shows the invitation that was just made, with its code.
func (s *Screen) madeInvitation(x session.Invitation) {
	s.codes[x.ID] = x.Code
	for _, m := range s.machines {
		if m.Invited != nil && m.Invited.ID == x.ID && s.laptops.Choose(machineKey(m)) {
			s.editLaptop(m)
		}
	}
	s.detail.Top()
}

// admitted shows the laptop that was let in.
func (s *Screen) admitted(d ledger.Device, adopted int) {
	s.savedLaptop(d)
	s.show(s.laptop.body)
	said := "team.admitted"
	if adopted > 0 {
		said = "team.admitted.adopted"
	}
	s.laptop.told.Put(theme.Done, s.k.T(said, s.laptop.shown.Name))
	s.fit()
}

func (s *Screen) pack() {
	if s.OnPack != nil {
		s.OnPack()
	}
}

func (s *Screen) spoken(d ledger.Device) string {
	if s.Spoken == nil {
		return d.String()
	}
	return s.Spoken(d)
}

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
