package main

import (
	"runtime"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"kaohe/assets/icons"
	"kaohe/cmd/kaohe/opengl"
)

// application is Fyne's, with the icon of its windows. On Windows the icon is taken from the program's resources, where it stands in all sizes.
func application(by opengl.Renderer) fyne.App {
	a := fyneapp.NewWithID("app.kaohe")
	if runtime.GOOS != "windows" {
		a.SetIcon(fyne.NewStaticResource("kaohe.png", icons.Window))
	}
	return calmed(a, by)
}

// calmed makes the current app a calm one where the processor draws; not on macOS, where it does not, and Fyne insists on settings of its own.
func calmed(a fyne.App, by opengl.Renderer) fyne.App {
	if !by.Software() || runtime.GOOS == "darwin" {
		return a
	}
	c := calm{a}
	fyne.SetCurrentApp(c)
	return c
}

// calm moves nothing by itself. Fyne (v2.7.1) draws the whole window anew for each step of an animation: a cursor that fades in and out
// takes a third of a core where a dialog is open, and the steps of a button's flash queue before what comes after the click.
type calm struct{ fyne.App }

func (c calm) Settings() fyne.Settings { return still{c.App.Settings()} }

type still struct{ fyne.Settings }

func (still) ShowAnimations() bool { return false }
