package circular

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// basis is the right part of the page: what the section rests on, and below it the theme, district or finding that is chosen.
type basis struct {
	s     *Screen
	add   *widgets.Button
	list  *widgets.Lines[basisRow]
	none  *widgets.Empty
	theme *themeForm
	find  *findingForm
	area  *districtForm
	group *groupForm
	maybe *proposal
	forms *fyne.Container
	some  *fyne.Container
	body  *fyne.Container
}

func newBasis(s *Screen) *basis {
	k := s.k
	b := &basis{s: s, theme: newThemeForm(s), find: newFindingForm(s), area: newDistrictForm(s), group: newGroupForm(s), maybe: newProposal(s)}
	b.add = widgets.NewQuiet(k.T("circular.theme.add"), theme.IconPlus, b.addTheme)
	b.list = widgets.NewLines(widgets.Kind[basisRow]{New: newBasisView, Key: func(r basisRow) string { return r.Key }, Height: 46,
		Group: func(r basisRow) bool { return r.Group }, Columns: []widgets.Column[basisRow]{
			widgets.Col(k.T("listing.what"), "", func(r basisRow) string { return r.Text }), widgets.Col(k.T("field.state"), "", func(r basisRow) string { return r.More })}})
	listpage.On(listpage.NewTabled(k, listpage.Tabled{Title: k.T("circular.basis"), Table: b.list.Table}), b.list)
	b.list.OnMove = func(basisRow) { b.flush(); b.render() }
	b.list.OnOpen = func(basisRow) { b.open() }
	b.none = widgets.NewEmpty(theme.IconInfo, k.T("circular.nobasis"), widgets.Action{})
	b.forms = container.NewStack(b.theme.page, b.find.page, b.area.page, b.group.page, b.maybe.page)
	head := container.NewBorder(nil, nil, container.NewCenter(widgets.Heading(k.T("circular.basis")).Whole()), b.add)
	b.some = container.New(halves{}, container.New(layout.Least{Height: theme.Touch}, head), b.list, theme.NewBox(theme.Rule).Least(0, 1), b.forms)
	b.body = container.NewStack(b.some, b.none)
	return b
}

// kind returns the kind of findings of the section in view.
func (b *basis) kind() assess.FindingKind { return kindOf(b.s.at) }

func (b *basis) themed() bool { return b.kind() != "" && b.kind() != assess.Highlight }

func (b *basis) render() {
	rows := b.s.st.basis(b.s.k, b.s.at)
	widgets.Visible(b.some, b.kind() != "")
	widgets.Visible(b.none, b.kind() == "")
	b.list.Put(rows)
	locked := b.s.refused() != nil
	if on := b.themed() && !locked; on != b.add.Visible() {
		widgets.Visible(b.add, on)
		layout.Relayout(b.some)
	}
	row, _ := b.list.Chosen()
	b.detail(row, locked)
}

// detail shows the form of a row, and no other.
func (b *basis) detail(row basisRow, locked bool) {
	d, f := b.s.st.at(row.Key)
	var t *assess.Theme
	var g *assess.CityGroup
	if id, is := strings.CutPrefix(row.Key, "theme/"); is {
		t = b.s.st.theme(b.kind(), id)
	}
	if id, is := strings.CutPrefix(row.Key, "g/"); is {
		g = b.s.st.a.Circular.Group(id)
	}
	maybe := b.s.st.proposed(row.Key)
	widgets.Visible(b.theme.page, t != nil)
	widgets.Visible(b.group.page, g != nil)
	widgets.Visible(b.maybe.page, maybe != nil)
	widgets.Visible(b.find.page, f != nil && maybe == nil)
	widgets.Visible(b.area.page, d != nil && f == nil)
	switch {
	case t != nil:
		b.theme.put(t, row, locked)
	case g != nil:
		b.group.put(g, locked)
	case maybe != nil:
		b.maybe.put(maybe, locked)
	case f != nil:
		b.find.put(d, f, locked)
	case d != nil:
		b.area.put(d)
	}
}

// choose brings a row into view; false if there is no row with that key.
func (b *basis) choose(key string) bool {
	if !b.list.Choose(key) {
		return false
	}
	b.render()
	return true
}

// open puts the keyboard into the first box of what is chosen.
func (b *basis) open() {
	switch {
	case b.theme.page.Visible():
		b.theme.form.Focus("title")
	case b.group.page.Visible():
		b.group.form.Focus("text")
	case b.find.page.Visible():
		b.find.city.Focus("city")
	}
}

func (b *basis) flush() {
	b.theme.form.Flush()
	b.group.form.Flush()
	b.find.city.Flush()
}

// addTheme asks for a title and adds a theme of the kind of the section in view.
func (b *basis) addTheme() {
	k := b.s.k
	if !b.themed() || b.s.refused() != nil {
		return
	}
	k.Window.AskText(k.T("circular.theme.add"), k.T("circular.theme.title"), "", func(title string) {
		id := k.Session.NewID()
		if b.s.k.Do(assess.AddTheme(b.s.st.a, id, b.kind(), title)) {
			b.choose("theme/" + id)
			b.open()
		}
	})
}

// themeForm renames, moves and removes a theme.
type themeForm struct {
	s             *Screen
	is            *assess.Theme
	form          *form.Form
	up, down, del *widgets.Button
	says          *theme.Line
	page          *widgets.Page
}

func newThemeForm(s *Screen) *themeForm {
	k := s.k
	t := &themeForm{s: s, says: theme.Text("", theme.Small, false, theme.Ink2)}
	t.form = form.New(k, "circ/theme", "edit.circtheme", form.Box("title").Says("circular.theme.title").As(func(title string) string {
		if title == "" {
			return t.is.Title // as the standard proposes it
		}
		return title
	}), form.Box("requirement").Lines(3).Note("circular.theme.requirement"))
	t.up = widgets.NewButton(k.T("circular.theme.up"), theme.IconUp, func() { t.move(-1) })
	t.down = widgets.NewButton(k.T("circular.theme.down"), theme.IconDown, func() { t.move(1) })
	t.del = widgets.NewQuiet(k.T("circular.theme.remove"), theme.IconTrash, t.remove)
	t.page = widgets.NewPage(8, t.form.Row("title"), t.says, t.form.Row("requirement"), container.NewHBox(t.up, t.down), container.NewHBox(t.del))
	return t
}

func (t *themeForm) put(is *assess.Theme, row basisRow, locked bool) {
	if t.is == nil || t.is.Entity != is.Entity {
		t.form.Flush()
		t.page.Top()
	}
	t.is = is
	t.form.Put(is.Entity)
	t.form.Field("requirement").Show(is.Kind == assess.Problem)
	t.says.Put(row.More)
	t.up.Able(!locked && t.s.st.beside(is, -1) != nil)
	t.down.Able(!locked && t.s.st.beside(is, 1) != nil)
	widgets.Visible(t.del, is.Added && !locked)
	t.page.Fit()
}

func (t *themeForm) move(step int) {
	if o := t.s.st.beside(t.is, step); o != nil {
		t.s.k.Do(assess.SwapThemes(t.is, o))
	}
}

func (t *themeForm) remove() {
	k, is, n := t.s.k, t.is, 0
	for _, d := range t.s.st.a.Districts {
		for _, f := range d.Standing(is.Kind) {
			if t.s.st.a.ThemeOf(d, f) == is.ID {
				n++
			}
		}
	}
	k.Window.Confirm(k.T("circular.theme.remove"), k.T("circular.theme.remove.ask", is.Title, n), k.T("circular.theme.remove.yes"), func() {
		t.s.k.Do(assess.RemoveTheme(is))
	})
}

// districtForm is the form for a district's part of the circular.
type districtForm struct {
	s    *Screen
	is   *assess.District
	form *form.Form
	why  *widgets.Banner
	told string
	page *widgets.Page
}

func newDistrictForm(s *Screen) *districtForm {
	k := s.k
	f := &districtForm{s: s, form: form.New(k, "d/sum", "edit.circulated", form.Tick("circulated").Says("summary.circulated")), why: widgets.NewBanner(theme.Info, "")}
	to := widgets.NewQuiet(k.T("circular.tosummary"), theme.IconNext, func() {
		k.Window.Go(assess.Place{District: f.is.ID, Phase: assess.Summary, Entity: f.is.SumEntity(), Box: "circulated"})
	})
	f.page = widgets.NewPage(8, f.form.Row("circulated"), f.why, container.NewHBox(to))
	return f
}

func (f *districtForm) put(d *assess.District) {
	k := f.s.k
	f.is = d
	f.form.Put(d.SumEntity())
	err := f.form.Lock()
	state, says := theme.Info, ""
	switch none := len(d.Standing(assess.Highlight)) == 0; {
	case err != nil:
		x := k.Say.Explain(err)
		state, says = theme.Locked, x.What
	case none && d.NoHighlight != "":
		says = k.T("circular.nohighlight.why", d.NoHighlight)
	case none:
		state, says = theme.Warning, k.T("circular.doubt."+string(circ.NoHighlight), d.Name)
	}
	if says != f.told {
		f.told = says
		f.why.Put(state, says)
	}
	f.page.Fit()
}
