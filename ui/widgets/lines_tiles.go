package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Tile is how a list shows its rows side by side, as pictures on a wall: Up and Down then go to the row above and below, Left and Right to
// the next. A list of tiles has no headings.
type Tile[T any] struct {
	Size fyne.Size // the least of one; what a line of them leaves over they share
	New  func() View[T]
}

// Tiles shows the rows side by side, or with nil as lines again. What is chosen stays chosen, and comes into view.
func (l *Lines[T]) Tiles(t *Tile[T]) {
	if l.tile == t {
		return
	}
	l.tile, l.across = t, 1
	height := l.kind.Height
	if t != nil {
		height = t.Size.Height
		l.spread(l.Size().Width)
	}
	l.pane.anew(height)
	l.pane.put(l.lineOf(len(l.rows)-1) + 1)
	l.pane.rest(0)
	if l.at >= 0 {
		l.reveal(l.at)
	}
}

// spread finds how many tiles stand side by side in a width, and tells whether that has changed.
func (l *Lines[T]) spread(width float32) bool {
	n := 1
	if l.tile != nil {
		n = max(1, int(width/l.tile.Size.Width))
	}
	changed := n != l.across
	l.across = n
	return changed
}

// lineOf is the line of the pane in which row i stands; -1 for none.
func (l *Lines[T]) lineOf(i int) int {
	if i < 0 {
		return -1
	}
	return i / l.across
}

// besides walks tiles by the arrow keys that mean nothing in a list of lines; it tells whether it did.
func (l *Lines[T]) besides(key fyne.KeyName) bool {
	switch {
	case l.tile == nil:
		return false
	case key == fyne.KeyLeft:
		l.Next(-1)
	case key == fyne.KeyRight:
		l.Next(1)
	case key == fyne.KeyUp && l.lineOf(l.at) == 0, key == fyne.KeyDown && l.lineOf(l.at) == l.lineOf(len(l.rows)-1): // none is there
	default:
		return false
	}
	return true
}

// shelf is a line of tiles.
type shelf[T any] struct {
	widget.BaseWidget
	l    *Lines[T]
	body *fyne.Container
}

func newShelf[T any](l *Lines[T]) *shelf[T] {
	s := &shelf[T]{l: l}
	s.body = container.New(shelfLayout[T]{l})
	s.ExtendBaseWidget(s)
	return s
}

// fill shows the tiles of a line.
func (s *shelf[T]) fill(n int) {
	l := s.l
	for len(s.body.Objects) < l.across {
		s.body.Add(newTile(l.tile.New()))
	}
	for c, o := range s.body.Objects {
		i := n*l.across + c
		there := c < l.across && i < len(l.rows)
		Visible(o, there)
		if there {
			l.fillLine(i, o.(*line[T]))
		}
	}
	s.body.Layout.Layout(s.body.Objects, s.body.Size())
}

// CreateRenderer draws the tiles.
func (s *shelf[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }

// shelfLayout gives each tile its part of the width.
type shelfLayout[T any] struct{ l *Lines[T] }

func (x shelfLayout[T]) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (x shelfLayout[T]) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w := size.Width / float32(x.l.across)
	for i, o := range objs {
		o.Move(fyne.NewPos(float32(i)*w, 0))
		o.Resize(fyne.NewSize(w, size.Height))
	}
}
