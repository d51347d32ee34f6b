package rectify

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/strip"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// step does what a button says, after asking for what that needs. The window shows refusals.
func (x *item) step(key string) {
	x.flush()
	f := x.now()
	if f == nil {
		return
	}
	switch key {
	case "report":
		x.report(f)
	case "close":
		x.close(f)
	default:
		x.k.Window.AskText(x.k.T("rectify."+key), x.k.T("rectify.why."+key), "", func(reason string) { x.because(key, f, reason) })
	}
}

// close asks what the person at the keyboard has checked.
func (x *item) close(f *assess.Finding) {
	a, who := x.k.Session.View(), x.k.Session.Who()
	if err := assess.MayClose(a, f, who); err != nil {
		x.k.Window.Fail(err)
		return
	}
	q := form.Question(x.k, "d/rect", form.Box("checked").Says("rectify.form.checked").Hint("rectify.form.checked.hint").Lines(3).Must())
	body := layout.Stack(8, widgets.Paragraph(x.k.T("rectify.close.ask", a.Name(f.Rectification.Reported), f.Requirement, who.Name)), q.Row("checked"))
	q.AskIn(strings.TrimSuffix(x.k.T("rectify.close"), "…"), x.k.T("rectify.close.yes"), body, func(v form.Values) bool {
		f := x.now()
		return f != nil && x.apply(assess.Close(x.k.Session.View(), x.d, f, x.k.Session.Who(), v["checked"]))
	})
}

// because takes a step that needs a reason.
func (x *item) because(key string, f *assess.Finding, reason string) {
	switch key {
	case "return":
		x.apply(assess.Return(x.d, f, reason, x.entry(x.k.T("rectify.returned", reason), "")))
	case "takeup":
		x.apply(assess.TakeUp(x.d, f, reason, x.entry(x.k.T("rectify.takenup", reason), "")))
	case "carry":
		x.apply(assess.CarryOver(x.d, f, reason))
	}
}

func (x *item) apply(e *assess.Edit, err error) bool {
	if err != nil {
		x.k.Window.Fail(err)
		return false
	}
	return x.k.Do(e)
}

// now returns the problem as it is now, or nil if it was removed.
func (x *item) now() *assess.Finding {
	if x.d == nil || x.f == nil {
		return nil
	}
	d := x.k.Session.View().District(x.d.ID)
	if d == nil {
		return nil
	}
	x.d = d
	return d.Finding(x.f.ID)
}

func (x *item) entry(text, proof string) assess.Entry {
	e := assess.Entry{ID: x.k.Session.NewID(), Day: x.k.Session.Today(), Text: text, Proof: proof}
	if who := x.k.Session.Who(); who != nil {
		e.Person = who.ID
	}
	return e
}

// report asks who reported the item as done, what was done, and what proves it.
func (x *item) report(f *assess.Finding) {
	q := form.Question(x.k, "d/prog", form.Box("person").Says("rectify.form.by").Must(), form.Box("text").Says("rectify.form.done").Lines(3).Free(),
		form.Box("proof").Says("rectify.form.proof").Lines(1))
	x.ask(q.Fill("person", f.Responsible), "rectify.report", func(v form.Values) bool {
		return x.apply(assess.Report(x.d, f, v["person"], x.entry(v["text"], v["proof"])))
	})
}

func (x *item) addProgress() {
	q := form.Question(x.k, "d/prog", form.Box("day").Must(), form.Box("text").Says("rectify.form.text").Lines(3), form.Box("proof").Says("rectify.form.proof").Lines(1))
	x.ask(q.Fill("day", string(x.k.Session.Today())), "rectify.progress.add", func(v form.Values) bool {
		f, e := x.now(), x.entry(v["text"], v["proof"])
		return f != nil && x.k.Do(assess.AddProgress(x.d, f, e.ID, assess.Day(v["day"]), e.Text, e.Proof, e.Person))
	})
}

func (x *item) addMilestone() {
	q := form.Question(x.k, "d/mile", form.Box("day").Must(), form.Box("text").Says("rectify.form.mile").Lines(3))
	x.ask(q, "rectify.mile.add", func(v form.Values) bool {
		f := x.now()
		return f != nil && x.k.Do(assess.AddMilestone(x.d, f, x.k.Session.NewID(), assess.Day(v["day"]), v["text"]))
	})
}

func (x *item) ask(q *form.Form, title string, take func(form.Values) bool) {
	q.Ask(strings.TrimSuffix(x.k.T(title), "…"), x.k.T("rectify.form.save"), take)
}

// stepList shows the milestones of a plan, or the entries of progress.
type stepList struct {
	x     *item
	title *theme.Line
	add   *widgets.Button
	none  *widgets.Para
	rows  []*stepRow
	list  *fyne.Container
	body  *fyne.Container
}

func newStepList(x *item, none, add string, more func()) *stepList {
	l := &stepList{x: x, title: widgets.Heading(""), none: widgets.Paragraph(x.k.T(none)), list: layout.Stack(6)}
	l.none.Importance = widget.LowImportance
	l.add = widgets.NewQuiet(x.k.T(add), theme.IconPlus, more)
	l.body = layout.Stack(4, theme.NewBox(theme.Rule).Least(0, 1), widgets.Head(l.title, l.add), layout.Flush(l.none), l.list)
	return l
}

func (l *stepList) put(title string, steps []*assess.Step, ticks, shut bool) {
	l.title.Put(title)
	widgets.Visible(l.body.Objects[2], len(steps) == 0)
	l.add.Able(!shut)
	var objs []fyne.CanvasObject
	for i, s := range steps {
		if i == len(l.rows) {
			l.rows = append(l.rows, newStepRow(l.x))
		}
		l.rows[i].put(s, ticks, shut)
		objs = append(objs, l.rows[i].body)
	}
	layout.SetObjects(l.list, objs)
}

// stepRow shows one of them: the day, what, by whom, what proves it.
type stepRow struct {
	x      *item
	is     *assess.Step
	tick   *widgets.Tick
	day    *theme.Line
	late   *theme.Pic
	text   *widgets.Para
	remove *widgets.Button
	shown  *strip.Strip // evidence; progress alone has any
	body   *fyne.Container
}

func newStepRow(x *item) *stepRow {
	r := &stepRow{x: x, tick: widgets.NewTick(""), day: theme.Text("", theme.Body, false, theme.Ink2).Whole(), late: theme.NewPic(theme.IconOverdue, theme.Glyph, theme.Red),
		text: widgets.Paragraph("")}
	r.shown = strip.New(x.k).Short()
	r.tick.OnTick = func(on bool) { x.k.Do(assess.SetMilestone(r.is, on)) }
	r.remove = widgets.NewQuiet("", theme.IconTrash, r.ask)
	day := layout.Stack(2, container.NewHBox(r.tick, container.NewCenter(r.day), container.NewCenter(r.late)))
	r.body = container.New(layout.Cells{Widths: []float32{144, 0, 36}, Gap: 4}, day, layout.Stack(2, layout.Flush(r.text), r.shown), r.remove)
	return r
}

func (r *stepRow) put(s *assess.Step, ticks, shut bool) {
	r.is = s
	widgets.Visible(r.tick, ticks)
	r.tick.Put(s.Done)
	r.tick.Lock(shut)
	k := r.x.k
	late := ticks && !s.Done && s.Day != "" && s.Day < k.Session.Today()
	ink := theme.Ink2
	if late {
		ink = theme.Red
	}
	r.day.Set(string(s.Day), ink)
	widgets.Visible(r.late, late)
	text := s.Text
	if s.Person != "" {
		text = k.T("rectify.progress.by", k.Session.View().Name(s.Person), text)
	}
	if s.Proof != "" {
		text += "\n" + k.T("rectify.progress.proof", s.Proof)
	}
	if r.text.Text != text {
		r.text.SetText(text)
	}
	r.remove.Able(!shut)
	widgets.Visible(r.shown, !ticks)
	if !ticks {
		to := screen.Target{District: r.x.d.ID, Phase: assess.Rectification, Supports: assess.Supports{Steps: []string{s.ID}}, Name: k.T("strip.step", words.Begin(s.Text, 12))}
		r.shown.Put(to, r.x.d.Supporting("step", s.ID), shut)
	}
}

func (r *stepRow) ask() {
	k, entity := r.x.k, r.is.Entity
	k.Window.Confirm(k.T("rectify.remove"), k.T("rectify.remove.ask", r.is.Text), k.T("rectify.remove"), func() {
		r.x.k.Do(assess.Remove("edit.unstep", entity))
	})
}
