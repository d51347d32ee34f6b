package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// line is a row's ground, the bar at its left while it is chosen, and the caller's view.
type line[T any] struct {
	widget.BaseWidget
	view             View[T]
	ground, bar      *theme.Box
	tap              func(shift bool)
	hover, is, quiet bool
	edge             fyne.ThemeColorName
	shift            bool // was held when the mouse went down
	tile             bool // stands among others, with an edge of its own instead of a rule below
}

func newLine[T any](v View[T]) *line[T] {
	l := &line[T]{view: v, ground: theme.NewBox(theme.None), bar: theme.NewBox(theme.Accent).Least(3, 0)}
	l.bar.Hide()
	lightsUp(v, l)
	l.ExtendBaseWidget(l)
	return l
}

func newTile[T any](v View[T]) *line[T] {
	l := newLine(v)
	l.tile = true
	l.ground.Thick(theme.None, 2).Round(theme.Grid)
	return l
}

func (l *line[T]) put(chosen, selected, head bool) {
	l.is, l.quiet = chosen || selected, head
	Visible(l.bar, chosen && !l.tile)
	l.edge = theme.None
	if chosen && l.tile {
		l.edge = theme.Accent
	}
	l.paint()
}

func (l *line[T]) paint() {
	switch {
	case l.is:
		l.ground.Set(theme.Chosen, l.edge)
	case l.quiet:
		l.ground.Set(theme.Band, theme.None)
	case l.hover:
		l.ground.Set(theme.Under, theme.None)
	default:
		l.ground.Set(theme.None, theme.None)
	}
}

// MouseDown remembers Shift, of which a tap knows nothing.
func (l *line[T]) MouseDown(e *desktop.MouseEvent) { l.shift = e.Modifier&Shift != 0 }

// MouseUp does nothing.
func (l *line[T]) MouseUp(*desktop.MouseEvent) {}

// Tapped chooses the row.
func (l *line[T]) Tapped(*fyne.PointEvent) { l.tap(l.shift) }

// MouseIn lights the row up.
func (l *line[T]) MouseIn(*desktop.MouseEvent) { l.hover = true; l.paint() }

// MouseMoved does nothing.
func (l *line[T]) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that.
func (l *line[T]) MouseOut() { l.hover = false; l.paint() }

// CreateRenderer lays the view over the ground.
func (l *line[T]) CreateRenderer() fyne.WidgetRenderer {
	if l.tile {
		return widget.NewSimpleRenderer(container.NewStack(container.New(layout.Inset{Left: 2, Top: 2, Right: 2, Bottom: 2}, l.ground), l.view))
	}
	rule := container.NewBorder(nil, theme.NewBox(theme.Rule).Least(0, 1), nil, nil)
	bar := container.NewBorder(nil, nil, l.bar, nil)
	return widget.NewSimpleRenderer(container.NewStack(l.ground, rule, l.view, bar))
}
