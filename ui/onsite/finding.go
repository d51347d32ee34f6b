package onsite

import (
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// findingPane is 考核发现: achievements, highlights and problems, and the one at hand.
type findingPane struct {
	*listpage.Page[findingRow]
	p    *page
	form *findingForm
	add  *widgets.Button
}

func newFindingPane(p *page) *findingPane {
	f := &findingPane{p: p, form: newFindingForm(p)}
	f.add = widgets.NewPrimary(p.t("onsite.finding.new"), theme.IconPlus, f.New)
	kind := findingKind(p)
	kind.Beside = []fyne.CanvasObject{f.add}
	kind.Detail, kind.Leave, kind.Open = f.form.view, f.form.flush, func(findingRow) { f.form.focus() }
	kind.Show = func(x findingRow) { f.form.put(p.d().Finding(x.Key)) }
	kind.Empty = empty(p, theme.IconFlag, "onsite.finding.empty", "onsite.finding.new", f.New)
	f.Page = listpage.New(p.k, kind)
	f.List.OnKey = func(_ findingRow, e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDelete && f.form.remove() }
	return f
}

// Supports is the finding at hand.
func (f *findingPane) Supports() (assess.Supports, string) {
	x, ok := f.Chosen()
	if !ok {
		return assess.Supports{}, ""
	}
	t := f.form.target(f.p.d().Finding(x.Key))
	return t.Supports, t.Name
}

// findingKind is what the pane lists.
func findingKind(p *page) listpage.Kind[findingRow] {
	kind := listpage.Kind[findingRow]{
		Kind: widgets.Kind[findingRow]{New: func() widgets.View[findingRow] { return newFindingView(p) }, Key: func(x findingRow) string { return x.Key },
			Height: theme.Rows2, Columns: findingColumns(p)},
		Title: p.t("listing.findings"), Of: p.name, Sheet: "考核发现",
		Text: func(r findingRow) string { return r.Words }, Share: 0.4,
		Choose: empty(p, theme.IconFlag, "onsite.finding.choose", "", nil),
	}
	for _, x := range assess.FindingKinds {
		kind.Filters = append(kind.Filters, listpage.Filter[findingRow]{Key: string(x), Name: p.t("finding." + string(x)),
			Lets: func(r findingRow) bool { return r.Kind == x }})
	}
	return kind
}

// findingColumns are what is copied and printed of a finding.
func findingColumns(p *page) []widgets.Column[findingRow] {
	return []widgets.Column[findingRow]{
		widgets.Col(p.t("listing.finding"), "发现号", func(r findingRow) string { return r.Number }),
		widgets.Col(p.t("field.kind"), "类别", func(r findingRow) string { return p.t("finding." + string(r.Kind)) }),
		widgets.Col(p.t("field.named"), "反馈表述", func(r findingRow) string { return r.Text }),
		widgets.Col(p.t("field.city"), "通报表述", func(r findingRow) string { return r.City }),
		widgets.Col(p.t("listing.from"), "", func(r findingRow) string { return p.methodNames(r.Methods) }),
		widgets.Col(p.t("field.items"), "考核项目", func(r findingRow) string { return strings.Join(strings.Fields(r.Items), "、") }).Filling(),
	}
}

// Render shows the page's district.
func (f *findingPane) Render(*assess.District) {
	able(f.p.locked() == nil, f.add)
	f.Put(findingRows(f.p.view(), f.p.d()))
}

// Reveal brings a finding to hand, or its requirement.
func (f *findingPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	if !f.Choose(e.ID("finding")) {
		f.List.Focus()
		return
	}
	f.form.view.top()
	if f.Open(); e.Is("req") {
		f.form.todo.form.Focus("requirement")
	}
}

// New asks which of the three kinds.
func (f *findingPane) New() {
	var options []option
	for n, k := range assess.FindingKinds {
		options = append(options, option{id: string(k), text: f.p.t("onsite.numbered", n+1, f.p.t("finding."+string(k))),
			more: f.p.t("onsite.finding.about." + string(k))})
	}
	pickOne(f.p, f.p.t("onsite.finding.which"), options, func(kind string) {
		id := f.p.k.Session.NewID()
		if f.p.k.Do(assess.AddFinding(f.p.d(), id, assess.FindingKind(kind))) {
			f.p.goTo(assess.TabFinding, "", assess.Path(f.p.d().Entity, "find", id))
		}
	})
}

// Leave commits what is being typed.
func (f *findingPane) Leave() { f.form.flush() }

// Done goes on to the next finding.
func (f *findingPane) Done() {
	f.form.flush()
	f.Next()
}

// kindState is the sign of a kind of finding.
func kindState(k assess.FindingKind) theme.State {
	switch k {
	case assess.Achievement:
		return theme.Done
	case assess.Highlight:
		return theme.Info
	}
	return theme.Warning
}

// newFindingView is a row of the list of findings.
func newFindingView(p *page) widgets.View[findingRow] {
	kind, title := widgets.NewBadge(theme.Info, ""), theme.Text("", theme.Body, false, theme.Ink)
	more, pic := theme.Text("", theme.Small, false, theme.Ink2), theme.NewPic(theme.IconWarning, theme.Glyph, theme.Amber)
	return widgets.NewRow(twoLined(wide(kindWide(p), kind), title, more, pic), func(r findingRow) {
		kind.Set(kindState(r.Kind), p.t("finding."+string(r.Kind)))
		if r.Text == "" {
			title.Set(p.t("onsite.unwritten"), theme.Ink2)
		} else {
			title.Set(r.Text, theme.Ink)
		}
		more.Put(about(p, r))
		widgets.Visible(pic, r.Different || r.Single || r.Bare)
	})
}

// kindWide is the room that the badge of every kind has, in the user's language.
func kindWide(p *page) float32 {
	wide := float32(64)
	for _, kind := range assess.FindingKinds {
		wide = max(wide, widgets.NewBadge(kindState(kind), p.t("finding."+string(kind))).MinSize().Width)
	}
	return wide
}

// about is a finding's second line: what is odd about it, its methods and items.
func about(p *page, r findingRow) string {
	var parts []string
	switch {
	case r.Single:
		parts = append(parts, p.t("onsite.single"))
	case r.Bare:
		parts = append(parts, p.t("onsite.bare"))
	}
	if len(r.Methods) > 0 {
		parts = append(parts, p.methodNames(r.Methods))
	}
	if r.Items != "" {
		parts = append(parts, r.Items)
	}
	return strings.Join(parts, " · ")
}

// Subject is the finding at hand.
func (f *findingPane) Subject() string {
	if x, ok := f.Chosen(); ok {
		return assess.SubjectOf(f.p.d().Finding(x.Key).Entity)
	}
	return ""
}
