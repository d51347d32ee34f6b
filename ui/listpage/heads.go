package listpage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Heads are the names of columns above a list. A tap on one sorts by it, a second the other way round, a third as it was.
type Heads struct {
	widget.BaseWidget
	heads map[int]*head // by the column
	is    Order
	body  *fyne.Container
}

// NewHeads makes them; sort is told the order that was asked for.
func NewHeads[T any](cols []widgets.Column[T], sort func(Order)) *Heads {
	h := &Heads{heads: map[int]*head{}}
	var objs []fyne.CanvasObject
	for i, c := range cols {
		if c.Only == widgets.OnPaper {
			continue
		}
		x := newHead(c.Name, c.Right)
		if c.Sort != nil {
			x.tap = func() { sort(h.is.next(i + 1)) }
		}
		h.heads[i], objs = x, append(objs, x)
	}
	h.body = layout.Pad(widgets.ColumnSide, 2, container.New(layout.Cells{Widths: widgets.ColumnWidths(cols), Gap: widgets.ColumnGap}, objs...))
	h.ExtendBaseWidget(h)
	return h
}

// Put shows by which column is sorted.
func (h *Heads) Put(o Order) {
	h.is = o
	for i, x := range h.heads {
		x.put(o.By == i+1, o.Down)
	}
}

// CreateRenderer draws the names.
func (h *Heads) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.body) }

// head is the name of a column.
type head struct {
	widget.BaseWidget
	name     *theme.Line
	arrow    *theme.Pic
	is, down bool
	tap      func() // nil: there is no order by it
	body     *fyne.Container
}

func newHead(name string, right bool) *head {
	h := &head{name: theme.Text(name, theme.Small, false, theme.Ink2), arrow: theme.NewPic(theme.IconDown, 12, theme.Accent)}
	if right {
		h.name = theme.Num(name, theme.Small, false, theme.Ink2)
	}
	h.arrow.Hide()
	h.body = container.New(layout.Row{Gap: 2, Grow: layout.Last}, h.arrow, h.name)
	h.ExtendBaseWidget(h)
	return h
}

func (h *head) put(is, down bool) {
	if h.is == is && h.down == down {
		return
	}
	h.is, h.down = is, down
	icon, ink := theme.IconUp, theme.Ink2
	if down {
		icon = theme.IconDown
	}
	if is {
		ink = theme.Accent
	}
	h.arrow.Set(icon, theme.Accent)
	h.name.Set(h.name.String(), ink)
	widgets.Visible(h.arrow, is)
	layout.Relayout(h.body)
}

// Tapped sorts.
func (h *head) Tapped(*fyne.PointEvent) {
	if h.tap != nil {
		h.tap()
	}
}

// Cursor shows where there is something to press.
func (h *head) Cursor() desktop.Cursor {
	if h.tap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer draws the name.
func (h *head) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.body) }
