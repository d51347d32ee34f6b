package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
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
	OnOpen func(row, col string) // col is empty for a row's head

	cols    []GridCol
	rows    []GridRow
	heads   []*theme.Line
	lines   []*gridLine
	r, c    int // the cursor; column -1 is the row's head
	focused bool
	table   *fyne.Container
	scroll  *container.Scroll
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
	g.r, g.c = max(0, min(g.r, len(rows)-1)), min(g.c, len(cols)-1)
	g.table.Refresh()
	g.paint()
}

// Focus gives the matrix the keyboard.
func (g *Grid) Focus() { focus(g) }

// MinSize lets the matrix scroll when there is little room.
func (g *Grid) MinSize() fyne.Size { return fyne.NewSize(gridHead+gridLeast, theme.Touch*2) }

// CreateRenderer draws the scroller.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.scroll) }

// FocusGained shows the cursor.
func (g *Grid) FocusGained() { g.focused = true; g.paint() }

// FocusLost hides it.
func (g *Grid) FocusLost() { g.focused = false; g.paint() }

// TypedRune passes characters on.
func (g *Grid) TypedRune(r rune) {
	if r != ' ' {
		passRune(g, r)
	}
}

// TypedShortcut passes shortcuts on.
func (g *Grid) TypedShortcut(s fyne.Shortcut) { passShortcut(g, s) }

// TypedKey moves and opens.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		g.move(g.r-1, g.c)
	case fyne.KeyDown:
		g.move(g.r+1, g.c)
	case fyne.KeyLeft:
		g.move(g.r, g.c-1)
	case fyne.KeyRight:
		g.move(g.r, g.c+1)
	case fyne.KeyHome:
		g.move(g.r, -1)
	case fyne.KeyEnd:
		g.move(g.r, len(g.cols)-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.open(g.r, g.c)
	default:
		passKey(g, e)
	}
}

func (g *Grid) move(r, c int) {
	if r < 0 || r >= len(g.rows) || c < -1 || c >= len(g.cols) {
		return
	}
	g.r, g.c = r, c
	g.paint()
	g.reveal()
}

func (g *Grid) open(r, c int) {
	if r < 0 || r >= len(g.rows) {
		return
	}
	g.r, g.c = r, c
	g.paint()
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
			c.set(false, g.focused && i == g.r && j-1 == g.c)
		}
	}
}

// reveal scrolls the cursor's cell into view.
func (g *Grid) reveal() {
	c := g.lines[g.r].cells[g.c+1]
	p, s, off, view := c.Position(), c.Size(), g.scroll.Offset, g.scroll.Size()
	off.X = max(min(off.X, p.X), p.X+s.Width-view.Width)
	off.Y = max(min(off.Y, p.Y), p.Y+s.Height-view.Height)
	if g.r == 0 {
		off.Y = 0 // with the heads
	}
	g.scroll.ScrollToOffset(off)
}
