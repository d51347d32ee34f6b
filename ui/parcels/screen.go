package parcels

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page.
type Screen struct {
	k       *screen.Kit
	o       Actions
	title   *theme.Line
	came    *widgets.Banner // what came of the last package
	relay   *widgets.Banner
	thin    *widgets.Button
	laptops *listpage.Page[Row]
	detail  *detail
	home    fyne.CanvasObject
	preview *preview
	body    *fyne.Container
	is      *Incoming // what is shown
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
	_ screen.Drafted   = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit, o Actions) *Screen {
	s := &Screen{k: k, o: o, title: theme.Text("", theme.Title, true, theme.Ink), came: widgets.NewBanner(theme.Done, ""), relay: widgets.NewBanner(theme.Info, "")}
	s.detail = newDetail(k, o)
	s.laptops = listpage.New(k, listpage.Kind[Row]{
		Kind: widgets.Kind[Row]{Height: 40, Loose: true, Key: func(r Row) string { return r.Device.String() }, Columns: columns(k)}, Headed: true, Given: k.T("parcels.order"),
		Filters: []listpage.Filter[Row]{{Key: "lacks", Name: k.T("parcels.filter.lacks"), Lets: func(r Row) bool { return r.Lacks > 0 }},
			{Key: "ahead", Name: k.T("parcels.filter.ahead"), Lets: func(r Row) bool { return r.Ahead > 0 }}},
		Text:   func(r Row) string { return r.Label + "\n" + r.Who },
		Detail: s.detail.page, Show: s.detail.put, Open: func(Row) { k.Window.Canvas().Focus(s.detail.pack) },
		Title: k.T("listing.laptops"), Share: 0.62,
		Empty: widgets.NewEmpty(theme.IconTeam, k.T("parcels.none"), k.LeadTo("parcels.none.go", "team")),
	})
	about := widgets.Paragraph(k.T("parcels.about"))
	about.Importance = widget.LowImportance
	s.thin = widgets.NewQuiet(k.T("parcels.thin"), "", o.Thin)
	acts := container.NewHBox(s.thin, widgets.NewPrimary(k.T("parcels.pack"), theme.IconSave, s.ask), widgets.NewButton(k.T("parcels.take"), theme.IconFolder, o.Pick),
		widgets.NewButton(k.T("parcels.relay"), theme.IconLink, o.SetRelay))
	head := layout.Stack(theme.Grid, layout.Pad(8, 4, container.NewBorder(nil, nil, nil, acts, s.title)), layout.Pad(8, 0, layout.Flush(about)), s.came, s.relay)
	s.home = layout.Fill(1, head, s.laptops.Object())
	s.preview = newPreview(k, o)
	s.body = container.NewStack(s.home, s.preview.body)
	return s
}

func columns(k *screen.Kit) []widgets.Column[Row] {
	number := func(name string, of func(Row) int) widgets.Column[Row] {
		return widgets.Column[Row]{Name: name, Width: 92, Right: true, Sort: func(a, b Row) int { return of(a) - of(b) }, Cell: func(r Row) widgets.Cell {
			if of(r) == 0 {
				return widgets.Cell{Text: "0", Ink: theme.Ink2}
			}
			return widgets.Cell{Text: strconv.Itoa(of(r)), Bold: true}
		}}
	}
	label, who := widgets.Col(k.T("listing.laptops"), "", func(r Row) string { return r.Label }), widgets.Col(k.T("parcels.who"), "", func(r Row) string { return r.Who })
	label.Sort = func(a, b Row) int { return strings.Compare(a.Label, b.Label) }
	when := widgets.Col(k.T("parcels.heard"), "", func(r Row) string { return r.When })
	when.Width, when.Small, when.Sort = 120, true, func(a, b Row) int { return a.Last.Compare(b.Last) }
	return []widgets.Column[Row]{label, who, when, number(k.T("parcels.lacks"), func(r Row) int { return r.Lacks }), number(k.T("parcels.ahead"), func(r Row) int { return r.Ahead }), number(k.T("parcels.files"), func(r Row) int { return r.Files })}
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the packages at hand, or else who has what.
func (s *Screen) Render() {
	in := s.o.Incoming()
	other := in != s.is
	s.is = in
	widgets.Visible(s.home, in == nil)
	widgets.Visible(s.preview.body, in != nil)
	if in != nil {
		s.preview.put(in)
		if other {
			s.Reveal(assess.Place{})
		}
		return
	}
	spread := s.o.Spread()
	title := s.k.T("parcels.heading")
	if len(spread.Laptops) > 0 {
		title = s.k.T("parcels.heading.n", spread.OnlyHere, spread.Lacking)
	}
	s.title.Put(title)
	widgets.Visible(s.thin, len(s.k.Session.View().Files()) > 0)
	s.laptops.Put(Rows(s.k, spread))
	s.tell()
	s.tellRelay()
	layout.Relayout(s.body)
	if other {
		s.laptops.Focus()
	}
}

// tell says what came of the last package, and where to go from there.
func (s *Screen) tell() {
	came := s.o.Outcome()
	switch {
	case came.Packed != nil:
		s.came.Put(theme.Done, packed(s.k, came.Packed))
	case came.Merged != nil:
		s.tellMerged(came.Merged)
	case came.Said != nil:
		s.came.Put(theme.Info, said(s.k, came.Said))
	default:
		s.came.Put(theme.Done, "")
	}
}

func (s *Screen) tellMerged(m *Merged) {
	t, a := s.k.T, s.k.Session.View()
	if m.New == 0 && len(m.Files) == 0 {
		s.came.Put(theme.Info, s.k.Say.Say(m.Same))
		return
	}
	state, text := theme.Done, t("cli.merged", m.New, m.Known)
	if m.New == 0 {
		text = s.k.Say.Say(m.Same)
	}
	if len(m.Files) > 0 {
		text += "\n" + said(s.k, m.Files)
	}
	if m.Partly {
		state = theme.Warning
	}
	if m.Forked {
		state, text = theme.Warning, text+"\n"+t("cli.merge.forked")
	}
	to := func(page string) func() { return func() { s.k.Window.Go(assess.Place{Tab: page}) } }
	acts := []widgets.Action{{Name: t("parcels.see.news"), Do: to("news")}}
	if n := len(a.Disputed); n > 0 {
		acts = append(acts, widgets.Action{Name: t("shell.conflicts.n", n), Do: to("conflicts")})
	}
	if n := len(a.Held); n > 0 {
		acts = append(acts, widgets.Action{Name: t("shell.held.n", n), Do: to("held")})
	}
	s.came.Put(state, text, acts...)
}

// said is messages, a line each.
func said(k *screen.Kit, all []words.Msg) string {
	var lines []string
	for _, m := range all {
		lines = append(lines, k.Say.Say(m))
	}
	return strings.Join(lines, "\n")
}

// tellRelay says how the exchange through a shared place stands.
func (s *Screen) tellRelay() {
	r, t := s.o.Relay(), s.k.T
	switch {
	case r.Where == "":
		s.relay.Put(theme.Info, "")
	case !r.On:
		s.relay.Put(theme.Idle, t("parcels.relay.off", r.Where), widgets.Action{Name: t("parcels.relay.start"), Do: s.o.Turn})
	case r.Err != nil:
		acts := []widgets.Action{{Name: t("parcels.relay.stop"), Do: s.o.Turn}}
		if emptied(r.Err) {
			acts = append(acts, widgets.Action{Name: t("parcels.relay.anew"), Do: s.o.Anew})
		}
		s.relay.Put(theme.Refused, s.k.Say.Explain(r.Err).Both(), acts...)
	default:
		lines := []string{t("parcels.relay.on", r.Where)}
		if r.At != "" {
			lines[0] = t("parcels.relay.at", r.Where, r.At)
		}
		for _, m := range r.Lines {
			lines = append(lines, s.k.Say.Say(m))
		}
		s.relay.Put(theme.Underway, strings.Join(lines, "\n"), widgets.Action{Name: t("parcels.relay.stop"), Do: s.o.Turn})
	}
}

// ask asks what to pack, beginning with the laptop at hand.
func (s *Screen) ask() { AskPack(s.k, s.o, "") }

// Reveal gives the keyboard to what comes next.
func (s *Screen) Reveal(assess.Place) {
	switch {
	case s.is == nil:
		s.laptops.Focus()
	case s.preview.merge.Disabled():
		s.k.Window.Canvas().Focus(s.preview.leave)
	default:
		s.k.Window.Canvas().Focus(s.preview.merge)
	}
}

// Leave has nothing to commit.
func (s *Screen) Leave() {}

// Drafts tells of packages that were looked at and not taken in.
func (s *Screen) Drafts() []string {
	if in := s.o.Incoming(); in != nil && in.In.New > 0 && in.Missing == nil {
		return []string{s.k.T("parcels.untaken", in.In.New)}
	}
	return nil
}

// Key goes on with what the page is at: Enter takes in, Esc does not.
func (s *Screen) Key(name fyne.KeyName) bool {
	switch {
	case s.is == nil:
		return s.laptops.Key(name)
	case name == fyne.KeyEscape:
		s.o.Drop()
	case name == fyne.KeyReturn || name == fyne.KeyEnter:
		s.DoneAndNext()
	default:
		return false
	}
	return true
}

// New packs.
func (s *Screen) New() {
	if s.is == nil {
		s.ask()
	}
}

// Filter gives the box above the list the keyboard.
func (s *Screen) Filter() {
	if s.is == nil {
		s.laptops.Filter()
	}
}

// DoneAndNext takes in what is at hand.
func (s *Screen) DoneAndNext() {
	if s.is != nil && !s.preview.merge.Disabled() {
		s.o.Merge()
	}
}

// detail says who has what in whole sentences, and packs for whoever works there.
type detail struct {
	k     *screen.Kit
	is    Row
	name  *widgets.Para
	who   *widgets.Para
	lacks *widgets.Para
	ahead *widgets.Para
	pack  *widgets.Button
	page  *widgets.Page
}

func newDetail(k *screen.Kit, o Actions) *detail {
	d := &detail{k: k, name: widgets.Paragraph(""), who: widgets.Paragraph(""), lacks: widgets.Paragraph(""), ahead: widgets.Paragraph("")}
	d.name.TextStyle.Bold, d.who.Importance = true, widget.LowImportance
	d.pack = widgets.NewButton("", theme.IconSave, func() { AskPack(k, o, d.person()) })
	d.page = widgets.NewPage(theme.Grid, d.name, d.who, d.lacks, d.ahead, container.NewHBox(d.pack))
	return d
}

// person is for whom is packed: of a laptop of several, the first; of one that all share, nobody in particular.
func (d *detail) person() string {
	if d.is.Shared || len(d.is.People) == 0 {
		return ""
	}
	return d.is.People[0]
}

func (d *detail) put(r Row) {
	fresh := r.Device != d.is.Device
	d.is = r
	t := d.k.T
	widgets.PutText(d.name, r.Label)
	widgets.PutText(d.who, t("parcels.works", r.Who, r.When))
	lacks, ahead := t("parcels.lacks.none"), t("parcels.ahead.none")
	switch {
	case !r.Heard:
		lacks = t("parcels.lacks.unheard", r.Lacks)
	case r.Lacks > 0:
		lacks = t("parcels.lacks.n", r.Lacks, r.Mine)
	}
	if r.Ahead > 0 {
		ahead = t("parcels.ahead.n", r.Ahead)
	}
	if r.Files > 0 {
		lacks += "\n" + t("parcels.files.n", r.Files, r.Size)
	}
	widgets.PutText(d.lacks, lacks)
	widgets.PutText(d.ahead, ahead)
	if id := d.person(); id != "" {
		d.pack.Put(t("parcels.pack.for", d.k.Session.View().Name(id)))
	} else {
		d.pack.Put(t("parcels.pack"))
	}
	if fresh {
		d.page.Top()
	}
	d.page.Fit()
}
