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

// Screen is the page: the ledger, and for one district its tasks and signature in a tab of their own.
type Screen struct {
	k        *screen.Kit
	district string
	tabs     *widgets.Tabs
	lock     *widgets.Banner
	said     string // by lock
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
)

// New makes the ledger over all districts.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, tabs: widgets.NewTabs(), lock: widgets.NewBanner(theme.Locked, "")}
	s.ledger = newLedger(k)
	s.none = widgets.NewEmpty(theme.IconFlag, k.T("rectify.empty"), widgets.Action{})
	s.side = checklist.NewTasks(k)
	s.tabs.OnPick = func(string) { s.Leave(); s.Render() }
	top := layout.Stack(0, s.tabs, s.lock)
	s.body = container.NewBorder(top, nil, nil, nil, container.NewStack(s.ledger.page.Object(), s.none, s.side.Object()))
	return s
}

// SetDistrict says whose page it is; "" is the ledger over all districts. What is being typed is committed first.
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

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the session has now.
func (s *Screen) Render() {
	a := s.k.Session.View()
	all := len(Rows(a, s.k.Session.Today(), s.district))
	one := a.District(s.district) != nil
	widgets.Visible(s.tabs, one)
	tasks := 0
	if one {
		for _, t := range a.District(s.district).Tasks {
			if t.Phase == assess.Rectification {
				tasks++
			}
		}
	}
	s.tabs.Put(widgets.Tab{Key: tabItems, Name: s.k.T("rectify.tab.items"), Count: all}, widgets.Tab{Key: tabTasks, Name: s.k.T("rectify.tab.tasks"), Count: tasks})
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

// putLock says why the district's page can only be read; the page of its tasks says so itself.
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

// Leave commits what is being typed.
func (s *Screen) Leave() {
	s.ledger.item.flush()
	s.side.Leave()
}

// Reveal brings an item or a task to view; a place with a district that is not the page's own stays in the ledger over all.
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

func (s *Screen) onSide() bool { return s.side.Object().Visible() }

// Key takes keys that no focused widget took: Esc goes back to the ledger, F2 and F4 open the item at hand.
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

// Step turns to the other tab of a district's page.
func (s *Screen) Step(n int) {
	if s.tabs.Visible() {
		s.tabs.Step(n)
	}
}

// New records progress of the item at hand, or adds a task.
func (s *Screen) New() {
	if s.onSide() {
		s.side.New()
		return
	}
	if _, ok := s.ledger.page.Chosen(); ok && s.ledger.page.Object().Visible() && s.ledger.item.refused() == nil {
		s.ledger.item.addProgress()
	}
}

// Filter goes to the box that filters.
func (s *Screen) Filter() {
	if !s.onSide() && s.ledger.page.Object().Visible() {
		s.ledger.page.Filter()
	}
}

// DoneAndNext goes on to the next item, or ticks a task.
func (s *Screen) DoneAndNext() {
	if s.onSide() {
		s.side.DoneAndNext()
		return
	}
	s.ledger.item.flush()
	s.ledger.page.List.Next(1)
}
