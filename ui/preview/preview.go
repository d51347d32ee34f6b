// Package preview shows a finished PDF page by page before it is printed: one roll of pages that scrolls, of which only those in view
// are drawn, away from the UI thread, at the pixels of the screen.
//
//	v := preview.New(k, pages, actions).Title("福田区考核情况反馈")
//	put v.Object() on screen; v.Focus() gives it the keyboard
//	v.Close()   // frees the memory and closes the pages; also done by the view's own button before Actions.Close
//
// Caveats: the pages are closed only once a drawing under way has ended, which a cancelled context tells to end. Images have at most
// 4096 pixels on their longer side. A zoom of 100 % shows an inch of paper on 96 of Fyne's units, as other viewers do, which is an inch
// on few screens.
package preview

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Pages is an open document. Image is called from one goroutine at a time, which need not be the UI thread; Size from there too.
type Pages interface {
	Count() int
	Size(i int) (w, h float64, err error) // in millimetres
	Image(ctx context.Context, i int, dpi float64) (image.Image, error)
	Close() error
}

// Actions is what the buttons do beside showing.
type Actions interface {
	Print()
	SaveAs()
	Close() // the view is closed already; take it off the screen
}

// Spawn does work somewhere and then calls done on the UI thread.
type Spawn func(work, done func())

// Background is the Spawn of the running program: a goroutine for each piece of work.
func Background(work, done func()) {
	go func() {
		work()
		fyne.Do(done)
	}()
}

// fit is how the zoom follows the window.
type fit int

const (
	free fit = iota
	fitWidth
	fitPage
)

// View is the widget.
type View struct {
	widget.BaseWidget
	k        *screen.Kit
	actions  Actions
	renderer *renderer
	roll     *roll
	fit      fit
	bar      *bar
	leaves   map[int]*leaf
	sheet    *fyne.Container // the leaves
	scroll   *wheel
	ring     *theme.Box
	body     *fyne.Container
}

// New makes the view of a document.
func New(k *screen.Kit, pages Pages, o Actions) *View {
	v := &View{k: k, actions: o, renderer: newRenderer(pages), fit: fitWidth, leaves: map[int]*leaf{}}
	v.renderer.spawn, v.renderer.shown, v.renderer.width, v.renderer.view = Background, v.shown, v.pixels, v.seen
	v.roll = newRoll(v.sizes(pages))
	v.sheet = container.New(sheetLayout{v})
	v.scroll = newWheel(v.sheet, v.zoomAt)
	v.scroll.OnScrolled = func(fyne.Position) { v.update() }
	v.ring = theme.NewBox(theme.None).Thick(theme.Accent, 2)
	v.ring.Hide()
	v.bar = newBar(v)
	roll := container.NewStack(theme.NewBox(theme.Rule), v.scroll, v.ring)
	if pages.Count() == 0 {
		roll.Add(widgets.NewEmpty(theme.IconDoc, k.T("preview.empty"), widgets.Action{}))
	}
	v.body = container.NewBorder(v.bar.body, nil, nil, nil, roll)
	v.ExtendBaseWidget(v)
	return v
}

// sizes of all pages at 100 %; one that can't be read stands as A4, and is told when it comes into view.
func (v *View) sizes(pages Pages) []fyne.Size {
	out := make([]fyne.Size, pages.Count())
	for i := range out {
		w, h, err := pages.Size(i)
		if err != nil || w <= 0 || h <= 0 {
			w, h = 210, 297
		}
		if err != nil {
			v.renderer.failed[i] = err
		}
		out[i] = fyne.NewSize(float32(w)*mm, float32(h)*mm)
	}
	return out
}

// By sets where pages are drawn, in place of Background; call it before the view is on screen.
func (v *View) By(s Spawn) *View { v.renderer.spawn = s; return v }

// Title names the document in the bar.
func (v *View) Title(text string) *View { v.bar.title.Put(text); return v }

// Object is the view.
func (v *View) Object() fyne.CanvasObject { return v }

// Close frees the images and closes the pages, once nothing draws from them. It may be called twice.
func (v *View) Close() {
	clear(v.leaves)
	v.sheet.RemoveAll()
	v.renderer.close(func(err error) {
		if err != nil {
			v.k.Window.Fail(err)
		}
	})
}

// leave is what the button and Esc do.
func (v *View) leave() {
	v.Close()
	v.actions.Close()
}

// MinSize is small: the view takes the room that it is given.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(v.bar.body.MinSize().Width, 240) }

// Resize fits the pages to the window, and keeps in view what was.
func (v *View) Resize(s fyne.Size) {
	at := v.middle()
	v.BaseWidget.Resize(s)
	v.body.Resize(s)
	v.refit()
	v.keep(at)
}

// CreateRenderer draws the bar and the roll.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
