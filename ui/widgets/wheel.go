package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over something that swallows the mouse wheel and takes it instead; all else goes through it. The driver gives the wheel to
// the innermost thing that can scroll: a stock text box is one, even with a single line.
type wheel struct {
	widget.BaseWidget
	turned func(*fyne.ScrollEvent)
}

func newWheel(turned func(*fyne.ScrollEvent)) *wheel {
	w := &wheel{turned: turned}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled passes it on.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.turned(e) }

// CreateRenderer draws nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// laid is a stock drawing of a widget with something over it, such as a ring, an edge or a wheel.
//
// The driver forgets the drawing of what was out of view for a minute. In view again, and as large as before, the widget gets a new one that
// is refreshed but never laid out: so what lies over it belongs to the widget, not to the drawing, and Refresh lays it out.
type laid struct {
	fyne.WidgetRenderer
	over  fyne.CanvasObject
	under fyne.CanvasObject // the widget
	inset float32           // at each side
}

func (l *laid) Layout(s fyne.Size) {
	l.WidgetRenderer.Layout(s)
	l.over.Move(fyne.NewPos(l.inset, l.inset))
	l.over.Resize(s.SubtractWidthHeight(2*l.inset, 2*l.inset))
}

func (l *laid) Refresh() {
	l.Layout(l.under.Size())
	l.WidgetRenderer.Refresh()
}

func (l *laid) Objects() []fyne.CanvasObject {
	stock := l.WidgetRenderer.Objects()
	return append(stock[:len(stock):len(stock)], l.over)
}

// scrolls lets a scroller have the wheel, and tells whether it moved.
func scrolls(s *container.Scroll, e *fyne.ScrollEvent) bool {
	was := s.Offset
	s.Scrolled(e)
	return s.Offset != was
}
