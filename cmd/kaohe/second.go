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

// enter gives a file to the window that has it open, or the round that it is a package of, says so, and tells whether there is one; else it is where
// the window that this process opens will be asked. What can't be asked or read is this process's to open, and to refuse.
func enter(file string, env workspace.Env, say words.Catalog) (here *handover.Socket, taken bool) {
	var r handover.Request
	if file != "" {
		r.Round = workspace.RoundOf(file)
		var err error
		if r.File, err = filepath.Abs(file); err != nil {
			fyne.LogError("where the file is", err)
		}
	}
	here, taken, err := handover.Enter(sockets(env), r)
	if taken {
		fmt.Println(say.Say(words.M("handover.taken", filepath.Base(file))))
	}
	if err != nil {
		fyne.LogError("windows that could not be asked, or no second start can reach this one", err)
	}
	return here, taken
}

// serve has a window asked by second starts until its socket is closed. Without a socket they are refused what it holds.
func serve(here *handover.Socket, w *ui.App) {
	if here == nil {
		return
	}
	go func() {
		err := here.Serve(func(r handover.Request) (taken bool) {
			fyne.DoAndWait(func() { taken = w.Take(ui.Handed{Path: r.File, Round: r.Round}) })
			return taken
		})
		if err != nil {
			fyne.LogError("no second start reaches this window any more", err)
		}
	}()
}

// leave has no second start ask here any more.
func leave(here *handover.Socket) {
	if here == nil {
		return
	}
	if err := here.Close(); err != nil {
		fyne.LogError("the window's socket", err)
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
