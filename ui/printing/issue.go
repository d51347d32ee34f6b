package printing

import (
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/checklist"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// issue is the second tab: how the chosen kind is issued, for the round or apart for one district.
type issue struct {
	k        *screen.Kit
	kind     string
	district string // ID; empty: the round's
	lock     *widgets.Banner
	target   *widgets.Pick
	follow   *widgets.Button
	whom     *widgets.FormRow // both of them
	rows     map[string]*issueRow
	page     *widgets.Page
	show     func() // renders the page anew
	flushing bool
	later    func() // put what came meanwhile
}

func newIssue(k *screen.Kit, timer widgets.Timer, show func()) *issue {
	s := &issue{k: k, show: show, lock: widgets.NewBanner(theme.Locked, ""), target: widgets.NewPick(""), rows: map[string]*issueRow{}}
	s.target.OnPick = s.turn
	s.follow = widgets.NewButton(k.T("papers.issue.follow"), theme.IconUndo, func() {
		if d := s.of(); d != nil {
			s.k.Do(Follow(s.kind, d))
		}
	})
	form := widgets.NewForm(92)
	s.whom = form.Add(k.T("papers.issue.for"), cells([]float32{0, 176}, s.target, s.follow), "")
	for _, f := range issueFields {
		r := newIssueRow(k, timer, f, func(v string) { s.k.Do(SetField(s.k.Session.View(), s.kind, s.of(), f, v)) })
		s.rows[f] = r
		r.row = form.Add(k.T("papers.issue."+f), r.body, "")
	}
	s.page = widgets.NewPage(8, s.lock, container.New(layout.Most{Width: 640}, form))
	return s
}

// of is the district whose settings are shown; nil for the round's.
func (s *issue) of() *assess.District { return s.k.Session.View().District(s.district) }

// turn shows another district's settings, or the round's; what is being typed is committed first.
func (s *issue) turn(district string) {
	s.flush()
	s.district = district
	s.target.Put(s.targets(), district)
	s.show()
}

func (s *issue) put(a *assess.Assessment, k assess.Paper) {
	if s.flushing { // what is typed belongs to the kind and the district before
		s.later = func() { s.put(a, k) }
		return
	}
	s.kind = k.Key
	if !k.Each || a.District(s.district) == nil {
		s.district = ""
	}
	d := a.District(s.district)
	s.whom.Show(k.Each)
	s.target.Put(s.targets(), s.district)
	refused := checklist.Refused(a, s.k.Session.Who(), assess.IssueEntity(s.kind, d))
	says := ""
	if refused != nil {
		x := s.k.Say.Explain(refused)
		says = x.Both()
	}
	s.lock.Put(theme.Locked, says)
	widgets.Visible(s.follow, refused == nil && d != nil && Follow(s.kind, d) != nil)
	for f, v := range Settings(a, s.kind, d) {
		s.rows[f].put(v, d != nil, refused != nil)
	}
	s.page.Fit()
}

// targets are the round and the districts, those with settings of their own marked.
func (s *issue) targets() []widgets.Option {
	a := s.k.Session.View()
	out := []widgets.Option{{Name: s.k.T("papers.issue.round")}}
	for _, d := range a.Districts {
		name := s.k.T("papers.issue.only", d.Name)
		if d.Issues[s.kind] != (assess.Issue{}) {
			name = join(name, s.k.T("papers.own"))
		}
		out = append(out, widgets.Option{Key: d.ID, Name: name})
	}
	return out
}

// flush commits what is being typed; until all of it is written, no other kind or district comes into the boxes.
func (s *issue) flush() {
	s.flushing = true
	for _, r := range s.rows {
		if r.edit != nil {
			r.edit.Flush()
		}
	}
	s.flushing = false
	if put := s.later; put != nil {
		s.later = nil
		put()
	}
}

// reveal goes to a field.
func (s *issue) reveal(field string) {
	if r := s.rows[field]; r != nil && r.edit != nil {
		s.page.Reveal(r.body)
		r.edit.Focus()
	}
}
