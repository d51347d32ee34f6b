package review

import (
	"slices"
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

// Row is a thread in the list of all.
type Row struct {
	Thread   *assess.Comment
	District *assess.District
	Subject  string
	Last     *assess.Comment // the thread's own first comment where nobody has replied
	Who      string          // who wrote Last
	When     string
	Waits    bool // it names who is at the keyboard, who has not answered
}

// Rows are all threads, the one that was last written to first; those that are not resolved before the others.
func Rows(k *screen.Kit) []Row {
	a, who := k.Session.View(), k.Session.Who()
	var out []Row
	for _, d := range a.Districts {
		for _, c := range d.Comments {
			r := Row{Thread: c, District: d, Subject: a.SubjectName(k.Say, d, c.On), Last: c, Waits: who != nil && !c.Done && c.Names(who.ID)}
			if n := len(c.Replies); n > 0 {
				r.Last = c.Replies[n-1]
			}
			r.Who, r.When = a.Name(r.Last.Person), r.Last.At.Local().Format("2006-01-02 15:04")
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(x, y Row) int {
		if x.Thread.Done != y.Thread.Done {
			if y.Thread.Done {
				return -1
			}
			return 1
		}
		return y.Last.At.Compare(x.Last.At)
	})
	return out
}

// Screen is the page 批注.
type Screen struct {
	k     *screen.Kit
	title *theme.Line
	page  *listpage.Page[Row]
	panel *Panel
	about *widgets.Link
	at    Row
	body  fyne.CanvasObject
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
	_ screen.Drafted   = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, title: theme.Text("", theme.Title, true, theme.Ink), panel: NewPanel(k), about: widgets.NewLink()}
	mine := func(f func(who string, r Row) bool) func(Row) bool {
		return func(r Row) bool { who := k.Session.Who(); return who != nil && f(who.ID, r) }
	}
	detail := layout.Fill(1, layout.Pad(theme.Grid*4, theme.Grid*2, s.about), s.panel.Object)
	s.page = listpage.New(k, listpage.Kind[Row]{
		Kind: widgets.Kind[Row]{Height: theme.Rows2, Key: func(r Row) string { return r.Thread.ID }, Columns: columns(k), New: func() widgets.View[Row] { return newRow(k) }},
		Filters: []listpage.Filter[Row]{{Key: "open", Name: k.T("talk.open"), Lets: func(r Row) bool { return !r.Thread.Done }},
			{Key: "named", Name: k.T("talk.named"), Lets: mine(names)},
			{Key: "mine", Name: k.T("talk.mine"), Lets: mine(wrote)}},
		Every: true, Text: func(r Row) string { return r.District.Name + "\n" + r.Subject + "\n" + said(r.Thread) },
		Detail: detail, Show: s.show, Open: func(Row) { s.panel.Focus() },
		Title: k.T("shell.comments"), Empty: widgets.NewEmpty(theme.IconTalk, k.T("talk.empty"), k.LeadTo("empty.overview", "")),
	})
	about := widgets.Paragraph(k.T("talk.about"))
	about.Importance = widget.LowImportance
	s.body = layout.Fill(1, layout.Stack(0, layout.Pad(8, 4, s.title), about), s.page.Object())
	return s
}

func names(who string, r Row) bool {
	return slices.ContainsFunc(append(r.Thread.Replies, r.Thread), func(c *assess.Comment) bool { return slices.Contains(c.Mentions, who) })
}

func wrote(who string, r Row) bool {
	return slices.ContainsFunc(append(r.Thread.Replies, r.Thread), func(c *assess.Comment) bool { return c.Person == who })
}

// said is all that is said in a thread.
func said(c *assess.Comment) string {
	out := c.Text
	for _, x := range c.Replies {
		out += "\n" + x.Text
	}
	return out
}

func columns(k *screen.Kit) []widgets.Column[Row] {
	return []widgets.Column[Row]{
		widgets.Col(k.T("noun.d"), "", func(r Row) string { return r.District.Name }),
		widgets.Col(k.T("field.on"), "", func(r Row) string { return r.Subject }),
		widgets.Col(k.T("noun.comment"), "", func(r Row) string { return one(said(r.Thread)) }),
		widgets.Col(k.T("noun.person"), "", func(r Row) string { return r.Who }),
		widgets.Col(k.T("field.time"), "", func(r Row) string { return r.When }),
	}
}

// one returns a text on one line.
func one(s string) string { return strings.Join(strings.Fields(s), " ") }

func (s *Screen) show(r Row) {
	s.at = r
	s.about.Put(widgets.Item{State: theme.Info, Icon: theme.IconNext, Text: s.k.T("talk.where", r.District.Name, r.Subject),
		Go: func() { s.k.Window.Go(assess.PlaceOfSubject(r.District, r.Thread.On)) }})
	s.panel.Put(r.District, "", []*assess.Comment{r.Thread})
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the present state of the session; what is being typed stays.
func (s *Screen) Render() {
	rows, open := Rows(s.k), 0
	for _, r := range rows {
		if !r.Thread.Done {
			open++
		}
	}
	s.title.Put(s.k.T("talk.heading", open))
	s.page.Put(rows)
}

// Reveal brings the thread of a comment to hand.
func (s *Screen) Reveal(p assess.Place) {
	for _, r := range Rows(s.k) {
		for _, c := range append(r.Thread.Replies, r.Thread) {
			if c.Entity == p.Entity {
				s.page.Choose(r.Thread.ID)
			}
		}
	}
	s.page.Focus()
}

// Leave keeps what was typed: it waits for its button.
func (s *Screen) Leave() {}

// Drafts is a reply that was not sent.
func (s *Screen) Drafts() []string {
	if text := s.panel.Unsent(); text != "" {
		return []string{s.k.T("talk.unsent", text)}
	}
	return nil
}

// Key handles a key that no focused widget took.
func (s *Screen) Key(name fyne.KeyName) bool { return s.page.Key(name) }

// New does nothing: a comment is written where it belongs.
func (s *Screen) New() {}

// Filter gives the box above the list the keyboard.
func (s *Screen) Filter() { s.page.Filter() }

// DoneAndNext sends what is being written, or else resolves the thread at hand, or opens it again, and goes to the next.
func (s *Screen) DoneAndNext() {
	if s.panel.box.field.Focused() {
		s.panel.send()
		return
	}
	if r, ok := s.page.Chosen(); ok && s.k.Do(assess.ResolveComment(r.Thread, !r.Thread.Done)) {
		s.page.Next()
	}
}

// subjectLength is how many characters of what a thread is about are enough to recognise it.
const subjectLength = 10

// newRow shows a thread: what it is about and how it begins, and below who wrote last, and when.
func newRow(k *screen.Kit) widgets.View[Row] {
	what, last := theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	where, when := theme.Text("", theme.Small, false, theme.Ink2).Whole(), theme.Text("", theme.Small, false, theme.Ink2).Whole()
	pic := theme.NewPic(theme.IconTalk, theme.Glyph, theme.Ink2)
	texts := layout.Stack(2, container.NewBorder(nil, nil, nil, where, what), container.NewBorder(nil, nil, nil, when, last))
	return widgets.NewRow(container.New(layout.Middle{}, layout.Pad(8, 0, container.NewBorder(nil, nil, container.NewCenter(pic), nil, layout.Pad(6, 0, texts)))), func(r Row) {
		what.Put(one(r.Thread.Text))
		where.Put(r.District.Name + " " + words.Begin(r.Subject, subjectLength))
		last.Put(k.T("name.value", r.Who, one(r.Last.Text)))
		when.Put(r.When)
		switch {
		case r.Thread.Done:
			pic.Set(theme.IconCheck, theme.Green)
		case r.Waits:
			pic.Set(theme.IconTalk, theme.Amber)
		default:
			pic.Set(theme.IconTalk, theme.Ink2)
		}
	})
}
