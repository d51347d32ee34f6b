package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/book"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// detail shows one row whole: each cell, what it was and what it would become, or why it can't be taken.
type detail struct {
	k     *screen.Kit
	is    Row
	drawn bool
	badge *widgets.Badge
	at    *theme.Line
	name  *widgets.Para
	says  *widgets.Prose
	tick  *widgets.Tick
	cells []*cellView
	list  *fyne.Container
	page  *widgets.Page
}

func newDetail(k *screen.Kit, toggle func(Row)) *detail {
	d := &detail{k: k, badge: widgets.NewBadge(theme.Idle, ""), at: theme.Text("", theme.Small, false, theme.Ink2),
		name: widgets.Paragraph(""), says: widgets.NewProse().Faint(),
		tick: widgets.NewTick(""), list: layout.Stack(10)}
	d.name.TextStyle.Bold = true
	d.tick.OnTick = func(bool) { toggle(d.is) }
	head := container.NewBorder(nil, nil, d.badge, nil, layout.Pad(8, 2, d.at))
	d.page = widgets.NewPage(8, head, layout.Flush(d.name), d.says.Body, d.tick, d.list)
	return d
}

// put shows a row.
func (d *detail) put(r Row) {
	if d.drawn && d.is == r {
		return
	}
	other := d.is.Key != r.Key
	d.is, d.drawn = r, true
	d.badge.Set(signs[r.State], d.k.T("exchange."+r.State))
	d.says.Put(d.k.T("exchange.detail." + r.State))
	d.tick.Put(r.Ticked)
	widgets.Visible(d.tick, r.Takes())
	name := ""
	var diffs []book.Diff
	if r.note != nil {
		d.at.Put(r.note.Sheet + " " + r.note.Cell)
		name = d.k.Say.Say(r.note.Why)
	} else {
		d.at.Put(d.k.T("exchange.row", r.line.Sheet, r.line.Row))
		name = r.line.Name
		diffs = r.line.Diffs
		d.tick.Word(d.k.T(map[bool]string{false: "exchange.take", true: "exchange.take.conflict"}[r.line.State == book.Conflict]))
	}
	if d.name.Text != name {
		d.name.SetText(name)
	}
	for len(d.cells) < len(diffs) {
		d.cells = append(d.cells, newCellView(d.k))
	}
	objs := make([]fyne.CanvasObject, len(diffs))
	for i, x := range diffs {
		d.cells[i].put(x, r.line.State)
		objs[i] = d.cells[i].body
	}
	layout.SetObjects(d.list, objs)
	d.page.Fit()
	if other {
		d.page.Top()
	}
}

// cellView is one cell: its head, and values that wrap.
type cellView struct {
	k      *screen.Kit
	head   *theme.Line
	values [3]*valueView
	wrong  *widgets.Para
	sign   *fyne.Container
	todo   *widgets.Prose
	body   *fyne.Container
}

// valueView is a label with a text beside it.
type valueView struct {
	label *theme.Line
	text  *widgets.Prose
	body  *fyne.Container
}

const valueLabel = 76

func newCellView(k *screen.Kit) *cellView {
	c := &cellView{k: k, head: theme.Text("", theme.Body, true, theme.Ink), wrong: widgets.Paragraph(""), todo: widgets.NewProse()}
	c.wrong.Importance = widget.DangerImportance
	col := layout.Stack(3, c.head)
	for i := range c.values {
		v := &valueView{label: theme.Text("", theme.Small, false, theme.Ink2), text: widgets.NewProse()}
		v.body = container.New(layout.Cells{Widths: []float32{valueLabel, 0}, Gap: 6}, layout.Pad(0, 4, v.label), v.text.Body)
		c.values[i] = v
		col.Add(v.body)
	}
	pic := container.New(layout.Least{Height: 20}, container.NewCenter(theme.NewPic(theme.IconWarning, theme.Glyph, theme.Red)))
	c.sign = container.New(layout.Cells{Widths: []float32{20, 0}, Gap: 4}, pic, layout.Flush(c.wrong))
	col.Add(c.sign)
	col.Add(c.todo.Body)
	c.body = container.NewStack(theme.NewBox(theme.Band).Round(theme.Grid), layout.Pad(10, 8, col))
	return c
}

func (c *cellView) put(x book.Diff, st book.State) {
	head := x.Column
	if x.Cell != "" {
		head = c.k.T("exchange.at", x.Column, x.Cell)
	}
	c.head.Put(head)
	widgets.Visible(c.head, head != "")
	labels, texts := []string{"exchange.old", "exchange.new"}, []string{x.Old, x.New}
	switch {
	case x.Conflict:
		labels, texts = []string{"exchange.base", "exchange.now", "exchange.theirs"}, []string{x.Base, x.Old, x.New}
	case x.Column == "":
		labels = nil
	case (x.Why != nil || st == book.Refused) && x.Old != "":
		labels = []string{"exchange.now", "exchange.theirs"}
	case x.Why != nil || st == book.Refused || st == book.Added:
		labels, texts = []string{"exchange.theirs"}, []string{x.New}
	}
	for i, v := range c.values {
		widgets.Visible(v.body, i < len(labels))
		if i < len(labels) {
			v.label.Put(c.k.T(labels[i]))
			v.text.Put(orEmpty(c.k, texts[i]))
		}
	}
	what, todo := "", ""
	if x.Why != nil {
		e := c.k.Say.Explain(x.Why)
		what, todo = e.What, e.Todo
	}
	if c.wrong.Text != what {
		c.wrong.SetText(what)
	}
	widgets.Visible(c.sign, what != "")
	c.todo.Put(todo)
}
