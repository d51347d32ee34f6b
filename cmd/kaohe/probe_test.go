package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
	"kaohe/ui/theme"
)

// frameProbe opens a window, empty or on a vault, and ends as soon as its first frame can be read back.
func frameProbe(what string) {
	a := fyneapp.NewWithID("app.kaohe.probe")
	var w fyne.Window
	var run func()
	if what == "empty" {
		a.Settings().SetTheme(theme.Forced(theme.Light))
		w = a.NewWindow("空")
		w.SetContent(widget.NewLabel("空"))
		w.Resize(fyne.NewSize(1280, 800))
		run = w.ShowAndRun
	} else {
		e, err := workspace.Usual("probe")
		if err != nil {
			panic(err)
		}
		catalogs := map[string]words.Catalog{}
		for _, l := range i18n.Languages {
			if catalogs[l], err = i18n.Load(l); err != nil {
				panic(err)
			}
		}
		u := ui.New(a, &system{env: e, printer: &workspace.Printer{Say: catalogs["zh-Hans"]}}, ui.Options{Catalogs: catalogs, Language: "zh-Hans", Now: time.Now})
		w = u.Window()
		run = func() { u.Run(what) }
	}
	bare := w.Title()
	var look func()
	look = func() {
		if what != "empty" && w.Title() == bare { // the vault is still being opened
			time.AfterFunc(time.Millisecond, func() { fyne.Do(look) })
			return
		}
		if w.Canvas().Capture() == nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	a.Lifecycle().SetOnStarted(func() { fyne.Do(look) })
	run()
}

// BenchmarkFirstFrame is from the start of the process to the first frame of the window on the sample; the ratio is to an empty
// window with the same theme and fonts. The window, the faces and the vault are made at once, on two cores: 1.3 where both are free, up to 2
// where other programs use them. The sample needs twice the empty window's processor time: the bold face, opening, the shell, its drawing.
func BenchmarkFirstFrame(b *testing.B) {
	display, home := screen(b), b.TempDir()
	b.Setenv("KAOHE_HOME", home)
	e, err := workspace.Usual("probe")
	if err != nil {
		b.Fatal(err)
	}
	sample := filepath.Join(home, "s.kaohe")
	if err := verbs.MakeSample(sample, e); err != nil {
		b.Fatal(err)
	}
	frame := func(what string) time.Duration {
		c := exec.Command(os.Args[0])
		c.Env = append(env(home, display), "KAOHE_PROBE="+what)
		c.Stdout, c.Stderr = io.Discard, os.Stderr
		start := time.Now()
		if err := c.Run(); err != nil {
			b.Fatal(fmt.Errorf("probe %s: %w", what, err))
		}
		return time.Since(start)
	}
	frame("empty") // warms the disk's cache
	var floor, whole time.Duration
	for b.Loop() {
		floor += frame("empty")
		whole += frame(sample)
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(whole.Seconds()*1000/float64(b.N), "ms/frame")
}
