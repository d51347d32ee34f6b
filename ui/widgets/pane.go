package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// pane shows rows of one height and keeps widgets only for those in view; a widget is
// used again for another row. widget.List does the same, but adds the theme's padding to
// each row, keeps a focus apart from its selection that nobody can set, and makes a
// spare row at each refresh; Lines and Sheet need none of these.
type pane struct {
	widget.BaseWidget
	scroll *container.Scroll
	body   *fyne.Container
	height float32
	count  int
	wanted int                        // row to reveal at the first layout
	width  func(view float32) float32 // how wide rows are; nil: as the view
	create func() fyne.CanvasObject
	fill   func(i int, o fyne.CanvasObject)
	rows   []slot
	extra  []fyne.CanvasObject // above the rows, placed by their owner
	moved  func()              // after scrolling and resizing
	// onWheel is told what the mouse wheel did that moved nothing here; nil nobody.
	onWheel func(*fyne.ScrollEvent)
	over    *wheel
}

// slot is a row widget and the row it shows at the moment, or -1.
type slot struct {
	obj fyne.CanvasObject
	row int
}

func newPane(height float32, create func() fyne.CanvasObject, fill func(int, fyne.CanvasObject)) *pane {
	p := &pane{height: height, create: create, fill: fill}
	p.body = container.New(paneLayout{p})
	p.scroll = container.NewScroll(p.body)
	p.scroll.OnScrolled = func(fyne.Position) {
		p.update(false)
		TellCaret(p)
	}
	p.over = newWheel(func(e *fyne.ScrollEvent) {
		if !scrolls(p.scroll, e) && p.onWheel != nil {
			p.onWheel(e)
		}
	})
	p.ExtendBaseWidget(p)
	return p
}

// put sets the number of rows and fills all that are in view.
func (p *pane) put(count int) {
	p.count = count
	p.body.Refresh()
	p.scroll.Refresh()
	p.update(true)
}

// anew makes other widgets for rows of another height.
func (p *pane) anew(height float32) {
	p.height, p.rows = height, nil
	p.body.Objects = p.extra
}

// again fills one row, if it is in view.
func (p *pane) again(i int) {
	if len(p.rows) == 0 || i < 0 {
		return
	}
	if s := &p.rows[i%len(p.rows)]; s.row == i {
		p.fill(i, s.obj)
	}
}

// reveal scrolls as little as is needed to show row i.
func (p *pane) reveal(i int) {
	y, view := float32(i)*p.height, p.scroll.Size().Height
	if view <= 0 { // not laid out yet: where the row will stand is known only then
		p.wanted = i
		return
	}
	off := p.scroll.Offset
	switch {
	case y < off.Y:
		off.Y = y
	case y+p.height > off.Y+view:
		off.Y = max(0, y+p.height-view)
	default:
		return
	}
	p.scroll.ScrollToOffset(off)
	p.update(false)
}

// shows tells whether row i is in view, or part of it.
func (p *pane) shows(i int) bool {
	y := float32(i) * p.height
	return i >= 0 && y+p.height > p.scroll.Offset.Y && y < p.scroll.Offset.Y+p.scroll.Size().Height
}

// rest scrolls so that what lies at y is at the top, as far as there are rows.
func (p *pane) rest(y float32) {
	off := p.scroll.Offset
	off.Y = max(0, min(y, float32(p.count)*p.height-p.scroll.Size().Height))
	if off.Y != p.scroll.Offset.Y {
		p.scroll.ScrollToOffset(off)
		p.update(false)
	}
}

// page is how many whole rows are in view.
func (p *pane) page() int { return max(1, int(p.scroll.Size().Height/p.height)) }

// update gives each row in view its widget. Row r always has widget r modulo their
// number, so that scrolling by one row fills one widget.
func (p *pane) update(all bool) {
	view := p.scroll.Size().Height
	if view <= 0 {
		return
	}
	p.grow(int(view/p.height) + 2)
	first := max(0, min(int(p.scroll.Offset.Y/p.height), p.count-len(p.rows)))
	w := p.body.Size().Width
	for r := first; r < first+len(p.rows); r++ {
		s := &p.rows[r%len(p.rows)]
		if r >= p.count {
			s.row = -1
			Visible(s.obj, false)
			continue
		}
		fresh := s.row != r
		s.row = r
		Visible(s.obj, true)
		s.obj.Move(fyne.NewPos(0, float32(r)*p.height))
		s.obj.Resize(fyne.NewSize(w, p.height))
		if fresh || all {
			p.fill(r, s.obj)
		}
	}
	if p.moved != nil {
		p.moved()
	}
}

func (p *pane) grow(n int) {
	if len(p.rows) >= n {
		return
	}
	for len(p.rows) < n {
		p.rows = append(p.rows, slot{obj: p.create()})
	}
	objs := make([]fyne.CanvasObject, 0, n+len(p.extra))
	for i := range p.rows {
		p.rows[i].row = -1 // with another number of widgets, rows change places
		objs = append(objs, p.rows[i].obj)
	}
	p.body.Objects = append(objs, p.extra...)
	p.body.Refresh()
}

// Resize shows as many rows as there is room for.
func (p *pane) Resize(s fyne.Size) {
	p.BaseWidget.Resize(s)
	p.scroll.Resize(s)
	p.body.Refresh()
	p.update(false)
	if p.wanted > 0 && s.Height > 0 {
		i := p.wanted
		p.wanted = 0
		p.reveal(i)
	}
}

// CreateRenderer draws the scroller alone.
func (p *pane) CreateRenderer() fyne.WidgetRenderer {
	return &laid{WidgetRenderer: widget.NewSimpleRenderer(p.scroll), over: p.over, under: p}
}

// paneLayout asks for the room of all rows; update places those in view.
type paneLayout struct{ p *pane }

func (l paneLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	w := float32(0)
	if l.p.width != nil {
		w = l.p.width(l.p.scroll.Size().Width)
	}
	return fyne.NewSize(w, float32(l.p.count)*l.p.height)
}

func (l paneLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.p.update(false) }
