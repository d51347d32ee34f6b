package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/look"
	"kaohe/ui/part"
)

// Print implements kit.Window: prints a district's findings with progress into the folder used last, and offers to open them.
func (u *App) Print(district string) { u.print(district, "") }

// printDraw prints the sheet of one draw.
func (u *App) printDraw(district, draw string) { u.print(district, draw) }

func (u *App) print(district, draw string) {
	u.shell.leave()
	p := Paper{Assessment: u.shell.v.View()}
	if p.District = p.Assessment.District(district); p.District == nil {
		return
	}
	for _, x := range p.District.Draws {
		if x.ID == draw {
			p.Draw = x
		}
	}
	u.printTo(p, u.app.Preferences().StringWithFallback("folder", u.house.Folder()))
}

func (u *App) printTo(p Paper, folder string) {
	path := filepath.Join(folder, u.house.PrintName(p))
	var missing []rune
	u.o.Runner.Run(u.T("print.working", p.District.Name), func(c context.Context, progress func(done, total int)) (err error) {
		missing, err = u.house.Print(c, p, path, progress)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			u.shell.bar.say(u.T("print.cancelled"))
		case err != nil:
			u.Fail(err)
		default:
			u.note(p)
			u.printed(p, path, missing)
		}
	})
}

// note records that a district's findings were printed, where the summary waits for it.
func (u *App) note(p Paper) {
	d := u.shell.v.View().District(p.District.ID)
	if p.Draw != nil || d == nil {
		return
	}
	if e := assess.SetPrinted(d, u.shell.v.Today()); e != nil {
		u.Do(e)
	}
}

func (u *App) printed(p Paper, path string, missing []rune) {
	body := container.NewVBox(part.NewBanner(look.Done, u.T("print.done", p.District.Name)), paragraph(path))
	if len(missing) > 0 {
		body.Add(part.NewBanner(look.Warning, u.T("print.missing", string(missing))))
	}
	show := func(what string) {
		if err := u.house.Show(what); err != nil {
			u.Fail(err)
		}
	}
	var m *modal
	body.Add(container.NewHBox(
		part.NewButton(u.T("print.folder"), look.IconFolder, func() { show(filepath.Dir(path)) }),
		part.NewButton(u.T("print.elsewhere"), "", func() {
			m.close()
			u.pickFolder(u.T("print.here"), func(folder string) {
				u.app.Preferences().SetString("folder", folder)
				u.printTo(p, folder)
			})
		})))
	m = u.ask(u.T("print.title"), body, u.T("print.open"), func(m *modal) { m.close(); show(path) }, nil, 520)
}
