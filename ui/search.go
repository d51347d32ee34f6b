package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

const searchLimit = 200

// link is one line that leads to a place.
type link struct {
	key, where, text string
	place            assess.Place
}

// linkRow shows where and what, side by side.
type linkRow struct {
	widget.BaseWidget
	where, text *theme.Line
	body        *fyne.Container
}

func newLinkRow() widgets.View[link] {
	r := &linkRow{where: theme.Text("", theme.Small, false, theme.Ink2), text: theme.Text("", theme.Body, false, theme.Ink)}
	r.body = container.New(layout.Inset{Left: 10, Top: 0, Right: 4, Bottom: 0}, container.NewBorder(nil, nil, sized(r.where, 150, 0), nil, r.text))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows another link.
func (r *linkRow) Set(l link) {
	r.where.Put(l.where)
	r.text.Put(l.text)
}

// CreateRenderer draws the row.
func (r *linkRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

func newLinks(open func(link)) *widgets.Lines[link] {
	l := widgets.NewLines(widgets.Kind[link]{New: newLinkRow, Key: func(l link) string { return l.key }})
	l.OnOpen = open
	return l
}

// links shows a list of places; Enter or a click goes there.
func (u *App) links(title, none string, rows []link) {
	if len(rows) == 0 {
		u.ask(title, widgets.Paragraph(none), "", nil, nil, 420)
		return
	}
	var m *modal
	list := newLinks(func(l link) { m.close(); u.Go(l.place) })
	list.Put(rows)
	list.First()
	m = u.ask(title, sized(list, 680, min(420, float32(len(rows))*theme.Row+8)), u.T("button.go"), func(*modal) {
		if l, ok := list.Chosen(); ok {
			list.OnOpen(l)
		}
	}, list, 680)
}

func sized(o fyne.CanvasObject, w, h float32) fyne.CanvasObject {
	return container.NewStack(theme.NewBox(theme.None).Least(w, h), o)
}

// searchBox calls changed at each key, since a search has nothing to save; Down goes to the list.
type searchBox struct {
	widget.Entry
	key func(*fyne.KeyEvent)
}

// TypedKey passes on what an entry of one line has no use for.
func (b *searchBox) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		b.key(e)
	default:
		b.Entry.TypedKey(e)
	}
}

// search looks through everything that was written, as one types; pinyin and initials count.
func (u *App) search() {
	u.shell.leave()
	box := &searchBox{}
	box.PlaceHolder = u.T("search.hint")
	box.ExtendBaseWidget(box)
	var m *modal
	list := newLinks(func(l link) { m.close(); u.Go(l.place) })
	list.Empty(widgets.NewEmpty(theme.IconSearch, u.T("search.empty"), widgets.Action{}))
	open := func(*modal) {
		if l, ok := list.Chosen(); ok {
			list.OnOpen(l)
		}
	}
	box.OnChanged = func(q string) {
		list.Put(u.found(q))
		list.First()
	}
	box.key = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyDown {
			u.win.Canvas().Focus(list)
			return
		}
		m.typed(e)
	}
	m = u.ask(u.T("search.title"), container.NewBorder(box, nil, nil, nil, sized(list, 680, 380)), u.T("button.go"), open, box, 680)
}

func (u *App) found(query string) []link {
	var rows []link
	for _, h := range assess.Search(u.shell.v.View(), query, searchLimit) {
		rows = append(rows, link{h.Place.Entity + h.Text, u.say.Say(h.Where), h.Text, h.Place})
	}
	return rows
}
