package ui

import (
	"fyne.io/fyne/v2"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// topics are what can go wrong with people and laptops: each has a page in the help that says what happened, what to do, and what is safe and
// what is lost.
var topics = []string{"laptop", "pin", "backup", "leaves", "officers"}

// Help implements screen.Window.
func (u *App) Help(topic string) {
	head := func(key string) fyne.CanvasObject { return theme.Text(u.T(key), theme.Body, true, theme.Ink) }
	part := func(key, of string) fyne.CanvasObject {
		return layout.Stack(2, head(key), widgets.Paragraph(u.T("help.topic."+topic+of)))
	}
	u.notice(u.T("help.topic."+topic), layout.Stack(8, part("help.topic.what", ".what"), part("help.topic.do", ".do"), part("help.topic.safe", ".safe")), 600)
}

// helpLink leads to a topic.
func (u *App) helpLink(topic string) fyne.CanvasObject { return u.kit(nil).HelpLink(topic) }

// mishaps lists the topics.
func (u *App) mishaps() {
	var m *widgets.Modal
	links := widgets.NewLinks(len(topics), func(n int) string { return u.T("overview.all", n) }, u.T("overview.fewer"))
	var items []widgets.Item
	for _, t := range topics {
		items = append(items, widgets.Item{State: theme.Info, Text: u.T("help.topic." + t), Go: func() { m.Close(); u.Help(t) }})
	}
	links.Put(items)
	m = u.notice(u.T("cmd.mishaps"), links, 520)
}
