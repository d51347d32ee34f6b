// Package preview shows a finished PDF page by page before it is printed: one roll of pages that scrolls. Only pages in view are drawn,
// away from the UI goroutine, at the resolution of the screen.
//
//	v := preview.New(k, pages, actions).Title("福田区考核情况反馈")
//	put v.Object() on screen; v.Focus() gives it the keyboard
//	v.Close()   // frees the memory and closes the pages; the view's own button does it too, before Actions.Close
//
// Caveats: use a View on the UI goroutine only. Close cancels the drawing that is under way, and the pages are closed only after it has
// ended. Images have at most 4096 pixels on their longer side. A zoom of 100 % shows an inch of paper on 96 of Fyne's units, as other
// viewers do, which is an inch on few screens only.
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

// Pages is an open document. Image and Size are called from one goroutine at a time, which need not be the UI goroutine.
type Pages interface {
	Count() int
	Size(i int) (w, h float64, err error) // in millimetres
	Image(ctx context.Context, i int, dpi float64) (image.Image, error)
	Close() error
}

// Actions is what the buttons do besides showing. All methods are called on the UI goroutine.
type Actions interface {
	Print()
	SaveAs()
	SaveOFD()
	Close() // the view is closed already; remove it from the screen
}

// Spawn runs work, perhaps on another goroutine, and then calls done on the UI goroutine.
type Spawn func(work, done func())

// Background is the Spawn of the running program: it starts a goroutine for each piece of work.
func Background(work, done func()) {
	go func() {
		work()
		fyne.Do(done)
	}()
}

// fit says how the zoom follows the window.
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

// New makes the view of a document, which the view closes when it is closed itself.
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

// sizes returns the sizes of all pages at 100 %. A page that can't be read gets the size of A4, and its fault is shown when it comes into
// view.
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

// By sets a Spawn other than Background. Call it before the view is on screen.
func (v *View) By(s Spawn) *View { v.renderer.spawn = s; return v }

// Title sets the name of the document in the bar.
func (v *View) Title(text string) *View { v.bar.title.Put(text); return v }

// Object returns the view.
func (v *View) Object() fyne.CanvasObject { return v }

// Close frees the images, and closes the pages once nothing draws from them. A second Close does nothing.
func (v *View) Close() {
	clear(v.leaves)
	v.sheet.RemoveAll()
	v.renderer.close(func(err error) {
		if err != nil {
			v.k.Window.Fail(err)
		}
	})
}

// leave is what the close button and Esc do.
func (v *View) leave() {
	v.Close()
	v.actions.Close()
}

// MinSize is small: the view uses whatever room it is given.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(v.bar.body.MinSize().Width, 240) }

// Resize fits the pages to the window, and keeps the same point in the middle.
func (v *View) Resize(s fyne.Size) {
	at := v.middle()
	v.BaseWidget.Resize(s)
	v.body.Resize(s)
	v.refit()
	v.keep(at)
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
