package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// tellCrash says once that the program crashed the last time, and where its report is.
func (u *App) tellCrash() {
	report := u.o.Crash
	if report == "" {
		return
	}
	u.o.Crash = ""
	body := container.NewVBox(widgets.NewBanner(theme.Refused, u.T("crash.what")), widgets.Paragraph(u.T("crash.todo", filepath.Base(report))))
	u.ask(widgets.Question{Title: u.T("crash.title"), Body: body, Yes: u.T("crash.folder"), No: u.T("crash.on"), Size: width(520),
		Then: func() { u.Fail(u.system.Show(filepath.Dir(report))) }})
	u.o.CrashTold()
}
