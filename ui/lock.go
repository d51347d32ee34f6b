package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kaohe/ui/unlock"
	"kaohe/ui/widgets"
)

// lock is how the window stands to sealed vaults.
type lock struct {
	door    *door            // at which one waits; nil: none does
	shut    map[string]route // those that were locked, by path, and where the window stood
	idle    *idle            // of the one entered last; nil: it is not sealed
	working int              // pieces of work that are shown over the window, which does not lock meanwhile
}

// door is the page at which a sealed vault waits for its passphrase.
type door struct {
	u    *App
	path string
	at   route // where the window stood when it was locked; zero: it was not
	page *unlock.Screen
}

// showDoor shows the page for a sealed vault.
func (u *App) showDoor(path string, at route) {
	d := &door{u: u, path: path, at: at}
	d.page = unlock.New(u.kit(nil), path, at != route{}, d)
	u.start, u.door = nil, d
	u.win.SetTitle(filepath.Base(path) + " · " + u.say.Get("app.name"))
	u.win.SetContent(d.page.Object())
	u.installKeys()
	d.page.Render()
	d.page.Focus()
	var none error
	u.o.Spawn(func() { none = u.system.Keychain() }, func() {
		if u.door == d {
			d.page.Keychain(none)
		}
	})
}

// Unlock implements unlock.Actions.
func (d *door) Unlock(by unlock.Secret) {
	u := d.u
	var v Vault
	var kept error
	u.o.Runner.Run(u.T("unlock.working"), func(ctx context.Context, progress func(done, total int)) (err error) {
		if v, err = u.system.Unlock(ctx, d.path, by, progress); err == nil && by.Remember {
			kept = u.system.Remember(v)
		}
		return err
	}, func(err error) {
		switch {
		case err != nil && u.door != d:
			return // the page is gone, and with it who asked
		case errors.Is(err, context.Canceled):
			d.page.Focus()
			return
		case is(err, "vault.damaged"):
			u.showStart()
			u.rescue(d.path, err)
			return
		case err != nil:
			d.page.Refuse(err)
			return
		case u.door != d:
			u.Fail(v.Close())
			return
		}
		delete(u.shut, absolute(d.path))
		u.enter(v)
		if d.at != (route{}) && u.shell.exists(d.at) {
			u.shell.show(d.at)
		}
		u.Fail(kept)
		if by.Recovery != "" {
			u.newPassphrase(by)
		}
	})
}

// Leave implements unlock.Actions.
func (d *door) Leave() { d.u.showStart() }

// atDoor shows the page instead of opening a vault that was locked in this window: the keychain would open it for anybody.
func (u *App) atDoor(path string) bool {
	at, shut := u.shut[absolute(path)]
	if shut {
		u.leaving(func() { u.showDoor(path, at) })
	}
	return shut
}

// Lock locks the window on a sealed vault, once it is said what waits for a button on some page and would be lost.
func (u *App) Lock() {
	if !u.sealed() {
		return
	}
	u.shell.leave()
	if lost := u.shell.drafts(); len(lost) > 0 {
		u.Confirm(u.T("drafts.title"), strings.Join(append([]string{u.T("drafts.body")}, lost...), "\n"), u.T("cmd.lock"), u.lockNow)
		return
	}
	u.lockNow()
}

// lockIdle locks the window where nothing would be lost by it.
func (u *App) lockIdle() {
	u.shell.leave()
	if len(u.shell.drafts()) == 0 {
		u.lockNow()
	}
}

// lockNow closes the vault, and shows nothing of it before its passphrase is typed again. While something can't be saved the window says so
// instead, and stays open; so it does while it works.
func (u *App) lockNow() {
	if !u.sealed() || u.working > 0 || u.keeper.leaving || len(u.unsaved.edits) > 0 {
		return
	}
	if u.keeper.stop != nil { // the backup that is being made is made at the next opening
		u.keeper.after = u.lockNow
		u.keeper.stop()
		return
	}
	if u.failed != nil && u.failed.Open() {
		return
	}
	path, at := u.shell.v.Path(), u.shell.at
	overlays := u.win.Canvas().Overlays()
	for top := overlays.Top(); top != nil; top = overlays.Top() {
		overlays.Remove(top)
	}
	u.shell.closePreview()
	u.closeVault(func() {
		u.shut[absolute(path)] = at
		u.showDoor(path, at)
	})
}

// sealed tells whether a sealed vault is open.
func (u *App) sealed() bool { return u.shell != nil && u.shell.v.Sealed() }

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// idleMinutes are the choices for how long nobody works at the window before it locks; 0: for ever.
var idleMinutes = []int{5, 15, 30, 60, 0}

const (
	idleKey   = "lock.after" // in the preferences
	idleUsual = 15
	idleBeat  = 10 * time.Second // between two looks
)

// idle notices that nobody works at the window on a sealed vault.
type idle struct {
	u     *App
	seen  trace
	since time.Time // what was seen has been so
	next  func()    // stops the next look
}

// trace is what changes while somebody works.
type trace struct {
	touches uint64
	focus   fyne.Focusable
	caret   int
	at      route
	top     fyne.CanvasObject
}

// watchIdle begins to look, at a vault that was just entered.
func (u *App) watchIdle() {
	if u.idle != nil {
		u.idle.next()
		u.idle = nil
	}
	if !u.sealed() {
		return
	}
	u.idle = &idle{u: u, since: u.now()}
	u.idle.look()
}

// now is by the calendar: a clock that stands while the laptop sleeps would not notice the night.
func (u *App) now() time.Time { return u.o.Now().Round(0) }

func (i *idle) look() {
	u := i.u
	if u.idle != i || !u.sealed() {
		return
	}
	if now := i.trace(); now != i.seen || u.working > 0 {
		i.seen, i.since = now, u.now()
	}
	after := time.Duration(u.app.Preferences().IntWithFallback(idleKey, idleUsual)) * time.Minute
	if after > 0 && u.now().Sub(i.since) >= after {
		if u.lockIdle(); u.shell == nil {
			return
		}
	}
	i.next = u.o.Timer.After(idleBeat, i.look)
}

func (i *idle) trace() trace {
	c := i.u.win.Canvas()
	t := trace{touches: widgets.Touches(), focus: c.Focused(), at: i.u.shell.at, top: c.Overlays().Top()}
	if box, ok := t.focus.(interface{ CursorTextOffset() int }); ok {
		t.caret = box.CursorTextOffset()
	}
	return t
}

// idleMenu chooses how long.
func (u *App) idleMenu() *fyne.MenuItem {
	chosen := u.app.Preferences().IntWithFallback(idleKey, idleUsual)
	sub := fyne.NewMenu("")
	for _, n := range idleMinutes {
		name := u.T("lock.minutes", n)
		if n == 0 {
			name = u.T("lock.never")
		}
		item := fyne.NewMenuItem(name, func() {
			u.app.Preferences().SetInt(idleKey, n)
			u.menuState = ""
			u.menus()
		})
		item.Checked = n == chosen
		sub.Items = append(sub.Items, item)
	}
	item := fyne.NewMenuItem(u.T("lock.after"), nil)
	item.ChildMenu = sub
	return item
}
