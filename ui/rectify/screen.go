package rectify

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/checklist"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page: the ledger, and for one district a second tab with its tasks and signature.
type Screen struct {
	k        *screen.Kit
	district string
	tabs     *widgets.Tabs
	lock     *widgets.Banner
	said     string // text of lock
	ledger   *ledger
	none     *widgets.Empty
	side     *checklist.Screen // tasks and signature
	body     *fyne.Container
}

// The tabs of a district's page.
const (
	tabItems = "items"
	tabTasks = "tasks"
)

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
	_ screen.Discussed = (*Screen)(nil)
)

// New makes the page, with the ledger over all districts.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, tabs: widgets.NewTabs(), lock: widgets.NewBanner(theme.Locked, "")}
	s.ledger = newLedger(k)
	s.none = widgets.NewEmpty(theme.IconFlag, k.T("rectify.empty"), k.Lead("empty.findings", s.toFindings))
	s.side = checklist.NewTasks(k)
	s.tabs.OnPick = func(string) { s.Leave(); s.Render() }
	top := layout.Stack(0, s.tabs, s.lock)
	s.body = container.NewBorder(top, nil, nil, nil, container.NewStack(s.ledger.page.Object(), s.none, s.side.Object()))
	return s
}

// toFindings is where the problems are found: in the district, or in any, which the overview leads to.
func (s *Screen) toFindings() assess.Place {
	if s.district == "" {
		return assess.Place{}
	}
	return assess.Place{District: s.district, Phase: assess.Onsite, Tab: assess.TabFinding}
}

// SetDistrict sets the district of the page, by ID; "" is the ledger over all districts. It first writes what is being typed.
func (s *Screen) SetDistrict(id string) {
	if s.district == id {
		return
	}
	s.Leave()
	s.district, s.ledger.district = id, id
	s.ledger.at = ""
	s.ledger.page.Reset()
	s.ledger.page.Split.ShowList()
	s.side.SetPlace(id, assess.Rectification)
	s.Render()
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the present state of the session.
func (s *Screen) Render() {
	a := s.k.Session.View()
	all := len(Rows(a, s.k.Session.Today(), s.district))
	d := a.District(s.district)
	one := d != nil
	widgets.Visible(s.tabs, one)
	if one {
		s.tabs.Put(widgets.Tab{Key: tabItems, Name: s.k.T("rectify.tab.items"), Count: d.RectifyTally().Open()},
			widgets.Tab{Key: tabTasks, Name: s.k.T("rectify.tab.tasks"), Count: d.TaskTally(assess.Rectification).Open()})
	}
	onSide := one && s.tabs.Chosen() == tabTasks
	s.putLock(a, onSide)
	widgets.Visible(s.side.Object(), onSide)
	widgets.Visible(s.none, !onSide && all == 0)
	widgets.Visible(s.ledger.page.Object(), !onSide && all > 0)
	if onSide {
		s.side.Render()
	} else if all > 0 {
		s.ledger.render()
	}
	s.body.Refresh()
}

// putLock says why the district's items can't be edited; the page of its tasks says so itself.
func (s *Screen) putLock(a *assess.Assessment, onSide bool) {
	text := ""
	if d := a.District(s.district); d != nil && !onSide {
		if err := a.Locked(assess.Path(d.Entity, "rect", "x")); err != nil {
			says := s.k.Say.Explain(err)
			text = strings.TrimSuffix(says.Both(), "。")
		}
	}
	if text != s.said {
		s.said = text
		s.lock.Put(theme.Locked, text)
	}
}

// Leave writes what is being typed.
func (s *Screen) Leave() {
	s.ledger.item.flush()
	s.side.Leave()
}

// Reveal brings an item or a task into view. The ledger over all districts stays one, whatever the district of the place.
func (s *Screen) Reveal(p assess.Place) {
	if p.District != "" && s.district != "" {
		s.SetDistrict(p.District)
	}
	if p.Tab == assess.TabTask && s.district != "" {
		s.tabs.Pick(tabTasks)
		s.Render()
		s.side.Reveal(p)
		return
	}
	s.tabs.Pick(tabItems)
	s.Render()
	e := assess.At(p.Entity)
	if f := e.ID("finding"); f != "" && e.District != "" && s.ledger.reveal(assess.Path("d", e.District, "find", f)) {
		return
	}
	s.ledger.page.List.Focus()
}

// Target is what files that come in become evidence of: the chosen item's problem, in the phase of rectification. There is none where nothing of one
// district is at hand.
func (s *Screen) Target() (screen.Target, bool) {
	x := s.ledger.item
	if !s.onSide() && s.ledger.page.Object().Visible() && x.f != nil && x.d != nil {
		return screen.Target{District: x.d.ID, Phase: assess.Rectification, Supports: assess.Supports{Findings: []string{x.f.ID}}, Name: s.k.T("rectify.number", x.head.is.Number)}, true
	}
	return screen.Target{District: s.district, Phase: assess.Rectification}, s.district != ""
}

// Subject is the chosen item's problem, for a comment on it; empty on the page of tasks.
func (s *Screen) Subject() string {
	if x := s.ledger.item; !s.onSide() && s.ledger.page.Object().Visible() && x.f != nil {
		return assess.SubjectOf(x.f.Entity)
	}
	return ""
}

func (s *Screen) onSide() bool { return s.side.Object().Visible() }

// Key handles a key that no focused widget took, and tells whether it did: Esc goes back to the ledger, F2 and F4 open the chosen item.
func (s *Screen) Key(name fyne.KeyName) bool {
	if s.onSide() || !s.ledger.page.Object().Visible() || s.k.Window.Canvas().Overlays().Top() != nil {
		return false
	}
	if name == fyne.KeyF4 {
		s.ledger.page.Split.ShowDetail()
		s.ledger.item.form.Focus("measures")
		return true
	}
	return s.ledger.page.Key(name)
}

// Step turns to another tab of a district's page; n is -1 or +1.
func (s *Screen) Step(n int) {
	if s.tabs.Visible() {
		s.tabs.Step(n)
	}
}

// New adds progress to the chosen item, or a task.
func (s *Screen) New() {
	if s.onSide() {
		s.side.New()
		return
	}
	if _, ok := s.ledger.page.Chosen(); ok && s.ledger.page.Object().Visible() && s.ledger.item.refused() == nil {
		s.ledger.item.addProgress()
	}
}

// Filter gives the filter of the ledger the keyboard.
func (s *Screen) Filter() {
	if !s.onSide() && s.ledger.page.Object().Visible() {
		s.ledger.page.Filter()
	}
}

// DoneAndNext goes to the next item, or ticks a task.
func (s *Screen) DoneAndNext() {
	if s.onSide() {
		s.side.DoneAndNext()
		return
	}
	s.ledger.item.flush()
	s.ledger.page.List.Next(1)
}
