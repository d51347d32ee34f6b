package summary

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// requirePane has what must be done about each problem that stands. Tab walks the boxes, Ctrl+Enter goes to the next that lacks
// something.
type requirePane struct {
	frame.Still
	f     *frame.Frame
	timer widgets.Timer
	d     *assess.District
	head  *theme.Line
	cards map[string]*card // by finding's entity
	order []*card
	list  *fyne.Container
	none  *widgets.Prose
	page  *widgets.Page
}

// card is one problem.
type card struct {
	is     *assess.Finding
	badge  *widgets.Badge
	text   *widgets.Prose
	boxes  [3]*widgets.TextBox // requirement, deadline, responsible
	fields [3]string
	body   *fyne.Container
}

func newRequire(f *frame.Frame, timer widgets.Timer) *requirePane {
	p := &requirePane{f: f, timer: timer, head: widgets.Heading(""), cards: map[string]*card{}, list: layout.Stack(8), none: widgets.NewProse().Faint()}
	p.page = widgets.NewPage(8, widgets.Head(p.head, nil), p.none.Body, p.list)
	return p
}

// Object is the page.
func (p *requirePane) Object() fyne.CanvasObject { return p.page }

func (p *requirePane) newCard() *card {
	k := p.f.K
	c := &card{badge: widgets.NewBadge(theme.Idle, ""), text: widgets.NewProse(), fields: [3]string{"requirement", "deadline", "responsible"}}
	edits := [3]*widgets.Field{widgets.NewNote(p.timer, 2), widgets.NewDayField(p.timer, k.T("checklist.badday")).Hint("2007-03-08"), widgets.NewNote(p.timer, 2)}
	edits[2].Parse = func(s string) (string, error) { return strings.TrimSpace(strings.ReplaceAll(s, "\n", "")), nil } // one line
	for i, e := range edits {
		c.boxes[i] = widgets.NewTextBox(k.T("field."+c.fields[i]), e, func(v string) {
			p.f.K.Do(assess.Fields("edit.require", c.is.Required(p.d), c.fields[i], strings.TrimSpace(v)))
		})
		e.OnDone = func() { p.next(c) }
	}
	row := container.New(layout.Cells{Widths: []float32{0, 130, 190}, Gap: 12}, c.boxes[0].Body, c.boxes[1].Body, c.boxes[2].Body)
	ground := theme.NewBox(theme.None).Line(theme.Rule).Round(theme.Grid)
	head := container.New(layout.Cells{Widths: []float32{84, 0}, Gap: 8}, c.badge, c.text.Body)
	c.body = container.NewStack(ground, layout.Pad(12, 8, layout.Stack(6, head, row)))
	return c
}

// Render shows a district.
func (p *requirePane) Render(d *assess.District) {
	p.d = d
	k, locked := p.f.K, p.f.Refused() != nil
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
		c.text.Put(k.T("consult.numbered", number(d, f), f.FinalNamed))
		state, word := theme.Done, "summary.required"
		if !required(f) {
			state, word = theme.Warning, "summary.lacks"
		}
		c.badge.Set(state, k.T(word))
		for i, v := range []string{f.Requirement, string(f.Deadline), f.Responsible} {
			c.boxes[i].Put(v, locked)
		}
		p.order = append(p.order, c)
		objs = append(objs, c.body)
	}
	p.cards = alive
	layout.SetObjects(p.list, objs)
	p.head.Put(k.T("summary.require", len(p.order)-lacking(d), len(p.order)))
	p.none.Put("")
	if len(p.order) == 0 {
		p.none.Put(k.T("checklist.noproblems"))
	}
	p.page.Fit()
}

// next goes to what the next problem after c lacks, round the end.
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
	for i, v := range []string{c.is.Requirement, string(c.is.Deadline), c.is.Responsible} {
		if v == "" && c.boxes[i].Edit.Visible() {
			c.boxes[i].Edit.Focus()
			return
		}
	}
	c.boxes[0].Edit.Focus()
}

// Reveal goes to a problem's boxes; without one to the first that lacks something.
func (p *requirePane) Reveal(at assess.Place) {
	for _, c := range p.order {
		if c.is.Required(p.d) == at.Entity || c.is.Entity == at.Entity {
			p.focus(c)
			return
		}
	}
	p.next(nil)
}

// Leave commits what is being typed.
func (p *requirePane) Leave() {
	for _, c := range p.order {
		for _, b := range c.boxes {
			b.Edit.Flush()
		}
	}
}

// Done goes to the next that lacks something.
func (p *requirePane) Done() {
	p.Leave()
	p.next(nil)
}
