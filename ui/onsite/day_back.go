package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/settle"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// followUp is 回头看: the last round's problems that were not closed, each to be answered.
type followUp struct {
	p     *page
	title *theme.Line
	none  *para
	cards map[string]*followCard // by entity
	diff  *settle.Notice
	list  *fyne.Container
	body  *fyne.Container
}

func newFollowUp(p *page) *followUp {
	f := &followUp{p: p, title: theme.Text("", theme.Body, true, theme.Ink), none: newPara(widget.LowImportance), cards: map[string]*followCard{},
		diff: settle.NewNotice(p.k), list: layout.Stack(theme.Grid * 2)}
	f.body = layout.Stack(theme.Grid, theme.NewBox(theme.Rule).Least(0, 1), f.title, f.none, f.diff.Banner, f.list)
	return f
}

func (f *followUp) put(st dayState) {
	f.title.Put(f.p.t("onsite.back.title", st.Told, len(st.Carried)))
	none := ""
	if len(st.Carried) == 0 {
		none = f.p.t("onsite.back.none")
	}
	f.none.Put(none)
	var entities []string
	alive, objs := map[string]*followCard{}, []fyne.CanvasObject{}
	for n, c := range st.Carried {
		x := f.cards[c.Entity]
		if x == nil {
			x = newFollowCard(f.p)
		}
		alive[c.Entity], entities = x, append(entities, c.Entity)
		x.put(c, n+1)
		objs = append(objs, x.body)
	}
	f.cards, f.list.Objects = alive, objs
	f.diff.Put(entities...)
}

func (f *followUp) flush() {
	for _, c := range f.cards {
		c.form.Flush()
	}
}

// followCard is one problem of the last round.
type followCard struct {
	p     *page
	text  *para
	must  *para
	badge *widgets.Badge
	form  *form.Form
	body  *fyne.Container
}

var followLook = map[string]theme.State{"fixed": theme.Done, "part": theme.Warning, "open": theme.Refused, "": theme.Awaiting}

func newFollowCard(p *page) *followCard {
	c := &followCard{p: p, text: newPara(widget.MediumImportance), must: newPara(widget.LowImportance), badge: widgets.NewBadge(theme.Awaiting, ""),
		form: form.New(p.k, "d/back", "edit.back", form.Pick("state").Says("onsite.back.state").Hint("onsite.back.unanswered").Wide(132),
			form.Box("answer").Hint("onsite.back.hint"))}
	state := c.form.Field("state")
	c.body = layout.Stack(theme.Grid, c.text, c.must, headed(state.Name(theme.Body), newRow(-1, state.Bare(), c.badge)), boxed(c.form, "answer"))
	return c
}

func (c *followCard) put(x *assess.Carried, n int) {
	c.text.Put(c.p.t("onsite.numbered", n, x.Text))
	must := ""
	if x.Requirement != "" {
		must = c.p.t("onsite.back.requirement", x.Requirement)
	}
	c.must.Put(must)
	word := x.State
	if word == "" {
		word = "unanswered"
	}
	c.badge.Set(followLook[x.State], c.p.t("onsite.back."+word))
	c.form.Put(x.Entity)
}
