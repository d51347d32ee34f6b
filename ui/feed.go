package ui

import (
	"sync"

	"kaohe/app/ledger"
	"kaohe/app/session"
)

// feed brings a vault's changes, made on whatever goroutine, to the UI thread. Each is shown once: at once where who made it follows, or
// else by its hop, which then finds nothing.
type feed struct {
	mu    sync.Mutex
	news  session.Change
	fresh bool
}

// put keeps a change; of several that nobody took yet, what the last that was saved says.
func (f *feed) put(c session.Change) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.fresh || !c.Saved.IsZero() {
		f.news = c
	}
	f.fresh = true
}

// take gives what came since it was last called, if anything did.
func (f *feed) take() (session.Change, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fresh := f.fresh
	f.fresh = false
	return f.news, fresh
}

// listen takes a vault's changes until another vault is entered.
func (u *App) listen(v Vault) {
	f := &feed{}
	u.feed = f
	v.Subscribe(func(c session.Change) {
		f.put(c)
		u.o.Hop(func() {
			if u.feed == f {
				u.showChanges()
			}
		})
	})
}

// showChanges shows what changed since it was last shown. Whoever changes something on the UI thread and goes on with what is on the page calls
// it in between. It tells whether anything was to be shown.
func (u *App) showChanges() (shown bool) {
	if u.shell == nil {
		return false
	}
	c, fresh := u.feed.take()
	if fresh {
		u.checkFace(u.shell.v)
		u.shell.changed(c)
	}
	return fresh
}

// shownActs are what a vault does by a PIN, for screens: when one returns, the page shows what it did.
type shownActs struct {
	Vault
	u *App
}

// AddPerson implements team.Roster.
func (a shownActs) AddPerson(p session.NewPerson, by, pin string, with ...session.Credential) error {
	return a.u.showAfter(a.Vault.AddPerson(p, by, pin, with...))
}

// EnrolDevice implements team.Roster.
func (a shownActs) EnrolDevice(n session.NewLaptop, by, pin string) error {
	return a.u.showAfter(a.Vault.EnrolDevice(n, by, pin))
}

// Adopt implements held.Log.
func (a shownActs) Adopt(id ledger.Hash, reason, by, pin string) error {
	return a.u.showAfter(a.Vault.Adopt(id, reason, by, pin))
}

// SetLaptop implements team.Roster.
func (a shownActs) SetLaptop(d ledger.Device, n session.NewLaptop, by, pin string) error {
	return a.u.showAfter(a.Vault.SetLaptop(d, n, by, pin))
}

// Remove implements team.Roster.
func (a shownActs) Remove(r session.Removal, by, pin string, with ...session.Credential) error {
	return a.u.showAfter(a.Vault.Remove(r, by, pin, with...))
}

// Invite implements team.Roster.
func (a shownActs) Invite(person string, days int, by, pin string, with ...session.Credential) (session.Invitation, error) {
	x, err := a.Vault.Invite(person, days, by, pin, with...)
	return x, a.u.showAfter(err)
}

// Withdraw implements team.Roster.
func (a shownActs) Withdraw(w session.Withdrawing, by, pin string) error {
	return a.u.showAfter(a.Vault.Withdraw(w, by, pin))
}

// Admit implements team.Roster.
func (a shownActs) Admit(x session.Admission, by, pin string, with ...session.Credential) (int, error) {
	n, err := a.Vault.Admit(x, by, pin, with...)
	return n, a.u.showAfter(err)
}

// Freeze implements rules.Standards.
func (a shownActs) Freeze(person, pin string) error {
	return a.u.showAfter(a.Vault.Freeze(person, pin))
}

// TakeVersion implements rules.Standards.
func (a shownActs) TakeVersion(person, pin string) error {
	return a.u.showAfter(a.Vault.TakeVersion(person, pin))
}

// showAfter shows what was done, and hands its outcome on.
func (u *App) showAfter(err error) error {
	u.showChanges()
	return err
}
