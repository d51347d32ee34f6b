package checklist

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// tasks is the list of tasks.
type tasks struct {
	k     *screen.Kit
	st    State
	rows  map[string]*taskRow // by entity, so that what is being typed stays with its task
	title *theme.Line
	more  *widgets.Button
	heads *fyne.Container
	list  *fyne.Container
	none  *widgets.Empty
	body  *fyne.Container
}

var taskCells = layout.Cells{Widths: []float32{32, 0, 112, 120, 36}, Gap: 4}

func newTasks(k *screen.Kit) *tasks {
	t := &tasks{k: k, rows: map[string]*taskRow{}, title: widgets.Heading(""), list: layout.Stack(4)}
	t.more = widgets.NewQuiet(k.T("checklist.add"), theme.IconPlus, t.add)
	small := func(key string) fyne.CanvasObject {
		return layout.Pad(6, 0, theme.Text(k.T(key), theme.Small, false, theme.Ink2))
	}
	t.heads = container.New(taskCells, theme.NewBox(theme.None), small("field.what"), small("field.who"), small("field.due"), theme.NewBox(theme.None))
	t.none = widgets.NewEmpty(theme.IconList, k.T("checklist.none"), widgets.Action{Name: k.T("checklist.add"), Do: t.add})
	t.body = layout.Stack(4, widgets.Head(t.title, t.more), t.heads, t.list, container.New(layout.Least{Height: 150}, t.none))
	return t
}

func (t *tasks) put(st State) {
	t.st = st
	t.title.Put(t.k.T("checklist.tasks", len(st.Tasks)-st.Open, len(st.Tasks)))
	locked := st.Lock != nil
	widgets.Visible(t.more, !locked && st.District != nil)
	widgets.Visible(t.heads, len(st.Tasks) > 0)
	widgets.Visible(t.body.Objects[3], len(st.Tasks) == 0)
	var objs []fyne.CanvasObject
	alive := map[string]*taskRow{}
	for _, x := range st.Tasks {
		r := t.rows[x.Entity]
		if r == nil {
			r = newTaskRow(t)
		}
		alive[x.Entity] = r
		r.put(x, locked)
		objs = append(objs, r.body)
	}
	t.rows = alive
	layout.SetObjects(t.list, objs)
}

// focusedOn returns what has the keyboard, or nil.
func focusedOn(k *screen.Kit) fyne.Focusable {
	if c := k.Window.Canvas(); c != nil {
		return c.Focused()
	}
	return nil
}

func (t *tasks) flush() {
	for _, r := range t.rows {
		r.form.Flush()
	}
}

// add asks for a new task and gives it the keyboard.
func (t *tasks) add() {
	d := t.st.District
	switch {
	case d == nil:
		return
	case t.st.Lock != nil:
		t.k.Window.Fail(t.st.Lock)
		return
	}
	t.k.Window.AskText(t.k.T("checklist.add"), t.k.T("field.what"), "", func(what string) {
		who := ""
		if p := t.k.Session.Who(); p != nil {
			who = p.ID
		}
		id := t.k.Session.NewID()
		if t.k.Do(assess.AddTask(d, t.st.Phase, id, what, who, "")) {
			t.into(id)
		}
	})
}

// into goes to the first box of a new task that is empty.
func (t *tasks) into(id string) {
	for entity, r := range t.rows {
		if assess.At(entity).ID("task") == id {
			r.form.FocusEmpty()
		}
	}
}

func (t *tasks) index(r *taskRow) int {
	return slices.IndexFunc(t.st.Tasks, func(x Task) bool { return t.rows[x.Entity] == r })
}

func (t *tasks) row(i int) *taskRow { return t.rows[t.st.Tasks[i].Entity] }

// at returns the row of a task and its tick; for an empty entity those of the first open task.
func (t *tasks) at(entity string) (fyne.CanvasObject, fyne.Focusable) {
	for _, x := range t.st.Tasks {
		if r := t.rows[x.Entity]; r != nil && (x.Entity == entity || entity == "" && x.Open()) {
			return r.body, r.form.Field("done").Target()
		}
	}
	return nil, nil
}

func (t *tasks) doneAndNext() {
	here := -1
	focused := focusedOn(t.k)
	for i, x := range t.st.Tasks {
		r := t.rows[x.Entity]
		if r.has(focused) || here < 0 && focused == nil && x.Open() {
			here = i
		}
	}
	if here < 0 || t.st.Lock != nil {
		return
	}
	t.flush()
	if x := t.st.Tasks[here]; x.Done || t.k.Do(assess.SetTask(x.Task, true)) {
		if rest := t.st.Tasks[here+1:]; len(rest) > 0 {
			t.rows[rest[0].Entity].form.Focus("done")
		}
	}
}
