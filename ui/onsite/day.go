package onsite

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// dayPane is 今日.
type dayPane struct {
	p       *page
	did     *section
	people  *para
	missing *missingList
	loose   *section
	back    *followUp
	view    *detail
	body    *fyne.Container
}

func newDayPane(p *page) *dayPane {
	x := &dayPane{p: p, back: newFollowUp(p)}
	fold := func() { x.view.Fit() }
	x.did, x.missing, x.loose = newSection(p, 0, fold), newMissingList(p, fold), newSection(p, 5, fold)
	x.people = newPara(widget.MediumImportance)
	x.view = newDetail(layout.Stack(theme.Grid, x.did.body, x.people), x.missing.body, x.loose.body, x.back.body)
	widgets.Visible(x.did.body.Objects[0], false) // the tabs have a rule below them
	x.body = container.New(layout.Inset{Left: side, Top: theme.Grid}, x.view)
	return x
}

func (x *dayPane) Object() fyne.CanvasObject { return x.body }

func (x *dayPane) state() dayState {
	var entries []session.Entry
	if diary, ok := x.p.k.Session.(Diary); ok {
		entries = diary.Day(x.p.k.Session.Today())
	}
	return dayOf(x.p.d(), entries)
}

// Render shows the page's district.
func (x *dayPane) Render(*assess.District) { x.render() }

func (x *dayPane) render() {
	st := x.state()
	x.putDone(st)
	x.missing.put(st)
	x.putLoose(st)
	x.back.put(st)
	x.view.Fit()
}

func (x *dayPane) putDone(st dayState) {
	var rows []string
	for _, d := range st.Done {
		var said []string
		for _, k := range d.Kinds {
			said = append(said, x.p.say(k))
		}
		name := x.p.view().Name(d.Person)
		if name == "" {
			name = x.p.t("onsite.day.none")
		}
		rows = append(rows, name+x.p.t("list.gap")+strings.Join(said, x.p.t("list.sep")))
	}
	none := ""
	if len(rows) == 0 {
		none = x.p.t("onsite.day.nothing")
	}
	x.did.put(x.p.t("onsite.day.did", st.Total), none, nil)
	x.people.Put(strings.Join(rows, "\n"))
}

func (x *dayPane) putLoose(st dayState) {
	x.loose.put(x.p.t("onsite.day.loose", len(st.Loose)), x.p.t("onsite.day.loose.none"), x.p.links(st.Loose))
}

// links are blockers as rows that lead to where each is mended.
func (p *page) links(list []assess.Blocker) []widgets.Item {
	var out []widgets.Item
	for _, b := range list {
		out = append(out, widgets.Item{State: theme.Warning, Text: p.say(b.Msg), Go: func() { p.k.Window.Go(b.Place) }})
	}
	return out
}

func (x *dayPane) Reveal(at assess.Place) {
	x.render()
	if c := x.back.cards[at.Entity]; c != nil {
		x.view.Reveal(c.body)
		c.form.Focus("state")
		return
	}
	x.view.top()
	x.Focus()
}

// Focus goes to the first thing that is missing.
func (x *dayPane) Focus() {
	for _, s := range x.missing.shown {
		s.links.Focus()
		return
	}
}

func (x *dayPane) Leave()  { x.back.flush() }
func (x *dayPane) Filter() {}
func (x *dayPane) New()    { x.p.newRecord("") }

// Done goes to the first thing that is missing.
func (x *dayPane) Done() {
	x.back.flush()
	if b := x.p.d().Phases[assess.Onsite].Blockers; len(b) > 0 {
		x.p.k.Window.Go(b[0].Place)
	}
}

func (x *dayPane) Key(k fyne.KeyName) bool {
	if k == fyne.KeyEscape {
		x.back.flush()
		x.Focus()
		return true
	}
	return false
}

// section is a heading, rows below it, or a sentence while there are none.
type section struct {
	title *theme.Line
	none  *para
	links *widgets.Links
	body  *fyne.Container
}

func newSection(p *page, limit int, fold func()) *section {
	s := &section{title: theme.Text("", theme.Body, true, theme.Ink), none: newPara(widget.LowImportance)}
	s.links = widgets.NewLinks(limit, func(n int) string { return p.t("onsite.day.all", n) }, p.t("onsite.day.few"))
	s.links.OnFold = fold
	s.body = layout.Stack(theme.Grid, theme.NewBox(theme.Rule).Least(0, 1), s.title, s.none, s.links)
	return s
}

func (s *section) put(title, none string, rows []widgets.Item) {
	s.title.Put(title)
	text := none
	if len(rows) > 0 {
		text = ""
	}
	s.none.Put(text)
	s.links.Put(rows)
	widgets.Visible(s.links, len(rows) > 0)
}

// missingList is what stands in the way of the signature, in groups.
type missingList struct {
	p      *page
	head   *section
	groups map[string]*section // by tab
	shown  []*section
	body   *fyne.Container
}

func newMissingList(p *page, fold func()) *missingList {
	m := &missingList{p: p, head: newSection(p, 0, fold), groups: map[string]*section{}}
	m.body = layout.Stack(theme.Grid*2, m.head.body)
	for _, tab := range missingTabs {
		s := newSection(p, 4, fold)
		widgets.Visible(s.body.Objects[0], false) // one rule, above the first
		m.groups[tab] = s
		m.body.Add(container.New(layout.Inset{Left: theme.Grid * 2}, s.body))
	}
	return m
}

func (m *missingList) put(st dayState) {
	m.head.put(m.p.t("onsite.day.missing", st.Lacks), m.p.t("onsite.day.complete"), nil)
	if st.Lacks > 0 {
		m.head.none.Put("")
	}
	m.shown = nil
	by := map[string][]assess.Blocker{}
	for _, x := range st.Missing {
		by[x.Tab] = x.Blockers
	}
	for i, tab := range missingTabs {
		s, list := m.groups[tab], by[tab]
		widgets.Visible(m.body.Objects[i+1], len(list) > 0)
		if len(list) == 0 {
			continue
		}
		key := tab
		if key == "" {
			key = "other"
		}
		s.put(m.p.t("onsite.day.group."+key, len(list)), "", m.p.links(list))
		m.shown = append(m.shown, s)
	}
}
