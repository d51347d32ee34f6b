package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/report"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// showRecovery shows the recovery code of a vault that was just made or sealed, says why it is needed, and hands it out on paper. It is shown once, and nowhere else; so
// neither Esc nor 取消 takes it away without a question.
func (u *App) showRecovery(v Vault, why string) {
	code := u.system.Recovery(v)
	if code == "" {
		return
	}
	said := widgets.Paragraph("")
	say := func(key string, args ...any) { said.SetText(u.T(key, args...)) }
	print := widgets.NewButton(u.T("recovery.print"), theme.IconPrint, func() {
		u.o.Runner.Run(u.T("recovery.print"), func(ctx context.Context, _ func(done, total int)) error { return u.system.SendRecovery(ctx, v) },
			func(err error) {
				if err != nil {
					said.SetText(u.say.Explain(err).Both())
					return
				}
				say("recovery.printed")
			})
	})
	save := widgets.NewButton(u.T("recovery.save"), theme.IconDoc, func() {
		u.pickFolder(u.T("shell.savehere"), func(folder string) { u.saveRecovery(v, folder, say) })
	})
	body := container.NewVBox(widgets.Paragraph(u.T(why)))
	for _, line := range report.CodeLines(code) {
		body.Add(container.NewCenter(theme.Text(line, theme.Title, true, theme.Ink).Whole()))
	}
	for _, o := range []fyne.CanvasObject{widgets.Paragraph(u.T("recovery.copied")), container.NewHBox(print, save), said} {
		body.Add(o)
	}
	var m *widgets.Modal
	m = u.ask(widgets.Question{Title: u.T("recovery.head"), Body: body, Yes: u.T("recovery.done"), First: print, Size: width(560), Leave: func() {
		u.Confirm(u.T("recovery.leave"), u.T(leaving[why]), u.T("recovery.leave.yes"), m.Close)
	}})
}

// leaving says what it means to keep no code, by why there is one.
var leaving = map[string]string{"recovery.for": "recovery.leave.body", "recovery.for.sealed": "recovery.leave.sealed", "recovery.for.file": "recovery.leave.file"}

// saveRecovery writes the sheet into a folder, asking before it replaces one.
func (u *App) saveRecovery(v Vault, folder string, say func(key string, args ...any)) {
	u.saving(func(replace bool, failed func(error)) {
		var path string
		u.o.Runner.Run(u.T("recovery.title"), func(ctx context.Context, _ func(done, total int)) (err error) {
			path, err = u.system.SaveRecovery(ctx, v, folder, replace)
			return err
		}, func(err error) {
			if err != nil {
				failed(err)
				return
			}
			say("recovery.saved", path)
		})
	})
}
