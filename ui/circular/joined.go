package circular

import (
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/ui/form"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// groupForm is for several findings that are said once: their words, their theme, and the way to part them.
type groupForm struct {
	s     *Screen
	is    *assess.CityGroup
	form  *form.Form
	says  *widgets.Prose
	apart *widgets.Button
	page  *widgets.Page
}

func newGroupForm(s *Screen) *groupForm {
	k := s.k
	g := &groupForm{s: s, says: widgets.NewProse().Faint()}
	g.form = form.New(k, "circ/group", "edit.circgroup", form.Box("text").Lines(4), form.Pick("theme").Says("circular.theme").From(g.themes))
	g.apart = widgets.NewQuiet(k.T("circular.group.part"), theme.IconTrash, func() { s.k.Do(assess.RemoveGroup(g.is)) })
	g.page = widgets.NewPage(8, g.form.Row("text"), g.says.Body, g.form.Row("theme"), container.NewHBox(g.apart))
	return g
}

func (g *groupForm) themes() []widgets.Option { return themesOf(g.s.st.a, g.is.Kind) }

func (g *groupForm) put(is *assess.CityGroup, locked bool) {
	if g.is == nil || g.is.ID != is.ID {
		g.form.Flush()
		g.page.Top()
	}
	g.is = is
	g.form.Put(is.Entity)
	about := "circular.group.about"
	if is.Kind == assess.Highlight {
		about = "circular.group.about.highlight"
	}
	g.says.Put(g.s.k.T(about))
	g.form.Field("theme").Show(is.Kind != assess.Highlight)
	widgets.Visible(g.apart, !locked)
	g.page.Fit()
}

// proposal asks whether findings that seem alike are to be said once.
type proposal struct {
	s    *Screen
	refs []circ.Ref
	says *widgets.Prose
	yes  *widgets.Button
	page *widgets.Page
}

func newProposal(s *Screen) *proposal {
	p := &proposal{s: s, says: widgets.NewProse()}
	p.says.Put(s.k.T("circular.proposed.about"))
	p.yes = widgets.NewButton(s.k.T("circular.proposed.yes"), theme.IconCheck, func() { s.join(p.refs) })
	p.page = widgets.NewPage(8, p.says.Body, container.NewHBox(p.yes))
	return p
}

func (p *proposal) put(refs []circ.Ref, locked bool) {
	p.refs = refs
	p.yes.Able(!locked)
	p.page.Fit()
}

// join makes a statement of findings, which begins with the words of the first, and goes to the box where they are written anew.
func (s *Screen) join(refs []circ.Ref) {
	list := s.st.pairs(refs)
	var keys []string
	for _, r := range refs {
		keys = append(keys, assess.FindingKey(r.District, r.Finding))
	}
	first, id, under := list[0], s.k.Session.NewID(), ""
	if first.f.Kind != assess.Highlight {
		under = s.st.a.ThemeOf(first.d, first.f)
	}
	if s.k.Do(assess.AddGroup(s.st.a, id, first.f.Kind, under, first.f.FinalCity, keys...)) {
		s.basis.choose("g/" + id)
		s.basis.group.form.Focus("text")
	}
}

func themesOf(a *assess.Assessment, kind assess.FindingKind) []widgets.Option {
	var out []widgets.Option
	for _, t := range a.Themes(kind) {
		out = append(out, widgets.Option{Key: t.ID, Name: t.Title})
	}
	return out
}
