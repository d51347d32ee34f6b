package ui

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"kaohe/app/session"
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
	x.u.o.Runner.Run(x.u.T("parcels.opening"), func(ctx context.Context, _ func(done, total int)) (err error) {
		in, err = x.u.system.OpenParcels(ctx, x.v, paths, passphrase, x.at)
		return err
	}, func(err error) {
		switch {
		case x.u.shell == nil || x.u.shell.v != x.v || errors.Is(err, context.Canceled):
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
	x.u.o.Runner.Run(x.u.T("parcels.merging"), func(ctx context.Context, _ func(done, total int)) (err error) {
		done, err = x.u.system.MergeParcels(ctx, x.v, in)
		return err
	}, func(err error) {
		if x.u.shell == nil || x.u.shell.v != x.v {
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

// Pack implements parcels.Actions.
func (x *exchanging) Pack(r parcels.Request) {
	x.u.pickFolderAt(x.u.system.Removable(), x.u.T("shell.savehere"), func(folder string) { x.packInto(folder, r) })
}

func (x *exchanging) packInto(folder string, r parcels.Request) {
	path := filepath.Join(folder, safeName(x.name(r)))
	x.u.saving(func(replace bool, failed func(error)) {
		var done parcels.Packed
		x.u.o.Runner.Run(x.u.T("parcels.packing"), func(ctx context.Context, _ func(done, total int)) (err error) {
			done, err = x.u.system.Pack(ctx, x.v, path, r, replace)
			return err
		}, func(err error) {
			if err != nil {
				failed(err)
				return
			}
			x.came = parcels.Outcome{Packed: &done}
			if x.u.shell != nil && x.u.shell.v == x.v {
				x.u.shell.render()
			}
		})
	})
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
