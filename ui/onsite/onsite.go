// Package onsite is the on-site phase (现场考核) of one district: marks with their deductions, records of the five methods,
// registers of checked documents, checks in drawn subdistricts, findings, and the day's page. What was done on a day is shown
// where the desk is a Diary.
//
//	s := onsite.New(k)
//	s.SetDistrict("ns")
//	s.Reveal(assess.Place{Tab: assess.TabScore, Item: "a3"})
//
// What is shown is computed by pure functions in the *_state.go files, which know nothing of Fyne; each tab is a pane that renders
// it and turns what a person does into an assess.Edit. Render may be called at any time: it leaves alone the box that is being
// typed in, and keeps what is chosen by its ID.
//
// # Keys
//
//	list       arrows walk, Enter or F2 opens, digits begin the mark, '-' adds a deduction, Delete removes a record or finding
//	mark       Enter keeps it, Up and Down step, Ctrl+Enter goes on to the next item that is not scored
//	item       F4 the remark
//	checks     1 to 4 set the verdict and go on, 0 takes it back, Enter, F2 or F4 the note
//	anywhere   Esc back to the list, Ctrl+F filter, Ctrl+N new here, Ctrl+Enter done and next, Step (Ctrl+PageDown) the next tab
//	register   as part.Sheet says: Enter goes on, 1 to 4 are the verdicts, Ctrl+Delete removes a row
//
// Caveat: an edit may be refused (role, nobody at the keyboard, a signature). The window says why; the panes render the old value.
package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/part"
)

// Screen is the page.
type Screen struct {
	p      *page
	tabs   *part.Tabs
	banner *notice
	panes  map[string]pane
	stack  *fyne.Container
	body   *fyne.Container
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Keyed     = (*Screen)(nil)
	_ kit.Commanded = (*Screen)(nil)
)

// New makes the page; it shows nothing until SetDistrict.
func New(k *kit.Kit) *Screen { return newScreen(k, nil) }

func newScreen(k *kit.Kit, timer part.Timer) *Screen {
	s := &Screen{p: &page{k: k, timer: timer}, tabs: part.NewTabs(), banner: newNotice(look.Locked)}
	s.p.render = s.Render
	s.panes = map[string]pane{
		assess.TabScore: newScorePane(s.p), assess.TabRecord: newRecordPane(s.p), assess.TabDocument: newDocumentPane(s.p),
		assess.TabVisit: newVisitPane(s.p), assess.TabFinding: newFindingPane(s.p), assess.TabDay: newDayPane(s.p),
	}
	s.stack = container.NewStack()
	for _, tab := range order {
		s.stack.Add(s.panes[tab].object())
	}
	s.tabs.OnPick = s.turn
	s.tabs.Put(s.tabNames(nil)...)
	s.body = container.New(&topped{}, newStack(0, s.tabs, s.banner.banner), s.stack)
	s.turn(assess.TabScore)
	return s
}

// order of the tabs.
var order = []string{assess.TabScore, assess.TabRecord, assess.TabDocument, assess.TabVisit, assess.TabFinding, assess.TabDay}

// SetDistrict says whose page it is.
func (s *Screen) SetDistrict(id string) {
	if s.p.id == id {
		return
	}
	s.Leave()
	s.p.id = id
	s.Render()
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the desk has now.
func (s *Screen) Render() {
	d, stack, banner := s.p.d(), s.stack.Visible(), s.banner.banner.Visible()
	show(s.stack, d != nil)
	if d != nil {
		s.tabs.Put(s.tabNames(d)...)
		s.lock(d)
		s.current().render()
	}
	if s.stack.Visible() != stack || s.banner.banner.Visible() != banner {
		s.body.Refresh() // a container does not notice that a child has come or gone
	}
}

func (s *Screen) tabNames(d *assess.District) []part.Tab {
	counts := map[string]int{}
	if d != nil {
		counts = map[string]int{assess.TabScore: len(d.Scores), assess.TabRecord: len(d.Records), assess.TabDocument: checked(d),
			assess.TabVisit: len(d.Drawn()), assess.TabFinding: len(d.Findings)}
	}
	var out []part.Tab
	for _, tab := range order {
		n, counted := counts[tab]
		if !counted {
			n = -1
		}
		out = append(out, part.Tab{Key: tab, Name: s.p.t("onsite.tab." + tab), Count: n})
	}
	return out
}

// lock says why the page can only be read, and offers to lift the signature.
func (s *Screen) lock(d *assess.District) {
	text := ""
	if err := s.p.locked(); err != nil {
		says := s.p.k.Say.Explain(err)
		text = says.Both()
	}
	if text == "" {
		s.banner.put("")
		return
	}
	s.banner.put(text, part.Action{Name: s.p.t("onsite.reopen"), Do: func() {
		s.p.k.Window.Reopen(d.ID, assess.Onsite)
	}})
}

func (s *Screen) current() pane { return s.panes[s.tabs.Chosen()] }

// Step turns to the tab n further on, round the end.
func (s *Screen) Step(n int) {
	if s.p.d() == nil {
		return
	}
	s.Leave()
	s.tabs.Step(n)
	if f, ok := s.current().(interface{ focus() }); ok {
		f.focus()
	}
}

// turn shows a tab.
func (s *Screen) turn(tab string) {
	for key, p := range s.panes {
		if key != tab && p.object().Visible() {
			p.leave()
		}
		show(p.object(), key == tab)
	}
	s.Render()
}

// Reveal brings a place to view and puts the keyboard there.
func (s *Screen) Reveal(at assess.Place) {
	if at.District != "" {
		s.SetDistrict(at.District)
	}
	if s.p.d() == nil {
		return
	}
	tab := at.Tab
	if s.panes[tab] == nil {
		tab = s.tabs.Chosen()
	}
	s.current().leave()
	s.tabs.Pick(tab)
	s.turn(tab)
	s.current().reveal(at)
}

// Leave commits what is still being typed.
func (s *Screen) Leave() {
	if s.p.d() != nil {
		s.current().leave()
	}
}

// Key takes keys that no focused widget took.
func (s *Screen) Key(name fyne.KeyName) bool {
	return s.p.d() != nil && s.p.k.Window.Canvas().Overlays().Top() == nil && s.current().key(name)
}

// New makes something new in the tab in view: a record, a question, a register, a finding.
func (s *Screen) New() { s.act(pane.create) }

// Filter goes to the box that filters.
func (s *Screen) Filter() { s.act(pane.filter) }

// DoneAndNext goes on to the next thing to be done.
func (s *Screen) DoneAndNext() { s.act(pane.done) }

func (s *Screen) act(f func(pane)) {
	if s.p.d() != nil {
		f(s.current())
	}
}
