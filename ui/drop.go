package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/intake"
	"kaohe/app/words"
)

// dropped takes files that were drawn onto the window while nothing lies over it: a vault is opened; packages are shown before they are merged,
// and on the start page somebody joins with one; others become evidence of what is at hand. What lies over it, such as a form that is half filled in or
// another package that is being merged, goes on, and that nothing was taken is said: of work when it has ended, because what lies over its
// progress goes with it.
func (u *App) dropped(_ fyne.Position, files []fyne.URI) {
	if u.opening != "" || len(files) == 0 {
		return
	}
	busy := words.Refuse("drop.busy", filepath.Base(files[0].Path()))
	switch {
	case u.working > 0:
		u.missed = busy
		return
	case u.win.Canvas().Overlays().Top() != nil:
		u.Fail(busy)
		return
	}
	var packages []string
	var others []intake.File
	for _, f := range files {
		path := f.Path()
		switch {
		case isPackage(path):
			packages = append(packages, path)
		case strings.EqualFold(filepath.Ext(path), ".kaohe") && len(files) == 1:
			u.Open(path)
			return
		default:
			others = append(others, intake.File{Path: path})
		}
	}
	switch t, ok := u.targetHere(); {
	case len(others) > 0 && (!ok || len(packages) > 0):
		u.Fail(words.Refuse("drop.kind", filepath.Base(others[0].Path)))
	case len(others) > 0:
		u.takeFiles(t, others)
	case u.shell != nil:
		u.partner.open(packages, "")
	case u.start != nil:
		u.start.Join(packages[0])
	default:
		u.Fail(words.Refuse("drop.closed", filepath.Base(packages[0])))
	}
}

// isPackage tells by a file's name whether it is a package.
func isPackage(path string) bool { return strings.EqualFold(filepath.Ext(path), packageEnd) }
