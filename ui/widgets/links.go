package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Links is a list of rows that lead somewhere, of which the first few are shown until a person asks for all.
type Links struct {
	widget.BaseWidget
	// OnFold is called after the list was folded out or in, for a page to lay itself out anew.
	OnFold func()

	limit int
	all   func(n int) string
	few   string
	open  bool
	items []Item
	rows  []*Link
	list  *fyne.Container
	fold  *Button
	body  *fyne.Container
}

// NewLinks makes an empty list that shows limit rows (0: all). all and few say how to see all of them, and fewer again.
func NewLinks(limit int, all func(n int) string, few string) *Links {
	l := &Links{limit: limit, all: all, few: few, list: layout.Stack(0)}
	l.fold = NewQuiet("", theme.IconDown, l.turn)
	l.body = layout.Stack(0, l.list, container.NewHBox(l.fold))
	l.ExtendBaseWidget(l)
	return l
}

// Put shows these items.
func (l *Links) Put(items []Item) {
	l.items = append(l.items[:0:0], items...)
	n := len(items)
	over := l.limit > 0 && n > l.limit
	Visible(l.body.Objects[1], over)
	if over {
		l.fold.Put(l.all(n))
		icon := theme.IconDown
		if l.open {
			l.fold.Put(l.few)
			icon = theme.IconUp
		} else {
			n = l.limit
		}
		l.fold.SetIcon(theme.Icon(icon))
	}
	for len(l.rows) < n {
		r, at := NewLink(), len(l.rows)
		r.next = func(step int) { l.walk(at + step) }
		l.rows = append(l.rows, r)
		l.list.Add(r)
	}
	for i, r := range l.rows {
		Visible(r, i < n)
		if i < n {
			r.Put(items[i])
		}
	}
	layout.Relayout(l.body)
}

// Rows are the rows on screen.
func (l *Links) Rows() []*Link {
	var out []*Link
	for _, r := range l.rows {
		if r.Visible() {
			out = append(out, r)
		}
	}
	return out
}

// Fold is the button that shows all rows.
func (l *Links) Fold() *Button { return l.fold }

// Focus gives the first row the keyboard.
func (l *Links) Focus() { l.walk(0) }

func (l *Links) walk(to int) {
	if to >= 0 && to < len(l.rows) && l.rows[to].Visible() {
		focus(l.rows[to])
	}
}

func (l *Links) turn() {
	l.open = !l.open
	l.Put(l.items)
	l.Refresh()
	if l.OnFold != nil {
		l.OnFold()
	}
}

// Inner is the list.
func (l *Links) Inner() *fyne.Container { return l.body }

// CreateRenderer stacks the rows.
func (l *Links) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }
