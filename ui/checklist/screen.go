package checklist

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// matterView shows what a phase decides besides its tasks.
type matterView interface {
	object() fyne.CanvasObject
	put(s State)
	// flush writes what is being typed.
	flush()
	// at returns the object that shows an entity, and the one in it that takes the keyboard; nil if there is none. An empty entity
	// stands for whatever is missing and has no entity yet.
	at(entity string) (fyne.CanvasObject, fyne.Focusable)
}

// Screen is the page.
type Screen struct {
	k        *screen.Kit
	district string
	phase    assess.Phase
	lock     *widgets.Banner
	tasks    *tasks
	matters  map[assess.Phase]matterView
	panel    *SignPanel
	page     *widgets.Page
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// newScreen makes the page; SetPlace sets what it shows.
func newScreen(k *screen.Kit) *Screen {
	s := &Screen{k: k, phase: assess.Preparation, lock: widgets.NewBanner(theme.Locked, ""), panel: NewSignPanel(k)}
	s.tasks = newTasks(k)
	s.matters = map[assess.Phase]matterView{
		assess.Rectification: newRectify(k),
	}
	left := layout.Stack(16, s.tasks.body)
	for _, p := range assess.Phases {
		if m := s.matters[p]; m != nil {
			left.Add(m.object())
		}
	}
	sides := container.New(layout.Sides{From: 868, Right: 272, Gap: 20, First: true}, left, s.panel)
	s.page = widgets.NewPage(12, s.lock, sides)
	s.panel.OnFold = s.page.Fit
	return s
}

// SetPlace sets the district, by ID, and the phase that are shown. It first writes what is being typed.
func (s *Screen) SetPlace(district string, p assess.Phase) {
	if s.district == district && s.phase == p {
		return
	}
	s.Leave()
	s.district, s.phase = district, p
	s.panel.SetPlace(district, p)
	s.page.Top()
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Render shows the present state of the session.
func (s *Screen) Render() {
	st := Read(s.k.Session.View(), s.k.Session.Who(), s.k.Session.Today(), s.district, s.phase)
	s.panel.Render()
	reason := ""
	if st.Lock != nil {
		e := s.k.Say.Explain(st.Lock)
		reason = strings.TrimSuffix(e.Both(), "。") // which could be alone on a second line
	}
	s.lock.Put(theme.Locked, reason)
	s.tasks.put(st)
	for p, m := range s.matters {
		here := p == s.phase && st.District != nil
		widgets.Visible(m.object(), here)
		if here {
			m.put(st)
		}
	}
	s.page.Fit()
}

// Leave writes what is being typed.
func (s *Screen) Leave() {
	s.tasks.flush()
	for _, m := range s.matters {
		m.flush()
	}
}

// Reveal scrolls to a task or to what the phase decides, and gives it the keyboard. Without an entity it goes to what the phase lacks
// besides tasks, else to the first open task; where the checklist is asked for and has none, to the signature.
func (s *Screen) Reveal(p assess.Place) {
	var o fyne.CanvasObject
	var f fyne.Focusable
	if m := s.matters[s.phase]; m != nil && p.Tab != assess.TabTask {
		o, f = m.at(p.Entity)
	}
	if o == nil {
		o, f = s.tasks.at(p.Entity)
	}
	if o == nil && p.Tab == assess.TabTask {
		o, f = s.panel, s.panel.first()
	}
	if o == nil {
		return
	}
	s.page.Reveal(o)
	if c := s.k.Window.Canvas(); c != nil && f != nil {
		c.Focus(f)
	}
}

// New asks for a new task.
func (s *Screen) New() { s.tasks.add() }

// Filter does nothing: the page has nothing to filter.
func (s *Screen) Filter() {}

// DoneAndNext ticks the task that has the keyboard, else the first open one, and goes to the next.
func (s *Screen) DoneAndNext() { s.tasks.doneAndNext() }
