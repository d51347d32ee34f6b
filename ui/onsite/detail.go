package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// detail is a stack that scrolls up and down, and to whatever on it gets the keyboard.
type detail struct {
	widget.BaseWidget
	body   *fyne.Container
	scroll *container.Scroll
}

// edge is the room kept free beside a detail's contents, for the scroll bar.
const edge = theme.Grid * 3

func newDetail(objs ...fyne.CanvasObject) *detail {
	d := &detail{body: layout.Stack(theme.Grid*2, objs...)}
	d.scroll = container.NewVScroll(container.New(layout.Inset{Left: theme.Grid, Right: edge, Bottom: theme.Grid * 4}, d.body))
	d.scroll.OnScrolled = func(fyne.Position) { widgets.TellCaret(d) }
	d.ExtendBaseWidget(d)
	return d
}

// Resize tells the stack its width before it is asked for its height.
func (d *detail) Resize(s fyne.Size) {
	d.body.Resize(fyne.NewSize(s.Width-theme.Grid-edge, d.body.Size().Height))
	d.BaseWidget.Resize(s)
}

// MinSize is narrow: the texts wrap.
func (d *detail) MinSize() fyne.Size { return fyne.NewSize(320, 120) }

// CreateRenderer draws the scroller.
func (d *detail) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.scroll) }

// Fit lays everything out anew after contents have changed.
func (d *detail) Fit() {
	widgets.Follow(d.body, d)
	was := d.scroll.Content.Size()
	d.scroll.Content.Resize(d.scroll.Content.MinSize().Max(d.scroll.Size()))
	layout.Relayout(d.scroll.Content)
	if d.scroll.Content.Size() != was {
		d.scroll.Refresh() // its bar, and where it stands
	}
	if c, ok := canvasOf(d).(interface{ SetDirty() }); ok {
		c.SetDirty()
	}
}

// Reveal scrolls as little as is needed to show o, which is somewhere below.
func (d *detail) Reveal(o fyne.CanvasObject) {
	if at := widgets.InView(d.scroll.Content, o, d.scroll.Offset, d.scroll.Size().Height); at != d.scroll.Offset {
		d.scroll.ScrollToOffset(at)
	}
}

// Scrolled is what the mouse wheel does over things that have no use for it.
func (d *detail) Scrolled(e *fyne.ScrollEvent) { d.scroll.Scrolled(e) }

// top scrolls to the beginning.
func (d *detail) top() { d.scroll.ScrollToTop() }
