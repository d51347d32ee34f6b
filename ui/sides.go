package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/team"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// topBar says which round it is and who is at the keyboard.
type topBar struct {
	s      *shell
	object fyne.CanvasObject
	title  *theme.Line
	who    *widgets.Button
}

func newTopBar(s *shell) *topBar {
	t := &topBar{s: s, title: theme.Text("", theme.Body, false, theme.Ink2)}
	t.who = widgets.NewButton("", theme.IconPerson, t.choose).Most(280)
	search := widgets.NewButton(s.u.T("shell.search"), theme.IconSearch, s.u.search)
	name := theme.Text(s.u.T("app.name"), theme.Title, true, theme.Accent).Whole()
	left := container.NewHBox(name, theme.NewBox(theme.None).Least(4, 0))
	row := container.NewBorder(nil, nil, left, container.NewHBox(search, t.who), container.New(layout.Inset{Left: 0, Top: 8, Right: 0, Bottom: 0}, t.title))
	t.object = layout.Fill(0, strip(48, theme.Paper, row), theme.NewBox(theme.Rule).Least(0, 1))
	return t
}

func (t *topBar) render() {
	a := t.s.v.View()
	title := a.Title
	if a.Sample {
		title += t.s.u.T("shell.sample", a.AsOf)
	}
	t.title.Put(title)
	if p := t.s.v.Who(); p != nil {
		t.who.Put(p.Name + " · " + t.s.u.T("role."+string(p.Role)) + " · " + p.Agency + "  ▾")
	} else {
		t.who.Put(t.s.u.T("shell.nobody") + "  ▾")
	}
}

// choose asks who is at the keyboard.
func (t *topBar) choose() {
	u := t.s.u
	var m *widgets.Modal
	list := team.NewChooser(u.kit(t.s.v), t.s.v.Own(), func(id string) error {
		if err := t.s.use(id); err != nil {
			return err
		}
		m.Close()
		if t.s.away() {
			u.Fail(words.Refuse("device.person", t.s.v.Who().Name))
		}
		return nil
	})
	m = u.ask(widgets.Question{Title: u.T("shell.who"), Body: list.Object(), No: u.T("button.close"), First: list.Focus(), Size: width(420)})
}

// statusBar says whether the work is safe.
type statusBar struct {
	s      *shell
	object fyne.CanvasObject
	safe   *widgets.Badge
	state  *badgeButton
	held   *badgeButton
	copied *badgeButton // how the backups stand
	spread *badgeButton // what nobody else is known to have
	undone *badgeButton // what Undo or Redo did, until the next change
	where  assess.Place // to which it leads
	file   *theme.Line
	away   bool // safe says that who is here does not work on this laptop
}

func newStatusBar(s *shell) *statusBar {
	b := &statusBar{s: s, safe: widgets.NewBadge(theme.Info, ""), state: newBadgeButton(theme.Done, func() { s.u.Go(assess.Place{Tab: pageDisputes}) }),
		held: newBadgeButton(theme.Awaiting, func() { s.u.Go(assess.Place{Tab: pageHeld}) }), copied: newBadgeButton(theme.Info, s.u.backups), file: theme.Text("", theme.Small, false, theme.Ink2)}
	b.undone = newBadgeButton(theme.Info, func() { s.u.Go(b.where) })
	b.undone.Hide()
	b.spread = newBadgeButton(theme.Idle, func() { s.u.Go(assess.Place{Tab: pageParcels}) })
	b.backup(s.u.keeper.state())
	row := container.NewBorder(nil, nil, container.NewHBox(b.safe, b.undone), container.NewHBox(b.copied, b.held, b.state, b.spread), container.New(layout.Inset{Left: 16, Top: 0, Right: 16, Bottom: 0}, b.file))
	b.object = layout.Fill(1, theme.NewBox(theme.Rule).Least(0, 1), strip(30, theme.Band, row))
	return b
}

func (b *statusBar) backup(s theme.State, text string) { b.copied.badge.Set(s, text) }

func (b *statusBar) say(text string) { b.safe.Set(theme.Info, text) }

func (b *statusBar) opened() {
	switch {
	case b.s.v.ReadOnly() != nil:
		b.safe.Set(theme.Locked, b.s.u.T("shell.reading"))
	case !b.s.v.Enrolled():
		b.safe.Set(theme.Locked, b.s.u.T("shell.readonly"))
	default:
		b.say(b.s.u.T("shell.opened"))
	}
}

func (b *statusBar) saved(at time.Time) {
	b.undone.Hide()
	b.safe.Set(theme.Done, b.s.u.T("shell.saved", at.Format("15:04:05")))
}

// undid says what Undo or Redo did, and leads there.
func (b *statusBar) undid(text string, where assess.Place) {
	b.where = where
	b.undone.badge.Set(theme.Info, text)
	b.undone.Show()
}

func (b *statusBar) render() {
	a := b.s.v.View()
	if n := len(a.Disputed); n > 0 {
		b.state.badge.Set(theme.Conflict, b.s.u.T("shell.disputed", n))
	} else {
		b.state.badge.Set(theme.Done, b.s.u.T("shell.noconflicts"))
	}
	b.held.badge.Set(theme.Awaiting, b.s.u.T("shell.held.n", len(a.Held)))
	widgets.Visible(b.held, len(a.Held) > 0)
	b.file.Put(b.s.v.Path())
	b.spread.badge.Set(b.s.u.spreadState(b.s.u.partner.Spread()))
	was := b.away
	if b.away = b.s.away(); b.away {
		b.safe.Set(theme.Locked, b.s.u.say.Explain(words.Refuse("device.person", b.s.v.Who().Name)).What)
	} else if was { // what it said of somebody else is not true of who is here now
		b.opened()
	}
}

// badgeButton is a badge that leads somewhere when it is pressed. From the keyboard the menu leads there.
type badgeButton struct {
	widget.BaseWidget
	badge *widgets.Badge
	open  func()
}

func newBadgeButton(s theme.State, open func()) *badgeButton {
	d := &badgeButton{badge: widgets.NewBadge(s, ""), open: open}
	d.ExtendBaseWidget(d)
	return d
}

// Tapped opens it.
func (d *badgeButton) Tapped(*fyne.PointEvent) { d.open() }

// Cursor shows that there is something to press.
func (d *badgeButton) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the badge.
func (d *badgeButton) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.badge) }
