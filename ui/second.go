package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// Handed is what a second start of the program was to open.
type Handed struct {
	Path  string
	Round string // the id of the round that the file is a package of; empty: it is a vault
}

// Take comes to the front with what a second start was to open, and tells whether it is this window's: its vault, opened, opening or locked, or a
// package of its round, which is taken as one that is drawn onto the window. A window that is about to close takes nothing.
func (u *App) Take(h Handed) bool {
	if !u.has(h) {
		return false
	}
	u.o.Place.Raise()
	if h.Round != "" {
		u.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(h.Path)})
	}
	return true
}

func (u *App) has(h Handed) bool {
	switch {
	case u.ended.Load():
		return false
	case u.opening != "":
		return h.Round == "" && u.system.Same(h.Path, u.opening)
	case u.door != nil:
		return h.Round == "" && u.system.Same(h.Path, u.door.path)
	case u.shell == nil || u.keeper.leaving:
		return false
	case h.Round == "":
		return u.system.Same(h.Path, u.shell.v.Path())
	}
	return h.Round == u.system.Round(u.shell.v)
}
