package main

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kaohe/cmd/internal/crash"
	"kaohe/cmd/internal/desktop"
	"kaohe/ui"
)

// crashes is the folder of crash reports: in KAOHE_HOME where that is set, otherwise where vaults are usually kept.
func crashes() string {
	home := os.Getenv("KAOHE_HOME")
	if home == "" {
		home = desktop.Documents()
	}
	return filepath.Join(home, "考核通故障报告")
}

// watched has a crash of this process leave a report, and gives the window the last one that nobody was told of.
func watched(prefs fyne.Preferences, o *ui.Options) {
	const told = "crash"
	folder := crashes()
	note, err := crash.Watch(folder)
	if err != nil {
		fyne.LogError("a crash would leave no report", err)
	}
	o.Showing = note.At
	all, err := crash.Reports(folder)
	if err != nil {
		fyne.LogError("crash reports", err)
	}
	if len(all) == 0 {
		return
	}
	if last := all[len(all)-1]; filepath.Base(last) > prefs.String(told) {
		o.Crash, o.CrashTold = last, func() { prefs.SetString(told, filepath.Base(last)) }
	}
}
