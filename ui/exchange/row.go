package exchange

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/book"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// columns are what is copied and printed of a row.
func columns(k *screen.Kit) []widgets.Column[Row] {
	return []widgets.Column[Row]{
		{Name: k.T("exchange.column.state"), Cell: widgets.Plain(func(r Row) string { return k.T("exchange." + r.State) })},
		{Name: k.T("exchange.column.name"), Cell: widgets.Plain(func(r Row) string { name, _, _ := texts(k, r); return name })},
		{Name: k.T("exchange.column.what"), Cell: widgets.Plain(func(r Row) string { _, what, _ := texts(k, r); return what })},
		{Name: k.T("exchange.column.at"), Cell: widgets.Plain(func(r Row) string { _, _, at := texts(k, r); return at })},
	}
}

// texts are how people call a row, what changes, and where it stands in the workbook.
func texts(k *screen.Kit, r Row) (name, what, at string) {
	if r.note != nil {
		return k.Say.Say(r.note.Why), r.note.Sheet, r.note.Cell
	}
	what = changes(k, r.line)
	switch {
	case r.line.Follow > 0:
		what = k.T("exchange.follow", r.line.Follow, what)
	case r.State == "clearing":
		what = k.T("exchange.clears", r.line.Clears, what)
	}
	return r.line.Name, what, k.T("exchange.row", r.line.Sheet, r.line.Row)
}

// newRow is a row of the list: its tick, how people call it, what changes, and its state.
func newRow(k *screen.Kit, toggle func(Row)) widgets.View[Row] {
	var is Row
	name, what := theme.Text("", theme.Body, false, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	at, badge := theme.Num("", theme.Small, false, theme.Ink2), widgets.NewBadge(theme.Idle, "")
	tick := newTick(func() { toggle(is) })
	right := layout.Stack(3, container.NewBorder(nil, nil, nil, badge), at)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	cells := container.New(layout.Cells{Widths: []float32{28, 0, 132}, Gap: 6}, container.New(layout.Least{Height: 40}, container.NewCenter(tick)), layout.Stack(2, name, what), right)
	return widgets.NewRow(container.NewBorder(nil, rule, nil, nil, layout.Pad(6, 5, cells)), func(r Row) {
		is = r
		tick.put(r.Takes(), r.Ticked)
		badge.Set(signs[r.State], k.T("exchange."+r.State))
		a, b, c := texts(k, r)
		name.Put(a)
		what.Put(b)
		at.Put(c)
	})
}

// changes is what a line does, in one line: why it is refused, or its cells old → new.
func changes(k *screen.Kit, l *book.Line) string {
	var out []string
	for _, d := range l.Diffs {
		switch {
		case d.Why != nil && d.Column == "":
			return k.Say.Explain(d.Why).What
		case d.Why != nil:
			return k.T("exchange.cell", d.Column, k.Say.Explain(d.Why).What)
		case l.State == book.Added:
			out = append(out, d.Column+" "+d.New)
		default:
			out = append(out, d.Column+" "+orEmpty(k, d.Old)+" → "+orEmpty(k, d.New))
		}
		if len(out) == 6 { // more has no room
			break
		}
	}
	return strings.ReplaceAll(strings.Join(out, "；"), "\n", " ")
}

func orEmpty(k *screen.Kit, s string) string {
	if s == "" {
		return k.T("exchange.empty")
	}
	return s
}

// tick is a box to tick within a row. It never takes the keyboard from the list, where Space ticks.
type tick struct {
	widget.BaseWidget
	box  *theme.Box
	mark *theme.Pic
	tap  func()
	able bool
	on   bool
}

func newTick(tap func()) *tick {
	t := &tick{box: theme.NewBox(theme.None).Thick(theme.Edge, 1.5).Round(3), mark: theme.NewPic(theme.IconCheck, 16, theme.White), tap: tap, able: true}
	t.mark.Hide()
	t.ExtendBaseWidget(t)
	return t
}

func (t *tick) put(able, on bool) {
	t.able, t.on = able, on
	show(t.box, able)
	show(t.mark, able && on)
	if on {
		t.box.Set(theme.Accent, theme.Accent)
	} else {
		t.box.Set(theme.None, theme.Edge)
	}
}

// Tapped ticks or unticks.
func (t *tick) Tapped(*fyne.PointEvent) {
	if t.able {
		t.tap()
	}
}

// MinSize is a little more than the mark's.
func (t *tick) MinSize() fyne.Size { return fyne.NewSquareSize(20) }

// CreateRenderer lays the mark over the box.
func (t *tick) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(t.box, container.NewCenter(t.mark)))
}
