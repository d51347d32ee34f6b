package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/pinyin"
	"kaohe/ui/layout"
	"kaohe/ui/overview"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// manyDistricts are so many that one looks for one by its name.
const manyDistricts = 10

// sideRow is how high a district's row is.
const sideRow float32 = 30

// sideBar says where one is: pages at the top and at the foot, and between them the districts, which scroll by themselves where there are more
// than fit.
type sideBar struct {
	s      *shell
	object fyne.CanvasObject
	mine   *widgets.Button
	pages  map[string]*widgets.Button
	list   *widgets.Lines[*assess.District]
	find   *widgets.Find
	scroll *container.Scroll // of the whole, in a low window
	column *fyne.Container
	at     string  // the district that was shown as the one at hand
	high   float32 // the column, when the bar was shown last
}

func newSideBar(s *shell) *sideBar {
	b := &sideBar{s: s, pages: map[string]*widgets.Button{}}
	t := s.u.T
	quiet := func(label string, icon theme.IconName, do func()) *widgets.Button {
		return widgets.NewQuiet(label, icon, do).Most(theme.Side - 52)
	}
	page := func(name string, icon theme.IconName) *widgets.Button {
		b.pages[name] = quiet(t("shell."+name), icon, func() { s.show(route{Page: name}) })
		return b.pages[name]
	}
	rule := func() fyne.CanvasObject { return theme.NewBox(theme.Rule).Least(0, 1) }
	b.pages[pageEvidence] = quiet(t("shell.evidence"), theme.IconPicture, s.evidence)
	b.mine = quiet("", theme.IconList, s.u.mine)
	b.list = widgets.NewLines(widgets.Kind[*assess.District]{New: func() widgets.View[*assess.District] { return newSideRow(s.read.unread) }, Key: func(d *assess.District) string { return d.ID }, Height: sideRow, Loose: true, Leads: true})
	b.list.OnOpen = func(d *assess.District) { s.show(route{Page: pageDistrict, District: d.ID}) }
	b.find = widgets.NewFind(t("shell.finddistrict"), func(string) {
		b.offer()
		b.mark()
	})
	b.find.ToList(b.list)
	label := container.New(layout.Inset{Left: 8, Top: 10, Right: 0, Bottom: 2}, theme.Text(t("shell.districts"), theme.Small, true, theme.Ink2).Whole())
	head := container.New(sideRows{}, page(pageOverview, theme.IconHome), b.mine, page(pageDisputes, theme.IconConflict), page(pageHeld, theme.IconAwaiting), page(pageNews, theme.IconHistory), page(pageComments, theme.IconTalk), label, b.find)
	foot := container.New(sideRows{}, rule(), page(pageMatrix, theme.IconChart), page(pageLedger, theme.IconFlag), b.pages[pageEvidence], page(pageCircular, theme.IconDoc), page(pagePapers, theme.IconPrint),
		rule(), page(pageSetup, theme.IconGear), page(pageStandard, theme.IconList), page(pageTeam, theme.IconTeam), page(pageParcels, theme.IconLink), page(pageExchange, theme.IconFolder))
	b.column = container.New(&sideLayout{b}, head, b.list, foot)
	b.scroll = container.NewVScroll(b.column)
	b.scroll.SetMinSize(fyne.NewSize(theme.Side, 100))
	widgets.Follow(b.column, b)
	b.object = container.NewBorder(nil, nil, nil, theme.NewBox(theme.Rule).Least(1, 0), strip(0, theme.Band, container.New(layout.Fixed{Width: theme.Side}, b.scroll)))
	return b
}

// newSideRow draws a district: its name, how much of it others changed that is not read, and which of the five phases are signed.
func newSideRow(unread func(district string) int) widgets.View[*assess.District] {
	name, pips := theme.Text("", theme.Body, false, theme.Ink), widgets.NewPips()
	fresh := theme.Text("", theme.Small, true, theme.Accent).Whole()
	body := layout.Pad(8, 0, container.New(layout.Row{Gap: 6, Grow: layout.Nth(0)}, name, fresh, pips))
	return widgets.NewRow(body, func(d *assess.District) {
		name.Put(d.Name)
		n := unread(d.ID)
		fresh.Put(few(n))
		widgets.Visible(fresh, n > 0)
		var done []bool
		for _, p := range assess.Phases {
			done = append(done, d.Phases[p].Status == assess.SignedOff)
		}
		pips.Put(done...)
	})
}

// few is a number that has room beside a name.
func few(n int) string {
	if n > 99 {
		return "99+"
	}
	return strconv.Itoa(n)
}

// sideRows is a column in which buttons are as high as rows.
type sideRows struct{}

func (sideRows) high(o fyne.CanvasObject) float32 {
	if _, ok := o.(*widgets.Button); ok {
		return theme.Row
	}
	return o.MinSize().Height
}

func (l sideRows) MinSize(objs []fyne.CanvasObject) (s fyne.Size) {
	for _, o := range objs {
		if o.Visible() {
			s.Height += l.high(o)
		}
	}
	return s
}

func (l sideRows) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objs {
		if o.Visible() {
			o.Move(fyne.NewPos(0, y))
			o.Resize(fyne.NewSize(size.Width, l.high(o)))
			y += l.high(o)
		}
	}
}

// sideLayout gives the districts the room that they need, or what the pages leave, and at least that of three.
type sideLayout struct{ b *sideBar }

func (l sideLayout) rows() float32 { return float32(len(l.b.list.Rows())) * sideRow }

func (l sideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, o[0].MinSize().Height+max(sideRow, min(l.rows(), 3*sideRow))+o[2].MinSize().Height)
}

func (l sideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, foot := o[0].MinSize().Height, o[2].MinSize().Height
	y := float32(0)
	for i, h := range []float32{head, max(sideRow, min(l.rows(), size.Height-head-foot)), foot} {
		o[i].Move(fyne.NewPos(0, y))
		o[i].Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

// Reveal implements widgets.Host.
func (b *sideBar) Reveal(o fyne.CanvasObject) {
	b.scroll.ScrollToOffset(widgets.InView(b.column, o, b.scroll.Offset, b.scroll.Size().Height))
}

// Fit implements widgets.Host; nothing in the bar grows while somebody types.
func (b *sideBar) Fit() {}

// Scrolled implements widgets.Host.
func (b *sideBar) Scrolled(e *fyne.ScrollEvent) { b.scroll.Scrolled(e) }

// offer lists the districts that are looked for.
func (b *sideBar) offer() {
	all := b.s.v.View().Districts
	widgets.Visible(b.find, len(all) > manyDistricts)
	if text := b.find.Text(); text != "" {
		all = slices.DeleteFunc(slices.Clone(all), func(d *assess.District) bool { return !pinyin.Match(text, d.Name) })
	}
	b.list.Put(all)
	layout.Relayout(b.column)
	if high := b.column.MinSize().Height; high != b.high { // a scroller looks at its content's size only when it is refreshed
		b.high = high
		b.scroll.Refresh()
	}
}

// mark shows the district that is open as the one at hand.
func (b *sideBar) mark() {
	b.at = b.s.at.District
	if b.at == "" || !b.list.Choose(b.at) {
		b.list.None()
	}
}

func (b *sideBar) render() {
	u := b.s.u
	a := b.s.v.View()
	b.mine.Put(u.T("shell.mine", assess.Waiting(assess.Agenda(a, b.s.v.Who(), b.s.v.Today()))))
	for name, row := range b.pages {
		showHere(row, b.s.at.Page == name)
	}
	b.some(pageDisputes, len(a.Disputed))
	b.some(pageHeld, len(a.Held))
	b.some(pageNews, len(b.s.read.News()))
	b.some(pageComments, openComments(a))
	b.pages[pageLedger].Put(u.T("shell.ledger.n", overdue(a, b.s.v.Today())))
	showHere(b.mine, b.s.at.Page == pageMine)
	b.offer()
	if b.s.at.District != b.at { // else the row stays on which the keyboard stands
		b.mark()
	}
}

// some shows a page that is there for what should not be while there is some of it, or while it is open.
func (b *sideBar) some(page string, n int) {
	b.pages[page].Put(b.s.u.T("shell."+page+".n", n))
	widgets.Visible(b.pages[page], n > 0 || b.s.at.Page == page)
}

// openComments counts the threads that are not resolved.
func openComments(a *assess.Assessment) int {
	n := 0
	for _, d := range a.Districts {
		n += d.OpenComments()
	}
	return n
}

// overdue counts what is late in rectification.
func overdue(a *assess.Assessment, today assess.Day) int {
	n := 0
	for _, l := range overview.Overdue(a, today) {
		if l.Kind == assess.TodoRectify {
			n++
		}
	}
	return n
}

// showHere shows whether a button of the sidebar is where one is.
func showHere(b *widgets.Button, here bool) {
	want := widget.LowImportance
	if here {
		want = widget.MediumImportance
	}
	if b.Importance != want || b.Alignment != widget.ButtonAlignLeading {
		b.Importance, b.Alignment = want, widget.ButtonAlignLeading
		b.Refresh()
	}
}
