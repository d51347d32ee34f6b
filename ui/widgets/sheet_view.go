package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

const (
	sheetNumber float32 = 40  // the column of row numbers
	sheetShare  float32 = 140 // the least width of a column without one
)

// sheetView is what is on screen of a Sheet.
type sheetView struct {
	sheet *Sheet
	pane  *pane
	head  *fyne.Container
	foot  *Message
	float *container.ThemeOverride // the box
	strip *fyne.Container          // the heads, moved when the rows scroll sideways
}

func newSheetView(s *Sheet) *sheetView {
	v := &sheetView{sheet: s, foot: NewMessage()}
	v.pane = newPane(theme.Row, func() fyne.CanvasObject { return newSheetRow(v) }, v.fill)
	v.float = container.NewThemeOverride(s.edit.box, theme.Airless(4))
	v.pane.extra = []fyne.CanvasObject{v.float}
	v.pane.width = func(view float32) float32 { return v.left(len(s.cols), view) }
	v.pane.moved, v.pane.onWheel = v.follow, s.wheel
	v.strip = container.New(sheetColumns{v})
	for _, c := range s.cols {
		v.strip.Add(theme.Text(c.Title, theme.Small, true, theme.Ink2))
	}
	v.head = container.NewStack(theme.NewBox(theme.Band).Least(0, 28), container.NewClip(v.strip))
	v.pane.put(1)
	return v
}

// put shows as many rows as there are, and the empty one.
func (v *sheetView) put() {
	n := len(v.sheet.rows)
	if !v.sheet.lock {
		n++
	}
	Visible(v.float, n > 0)
	v.pane.put(n)
	v.place()
}

// left is where column c begins; that of one past the last is the whole width.
func (v *sheetView) left(c int, view float32) float32 {
	x, fixed, shares := sheetNumber, sheetNumber, 0
	for _, col := range v.sheet.cols {
		if fixed += col.Width; col.Width == 0 {
			shares++
		}
	}
	share := max(sheetShare, (view-fixed)/float32(max(1, shares)))
	for _, col := range v.sheet.cols[:c] {
		if col.Width == 0 {
			x += share
		}
		x += col.Width
	}
	return x
}

func (v *sheetView) width() float32 { return v.pane.scroll.Size().Width }

// place puts the box over its cell.
func (v *sheetView) place() {
	if v.sheet.view == nil {
		return
	}
	d := v.sheet
	x, end := v.left(d.c, v.width()), v.left(d.c+1, v.width())
	v.float.Move(fyne.NewPos(x, float32(d.r)*theme.Row))
	v.float.Resize(fyne.NewSize(end-x, theme.Row))
}

// reveal scrolls to the box.
func (v *sheetView) reveal() {
	v.pane.reveal(v.sheet.r)
	p, w := v.float.Position(), v.float.Size().Width
	off := v.pane.scroll.Offset
	x := max(min(off.X, p.X-sheetNumber), p.X+w-v.width())
	if x != off.X {
		off.X = max(0, x)
		v.pane.scroll.ScrollToOffset(off)
	}
	v.follow()
}

// follow moves the heads with the rows.
func (v *sheetView) follow() {
	v.place()
	off := fyne.NewPos(-v.pane.scroll.Offset.X, 0)
	size := fyne.NewSize(v.left(len(v.sheet.cols), v.width()), 28)
	if v.strip.Position() != off {
		v.strip.Move(off)
	}
	if v.strip.Size() != size {
		v.strip.Resize(size)
	}
}

func (v *sheetView) fill(i int, o fyne.CanvasObject) {
	row, ok := o.(*sheetRow)
	if !ok {
		return
	}
	s := v.sheet
	number := ""
	if i < len(s.rows) {
		number = strconv.Itoa(i + 1)
	}
	row.number.Put(number)
	for c, l := range row.cells {
		l.Put(s.text(i, c))
	}
	ground := theme.None
	if i == s.r {
		ground = theme.BlueBand
	}
	row.ground.Set(ground, theme.None)
	row.tap = func(x float32) {
		c := 0
		for c+1 < len(s.cols) && v.left(c+1, v.width()) <= x {
			c++
		}
		if s.goTo(i, c) {
			s.Focus()
		}
	}
}

// sheetColumns lays one thing into each column.
type sheetColumns struct{ v *sheetView }

func (l sheetColumns) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(sheetNumber, layout.Inset{}.MinSize(objs).Height)
}

func (l sheetColumns) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	const air = 8
	for c, o := range objs {
		x, end := l.v.left(c, size.Width), l.v.left(c+1, size.Width)
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x+air, (size.Height-h)/2))
		o.Resize(fyne.NewSize(end-x-2*air, h))
	}
}

// sheetRow is a row of labels.
type sheetRow struct {
	widget.BaseWidget
	ground *theme.Box
	number *theme.Line
	cells  []*theme.Line
	tap    func(x float32)
	body   *fyne.Container
}

func newSheetRow(v *sheetView) *sheetRow {
	r := &sheetRow{ground: theme.NewBox(theme.None), number: theme.Num("", theme.Small, false, theme.Ink2)}
	cols := container.New(sheetColumns{v})
	for range v.sheet.cols {
		l := theme.Text("", theme.Body, false, theme.Ink)
		r.cells = append(r.cells, l)
		cols.Add(l)
	}
	rule := container.NewBorder(nil, theme.NewBox(theme.Rule).Least(0, 1), nil, nil)
	number := container.NewBorder(nil, nil, container.New(layout.Fixed{Width: sheetNumber - 10}, r.number), nil)
	r.body = container.NewStack(r.ground, rule, number, cols)
	r.ExtendBaseWidget(r)
	return r
}

// Tapped brings the box here.
func (r *sheetRow) Tapped(e *fyne.PointEvent) { r.tap(e.Position.X) }

// CreateRenderer draws the labels over the ground.
func (r *sheetRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
