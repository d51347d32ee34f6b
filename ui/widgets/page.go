package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Page is a column that scrolls, also to whatever on it gets the keyboard. It lays its content out at the width that it has before it asks how high it is.
type Page struct {
	widget.BaseWidget
	body   *fyne.Container
	scroll *container.Scroll
	width  float32
	onEnd  func()            // until the end was in view; nil: nobody asks
	first  fyne.CanvasObject // what is to stand at the top once the page has a size; nil: nothing
}

// NewPage makes a page of things one above the other.
func NewPage(gap float32, objs ...fyne.CanvasObject) *Page {
	p := &Page{body: layout.Pad(theme.Grid*4, theme.Grid*2, layout.Stack(gap, objs...))}
	p.scroll = container.NewVScroll(p.body)
	p.scroll.OnScrolled = func(fyne.Position) {
		p.look()
		TellCaret(p)
	}
	p.ExtendBaseWidget(p)
	return p
}

// MinSize is small: a page takes the room that it is given.
func (p *Page) MinSize() fyne.Size { return fyne.NewSize(240, 120) }

// Resize lays out.
func (p *Page) Resize(s fyne.Size) {
	p.BaseWidget.Resize(s)
	p.width = s.Width
	p.Fit()
}

// Fit lays the content out anew; call it after a render.
func (p *Page) Fit() {
	Follow(p.body, p)
	if p.width <= 0 {
		return
	}
	for range 2 { // the second time, wrapped text knows its height
		p.body.Resize(fyne.NewSize(p.width, p.body.MinSize().Height))
		layout.Relayout(p.body)
	}
	// A scroller looks at its content's size only when it gets another size itself; its Refresh would draw all things anew.
	p.scroll.Resize(p.Size().SubtractWidthHeight(0, 1))
	p.scroll.Resize(p.Size())
	if p.first != nil {
		p.Start(p.first)
	}
	p.look()
	TellCaret(p)
}

// OnEnd has f told once that the end of the page has been in view: at once where it is.
func (p *Page) OnEnd(f func()) {
	p.onEnd = f
	p.look()
}

// look tells who asked once the end is in view.
func (p *Page) look() {
	const near = 4 // what is below the last line, in part
	if f := p.onEnd; f != nil && p.width > 0 && p.scroll.Offset.Y+p.scroll.Size().Height+near >= p.Whole() {
		p.onEnd = nil
		f()
	}
}

// Whole is how high the page is at its width, with all that it holds.
func (p *Page) Whole() float32 { return p.body.MinSize().Height }

// Reveal scrolls as little as is needed to show o, which is somewhere on the page.
func (p *Page) Reveal(o fyne.CanvasObject) {
	if at := InView(p.body, o, p.scroll.Offset, p.scroll.Size().Height); at != p.scroll.Offset {
		p.scroll.ScrollToOffset(at)
		p.look()
	}
}

// Start scrolls so that one of the things that the page was made of stands at the top, as far as there is enough below it.
func (p *Page) Start(o fyne.CanvasObject) {
	if p.first = o; p.width <= 0 {
		return
	}
	p.first = nil
	p.scroll.ScrollToOffset(fyne.NewPos(0, min(o.Position().Y, max(0, p.Whole()-p.scroll.Size().Height))))
	p.look()
}

// Scrolled is what the mouse wheel does over things on the page that have no use for it.
func (p *Page) Scrolled(e *fyne.ScrollEvent) { p.scroll.Scrolled(e) }

// Top scrolls to the top.
func (p *Page) Top() { p.scroll.ScrollToTop() }

// CreateRenderer draws the scroller.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.scroll) }
