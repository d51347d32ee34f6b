package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// History implements screen.Window: who wrote what into some boxes of one entity, newest first.
func (u *App) History(title, entity string, fields ...string) {
	var rows []fyne.CanvasObject
	for _, e := range u.entries(entity, fields) {
		rows = append(rows, u.historyRow(e))
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.Paragraph(u.T("history.none")))
	}
	scroll := container.NewVScroll(container.NewVBox(rows...))
	scroll.SetMinSize(fyne.NewSize(620, 360))
	u.notice(u.T("history.title", title), scroll, 620)
}

// entries of all boxes, newest first.
func (u *App) entries(entity string, fields []string) []session.Entry {
	var all []session.Entry
	for _, f := range fields {
		all = append(all, u.shell.v.History(ledger.Register{Entity: entity, Field: f})...)
	}
	for i := range all { // few entries: insertion sort keeps equal times as they came
		for j := i; j > 0 && all[j].At.After(all[j-1].At); j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
	return all
}

func (u *App) historyRow(e session.Entry) fyne.CanvasObject {
	a := u.shell.v.View()
	head := e.At.Format("2006-01-02 15:04:05") + "  " + a.Name(e.Person) + "  " + u.T(e.Label)
	body := u.T("name.value", a.FieldName(u.say, e.Register()), a.ShowChange(u.say, e.Register(), e.Old, e.New))
	box := container.NewVBox(theme.Text(head, theme.Small, false, theme.Ink2).Whole(), widgets.Paragraph(body))
	if e.Differs {
		box.Add(widgets.NewBadge(theme.Conflict, u.T("history.differs")))
	}
	box.Add(theme.NewBox(theme.Rule).Least(0, 1))
	return box
}
