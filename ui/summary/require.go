package summary

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/ui/form"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/review"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// requirePane shows for each problem that was not withdrawn what must be done about it. Tab goes through the boxes, Ctrl+Enter to the next
// problem that lacks something.
type requirePane struct {
	frame.Still
	f     *frame.Frame
	d     *assess.District
	head  *theme.Line
	cards map[string]*card // by finding's entity
	order []*card
	list  *fyne.Container
	none  *widgets.Prose
	page  *widgets.Page
}

// card shows one problem.
type card struct {
	is    *assess.Finding
	badge *widgets.Badge
	text  *widgets.Prose
	form  *form.Form
	talk  *review.Button
	body  *fyne.Container
}

func newRequire(f *frame.Frame) *requirePane {
	p := &requirePane{f: f, head: widgets.Heading(""), cards: map[string]*card{}, list: layout.Stack(8), none: widgets.NewProse().Faint()}
	p.page = widgets.NewPage(8, widgets.Head(p.head, p.tabled().Button()), p.none.Body, p.list)
	return p
}

// tabled is what can be done with the requirements as a whole.
func (p *requirePane) tabled() *listpage.Tabled {
	k := p.f.K
	heads := []book.PastedHead{{Name: k.T("listing.finding"), Head: "发现号"}, {Name: k.T("listing.problem")}, {Name: k.T("field.requirement"), Head: "整改要求"},
		{Name: k.T("field.deadline"), Head: "整改期限"}, {Name: k.T("field.responsible"), Head: "责任单位"}}
	return listpage.NewTabled(k, listpage.Tabled{Title: k.T("field.requirement"), Said: func() []string { return []string{p.d.Name} },
		Table: func() widgets.Table {
			var t widgets.Table
			for _, h := range heads {
				t.Columns = append(t.Columns, widgets.TableColumn{Name: h.Name})
			}
			for _, f := range p.d.Standing(assess.Problem) {
				number := strconv.Itoa(slices.Index(p.d.Findings, f) + 1)
				t.Rows = append(t.Rows, widgets.TableRow{Cells: []string{number, f.FinalNamed, f.Requirement, string(f.Deadline), f.Responsible}})
			}
			return t
		},
		Pasting: func() book.Pasting {
			return book.Pasting{Sheet: "整改台账", Heads: heads, Given: map[string]string{book.District: p.d.Name}}
		}})
}

// Object is the page.
func (p *requirePane) Object() fyne.CanvasObject { return p.page }

func (p *requirePane) newCard() *card {
	c := &card{badge: widgets.NewBadge(theme.Idle, ""), text: widgets.NewProse()}
	c.form = form.New(p.f.K, "d/req", "edit.require", form.Box("requirement"), form.Box("deadline").Hint("2007-03-08"), form.Box("responsible").Lines(2))
	c.form.OnDone = func() { p.next(c) }
	c.form.OnSame, c.form.Below = func(field string) string { return p.above(c, field) }, func(string) []*form.Form { return p.below(c) }
	row := container.New(layout.Cells{Widths: []float32{0, 130, 190}, Gap: 12}, c.form.Row("requirement"), c.form.Row("deadline"), c.form.Row("responsible"))
	ground := theme.NewBox(theme.None).Line(theme.Rule).Round(theme.Grid)
	c.talk = review.NewButton(p.f.K)
	head := container.NewBorder(nil, nil, nil, container.New(layout.Middle{}, c.talk.Button), container.New(layout.Cells{Widths: []float32{84, 0}, Gap: 8}, c.badge, c.text.Body))
	c.body = container.NewStack(ground, layout.Pad(12, 8, layout.Stack(6, head, row)))
	return c
}

// Render shows a district.
func (p *requirePane) Render(d *assess.District) {
	p.d = d
	k := p.f.K
	alive := map[string]*card{}
	p.order = nil
	var objs []fyne.CanvasObject
	for _, f := range d.Standing(assess.Problem) {
		c := p.cards[f.Entity]
		if c == nil {
			c = p.newCard()
		}
		alive[f.Entity] = c
		c.is = f
		c.talk.About(d, assess.SubjectOf(f.Entity))
		c.text.Put(k.T("consult.numbered", number(d, f), f.FinalNamed))
		state, word := theme.Done, "summary.required"
		if !required(f) {
			state, word = theme.Warning, "summary.lacks"
		}
		c.badge.Set(state, k.T(word))
		c.form.Put(f.Required(d))
		p.order = append(p.order, c)
		objs = append(objs, c.body)
	}
	p.cards = alive
	layout.SetObjects(p.list, objs)
	t := d.RequireTally()
	p.head.Put(k.T("summary.require", t.Done, t.Total))
	p.none.Put("")
	if len(p.order) == 0 {
		p.none.Put(k.T("checklist.noproblems"))
	}
	p.page.Fit()
}

// above is what the problem above says in a field.
func (p *requirePane) above(c *card, field string) string {
	if i := slices.Index(p.order, c); i > 0 {
		return p.order[i-1].form.Field(field).Text()
	}
	return ""
}

func (p *requirePane) below(c *card) []*form.Form {
	var out []*form.Form
	for _, x := range p.order[slices.Index(p.order, c)+1:] {
		out = append(out, x.form)
	}
	return out
}

// next goes to what is missing at the next problem after c, beginning again at the end of the list.
func (p *requirePane) next(c *card) {
	at := -1
	for i, x := range p.order {
		if x == c {
			at = i
		}
	}
	for i := range p.order {
		x := p.order[(at+1+i)%len(p.order)]
		if !required(x.is) {
			p.focus(x)
			return
		}
	}
}

func (p *requirePane) focus(c *card) {
	p.page.Reveal(c.body)
	c.form.FocusEmpty()
}

// Reveal goes to the boxes of a problem; without one to the first that lacks something.
func (p *requirePane) Reveal(at assess.Place) {
	for _, c := range p.order {
		if c.is.Required(p.d) == at.Entity || c.is.Entity == at.Entity {
			p.focus(c)
			return
		}
	}
	p.next(nil)
}

// Leave writes what is being typed.
func (p *requirePane) Leave() {
	for _, c := range p.order {
		c.form.Flush()
	}
}

// Done writes what is being typed and goes to the next problem that lacks something.
func (p *requirePane) Done() {
	p.Leave()
	p.next(nil)
}
