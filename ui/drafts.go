package ui

import (
	"fyne.io/fyne/v2/container"

	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// leaving lets the vault go and goes on, once it is said what waits for a button on some page and would be lost.
func (u *App) leaving(then func()) {
	if u.asked != nil && u.asked.Open() {
		return
	}
	if u.shell == nil {
		u.parting(then)
		return
	}
	u.shell.leave()
	lost := u.shell.drafts()
	if len(lost) == 0 {
		u.parting(then)
		return
	}
	body := container.NewVBox(widgets.NewBanner(theme.Warning, u.T("drafts.body")))
	for _, text := range lost {
		body.Add(widgets.Paragraph(text))
	}
	u.asked = u.ask(widgets.Question{Title: u.T("drafts.title"), Body: body, Yes: u.T("drafts.lose"), No: u.T("drafts.stay"), Size: width(460),
		Then: func() { u.parting(then) }})
}

// drafts are those of all pages that were in view.
func (s *shell) drafts() []string {
	var out []string
	for _, x := range s.shown {
		if d, ok := x.(screen.Drafted); ok {
			out = append(out, d.Drafts()...)
		}
	}
	return out
}
