package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cell is something to be tapped inside a widget of ours: it lights up under the
// pointer, has a ground when it is on, and a ring when the keyboard stands on it. It
// never has the focus itself; its owner has.
type cell struct {
	widget.BaseWidget
	body      fyne.CanvasObject
	ground    *theme.Box
	ring      *theme.Box
	tap       func()
	off, on   fyne.ThemeColorName // grounds
	edge      fyne.ThemeColorName
	hover, is bool
}

func newCell(body fyne.CanvasObject, tap func()) *cell {
	c := &cell{}
	c.fill(body, tap)
	c.ExtendBaseWidget(c)
	return c
}

// fill gives an empty cell what it shows and does.
func (c *cell) fill(body fyne.CanvasObject, tap func()) {
	c.body, c.tap, c.off, c.on, c.edge = body, tap, theme.None, theme.Chosen, theme.None
	c.ground, c.ring = theme.NewBox(theme.None).Line(theme.None).Round(theme.Grid), frame()
	lightsUp(body, c)
}

// set says whether the cell is on and whether the keyboard stands on it.
func (c *cell) set(on, ring bool) {
	c.is = on
	Visible(c.ring, ring)
	c.paint()
}

func (c *cell) paint() {
	switch {
	case c.is:
		c.ground.Set(c.on, c.edgeOn())
	case c.hover:
		c.ground.Set(theme.Under, c.edge)
	default:
		c.ground.Set(c.off, c.edge)
	}
}

func (c *cell) edgeOn() fyne.ThemeColorName {
	if c.edge == theme.None {
		return theme.None
	}
	return theme.Accent
}

// Tapped acts.
func (c *cell) Tapped(*fyne.PointEvent) {
	if c.tap != nil {
		c.tap()
	}
}

// MouseIn lights the cell up.
func (c *cell) MouseIn(*desktop.MouseEvent) { c.hover = true; c.paint() }

// MouseMoved does nothing.
func (c *cell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that.
func (c *cell) MouseOut() { c.hover = false; c.paint() }

// Cursor shows that there is something to press.
func (c *cell) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer lays ground, body and ring over each other.
func (c *cell) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(c.ground, c.body, c.ring))
}

// strip is a row of cells with one cursor, which Left and Right, Home and End move and
// Enter and Space press: the keyboard half of Steps, Tabs, Chips and the marks of Mark.
type strip struct {
	widget.BaseWidget
	Teller
	self    fyne.Widget // the widget that embeds the strip
	cells   []*cell
	on      func(i int) bool
	press   func(i int)
	cursor  int
	focused bool
}

// begin ties the strip to the widget that embeds it.
func (s *strip) begin(self fyne.Widget) {
	s.self = self
	s.ExtendBaseWidget(self)
}

// FocusGained shows the cursor.
func (s *strip) FocusGained() { s.focused = true; s.paint(); s.Gained() }

// FocusLost hides it.
func (s *strip) FocusLost() { s.focused = false; s.paint() }

// TypedRune passes characters on.
func (s *strip) TypedRune(r rune) {
	if r != ' ' {
		passRune(s.self, r)
	}
}

// TypedShortcut passes shortcuts on.
func (s *strip) TypedShortcut(sc fyne.Shortcut) { passShortcut(s.self, sc) }

// TypedKey moves the cursor and presses.
func (s *strip) TypedKey(e *fyne.KeyEvent) {
	Touched()
	switch e.Name {
	case fyne.KeyLeft:
		s.move(s.cursor - 1)
	case fyne.KeyRight:
		s.move(s.cursor + 1)
	case fyne.KeyHome:
		s.move(0)
	case fyne.KeyEnd:
		s.move(len(s.cells) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.do(s.cursor)
	default:
		passKey(s.self, e)
	}
}

func (s *strip) move(i int) {
	if i < 0 || i >= len(s.cells) || i == s.cursor {
		return
	}
	s.cursor = i
	s.paint()
}

func (s *strip) do(i int) {
	if i < 0 || i >= len(s.cells) {
		return
	}
	s.cursor = i
	if s.press != nil {
		s.press(i)
	}
	s.paint()
}

// tapped gives the strip the keyboard and presses.
func (s *strip) tapped(i int) {
	if f, ok := s.self.(fyne.Focusable); ok {
		focus(f)
	}
	s.do(i)
}

func (s *strip) paint() {
	if s.cursor >= len(s.cells) {
		s.cursor = max(0, len(s.cells)-1)
	}
	for i, c := range s.cells {
		c.set(s.on != nil && s.on(i), s.focused && i == s.cursor)
	}
}
