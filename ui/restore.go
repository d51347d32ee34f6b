package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// restoreAny restores the open vault, or one that is asked for.
func (u *App) restoreAny() {
	if u.shell == nil {
		u.pickVault(u.restoreFrom)
		return
	}
	u.shell.leave()
	u.restoreFrom(u.shell.v.Path())
}

// restoreFrom lists the backups of a vault, which is open here or can't be opened, to choose one.
func (u *App) restoreFrom(path string) {
	folders := append([]string{u.system.Beside(path)}, u.moreFolders()...)
	var found []Backup
	u.o.Runner.Run(u.T("backup.looking"), func(c context.Context, progress func(done, total int)) (err error) {
		found, err = u.system.Backups(c, path, folders, progress)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			u.Fail(err)
		default:
			u.chooseBackup(path, found)
		}
	})
}

func (u *App) chooseBackup(path string, found []Backup) {
	var m *widgets.Modal
	choose := func(from string) { m.Close(); u.weighLoss(path, from) }
	list := layout.Stack(2)
	for _, b := range found {
		item := widgets.Item{State: theme.Done, Text: u.T("backup.line", b.At.Format("2006-01-02 15:04"), b.Records, words.Size(b.Size)),
			Note: u.T("backup.sound") + " · " + filepath.Base(filepath.Dir(b.Path)), Go: func() { choose(b.Path) }}
		if b.Err != nil {
			item.State, item.Text, item.Note, item.Go = theme.Refused, item.Text+"　"+u.say.Explain(b.Err).What, filepath.Base(filepath.Dir(b.Path)), nil
		}
		link := widgets.NewLink()
		if link.Put(item); b.Err != nil {
			link.Grey()
		}
		list.Add(link)
	}
	body := container.NewVBox(widgets.Paragraph(u.T("backup.choose")))
	if len(found) == 0 {
		body.Add(widgets.NewBanner(theme.Info, u.T("backup.nothing")))
	} else {
		scroll := container.NewVScroll(list)
		body.Add(sized(scroll, 600, min(300, list.MinSize().Height+8)))
	}
	body.Add(container.NewHBox(widgets.NewButton(u.T("backup.pick"), theme.IconFolder, func() { u.pickVault(choose) })))
	m = u.notice(u.T("backup.restore"), body, 620)
}

// weighLoss says what restoring would take away and what stays, before anything is done.
func (u *App) weighLoss(path, from string) {
	var v Vault
	if u.shell != nil && u.shell.v.Path() == path {
		v = u.shell.v
	}
	var lines []words.Msg
	u.o.Runner.Run(u.T("backup.weighing"), func(context.Context, func(done, total int)) (err error) {
		lines, err = u.system.Loss(path, from, v)
		return err
	}, func(err error) {
		if u.askFor(from, err, func() { u.weighLoss(path, from) }) {
			return
		}
		if err != nil {
			u.Fail(err)
			return
		}
		var said []string
		for _, l := range lines[1:] {
			said = append(said, u.say.Say(l))
		}
		body := container.NewVBox(widgets.NewBanner(theme.Warning, u.say.Say(lines[0])), widgets.Paragraph(strings.Join(said, "\n")),
			widgets.Paragraph(u.T("backup.restore.means")), u.helpLink("backup"))
		u.ask(widgets.Question{Title: u.T("backup.restore.ask"), Body: body, Yes: u.T("backup.restore.yes"), Then: func() { u.restore(path, from) }, Size: width(520)})
	})
}

// restore puts the backup in the vault's place and opens it.
func (u *App) restore(path, from string) {
	if u.shell != nil && u.keeper.stop != nil { // a backup that is being made keeps the file open
		u.keeper.after = func() { u.restore(path, from) }
		u.keeper.stop()
		return
	}
	u.closeVault(func() { u.restoreClosed(path, from) })
}

func (u *App) restoreClosed(path, from string) {
	var aside string
	u.o.Runner.Run(u.T("backup.restoring"), func(c context.Context, progress func(done, total int)) (err error) {
		aside, err = u.system.Restore(c, path, from, progress)
		return err
	}, func(err error) {
		if err == nil {
			u.entered = func() { u.restored(aside) }
		} else if !errors.Is(err, context.Canceled) {
			u.Fail(err)
		}
		u.Open(path) // also where nothing was restored
	})
}

// restored says where the old file is, and leads on where this laptop has to be enrolled anew.
func (u *App) restored(aside string) {
	body := container.NewVBox(widgets.NewBanner(theme.Done, u.T("backup.restored")))
	if aside != "" {
		body.Add(widgets.Paragraph(u.T("backup.aside", aside)))
	}
	if u.shell.v.Enrolled() {
		u.notice(u.T("backup.restore"), body, 520)
		return
	}
	body.Add(widgets.NewBanner(theme.Locked, u.T("backup.enrol")))
	u.ask(widgets.Question{Title: u.T("backup.restore"), Body: body, Yes: u.T("backup.enrol.go"), No: u.T("button.close"),
		Then: func() { u.shell.show(route{Page: pageTeam}) }, Size: width(520)})
}

// rescue tells of a vault that does not open, and offers what may help where it is damaged.
func (u *App) rescue(path string, why error) {
	broken := false
	for _, code := range []string{"damaged", "truncated", "short", "empty", "missing"} {
		broken = broken || errors.Is(why, words.Refuse("vault."+code))
	}
	if !broken {
		u.Fail(why)
		return
	}
	x := u.say.Explain(why)
	body := container.NewVBox(widgets.NewBanner(theme.Refused, x.What), widgets.Paragraph(x.Todo))
	var m *widgets.Modal
	buttons := container.NewHBox(widgets.NewPrimary(u.T("backup.restore"), theme.IconUndo, func() { m.Close(); u.restoreFrom(path) }))
	if !errors.Is(why, words.Refuse("vault.missing")) && !errors.Is(why, words.Refuse("vault.empty")) {
		buttons.Add(widgets.NewButton(u.T("salvage"), theme.IconSave, func() { m.Close(); u.salvage(path) }))
	}
	body.Add(buttons)
	m = u.notice(u.T("shell.failed"), body, 520)
}

// salvage takes out of a damaged file what can be had, into a new one beside it.
func (u *App) salvage(path string) {
	var to string
	var lines []words.Msg
	u.o.Runner.Run(u.T("salvage.working"), func(context.Context, func(done, total int)) (err error) {
		to, lines, err = u.system.Salvage(path)
		return err
	}, func(err error) {
		if u.askFor(path, err, func() { u.salvage(path) }) {
			return
		}
		if err != nil {
			u.Fail(err)
			return
		}
		body := container.NewVBox(widgets.NewBanner(theme.Done, u.T("salvage.done")))
		for _, l := range lines {
			body.Add(widgets.Paragraph(u.say.Say(l)))
		}
		u.ask(widgets.Question{Title: u.T("salvage"), Body: body, Yes: u.T("backup.copy.open"), No: u.T("button.close"), Then: func() { u.Open(to) }, Size: width(520)})
	})
}
