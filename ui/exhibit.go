package ui

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Exhibition is evidence that is to be given out.
type Exhibition struct {
	District string // ID; empty: each, in a folder or an archive of its own
	Path     string // of the folder, or of the archive without its ending
	Archive  bool
	Bare     bool // without the place where pictures were taken
	Replace  bool
}

// exportEvidence asks how and where to, and gives out the evidence of the district at hand, or of all of them.
func (u *App) exportEvidence() {
	u.shell.leave()
	a, district := u.album, u.shell.at.District
	as := widgets.NewRadio(widgets.Option{Key: "folder", Name: u.T("exhibit.as.folder")}, widgets.Option{Key: "archive", Name: u.T("exhibit.as.archive")})
	place := widgets.NewRadio(widgets.Option{Key: "whole", Name: u.T("exhibit.place.whole")}, widgets.Option{Key: "bare", Name: u.T("exhibit.place.bare")})
	form := widgets.NewForm(0)
	form.Add(u.T("exhibit.as"), as, "")
	form.Add(u.T("exhibit.place"), place, u.T("exhibit.place.hint"))
	u.ask(widgets.Question{Title: u.T("exhibit.title", a.whose(district)), Body: form, Yes: u.T("exhibit.yes"), Size: width(520), Then: func() {
		x := Exhibition{District: district, Archive: as.Chosen() == "archive", Bare: place.Chosen() == "bare"}
		u.pickFolder(u.T("shell.savehere"), func(folder string) { a.exportInto(folder, x) })
	}})
}

func (a *album) whose(district string) string {
	if d := a.v.View().District(district); d != nil {
		return d.Name
	}
	return a.u.T("exhibit.every")
}

func (a *album) exportInto(folder string, x Exhibition) {
	x.Path = filepath.Join(folder, words.FileName(a.u.T("exhibit.name", a.whose(x.District), a.u.o.Now().Format(time.DateOnly))))
	a.u.saving(func(replace bool, failed func(error)) {
		x.Replace = replace
		var lines []words.Msg
		a.u.o.Runner.Run(a.u.T("exhibit.working"), func(ctx context.Context, progress func(done, total int)) (err error) {
			lines, err = a.u.system.ExportEvidence(ctx, a.v, x, progress)
			return err
		}, func(err error) {
			if err != nil {
				failed(err)
				return
			}
			body := container.NewVBox()
			for i, l := range lines {
				if i == mostLines {
					body.Add(widgets.Paragraph(a.u.T("exhibit.more", len(lines)-i)))
					break
				}
				body.Add(widgets.Paragraph(a.u.say.Say(l)))
			}
			show := widgets.NewButton(a.u.T("print.folder"), theme.IconFolder, func() { a.u.Fail(a.u.system.Show(filepath.Dir(x.Path))) })
			body.Add(container.NewHBox(show))
			a.u.notice(a.u.T("exhibit.finished"), body, 560)
		})
	})
}

// mostLines are told; the index has all.
const mostLines = 8
