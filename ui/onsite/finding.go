package onsite

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// findingPane is 考核发现: achievements, highlights and problems, and the one at hand.
type findingPane struct {
	p     *page
	is    findingFilter
	bar   *filterBar
	list  *widgets.Lines[findingRow]
	form  *findingForm
	add   *widgets.Button
	some  *either
	split *widgets.Split
	body  *fyne.Container
}

func newFindingPane(p *page) *findingPane {
	f := &findingPane{p: p, is: findingFilter{Kinds: map[assess.FindingKind]bool{}}}
	f.list = widgets.NewLines(widgets.Kind[findingRow]{New: func() widgets.View[findingRow] { return newFindingView(p) },
		Key: func(x findingRow) string { return x.Key }, Height: twoLines})
	f.list.Empty(empty(p, theme.IconFlag, "onsite.finding.empty", "onsite.finding.new", f.New))
	f.list.OnMove = func(findingRow) { f.render() }
	f.list.OnOpen = func(findingRow) { f.open() }
	f.list.OnKey = func(_ findingRow, e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDelete && f.form.remove() }
	f.form = newFindingForm(p)
	f.add = widgets.NewPrimary(p.t("onsite.finding.new"), theme.IconPlus, f.New)
	f.bar = newFilterBar(p, f.toggle, func(t string) { f.is.Text = t; f.render() }, f.add)
	f.bar.to(f.list)
	f.some = newEither(f.form.view, empty(p, theme.IconFlag, "onsite.finding.choose", "", nil))
	f.split = widgets.NewSplit(keepInView(f.list), f.some.body, p.t("onsite.back"))
	f.split.Share = 0.4
	f.body = f.bar.framed(f.split)
	return f
}

func (f *findingPane) Object() fyne.CanvasObject { return f.body }

// Render shows the page's district.
func (f *findingPane) Render(*assess.District) { f.render() }

func (f *findingPane) render() {
	d := f.p.d()
	f.is.Keep, _ = f.list.ChosenKey()
	st := findingRows(f.p.view(), d, f.is)
	var chips []widgets.Chip
	for _, k := range assess.FindingKinds {
		chips = append(chips, widgets.Chip{Key: string(k), Name: f.p.t("finding." + string(k)), Count: st.Counts[k]})
	}
	f.bar.put(f.p, st.All, chips, func(key string) bool { return f.is.Kinds[assess.FindingKind(key)] })
	f.list.Put(st.Rows)
	if _, ok := f.list.Chosen(); !ok {
		f.list.First()
	}
	row, ok := f.list.Chosen()
	f.some.put(ok)
	able(f.p.locked() == nil, f.add)
	if ok {
		f.form.put(d.Finding(row.Key))
	}
}

func (f *findingPane) toggle(key string, on bool) {
	if key == all {
		f.is.Kinds = map[assess.FindingKind]bool{}
	} else {
		f.is.Kinds[assess.FindingKind(key)] = on
	}
	f.list.Put(nil)
	f.render()
}

func (f *findingPane) open() {
	f.split.ShowDetail()
	f.form.focus()
}

func (f *findingPane) choose(id string) bool {
	if !f.list.Choose(id) {
		f.is = findingFilter{Kinds: map[assess.FindingKind]bool{}}
		f.bar.find.SetText("")
		f.render()
		if !f.list.Choose(id) {
			return false
		}
	}
	f.render()
	return true
}

func (f *findingPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	if !f.choose(e.ID("finding")) {
		f.list.Focus()
		return
	}
	f.form.view.top()
	if f.open(); e.Is("req") {
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

// Focus gives the keyboard to the pane.
func (f *findingPane) Focus() {
	f.list.Focus()
}

func (f *findingPane) Leave()  { f.form.flush() }
func (f *findingPane) Filter() { f.split.ShowList(); f.p.k.Window.Canvas().Focus(f.bar.find) }

// Done goes on to the next finding.
func (f *findingPane) Done() {
	f.form.flush()
	f.list.Focus()
	f.list.Next(1)
}

func (f *findingPane) Key(k fyne.KeyName) bool { return frame.ListKey(k, f.split, f.list, f.open) }

// findingView draws a row of the list of findings.
type findingView struct {
	rowBase
	is          findingRow
	p           *page
	kind        *widgets.Badge
	title, more *theme.Line
	pic         *theme.Pic
}

func newFindingView(p *page) *findingView {
	v := &findingView{p: p, kind: widgets.NewBadge(theme.Info, ""), title: theme.Text("", theme.Body, false, theme.Ink),
		more: theme.Text("", theme.Small, false, theme.Ink2), pic: theme.NewPic(theme.IconWarning, theme.Glyph, theme.Amber)}
	v.body = twoLined(wide(64, v.kind), v.title, v.more, v.pic)
	v.ExtendBaseWidget(v)
	return v
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

// Set shows a finding.
func (v *findingView) Set(r findingRow) {
	if v.is.Key == r.Key && reflect.DeepEqual(v.is, r) {
		return
	}
	v.is = r
	v.kind.Set(kindState(r.Kind), v.p.t("finding."+string(r.Kind)))
	title, ink := r.Text, theme.Ink
	if title == "" {
		title, ink = v.p.t("onsite.unwritten"), theme.Ink2
	}
	v.title.Set(title, ink)
	v.more.Put(v.about(r))
	widgets.Visible(v.pic, r.Different || r.Single || r.Bare)
	layout.Relayout(v.body)
}

func (v *findingView) about(r findingRow) string {
	var parts []string
	switch {
	case r.Single:
		parts = append(parts, v.p.t("onsite.single"))
	case r.Bare:
		parts = append(parts, v.p.t("onsite.bare"))
	}
	if len(r.Methods) > 0 {
		parts = append(parts, v.p.methodNames(r.Methods))
	}
	if r.Items != "" {
		parts = append(parts, r.Items)
	}
	return strings.Join(parts, " · ")
}
