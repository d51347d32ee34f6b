package printing

import (
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/ui/form"
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
	form     *form.Form
	rows     map[string]*issueRow
	page     *widgets.Page
	show     func() // renders the page anew
}

func newIssue(k *screen.Kit, show func()) *issue {
	s := &issue{k: k, show: show, lock: widgets.NewBanner(theme.Locked, ""), target: widgets.NewPick(""), rows: map[string]*issueRow{}}
	s.target.OnPick = s.turn
	s.follow = widgets.NewButton(k.T("papers.issue.follow"), theme.IconUndo, func() {
		if d := s.of(); d != nil {
			s.k.Do(Follow(s.kind, d))
		}
	})
	s.form = form.New(k, "issue", "edit.issue", s.fields()...)
	labels := widgets.NewForm(92)
	s.whom = labels.Add(k.T("papers.issue.for"), cells([]float32{0, 176}, s.target, s.follow), "")
	s.form.Into(labels)
	for _, f := range issueFields {
		s.rows[f] = newIssueRow(k, f, s.form.Field(f))
	}
	s.page = widgets.NewPage(8, s.lock, container.New(layout.Most{Width: 640}, labels))
	return s
}

// fields of 发文设置 in the order of issueFields. An empty one has what holds without it.
func (s *issue) fields() []*form.Field {
	return []*form.Field{
		form.Box("number").Note("papers.issue.number.hint"), form.Box("office"), form.Box("date").Says("papers.issue.date"),
		form.Box("addressee").Lines(2).Join("，").Note("papers.issue.addressee.hint"), form.Box("copyto").Lines(2).Join("，"), form.Box("copies").Narrow(),
		form.Box("signer"), form.Box("copy").Narrow(), form.Box("secrecy"), form.Box("urgency"), form.Box("inquiries"),
		form.Pick("head").From(func() []widgets.Option { return s.choices("head") }), form.Pick("seal").From(func() []widgets.Option { return s.choices("seal") }),
		form.Pick("pictures").Note("papers.issue.pictures.hint").From(func() []widgets.Option { return s.choices("pictures") }),
		form.Pick("drawing").From(func() []widgets.Option { return s.choices("drawing") })}
}

// choices are what holds while nothing is chosen, and the words of the field.
func (s *issue) choices(field string) []widgets.Option {
	out := []widgets.Option{{Name: s.rows[field].held}}
	for _, c := range schema.Find("issue").Field(field).One {
		out = append(out, widgets.Option{Key: c, Name: s.k.T("papers.issue." + field + "." + c)})
	}
	return out
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
	s.kind = k.Key
	if !k.Each || a.District(s.district) == nil {
		s.district = ""
	}
	d := a.District(s.district)
	s.whom.Show(k.Each)
	s.target.Put(s.targets(), s.district)
	settings := Settings(a, s.kind, d)
	for f, v := range settings {
		s.rows[f].hold(v)
	}
	s.form.Put(assess.IssueEntity(s.kind, d))
	refused, says := s.form.Lock(), ""
	if refused != nil {
		x := s.k.Say.Explain(refused)
		says = x.Both()
	}
	s.lock.Put(theme.Locked, says)
	widgets.Visible(s.follow, refused == nil && d != nil && Follow(s.kind, d) != nil)
	for f, v := range settings {
		s.rows[f].put(v, refused != nil)
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

// flush commits what is being typed.
func (s *issue) flush() { s.form.Flush() }

// reveal goes to a field.
func (s *issue) reveal(field string) {
	if r := s.rows[field]; r != nil && s.form.Focus(field) {
		s.page.Reveal(r.field.Bare())
	}
}
