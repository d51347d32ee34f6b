package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/manual"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

const searchLimit = 200

// link is one line that leads to a place.
type link struct {
	key, where, text string
	place            assess.Place
	section          string // of the manual, instead of a place
}

// newLinkRow shows where and what, side by side.
func newLinkRow() widgets.View[link] {
	where, text := theme.Text("", theme.Small, false, theme.Ink2), theme.Text("", theme.Body, false, theme.Ink)
	return widgets.NewRow(container.New(layout.Inset{Left: 10, Right: 4}, container.NewBorder(nil, nil, sized(where, 150, 0), nil, text)), func(l link) {
		where.Put(l.where)
		text.Put(l.text)
	})
}

func newLinks() *widgets.Lines[link] {
	return widgets.NewLines(widgets.Kind[link]{New: newLinkRow, Columns: []widgets.Column[link]{
		widgets.Col("", "", func(l link) string { return l.where }), widgets.Col("", "", func(l link) string { return l.text })}, Key: func(l link) string { return l.key }})
}

// links shows a list of places; Enter or a click goes there.
func (u *App) links(title string, rows []link) {
	list := newLinks()
	list.Put(rows)
	u.goByList(title, list, sized(list, 680, min(420, float32(len(rows))*theme.Row+8)), list)
}

// goByList lays a list of places over the window, in a body and with what gets the keyboard.
func (u *App) goByList(title string, list *widgets.Lines[link], body fyne.CanvasObject, first fyne.Focusable) {
	var m *widgets.Modal
	list.OnOpen = func(l link) {
		m.Close()
		if l.section != "" {
			u.Help(l.section)
			return
		}
		u.Go(l.place)
	}
	m = u.ask(widgets.Question{Title: title, Body: body, Yes: u.T("button.go"), First: first, Size: width(680), Try: func() bool {
		l, ok := list.Chosen()
		if ok {
			list.OnOpen(l)
		}
		return false // opening it has closed the list; without a place it stays
	}})
}

func sized(o fyne.CanvasObject, w, h float32) fyne.CanvasObject {
	return container.NewStack(theme.NewBox(theme.None).Least(w, h), o)
}

// search looks through everything that was written, as one types; pinyin and initials count.
func (u *App) search() {
	u.shell.leave()
	book, err := manual.Read(u.speaks)
	if err != nil {
		u.Fail(err)
		return
	}
	box, list := widgets.NewInput(u.T("search.hint")), newLinks()
	says := func(text string) { list.Empty(widgets.NewEmpty(theme.IconSearch, text, widgets.Action{})) }
	says(u.T("search.empty"))
	box.OnChanged = func(q string) {
		rows := append(u.found(q), u.inManual(book, q)...)
		switch {
		case strings.TrimSpace(q) == "":
			says(u.T("search.empty"))
		case len(rows) == 0:
			says(u.T("search.none", strings.TrimSpace(q)))
		}
		list.Put(nil) // the first that is found is at hand, whatever was before
		list.Put(rows)
	}
	box.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyDown {
			u.win.Canvas().Focus(list)
		}
		return e.Name == fyne.KeyDown
	}
	u.goByList(u.T("search.title"), list, container.NewBorder(box, nil, nil, nil, sized(list, 680, 380)), box)
}

// inManual lists the sections that are most about a query.
func (u *App) inManual(book *manual.Book, query string) []link {
	const few = 5
	var rows []link
	hits := book.Search(query)
	for _, h := range hits[:min(few, len(hits))] {
		rows = append(rows, link{key: "manual/" + h.Name, where: u.T("cmd.manual"), text: h.Where, section: h.Name})
	}
	return rows
}

// found lists hits, the best first; pages are found by the names that the sidebar has for them.
func (u *App) found(query string) []link {
	var rows []link
	var pages []assess.Page
	for _, p := range []string{pageOverview, pageLedger, pageCircular, pagePapers, pageSetup, pageStandard, pageTeam, pageExchange} {
		pages = append(pages, assess.Page{Name: u.T("shell." + p), Place: assess.Place{Tab: p}})
	}
	for _, h := range assess.Search(u.shell.v.View(), query, searchLimit, pages...) {
		rows = append(rows, link{key: h.Place.Entity + h.Text, where: u.say.Say(h.Where), text: h.Text, place: h.Place})
	}
	return rows
}
