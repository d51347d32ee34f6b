package ui

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"time"

	"kaohe/app/words"
	"kaohe/ui/start"
)

// startActions are the App as the start page sees it.
type startActions App

const keptRecent = 8

// Recent lists the vaults opened last, newest first.
func (d *startActions) Recent() []start.Recent {
	var list []start.Recent
	if s := d.app.Preferences().String("recent"); s != "" {
		if err := json.Unmarshal([]byte(s), &list); err != nil {
			return nil // written by another version: the list starts anew
		}
	}
	for i := range list {
		list[i].Missing = !d.system.Exists(list[i].Path)
	}
	return list
}

func (d *startActions) keep(list []start.Recent) {
	b, err := json.Marshal(list[:min(len(list), keptRecent)])
	if err != nil {
		(*App)(d).Fail(err)
		return
	}
	d.app.Preferences().SetString("recent", string(b))
}

func without(list []start.Recent, path string) []start.Recent {
	return slices.DeleteFunc(list, func(r start.Recent) bool { return r.Path == path })
}

// remember puts a vault on top of the recent ones; of a sealed one with nothing that is in it.
func (u *App) remember(v Vault) {
	path, title := absolute(v.Path()), v.View().Title
	if v.Sealed() {
		title = ""
	}
	d := (*startActions)(u)
	d.keep(append([]start.Recent{{Path: path, Title: title, Opened: u.o.Now().Format(time.DateOnly)}}, without(d.Recent(), path)...))
}

// Forget takes a vault off the list; the file stays.
func (d *startActions) Forget(path string) { d.keep(without(d.Recent(), path)) }

// Open opens a vault.
func (d *startActions) Open(path string) { (*App)(d).Open(path) }

// PickAndOpen asks for a file and opens it.
func (d *startActions) PickAndOpen() { (*App)(d).pickVault((*App)(d).Open) }

// PickLast asks for last year's file.
func (d *startActions) PickLast(then func(path string)) { (*App)(d).pickVault(then) }

// Sample opens a fresh copy of the sample.
func (d *startActions) Sample() {
	u := (*App)(d)
	var path string
	u.o.Runner.Run(u.T("shell.sample.making"), func(context.Context, func(done, total int)) (err error) {
		path, err = u.system.Sample()
		return err
	}, func(err error) {
		if err != nil {
			u.Fail(err)
			return
		}
		u.Open(path)
	})
}

// Create asks where the new vault is to be and makes it.
func (d *startActions) Create(r start.NewRound) {
	u := (*App)(d)
	u.makeVault(r.Title, pageSetup, func(path string) (Vault, error) { return u.system.Create(path, r) }, func(err error, again func()) bool {
		return r.Last != "" && u.askFor(r.Last, err, again)
	})
}

// makeVault asks for a folder, makes a vault of a name there, and shows a page of it. mend, if set, may ask for what an error wants and try
// again.
func (u *App) makeVault(name, page string, build func(path string) (Vault, error), mend func(err error, again func()) bool) {
	u.pickFolder(u.T("shell.savehere"), func(folder string) { u.makeIn(folder, name, page, build, mend) })
}

func (u *App) makeIn(folder, name, page string, build func(path string) (Vault, error), mend func(err error, again func()) bool) {
	var v Vault
	u.o.Runner.Run(u.T("shell.creating"), func(context.Context, func(done, total int)) (err error) {
		v, err = build(filepath.Join(folder, words.FileName(name+".kaohe")))
		return err
	}, func(err error) {
		switch {
		case err == nil:
			u.enter(v)
			u.shell.show(route{Page: page})
			why := "recovery.for"
			if v.Sealed() {
				why = "recovery.for.sealed"
			}
			u.showRecovery(v, why)
		case mend == nil || !mend(err, func() { u.makeIn(folder, name, page, build, mend) }):
			u.Fail(err)
		}
	})
}
