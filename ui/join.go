package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/parcels"
	"kaohe/ui/start"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// packageEnd is how the names of packages end.
const packageEnd = ".kpack"

// PickPackage implements start.Joiner.
func (d *startActions) PickPackage(then func(path string)) {
	u := (*App)(d)
	u.pickFile(u.T("join.pick"), []string{packageEnd}, then)
}

// CheckCode implements start.Joiner.
func (d *startActions) CheckCode(code string) error { return d.system.CheckCode(code) }

// LaptopName implements start.Joiner.
func (d *startActions) LaptopName() string { return d.system.LaptopName() }

// Join implements start.Joiner.
func (d *startActions) Join(j start.Joining) {
	u := (*App)(d)
	u.pickFolder(u.T("shell.savehere"), func(folder string) { u.receive(j, folder) })
}

// receive makes the vault in a folder, and asks whether the invited person is who sits there.
func (u *App) receive(j start.Joining, folder string) {
	name := strings.TrimSuffix(filepath.Base(j.Package), filepath.Ext(j.Package))
	var v Vault
	var who *assess.Person
	u.o.Runner.Run(u.T("join.working"), func(context.Context, func(done, total int)) (err error) {
		if v, err = u.system.Receive(j, filepath.Join(folder, words.FileName(name+".kaohe"))); err != nil {
			return err
		}
		if who, err = v.Invitee(j.Code); err != nil {
			return errors.Join(err, u.system.Discard(v))
		}
		return nil
	}, func(err error) {
		if err != nil {
			u.start.Refuse(err)
			return
		}
		u.askInvited(v, who, j)
	})
}

// askInvited says for which round and for whom the invitation is, before anything is written.
func (u *App) askInvited(v Vault, who *assess.Person, j start.Joining) {
	body := layout.Stack(8, widgets.NewBanner(theme.Info, u.T("join.is.round", v.View().Title)),
		theme.Text(personLine(u.say, who), theme.Title, true, theme.Ink), widgets.Paragraph(u.T("join.is.means", who.Name, j.Laptop, v.Path())))
	var m *widgets.Modal
	m = u.ask(widgets.Question{Title: u.T("join.is", who.Name), Body: body, Yes: u.T("join.is.yes"), No: u.T("join.is.no"), Size: width(520),
		Then: func() { u.joinAs(v, who, j) },
		Leave: func() {
			m.Close()
			u.Fail(u.system.Discard(v))
		}})
}

func personLine(say words.Catalog, p *assess.Person) string {
	role := say.Get("role." + string(p.Role))
	if p.Agency == "" {
		return p.Name + " · " + role
	}
	return p.Name + " · " + p.Agency + " · " + role
}

// joinAs enrols this laptop and opens the window on the vault.
func (u *App) joinAs(v Vault, who *assess.Person, j start.Joining) {
	u.o.Runner.Run(u.T("join.joining"), func(context.Context, func(done, total int)) error {
		if err := v.Join(session.Joining{Person: who.ID, Code: j.Code, Laptop: j.Laptop, PIN: j.PIN}); err != nil {
			return errors.Join(err, u.system.Discard(v))
		}
		return nil
	}, func(err error) {
		if err != nil {
			u.start.Refuse(err)
			return
		}
		u.Fail(v.SetSetting("who", who.ID))
		u.enter(v)
		u.notice(u.T("join.done", who.Name), widgets.Paragraph(u.T("join.done.next", v.Path())), 520)
	})
}

// packTeam saves a package with everything for the team and those who are invited, and says when it can be taken away.
func (u *App) packTeam() {
	u.pickFolder(u.T("shell.savehere"), u.packInto)
}

func (u *App) packInto(folder string) {
	u.shell.leave()
	v := u.shell.v
	name := words.FileName(v.View().Title + " " + u.o.Now().Format(time.DateOnly) + packageEnd)
	u.pack(v, filepath.Join(folder, name), parcels.Request{}, func(done parcels.Packed) {
		next := u.T("team.pack.next")
		if done.Stick {
			next = u.T("team.pack.next.stick")
		}
		u.notice(u.T("team.pack.done"), container.NewVBox(widgets.NewBanner(theme.Done, u.T("team.pack.saved", done.Path)), widgets.Paragraph(next)), 520)
	})
}
