package ui

import (
	"encoding/json"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/circular"
	"kaohe/ui/consult"
	"kaohe/ui/exchange"
	"kaohe/ui/gallery"
	"kaohe/ui/held"
	"kaohe/ui/layout"
	"kaohe/ui/matrix"
	"kaohe/ui/mine"
	"kaohe/ui/news"
	"kaohe/ui/onsite"
	"kaohe/ui/overview"
	"kaohe/ui/parcels"
	"kaohe/ui/prepare"
	"kaohe/ui/printing"
	"kaohe/ui/rectify"
	"kaohe/ui/review"
	"kaohe/ui/rules"
	"kaohe/ui/screen"
	"kaohe/ui/settle"
	"kaohe/ui/setup"
	"kaohe/ui/summary"
	"kaohe/ui/team"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// route is a page of the shell; it is kept in the vault's settings, so that the next start opens it.
type route struct {
	Page     string       `json:"page"`
	District string       `json:"district,omitempty"`
	Phase    assess.Phase `json:"phase,omitempty"`
}

// kind is which kind of page it is, without what it is about.
func (r route) kind() string {
	if r.Phase == 0 {
		return r.Page
	}
	return r.Page + "." + r.Phase.Key()
}

// The pages. Each but the district's has one screen.
const (
	pageOverview = "overview"
	pageDistrict = "district"
	pageMine     = "mine"   // all that waits for the person at the keyboard
	pageMatrix   = "matrix" // marks over all items and districts
	pageLedger   = "ledger" // rectification over all districts
	pageStandard = assess.PageStandard
	pageSetup    = assess.PageSetup
	pageTeam     = "team"
	pagePapers   = "papers"    // documents: how they are issued, for whom they are printed
	pageCircular = "circular"  // the circular's text
	pageExchange = "exchange"  // workbooks in and out
	pageParcels  = "parcels"   // packages to colleagues and from them
	pageDisputes = "conflicts" // values that disagree
	pageHeld     = "held"      // records that do not count
	pageComments = assess.PageComments
	pageEvidence = assess.TabEvidence // the files of evidence: of a district, or of all
	pageNews     = "news"             // what others changed since it was last read
	pageTable    = "table"            // a department's own scoring table, while it is taken in
)

// districtScreen is a screen for one phase of one district.
type districtScreen interface {
	screen.Screen
	SetDistrict(id string)
}

// shell is the window around an open vault: left where, top who, bottom whether it is safe, and the page in the middle.
type shell struct {
	u           *App
	k           *screen.Kit
	v           Vault
	at          route
	object      fyne.CanvasObject
	top         *topBar
	side        *sideBar
	bar         *statusBar
	head        *head
	notice      *settle.Notice                  // of what disagrees on the page
	reading     *widgets.Notice                 // why nothing can be written here; hidden where it can
	pages       map[string]func() screen.Screen // made when first asked for: all of them are most of what a window costs
	phases      map[assess.Phase]func() districtScreen
	shown       []screen.Screen // that were in view, in the order in which they first were
	papers      func() *printing.Screen
	gallery     func() *gallery.Screen
	books       *exchangeActions
	over        cover          // over the page; nil: none
	focusBefore fyne.Focusable // had the keyboard when it was laid there
	body        *fyne.Container
	room        *container.Scroll // in which the page stands, and scrolls where the window is too small for it
	asks        fyne.Size         // of the page, as it was laid out last
	middle      *fyne.Container   // what is above the page, and the page
	read        *reader
	unsent      map[string]string // comments that were begun and not sent, by what they are about
	high        float32           // what is above it, as it was laid out last
}

func newShell(u *App, v Vault) *shell {
	k, by := u.kit(v), shownActs{v, u}
	s := &shell{u: u, k: k, v: v, unsent: map[string]string{}, body: container.NewStack()}
	s.room = container.NewScroll(s.body)
	s.room.OnScrolled = func(fyne.Position) { widgets.TellCaret(s.room) }
	s.room.SetMinSize(fyne.NewSize(240, 160))
	s.books = &exchangeActions{u: u, v: v}
	s.read = &reader{s: s}
	s.papers = sync.OnceValue(func() *printing.Screen { return printing.New(k, (*printingActions)(u)) })
	s.gallery = sync.OnceValue(func() *gallery.Screen {
		g := gallery.New(k)
		g.OnAdd = u.AddFiles
		return g
	})
	page := func(build func() screen.Screen) func() screen.Screen { return sync.OnceValue(build) }
	s.pages = map[string]func() screen.Screen{
		pageOverview: page(func() screen.Screen { return overview.New(k) }),
		pageMine:     page(func() screen.Screen { return mine.New(k) }),
		pageMatrix:   page(func() screen.Screen { return matrix.New(k) }),
		pageLedger:   page(func() screen.Screen { return rectify.New(k) }),
		pageStandard: page(func() screen.Screen { return rules.New(k, by, u.o.Standard) }),
		pageSetup:    page(func() screen.Screen { return setup.New(k, v) }),
		pageTeam: page(func() screen.Screen {
			t := team.New(k, by)
			t.OnPack, t.Spoken = u.packTeam, u.system.Spoken
			return t
		}),
		pagePapers:   page(func() screen.Screen { return s.papers() }),
		pageCircular: page(func() screen.Screen { return circular.New(k, (*circularActions)(u)) }),
		pageExchange: page(func() screen.Screen { return exchange.New(k, s.books) }),
		pageParcels:  page(func() screen.Screen { return parcels.New(k, u.partner) }),
		pageDisputes: page(func() screen.Screen { return settle.New(k) }),
		pageHeld:     page(func() screen.Screen { return held.New(k, by) }),
		pageComments: page(func() screen.Screen { return review.New(k) }),
		pageNews:     page(func() screen.Screen { return news.New(k, s.read) }),
		pageEvidence: page(func() screen.Screen { return s.gallery() })}
	phase := func(build func() districtScreen) func() districtScreen { return sync.OnceValue(build) }
	s.phases = map[assess.Phase]func() districtScreen{
		assess.Preparation: phase(func() districtScreen {
			p := prepare.New(k)
			p.OnPrint = u.printDraw
			return p
		}),
		assess.Onsite:        phase(func() districtScreen { return onsite.New(k) }),
		assess.Consultation:  phase(func() districtScreen { return consult.New(k) }),
		assess.Summary:       phase(func() districtScreen { return summary.New(k) }),
		assess.Rectification: phase(func() districtScreen { return rectify.New(k) })}
	s.top, s.side, s.bar, s.head = newTopBar(s), newSideBar(s), newStatusBar(s), newHead(s)
	s.notice = settle.NewNotice(k)
	s.reading = widgets.NewNotice(theme.Locked)
	s.middle = layout.Fill(1, layout.Stack(0, s.reading.Banner, s.head.object, s.notice.Banner), layout.Pad(4, 2, s.room))
	s.object = widgets.NewSensor(container.New(shellLayout{k}, s.top.object, s.side.object, s.middle, s.bar.object), u.o.Timer)
	return s
}

// resume goes to where the vault was left, with the person who was there.
func (s *shell) resume() {
	if s.v.Who() == nil {
		if id := s.v.Setting("who"); id != "" && s.v.View().Person(id) != nil {
			if err := s.v.Use(id); err != nil {
				s.u.Fail(err)
			}
		}
	}
	var r route
	kept := s.v.Setting("route")
	if kept == "" || json.Unmarshal([]byte(kept), &r) != nil || !s.exists(r) {
		r = route{Page: pageOverview}
		if len(s.v.View().Districts) == 0 {
			r.Page = pageSetup
		}
	}
	s.show(r)
	s.bar.opened()
	if s.v.Who() == nil {
		s.top.choose()
	}
}

// exists tells whether a route, perhaps of another version, still leads somewhere.
func (s *shell) exists(r route) bool {
	if r.Page == pageEvidence {
		return r.District == "" || s.v.View().District(r.District) != nil
	}
	if r.Page == pageDistrict {
		return s.v.View().District(r.District) != nil && (r.Phase == 0 || s.phases[r.Phase] != nil)
	}
	return s.pages[r.Page] != nil
}

// show turns to a page and gives it the keyboard.
func (s *shell) show(r route) {
	s.turn(r)
	s.screen().Reveal(assess.Place{District: s.at.District, Phase: s.at.Phase})
}

func (s *shell) turn(r route) {
	s.closePreview()
	if r.Page == pageDistrict && r.Phase == 0 {
		r.Phase = s.v.View().District(r.District).Current()
	}
	if r == s.at && len(s.body.Objects) == 1 && s.body.Objects[0] == s.screen().Object() {
		return // what is open shows what stands
	}
	if r != s.at {
		s.leave()
	}
	s.at = r
	s.u.o.Showing(r.kind())
	s.keep("route", r)
	widgets.Visible(s.head.object, r.Page == pageDistrict)
	if r.Page == pageDistrict {
		s.phases[r.Phase]().SetDistrict(r.District)
	}
	if r.Page == pageEvidence {
		s.gallery().SetDistrict(r.District)
	}
	if x := s.screen(); !slices.Contains(s.shown, x) {
		s.shown = append(s.shown, x)
	}
	s.body.Objects = []fyne.CanvasObject{s.screen().Object()}
	s.body.Refresh()
	s.render()
}

// keep writes a setting into the vault. A vault of a laptop that is not enrolled is left as it is; other faults are shown.
func (s *shell) keep(key string, v any) {
	b, err := json.Marshal(v)
	if err == nil && s.v.Enrolled() {
		err = s.v.SetSetting(key, string(b))
	}
	if err != nil {
		s.u.Fail(err)
	}
}

func (s *shell) screen() screen.Screen {
	if s.at.Page == pageDistrict {
		return s.phases[s.at.Phase]()
	}
	return s.pages[s.at.Page]()
}

// goTo shows a place and puts the focus there.
func (s *shell) goTo(p assess.Place) {
	if p.Field != "" || p.Tab == pageDisputes {
		s.turn(route{Page: pageDisputes})
		s.screen().Reveal(p)
		return
	}
	if s.v.View().District(p.District) == nil {
		page := pageOverview
		if _, ok := s.pages[p.Tab]; ok {
			page = p.Tab
		}
		s.turn(route{Page: page})
		s.screen().Reveal(p)
		return
	}
	if p.Tab == assess.TabEvidence {
		s.turn(route{Page: pageEvidence, District: p.District})
		s.screen().Reveal(p)
		return
	}
	s.turn(route{Page: pageDistrict, District: p.District, Phase: p.Phase})
	p.Phase = s.at.Phase
	s.screen().Reveal(p)
}

// render shows what the session has now, everywhere.
func (s *shell) render() {
	s.top.render()
	s.side.render()
	s.bar.render()
	if s.at.Page == pageDistrict {
		s.head.render(s.v.View().District(s.at.District), s.at.Phase)
	}
	s.notice.Of(s.here)
	s.tellReading()
	s.screen().Render()
	s.fit()
	s.u.menus()
}

// tellReading says why nothing can be written, or does not count yet, and leads to what to do about it: save a copy elsewhere, or have the laptop
// enrolled.
func (s *shell) tellReading() {
	why := s.v.ReadOnly()
	switch {
	case why != nil:
		s.reading.Put(s.u.say.Explain(why).Both(), widgets.Action{Name: s.u.T("cmd.copy"), Do: s.u.saveCopy})
	case s.v.Enrolled():
		s.reading.Put("")
	case s.v.Asked() != nil:
		s.reading.Put(s.u.T("join.asked.banner", s.u.system.Spoken(s.v.Own())), widgets.Action{Name: s.u.T("join.asked.words"), Do: s.u.askedWords})
	default:
		s.reading.Put(s.u.say.Explain(words.Refuse("device.unknown")).Both(), widgets.Action{Name: s.u.T("join.ways.go"), Do: s.u.waysIn})
	}
}

// fit lays the page out anew where what stands above it has become higher or lower, or where it asks for another size itself.
func (s *shell) fit() {
	if high := s.middle.Objects[0].MinSize().Height; high != s.high {
		s.high = high
		s.middle.Layout.Layout(s.middle.Objects, s.middle.Size())
	}
	if asks := s.body.MinSize(); asks != s.asks {
		s.asks = asks
		// A scroller looks at its content's size only when it gets another size itself; its Refresh would draw all things anew.
		size := s.room.Size()
		s.room.Resize(size.AddWidthHeight(0, 1))
		s.room.Resize(size)
	}
}

// here tells what is shown and edited on the open page.
func (s *shell) here(at ledger.Register) bool {
	p := assess.PlaceOf(at.Entity)
	if p.Tab == assess.TabEvidence {
		return s.at.Page == pageEvidence && (s.at.District == "" || s.at.District == p.District)
	}
	if p.District != "" {
		return s.at == route{Page: pageDistrict, District: p.District, Phase: p.Phase}
	}
	return p.Tab == s.at.Page
}

func (s *shell) changed(c session.Change) {
	if !c.Saved.IsZero() {
		s.bar.saved(c.Saved)
		s.u.keeper.changed()
	}
	s.render()
}

// leave commits what is still being typed.
func (s *shell) leave() {
	if s.at.Page != "" {
		s.screen().Leave()
	}
}

// neighbour goes to the district above (-1) or below (+1), in the same phase, or to its evidence where that is open.
func (s *shell) neighbour(dir int) {
	list := s.v.View().Districts
	at := -1
	for i, d := range list {
		if d.ID == s.at.District {
			at = i
		}
	}
	if at += dir; at < 0 && dir > 0 {
		at = 0
	}
	if at >= 0 && at < len(list) {
		to := route{Page: pageDistrict, District: list[at].ID, Phase: s.at.Phase}
		if s.at.Page == pageEvidence {
			to = route{Page: pageEvidence, District: list[at].ID}
		}
		s.show(to)
	}
}

// evidence shows the evidence of the district at hand, or of all.
func (s *shell) evidence() { s.show(route{Page: pageEvidence, District: s.at.District}) }

// use puts a person at the keyboard.
func (s *shell) use(id string) error {
	s.leave()
	if err := s.v.Use(id); err != nil {
		return err
	}
	if s.v.Enrolled() {
		if err := s.v.SetSetting("who", id); err != nil {
			return err
		}
	}
	s.u.showChanges()
	return nil
}

// away tells whether who is at the keyboard does not work on this laptop.
func (s *shell) away() bool {
	who := s.v.Who()
	return who != nil && team.Away(s.v.View(), s.v.Own(), who.ID)
}

// shellLayout lays the bar at the top, the one at the side, the page with what stands above it, and the bar at the bottom.
type shellLayout struct{ k *screen.Kit }

// topLow is how high the top bar is in a low window.
const topLow float32 = 40

func (l shellLayout) top(o fyne.CanvasObject) float32 {
	if l.k.Low() {
		return topLow
	}
	return o.MinSize().Height
}

func (l shellLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, side, middle, bar := o[0].MinSize(), o[1].MinSize(), o[2].MinSize(), o[3].MinSize()
	return fyne.NewSize(max(top.Width, side.Width+middle.Width, bar.Width), l.top(o[0])+max(side.Height, middle.Height)+bar.Height)
}

func (l shellLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top, side, bar := l.top(o[0]), o[1].MinSize().Width, o[3].MinSize().Height
	high := size.Height - top - bar
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	place(o[0], 0, 0, size.Width, top)
	place(o[1], 0, top, side, high)
	place(o[2], side, top, size.Width-side, high)
	place(o[3], 0, top+high, size.Width, bar)
}

// strip is a bar of a height on a ground.
func strip(height float32, ground fyne.ThemeColorName, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(theme.NewBox(ground).Least(0, height), container.NewPadded(o))
}
