package prepare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

const (
	headWidth float32 = 168
	headRow   float32 = 30
	cellRow   float32 = 34
	cellLeast float32 = 50
)

// matrix is a table of ticks: arrows walk, Space and Enter tick, a tap ticks, Ctrl+D and Ctrl+Shift+D fill.
type matrix struct {
	widget.BaseWidget
	widgets.Walk
	onMove func()
	onSame func() // the row at hand takes what the one above has
	onDown func() // all rows below take what the one at hand has

	heads  []*theme.Line
	names  []*theme.Line
	alarms []*theme.Pic
	cells  [][]*tickCell
	table  *fyne.Container
	scroll *container.Scroll
}

// tickCell is what is drawn of one cell.
type tickCell struct {
	box  *theme.Box
	ring *theme.Box
	pic  *theme.Pic
}

// newMatrix makes an empty one; tick is told of a cell, move that the cursor stands elsewhere.
func newMatrix(tick func(row, col int), move func()) *matrix {
	m := &matrix{onMove: move}
	m.Walk = widgets.Walk{Paint: m.paint, Reveal: m.reveal, Press: tick, Extent: func() (int, int) { return len(m.names), len(m.heads) }}
	m.Begin(m)
	m.table = container.New(matrixLayout{m})
	m.scroll = container.NewScroll(m.table)
	m.ExtendBaseWidget(m)
	return m
}

func (m *matrix) put(cols, rows []string, alarm []bool, in [][]bool) {
	if len(cols) != len(m.heads) || len(rows) != len(m.names) {
		m.build(len(cols), len(rows))
	}
	for i, h := range m.heads {
		h.Put(cols[i])
	}
	for i, n := range m.names {
		n.Put(rows[i])
		if alarm[i] {
			m.alarms[i].Set(theme.IconWarning, theme.Amber)
		} else {
			m.alarms[i].Set(theme.IconCheck, theme.Green)
		}
		for j, c := range m.cells[i] {
			if in[i][j] {
				c.box.Set(theme.BlueBand, theme.Rule)
				c.pic.Show()
			} else {
				c.box.Set(theme.None, theme.Rule)
				c.pic.Hide()
			}
		}
	}
	m.Fit()
}

func (m *matrix) build(cols, rows int) {
	var all []fyne.CanvasObject // given to the table at once: it lays out at each Add
	m.heads, m.names, m.alarms, m.cells = nil, nil, nil, nil
	for range cols {
		h := theme.Text("", theme.Body, true, theme.Ink).Centre()
		m.heads = append(m.heads, h)
		all = append(all, h)
	}
	for range rows {
		n, a := theme.Text("", theme.Body, false, theme.Ink), theme.NewPic(theme.IconCheck, theme.Glyph, theme.Green)
		m.names, m.alarms = append(m.names, n), append(m.alarms, a)
		all = append(all, n, a)
		var line []*tickCell
		for range cols {
			c := &tickCell{theme.NewBox(theme.None).Line(theme.Rule), theme.NewBox(theme.None).Thick(theme.Accent, 2).Round(theme.Grid), theme.NewPic(theme.IconCheck, 20, theme.Accent)}
			c.ring.Hide()
			line = append(line, c)
			all = append(all, c.box, c.pic, c.ring)
		}
		m.cells = append(m.cells, line)
	}
	m.table.Objects = all
	m.table.Refresh()
}

func (m *matrix) paint() {
	for i, line := range m.cells {
		for j, c := range line {
			on := m.At(i, j)
			if on && !c.ring.Visible() {
				c.ring.Show()
			} else if !on && c.ring.Visible() {
				c.ring.Hide()
			}
		}
	}
}

func (m *matrix) reveal(row, col int) {
	box := m.cells[row][col].box
	p, s, off, view := box.Position(), box.Size(), m.scroll.Offset, m.scroll.Size()
	if view.Width > 0 {
		off.X = max(min(off.X, p.X-headWidth), p.X+s.Width-view.Width)
		off.Y = max(min(off.Y, p.Y-headRow), p.Y+s.Height-view.Height)
		m.scroll.ScrollToOffset(off)
	}
	m.onMove()
}

// TypedShortcut fills, or passes on.
func (m *matrix) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	switch {
	case ok && c.KeyName == fyne.KeyD && c.Modifier == widgets.Ctrl:
		m.onSame()
	case ok && c.KeyName == fyne.KeyD && c.Modifier == widgets.Ctrl|widgets.Shift:
		m.onDown()
	default:
		m.Walk.TypedShortcut(s)
	}
}

// Tapped ticks the cell below the finger.
func (m *matrix) Tapped(e *fyne.PointEvent) {
	at := e.Position.Add(m.scroll.Offset)
	for i, line := range m.cells {
		for j, c := range line {
			p, s := c.box.Position(), c.box.Size()
			if at.X >= p.X && at.X < p.X+s.Width && at.Y >= p.Y && at.Y < p.Y+s.Height {
				m.Tap(i, j)
				return
			}
		}
	}
}

// Cursor says that cells can be pressed.
func (m *matrix) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize lets the table scroll.
func (m *matrix) MinSize() fyne.Size { return fyne.NewSize(headWidth+cellLeast*2, headRow+cellRow*2) }

// CreateRenderer draws the scroller.
func (m *matrix) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.scroll) }

// matrixLayout shares the width among the columns; below their least the table scrolls.
type matrixLayout struct{ m *matrix }

func (l matrixLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(headWidth+cellLeast*float32(len(l.m.heads)), headRow+cellRow*float32(len(l.m.names)))
}

func (l matrixLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := min(76, (size.Width-headWidth)/float32(max(1, len(l.m.heads))))
	for j, h := range l.m.heads {
		h.Move(fyne.NewPos(headWidth+float32(j)*w+1, 4))
		h.Resize(fyne.NewSize(w-2, h.MinSize().Height))
	}
	for i, n := range l.m.names {
		y := headRow + float32(i)*cellRow
		l.m.alarms[i].Move(fyne.NewPos(4, y+(cellRow-theme.Glyph)/2))
		l.m.alarms[i].Resize(fyne.NewSquareSize(theme.Glyph))
		n.Move(fyne.NewPos(26, y+(cellRow-n.MinSize().Height)/2))
		n.Resize(fyne.NewSize(headWidth-32, n.MinSize().Height))
		for j, c := range l.m.cells[i] {
			x := headWidth + float32(j)*w
			for _, o := range []fyne.CanvasObject{c.box, c.ring} {
				o.Move(fyne.NewPos(x, y))
				o.Resize(fyne.NewSize(w-1, cellRow-1))
			}
			c.pic.Move(fyne.NewPos(x+(w-20)/2, y+(cellRow-20)/2))
			c.pic.Resize(fyne.NewSquareSize(20))
		}
	}
}
