package held

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

// Screen is the page.
type Screen struct {
	k      *screen.Kit
	log    Log
	title  *theme.Line
	page   *listpage.Page[Row]
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
	s := &Screen{k: k, log: log, title: theme.Text("", theme.Title, true, theme.Ink)}
	s.detail = newDetail(k, log, func() { s.page.Focus() })
	s.page = listpage.New(k, listpage.Kind[Row]{
		Kind:   widgets.Kind[Row]{Height: theme.Rows2, Key: func(r Row) string { return r.ID.String() }, Columns: columns(k), New: func() widgets.View[Row] { return newRow(k) }},
		Text:   func(r Row) string { return strings.Join([]string{r.What, r.Who, r.Laptop}, "\n") },
		Detail: s.detail.page, Show: s.detail.put, Open: func(Row) { k.Window.Canvas().Focus(s.detail.by.First()) },
		Title: k.T("shell.held"),
		Empty: widgets.NewEmpty(theme.IconCheck, k.T("held.none"), k.LeadTo("empty.overview", "")),
	})
	about := widgets.Paragraph(k.T("held.about"))
	about.Importance = widget.LowImportance
	s.body = layout.Fill(1, layout.Stack(0, layout.Pad(8, 4, s.title), about), s.page.Object())
	return s
}

// columns are the columns of a record that is copied.
func columns(k *screen.Kit) []widgets.Column[Row] {
	return []widgets.Column[Row]{
		widgets.Col(k.T("field.time"), "", func(r Row) string { return r.When }),
		widgets.Col(k.T("noun.person"), "", func(r Row) string { return r.Who }),
		widgets.Col(k.T("listing.laptops"), "", func(r Row) string { return r.Laptop }),
		widgets.Col(k.T("listing.what"), "", func(r Row) string { return r.What }),
		widgets.Col(k.T("held.reason"), "", func(r Row) string { return k.T("held." + string(r.Why)) }),
	}
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the present state of the session; what is being typed stays.
func (s *Screen) Render() {
	rows := Rows(s.k, s.log)
	s.title.Put(s.k.T("held.heading", len(rows)))
	s.page.Put(rows)
}

// Reveal gives the list the keyboard.
func (s *Screen) Reveal(assess.Place) { s.page.Focus() }

// Leave forgets a PIN that was typed.
func (s *Screen) Leave() { s.detail.by.ForgetPIN() }

// Key handles a key that no focused widget took, and tells whether it did: back to the list, or into the form.
func (s *Screen) Key(name fyne.KeyName) bool { return s.page.Key(name) }

// New does nothing: there is nothing to add.
func (s *Screen) New() {}

// Filter gives the box above the list the keyboard.
func (s *Screen) Filter() { s.page.Filter() }

// DoneAndNext goes to the next record.
func (s *Screen) DoneAndNext() { s.page.Next() }

// detail shows the chosen record: why it is held, everything that it writes, and the form for adopting it or what to do instead.
type detail struct {
	k      *screen.Kit
	log    Log
	done   func()
	is     Row
	what   *widgets.Para
	from   *widgets.Para
	why    *widgets.Banner
	writes *widgets.Para
	more   *widgets.Para
	by     *screen.Signer
	form   *fyne.Container
	page   *widgets.Page
}

func newDetail(k *screen.Kit, log Log, done func()) *detail {
	d := &detail{k: k, log: log, done: done, what: widgets.Paragraph(""), from: widgets.Paragraph(""), writes: widgets.Paragraph(""), more: widgets.Paragraph(""), why: widgets.NewBanner(theme.Locked, "")}
	d.what.TextStyle.Bold, d.from.Importance, d.more.Importance = true, widget.LowImportance, widget.LowImportance
	form := widgets.NewForm(0)
	d.by = screen.NewSigner(k, form, assess.Adopt, screen.SignerLabels{Reason: "held.reason", ReasonHint: "held.reason.hint", Who: "held.person"}, d.adopt)
	d.form = layout.Stack(theme.Grid, widgets.Head(widgets.Heading(k.T("held.adopt")), nil), form,
		container.NewHBox(layout.Spacer(), widgets.NewPrimary(k.T("held.adopt"), theme.IconCheck, d.adopt)))
	d.page = widgets.NewPage(theme.Grid, d.what, d.from, d.why, widgets.Head(widgets.Heading(k.T("held.writes")), nil), d.writes, d.more, d.form)
	return d
}

func set(l *widgets.Para, text string) {
	widgets.PutText(l, text)
	widgets.Visible(l, text != "")
}

// put shows a record.
func (d *detail) put(r Row) {
	fresh := r.ID != d.is.ID
	r.Fill(d.k, d.log)
	d.is = r
	set(d.what, r.What)
	set(d.from, d.k.T("settle.by", r.Who, r.Laptop, r.When))
	todo := d.k.T("held.todo." + string(r.Why))
	if r.Adoptable {
		todo = d.k.T("held.todo")
	}
	d.why.Put(theme.Awaiting, d.k.T("held.why", d.k.T("held."+string(r.Why)))+todo)
	set(d.writes, strings.Join(r.Writes, "\n"))
	set(d.more, "")
	if r.More > 0 {
		set(d.more, d.k.T("held.more", r.More))
	}
	d.by.Put()
	widgets.Visible(d.form, r.Adoptable)
	if fresh {
		d.by.Forget()
		d.page.Top()
	}
	d.page.Fit()
}

// adopt lets the record count, or shows beside the box what is wrong.
func (d *detail) adopt() {
	done := d.by.Try(func(by screen.Signature) error { return d.log.Adopt(d.is.ID, by.Reason, by.Person, by.PIN) })
	d.page.Fit()
	if done {
		d.done()
	}
}

// newRow shows a record in the list: what was done, who and where, and on the right when, and why it is held.
func newRow(k *screen.Kit) widgets.View[Row] {
	what, by := theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	why, when := theme.Text("", theme.Small, false, theme.Amber).Whole(), theme.Text("", theme.Small, false, theme.Ink2).Whole()
	pic := theme.NewPic(theme.IconAwaiting, theme.Glyph, theme.Amber)
	texts := layout.Stack(2, container.NewBorder(nil, nil, nil, when, what), container.NewBorder(nil, nil, nil, why, by))
	return widgets.NewRow(container.New(layout.Middle{}, layout.Pad(8, 0, container.NewBorder(nil, nil, container.NewCenter(pic), nil, layout.Pad(6, 0, texts)))), func(x Row) {
		what.Put(x.What)
		by.Put(x.Who + " · " + x.Laptop)
		why.Put(k.T("held." + string(x.Why)))
		when.Put(x.When)
		if x.Adoptable {
			pic.Set(theme.IconAwaiting, theme.Amber)
		} else {
			pic.Set(theme.IconLock, theme.Ink2)
		}
	})
}
