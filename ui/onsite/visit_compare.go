package onsite

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// comparison shows the drawn subdistricts side by side, and in figures how uneven they are.
type comparison struct {
	p      *page
	figure *theme.Line
	more   *widgets.Button
	open   func(check, sub string)
	list   *widgets.Lines[compared]
	heads  *verdictCells
	body   *fyne.Container
}

func newComparison(p *page) *comparison {
	c := &comparison{p: p, figure: theme.Text("", theme.Body, true, theme.Ink), heads: newVerdictCells()}
	c.list = widgets.NewLines(widgets.Kind[compared]{New: func() widgets.View[compared] { return newComparedView(p) },
		Key: func(x compared) string { return x.ID }, Height: theme.Rows2, Columns: []widgets.Column[compared]{
			{Name: p.t("onsite.visit.check"), Cell: widgets.Plain(func(x compared) string { return x.Text })},
			{Name: p.t("field.verdict"), Cell: widgets.Plain(func(x compared) string { return counts(p, x) })},
		}})
	listpage.On(listpage.NewTabled(p.k, listpage.Tabled{Title: p.t("onsite.tab.visit"), Said: func() []string { return []string{p.name()} }, Table: c.list.Table}), c.list)
	c.list.OnOpen = func(x compared) { c.open(x.ID, x.first()) }
	c.more = widgets.NewQuiet(p.t("onsite.visit.more"), theme.IconPlus, func() { newNothing(p).add() })
	head := container.New(layout.Inset{Left: side + theme.Grid, Top: 6, Right: side, Bottom: 6}, newRow(0, c.figure, c.more))
	names := container.New(layout.Inset{Left: side + 10, Right: 8, Bottom: theme.Grid}, newRow(0, theme.Text(p.t("onsite.visit.check"), theme.Small, false, theme.Ink2), c.heads.body))
	c.body = layout.Fill(1, layout.Stack(theme.Grid, head, names), container.New(layout.Inset{Left: side}, c.list))
	return c
}

func (c *comparison) put(st visitState) {
	c.figure.Put(c.says(st))
	widgets.Visible(c.more, c.p.view().Locked(assess.Path("std", "visit", "x")) == nil)
	var names []fyne.CanvasObject
	for _, s := range st.Subs {
		names = append(names, theme.Text(s.Name, theme.Small, false, theme.Ink2))
	}
	c.heads.put(names)
	c.list.Put(st.Checks)
	c.body.Refresh()
}

// says is the figure behind 落实不均衡, in words.
func (c *comparison) says(st visitState) string {
	text := ""
	switch {
	case !st.Several:
		text = c.p.t("onsite.visit.one")
	case st.Spread == 0:
		text = c.p.t("onsite.visit.even", len(st.Checks))
	default:
		text = c.p.t("onsite.visit.spread", len(st.Checks), st.Spread)
	}
	if st.Open > 0 {
		text += c.p.t("onsite.visit.open", st.Open)
	}
	return text
}

// newComparedView is a check over all subdistricts: its text, how many got which verdict, and each one's verdict.
func newComparedView(p *page) widgets.View[compared] {
	text, more, cells := theme.Text("", theme.Body, false, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2), newVerdictCells()
	var badges []*widgets.Badge
	body := newRow(0, layout.Stack(1, text, more), cells.body)
	return widgets.NewRow(container.New(layout.Inset{Left: 10, Right: 8, Top: 5, Bottom: 4}, body), func(c compared) {
		text.Put(p.t("onsite.numbered", c.Number, c.Text))
		ink := theme.Ink2
		if c.Differs {
			ink = theme.Amber
		}
		more.Set(counts(p, c), ink)
		var objs []fyne.CanvasObject
		for i, verdict := range c.Verdicts {
			if i == len(badges) {
				badges = append(badges, widgets.NewBadge(theme.Idle, ""))
			}
			badges[i].Set(verdictLook[verdict], p.t("verdict."+string(verdict)))
			objs = append(objs, container.NewHBox(badges[i]))
		}
		cells.put(objs)
	})
}

// counts says how many subdistricts got which verdict, and whether they differ.
func counts(p *page, c compared) string {
	var out []string
	for _, x := range assess.Verdicts {
		if n := c.Counts[x]; n > 0 {
			out = append(out, p.t("onsite.visit.count", p.t("verdict."+string(x)), n))
		}
	}
	text := strings.Join(out, p.t("list.sep"))
	if c.Differs {
		text = p.t("onsite.visit.differs", text)
	}
	return text
}

// verdictCells are columns of one width, one for each subdistrict.
type verdictCells struct{ body *fyne.Container }

const verdictWidth float32 = 92

func newVerdictCells() *verdictCells {
	return &verdictCells{container.New(layout.Row{Gap: theme.Grid})}
}

func (c *verdictCells) put(objs []fyne.CanvasObject) {
	for len(c.body.Objects) > len(objs) {
		c.body.Objects = c.body.Objects[:len(c.body.Objects)-1]
	}
	for i, o := range objs {
		if i == len(c.body.Objects) {
			c.body.Objects = append(c.body.Objects, wide(verdictWidth, o))
		}
		c.body.Objects[i].(*fyne.Container).Objects = []fyne.CanvasObject{o}
	}
	layout.Relayout(c.body)
}
