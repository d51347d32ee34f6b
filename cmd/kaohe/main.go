package main

import (
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := fyneapp.NewWithID("app.kaohe")
	w := a.NewWindow("考核通")
	w.SetContent(widget.NewLabel("x"))
	w.ShowAndRun()
}
