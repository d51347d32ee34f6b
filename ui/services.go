package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Canvas implements kit.Window.
func (u *App) Canvas() fyne.Canvas { return u.win.Canvas() }

// Go implements kit.Window.
func (u *App) Go(p assess.Place) {
	if u.shell != nil {
		u.shell.goTo(p)
	}
}

// Do implements kit.Window.
func (u *App) Do(e *assess.Edit) bool {
	if err := u.shell.v.Apply(e); err != nil {
		u.Fail(err)
		u.shell.render()
		return false
	}
	u.follow()
	return true
}

// Fail implements kit.Window.
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
	if u.modal != nil && u.modal.under != nil {
		return // one notice over another says nothing new
	}
	u.ask(u.T("shell.failed"), body, "", nil, nil, 460)
}

// Confirm implements kit.Window.
func (u *App) Confirm(title, body, yes string, then func()) {
	u.ask(title, widgets.Paragraph(body), yes, func(m *modal) { m.close(); then() }, nil, 420)
}

// AskText implements kit.Window.
func (u *App) AskText(title, label, value string, then func(string)) {
	box := newAnswerBox("")
	box.SetText(value)
	form := widgets.NewForm(0)
	row := form.Add(label, box, "")
	m := u.ask(title, form, u.T("button.ok"), func(m *modal) {
		if box.Text == "" {
			row.SetError(u.T("shell.needed"))
			return
		}
		m.close()
		then(box.Text)
	}, box, 460)
	box.key = m.typed
}
