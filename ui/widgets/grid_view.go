package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const (
	gridHead  float32 = 132 // the row heads' width
	gridLeast float32 = 124 // a cell's least width
	gridRow   float32 = 48
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
		head := newCell(layout.Pad(8, 0, container.New(layout.Middle{}, two)), func() { g.tapped(r, -1) })
		l.cells = append(l.cells, head)
		for c := range cols {
			f := newGridFace()
			k := newCell(f, func() { g.tapped(r, c) })
			l.faces, l.cells = append(l.faces, f), append(l.cells, k)
		}
		for _, c := range l.cells {
			c.edge = theme.Rule
			g.table.Add(c)
		}
		g.lines = append(g.lines, l)
	}
}

func (g *Grid) tapped(r, c int) {
	focus(g)
	g.open(r, c)
}

// gridLayout shares the width among the columns; below their least the matrix scrolls.
type gridLayout struct{ g *Grid }

const gridTop float32 = 24

func (l gridLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(gridHead+gridLeast*float32(len(l.g.cols)), gridTop+gridRow*float32(len(l.g.rows)))
}

func (l gridLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const gap = 4
	w := (size.Width - gridHead) / float32(max(1, len(l.g.heads)))
	for i, h := range l.g.heads {
		h.Move(fyne.NewPos(gridHead+float32(i)*w+8, 3))
		h.Resize(fyne.NewSize(w-12, h.MinSize().Height))
	}
	for r, line := range l.g.lines {
		x, y := float32(0), gridTop+float32(r)*gridRow
		for c, k := range line.cells {
			cw := w
			if c == 0 {
				cw = gridHead
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
	left := container.New(layout.Row{Gap: 5}, f.sign, f.word, f.far)
	right := container.New(layout.Row{Gap: 2}, f.alarm, f.warn)
	row := container.New(faceRow{}, left, right)
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
	Visible(f.far, c.Far != "")
	Visible(f.alarm, c.Warn != "")
	Visible(f.warn, c.Warn != "")
	f.body.Refresh()
}

// CreateRenderer draws the row over its ground.
func (f *gridFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

// faceRow sets a cell's state at the left and its warning at the right, or below it where the cell is too narrow for both.
type faceRow struct{}

func (faceRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
}

func (faceRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap = 6
	a, b := o[0].MinSize(), o[1].MinSize()
	o[0].Resize(a)
	o[1].Resize(b)
	if a.Width+gap+b.Width <= size.Width {
		o[0].Move(fyne.NewPos(0, (size.Height-a.Height)/2))
		o[1].Move(fyne.NewPos(size.Width-b.Width, (size.Height-b.Height)/2))
		return
	}
	top := (size.Height - a.Height - b.Height) / 2
	o[0].Move(fyne.NewPos(0, top))
	o[1].Move(fyne.NewPos(0, top+a.Height))
}
