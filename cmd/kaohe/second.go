package main

import (
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kaohe/app/words"
	"kaohe/cmd/internal/handover"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
)

// sockets is the folder in which windows can be asked: beside the keys of this laptop.
func sockets(env workspace.Env) string { return filepath.Join(filepath.Dir(env.Keys.Dir), "windows") }

// handedOver gives a file to the window that has it open, or the round that it is a package of, says so, and tells whether there is one. What can't
// be asked or read is this process's to open, and to refuse.
func handedOver(file string, env workspace.Env, say words.Catalog) bool {
	if file == "" {
		return false
	}
	r, err := handover.Request{Round: workspace.RoundOf(file)}, error(nil)
	if r.File, err = filepath.Abs(file); err != nil {
		return false
	}
	taken, err := handover.Ask(sockets(env), r)
	switch {
	case taken:
		fmt.Println(say.Say(words.M("handover.taken", filepath.Base(file))))
	case err != nil:
		fyne.LogError("windows that could not be asked", err)
	}
	return taken
}

// reachable has a window asked by second starts until it is closed. Where that can't be, they are refused what it holds.
func reachable(w *ui.App, env workspace.Env) (end func()) {
	s, err := handover.Listen(sockets(env))
	if err != nil {
		fyne.LogError("no second start can reach this window", err)
		return func() {}
	}
	go func() {
		err := s.Serve(func(r handover.Request) (taken bool) {
			fyne.DoAndWait(func() { taken = w.Take(ui.Handed{Path: r.File, Round: r.Round}) })
			return taken
		})
		if err != nil {
			fyne.LogError("no second start reaches this window any more", err)
		}
	}()
	return func() {
		if err := s.Close(); err != nil {
			fyne.LogError("the window's socket", err)
		}
	}
}

// Same implements ui.System.
func (s *system) Same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// Round implements ui.System.
func (s *system) Round(v ui.Vault) string { return workspaceOf(v).Vault.ID().String() }
