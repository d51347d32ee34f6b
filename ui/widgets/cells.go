package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// CellCol is a column of Cells: its name, and a note below it, such as its total.
type CellCol struct{ Key, Name, Note string }

// CellRow is a row of Cells. A Head is the heading of a section, whose cells can't be stood on.
type CellRow struct {
	Key, Code, Name string
	Head            bool
	Cells           []Cell
}

// Cells is a table of figures in which one writes from cell to cell, as in a spreadsheet. It draws only the rows and columns in view; the
// rows' names stay at the left. Its cursor is none of Walk's: it goes past headings, selects, and stays where what is written is refused.
//
//	arrows, Home, End, Ctrl+Home, Ctrl+End  walk; with Shift, they select
//	figures       begin to write; Enter, Tab's arrows and the mouse keep it, Esc takes it back, Enter goes down
//	Delete        empties the cell
//	Enter, F2     while nothing is written: OnOpen
//	Ctrl+C        copies what is selected; Ctrl+A selects all; Ctrl+V calls OnPaste
type Cells struct {
	widget.BaseWidget
	Printer
	OnWrite func(row, col int, text string) error // keeps a text, empty to take away what is there; an error is said at the foot, and the text stays
	OnOpen  func(row, col int)
	OnMove  func(row, col int)
	OnPaste func(row, col int, text string)
	OnHead  func(col int) // a tap on a column's name

	cols    []CellCol
	rows    []CellRow
	r, c    int // the cursor
	from    [2]int
	span    bool // from is the other corner of what is selected
	shift   bool
	first   int // the column at the left
	typed   string
	typing  bool
	focused bool
	pane    *pane
	heads   *cellHeads
	foot    *theme.Line
	body    *fyne.Container
}

// Measures of Cells.
const (
	cellsHead  float32 = 300 // the rows' names, at least
	cellsWidth float32 = 84
	cellsLess  float32 = 200 // the rows' names, where there is little room
	cellsSmall float32 = 900
	cellsBar   float32 = 12 // for the scroll bar
)

// NewCells makes an empty table.
func NewCells() *Cells {
	g := &Cells{foot: theme.Text("", theme.Small, false, theme.Ink2)}
	g.pane = newPane(theme.Row, func() fyne.CanvasObject { return newCellLine(g) }, g.fill)
	g.heads = newCellHeads(g)
	g.body = container.NewBorder(g.heads, layout.Pad(8, 3, g.foot), nil, nil, g.pane)
	g.ExtendBaseWidget(g)
	return g
}

// Put shows these columns and rows; the cursor stays with its row and column, by their keys, and what is being written stays.
func (g *Cells) Put(cols []CellCol, rows []CellRow) {
	row, col := g.At()
	g.cols, g.rows = append(g.cols[:0:0], cols...), append(g.rows[:0:0], rows...)
	for i, r := range rows {
		if r.Key == row && row != "" {
			g.r = i
		}
	}
	for i, c := range cols {
		if c.Key == col && col != "" {
			g.c = i
		}
	}
	g.r, g.c = g.near(min(g.r, len(rows)-1)), max(0, min(g.c, len(cols)-1))
	if now, _ := g.At(); now != row {
		g.span, g.typing = false, false
	}
	g.fit()
	g.pane.put(len(g.rows))
	g.heads.put()
	if !g.typing && g.OnMove != nil {
		g.OnMove(g.r, g.c) // what is said of the cell may have changed
	}
}

// At is the keys of the row and column on which the cursor stands; empty where there are none.
func (g *Cells) At() (row, col string) {
	if g.r >= 0 && g.r < len(g.rows) && g.c >= 0 && g.c < len(g.cols) {
		return g.rows[g.r].Key, g.cols[g.c].Key
	}
	return "", ""
}

// Go puts the cursor on a cell by its keys; false where there is none. An empty column stays in the one at hand.
func (g *Cells) Go(row, col string) bool {
	for i, r := range g.rows {
		if r.Key != row || r.Head {
			continue
		}
		c := g.c
		for j, x := range g.cols {
			if x.Key == col {
				c = j
			}
		}
		g.to(i, c, false)
		return true
	}
	return false
}

// Say says something at the foot.
func (g *Cells) Say(text string) { g.foot.Set(text, theme.Ink2) }

// Flush keeps what is being written; false if it is refused, and stays.
func (g *Cells) Flush() bool {
	if !g.typing {
		return true
	}
	text := strings.TrimSpace(g.typed)
	g.typing = false // what is kept may put rows
	if err := g.OnWrite(g.r, g.c, text); err != nil {
		g.typing = true
		g.foot.Set(err.Error(), theme.Red)
		g.paint()
		return false
	}
	g.Say("")
	g.paint()
	return true
}

// Rows and Cols are what is shown; not to be written to.
func (g *Cells) Rows() []CellRow { return g.rows }

// Cols are the columns.
func (g *Cells) Cols() []CellCol { return g.cols }

// Table is all that is shown.
func (g *Cells) Table(code, name string) Table {
	return g.table(code, name, 0, len(g.rows)-1, 0, len(g.cols)-1)
}

func (g *Cells) table(code, name string, top, bottom, left, right int) Table {
	t := Table{Columns: []TableColumn{{Name: code}, {Name: name}}}
	for c := left; c <= right; c++ {
		t.Columns = append(t.Columns, TableColumn{Name: g.cols[c].Name, Right: true})
	}
	for r := top; r <= bottom; r++ {
		x := TableRow{Cells: []string{g.rows[r].Code, g.rows[r].Name}, Head: g.rows[r].Head}
		for c := left; c <= right; c++ {
			x.Cells = append(x.Cells, g.rows[r].Cells[c].Text)
		}
		t.Rows = append(t.Rows, x)
	}
	return t
}

// Focus gives the table the keyboard.
func (g *Cells) Focus() { focus(g) }

// MinSize lets the table scroll where there is little room.
func (g *Cells) MinSize() fyne.Size { return fyne.NewSize(cellsLess+cellsWidth*2, theme.Row*5) }

// CreateRenderer draws heads, rows and foot.
func (g *Cells) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.body) }

// Resize shows as many columns as there is room for.
func (g *Cells) Resize(s fyne.Size) {
	g.BaseWidget.Resize(s)
	g.fit()
	g.pane.update(true)
	g.heads.put()
	g.pane.reveal(g.r)
}

// wide is how wide the rows' names are: what the columns in view leave.
func (g *Cells) wide() float32 {
	return max(g.least(), g.Size().Width-cellsBar-float32(min(g.room(), len(g.cols)))*cellsWidth)
}

func (g *Cells) least() float32 {
	if g.Size().Width < cellsSmall {
		return cellsLess
	}
	return cellsHead
}

// room is how many columns can be seen.
func (g *Cells) room() int { return max(1, int((g.Size().Width-g.least()-cellsBar)/cellsWidth)) }

// fit moves the columns in view so that the cursor is among them.
func (g *Cells) fit() {
	n := g.room()
	g.first = max(0, min(min(g.first, g.c), len(g.cols)-n))
	if g.c >= g.first+n {
		g.first = g.c - n + 1
	}
}

// near is the row at i that can be stood on, or the next below, or above.
func (g *Cells) near(i int) int {
	i = max(i, 0)
	for j := i; j < len(g.rows); j++ {
		if !g.rows[j].Head {
			return j
		}
	}
	for j := min(i, len(g.rows)-1); j >= 0; j-- {
		if !g.rows[j].Head {
			return j
		}
	}
	return 0
}

// beside is the n-th row that can be stood on below the cursor, or above it.
func (g *Cells) beside(n int) int {
	step, at := 1, g.r
	if n < 0 {
		step, n = -1, -n
	}
	for i := g.r + step; i >= 0 && i < len(g.rows) && n > 0; i += step {
		if !g.rows[i].Head {
			at, n = i, n-1
		}
	}
	return at
}

// to moves the cursor, if what is being written can be kept; with selects, what is selected goes from where it began to there.
func (g *Cells) to(r, c int, selects bool) {
	if len(g.rows) == 0 || len(g.cols) == 0 || !g.Flush() {
		return
	}
	switch {
	case selects && !g.span:
		g.from, g.span = [2]int{g.r, g.c}, true
	case !selects:
		g.span = false
	}
	g.r, g.c = max(0, min(r, len(g.rows)-1)), max(0, min(c, len(g.cols)-1))
	g.fit()
	g.pane.update(true)
	g.heads.put()
	if g.r == g.near(0) {
		g.pane.reveal(0) // with its heading
	}
	g.pane.reveal(g.r)
	if g.OnMove != nil {
		g.OnMove(g.r, g.c)
	}
}

// selected are the corners of what is selected.
func (g *Cells) selected() (top, bottom, left, right int) {
	if !g.span {
		return g.r, g.r, g.c, g.c
	}
	return min(g.r, g.from[0]), max(g.r, g.from[0]), min(g.c, g.from[1]), max(g.c, g.from[1])
}

func (g *Cells) tapped(r, c int, shift bool) {
	focus(g)
	if r >= len(g.rows) || c >= len(g.cols) || g.rows[r].Head {
		return
	}
	g.to(r, c, shift)
}

// paint draws the rows in view anew.
func (g *Cells) paint() { g.pane.update(true) }

// FocusGained shows the cursor.
func (g *Cells) FocusGained() { g.focused = true; g.paint() }

// FocusLost keeps what is being written, and hides the cursor.
func (g *Cells) FocusLost() {
	g.focused, g.shift = false, false
	g.Flush()
	g.paint()
}

// KeyDown notices Shift, which comes with no other key.
func (g *Cells) KeyDown(e *fyne.KeyEvent) { g.noteShift(e, true) }

// KeyUp notices that it is let go.
func (g *Cells) KeyUp(e *fyne.KeyEvent) { g.noteShift(e, false) }

func (g *Cells) noteShift(e *fyne.KeyEvent, down bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		g.shift = down
	}
}

// TypedRune writes into the cell; what is no part of a figure goes to the canvas.
func (g *Cells) TypedRune(r rune) {
	Touched()
	s := HalfWidth(string(r))
	if len(g.cols) == 0 || g.OnWrite == nil || !strings.ContainsAny(s, "0123456789.-") {
		if r != ' ' {
			passRune(g, r)
		}
		return
	}
	if !g.typing {
		g.typing, g.typed, g.span = true, "", false
	}
	g.typed += s
	g.paint()
}

// TypedKey walks, writes and opens.
func (g *Cells) TypedKey(e *fyne.KeyEvent) {
	Touched()
	switch e.Name {
	case fyne.KeyUp:
		g.to(g.beside(-1), g.c, g.shift)
	case fyne.KeyDown:
		g.to(g.beside(1), g.c, g.shift)
	case fyne.KeyLeft:
		g.to(g.r, g.c-1, g.shift)
	case fyne.KeyRight:
		g.to(g.r, g.c+1, g.shift)
	case fyne.KeyPageUp:
		g.to(g.beside(-g.pane.page()), g.c, g.shift)
	case fyne.KeyPageDown:
		g.to(g.beside(g.pane.page()), g.c, g.shift)
	case fyne.KeyHome:
		g.to(g.r, 0, g.shift)
	case fyne.KeyEnd:
		g.to(g.r, len(g.cols)-1, g.shift)
	default:
		g.writeKey(e)
	}
}

// writeKey is for the keys that have to do with the cell at hand.
func (g *Cells) writeKey(e *fyne.KeyEvent) {
	switch {
	case isEnter(e) && g.typing:
		g.to(g.beside(1), g.c, false)
	case (isEnter(e) || e.Name == fyne.KeyF2) && g.OnOpen != nil && len(g.rows) > 0:
		g.OnOpen(g.r, g.c)
	case e.Name == fyne.KeyEscape && g.typing:
		g.typing = false
		g.Say("")
		g.paint()
	case e.Name == fyne.KeyBackspace && g.typing:
		g.typed = g.typed[:max(0, len(g.typed)-1)]
		g.paint()
	case (e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace) && g.OnWrite != nil && len(g.rows) > 0:
		g.typing, g.typed = true, ""
		g.Flush()
	default:
		passKey(g, e)
	}
}

// TypedShortcut selects, copies and pastes text, and passes other shortcuts on.
func (g *Cells) TypedShortcut(s fyne.Shortcut) {
	switch x := s.(type) {
	case *fyne.ShortcutSelectAll:
		g.from, g.span = [2]int{0, 0}, true
		g.r, g.c = max(0, len(g.rows)-1), max(0, len(g.cols)-1)
		g.fit()
		g.paint()
	case *fyne.ShortcutCopy:
		x.Clipboard.SetContent(g.copied())
	case *fyne.ShortcutPaste:
		text, _ := isPaste(x)
		switch {
		case g.OnPaste == nil || text == "":
			passShortcut(g, s)
		case g.Flush():
			top, _, left, _ := g.selected()
			g.OnPaste(top, left, text)
		}
	default:
		passShortcut(g, s)
	}
}

// copied is what is selected: figures alone, so that they paste into a column as they come out of one; all of it with its heads.
func (g *Cells) copied() string {
	if len(g.rows) == 0 || len(g.cols) == 0 {
		return ""
	}
	top, bottom, left, right := g.selected()
	t := g.table("", "", top, bottom, left, right)
	if top == 0 && bottom == len(g.rows)-1 && left == 0 && right == len(g.cols)-1 {
		return t.Tabbed()
	}
	var bare Table
	for range right - left + 1 {
		bare.Columns = append(bare.Columns, TableColumn{})
	}
	for _, r := range t.Rows {
		bare.Rows = append(bare.Rows, TableRow{Cells: r.Cells[2:], Head: r.Head})
	}
	return bare.Tabbed()
}
