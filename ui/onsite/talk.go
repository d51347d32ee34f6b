package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// talk is the questions and answers of an interview or a symposium, in order. A question keeps its row while it moves.
type talk struct {
	p     *page
	is    *assess.Record
	add   *widgets.Button
	table *listpage.Tabled
	rows  map[string]*exchange
	list  *fyne.Container
	body  *fyne.Container
}

func newTalk(p *page) *talk {
	t := &talk{p: p, rows: map[string]*exchange{}, list: layout.Stack(theme.Grid * 3)}
	t.add = widgets.NewQuiet(p.t("onsite.qa.add"), theme.IconPlus, t.more)
	t.table = listpage.NewTabled(p.k, listpage.Tabled{Title: p.t("onsite.qa"), Said: func() []string { return []string{p.name(), t.is.Title} }, Table: t.shown, Pasting: t.pasting})
	t.body = layout.Stack(theme.Grid, heading(p.t("onsite.qa"), container.New(layout.Row{}, t.table.Button(), t.add)), t.list)
	return t
}

// shown are the questions and answers as a table.
func (t *talk) shown() widgets.Table {
	out := widgets.Table{Columns: []widgets.TableColumn{{Name: t.p.t("field.q")}, {Name: t.p.t("field.a")}}}
	for _, q := range t.is.QA {
		out.Rows = append(out.Rows, widgets.TableRow{Cells: []string{q.Question, q.Answer}})
	}
	return out
}

// pasting is what a table that is pasted among the questions is.
func (t *talk) pasting() book.Pasting {
	return book.Pasting{Sheet: "访谈问答", Heads: []book.PastedHead{{Name: t.p.t("field.q"), Head: "问"}, {Name: t.p.t("field.a"), Head: "答"}},
		Given: map[string]string{book.District: t.p.name(), book.Record: t.is.No}}
}

func (t *talk) put(r *assess.Record, locked bool) {
	if t.is == nil || t.is.Entity != r.Entity {
		t.flush()
		t.rows = map[string]*exchange{}
	}
	t.is = r
	widgets.Visible(t.body, r.Form == standard.Interview || r.Form == standard.Symposium || len(r.QA) > 0)
	objs := make([]fyne.CanvasObject, 0, len(r.QA))
	for n, q := range r.QA {
		x := t.rows[q.Entity]
		if x == nil {
			x = newExchange(t)
			t.rows[q.Entity] = x
		}
		x.put(q, n, len(r.QA), locked)
		objs = append(objs, x.body)
	}
	t.list.Objects = objs
	able(!locked, t.add)
}

// more adds a question behind the others and goes there.
func (t *talk) more() {
	t.flush()
	r := t.p.d().Record(t.is.ID)
	id := t.p.k.Session.NewID()
	if r != nil && t.p.k.Do(assess.AddQA(t.p.d(), r, id, "", "")) {
		t.focus(assess.Path(t.p.d().Entity, "qa", r.ID, id))
	}
}

// next goes on to the question after one, or to a new one.
func (t *talk) next(q *assess.Exchange) {
	for n, x := range t.is.QA {
		if x.ID == q.ID && n+1 < len(t.is.QA) {
			t.focus(t.is.QA[n+1].Entity)
			return
		}
	}
	t.more()
}

func (t *talk) focus(entity string) bool {
	x := t.rows[entity]
	if x != nil {
		x.form.Focus("q")
	}
	return x != nil
}

// focused tells whether the keyboard is in a question or an answer.
func (t *talk) focused() bool {
	for _, x := range t.rows {
		if x.form.Focused() {
			return true
		}
	}
	return false
}

func (t *talk) flush() {
	for _, x := range t.rows {
		x.form.Flush()
	}
}

func (t *talk) move(id string, dir int) {
	t.flush()
	if r := t.p.d().Record(t.is.ID); r != nil {
		t.p.k.Do(assess.MoveQA(r, id, dir))
	}
}

func (t *talk) remove(q *assess.Exchange) {
	drop := func() { t.p.k.Do(assess.Remove("edit.unqa", q.Entity)) }
	if q.Question == "" && q.Answer == "" {
		drop()
		return
	}
	t.p.k.Window.Confirm(t.p.t("onsite.qa.remove"), words.Begin(q.Question, 60), t.p.t("onsite.qa.remove"), drop)
}

// exchange is one question with its answer.
type exchange struct {
	owner        *talk
	is           *assess.Exchange
	number       *theme.Line
	form         *form.Form
	up, down, no *widgets.Knob
	body         *fyne.Container
}

func newExchange(t *talk) *exchange {
	x := &exchange{owner: t}
	x.number = theme.Text("", theme.Body, false, theme.Ink2)
	x.form = form.New(t.p.k, "d/qa", "edit.qa", form.Box("q").Lines(1).Hint("onsite.qa.q.hint"), form.Box("a").Lines(3).Hint("onsite.qa.a.hint"))
	x.form.OnDone = func() { t.next(x.is) }
	x.form.OnRow = x.row
	x.up = widgets.NewKnob(theme.IconUp, func() { t.move(x.is.ID, -1) })
	x.down = widgets.NewKnob(theme.IconDown, func() { t.move(x.is.ID, 1) })
	x.no = widgets.NewKnob(theme.IconTrash, func() { t.remove(x.is) })
	first := newRow(0, x.form.Field("q").Bare(), container.New(layout.Row{}, x.up, x.down, x.no))
	x.body = layout.Stack(2, headed(x.number, first), boxed(x.form, "a"))
	return x
}

func (x *exchange) put(q *assess.Exchange, n, of int, locked bool) {
	x.is = q
	x.number.Put(x.owner.p.t("onsite.qa.number", n+1))
	x.form.Put(q.Entity)
	x.up.Able(!locked && n > 0)
	x.down.Able(!locked && n < of-1)
	x.no.Able(!locked)
}

// row does by keys what the knobs do; the keyboard goes along.
func (x *exchange) row(key fyne.KeyName) {
	switch key {
	case fyne.KeyUp:
		x.owner.move(x.is.ID, -1)
	case fyne.KeyDown:
		x.owner.move(x.is.ID, 1)
	case fyne.KeyDelete:
		x.owner.remove(x.is)
	}
}
