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

// wheeled lays a wheel over another renderer's drawing.
type wheeled struct {
	fyne.WidgetRenderer
	wheel *wheel
}

func (w *wheeled) Layout(s fyne.Size) {
	w.WidgetRenderer.Layout(s)
	w.wheel.Resize(s)
}

func (w *wheeled) Objects() []fyne.CanvasObject {
	own := w.WidgetRenderer.Objects()
	return append(own[:len(own):len(own)], w.wheel)
}

// scrolls lets a scroller have the wheel, and tells whether it moved.
func scrolls(s *container.Scroll, e *fyne.ScrollEvent) bool {
	was := s.Offset
	s.Scrolled(e)
	return s.Offset != was
}
