package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// GridCol is a column's head.
type GridCol struct{ Key, Name string }

// GridRow is a row's head, a short note under it, and one cell a column.
type GridRow struct {
	Key, Name, Note string
	Cells           []GridCell
}

// GridCell is a state's sign with its word, how far it is (3/12), and a warning, which
// is a few characters behind a warning sign. Any of them may be empty.
type GridCell struct {
	State           theme.State
	Word, Far, Warn string
}

// Grid is an overview matrix. The arrow keys move over cells and row heads, Enter opens.
type Grid struct {
	widget.BaseWidget
	Walk
	OnOpen func(row, col string) // col is empty for a row's head

	cols   []GridCol
	rows   []GridRow
	heads  []*theme.Line
	lines  []*gridLine
	table  *fyne.Container
	scroll *container.Scroll
}

// gridLine is what is on screen of a row: its head's cell and then the others.
type gridLine struct {
	name, note *theme.Line
	cells      []*cell
	faces      []*gridFace
}

// NewGrid makes an empty matrix.
func NewGrid() *Grid {
	g := &Grid{}
	g.Walk = Walk{Heads: true, Paint: g.paint, Reveal: g.reveal, Press: g.open, Extent: func() (int, int) { return len(g.rows), len(g.cols) }}
	g.Begin(g)
	g.table = container.New(gridLayout{g})
	g.scroll = container.NewScroll(g.table)
	g.ExtendBaseWidget(g)
	return g
}

// Put shows these columns and rows.
func (g *Grid) Put(cols []GridCol, rows []GridRow) {
	if len(cols) != len(g.cols) || len(rows) != len(g.rows) {
		g.build(cols, len(rows))
	}
	g.cols, g.rows = append(g.cols[:0:0], cols...), append(g.rows[:0:0], rows...)
	for i, c := range cols {
		g.heads[i].Put(c.Name)
	}
	for i, r := range rows {
		l := g.lines[i]
		l.name.Put(r.Name)
		l.note.Put(r.Note)
		Visible(l.note, r.Note != "")
		for j, f := range l.faces {
			if j < len(r.Cells) {
				f.put(r.Cells[j])
			}
		}
	}
	g.table.Refresh()
	g.Walk.Fit()
}

// Focus gives the matrix the keyboard.
func (g *Grid) Focus() { focus(g) }

// MinSize lets the matrix scroll when there is little room.
func (g *Grid) MinSize() fyne.Size { return fyne.NewSize(gridNarrow+gridLeast, theme.Touch*2) }

// CreateRenderer draws the scroller.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.scroll) }

func (g *Grid) open(r, c int) {
	if g.OnOpen == nil {
		return
	}
	col := ""
	if c >= 0 {
		col = g.cols[c].Key
	}
	g.OnOpen(g.rows[r].Key, col)
}

func (g *Grid) paint() {
	for i, l := range g.lines {
		for j, c := range l.cells {
			c.set(false, g.At(i, j-1))
		}
	}
}

// reveal scrolls the cursor's cell into view.
func (g *Grid) reveal(row, col int) {
	c := g.lines[row].cells[col+1]
	p, s, off, view := c.Position(), c.Size(), g.scroll.Offset, g.scroll.Size()
	off.X = max(min(off.X, p.X), p.X+s.Width-view.Width)
	off.Y = max(min(off.Y, p.Y), p.Y+s.Height-view.Height)
	if row == 0 {
		off.Y = 0 // with the heads
	}
	g.scroll.ScrollToOffset(off)
}

const (
	gridHead   float32 = 132 // the row heads' width
	gridNarrow float32 = 88  // that where the room is narrow
	gridLeast  float32 = 111 // a cell's least width
	gridWide   float32 = 124 // that of a cell beside wide heads
	gridRow    float32 = 48
)

// build makes the widgets for a matrix of another size.
func (g *Grid) build(cols []GridCol, rows int) {
	g.table.RemoveAll()
	g.heads, g.lines = nil, nil
	for range cols {
		h := theme.Text("", theme.Small, false, theme.Ink2)
		g.heads = append(g.heads, h)
		g.table.Add(h)
	}
	for r := range rows {
		l := &gridLine{
			name: theme.Text("", theme.Body, true, theme.Ink),
			note: theme.Text("", theme.Small, false, theme.Ink2),
		}
		two := layout.Stack(0, l.name, l.note)
		head := newCell(layout.Pad(8, 0, container.New(layout.Middle{}, two)), func() { g.Tap(r, -1) })
		l.cells = append(l.cells, head)
		for c := range cols {
			f := newGridFace()
			k := newCell(f, func() { g.Tap(r, c) })
			l.faces, l.cells = append(l.faces, f), append(l.cells, k)
		}
		for _, c := range l.cells {
			c.edge = theme.Rule
			g.table.Add(c)
		}
		g.lines = append(g.lines, l)
	}
}

// gridLayout shares the width among the columns; below their least the matrix scrolls.
type gridLayout struct{ g *Grid }

const gridTop float32 = 24

func (l gridLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(gridNarrow+gridLeast*float32(len(l.g.cols)), gridTop+gridRow*float32(len(l.g.rows)))
}

func (l gridLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const gap = 4
	head, n := gridHead, float32(max(1, len(l.g.heads)))
	if size.Width < gridHead+n*gridWide {
		head = gridNarrow
	}
	w := (size.Width - head) / n
	for i, h := range l.g.heads {
		h.Move(fyne.NewPos(head+float32(i)*w+8, 3))
		h.Resize(fyne.NewSize(w-12, h.MinSize().Height))
	}
	for r, line := range l.g.lines {
		x, y := float32(0), gridTop+float32(r)*gridRow
		for c, k := range line.cells {
			cw := w
			if c == 0 {
				cw = head
			}
			k.Move(fyne.NewPos(x, y))
			k.Resize(fyne.NewSize(cw-gap, gridRow-gap))
			x += cw
		}
	}
}

// gridFace is sign, word, how far, and a warning.
type gridFace struct {
	widget.BaseWidget
	ground    *theme.Box
	sign      *theme.Pic
	word, far *theme.Line
	alarm     *theme.Pic
	warn      *theme.Line
	body      *fyne.Container
}

func newGridFace() *gridFace {
	f := &gridFace{
		ground: theme.NewBox(theme.None).Round(theme.Grid),
		sign:   theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2),
		word:   theme.Text("", theme.Body, false, theme.Ink2).Whole(),
		far:    theme.Text("", theme.Small, false, theme.Ink2).Whole(),
		alarm:  theme.NewPic(theme.IconWarning, 14, theme.Amber),
		warn:   theme.Text("", theme.Small, false, theme.Amber).Whole(),
	}
	row := container.New(faceRow{}, container.New(layout.Row{Gap: 5}, f.sign, f.word), f.far, container.New(layout.Row{Gap: 2}, f.alarm, f.warn))
	f.body = container.NewStack(layout.Pad(1, 1, f.ground), layout.Pad(8, 0, row))
	f.ExtendBaseWidget(f)
	return f
}

func (f *gridFace) put(c GridCell) {
	f.ground.Set(c.State.Ground(), theme.None)
	f.sign.Set(c.State.Icon(), c.State.Ink())
	f.word.Set(c.Word, c.State.Ink())
	f.far.Put(c.Far)
	f.warn.Put(c.Warn)
	Visible(f.alarm, c.Warn != "")
	Visible(f.warn, c.Warn != "")
	f.body.Refresh()
}

// CreateRenderer draws the row over its ground.
func (f *gridFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

// faceRow sets a cell's state and how far it is at the left and its warning at the right. Where the cell is too narrow for all, the warning
// goes below, and how far it is with it where that does not stand beside the state either; where there is no room at all, it is left out.
type faceRow struct{}

func (faceRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, x := range o {
		s = s.Max(x.MinSize())
	}
	return s
}

func (faceRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const near, gap = 5, 6
	state, far, warn := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	low := max(far.Height, warn.Height)
	put := func(i int, x, line float32, s fyne.Size) {
		o[i].Resize(s)
		o[i].Move(fyne.NewPos(x, line-s.Height/2))
	}
	middle, first, second := size.Height/2, (size.Height-low)/2, (size.Height+state.Height)/2
	Visible(o[1], far.Width > 0)
	beside := state.Width+near+far.Width <= size.Width
	switch {
	case state.Width+near+far.Width+gap+warn.Width <= size.Width || warn.Width == 0 && beside:
		put(0, 0, middle, state)
		put(1, state.Width+near, middle, far)
		put(2, size.Width-warn.Width, middle, warn)
	case beside:
		put(0, 0, first, state)
		put(1, state.Width+near, first, far)
		put(2, 0, second, warn)
	case far.Width+gap+warn.Width <= size.Width:
		put(0, 0, first, state)
		put(1, 0, second, far)
		put(2, size.Width-warn.Width, second, warn)
	default:
		put(0, 0, first, state)
		Visible(o[1], false)
		put(2, 0, second, warn)
	}
}

func (f *gridFace) drawn() fyne.CanvasObject { return f.body }
