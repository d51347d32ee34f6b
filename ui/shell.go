package ui

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/ui/checklist"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/onsite"
	"kaohe/ui/overview"
	"kaohe/ui/team"
)

// route is a page of the shell; it is kept in the vault's settings, so that the next start opens it.
type route struct {
	Page     string       `json:"page"` // overview, district or team
	District string       `json:"district,omitempty"`
	Phase    assess.Phase `json:"phase,omitempty"`
}

const (
	pageOverview = "overview"
	pageDistrict = "district"
	pageTeam     = "team"
)

// shell is the window around an open vault: left where, top who, bottom whether it is safe, and the page in the middle.
type shell struct {
	u      *App
	v      Vault
	at     route
	object fyne.CanvasObject
	top    *topBar
	side   *sideBar
	bar    *statusBar
	head   *head
	pages  pages
	body   *fyne.Container
}

type pages struct {
	overview  *overview.Screen
	onsite    *onsite.Screen
	checklist *checklist.Screen
	team      *team.Screen
}

func newShell(u *App, v Vault) *shell {
	s := &shell{u: u, v: v, body: container.NewStack()}
	k := u.kit(v)
	s.pages = pages{overview.New(k), onsite.New(k), checklist.New(k), team.New(k, v)}
	s.top, s.side, s.bar, s.head = newTopBar(s), newSideBar(s), newStatusBar(s), newHead(s)
	middle := container.NewBorder(s.head.object, nil, nil, nil, container.NewPadded(s.body))
	s.object = container.NewBorder(s.top.object, s.bar.object, s.side.object, nil, middle)
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
	if kept := s.v.Setting("route"); kept == "" || json.Unmarshal([]byte(kept), &r) != nil || r.Page == pageDistrict && s.v.View().District(r.District) == nil {
		r = route{Page: pageOverview}
	}
	s.show(r)
	s.bar.opened()
	if s.v.Who() == nil {
		s.top.choose()
	}
}

// show turns to a page and gives it the keyboard.
func (s *shell) show(r route) {
	s.turn(r)
	s.screen().Reveal(assess.Place{District: s.at.District, Phase: s.at.Phase})
}

func (s *shell) turn(r route) {
	if r != s.at {
		s.leave()
	}
	if r.Page == pageDistrict && r.Phase == 0 {
		r.Phase = current(s.v.View().District(r.District))
	}
	s.at = r
	s.keep("route", r)
	switch {
	case r.Page == pageTeam, r.Page == pageOverview:
		s.head.object.Hide()
	default:
		s.head.object.Show()
		if r.Phase == assess.Onsite {
			s.pages.onsite.SetDistrict(r.District)
		} else {
			s.pages.checklist.SetPlace(r.District, r.Phase)
		}
	}
	s.body.Objects = []fyne.CanvasObject{s.screen().Object()}
	s.body.Refresh()
	s.render()
}

// keep remembers a setting of the vault; a vault that can't be written keeps nothing, and says so when something is edited.
func (s *shell) keep(key string, v any) {
	b, err := json.Marshal(v)
	if err == nil && s.v.Enrolled() {
		err = s.v.SetSetting(key, string(b))
	}
	if err != nil {
		s.u.Fail(err)
	}
}

// current is the phase a district is in: the first that is not signed.
func current(d *assess.District) assess.Phase {
	for _, p := range assess.Phases {
		if d.Phases[p].Status != assess.SignedOff {
			return p
		}
	}
	return assess.Rectification
}

func (s *shell) screen() kit.Screen {
	switch {
	case s.at.Page == pageTeam:
		return s.pages.team
	case s.at.Page == pageDistrict && s.at.Phase == assess.Onsite:
		return s.pages.onsite
	case s.at.Page == pageDistrict:
		return s.pages.checklist
	}
	return s.pages.overview
}

// goTo shows a place and puts the focus there.
func (s *shell) goTo(p assess.Place) {
	if s.v.View().District(p.District) == nil {
		s.show(route{Page: pageOverview})
		return
	}
	s.turn(route{Page: pageDistrict, District: p.District, Phase: p.Phase})
	p.Phase = s.at.Phase
	s.screen().Reveal(p)
}

// render shows what the desk has now, everywhere.
func (s *shell) render() {
	s.top.render()
	s.side.render()
	s.bar.render()
	if s.at.Page == pageDistrict {
		s.head.render(s.v.View().District(s.at.District), s.at.Phase)
	}
	s.screen().Render()
	s.u.menus()
}

func (s *shell) changed(c session.Change) {
	if !c.Saved.IsZero() {
		s.bar.saved(c.Saved)
	}
	s.render()
}

// leave commits what is still being typed.
func (s *shell) leave() {
	if s.at.Page != "" {
		s.screen().Leave()
	}
}

// neighbour goes to the district above (-1) or below (+1), in the same phase.
func (s *shell) neighbour(dir int) {
	list := s.v.View().Districts
	at := -1
	for i, d := range list {
		if s.at.Page == pageDistrict && d.ID == s.at.District {
			at = i
		}
	}
	if at += dir; at < 0 && dir > 0 {
		at = 0
	}
	if at >= 0 && at < len(list) {
		s.show(route{Page: pageDistrict, District: list[at].ID, Phase: s.at.Phase})
	}
}

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
	s.render()
	return nil
}

// side by side of a given height, for bars.
func strip(height float32, ground fyne.ThemeColorName, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(look.NewBox(ground).Least(0, height), container.NewPadded(o))
}
