package main

import (
	"image"
	"image/color"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"github.com/go-gl/glfw/v3.3/glfw"

	"kaohe/cmd/internal/screens"
)

// placement implements ui.Placement by GLFW, which Fyne draws with: Fyne has no way to ask where a window is, or to move it.
//
// Fyne keeps GLFW's window for itself, but that window's context is current while Fyne draws, and a raster is asked for its picture then.
type placement struct {
	prefs  fyne.Preferences
	shown  fyne.Window
	window *glfw.Window // nil until the first frame
}

// remembered is the preference that holds the places.
const remembered = "places"

// usual is the window's size where nothing is remembered and the screen has room for it, in units of Fyne's.
var usual = fyne.NewSize(1280, 800)

// Size implements ui.Placement: what the window had the last time, or as much of the usual size as the screen has. Restore corrects it when the
// window's scale is known.
func (p *placement) Size() fyne.Size {
	size := fyne.NewSize(float32(p.prefs.FloatWithFallback("width", float64(usual.Width))), float32(p.prefs.FloatWithFallback("height", float64(usual.Height))))
	if all := monitors(); len(all) > 0 {
		size = size.Min(fyne.NewSize(float32(all[0].Work.W), float32(all[0].Work.H)))
	}
	return size
}

// Within implements ui.Placement.
func (p *placement) Within(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(o, canvas.NewRaster(func(int, int) image.Image {
		if p.window == nil {
			p.window = glfw.GetCurrentContext()
		}
		return image.NewUniform(color.Transparent)
	}))
}

// Restore implements ui.Placement.
func (p *placement) Restore(shown fyne.Window) {
	if p.window == nil {
		return
	}
	p.shown = shown
	all := monitors()
	if at, ok := screens.Recall(p.prefs.String(remembered)).Last(all); ok {
		p.put(at.Window, all)
		if at.Maximised {
			p.window.Maximize()
		}
	} else if len(all) > 0 {
		w, h := p.window.GetSize()
		p.put(screens.Centred(w, h, all[0]), all)
	}
	glfw.SetMonitorCallback(func(*glfw.Monitor, glfw.PeripheralEvent) { p.again() })
}

// Raise implements ui.Placement. Wayland lets no program come to the front by itself.
func (p *placement) Raise() {
	if p.shown == nil {
		return
	}
	if p.window.GetAttrib(glfw.Iconified) == glfw.True {
		p.window.Restore()
	}
	p.shown.RequestFocus()
}

// again brings the window back where a screen was taken away or changed.
func (p *placement) again() {
	if p.window.GetAttrib(glfw.Iconified)+p.window.GetAttrib(glfw.Maximized) == glfw.False {
		p.put(p.rect(), monitors())
	}
}

// put has Fyne resize the window: in its first round it gives it the size that it was made with, unless it knows of another.
func (p *placement) put(r screens.Rect, all []screens.Screen) {
	r = screens.Fit(r, p.edges(), all)
	scale := p.shown.Canvas().Scale()
	p.shown.Resize(fyne.NewSize(float32(r.W)/scale, float32(r.H)/scale))
	p.window.SetPos(r.X, r.Y)
}

// rect is where the window's content is.
func (p *placement) rect() (r screens.Rect) {
	r.X, r.Y = p.window.GetPos()
	r.W, r.H = p.window.GetSize()
	return r
}

// edges are the window's title bar and borders. Windows counts borders that nobody sees.
func (p *placement) edges() (e screens.Edges) {
	e.Left, e.Top, e.Right, e.Bottom = p.window.GetFrameSize()
	if runtime.GOOS == "windows" {
		e.Left, e.Right, e.Bottom = 0, 0, 0
	}
	return e
}

// Remember implements ui.Placement. A maximised window keeps what it had before on its screen, and an icon is nowhere.
func (p *placement) Remember(size fyne.Size) {
	if p.window == nil || p.window.GetAttrib(glfw.Iconified) == glfw.True {
		return
	}
	r, kept := p.rect(), screens.Recall(p.prefs.String(remembered))
	s, ok := screens.Under(r, monitors())
	if !ok {
		return
	}
	at := screens.Place{Screen: s.Name, On: s.All, Window: r, Maximised: p.window.GetAttrib(glfw.Maximized) == glfw.True}
	if before, ok := kept.On(s); at.Maximised && ok {
		at.Window = before.Window
	} else if !at.Maximised {
		p.prefs.SetFloat("width", float64(size.Width))
		p.prefs.SetFloat("height", float64(size.Height))
	}
	p.prefs.SetString(remembered, kept.Keep(at).String())
}

// monitors are the screens, the primary one first.
func monitors() (all []screens.Screen) {
	for _, m := range glfw.GetMonitors() {
		s, mode := screens.Screen{Name: m.GetName()}, m.GetVideoMode()
		if mode == nil {
			continue // it is being taken away
		}
		s.All.X, s.All.Y = m.GetPos()
		s.All.W, s.All.H = mode.Width, mode.Height
		s.Work.X, s.Work.Y, s.Work.W, s.Work.H = m.GetWorkarea()
		if s.Work.W <= 0 || s.Work.H <= 0 {
			s.Work = s.All
		}
		all = append(all, s)
	}
	return all
}
