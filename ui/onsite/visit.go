package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// visitPane is 抽查街道: each drawn subdistrict's short checklist, and all of them side by side.
type visitPane struct {
	p       *page
	tabs    *widgets.Tabs
	sub     *checklist
	compare *comparison
	none    *nothing
	whole   *fyne.Container
	body    *fyne.Container
}

// side by side is a tab of its own, the first.
const comparing = "compare"

func newVisitPane(p *page) *visitPane {
	v := &visitPane{p: p, tabs: widgets.NewTabs(), compare: newComparison(p), none: newNothing(p)}
	v.sub = newChecklist(p)
	v.compare.open = v.open
	v.tabs.OnPick = func(string) { v.sub.flush(); v.render() }
	v.whole = layout.Fill(1, container.New(layout.Inset{Left: side}, v.tabs), container.NewStack(v.compare.body, v.sub.body))
	v.body = container.NewStack(v.whole, v.none.body)
	return v
}

func (v *visitPane) Object() fyne.CanvasObject { return v.body }

func (v *visitPane) state() visitState { return visitOf(v.p.view(), v.p.d()) }

// Render shows the page's district.
func (v *visitPane) Render(*assess.District) { v.render() }

func (v *visitPane) render() {
	st := v.state()
	lacks := v.none.put(st)
	widgets.Visible(v.whole, !lacks)
	if lacks {
		v.body.Refresh()
		return
	}
	tabs := []widgets.Tab{{Key: comparing, Name: v.p.t("onsite.visit.compare"), Count: -1}}
	for _, s := range st.Subs {
		tabs = append(tabs, widgets.Tab{Key: s.ID, Name: v.p.t("onsite.visit.far", s.Name, s.Done, len(s.Rows)), Count: -1})
	}
	v.tabs.Put(tabs...)
	s := st.sub(v.tabs.Chosen())
	widgets.Visible(v.compare.body, s == nil)
	widgets.Visible(v.sub.body, s != nil)
	if s == nil {
		v.compare.put(st)
	} else {
		v.sub.put(st, s)
	}
	v.whole.Refresh()
}

// open goes from the comparison to a check in one subdistrict.
func (v *visitPane) open(check, sub string) {
	if v.state().sub(sub) == nil {
		return
	}
	v.tabs.Pick(sub)
	v.render()
	v.sub.goTo(check)
}

func (v *visitPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	sub, check := e.ID("subdistrict"), e.ID("check")
	v.render()
	v.none.sub = sub
	if v.state().sub(sub) == nil || !v.whole.Visible() {
		v.Focus()
		return
	}
	v.tabs.Pick(sub)
	v.render()
	if s := v.state().sub(sub); check == "" && s != nil {
		check = s.next("")
	}
	v.sub.goTo(check)
}

// Focus gives the keyboard to what is in view.
func (v *visitPane) Focus() {
	switch {
	case !v.whole.Visible():
		v.none.focus()
	case v.sub.body.Visible():
		v.sub.list.Focus()
	default:
		v.compare.list.Focus()
	}
}

func (v *visitPane) Leave() { v.sub.flush() }

// Filter goes to the subdistricts: there are too few of them to filter.
func (v *visitPane) Filter() {
	if v.whole.Visible() {
		v.tabs.Focus()
	}
}

// New starts a record of the subdistrict in view.
func (v *visitPane) New() {
	if v.whole.Visible() && v.sub.body.Visible() {
		v.sub.newRecord()
		return
	}
	if v.p.view().Locked(assess.Path("std", "visit", "x")) == nil {
		v.none.add()
	}
}

// Done goes on to the next check without a verdict, here or in the next subdistrict.
func (v *visitPane) Done() {
	if !v.whole.Visible() {
		return
	}
	v.sub.flush()
	st := v.state()
	from := 0
	for i, s := range st.Subs {
		if s.ID == v.tabs.Chosen() {
			from = i
		}
	}
	for n := range st.Subs {
		s := &st.Subs[(from+n)%len(st.Subs)]
		after := ""
		if n == 0 && s.ID == v.tabs.Chosen() {
			after, _ = v.sub.list.ChosenKey()
		}
		if next := s.next(after); next != "" {
			v.tabs.Pick(s.ID)
			v.render()
			v.sub.goTo(next)
			return
		}
	}
	v.tabs.Pick(comparing)
	v.render()
	v.Focus()
}

func (v *visitPane) Key(k fyne.KeyName) bool {
	if !v.whole.Visible() {
		return false
	}
	switch k {
	case fyne.KeyEscape:
		v.sub.flush()
		v.Focus()
	case fyne.KeyF2, fyne.KeyF4:
		if !v.sub.body.Visible() {
			return false
		}
		v.sub.write()
	default:
		return false
	}
	return true
}

// nothing stands for the page while there are no checks or no drawn subdistricts, and says what comes next.
type nothing struct {
	p                       *page
	sub                     string // that was asked for, by ID
	fresh, frozen, drawless *widgets.Empty
	body                    *fyne.Container
}

func newNothing(p *page) *nothing {
	n := &nothing{p: p}
	n.fresh = empty(p, theme.IconList, "onsite.visit.none", "onsite.visit.add", n.add)
	n.frozen = empty(p, theme.IconLock, "onsite.visit.frozen", "onsite.visit.record.new", n.record)
	n.drawless = empty(p, theme.IconFlag, "onsite.visit.undrawn", "onsite.visit.todraw", func() {
		p.k.Window.Go(assess.Place{District: p.id, Phase: assess.Preparation})
	})
	n.body = container.NewStack(n.fresh, n.frozen, n.drawless)
	return n
}

// record starts the record of the subdistrict that was asked for, or else of the first drawn one that has none.
func (n *nothing) record() {
	for _, s := range n.p.d().Drawn() {
		if n.sub == s.ID || n.sub == "" && len(n.p.d().Visits(s.ID)) == 0 {
			n.p.recordVisit(s.ID)
			return
		}
	}
	n.p.newRecord("")
}

// focus gives the keyboard to the button of what is in view.
func (n *nothing) focus() {
	for _, e := range []*widgets.Empty{n.fresh, n.frozen, n.drawless} {
		if b := e.Button(); e.Visible() && b != nil {
			n.p.k.Window.Canvas().Focus(b)
		}
	}
}

// put tells whether something is lacking.
func (n *nothing) put(st visitState) bool {
	frozen := n.p.view().Standard.Frozen
	undrawn := len(st.Subs) == 0
	widgets.Visible(n.drawless, undrawn)
	widgets.Visible(n.fresh, !undrawn && len(st.Checks) == 0 && !frozen)
	widgets.Visible(n.frozen, !undrawn && len(st.Checks) == 0 && frozen)
	lacks := undrawn || len(st.Checks) == 0
	widgets.Visible(n.body, lacks)
	return lacks
}

// add asks for a check.
func (n *nothing) add() {
	n.p.k.Window.AskText(n.p.t("onsite.visit.add"), n.p.t("onsite.visit.add.label"), "", func(text string) {
		n.p.k.Do(assess.AddCheck(n.p.view(), n.p.k.Session.NewID(), text))
	})
}
