package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kaohe/app/words"
	"kaohe/ui/start"
	"kaohe/ui/theme"
	"kaohe/ui/unlock"
	"kaohe/ui/widgets"
)

// sealKeys are the actions on the vault's passphrase.
func (u *App) sealKeys() []widgets.Key {
	g := u.T("menu.file")
	plain := func() bool { return u.shell != nil && !u.shell.v.Sealed() && !u.previewing() }
	sealed := func() bool { return u.sealed() && !u.previewing() }
	return []widgets.Key{
		{ID: "seal", Group: g, Name: u.T("cmd.seal"), Do: u.seal, Able: plain},
		{ID: "unseal", Group: g, Name: u.T("cmd.unseal"), Do: u.unseal, Able: sealed},
		{ID: "passphrase", Group: g, Name: u.T("cmd.passphrase"), Do: func() { u.newPassphrase(unlock.Secret{}) }, Able: sealed},
		{ID: "lock", Group: g, Name: u.T("cmd.lock"), Key: fyne.KeyL, Mod: widgets.Ctrl, Do: u.Lock, Able: u.sealed},
	}
}

// sealMenu has them in one item.
func (u *App) sealMenu() *fyne.MenuItem {
	sub := fyne.NewMenu("")
	for _, id := range []string{"seal", "unseal", "passphrase", "lock"} {
		sub.Items = append(sub.Items, u.keys.Item(id))
	}
	sub.Items = append(sub.Items, u.idleMenu())
	item := fyne.NewMenuItem(u.T("menu.seal"), nil)
	item.ChildMenu = sub
	return item
}

// phrases are two boxes for a new passphrase.
type phrases struct {
	u          *App
	pass, more *widgets.Secret
	rows       [2]*widgets.FormRow
}

func (u *App) newPhrases(form *widgets.Form, label string) *phrases {
	p := &phrases{u: u, pass: widgets.NewSecret("", nil), more: widgets.NewSecret("", nil)}
	p.rows[0] = form.Add(u.T(label), p.pass, u.T("start.pass.hint"))
	p.rows[1] = form.Add(u.T("start.passagain"), p.more, "")
	return p
}

// right tells whether they hold a passphrase, the same in both, and says beside them what is wrong.
func (p *phrases) right() bool {
	bad := start.CheckPassphrase(p.pass.Text, p.more.Text)
	for i, at := range []start.Box{start.BoxPass, start.BoxPassAgain} {
		text := ""
		if m := bad[at]; len(m) > 0 {
			text = p.u.say.Say(m[0])
		}
		p.rows[i].SetError(text)
	}
	return len(bad) == 0
}

// seal asks for a passphrase and seals the open vault.
func (u *App) seal() {
	u.shell.leave()
	form := widgets.NewForm(0)
	form.AddWide(widgets.Paragraph(u.T("seal.what")))
	form.AddWide(widgets.NewBanner(theme.Warning, u.T("seal.warn")))
	p := u.newPhrases(form, "start.pass")
	u.ask(widgets.Question{Title: u.T("seal.title"), Body: form, Yes: u.T("seal.yes"), First: p.pass, Size: width(560), Try: p.right, Then: func() {
		passphrase := p.pass.Text
		u.convert(u.T("seal.working"), unlock.Secret{}, func(path string, progress func(done, total int)) (Vault, error) {
			return u.system.Seal(path, passphrase, progress)
		}, func(v Vault) { u.showRecovery(v, "recovery.for.file") })
	}})
}

// unseal asks for the passphrase and leaves the open vault unsealed.
func (u *App) unseal() {
	u.shell.leave()
	form := widgets.NewForm(0)
	form.AddWide(widgets.NewBanner(theme.Warning, u.T("unseal.warn")))
	box := widgets.NewSecret("", nil)
	row := form.Add(u.T("unlock.passphrase"), box, "")
	u.askSecret(widgets.Question{Title: u.T("unseal.title"), Body: form, Yes: u.T("unseal.yes"), First: box, Size: width(520)}, box, row, func(by unlock.Secret) {
		u.convert(u.T("unseal.working"), by, func(path string, progress func(done, total int)) (Vault, error) {
			return u.system.Unseal(path, by, progress)
		}, func(v Vault) {
			u.notice(u.T("unseal.title"), widgets.NewBanner(theme.Done, u.T("unseal.done", filepath.Base(v.Path()))), 460)
		})
	})
}

// askSecret asks for the open vault's passphrase until it is right or nobody wants to go on.
func (u *App) askSecret(q widgets.Question, box *widgets.Secret, row *widgets.FormRow, then func(by unlock.Secret)) {
	var m *widgets.Modal
	v := u.shell.v
	q.Try = func() bool {
		by := unlock.Secret{Passphrase: box.Text}
		box.Clear()
		if by.Passphrase == "" {
			row.SetError(u.T("shell.needed"))
			return false
		}
		u.o.Runner.Run(u.T("unlock.working"), func(context.Context, func(done, total int)) error { return u.system.Knows(v, by) }, func(err error) {
			if err != nil {
				row.SetError(u.say.Explain(err).What)
				m.Fit(q.Size)
				u.win.Canvas().Focus(box)
				return
			}
			m.Close()
			then(by)
		})
		return false
	}
	m = u.ask(q)
}

// convert closes the open vault, has its file written anew, and enters what came of it. Where that failed, the vault is opened as it was, by
// what opened it before.
func (u *App) convert(title string, by unlock.Secret, work func(path string, progress func(done, total int)) (Vault, error), then func(Vault)) {
	path, at := u.shell.v.Path(), u.shell.at
	u.closeVault(func() { u.convertClosed(path, at, title, by, work, then) })
}

func (u *App) convertClosed(path string, at route, title string, by unlock.Secret, work func(path string, progress func(done, total int)) (Vault, error), then func(Vault)) {
	var v Vault
	var failed error
	u.o.Runner.Run(title, func(ctx context.Context, progress func(done, total int)) (err error) {
		if v, failed = work(path, progress); failed == nil {
			return nil
		}
		if v, err = u.system.Unlock(context.WithoutCancel(ctx), path, by, progress); err != nil { // by nothing where it is not sealed
			return err
		}
		return nil
	}, func(err error) {
		if err != nil {
			u.Start()
			u.Fail(failed)
			return
		}
		u.enter(v)
		if u.shell.exists(at) {
			u.shell.show(at)
		}
		if failed != nil {
			u.Fail(failed)
			return
		}
		then(v)
	})
}

// newPassphrase asks for a new passphrase of the open vault, and for the one it has unless known has just opened it.
func (u *App) newPassphrase(known unlock.Secret) {
	u.shell.leave()
	v := u.shell.v
	form := widgets.NewForm(0)
	says := "passphrase.what"
	if known.Recovery != "" {
		says = "passphrase.forgotten"
	}
	form.AddWide(widgets.Paragraph(u.T(says)))
	var old *widgets.Secret
	var oldRow *widgets.FormRow
	if known.Recovery == "" {
		old = widgets.NewSecret("", nil)
		oldRow = form.Add(u.T("passphrase.old"), old, "")
	}
	p := u.newPhrases(form, "passphrase.new")
	first := p.pass
	if old != nil {
		first = old
	}
	var m *widgets.Modal
	q := widgets.Question{Title: u.T("passphrase.title"), Body: form, Yes: u.T("passphrase.yes"), First: first, Size: width(560)}
	q.Try = func() bool {
		by := known
		if old != nil {
			by.Passphrase = old.Text
			oldRow.SetError("")
		}
		ok := p.right()
		if m.Fit(q.Size); !ok {
			return false
		}
		fresh := p.pass.Text
		u.o.Runner.Run(u.T("passphrase.working"), func(context.Context, func(done, total int)) error { return u.system.ChangePassphrase(v, by, fresh) }, func(err error) {
			switch {
			case err == nil:
				m.Close()
				u.notice(u.T("passphrase.title"), widgets.NewBanner(theme.Done, u.T("passphrase.done")), 460)
			case old != nil:
				old.Clear()
				oldRow.SetError(u.say.Explain(err).What)
				m.Fit(q.Size)
				u.win.Canvas().Focus(old)
			default:
				m.Close()
				u.Fail(err)
			}
		})
		return false
	}
	m = u.ask(q)
}

// askFor asks for the passphrase of a file that was only to be read, where an error says that it is sealed, and then tries again. It tells
// whether it asks.
func (u *App) askFor(path string, err error, again func()) bool {
	refused := is(err, "passphrase.wrong")
	if !refused && !is(err, "vault.sealed") {
		return false
	}
	form := widgets.NewForm(0)
	form.AddWide(widgets.Paragraph(u.T("unlock.other", filepath.Base(path))))
	box := widgets.NewSecret("", nil)
	row := form.Add(u.T("unlock.passphrase"), box, "")
	if refused {
		row.SetError(u.say.Explain(err).What)
	}
	u.ask(widgets.Question{Title: u.T("unlock.title"), Body: form, Yes: u.T("button.ok"), First: box, Size: width(480), Try: func() bool {
		if box.Text == "" {
			row.SetError(u.T("shell.needed"))
		}
		return box.Text != ""
	}, Then: func() {
		u.system.Try(unlock.Secret{Passphrase: box.Text})
		again()
	}})
	return true
}

func is(err error, code string) bool { return errors.Is(err, words.Refuse(code)) }
