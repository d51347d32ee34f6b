package prepare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynelayout "fyne.io/fyne/v2/layout"

	"kaohe/app/assess"
	"kaohe/ui/checklist"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// drawPane is 抽签: a form for a new draw, the draws that were made, and the subdistricts that are marked.
type drawPane struct {
	p     *page
	form  *drawForm
	title *theme.Line
	none  *fyne.Container // says that nothing was drawn
	cards map[string]*drawCard
	list  *fyne.Container
	subs  *drawnSubs
	page  *widgets.Page
}

func newDrawPane(p *page) *drawPane {
	x := &drawPane{p: p, title: widgets.Heading(""), cards: map[string]*drawCard{}, list: layout.Stack(8), subs: newDrawnSubs(p)}
	x.form = newDrawForm(p, x.show)
	none := widgets.Paragraph("")
	none.SetText(p.t("prepare.draw.none"))
	x.none = layout.Flush(none)
	right := layout.Stack(8, widgets.Head(x.title, nil), x.none, x.list, x.subs.body)
	sides := container.New(layout.Sides{From: 868, Right: 400, Gap: 20}, x.form.body, right)
	x.page = widgets.NewPage(12, sides)
	return x
}

func (x *drawPane) Object() fyne.CanvasObject { return x.page }
func (x *drawPane) turned()                   { x.form.begin(); x.form.complain(nil) }
func (x *drawPane) Leave()                    { x.form.form.Flush() }
func (x *drawPane) Filter()                   {}
func (x *drawPane) Done()                     { x.form.form.Focus("phrase") }
func (x *drawPane) Key(fyne.KeyName) bool     { return false }

// Drafts tells of a draw that was prepared, not made, and could not be kept.
func (x *drawPane) Drafts() []string {
	d := x.p.d()
	if d == nil || !x.form.desk.Lost(x.form.name()) {
		return nil
	}
	return []string{x.p.t("prepare.draw.undrawn", d.Name)}
}

func (x *drawPane) New() {
	if err := x.p.locked("draw"); err != nil {
		x.p.k.Window.Fail(err)
		return
	}
	x.page.Top()
	x.form.form.Focus("phrase")
}

// Render shows the page's district.
func (x *drawPane) Render(*assess.District) { x.render() }

func (x *drawPane) render() {
	d := x.p.d()
	locked := x.p.locked("draw") != nil
	widgets.Visible(x.form.body, !locked)
	if !locked {
		x.form.render(d)
	}
	x.title.Put(x.p.t("prepare.draw.made", len(d.Draws)))
	widgets.Visible(x.none, len(d.Draws) == 0)
	alive := map[string]*drawCard{}
	var objs []fyne.CanvasObject
	for _, m := range slices.Backward(d.Draws) {
		c := x.cards[m.Entity]
		if c == nil {
			c = newDrawCard(x.p)
		}
		alive[m.Entity] = c
		c.put(d, m)
		objs = append(objs, c.body)
	}
	x.cards = alive
	layout.SetObjects(x.list, objs)
	x.subs.put(d, x.p.locked("sub") != nil)
	x.page.Fit()
}

// show brings a draw that was just made into view.
func (x *drawPane) show(id string) {
	x.Reveal(assess.Place{Entity: assess.Path("d", x.p.id, "draw", id)})
}

func (x *drawPane) Reveal(at assess.Place) {
	x.render()
	if c := x.cards[at.Entity]; c != nil {
		x.page.Reveal(c.body)
		switch {
		case c.void.Visible():
			x.p.focus(c.void)
		case c.print.Visible():
			x.p.focus(c.print)
		}
		return
	}
	if x.form.body.Visible() {
		x.page.Top()
		x.form.form.Focus("phrase")
	}
}

// drawCard is one draw that was made.
type drawCard struct {
	p      *page
	title  *theme.Line
	badge  *widgets.Badge
	result *widgets.Para
	facts  *widgets.Para
	again  *widgets.Banner
	print  *widgets.Button
	void   *widgets.Button // takes out a draw whose result does not follow from its list and phrase
	body   *fyne.Container
}

func newDrawCard(p *page) *drawCard {
	c := &drawCard{p: p, title: theme.Text("", theme.Body, true, theme.Ink), badge: widgets.NewBadge(theme.Signed, ""), result: widgets.Paragraph(""), facts: widgets.Paragraph(""),
		again: widgets.NewBanner(theme.Warning, "")}
	c.result.TextStyle.Bold = true
	c.print = widgets.NewButton(p.t("prepare.draw.print"), theme.IconPrint, nil)
	c.void = widgets.NewButton(p.t("prepare.draw.void"), theme.IconTrash, nil)
	head := container.NewBorder(nil, nil, nil, container.NewCenter(c.badge), container.New(layout.Middle{}, c.title))
	ground := theme.NewBox(theme.None).Line(theme.Rule).Round(theme.Grid)
	c.body = container.NewStack(ground, layout.Pad(12, 8, layout.Stack(2, head, layout.Flush(c.result), c.again, layout.Flush(c.facts), container.NewHBox(c.print, c.void))))
	return c
}

func (c *drawCard) put(d *assess.District, x *assess.Draw) {
	t := c.p.t
	c.title.Put(t("prepare.draw.card", x.Title, x.Day))
	if x.True() {
		c.badge.Set(theme.Signed, t("prepare.draw.true"))
	} else {
		c.badge.Set(theme.Refused, t("prepare.draw.false"))
	}
	sep := t("list.sep")
	widgets.PutText(c.result, t("prepare.draw.result", len(x.Result), strings.ReplaceAll(strings.Join(x.Result, sep), "\t", "·")))
	again := ""
	if before := d.Earlier(x); len(before) > 0 {
		again = t("prepare.draw.nth", len(before)+1, x.Why)
	}
	c.again.Put(theme.Warning, again)
	of := "prepare.verify.of"
	if x.Strata {
		of = "prepare.verify.strata"
	}
	facts := []string{t(of, len(x.List), x.Count, strings.TrimSpace(x.Phrase)), t("prepare.draw.by", c.p.view().Name(x.Person)),
		t("prepare.verify.listhash", "") + "\n" + groups(x.ListHash()), t("prepare.verify.seedis", "") + "\n" + groups(x.Seed())}
	widgets.PutText(c.facts, strings.Join(facts, "\n"))
	c.print.OnTapped = func() { c.p.print(x.ID) }
	widgets.Visible(c.print, c.p.prints())
	c.void.OnTapped = func() {
		c.p.k.Window.Confirm(t("prepare.draw.void"), t("prepare.draw.void.body", x.Title), t("prepare.draw.void.yes"), func() {
			c.p.k.Do(assess.Remove("edit.undraw", x.Entity))
		})
	}
	widgets.Visible(c.void, !x.True() && c.p.locked("draw") == nil)
}

// drawnSubs are the district's subdistricts with those that are marked as drawn. A tick by hand is for a draw on paper; what differs
// from the last draw of the subdistricts is said.
type drawnSubs struct {
	p     *page
	title *theme.Line
	warn  *widgets.Banner
	ticks []*widgets.Tick
	grid  *fyne.Container
	body  *fyne.Container
}

func newDrawnSubs(p *page) *drawnSubs {
	s := &drawnSubs{p: p, title: widgets.Heading(""), warn: widgets.NewBanner(theme.Warning, ""), grid: container.New(fynelayout.NewGridWrapLayout(fyne.NewSize(130, theme.Touch)))}
	s.body = layout.Stack(4, widgets.Head(s.title, nil), s.warn, s.grid, small(p.t("prepare.draw.hand")))
	return s
}

func (s *drawnSubs) put(d *assess.District, locked bool) {
	n := 0
	for len(s.ticks) < len(d.Subdistricts) {
		t := widgets.NewTick("")
		s.ticks = append(s.ticks, t)
		s.grid.Add(t)
	}
	w := float32(130)
	for i, t := range s.ticks {
		widgets.Visible(t, i < len(d.Subdistricts))
		if i >= len(d.Subdistricts) {
			continue
		}
		sub := d.Subdistricts[i]
		if sub.Drawn {
			n++
		}
		t.OnTick = func(on bool) { s.p.k.Do(checklist.SetDrawn(sub, on)) }
		t.Word(sub.Name)
		t.Put(sub.Drawn)
		t.Lock(locked)
		w = max(w, t.MinSize().Width)
	}
	s.grid.Layout = fynelayout.NewGridWrapLayout(fyne.NewSize(w, theme.Touch))
	s.title.Put(s.p.t("checklist.drawn", n, len(d.Subdistricts)))
	warn := ""
	switch x := lastOfSubs(d); {
	case len(d.Subdistricts) == 0:
		warn = s.p.t("block.subdistricts")
	case x != nil && !marked(d, x):
		warn = s.p.t("prepare.draw.differs")
	}
	s.warn.Put(theme.Warning, warn)
}
