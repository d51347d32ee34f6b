package main

import (
	"runtime"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"kaohe/assets/icons"
	"kaohe/cmd/kaohe/opengl"
)

// application is Fyne's, with the icon of its windows; a calm one where the processor draws. On Windows the icon is taken from the program's
// resources, where it stands in all sizes. On macOS, where no processor draws, Fyne insists on settings of its own.
func application(by opengl.Renderer) fyne.App {
	a := fyneapp.NewWithID("app.kaohe")
	if runtime.GOOS != "windows" {
		a.SetIcon(fyne.NewStaticResource("kaohe.png", icons.Window))
	}
	if by.Software() && runtime.GOOS != "darwin" {
		a = calm{a}
		fyne.SetCurrentApp(a)
	}
	return a
}

// calm moves nothing by itself. Fyne (v2.7.1) draws the whole window anew for each step of an animation: a cursor that fades in and out
// takes a third of a core where a dialog is open, and the steps of a button's flash queue before what comes after the click.
type calm struct{ fyne.App }

func (c calm) Settings() fyne.Settings { return still{c.App.Settings()} }

type still struct{ fyne.Settings }

func (still) ShowAnimations() bool { return false }
