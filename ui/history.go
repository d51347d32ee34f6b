package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/ui/layout"
	"kaohe/ui/settle"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// historyPage is how many entries a history lays out at once: a box that was written thousands of times must not hold the window.
const historyPage = 100

// History implements screen.Window: who wrote what into some boxes of one entity, newest first.
func (u *App) History(title, entity string, fields ...string) {
	list := container.NewVBox()
	u.moreHistory(list, u.entries(entity, fields))
	if len(list.Objects) == 0 {
		list.Add(widgets.Paragraph(u.T("history.none")))
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(620, 360))
	u.notice(u.T("history.title", title), scroll, 620)
}

// moreHistory adds a page of entries to the list, and a button for those that are left.
func (u *App) moreHistory(list *fyne.Container, entries []session.Entry) {
	page, left := entries[:min(historyPage, len(entries))], entries[min(historyPage, len(entries)):]
	for _, e := range page {
		list.Objects = append(list.Objects, u.historyRow(e))
	}
	if len(left) > 0 {
		var more *widgets.Button
		more = widgets.NewQuiet(u.T("history.more", len(left)), "", func() {
			list.Objects = slices.DeleteFunc(list.Objects, func(o fyne.CanvasObject) bool { return o == more })
			u.moreHistory(list, left)
		})
		list.Objects = append(list.Objects, more)
	}
	list.Refresh()
}

// entries of all boxes, newest first.
func (u *App) entries(entity string, fields []string) []session.Entry {
	var all []session.Entry
	for _, f := range fields {
		all = append(all, u.shell.v.History(ledger.Register{Entity: entity, Field: f})...)
	}
	slices.SortStableFunc(all, func(a, b session.Entry) int { return b.At.Compare(a.At) })
	return all
}

const (
	plain  = 12 // runes of a text that is shown whole, without its differences marked
	beside = 16 // runes that are shown on each side of a difference
)

func (u *App) historyRow(e session.Entry) fyne.CanvasObject {
	a := u.shell.v.View()
	head := e.At.Format("2006-01-02 15:04:05") + "  " + a.Name(e.Person) + "  " + u.T(e.Label)
	box := container.NewVBox(theme.Text(head, theme.Small, false, theme.Ink2).Whole())
	if was, is := a.ShowWhole(u.say, e.Register(), e.Old), a.ShowWhole(u.say, e.Register(), e.New); settle.ByWord(e.Register()) && len([]rune(was)) > plain {
		both := settle.Compare([]string{was, is})
		box.Add(theme.Text(a.FieldName(u.say, e.Register()), theme.Small, false, theme.Ink2).Whole())
		for i, key := range []string{"history.was", "history.is"} {
			which := container.NewVBox(layout.Pad(0, 8, theme.Text(u.T(key), theme.Small, false, theme.Ink2).Whole()))
			box.Add(container.NewBorder(nil, nil, which, nil, settle.Marked(settle.Around(both[i], beside))))
		}
	} else {
		box.Add(widgets.Paragraph(u.T("name.value", a.FieldName(u.say, e.Register()), a.ShowChange(u.say, e.Register(), e.Old, e.New))))
	}
	if e.Differs {
		box.Add(widgets.NewBadge(theme.Conflict, u.T("history.differs")))
	}
	box.Add(theme.NewBox(theme.Rule).Least(0, 1))
	return box
}
