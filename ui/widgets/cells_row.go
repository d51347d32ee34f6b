package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// cellLine is what is drawn of a row of Cells: its name, and the cells of the columns in view.
type cellLine struct {
	widget.BaseWidget
	g      *Cells
	ground *theme.Box
	code   *theme.Line
	name   *theme.Line
	faces  []*cellFace
	body   *fyne.Container
}

func newCellLine(g *Cells) *cellLine {
	l := &cellLine{g: g, ground: theme.NewBox(theme.None), code: theme.Text("", theme.Small, false, theme.Ink2), name: theme.Text("", theme.Body, false, theme.Ink)}
	l.body = container.New(cellsLayout{g}, l.ground, l.code, l.name)
	l.ExtendBaseWidget(l)
	return l
}

func (g *Cells) fill(i int, o fyne.CanvasObject) {
	l, ok := o.(*cellLine)
	if !ok || i >= len(g.rows) {
		return
	}
	l.put(i)
}

func (l *cellLine) put(i int) {
	g := l.g
	row := g.rows[i]
	n := min(g.room(), len(g.cols)-g.first)
	for len(l.faces) < n {
		f := newCellFace()
		l.faces = append(l.faces, f)
		l.body.Add(f)
	}
	l.code.Put(row.Code)
	l.name.Put(row.Name)
	l.name.Bold(row.Head)
	ground := theme.None
	if row.Head {
		ground = theme.Band
	}
	l.ground.Set(ground, theme.None)
	top, bottom, left, right := g.selected()
	for j, f := range l.faces {
		Visible(f, j < n)
		if j >= n {
			continue
		}
		c := g.first + j
		cell := Cell{}
		if c < len(row.Cells) {
			cell = row.Cells[c]
		}
		at := i == g.r && c == g.c && !row.Head
		if at && g.typing {
			cell = Cell{Text: g.typed + "│", Ink: theme.Accent}
		}
		f.tap = func(shift bool) { g.tapped(i, c, shift) }
		cell.Bold = cell.Bold || row.Head
		f.put(cell, !row.Head && g.span && i >= top && i <= bottom && c >= left && c <= right, at, g.focused, row.Head)
	}
	layout.Relayout(l.body)
}

// CreateRenderer draws the row over a rule.
func (l *cellLine) CreateRenderer() fyne.WidgetRenderer {
	rule := container.NewBorder(nil, theme.NewBox(theme.Rule).Least(0, 1), nil, nil)
	return widget.NewSimpleRenderer(container.NewStack(rule, l.body))
}

// cellsLayout places a row: the ground over all of it, code and name at the left, then the cells.
type cellsLayout struct{ g *Cells }

func (l cellsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(cellsLess, theme.Row)
}

func (l cellsLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	wide := l.g.wide()
	const code = 34
	objs[0].Resize(size)
	for i, o := range objs[1:] {
		h := o.MinSize().Height
		y := (size.Height - h) / 2
		switch i {
		case 0:
			o.Move(fyne.NewPos(10, y))
			o.Resize(fyne.NewSize(code, h))
		case 1:
			o.Move(fyne.NewPos(10+code, y))
			o.Resize(fyne.NewSize(wide-code-18, h))
		default:
			o.Move(fyne.NewPos(wide+float32(i-2)*cellsWidth, 0))
			o.Resize(fyne.NewSize(cellsWidth, size.Height))
		}
	}
}

// cellFace is one cell.
type cellFace struct {
	widget.BaseWidget
	ground, ring *theme.Box
	text         *theme.Line
	pic          *theme.Pic
	tap          func(shift bool)
	shift        bool
	body         *fyne.Container
}

func newCellFace() *cellFace {
	f := &cellFace{ground: theme.NewBox(theme.None), ring: frame(), text: theme.Num("", theme.Body, false, theme.Ink), pic: theme.NewPic(theme.IconConflict, 14, theme.Amber)}
	row := container.New(layout.Row{Gap: 2, Grow: layout.Nth(0)}, theme.NewBox(theme.None), f.pic, f.text)
	f.body = container.NewStack(f.ground, layout.Pad(6, 0, container.New(layout.Middle{}, row)), f.ring)
	f.ExtendBaseWidget(f)
	return f
}

func (f *cellFace) put(c Cell, selected, at, focused, head bool) {
	if c.Ink == "" {
		c.Ink = theme.Ink
	}
	f.text.Set(c.Text, c.Ink)
	f.text.Bold(c.Bold)
	if c.Icon != "" {
		f.pic.Set(c.Icon, c.Ink)
	}
	Visible(f.pic, c.Icon != "")
	Visible(f.ring, at && focused)
	switch {
	case selected || at:
		f.ground.Set(theme.Chosen, theme.None)
	default:
		f.ground.Set(theme.None, theme.None)
	}
	if head {
		f.ground.Set(theme.None, theme.None)
	}
}

// MouseDown remembers Shift, of which a tap knows nothing.
func (f *cellFace) MouseDown(e *desktop.MouseEvent) { f.shift = e.Modifier&Shift != 0 }

// MouseUp does nothing.
func (f *cellFace) MouseUp(*desktop.MouseEvent) {}

// Tapped puts the cursor there.
func (f *cellFace) Tapped(*fyne.PointEvent) { f.tap(f.shift) }

// CreateRenderer draws the text over the ground.
func (f *cellFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

// cellHeads are the columns' names in view, and the buttons to those that are not.
type cellHeads struct {
	widget.BaseWidget
	g          *Cells
	names      []*cellName
	less, more *Button
	body       *fyne.Container
}

func newCellHeads(g *Cells) *cellHeads {
	h := &cellHeads{g: g}
	turn := func(n int) func() {
		return func() { g.to(g.r, g.c+n*g.room(), false) }
	}
	h.less, h.more = NewQuiet("", theme.IconBack, turn(-1)), NewQuiet("", theme.IconNext, turn(1))
	h.more.IconPlacement = widget.ButtonIconTrailingText
	h.body = container.New(headsLayout{g}, h.less, h.more)
	h.ExtendBaseWidget(h)
	return h
}

func (h *cellHeads) put() {
	g := h.g
	n := min(g.room(), len(g.cols)-g.first)
	for len(h.names) < n {
		x := newCellName()
		h.names = append(h.names, x)
		h.body.Add(x)
	}
	for i, x := range h.names {
		Visible(x, i < n)
		if i < n {
			c := g.first + i
			x.name.Put(g.cols[c].Name)
			x.note.Put(g.cols[c].Note)
			x.tap = func() {
				if g.OnHead != nil {
					g.OnHead(c)
				}
			}
		}
	}
	before, behind := g.first, len(g.cols)-g.first-n
	Visible(h.less, before > 0)
	Visible(h.more, behind > 0)
	h.less.Put("+" + strconv.Itoa(before)) // a lone sign says nothing
	h.more.Put("+" + strconv.Itoa(behind))
	layout.Relayout(h.body)
}

// CreateRenderer draws them.
func (h *cellHeads) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.body) }

// headsLayout places the names above their columns, and the buttons above the rows' names.
type headsLayout struct{ g *Cells }

const headsHeight float32 = 42

func (headsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(cellsLess, headsHeight)
}

func (l headsLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	wide := l.g.wide()
	end := wide - 4
	for i := len(objs) - 1; i >= 0; i-- {
		o := objs[i]
		switch i {
		case 0, 1:
			m := o.MinSize()
			end -= m.Width
			o.Move(fyne.NewPos(end, (size.Height-m.Height)/2))
			o.Resize(m)
		default:
			o.Move(fyne.NewPos(wide+float32(i-2)*cellsWidth, 0))
			o.Resize(fyne.NewSize(cellsWidth, size.Height))
		}
	}
}

// cellName is a column's name with its note.
type cellName struct {
	widget.BaseWidget
	name, note *theme.Line
	tap        func()
	body       *fyne.Container
}

func newCellName() *cellName {
	n := &cellName{name: theme.Text("", theme.Body, true, theme.Ink).Trailing(), note: theme.Text("", theme.Small, false, theme.Ink2).Trailing()}
	n.body = layout.Pad(6, 2, layout.Stack(0, n.name, n.note))
	n.ExtendBaseWidget(n)
	return n
}

// Tapped tells the table.
func (n *cellName) Tapped(*fyne.PointEvent) { n.tap() }

// Cursor shows that there is something to press.
func (n *cellName) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the name over the note.
func (n *cellName) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.body) }
