package preview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// How the view scrolls and zooms, and which pages are in view.

// scale returns the number of pixels in a unit.
func (v *View) scale() float32 {
	if c := v.k.Window.Canvas(); c != nil {
		return c.Scale()
	}
	return 1
}

func (v *View) pixels(i int) int {
	_, s := v.roll.page(i, v.scroll.Size().Width)
	return pixels(s.Width, s.Height, v.scale())
}

// seen returns the first and the last page in view; last < first if there is none.
func (v *View) seen() (first, last int) {
	h := v.scroll.Size().Height
	if h <= 0 || len(v.roll.sizes) == 0 || v.renderer.closed != nil {
		return 0, -1
	}
	return v.roll.seen(v.scroll.Offset.Y, v.scroll.Offset.Y+h)
}

// update shows the leaves in view, and draws the missing pictures.
func (v *View) update() {
	first, last := v.seen()
	changed := false
	for i := range v.leaves {
		if i < first || i > last {
			delete(v.leaves, i)
			changed = true
		}
	}
	for i := first; i <= last; i++ {
		if v.leaves[i] == nil {
			v.leaves[i] = newLeaf(i, v.k.T("preview.wait", i+1), v.k.T("preview.again"), func() { v.retry(i) })
			v.fill(i)
			changed = true
		}
		at, size := v.roll.page(i, v.scroll.Size().Width)
		v.leaves[i].place(at, size, v.scale())
	}
	if changed {
		v.sheet.Objects = v.sheet.Objects[:0]
		for i := first; i <= last; i++ {
			v.sheet.Objects = append(v.sheet.Objects, v.leaves[i].body)
		}
		v.sheet.Refresh()
	}
	v.bar.put()
	v.renderer.next()
}

// shown shows a picture that has just been drawn.
func (v *View) shown(i int) {
	if v.leaves[i] != nil {
		v.fill(i)
	}
}

func (v *View) fill(i int) {
	wrong := ""
	if err := v.renderer.failed[i]; err != nil {
		x := v.k.Say.Explain(err)
		wrong = v.k.T("preview.failed", i+1, x.Both())
		if x.Cause != "" {
			wrong += " " + x.Cause
		}
	}
	v.leaves[i].put(v.renderer.done[i], wrong)
}

func (v *View) retry(i int) {
	delete(v.renderer.failed, i)
	v.fill(i)
	v.renderer.next()
	v.Focus()
}

// middle returns the point of a page that is in the middle of the view.
func (v *View) middle() spot {
	s := v.scroll.Size()
	return v.under(fyne.NewPos(s.Width/2, s.Height/2))
}

// under returns the point of a page that is at a point of the view.
func (v *View) under(p fyne.Position) spot {
	if len(v.roll.sizes) == 0 || v.scroll.Size().Height <= 0 {
		return spot{}
	}
	return v.roll.spot(v.scroll.Offset.Add(p), v.scroll.Size().Width)
}

// keep brings a point of a page back to the middle of the view.
func (v *View) keep(at spot) {
	s := v.scroll.Size()
	v.show(at, fyne.NewPos(s.Width/2, s.Height/2))
}

// show scrolls so that a point of a page is at a point of the view, as far as the roll allows.
func (v *View) show(at spot, to fyne.Position) {
	if len(v.roll.sizes) == 0 || v.scroll.Size().Height <= 0 {
		return
	}
	w := v.scroll.Size().Width
	v.sheet.Resize(v.roll.size(w).Max(v.scroll.Size()))
	v.scrollTo(v.roll.find(at, w).Subtract(to))
}

func (v *View) scrollTo(p fyne.Position) {
	room := v.roll.size(v.scroll.Size().Width).Subtract(v.scroll.Size())
	p.X, p.Y = max(0, min(p.X, room.Width)), max(0, min(p.Y, room.Height))
	x := v.scale() // rounded to whole pixels, as the leaves are
	p.X, p.Y = float32(int(p.X*x))/x, float32(int(p.Y*x))/x
	v.scroll.ScrollToOffset(p)
	v.update()
}

// refit adapts the zoom to the window, if it is a zoom that follows the window.
func (v *View) refit() {
	s := v.scroll.Size().SubtractWidthHeight(2*air, 2*air)
	if len(v.roll.sizes) == 0 || s.Width <= 0 || s.Height <= 0 {
		return
	}
	switch v.fit {
	case fitWidth:
		v.roll.zoom = limit(s.Width / v.roll.wide)
	case fitPage:
		page := v.roll.sizes[v.current()]
		v.roll.zoom = limit(min(s.Width/page.Width, s.Height/page.Height))
	}
}

// follow makes the zoom follow the window.
func (v *View) follow(f fit) {
	at := v.middle()
	page := v.current()
	v.fit = f
	v.refit()
	if f == fitPage {
		v.goTo(page)
		return
	}
	v.keep(at)
}

// setZoom zooms around the middle of the view.
func (v *View) setZoom(z float32) {
	at := v.middle()
	v.fit, v.roll.zoom = free, limit(z)
	v.keep(at)
}

// zoomAt zooms one step around the pointer.
func (v *View) zoomAt(up bool, p fyne.Position) {
	at := v.under(p)
	v.fit, v.roll.zoom = free, step(v.roll.zoom, up)
	v.show(at, p)
}

func (v *View) zoomBy(up bool) { v.setZoom(step(v.roll.zoom, up)) }

// current returns the page that is in the upper third of the view.
func (v *View) current() int {
	if len(v.roll.sizes) == 0 {
		return 0
	}
	return v.roll.at(v.scroll.Offset.Y + v.scroll.Size().Height/3)
}

// goTo scrolls to the top of a page.
func (v *View) goTo(i int) {
	if len(v.roll.sizes) == 0 {
		return
	}
	y := float32(0)
	if i = min(i, len(v.roll.sizes)-1); i > 0 {
		y = v.roll.top(i) - gap/2
	}
	v.scrollTo(fyne.NewPos(v.scroll.Offset.X, y))
}

// by scrolls by a part of the view's height.
func (v *View) by(part float32) {
	v.scrollTo(v.scroll.Offset.AddXY(0, part*v.scroll.Size().Height))
}

// wheel is a scroller that zooms when the mouse wheel is turned while Ctrl is held.
type wheel struct {
	container.Scroll
	zoom func(up bool, at fyne.Position)
}

func newWheel(content fyne.CanvasObject, zoom func(bool, fyne.Position)) *wheel {
	w := &wheel{zoom: zoom}
	w.Content, w.Direction = content, container.ScrollBoth
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled zooms or scrolls.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0 && e.Scrolled.DY != 0 {
		w.zoom(e.Scrolled.DY > 0, e.Position)
		return
	}
	w.Scroll.Scrolled(e)
}

// sheetLayout asks for the size of all pages; update places those in view.
type sheetLayout struct{ v *View }

func (l sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return l.v.roll.size(l.v.scroll.Size().Width)
}

func (l sheetLayout) Layout([]fyne.CanvasObject, fyne.Size) {}
