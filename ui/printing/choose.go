package printing

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// choose is the first tab: for whom the chosen kind is to be printed, with a preview of the one at hand.
type choose struct {
	k       *screen.Kit
	office  Actions
	kind    string
	stands  []Stand
	ticks   map[report.Job]bool
	list    *widgets.Lines[standRow]
	all     *widgets.Tick
	preview *widgets.Button
	print   *widgets.Button
	save    *widgets.Button
	word    *widgets.Button // this and the next beside the kind's name: below there is no room for them
	ofd     *widgets.Button
	talk    *review.Button // of the district at hand
	left    *widgets.Prose // what none of the documents of the district at hand prints
	body    *fyne.Container
}

func newChoose(k *screen.Kit, o Actions) *choose {
	c := &choose{k: k, office: o, ticks: map[report.Job]bool{}, all: widgets.NewTick(k.T("papers.all"))}
	c.list = widgets.NewLines(widgets.Kind[standRow]{
		New:    func() widgets.View[standRow] { return newStandView(c.turn) },
		Key:    func(r standRow) string { return r.District },
		Height: theme.Touch,
		Columns: []widgets.Column[standRow]{
			widgets.Col(k.T("setup.step.districts"), "", func(r standRow) string { return r.Name }),
			widgets.Col(k.T("listing.has"), "", func(r standRow) string { return r.Has }), widgets.Col(k.T("field.issued"), "", func(r standRow) string { return r.Issue }),
		},
	})
	listpage.On(listpage.NewTabled(k, listpage.Tabled{Title: k.T("shell.papers"), Said: func() []string { return []string{k.T("paper." + c.kind)} }, Table: c.list.Table}), c.list)
	c.list.OnOpen = c.open
	c.list.OnMove = func(standRow) { c.putButtons() }
	c.list.Empty(widgets.NewEmpty(theme.IconFlag, k.T("papers.nodistricts"), k.LeadTo("empty.setup", "setup")))
	c.all.OnTick = c.turnAll
	c.preview = widgets.NewButton("", theme.IconSearch, func() {
		if r, ok := c.list.Chosen(); ok {
			c.office.Preview(r.Job)
		}
	}).Most(120)
	c.print = widgets.NewPrimary("", theme.IconPrint, func() { c.office.Print(c.chosen()) })
	c.save = widgets.NewButton("", theme.IconSave, func() { c.office.Save(c.chosen(), report.PDF) })
	c.word = widgets.NewButton(k.T("papers.word"), "", func() { c.office.Save(c.chosen(), report.Word) })
	c.ofd = widgets.NewButton(k.T("papers.ofd"), "", func() { c.office.Save(c.chosen(), report.OFD) })
	c.talk = review.NewButton(k)
	foot := container.NewHBox(c.all, layout.Spacer(), c.talk.Button, c.preview, c.save, c.print)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	c.left = widgets.NewProse().Faint()
	c.body = container.NewBorder(nil, layout.Stack(0, rule, layout.Pad(8, 2, c.left.Body), layout.Pad(4, 6, foot)), nil, nil, c.list)
	return c
}

func (c *choose) put(a *assess.Assessment, k assess.Paper) {
	fresh := c.kind != k.Key
	c.kind, c.stands = k.Key, Stands(a, k)
	if fresh && !k.Each { // the only one is the one meant
		c.ticks[c.stands[0].Job] = true
	}
	if fresh {
		c.list.Put(nil)
	}
	c.fill(a)
	c.putButtons()
}

func (c *choose) fill(a *assess.Assessment) {
	rows := make([]standRow, len(c.stands))
	for i, s := range c.stands {
		rows[i] = standRow{Job: s.Job, Name: s.Name, Has: c.k.Say.Say(s.Msg), Empty: s.Empty, Ticked: c.ticks[s.Job],
			Issue: a.IssueFor(s.Kind, a.District(s.District)).Number}
		if s.District == "" {
			rows[i].Name = c.k.T("papers.round")
		}
		if s.Own {
			rows[i].Issue = join(rows[i].Issue, c.k.T("papers.own"))
		}
	}
	c.list.Put(rows)
}

// join puts two facts one after the other.
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

func (c *choose) putButtons() {
	jobs, has := c.chosen(), ready(c.stands)
	c.print.Put(c.k.T("papers.print", len(jobs)))
	c.print.Able(len(jobs) > 0)
	c.save.Put(c.k.T("papers.save", len(jobs)))
	c.save.Able(len(jobs) > 0)
	c.word.Able(len(jobs) > 0)
	c.ofd.Able(len(jobs) > 0)
	r, ok := c.list.Chosen()
	c.preview.Able(ok)
	c.preview.Put(c.k.T("papers.preview", r.Name))
	d := c.k.Session.View().District(r.District)
	widgets.Visible(c.talk.Button, ok && d != nil)
	if d != nil {
		c.talk.About(d, assess.SubjectOf(assess.IssueEntity(c.kind, d)))
	}
	c.putLeft(d)
	c.all.Put(len(has) > 0 && c.whole(has))
	c.all.Lock(len(has) == 0)
	widgets.Visible(c.all, len(c.stands) > 1)
	c.body.Refresh()
}

// putLeft says what was entered for the district at hand that none of its documents prints.
func (c *choose) putLeft(d *assess.District) {
	var out []string
	if d != nil {
		for _, m := range report.LeftOut(d) {
			out = append(out, c.k.Say.Say(m))
		}
		c.left.Put(c.k.T("papers.left", d.Name, strings.Join(out, c.k.T("list.sep"))))
	}
	widgets.Visible(c.left.Body, len(out) > 0)
}

// whole tells whether all of these are ticked.
func (c *choose) whole(jobs []report.Job) bool {
	for _, j := range jobs {
		if !c.ticks[j] {
			return false
		}
	}
	return true
}

// chosen are the ticked jobs of the kind, in the list's order.
func (c *choose) chosen() []report.Job {
	var out []report.Job
	for _, s := range c.stands {
		if c.ticks[s.Job] {
			out = append(out, s.Job)
		}
	}
	return out
}

func (c *choose) turn(j report.Job, on bool) {
	c.ticks[j] = on
	c.list.Choose(j.District)
	c.list.Focus()
	c.again()
}

// open is Space or Enter on a row: it ticks all that are selected as the one at hand.
func (c *choose) open(r standRow) {
	for _, x := range c.list.Selected() {
		c.ticks[x.Job] = !r.Ticked
	}
	c.again()
}

// turnAll ticks all that have something to print, or none.
func (c *choose) turnAll(on bool) {
	for _, s := range c.stands {
		c.ticks[s.Job] = on && !s.Empty
	}
	c.again()
}

func (c *choose) again() {
	c.fill(c.k.Session.View())
	c.putButtons()
}

// standRow is one line of the list.
type standRow struct {
	report.Job
	Name, Has, Issue string
	Empty, Ticked    bool
}

// newStandView is one line of the list.
func newStandView(turn func(report.Job, bool)) widgets.View[standRow] {
	tick, name := widgets.NewTick(""), theme.Text("", theme.Body, false, theme.Ink)
	has, issue := theme.Text("", theme.Small, false, theme.Ink2), theme.Text("", theme.Small, false, theme.Ink2)
	var is report.Job
	tick.OnTick = func(on bool) { turn(is, on) }
	return widgets.NewRow(layout.Pad(6, 0, cells([]float32{28, 0, 120, 220}, tick, name, has, issue)), func(r standRow) {
		is = r.Job
		tick.Put(r.Ticked)
		name.Put(r.Name)
		ink := theme.Ink2
		if r.Empty {
			ink = theme.Amber
		}
		has.Set(r.Has, ink)
		issue.Put(r.Issue)
	})
}
