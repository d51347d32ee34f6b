package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Canvas implements screen.Window.
func (u *App) Canvas() fyne.Canvas { return u.win.Canvas() }

// Go implements screen.Window.
func (u *App) Go(p assess.Place) {
	if u.shell != nil {
		u.shell.goTo(p)
	}
}

// Do implements screen.Window.
func (u *App) Do(e *assess.Edit) bool {
	err := u.shell.v.Apply(e)
	if diskRefused(err) {
		u.unsaved.hold(e, err)
		return false
	}
	if err != nil {
		u.Fail(err)
		u.shell.render()
		return false
	}
	u.showChanges()
	return true
}

// Fail implements screen.Window.
func (u *App) Fail(err error) {
	if err == nil {
		return
	}
	x := u.say.Explain(err)
	body := container.NewVBox(widgets.NewBanner(theme.Refused, x.What))
	if x.Todo != "" {
		body.Add(widgets.Paragraph(x.Todo))
	}
	if x.Cause != "" {
		body.Add(theme.Text(x.Cause, theme.Small, false, theme.Ink2))
	}
	if u.failed != nil && u.failed.Open() && u.failure == x {
		return // it is still there to be read
	}
	u.failure, u.failed = x, u.notice(u.T("shell.failed"), body, 460)
}

// Confirm implements screen.Window.
func (u *App) Confirm(title, body, yes string, then func()) {
	u.ask(widgets.Question{Title: title, Body: widgets.Paragraph(body), Yes: yes, Then: then, Size: width(420)})
}

// AskText implements screen.Window.
func (u *App) AskText(title, label, value string, then func(string)) {
	box := widgets.NewInput("")
	box.SetText(value)
	form := widgets.NewForm(0)
	row := form.Add(label, box, "")
	u.ask(widgets.Question{Title: title, Body: form, Yes: u.T("button.ok"), First: box, Size: width(460),
		Try: func() bool {
			if box.Text == "" {
				row.SetError(u.T("shell.needed"))
			}
			return box.Text != ""
		},
		Then: func() { then(box.Text) }})
}

// ask lays a question over the window.
func (u *App) ask(q widgets.Question) *widgets.Modal {
	if q.No == "" {
		q.No = u.T("button.cancel")
	}
	return widgets.Ask(u.win.Canvas(), q)
}

// notice lays something to be read over the window.
func (u *App) notice(title string, body fyne.CanvasObject, wide float32) *widgets.Modal {
	return u.ask(widgets.Question{Title: title, Body: body, No: u.T("button.close"), Size: width(wide)})
}

// width is the size of a question with so much room for its body, as high as it needs.
func width(body float32) fyne.Size { return fyne.NewSize(body+40, 0) }
