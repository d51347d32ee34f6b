package rectify

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/gallery"
	"kaohe/ui/layout"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// item shows the chosen rectification.
type item struct {
	k        *screen.Kit
	d        *assess.District
	f        *assess.Finding
	head     *itemHead
	form     *form.Form
	mile     *stepList
	progress *stepList
	pairs    *gallery.Pairs
	page     *widgets.Page
}

func newItem(k *screen.Kit) *item {
	x := &item{k: k}
	x.form = form.New(k, "d/rect", "edit.rectify", form.Pick("mode").Hint("rectify.nomode").Wide(144), form.Box("measures").Lines(3).Hint("rectify.measures.hint"))
	x.form.OnWrite = func(e *assess.Edit, field, text string) *assess.Edit { return assess.Arrange(x.d, x.f, field, text) }
	x.head = newItemHead(k, x.step)
	x.mile = newStepList(x, "rectify.mile.none", "rectify.mile.add", x.addMilestone)
	x.progress = newStepList(x, "rectify.progress.none", "rectify.progress.add", x.addProgress)
	x.pairs = gallery.NewPairs(k)
	x.page = widgets.NewPage(10, x.head.body, x.form.Row("mode"), x.form.Row("measures"), x.mile.body, x.progress.body, x.pairs.Body)
	return x
}

// named returns o with a small label above it.
func named(label string, o fyne.CanvasObject) *fyne.Container {
	return layout.Stack(2, theme.Text(label, theme.Small, false, theme.Ink2), o)
}

func (x *item) put(d *assess.District, f *assess.Finding, r Row) {
	if f == nil {
		return
	}
	fresh := x.f == nil || x.f.Entity != f.Entity
	if fresh {
		x.flush()
	}
	x.d, x.f = d, f
	refused := x.refused()
	x.head.put(d, f, r, refused)
	shut := refused != nil || f.Rectification.Closed()
	mode := ""
	if f.Rectification != nil {
		mode = f.Rectification.Mode
	}
	x.form.Shut(shut).Put(f.Rect(d))
	done := 0
	for _, s := range f.Milestones {
		if s.Done {
			done++
		}
	}
	x.mile.put(x.k.T("rectify.mile", done, len(f.Milestones)), f.Milestones, true, shut)
	widgets.Visible(x.mile.body, mode == assess.RectLong || len(f.Milestones) > 0)
	x.progress.put(x.k.T("rectify.progress"), f.Progress, false, refused != nil)
	x.pairs.Put(d, f)
	x.page.Fit()
	if fresh {
		x.page.Top()
	}
}

// refused returns the fault that tells why the person at the keyboard can't write here, or nil.
func (x *item) refused() error {
	entity := x.f.Rect(x.d)
	if err := assess.PermitAct(x.k.Session.Who(), assess.ActOf(entity)); err != nil {
		return err
	}
	return x.k.Session.View().Locked(entity)
}

func (x *item) flush() { x.form.Flush() }

// focus gives the first thing that can be done the keyboard.
func (x *item) focus() {
	c := x.k.Window.Canvas()
	for _, key := range stepKeys {
		if b := x.head.steps[key]; c != nil && b.Visible() && !b.Disabled() {
			c.Focus(b)
			return
		}
	}
}

// itemHead shows what was found, what is required, how far it is, and what can be done now.
type itemHead struct {
	k      *screen.Kit
	where  *theme.Line
	badge  *widgets.Badge
	texts  [3]*widgets.Para // problem, requirement, deadline and office
	note   *widgets.Banner  // who brought it to this state and why
	steps  map[string]*widgets.Button
	talk   *review.Button
	row    *fyne.Container
	body   *fyne.Container
	is     Row
	entity string
}

// stepKeys lists the steps in the order of their buttons.
var stepKeys = []string{"report", "close", "return", "carry", "takeup"}

func newItemHead(k *screen.Kit, step func(key string)) *itemHead {
	h := &itemHead{k: k, where: theme.Text("", theme.Title, true, theme.Ink), badge: widgets.NewBadge(theme.Idle, ""), note: widgets.NewBanner(theme.Info, ""),
		steps: map[string]*widgets.Button{}}
	for i := range h.texts {
		h.texts[i] = widgets.Paragraph("")
	}
	h.texts[2].Importance = widget.LowImportance
	h.row = container.NewHBox()
	for _, key := range stepKeys {
		button := widgets.NewButton
		if key == "report" || key == "close" {
			button = widgets.NewPrimary
		}
		h.steps[key] = button(k.T("rectify."+key), "", func() { step(key) })
		h.row.Add(h.steps[key])
	}
	edit := widgets.NewQuiet(k.T("rectify.edit"), theme.IconNext, func() {
		k.Window.Go(assess.Place{District: h.is.District, Phase: assess.Onsite, Tab: assess.TabFinding, Entity: h.is.Key})
	})
	history := widgets.NewQuiet(k.T("rectify.history"), theme.IconHistory, func() {
		k.Window.History(k.T("rectify.number", h.is.Number), h.entity, "state", "mode", "measures", "reported", "checker", "checked", "reason")
	})
	h.talk = review.NewButton(k)
	head := container.New(layout.Row{Gap: 4, Grow: layout.Nth(0)}, h.where, h.badge, h.talk.Button, edit, history)
	must := named(k.T("rectify.requirement"), layout.Flush(h.texts[1]))
	h.body = layout.Stack(6, head, layout.Flush(h.texts[0]), must, layout.Flush(h.texts[2]), h.note, h.row)
	return h
}

func (h *itemHead) put(d *assess.District, f *assess.Finding, r Row, refused error) {
	h.is, h.entity = r, f.Rect(d)
	h.talk.About(d, assess.SubjectOf(f.Entity))
	h.where.Put(d.Name + " " + h.k.T("rectify.number", r.Number))
	word := h.k.T(r.Word())
	if m, ok := r.Time.Words(); ok {
		word += " · " + h.k.Say.Say(m)
	}
	h.badge.Set(r.Sign(), word)
	must := r.Must
	if must == "" {
		must = h.k.T("rectify.norequirement")
	}
	until, who := h.k.T("rectify.nodeadline"), r.Who
	if r.Deadline != "" {
		until = h.k.T("rectify.deadline") + " " + h.k.Say.Say(r.Deadline.Said())
	}
	if who == "" {
		who = h.k.T("rectify.norespons")
	}
	for i, s := range []string{r.Problem, must, until + h.k.T("list.gap") + who} {
		if h.texts[i].Text != s {
			h.texts[i].SetText(s)
		}
	}
	state, note := h.say(f)
	h.note.Put(state, note)
	open := Steps(f)
	for _, key := range stepKeys {
		widgets.Visible(h.steps[key], has(open, key))
		h.steps[key].Able(refused == nil)
	}
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// say returns in words who brought the item to its state and why.
func (h *itemHead) say(f *assess.Finding) (theme.State, string) {
	r, name := f.Rectification, h.k.Session.View().Name
	switch {
	case r == nil:
	case r.State == assess.RectReported:
		return theme.Awaiting, h.k.T("rectify.reportedby", name(r.Reported))
	case r.State == assess.RectClosed:
		said := h.k.T("rectify.closedby", name(r.Reported), name(r.Checker))
		if r.Checked != "" {
			said += h.k.T("rectify.checkedwas", r.Checked)
		}
		return theme.Done, said
	case r.State == assess.RectCarried:
		return theme.Info, h.k.T("rectify.carriedwhy", r.Reason)
	case r.Reason != "":
		return theme.Warning, h.k.T("rectify.sentback", r.Reason)
	}
	return theme.Info, ""
}
