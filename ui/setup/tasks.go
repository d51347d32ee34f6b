package setup

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// tasks is the sixth step: the checklists of all districts as one list, phase by phase. What is written here is written everywhere.
type tasks struct {
	k     *screen.Kit
	st    State
	lines []TaskLine
	rows  map[string]*taskRow
	heads map[assess.Phase]*taskHead
	bar   struct{ title, usual, same fyne.CanvasObject }
	list  *fyne.Container
	page  *widgets.Page
	body  *fyne.Container
}

type taskHead struct {
	add  *widgets.Button
	body fyne.CanvasObject
}

var taskCells = layout.Cells{Widths: []float32{0, 132, 96, 40}, Gap: 8}

func newTasks(k *screen.Kit) *tasks {
	v := &tasks{k: k, rows: map[string]*taskRow{}, heads: map[assess.Phase]*taskHead{}, list: layout.Stack(4)}
	usual := widgets.NewButton(k.T("setup.tasks.usual"), theme.IconStar, func() { v.fill(Usual()) })
	same := widgets.NewButton(k.T("setup.tasks.same"), "", func() { v.fill(v.lines) })
	v.bar.usual, v.bar.same = usual, same
	for _, p := range assess.Phases {
		h := &taskHead{}
		h.add = widgets.NewQuiet(k.T("setup.tasks.add"), theme.IconPlus, func() { v.addTo(p) })
		h.body = widgets.Head(widgets.Heading(k.T("phase."+p.Key())), h.add)
		v.heads[p] = h
	}
	v.page = widgets.NewPage(4, v.list)
	v.body = container.NewBorder(layout.Pad(16, 4, container.NewHBox(usual, same)), nil, nil, nil, v.page)
	return v
}

func (v *tasks) object() fyne.CanvasObject { return v.body }

func (v *tasks) put(s State) {
	v.st, v.lines = s, TaskLines(s.A)
	alive := map[string]*taskRow{}
	var objs []fyne.CanvasObject
	for _, p := range assess.Phases {
		h := v.heads[p]
		widgets.Visible(h.add, s.Lock == nil && len(s.A.Districts) > 0)
		objs = append(objs, h.body)
		for _, l := range v.lines {
			if l.Phase != p {
				continue
			}
			r := v.rows[l.First]
			if r == nil {
				r = newTaskRow(v)
			}
			alive[l.First] = r
			r.put(l, s)
			objs = append(objs, r.body)
		}
	}
	v.rows = alive
	layout.SetObjects(v.list, objs)
	able := s.Lock == nil && len(s.A.Districts) > 0
	widgets.Visible(v.bar.usual, able && FillTasks(s.A, Usual(), nothing) != nil)
	widgets.Visible(v.bar.same, able && FillTasks(s.A, v.lines, nothing) != nil)
	layout.Relayout(v.body)
	v.page.Fit()
}

func nothing() string { return "x" }

func (v *tasks) fill(lines []TaskLine) { v.k.Do(FillTasks(v.st.A, lines, v.k.Session.NewID)) }

func (v *tasks) flush() {
	for _, r := range v.rows {
		r.form.Flush()
	}
}

// add is for the phase of the row that has the keyboard, or else the first.
func (v *tasks) add() {
	p := assess.Preparation
	for _, l := range v.lines {
		if r := v.rows[l.First]; r != nil && r.form.Focused() {
			p = l.Phase
		}
	}
	v.addTo(p)
}

func (v *tasks) addTo(p assess.Phase) {
	if v.st.Lock != nil {
		v.k.Window.Fail(v.st.Lock)
		return
	}
	v.k.Window.AskText(v.k.T("setup.tasks.add"), v.k.T("field.what"), "", func(what string) {
		what = strings.TrimSpace(what)
		v.fill([]TaskLine{{Phase: p, What: what}})
		for _, l := range v.lines {
			if l.Phase == p && l.What == what {
				v.into(v.rows[l.First])
			}
		}
	})
}

func (v *tasks) reveal(string, string) {
	for _, l := range v.lines {
		if r := v.rows[l.First]; l.Due == "" && !l.Mixed {
			v.into(r)
			return
		}
	}
}

// above is the day of the line above, within its phase.
func (v *tasks) above(r *taskRow, field string) string {
	if i := v.index(r); i > 0 && field == "due" && v.lines[i-1].Phase == r.line.Phase {
		return string(v.lines[i-1].Due)
	}
	return ""
}

// below are the rows below, within the phase.
func (v *tasks) below(r *taskRow, field string) []*form.Form {
	var out []*form.Form
	for _, l := range v.lines[v.index(r)+1:] {
		if l.Phase == r.line.Phase && field == "due" {
			out = append(out, v.rows[l.First].form)
		}
	}
	return out
}

func (v *tasks) index(r *taskRow) int {
	return slices.IndexFunc(v.lines, func(l TaskLine) bool { return v.rows[l.First] == r })
}

// into puts the keyboard on a row's day.
func (v *tasks) into(r *taskRow) {
	v.page.Reveal(r.body)
	r.form.Focus("due")
}

// taskRow is one task.
type taskRow struct {
	k      *screen.Kit
	line   TaskLine
	form   *form.Form // of the first entity that can be changed; what is typed is written to all
	in     *theme.Line
	remove *widgets.Knob
	body   *fyne.Container
}

func newTaskRow(v *tasks) *taskRow {
	r := &taskRow{k: v.k, in: theme.Text("", theme.Small, false, theme.Ink2)}
	r.form = form.New(v.k, "d/task", "edit.task", form.Box("what").Mute(), form.Box("due").Mute().As(r.day))
	r.form.OnSame, r.form.Below = func(field string) string { return v.above(r, field) }, func(field string) []*form.Form { return v.below(r, field) }
	r.form.OnWrite = func(_ *assess.Edit, field, text string) *assess.Edit { return SetLine(r.line, field, text) }
	ask := func() {
		v.k.Window.Confirm(v.k.T("setup.tasks.remove"), v.k.T("setup.tasks.remove.body", r.line.What, len(r.line.Entities)), v.k.T("setup.remove.yes"), func() {
			v.k.Do(RemoveLine(r.line))
		})
	}
	r.remove = widgets.NewKnob(theme.IconTrash, ask)
	r.form.OnRow = func(key fyne.KeyName) {
		if key == fyne.KeyDelete {
			ask()
		}
	}
	in := container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, r.in))
	r.body = container.New(taskCells, r.form.Row("what"), r.form.Row("due"), in, r.remove)
	return r
}

func (r *taskRow) put(l TaskLine, s State) {
	r.line = l
	locked, of, hint := s.Lock != nil || len(l.Entities) == 0, l.First, r.k.T("day.hint")
	if len(l.Entities) > 0 {
		of = l.Entities[0]
	}
	if l.Mixed {
		hint = r.k.T("setup.tasks.mixed")
	}
	r.form.Shut(locked).Put(of)
	r.form.Field("due").Suggest(hint)
	text := r.k.T("setup.tasks.in", l.In, len(s.A.Districts))
	if l.Locked > 0 {
		text = r.k.T("setup.tasks.locked", l.Locked)
	}
	r.in.Put(text)
	widgets.Visible(r.remove, !locked)
}

// day of the line, which has none where the districts have different ones.
func (r *taskRow) day(text string) string {
	switch {
	case !r.line.Mixed:
		return text
	case r.form.Locked():
		return r.k.T("setup.tasks.mixed")
	}
	return ""
}
