package news

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// The keys of what is chosen: everywhere is that of all districts and what belongs to none, own precedes the ID of one.
const everywhere, own = "*", "="

// Screen is the page.
type Screen struct {
	k      *screen.Kit
	log    Log
	title  *theme.Line
	page   *listpage.Page[Row]
	place  *widgets.Pick
	person *widgets.Pick
	read   struct{ district, all *widgets.Button }
	detail *detail
	body   fyne.CanvasObject
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit, log Log) *Screen {
	s := &Screen{k: k, log: log, title: theme.Text("", theme.Title, true, theme.Ink), place: widgets.NewPick(""), person: widgets.NewPick("")}
	s.place.OnPick, s.person.OnPick = func(string) { s.Render() }, func(string) { s.Render() }
	s.detail = newDetail(k, s.DoneAndNext)
	s.read.district = widgets.NewButton(k.T("news.read.district"), "", func() {
		if r, ok := s.page.Chosen(); ok {
			log.ReadDistrict(r.District)
		}
	})
	s.read.all = widgets.NewButton(k.T("news.read.all"), theme.IconCheck, log.ReadAll)
	s.page = listpage.New(k, listpage.Kind[Row]{
		Kind:    widgets.Kind[Row]{Height: theme.Rows2, Key: Row.Key, Columns: columns(k), New: func() widgets.View[Row] { return newRow(k) }},
		Filters: filters(k), Text: func(r Row) string { return strings.Join([]string{r.What, r.Who, strings.Join(r.Lines(k), "\n")}, "\n") },
		Picks:  []fyne.CanvasObject{container.New(layout.Fixed{Width: 136}, s.place), container.New(layout.Fixed{Width: 136}, s.person)},
		Detail: s.detail.page, Show: s.detail.put, Open: func(r Row) { k.Window.Go(r.Place) },
		Title: k.T("shell.news"), Empty: widgets.NewEmpty(theme.IconCheck, k.T("news.none"), k.LeadTo("empty.overview", "")),
	})
	about := widgets.Paragraph(k.T("news.about"))
	about.Importance = widget.LowImportance
	head := container.NewBorder(nil, nil, nil, container.NewHBox(s.read.district, s.read.all), s.title)
	s.body = layout.Fill(1, layout.Stack(0, layout.Pad(8, 4, head), about), s.page.Object())
	return s
}

// filters are the phases.
func filters(k *screen.Kit) []listpage.Filter[Row] {
	var out []listpage.Filter[Row]
	for _, p := range assess.Phases {
		out = append(out, listpage.Filter[Row]{Key: p.Key(), Name: k.T("phase." + p.Key()), Lets: func(r Row) bool { return r.Phase == p }})
	}
	return out
}

func columns(k *screen.Kit) []widgets.Column[Row] {
	return []widgets.Column[Row]{
		widgets.Col(k.T("noun.d"), "", func(r Row) string { return r.Where }),
		widgets.Col(k.T("listing.what"), "", func(r Row) string { return r.What }),
		widgets.Col(k.T("noun.person"), "", func(r Row) string { return r.Who }),
		widgets.Col(k.T("field.time"), "", func(r Row) string { return r.When }),
		widgets.Col(k.T("news.changes"), "", func(r Row) string { return one(strings.Join(r.Lines(k), "; ")) }),
	}
}

// one returns a text on one line.
func one(s string) string { return strings.Join(strings.Fields(s), " ") }

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what is not read.
func (s *Screen) Render() {
	all := Rows(s.k, s.log.News(), "")
	s.title.Put(s.k.T("news.heading", len(all)))
	s.offer(s.place, s.k.T("news.everywhere"), all, func(r Row) (string, string) { return own + r.District, r.Where })
	s.offer(s.person, s.k.T("news.everybody"), all, func(r Row) (string, string) { return own + r.Person, r.Who })
	var rows []Row
	for _, r := range all {
		if at(s.place, own+r.District) && at(s.person, own+r.Person) {
			rows = append(rows, r)
		}
	}
	s.page.Put(rows)
	s.read.all.Able(len(all) > 0)
	s.read.district.Able(len(rows) > 0)
}

func at(p *widgets.Pick, key string) bool {
	return p.Chosen() == everywhere || p.Chosen() == key
}

// offer offers what rows are of, and keeps what was chosen as long as there is something of it.
func (s *Screen) offer(p *widgets.Pick, all string, rows []Row, of func(Row) (key, name string)) {
	options, chosen := []widgets.Option{{Key: everywhere, Name: all}}, everywhere
	seen := map[string]bool{}
	for _, r := range rows {
		key, name := of(r)
		if !seen[key] {
			options = append(options, widgets.Option{Key: key, Name: name})
		}
		if seen[key] = true; key == p.Chosen() {
			chosen = key
		}
	}
	p.Put(options, chosen)
}

// Reveal lists one district, where the place is of one, and gives the list the keyboard.
func (s *Screen) Reveal(p assess.Place) {
	if p.Entity != "" {
		s.place.Choose(own + assess.At(p.Entity).District)
		s.Render()
	}
	s.page.Focus()
}

// Leave has nothing to commit.
func (s *Screen) Leave() {}

// Key handles a key that no focused widget took.
func (s *Screen) Key(name fyne.KeyName) bool { return s.page.Key(name) }

// New does nothing: there is nothing to add.
func (s *Screen) New() {}

// Filter gives the box above the list the keyboard.
func (s *Screen) Filter() { s.page.Filter() }

// DoneAndNext marks the row at hand as read; the next is then at hand.
func (s *Screen) DoneAndNext() {
	r, ok := s.page.Chosen()
	if !ok {
		return
	}
	s.page.Next()
	s.log.Read(r.News)
	s.page.Focus()
}

// detail shows what is new of one thing.
type detail struct {
	k      *screen.Kit
	is     Row
	what   *widgets.Para
	from   *widgets.Para
	where  *widgets.Link
	writes *widgets.Para
	page   *widgets.Page
}

func newDetail(k *screen.Kit, read func()) *detail {
	d := &detail{k: k, what: widgets.Paragraph(""), from: widgets.Paragraph(""), writes: widgets.Paragraph(""), where: widgets.NewLink()}
	d.what.TextStyle.Bold, d.from.Importance = true, widget.LowImportance
	d.page = widgets.NewPage(theme.Grid, d.what, d.from, d.where, widgets.Head(widgets.Heading(k.T("news.changes")), nil), d.writes,
		container.NewHBox(layout.Spacer(), widgets.NewPrimary(k.T("news.read"), theme.IconCheck, read)))
	return d
}

func (d *detail) put(r Row) {
	fresh := r.Key() != d.is.Key()
	d.is = r
	widgets.PutText(d.what, r.What)
	widgets.PutText(d.from, d.k.T("news.by", r.Who, r.When, d.k.T(label(r.Label))))
	d.where.Put(widgets.Item{State: theme.Info, Icon: theme.IconNext, Text: d.k.T("news.go"), Go: func() { d.k.Window.Go(d.is.Place) }})
	widgets.PutText(d.writes, strings.Join(r.Lines(d.k), "\n"))
	if fresh {
		d.page.Top()
	}
	d.page.Fit()
}

// label is what was done; records of other programs may not say.
func label(key string) string {
	if key == "" {
		return "held.unlabelled"
	}
	return key
}

// newRow shows a change: the thing, who changed it and what, and when.
func newRow(k *screen.Kit) widgets.View[Row] {
	what, by := theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	when := theme.Text("", theme.Small, false, theme.Ink2).Whole()
	texts := layout.Stack(2, container.NewBorder(nil, nil, nil, when, what), by)
	return widgets.NewRow(container.New(layout.Middle{}, layout.Pad(8, 0, texts)), func(r Row) {
		what.Put(r.What)
		by.Put(k.T("name.value", r.Who, one(strings.Join(r.Lines(k), "; "))))
		when.Put(r.When)
	})
}
