package ui

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/parcels"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// exchanging is the open vault's exchange with colleagues: packages at hand, what came of the last one, and the relay.
type exchanging struct {
	u    *App
	v    Vault
	at   *parcels.Incoming
	came parcels.Outcome
	relaying
}

// Spread implements parcels.Actions.
func (x *exchanging) Spread() session.Spread { return x.u.system.Spread(x.v) }

// Incoming implements parcels.Actions.
func (x *exchanging) Incoming() *parcels.Incoming { return x.at }

// Outcome implements parcels.Actions.
func (x *exchanging) Outcome() parcels.Outcome { return x.came }

// Drop implements parcels.Actions.
func (x *exchanging) Drop() {
	x.at = nil
	x.u.shell.render()
}

// Pick implements parcels.Actions.
func (x *exchanging) Pick() {
	x.u.pickFileAt(x.u.system.Removable(), x.u.T("parcels.pick"), []string{packageEnd}, func(path string) { x.open([]string{path}, "") })
}

// open opens packages beside those that are at hand, and asks for the passphrase where one is missing.
func (x *exchanging) open(paths []string, passphrase string) {
	var in *parcels.Incoming
	x.u.o.Runner.Run(x.u.T("parcels.opening"), func(ctx context.Context, progress func(done, total int)) (err error) {
		in, err = x.u.system.OpenParcels(ctx, x.v, paths, passphrase, x.at, progress)
		return err
	}, func(err error) {
		switch {
		case !x.here() || x.u.gaveUp(err):
		case is(err, "pack.passphrase") || is(err, "pack.wrong"):
			x.askPassphrase(err, func(passphrase string) { x.open(paths, passphrase) })
		case err != nil:
			x.u.Fail(err)
		default:
			x.at, x.came = in, parcels.Outcome{}
			x.u.shell.turn(route{Page: pageParcels})
			x.u.shell.render()
		}
	})
}

// askPassphrase asks for what opens a package.
func (x *exchanging) askPassphrase(why error, then func(string)) {
	u := x.u
	form, box := widgets.NewForm(0), widgets.NewSecret("", nil)
	says := u.say.Explain(why)
	form.AddWide(widgets.Paragraph(says.Both()))
	row := form.Add(u.T("parcels.ask.pass"), box, "")
	u.ask(widgets.Question{Title: u.T("parcels.pick"), Body: form, Yes: u.T("button.ok"), First: box, Size: width(480), Try: func() bool {
		if box.Text == "" {
			row.SetError(u.T("shell.needed"))
		}
		return box.Text != ""
	}, Then: func() { then(box.Text) }})
}

// Merge implements parcels.Actions.
func (x *exchanging) Merge() {
	in := x.at
	var done parcels.Merged
	x.u.o.Runner.Run(x.u.T("parcels.merging"), func(ctx context.Context, progress func(done, total int)) (err error) {
		done, err = x.u.system.MergeParcels(ctx, x.v, in, progress)
		return err
	}, func(err error) {
		if !x.here() || x.u.gaveUp(err) {
			return
		}
		if err != nil {
			x.u.Fail(err)
			return
		}
		x.at, x.came = nil, parcels.Outcome{Merged: &done}
		if !x.u.showChanges() {
			x.u.shell.render()
		}
	})
}

// Carried implements parcels.Actions.
func (x *exchanging) Carried(person, district string) parcels.Carried {
	return x.u.system.Carried(x.v, person, district)
}

// Thin implements parcels.Actions.
func (x *exchanging) Thin() {
	u := x.u
	may := u.system.Thinnable(x.v)
	form := widgets.NewForm(0)
	for _, m := range may.Lines {
		form.AddWide(widgets.Paragraph(u.say.Say(m)))
	}
	yes := u.T("parcels.thin.yes")
	if !may.Any {
		yes = u.T("button.ok")
	}
	u.ask(widgets.Question{Title: u.T("parcels.thin"), Body: form, Yes: yes, No: u.T("button.cancel"), Size: width(480), Then: func() {
		if may.Any {
			x.letGo(may)
		}
	}})
}

func (x *exchanging) letGo(may parcels.Thinning) {
	var said []words.Msg
	x.u.o.Runner.Run(x.u.T("parcels.thin"), func(ctx context.Context, progress func(done, total int)) (err error) {
		said, err = x.u.system.Thin(ctx, x.v, may, progress)
		return err
	}, func(err error) {
		if err != nil {
			x.u.Fail(err)
		}
		if x.came = (parcels.Outcome{Said: said}); x.here() {
			x.u.shell.render()
		}
	})
}

// Pack implements parcels.Actions.
func (x *exchanging) Pack(r parcels.Request) {
	x.u.pickFolderAt(x.u.system.Removable(), x.u.T("shell.savehere"), func(folder string) { x.packInto(folder, r) })
}

func (x *exchanging) packInto(folder string, r parcels.Request) {
	x.u.pack(x.v, filepath.Join(folder, words.FileName(x.name(r))), r, func(done parcels.Packed) {
		x.came = parcels.Outcome{Packed: &done}
		if x.here() {
			x.u.shell.render()
		}
	})
}

// here tells whether the vault is still the one that is open.
func (x *exchanging) here() bool { return x.u.shell != nil && x.u.shell.v == x.v }

// pack writes a package, and asks where there is a file of that name; then is told once it was read back.
func (u *App) pack(v Vault, path string, r parcels.Request, then func(parcels.Packed)) {
	u.saving(func(replace bool, failed func(error)) {
		var done parcels.Packed
		u.o.Runner.Run(u.T("parcels.packing"), func(ctx context.Context, progress func(done, total int)) (err error) {
			done, err = u.system.Pack(ctx, v, path, r, replace, progress)
			return err
		}, func(err error) {
			switch {
			case u.gaveUp(err):
			case err != nil:
				failed(err)
			default:
				then(done)
			}
		})
	})
}

// gaveUp tells of work whether the person gave it up, and says that it left nothing.
func (u *App) gaveUp(err error) bool {
	if !errors.Is(err, context.Canceled) {
		return false
	}
	if u.shell != nil {
		u.shell.bar.say(u.T("parcels.cancelled"))
	}
	return true
}

// name of a package: of which round, for whom, and when, so that the next one does not replace it.
func (x *exchanging) name(r parcels.Request) string {
	a, at := x.v.View(), x.u.o.Now().Format("2006-01-02 1504")
	switch {
	case r.For != "":
		return x.u.T("parcels.name.for", a.Title, a.Name(r.For), at) + packageEnd
	case r.District != "":
		return x.u.T("parcels.name.for", a.Title, a.District(r.District).Name, at) + packageEnd
	}
	return x.u.T("parcels.name", a.Title, at) + packageEnd
}

// spreadState says in a few words what is known to be only here.
func (u *App) spreadState(s session.Spread) (theme.State, string) {
	switch {
	case len(s.Laptops) == 0:
		return theme.Idle, u.T("parcels.state.alone")
	case s.Lacking > 0:
		return theme.Awaiting, u.T("parcels.state.lacking", s.OnlyHere, s.Lacking)
	case s.OnlyHere > 0:
		return theme.Info, u.T("parcels.state.only", s.OnlyHere)
	}
	return theme.Done, u.T("parcels.state.none")
}

// clock is a time of day as pages say it.
func clock(t time.Time) string { return t.Local().Format("15:04:05") }
