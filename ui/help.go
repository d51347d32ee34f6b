package ui

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/manual"
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

// help opens the manual at the page at hand, and says above it what waits there for the person.
func (u *App) help() {
	var m *widgets.Modal
	var items []widgets.Item
	for _, t := range u.waitingHere() {
		items = append(items, widgets.Item{State: theme.Awaiting, Text: u.say.Say(t.Msg), Go: func() { m.Close(); u.Go(t.Place) }})
	}
	m = u.readManual(u.helpPage(), items)
}

// Help implements screen.Window.
func (u *App) Help(topic string) { u.readManual(topic, nil) }

// helpLink leads to a topic.
func (u *App) helpLink(topic string) fyne.CanvasObject { return u.kit(nil).HelpLink(topic) }

// placeKey is the setting of the section that was read last.
const placeKey = "manual"

// manual opens the manual where it was left.
func (u *App) manual() { u.readManual(u.app.Preferences().String(placeKey), nil) }

// readManual lays the manual over the window, open at a section, with what waits there; nil where it can't be read.
func (u *App) readManual(section string, waiting []widgets.Item) *widgets.Modal {
	book, err := manual.Read(u.speaks)
	if err != nil {
		u.Fail(err)
		return nil
	}
	v := manual.New(book, u.T)
	v.OnPlace = func(name string) { u.app.Preferences().SetString(placeKey, name) }
	v.Open(section)
	if len(waiting) > 0 {
		links := widgets.NewLinks(3, func(n int) string { return u.T("overview.all", n) }, u.T("overview.fewer"))
		links.Put(waiting)
		v.Now(layout.Pad(theme.Grid*4, 0, layout.Stack(2, theme.Text(u.T("help.now"), theme.Body, true, theme.Ink), links)))
	}
	return u.ask(widgets.Question{Title: u.T("cmd.manual"), Body: v.Object(), No: u.T("button.close"), First: v.First(), Size: u.win.Canvas().Size()})
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
