package ui

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// helpPage names what F1 is about: the preview, the page, or in a district the phase.
func (u *App) helpPage() string {
	switch {
	case u.shell == nil:
		return "start"
	case u.previewing():
		return "preview"
	case u.shell.at.Page == pageDistrict:
		return u.shell.at.Phase.Key()
	}
	return u.shell.at.Page
}

// help says what the page at hand is for, what waits there for the person, what to do first, and its keys.
func (u *App) help() {
	page := u.helpPage()
	head := func(key string) fyne.CanvasObject { return theme.Text(u.T(key), theme.Body, true, theme.Ink) }
	parts := []fyne.CanvasObject{widgets.Paragraph(u.T("help." + page))}
	var m *widgets.Modal
	if now := u.waitingHere(); len(now) > 0 {
		links := widgets.NewLinks(3, func(n int) string { return u.T("overview.all", n) }, u.T("overview.fewer"))
		var items []widgets.Item
		for _, t := range now {
			items = append(items, widgets.Item{State: theme.Awaiting, Text: u.say.Say(t.Msg), Go: func() { m.Close(); u.Go(t.Place) }})
		}
		links.Put(items)
		parts = append(parts, layout.Stack(2, head("help.now"), links))
	} else {
		parts = append(parts, layout.Stack(2, head("help.do"), widgets.Paragraph(u.T("help.first."+page))))
	}
	parts = append(parts, layout.Stack(2, head("help.keyed"), widgets.Paragraph(u.T("help.keys."+page))))
	m = u.ask(widgets.Question{Title: u.T("cmd.help"), Body: layout.Stack(8, parts...), Yes: u.T("help.all"), No: u.T("button.close"), Size: width(560), Then: u.keySheet})
}

// waitingHere is what waits for the person at the keyboard on the open page.
func (u *App) waitingHere() []assess.Todo {
	if u.shell == nil || u.previewing() {
		return nil
	}
	at := u.shell.at
	var out []assess.Todo
	for _, t := range assess.Agenda(u.shell.v.View(), u.shell.v.Who(), u.shell.v.Today()) {
		here := at.Page == pageDistrict && t.Place.District == at.District && t.Place.Phase == at.Phase
		if here || t.Place.District == "" && t.Place.Tab == at.Page {
			out = append(out, t)
		}
	}
	return out
}
