package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2/container"

	"kaohe/app/province"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Gather asks for a folder with the rounds of many offices, and puts them into one table.
func (d *startActions) Gather() {
	u := (*App)(d)
	u.pickFolder(u.T("gather.folder"), func(folder string) { u.gather(folder, nil) })
}

// gather reads the rounds with the passphrases that were typed so far, and shows what came of it.
func (u *App) gather(folder string, phrases []string) {
	var t *province.Table
	u.o.Runner.Run(u.T("gather.working"), func(c context.Context, progress func(done, total int)) (err error) {
		t, err = u.system.Gather(c, folder, phrases, progress)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case t == nil || err != nil && len(t.Left) == 0:
			u.Fail(err)
		default:
			u.showGathered(folder, phrases, t, err)
		}
	})
}

// showGathered says what is in a table and what is not, asks for a passphrase where one is missing, and saves the table.
func (u *App) showGathered(folder string, phrases []string, t *province.Table, err error) {
	state, says := theme.Done, u.say.Say(t.Sums())
	if err != nil {
		state, says = theme.Refused, u.say.Explain(err).What
	} else if t.Broken > 0 || len(t.Doubts) > 0 {
		state = theme.Warning
	}
	var remarks []string
	for _, m := range t.Remarks(u.say) {
		remarks = append(remarks, u.say.Say(m))
	}
	body := container.NewVBox(listed(state, says, remarks))
	q := widgets.Question{Title: u.T("gather.title"), Body: body, Yes: u.T("gather.save"), Size: width(720), Then: func() { u.saveGathered(t) }}
	if err != nil {
		q.Yes, q.No = "", u.T("button.close")
	}
	var m *widgets.Modal
	if t.Locked > 0 {
		var again func() bool
		form, box := widgets.NewForm(0), widgets.NewSecret("", func() bool { return again() })
		form.AddWide(widgets.Paragraph(u.T("gather.locked", t.Locked)))
		row := form.Add(u.T("gather.phrase"), box, u.T("gather.phrase.note"))
		again = func() bool {
			if box.Text == "" {
				row.SetError(u.T("shell.needed"))
				m.Fit(q.Size)
				u.win.Canvas().Focus(box)
				return true
			}
			m.Close()
			u.gather(folder, append(slices.Clone(phrases), box.Text))
			return true
		}
		body.Add(form)
		body.Add(container.NewHBox(widgets.NewButton(u.T("gather.again"), theme.IconUnlock, func() { again() })))
		q.First = box
	}
	m = u.ask(q)
}

func (u *App) saveGathered(t *province.Table) {
	u.pickFolder(u.T("shell.savehere"), func(folder string) {
		u.saving(func(replace bool, failed func(error)) {
			var path string
			u.o.Runner.Run(u.T("books.writing"), func(c context.Context, _ func(done, total int)) (err error) {
				path, err = u.system.SaveTable(c, t, folder, replace)
				return err
			}, func(err error) {
				if err != nil {
					failed(err)
					return
				}
				u.saved(path, u.T("gather.paper"))
			})
		})
	})
}
