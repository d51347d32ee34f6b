package checklist

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// taskRow is one task: tick, what, who, by when, and a menu.
type taskRow struct {
	owner *tasks
	lines int // that the box for what has
	task  Task
	tick  *widgets.Tick
	what  *textBox
	note  *remark
	who   *pickBox
	due   *textBox
	menu  *widgets.Button
	body  *fyne.Container
}

// lines that a text needs in a narrow window, three at most.
func lines(what string) int {
	const each, most = 30, 3
	return min(most, 1+max(0, utf8.RuneCountInString(what)-1)/each)
}

func newTaskRow(t *tasks, lines int) *taskRow {
	k := t.k
	r := &taskRow{owner: t, lines: lines, tick: widgets.NewTick(""), note: newRemark()}
	r.tick.OnTick = func(on bool) { t.k.Do(assess.SetTask(r.task.Task, on)) }
	set := func(field string) func(string) {
		return func(s string) { t.k.Do(assess.Fields("edit.task", r.task.Entity, field, s)) }
	}
	what := widgets.NewField(t.timer)
	if lines > 1 {
		what = widgets.NewNote(t.timer, lines)
		what.Parse = func(s string) (string, error) { return strings.TrimSpace(strings.ReplaceAll(s, "\n", "")), nil } // a task is one paragraph
	}
	r.what = newTextBox("", what, set("what"))
	r.who = newPickBox("", k.T("checklist.nobody"), set("who"))
	r.due = newTextBox("", widgets.NewDayField(t.timer, k.T("checklist.badday")).Hint("2006-12-30"), set("due"))
	r.menu = widgets.NewQuiet("", theme.IconMenu, r.open)
	r.body = container.New(taskCells, r.tick, layout.Stack(0, r.what.body, r.note.body), r.who.body, r.due.body, r.menu)
	return r
}

func (r *taskRow) put(x Task, team []widgets.Option, locked bool) {
	k := r.owner.k
	r.task = x
	r.tick.Put(x.Done)
	r.tick.Lock(locked)
	r.what.edit.Needed = k.Needed(x.Entity, "what")
	r.what.put(x.What, locked)
	r.who.put(team, x.Who, locked)
	r.due.put(string(x.Due), locked)
	widgets.Visible(r.menu, !locked)
	switch {
	case x.Waived != "":
		r.note.put(theme.Info, k.T("checklist.waived", x.Waived))
	case x.Late > 0:
		r.note.put(theme.Overdue, k.T("overview.late", x.Late))
	default:
		r.note.put(theme.Info, "")
	}
}

// has tells whether the keyboard is in this row.
func (r *taskRow) has(f fyne.Focusable) bool {
	return f != nil && (f == fyne.Focusable(r.tick) || f == r.what.edit.Target() || f == r.due.edit.Target() || f == fyne.Focusable(r.who.edit) ||
		f == fyne.Focusable(r.menu))
}

// actions of the menu.
func (r *taskRow) actions() []*fyne.MenuItem {
	k := r.owner.k
	waive := fyne.NewMenuItem(k.T("checklist.waive"), r.waive)
	if r.task.Waived != "" {
		waive = fyne.NewMenuItem(k.T("checklist.unwaive"), func() { r.owner.k.Do(assess.WaiveTask(r.task.Task, "")) })
	}
	return []*fyne.MenuItem{
		waive,
		fyne.NewMenuItem(k.T("checklist.history"), func() {
			k.Window.History(r.task.What, r.task.Entity, "what", "who", "due", "done", "waived")
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
