package summary

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// findRow is a finding in the list.
type findRow struct {
	ID, Text, More        string
	Kind                  assess.FindingKind
	State                 theme.State
	Number                string // among all findings of the district
	Named, City           string // the texts from on site
	FinalNamed, FinalCity string // the final texts where they are other ones
}

// findRows returns the findings in the order of a report.
func findRows(k *screen.Kit, d *assess.District) []findRow {
	var out []findRow
	for _, kind := range assess.FindingKinds {
		for n, f := range d.Of(kind) {
			r := findRow{ID: f.ID, Kind: kind, Text: k.T("consult.numbered", n+1, f.FinalNamed), Named: f.Named, City: f.City,
				Number: strconv.Itoa(slices.Index(d.Findings, f) + 1), State: theme.Done}
			more := []string{k.T("finding." + string(kind))}
			switch {
			case f.Withdrawn:
				r.State = theme.Refused
				more = append(more, k.T("summary.withdrawn"))
			case alone(k.Session.View(), f):
				r.State = theme.Warning
				more = append(more, k.T("summary.alone"))
			}
			if f.FinalNamed != f.Named {
				r.FinalNamed = f.FinalNamed
			}
			if f.FinalCity != f.City {
				r.FinalCity = f.FinalCity
			}
			if r.FinalNamed+r.FinalCity != "" {
				more = append(more, k.T("summary.edited"))
			}
			r.More = strings.Join(more, " · ")
			out = append(out, r)
		}
	}
	return out
}

// alone tells whether a problem was found by one method only.
func alone(a *assess.Assessment, f *assess.Finding) bool {
	return f.Kind == assess.Problem && !f.Withdrawn && len(f.Methods(a.Standard)) == 1
}

// findPane is 发现定稿: the final texts of every finding beside those from on site, and what the finding rests on.
type findPane struct {
	f    *frame.Frame
	d    *assess.District
	is   *assess.Finding
	none *form.Form      // the reason for having no highlight
	why  *fyne.Container // the container of none
	page *listpage.Page[findRow]
	form *findForm
	body *fyne.Container
}

// findForm shows the chosen finding.
type findForm struct {
	gone   *widgets.Banner
	single *widgets.Banner
	onsite [2]*widgets.Prose
	final  *form.Form
	rests  *widgets.Links
	talk   *review.Button
	page   *widgets.Page
}

func newFindings(f *frame.Frame) *findPane {
	k := f.K
	p := &findPane{f: f}
	p.none = form.New(k, "d/sum", "edit.final", form.Box("nohighlight").Says("summary.nohighlight"))
	p.form = p.newForm()
	p.page = listpage.New(k, listpage.Kind[findRow]{
		Kind:   widgets.Kind[findRow]{New: newFindView, Key: func(r findRow) string { return r.ID }, Height: theme.Rows2, Columns: findColumns(k)},
		Detail: p.form.page, Show: p.show, Open: func(findRow) { p.open() }, Leave: p.Leave,
		Empty: widgets.NewEmpty(theme.IconFlag, k.T("summary.nofindings"), k.Lead("empty.findings", f.ToFindings)),
		Share: 0.36, Below: 760,
		Title: k.T("summary.tab.finding"), Of: func() string { return p.d.Name }, Sheet: "考核发现",
	})
	p.why = layout.Pad(16, 4, p.none.Row("nohighlight"))
	p.body = layout.Fill(1, p.why, p.page.Object())
	return p
}

func (p *findPane) newForm() *findForm {
	k := p.f.K
	r := &findForm{gone: widgets.NewBanner(theme.Refused, ""), single: widgets.NewBanner(theme.Warning, "")}
	r.rests = widgets.NewLinks(0, func(int) string { return "" }, "")
	r.final = form.New(k, "d/final", "edit.final", form.Box("named").Says("summary.final").Lines(4).Over(p.onsite(func(f *assess.Finding) string { return f.Named })),
		form.Box("city").Says("summary.final").Lines(3).Over(p.onsite(func(f *assess.Finding) string { return f.City })))
	r.final.OnDone = p.Done
	r.talk = review.NewButton(k)
	beside := []fyne.CanvasObject{container.New(layout.Middle{}, r.talk.Button), nil}
	var cells []fyne.CanvasObject
	for i, field := range []string{"named", "city"} {
		r.onsite[i] = widgets.NewProse()
		two := container.New(layout.Sides{From: 560, Right: 280, Gap: 16}, r.final.Row(field), widgets.Labelled(k.T("summary.onsite"), r.onsite[i].Body))
		cells = append(cells, widgets.Head(widgets.Heading(k.T("field."+field)), beside[i]), two)
	}
	all := append([]fyne.CanvasObject{r.gone, r.single}, cells...)
	r.page = widgets.NewPage(8, append(all, widgets.Head(widgets.Heading(k.T("summary.rests")), nil), r.rests)...)
	return r
}

// onsite returns a function that gives the text from on site for the entity of a final text. A final text that equals it counts as none.
func (p *findPane) onsite(text func(*assess.Finding) string) func(entity string) string {
	return func(entity string) string {
		if f := p.d.Finding(assess.At(entity).ID("finding")); f != nil {
			return text(f)
		}
		return ""
	}
}

// Object returns the pane.
func (p *findPane) Object() fyne.CanvasObject { return p.body }

// Render shows a district.
func (p *findPane) Render(d *assess.District) {
	if p.d != nil && p.d.ID != d.ID {
		p.page.Reset()
	}
	p.d = d
	was := p.why.Visible()
	p.none.Put(d.SumEntity())
	p.none.Field("nohighlight").Show(len(d.Of(assess.Highlight)) == 0)
	widgets.Visible(p.why, len(d.Of(assess.Highlight)) == 0)
	p.page.Put(findRows(p.f.K, d))
	if was != p.why.Visible() {
		layout.Relayout(p.body)
	}
}

// show shows the chosen finding in the form.
func (p *findPane) show(r findRow) {
	if f := p.d.Finding(r.ID); f != nil {
		p.put(f)
	}
}

func (p *findPane) put(f *assess.Finding) {
	k, r := p.f.K, p.form
	if p.is == nil || p.is.Entity != f.Entity {
		r.page.Top()
	}
	p.is = f
	r.talk.About(p.d, assess.SubjectOf(f.Entity))
	gone := ""
	if f.Withdrawn {
		why := "—"
		if f.Response != nil && f.Response.Reasons != "" {
			why = f.Response.Reasons
		}
		gone = k.T("summary.withdrawn.why", why)
	}
	var acts []widgets.Action
	if f.FinalWhy != "" {
		at := assess.Place{District: p.d.ID, Phase: assess.Consultation, Entity: assess.Path(p.d.Entity, "resp", f.FinalWhy)}
		acts = append(acts, widgets.Action{Name: k.T("summary.ruling"), Do: func() { k.Window.Go(at) }})
		if gone == "" {
			gone = k.T("summary.byruling")
		}
	}
	state := theme.Info
	if f.Withdrawn {
		state = theme.Refused
	}
	r.gone.Put(state, gone, acts...)
	single := ""
	if alone(k.Session.View(), f) {
		single = k.T("summary.alone.about", methods(k, f))
	}
	r.single.Put(theme.Warning, single)
	for i, text := range []string{f.Named, f.City} {
		r.onsite[i].Put(cmp.Or(text, "—"))
	}
	r.final.Shut(f.Withdrawn).Put(f.Final(p.d))
	r.rests.Put(p.rests(f))
	r.page.Fit()
}

func methods(k *screen.Kit, f *assess.Finding) string {
	var out []string
	for _, m := range f.Methods(k.Session.View().Standard) {
		out = append(out, k.Say.Say(m.Words()))
	}
	return cmp.Or(strings.Join(out, k.T("list.sep")), k.T("value.none"))
}

// rests returns the records on which a finding rests, each as a link.
func (p *findPane) rests(f *assess.Finding) []widgets.Item {
	k := p.f.K
	var out []widgets.Item
	for _, x := range f.Records {
		at := assess.Place{District: p.d.ID, Phase: assess.Onsite, Tab: assess.TabRecord, Entity: x.Entity}
		out = append(out, widgets.Item{Icon: theme.IconList, Text: k.T("summary.record", x.No, k.Say.Say(k.Session.View().Standard.Method(x.Method).Words()), x.Title),
			Note: fmt.Sprint(x.Date), Go: func() { k.Window.Go(at) }})
	}
	if len(out) == 0 {
		out = append(out, widgets.Item{State: theme.Warning, Text: k.T("summary.bare")})
	}
	return out
}

// Subject is the finding at hand, for a comment on it.
func (p *findPane) Subject() string {
	if p.is == nil {
		return ""
	}
	return assess.SubjectOf(p.is.Entity)
}

func (p *findPane) open() {
	p.form.final.Focus("named")
}

// Reveal chooses a finding, or the box for the reason of a missing highlight.
func (p *findPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	switch {
	case e.Is("sum") && p.none.Focus("nohighlight"):
	case p.page.Choose(e.ID("finding")):
		p.page.Open()
	default:
		p.page.List.Focus()
	}
}

// Leave writes what is being typed.
func (p *findPane) Leave() {
	p.none.Flush()
	p.form.final.Flush()
}

// Key handles Esc and F2, and tells whether it did.
func (p *findPane) Key(k fyne.KeyName) bool { return p.page.Key(k) }

// New does nothing: findings are raised on site.
func (p *findPane) New() {}

// Filter gives the filter of the list the keyboard.
func (p *findPane) Filter() { p.page.Filter() }

// Done writes what is being typed and goes to the next finding.
func (p *findPane) Done() {
	p.Leave()
	p.page.Next()
}
