package checklist

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// taskRow is one task: tick, what, who, by when, and a menu.
type taskRow struct {
	owner *tasks
	task  Task
	form  *form.Form
	note  *widgets.Message
	menu  *widgets.Button
	body  *fyne.Container
}

func newTaskRow(t *tasks) *taskRow {
	k := t.k
	r := &taskRow{owner: t, note: widgets.NewMessage()}
	r.form = form.New(k, "d/task", "edit.task", form.Tick("done").Mute(), form.Box("what").Mute(), form.Pick("who").Mute().None("checklist.nobody"),
		form.Box("due").Mute())
	r.form.OnWrite = func(e *assess.Edit, field, text string) *assess.Edit {
		if field == "done" {
			return assess.SetTask(r.task.Task, text == "true")
		}
		return e
	}
	r.form.OnSame, r.form.Below = r.above, r.below
	r.menu = widgets.NewQuiet("", theme.IconMenu, r.open)
	r.body = container.New(taskCells, r.form.Row("done"), layout.Stack(0, r.form.Row("what"), r.note), r.form.Row("who"), r.form.Row("due"), r.menu)
	return r
}

func (r *taskRow) put(x Task, locked bool) {
	k := r.owner.k
	r.task = x
	r.form.Put(x.Entity)
	widgets.Visible(r.menu, !locked)
	switch {
	case x.Waived != "":
		r.note.Put(theme.Info, k.T("checklist.waived", x.Waived))
	case x.Late > 0:
		r.note.Put(theme.Overdue, k.T("overview.late", x.Late))
	default:
		r.note.Put(theme.Info, "")
	}
}

// above is what the task above says in a field; who does it and by when are often the same.
func (r *taskRow) above(field string) string {
	if i := r.owner.index(r); i > 0 && field != "what" {
		return r.owner.row(i - 1).form.Field(field).Text()
	}
	return ""
}

func (r *taskRow) below(field string) []*form.Form {
	var out []*form.Form
	if field == "what" {
		return nil
	}
	for i := r.owner.index(r) + 1; i < len(r.owner.st.Tasks); i++ {
		out = append(out, r.owner.row(i).form)
	}
	return out
}

// has tells whether the keyboard is in this row.
func (r *taskRow) has(f fyne.Focusable) bool {
	return r.form.Has(f) || f == fyne.Focusable(r.menu)
}

// actions returns the entries of the row's menu.
func (r *taskRow) actions() []*fyne.MenuItem {
	k := r.owner.k
	waive := fyne.NewMenuItem(k.T("checklist.waive"), r.waive)
	if r.task.Waived != "" {
		waive = fyne.NewMenuItem(k.T("checklist.unwaive"), func() { r.owner.k.Do(assess.WaiveTask(r.task.Task, "")) })
	}
	return []*fyne.MenuItem{
		waive,
		fyne.NewMenuItem(k.T("checklist.history"), func() {
			r.form.History(r.task.What, "waived")
		}),
		fyne.NewMenuItem(k.T("checklist.remove"), r.remove),
	}
}

func (r *taskRow) open() {
	c := r.owner.k.Window.Canvas()
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.menu)
	menu := widget.NewPopUpMenu(fyne.NewMenu("", r.actions()...), c)
	menu.ShowAtPosition(fyne.NewPos(pos.X+r.menu.Size().Width-menu.MinSize().Width, pos.Y+r.menu.Size().Height))
	c.Focus(menu)
}

func (r *taskRow) waive() {
	k := r.owner.k
	k.Window.AskText(k.T("checklist.waive"), k.T("field.waived"), "", func(reason string) {
		r.owner.k.Do(assess.WaiveTask(r.task.Task, reason))
	})
}

func (r *taskRow) remove() {
	k := r.owner.k
	k.Window.Confirm(k.T("checklist.remove"), k.T("checklist.remove.body", r.task.What), k.T("checklist.remove.yes"), func() {
		r.owner.k.Do(assess.Remove("edit.untask", r.task.Entity))
	})
}
