package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/ui"
	"kaohe/ui/theme"
)

// frameProbe opens a window, empty or on a vault, and ends as soon as its first frame can be read back, or, after KAOHE_FRAMES more, each of
// them the whole window.
func frameProbe(what string) {
	a := application("software")
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
		frames, _ := strconv.Atoi(os.Getenv("KAOHE_FRAMES"))
		if frames == 0 {
			os.Exit(0)
		}
		draw(a, w.Canvas(), frames)
	}
	a.Lifecycle().SetOnStarted(func() { fyne.Do(look) })
	run()
}

// draw lets a number of frames be drawn, one for each turn of the driver's loop, and ends the process.
func draw(a fyne.App, c fyne.Canvas, frames int) {
	dirt := canvas.NewRectangle(nil) // of no window: only marks the picture as old
	step := fyne.NewAnimation(time.Hour, func(float32) {
		if frames == 0 {
			os.Exit(0)
		}
		frames--
		c.Refresh(dirt)
	})
	a.Driver().StartAnimation(step)
}

// probed gives a folder with the sample in it, and what runs a probe there and tells how long it took and how much of the processor.
func probed(b *testing.B) (sample string, run func(what string, frames int) (took, cpu time.Duration)) {
	display, home := onDisplay(b), b.TempDir()
	b.Setenv("KAOHE_HOME", home)
	e, err := workspace.Usual("probe")
	if err != nil {
		b.Fatal(err)
	}
	sample = filepath.Join(home, "s.kaohe")
	if err := verbs.MakeSample(sample, e); err != nil {
		b.Fatal(err)
	}
	return sample, func(what string, frames int) (took, cpu time.Duration) {
		c := exec.Command(os.Args[0])
		c.Env = append(env(home, display), "KAOHE_PROBE="+what, "KAOHE_FRAMES="+strconv.Itoa(frames))
		c.Stdout, c.Stderr = io.Discard, os.Stderr
		start := time.Now()
		if err := c.Run(); err != nil {
			b.Fatal(fmt.Errorf("probe %s: %w", what, err))
		}
		return time.Since(start), c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	}
}

// BenchmarkFirstFrame is from the start of the process to the first frame of the window on the sample; the ratio is to an empty
// window with the same theme and fonts. The window, the faces and the vault are made at once, on two cores: 1.3 where both are free, up to 2
// where other programs use them. The sample needs twice the empty window's processor time: the bold face, opening, the shell, its drawing.
func BenchmarkFirstFrame(b *testing.B) {
	sample, run := probed(b)
	run("empty", 0) // warms the disk's cache
	var floor, whole time.Duration
	for b.Loop() {
		empty, _ := run("empty", 0)
		full, _ := run(sample, 0)
		floor, whole = floor+empty, whole+full
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(whole.Seconds()*1000/float64(b.N), "ms/frame")
}

// BenchmarkFrame is the processor's time for one more frame of the sample's first page with the question who works here above it, where
// the processor draws as well (llvmpipe, under Xvfb); the ratio is to a frame of an empty window of the same size.
// A frame took some 10 ms on a page and 27 under a dialog, two thirds of that in the driver's shaders; a key or a step of the wheel 15 to 30 ms.
func BenchmarkFrame(b *testing.B) {
	const frames = 60
	sample, run := probed(b)
	each := func(what string) time.Duration {
		_, without := run(what, 0)
		_, with := run(what, frames)
		return (with - without) / frames
	}
	var floor, whole time.Duration
	for b.Loop() {
		floor, whole = floor+each("empty"), whole+each(sample)
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(whole.Seconds()*1000/float64(b.N), "ms/frame")
}
