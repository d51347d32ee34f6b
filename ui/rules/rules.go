// Package rules is the editor of the 考核评分标准: its sections and items with their rules, the settings that hold for the whole, the methods and checks on site,
// and, once it is frozen, the draft of its next version with what that changes.
//
//	s := rules.New(k, session, builtin)   // the built-in table's bytes
//
// What is shown is computed in state.go, diff_state.go and convert.go, which know nothing of Fyne. Every edit goes through
// screen.Window.Do, so undo and the history work by themselves; freezing and taking a version go through Standards, with a PIN.
//
// # Keys
//
//	list      arrows walk, Enter or F2 goes to the boxes, Delete removes
//	anywhere  Ctrl+N a new item behind the one at hand, Ctrl+Enter done and to the next, Esc back to the list
//
// Caveat: what is tried out under 试算 is written nowhere.
package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Standards is the part of a session that freezes. Like screen.Window.Do, each returns when the open page shows what it did.
type Standards interface {
	Freeze(person, pin string) error
	TakeVersion(person, pin string) error
}

// Screen is the page.
type Screen struct {
	p         *page
	standards Standards
	tabs      *widgets.Tabs
	total     *widgets.Badge
	act       struct{ freeze, take *widgets.Button }
	banner    *widgets.Banner
	said      string // by the banner
	panes     map[string]pane
	body      *fyne.Container
}

// pane is one tab.
type pane interface {
	object() fyne.CanvasObject
	put(st State)
	flush()
}

// page is what the panes share.
type page struct {
	k       *screen.Kit
	builtin []byte
	st      State
	render  func()
	next    func()
}

// lacks are what a section or an item lacks, or, of neither, what the standard does, in words by field.
func (p *page) lacks(section, item string) map[string]string {
	out := map[string]string{}
	for field, m := range p.st.lacksOf(section, item) {
		out[field] = p.k.Say.Say(m)
	}
	return out
}

// filled takes fields out of a form that can only be read, where they are empty.
func filled(f *form.Form, names ...string) {
	for _, name := range names {
		text := f.Field(name).Text()
		f.Field(name).Show(!f.Locked() || text != "" && text != "false")
	}
}

// done is Ctrl+Enter in a box.
func (p *page) done() { p.next() }

func (p *page) t(key string, args ...any) string { return p.k.T(key, args...) }

const (
	tabItems   = "items"
	tabGeneral = "general"
	tabOnsite  = "onsite"
	tabDiff    = "diff"
)

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page; builtin is the built-in table that an empty standard can begin with.
func New(k *screen.Kit, standards Standards, builtin []byte) *Screen {
	s := &Screen{p: &page{k: k, builtin: builtin}, standards: standards, tabs: widgets.NewTabs(), total: widgets.NewBadge(theme.Done, ""),
		banner: widgets.NewBanner(theme.Locked, "")}
	s.p.render, s.p.next = s.Render, s.DoneAndNext
	s.act.freeze = widgets.NewPrimary(k.T("rules.freeze"), theme.IconLock, s.freeze)
	s.act.take = widgets.NewPrimary(k.T("rules.take"), theme.IconSign, s.take)
	s.panes = map[string]pane{tabItems: newItemsPane(s.p), tabGeneral: newGeneralPane(s.p), tabOnsite: newOnsitePane(s.p), tabDiff: newDiffPane(s.p)}
	s.tabs.OnPick = func(string) { s.Leave(); s.Render() }
	right := container.New(layout.Inset{Left: theme.Grid * 2}, container.New(layout.Row{Gap: theme.Grid * 2}, s.total, s.act.freeze, s.act.take))
	head := container.NewBorder(nil, nil, nil, right, s.tabs)
	stack := container.NewStack()
	for _, tab := range []string{tabItems, tabGeneral, tabOnsite, tabDiff} {
		stack.Add(s.panes[tab].object())
	}
	s.body = layout.Fill(1, layout.Pad(theme.Grid*2, theme.Grid, layout.Stack(theme.Grid, head, s.banner)), stack)
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the session has now.
func (s *Screen) Render() {
	st := Read(s.p.k.Session.View(), s.p.k.Session.Who())
	s.p.st = st
	s.tabs.Put(s.tabNames(st)...)
	s.total.Set(st.Sum())
	s.bar(st)
	for key, p := range s.panes {
		here := key == s.tabs.Chosen()
		widgets.Visible(p.object(), here)
		if here {
			p.put(st)
		}
	}
	layout.Relayout(s.body)
}

func (s *Screen) tabNames(st State) []widgets.Tab {
	tabs := []widgets.Tab{{Key: tabItems, Name: s.p.t("rules.tab.items"), Count: len(st.Standard.Items())},
		{Key: tabGeneral, Name: s.p.t("rules.tab.general"), Count: -1}, {Key: tabOnsite, Name: s.p.t("rules.tab.onsite"), Count: -1}}
	if st.Draft {
		tabs = append(tabs, widgets.Tab{Key: tabDiff, Name: s.p.t("rules.tab.diff"), Count: len(ReadDiff(s.p.k.Session.View()).Rows)})
	}
	return tabs
}

// bar shows what stands above the panes: why nothing can be edited, what is lacking, and the one next step.
func (s *Screen) bar(st State) {
	widgets.Visible(s.act.freeze, !st.Frozen && st.Lock == nil)
	s.act.freeze.Able(len(st.Lacks) == 0)
	widgets.Visible(s.act.take, st.Draft && st.Lock == nil)
	s.act.take.Able(len(st.Lacks) == 0)
	state, text := theme.Locked, ""
	var next []widgets.Action
	switch {
	case st.Frozen && !st.Draft:
		text = s.p.t("rules.frozen", st.Signed(s.p.k.Session.View(), s.p.k.Say))
		if st.May {
			next = []widgets.Action{{Name: s.p.t("rules.new"), Do: s.begin}}
		}
	case st.Lock != nil:
		e := s.p.k.Say.Explain(st.Lock)
		text = e.Both()
	case len(st.Lacks) > 0 && len(st.Standard.Sections) > 0:
		state, text = theme.Warning, s.p.t("rules.lacks", len(st.Lacks), s.p.k.Say.Say(st.Lacks[0].Msg))
		next = []widgets.Action{{Name: s.p.t("rules.goto"), Do: func() { s.toLack(st) }}}
	case st.Draft:
		state, text = theme.Info, s.p.t("rules.draft", st.Standard.Version)
		next = []widgets.Action{{Name: s.p.t("rules.drop"), Do: s.drop}}
	}
	if key := text + string(rune('0'+len(next))); s.said != key {
		s.said = key
		s.banner.Put(state, text, next...)
	}
}

func (s *Screen) items() *itemsPane { return s.panes[tabItems].(*itemsPane) }

func (s *Screen) turn(tab string) {
	s.Leave()
	s.tabs.Pick(tab)
	s.Render()
}

// toLack goes where the first thing that is lacking can be written.
func (s *Screen) toLack(st State) {
	l := st.Lacks[0]
	switch {
	case l.Item != "":
		s.turn(tabItems)
		s.items().show("i/"+l.Item, true)
	case l.Section != "":
		s.turn(tabItems)
		s.items().show("s/"+l.Section, true)
	case l.Field == "total":
		s.turn(tabItems)
		s.items().page.Focus()
	default:
		s.turn(tabGeneral)
	}
}

// Reveal brings an item to view, or the methods and checks, or what freezes the standard.
func (s *Screen) Reveal(p assess.Place) {
	if at := assess.At(p.Entity); at.Key == "std/method" || at.Key == "std/visit" {
		s.turn(tabOnsite)
		return
	}
	if p.Item != "" {
		s.turn(tabItems)
		s.items().show("i/"+p.Item, false)
		return
	}
	if p.Entity == "std" && s.act.freeze.Visible() && !s.act.freeze.Disabled() { // it waits to be frozen
		s.p.k.Window.Canvas().Focus(s.act.freeze)
		return
	}
	s.items().first()
}

// Leave commits what is being typed.
func (s *Screen) Leave() {
	for _, p := range s.panes {
		p.flush()
	}
}

// Key takes keys that no focused widget took.
func (s *Screen) Key(name fyne.KeyName) bool {
	if s.tabs.Chosen() != tabItems || s.p.k.Window.Canvas().Overlays().Top() != nil {
		return false
	}
	return s.items().key(name)
}

// New adds an item behind the one at hand.
func (s *Screen) New() {
	if s.tabs.Chosen() != tabItems {
		s.turn(tabItems)
	}
	s.items().addItem()
}

// Filter goes to the box above the items.
func (s *Screen) Filter() {
	if s.tabs.Chosen() == tabItems {
		s.items().page.Filter()
	}
}

// DoneAndNext keeps what is typed and goes to the next row.
func (s *Screen) DoneAndNext() {
	if s.tabs.Chosen() == tabItems {
		s.items().done()
	}
}

// Step goes to the next tab, or the one before.
func (s *Screen) Step(n int) { s.tabs.Step(n) }
