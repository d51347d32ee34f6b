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

// rowHeight is that of two lines.
const rowHeight = theme.Row + theme.Grid*5

// rowView draws a row: its tick, how people call it, what changes, and its state.
type rowView struct {
	widget.BaseWidget
	k          *screen.Kit
	is         Row
	tick       *tick
	name, what *theme.Line
	at         *theme.Line
	badge      *widgets.Badge
	body       *fyne.Container
}

func newRowView(k *screen.Kit, toggle func(Row)) *rowView {
	v := &rowView{k: k, name: theme.Text("", theme.Body, false, theme.Ink), what: theme.Text("", theme.Small, false, theme.Ink2),
		at: theme.Num("", theme.Small, false, theme.Ink2), badge: widgets.NewBadge(theme.Idle, "")}
	v.tick = newTick(func() { toggle(v.is) })
	left := layout.Stack(2, v.name, v.what)
	right := layout.Stack(3, container.NewBorder(nil, nil, nil, v.badge), v.at)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	cells := container.New(layout.Cells{Widths: []float32{28, 0, 132}, Gap: 6}, container.New(layout.Least{Height: 40}, container.NewCenter(v.tick)), left, right)
	v.body = container.NewBorder(nil, rule, nil, nil, layout.Pad(6, 5, cells))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *rowView) Set(r Row) {
	if v.is == r {
		return
	}
	v.is = r
	v.tick.put(r.Takes(), r.Ticked)
	v.badge.Set(signs[r.State], v.k.T("exchange."+r.State))
	if r.note != nil {
		v.name.Put(v.k.Say.Say(r.note.Why))
		v.what.Put(r.note.Sheet)
		v.at.Put(r.note.Cell)
	} else {
		v.name.Put(r.line.Name)
		v.what.Put(v.changes(r.line))
		v.at.Put(v.k.T("exchange.row", r.line.Sheet, r.line.Row))
	}
	layout.Relayout(v.body)
}

// changes is what a line does, in one line: why it is refused, or its cells old → new.
func (v *rowView) changes(l *book.Line) string {
	var out []string
	for _, d := range l.Diffs {
		switch {
		case d.Why != nil && d.Column == "":
			return v.k.Say.Explain(d.Why).What
		case d.Why != nil:
			return v.k.T("exchange.cell", d.Column, v.k.Say.Explain(d.Why).What)
		case l.State == book.Added:
			out = append(out, d.Column+" "+d.New)
		default:
			out = append(out, d.Column+" "+orEmpty(v.k, d.Old)+" → "+orEmpty(v.k, d.New))
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

// CreateRenderer draws the row.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

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
