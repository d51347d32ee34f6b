// Package prepare is the preparation phase (准备) of one district: its checklist and signature, who assesses which section, the
// materials, the self-assessment, the visit schedule, and the draw.
//
//	s := prepare.New(k)
//	s.OnPrint = func(district, draw string) { … } // prints a draw sheet; without it there is no button
//	s.SetDistrict("ns")
//
// What is shown is computed by pure functions in the *_state.go files, which know nothing of Fyne; each tab is a pane that renders it
// and turns what a person does into an assess.Edit. Render may be called at any time.
//
// # Keys
//
//	分工   arrows walk the cells, Space or Enter ticks
//	材料   1 已收, 2 不齐, 3 未收, 0 takes it back, each going on to the next; Enter or F2 writes a note
//	自评   digits begin the points, = claims the full points, Enter keeps them and goes on; F2 writes the grounds
//	行程   as part.Sheet says; Ctrl+Delete removes a line
//	anywhere   Esc back to the list, Ctrl+F filter, Ctrl+N new here, Ctrl+Enter done and next
package prepare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/part"
	"kaohe/ui/piece"
)

// Screen is the page.
type Screen struct {
	OnPrint func(district, draw string) // prints the sheet of a draw, by IDs

	p      *page
	tabs   *part.Tabs
	banner *part.Banner
	said   string // by the banner
	panes  map[string]pane
	stack  *fyne.Container
	body   *fyne.Container
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Keyed     = (*Screen)(nil)
	_ kit.Commanded = (*Screen)(nil)
)

// order of the tabs.
var order = []string{assess.TabTask, assess.TabAssign, assess.TabMaterial, assess.TabClaim, assess.TabPlan, assess.TabDraw}

// New makes the page; it shows nothing until SetDistrict.
func New(k *kit.Kit) *Screen { return newScreen(k, nil) }

func newScreen(k *kit.Kit, timer part.Timer) *Screen {
	s := &Screen{p: &page{k: k, timer: timer}, tabs: part.NewTabs(), banner: part.NewBanner(look.Locked, "")}
	s.p.render = s.Render
	s.p.print = func(draw string) { s.OnPrint(s.p.id, draw) }
	s.p.prints = func() bool { return s.OnPrint != nil }
	s.panes = map[string]pane{
		assess.TabTask: newTaskPane(s.p), assess.TabAssign: newAssignPane(s.p), assess.TabMaterial: newMaterialPane(s.p),
		assess.TabClaim: newClaimPane(s.p), assess.TabPlan: newPlanPane(s.p), assess.TabDraw: newDrawPane(s.p),
	}
	s.stack = container.NewStack()
	for _, tab := range order {
		s.stack.Add(s.panes[tab].object())
	}
	s.tabs.OnPick = s.turn
	s.tabs.Put(s.tabNames(nil)...)
	s.body = container.NewBorder(piece.Stack(0, s.tabs, s.banner), nil, nil, nil, s.stack)
	s.turn(assess.TabTask)
	return s
}

// SetDistrict says whose page it is; what is being typed is committed first.
func (s *Screen) SetDistrict(id string) {
	if s.p.id == id {
		return
	}
	s.Leave()
	s.p.id = id
	for _, p := range s.panes {
		p.turned()
	}
	s.Render()
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the desk has now.
func (s *Screen) Render() {
	d := s.p.d()
	piece.Visible(s.stack, d != nil)
	if d == nil {
		return
	}
	s.tabs.Put(s.tabNames(d)...)
	s.lock()
	s.current().render()
}

func (s *Screen) tabNames(d *assess.District) []part.Tab {
	counts := map[string]int{}
	if d != nil {
		counts = openCounts(s.p.view(), d)
	}
	var out []part.Tab
	for _, tab := range order {
		n, ok := counts[tab]
		if !ok {
			n = -1
		}
		out = append(out, part.Tab{Key: tab, Name: s.p.t("prepare.tab." + tab), Count: n})
	}
	return out
}

// lock says why the tab can only be read; the checklist says so itself.
func (s *Screen) lock() {
	text := ""
	if err := s.p.locked(nouns[s.tabs.Chosen()]); err != nil && s.tabs.Chosen() != assess.TabTask {
		says := s.p.k.Say.Explain(err)
		text = says.Both()
	}
	if text == s.said {
		return
	}
	s.said = text
	var acts []part.Action
	if text != "" && s.p.d().Phases[assess.Preparation].Signed() != nil {
		acts = append(acts, part.Action{Name: s.p.t("prepare.reopen"), Do: func() { s.p.k.Window.Reopen(s.p.id, assess.Preparation) }})
	}
	s.banner.Put(look.Locked, text, acts...)
	s.body.Refresh()
}

func (s *Screen) current() pane { return s.panes[s.tabs.Chosen()] }

// turn shows a tab.
func (s *Screen) turn(tab string) {
	for key, p := range s.panes {
		if key != tab && p.object().Visible() {
			p.leave()
		}
		piece.Visible(p.object(), key == tab)
	}
	s.Render()
}

// Reveal brings a place to view and puts the keyboard there. A place that names no tab is found by its entity; without one, the tab in
// view stays.
func (s *Screen) Reveal(at assess.Place) {
	if at.District != "" {
		s.SetDistrict(at.District)
	}
	if s.p.d() == nil {
		return
	}
	tab := tabOf(at)
	if s.panes[tab] == nil {
		tab = s.tabs.Chosen()
	}
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

// New makes something new in the tab in view: a task, a line of the schedule, a draw.
func (s *Screen) New() { s.act(pane.create) }

// Filter turns the tab's filter on or off.
func (s *Screen) Filter() { s.act(pane.filter) }

// DoneAndNext goes on to the next thing to be done.
func (s *Screen) DoneAndNext() { s.act(pane.done) }

func (s *Screen) act(f func(pane)) {
	if s.p.d() != nil {
		f(s.current())
	}
}

// Step goes to the next tab, or the one before.
func (s *Screen) Step(n int) { s.tabs.Step(n) }
