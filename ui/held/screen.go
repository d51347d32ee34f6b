package held

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page.
type Screen struct {
	k      *screen.Kit
	log    Log
	title  *theme.Line
	list   *widgets.Lines[Row]
	detail *detail
	split  *widgets.Split
	none   *widgets.Empty
	body   fyne.CanvasObject
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Keyed  = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit, log Log) *Screen {
	s := &Screen{k: k, log: log, title: theme.Text("", theme.Title, true, theme.Ink)}
	s.list = widgets.NewLines(widgets.Kind[Row]{Height: 58, Key: func(r Row) string { return r.ID.String() }, New: func() widgets.View[Row] { return newRow(k) }})
	s.list.OnMove = func(Row) { s.Render() }
	s.list.OnOpen = func(Row) { s.open() }
	s.detail = newDetail(k, log, func() { s.list.Focus() })
	s.split = widgets.NewSplit(s.list, s.detail.page, k.T("settle.back"))
	s.none = widgets.NewEmpty(theme.IconCheck, k.T("held.none"), widgets.Action{})
	about := widget.NewLabel(k.T("held.about"))
	about.Wrapping, about.Importance = fyne.TextWrapWord, widget.LowImportance
	s.body = layout.Fill(1, layout.Stack(0, layout.Pad(8, 4, s.title), about), container.NewStack(s.split, s.none))
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the session has now; what is being typed stays.
func (s *Screen) Render() {
	rows := Rows(s.k, s.log)
	s.title.Put(s.k.T("held.heading", len(rows)))
	s.list.Put(rows)
	if _, ok := s.list.Chosen(); !ok {
		s.list.First()
	}
	widgets.Visible(s.split, len(rows) > 0)
	widgets.Visible(s.none, len(rows) == 0)
	if r, ok := s.list.Chosen(); ok {
		s.detail.put(r)
	}
}

// Reveal gives the list the keyboard.
func (s *Screen) Reveal(assess.Place) { s.list.Focus() }

// Leave forgets a PIN that was typed.
func (s *Screen) Leave() { s.detail.pin.Clear() }

// Key goes back to the list in a narrow window.
func (s *Screen) Key(name fyne.KeyName) bool { return name == fyne.KeyEscape && s.split.Back() }

func (s *Screen) open() {
	s.split.ShowDetail()
	s.detail.reason.Focus()
}

// detail is the record at hand: why it is held, all that it writes, and the form that adopts it or what to do instead.
type detail struct {
	k      *screen.Kit
	log    Log
	done   func()
	is     Row
	what   *widget.Label
	by     *widget.Label
	why    *widgets.Banner
	writes *widget.Label
	more   *widget.Label
	reason *widgets.Field
	person *widgets.Pick
	pin    *widgets.Secret
	rows   struct{ reason, person, pin *widgets.FormRow }
	form   *fyne.Container
	page   *widgets.Page
}

func newDetail(k *screen.Kit, log Log, done func()) *detail {
	d := &detail{k: k, log: log, done: done, what: widgets.Paragraph(""), by: widgets.Paragraph(""), writes: widgets.Paragraph(""), more: widgets.Paragraph(""), why: widgets.NewBanner(theme.Locked, ""),
		reason: widgets.NewField(widgets.Never{}), person: widgets.NewPick(k.T("held.person.pick"))}
	d.what.TextStyle.Bold, d.by.Importance, d.more.Importance = true, widget.LowImportance, widget.LowImportance
	d.pin = widgets.NewSecret(k.T("sign.pin.hint"), d.adopt)
	form := widgets.NewForm(0)
	d.rows.reason = form.Add(k.T("held.reason"), d.reason, k.T("held.reason.hint"))
	d.rows.person = form.Add(k.T("held.person"), d.person, "")
	d.rows.pin = form.Add(k.T("sign.pin"), d.pin, "")
	d.form = layout.Stack(theme.Grid, widgets.Head(widgets.Heading(k.T("held.adopt")), nil), form,
		container.NewHBox(layout.Spacer(), widgets.NewPrimary(k.T("held.adopt"), theme.IconCheck, d.adopt)))
	d.page = widgets.NewPage(theme.Grid, d.what, d.by, d.why, widgets.Head(widgets.Heading(k.T("held.writes")), nil), d.writes, d.more, d.form)
	return d
}

func set(l *widget.Label, text string) {
	widgets.PutText(l, text)
	widgets.Visible(l, text != "")
}

// put shows a record.
func (d *detail) put(r Row) {
	fresh := r.ID != d.is.ID
	r.Fill(d.k, d.log)
	d.is = r
	set(d.what, r.What)
	set(d.by, d.k.T("settle.by", r.Who, r.Laptop, r.When))
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
	d.signers()
	widgets.Visible(d.form, r.Adoptable)
	if fresh {
		d.reason.Put("")
		d.forget()
		d.page.Top()
	}
	d.page.Fit()
}

// forget empties what was typed for another record, and what was said of it.
func (d *detail) forget() {
	d.pin.Clear()
	for _, r := range []*widgets.FormRow{d.rows.reason, d.rows.person, d.rows.pin} {
		r.SetError("")
	}
}

// signers are the leaders and deputies with a PIN; whoever is at the keyboard first.
func (d *detail) signers() {
	who, chosen := d.k.Session.Who(), d.person.Chosen()
	var options []widgets.Option
	for _, p := range d.k.Session.View().Team {
		if len(p.Key) == 0 || !assess.May(p.Role, assess.Adopt) {
			continue
		}
		options = append(options, widgets.Option{Key: p.ID, Name: d.k.T("sign.who", p.Name, words.M("role."+string(p.Role)))})
		if chosen == "" && (who != nil && p.ID == who.ID) {
			chosen = p.ID
		}
	}
	if chosen == "" && len(options) > 0 {
		chosen = options[0].Key
	}
	d.person.Put(options, chosen)
}

// adopt lets the record count, or says beside the box what is wrong.
func (d *detail) adopt() {
	d.rows.reason.SetError("")
	d.rows.person.SetError("")
	d.rows.pin.SetError("")
	reason := strings.TrimSpace(d.reason.Text())
	switch {
	case reason == "":
		d.rows.reason.SetError(d.k.T("shell.needed"))
		d.reason.Focus()
		return
	case d.pin.Text == "":
		d.rows.pin.SetError(d.k.T("shell.needed"))
		return
	}
	pin := d.pin.Text
	d.pin.Clear()
	err := d.log.Adopt(d.is.ID, reason, d.person.Chosen(), pin)
	if err == nil {
		d.done()
		return
	}
	e := d.k.Say.Explain(err)
	var f *words.Fault
	if errors.As(err, &f) && (f.Code() == "role" || f.Code() == "pin.none") {
		d.rows.person.SetError(e.Both())
	} else {
		d.rows.pin.SetError(e.Both())
	}
	d.page.Fit()
}

// row is a record in the list: what was done, then when, who and where, and why it is held.
type row struct {
	widget.BaseWidget
	k         *screen.Kit
	what, by  *theme.Line
	why, when *theme.Line
	pic       *theme.Pic
	body      *fyne.Container
}

func newRow(k *screen.Kit) *row {
	r := &row{k: k, what: theme.Text("", theme.Body, true, theme.Ink), by: theme.Text("", theme.Small, false, theme.Ink2),
		why: theme.Text("", theme.Small, false, theme.Amber), when: theme.Text("", theme.Small, false, theme.Ink2), pic: theme.NewPic(theme.IconAwaiting, theme.Glyph, theme.Amber)}
	low := container.NewBorder(nil, nil, nil, r.why.Whole(), r.by)
	top := container.NewBorder(nil, nil, nil, r.when.Whole(), r.what)
	cells := layout.Stack(2, top, low)
	r.body = container.New(layout.Middle{}, layout.Pad(8, 0, container.NewBorder(nil, nil, container.NewCenter(r.pic), nil, layout.Pad(6, 0, cells))))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a record.
func (r *row) Set(x Row) {
	r.what.Put(x.What)
	r.by.Put(x.Who + " · " + x.Laptop)
	r.why.Put(r.k.T("held." + string(x.Why)))
	r.when.Put(x.When)
	if x.Adoptable {
		r.pic.Set(theme.IconAwaiting, theme.Amber)
	} else {
		r.pic.Set(theme.IconLock, theme.Ink2)
	}
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
