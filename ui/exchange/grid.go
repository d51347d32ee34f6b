package exchange

import (
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/book/table"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// What is shown of a sheet: enough to tell what its columns are.
const (
	shownRows    = 30
	shownColumns = 24
)

// Measures of the grid.
const (
	gridNumber float32 = 40
	gridAir    float32 = 8   // between two columns
	gridLeast  float32 = 104 // a column
	gridMost   float32 = 196
	gridPick   float32 = 64
	gridRow    float32 = 28
)

// grid shows a sheet's first rows; above each column is a choice of what it is. A tap on a row makes
// it the head; from the keyboard the box above the grid does.
type grid struct {
	widget.BaseWidget
	k      *screen.Kit
	head   func(row int)
	column func(col int, f table.Field)
	rows   []*gridLine
	widths []float32
	picks  []*widgets.Pick
	is     table.Mapping
	strip  *fyne.Container // of picks, moved when the rows scroll sideways
	list   *fyne.Container
	scroll *container.Scroll
	more   *theme.Line
	body   *fyne.Container
}

func newGrid(k *screen.Kit, head func(int), column func(int, table.Field)) *grid {
	g := &grid{k: k, head: head, column: column, strip: container.NewWithoutLayout(), list: layout.Stack(0), more: theme.Text("", theme.Small, false, theme.Ink2)}
	g.scroll = container.NewScroll(layout.Stack(0, g.list, layout.Pad(8, 6, g.more)))
	g.scroll.OnScrolled = func(at fyne.Position) { g.strip.Move(fyne.NewPos(-at.X, 0)) }
	top := container.NewStack(theme.NewBox(theme.Band).Least(0, gridPick), container.NewClip(g.strip))
	g.body = container.NewStack(theme.NewBox(theme.None).Line(theme.Rule), container.NewBorder(top, nil, nil, nil, g.scroll))
	g.ExtendBaseWidget(g)
	return g
}

// open shows another sheet.
func (g *grid) open(cells table.Cells) {
	columns := min(cells.Columns(), shownColumns)
	all := cells.Rows()
	shown := all[:min(len(all), shownRows)]
	g.picks, g.rows, g.widths = nil, nil, make([]float32, columns)
	places := make([]float32, columns+1) // known only once all rows were read
	places[0] = gridNumber - gridAir/2
	g.strip.RemoveAll()
	g.list.RemoveAll()
	for _, n := range shown {
		texts := make([]string, columns)
		for c := range texts {
			texts[c] = cells.Text(n, c)
			g.widths[c] = min(max(g.widths[c], gridLeast, theme.Small*float32(utf8.RuneCountInString(texts[c])+1)), gridMost)
			places[c+1] = g.widths[c] - gridAir
		}
		g.rows = append(g.rows, newGridLine(n, texts, places, func() { g.head(n) }))
	}
	for _, l := range g.rows {
		g.list.Add(l)
	}
	x := gridNumber
	for c, w := range g.widths {
		letter := theme.Text(g.k.T("mapper.column", letters(c)), theme.Small, true, theme.Ink2)
		p := widgets.NewPick("")
		p.OnPick = func(f string) { g.column(c, table.Field(f)) }
		g.picks = append(g.picks, p)
		box := container.NewBorder(letter, nil, nil, nil, p)
		box.Move(fyne.NewPos(x+3, 2))
		box.Resize(fyne.NewSize(w-6, gridPick-4))
		g.strip.Add(box)
		x += w
	}
	g.strip.Resize(fyne.NewSize(x, gridPick))
	g.more.Put(g.k.T("mapper.more", shownRows))
	show(g.more, len(all) > shownRows)
	g.scroll.ScrollToTop()
	g.strip.Move(fyne.Position{})
}

// put shows a mapping.
func (g *grid) put(m table.Mapping) {
	g.is = m
	var fields []widgets.Option
	for _, f := range table.Fields {
		fields = append(fields, widgets.Option{Key: string(f), Name: g.k.T("table.field." + string(f))})
	}
	for c, p := range g.picks {
		p.Put(fields, string(m.Columns[c]))
	}
	for _, l := range g.rows {
		l.put(m)
	}
}

// MinSize is small: the grid takes the room that it is given.
func (g *grid) MinSize() fyne.Size { return fyne.NewSize(240, 160) }

// CreateRenderer draws the grid.
func (g *grid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.body) }

// letters name a column as spreadsheets do.
func letters(c int) string {
	s := ""
	for c++; c > 0; c = (c - 1) / 26 {
		s = string(rune('A'+(c-1)%26)) + s
	}
	return s
}

// gridLine is one row of the grid.
type gridLine struct {
	widget.BaseWidget
	n      int
	ground *theme.Box
	number *theme.Line
	cells  []*theme.Line
	tap    func()
	body   *fyne.Container
}

func newGridLine(n int, texts []string, widths []float32, tap func()) *gridLine {
	l := &gridLine{n: n, ground: theme.NewBox(theme.None), number: theme.Num(strconv.Itoa(n), theme.Small, false, theme.Ink2), tap: tap}
	objs := []fyne.CanvasObject{l.number}
	for _, t := range texts {
		c := theme.Text(t, theme.Small, false, theme.Ink)
		l.cells = append(l.cells, c)
		objs = append(objs, c)
	}
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	row := container.New(layout.Least{Height: gridRow}, container.New(layout.Inset{Right: gridAir / 2}, container.New(layout.Cells{Widths: widths, Gap: gridAir, Middle: true}, objs...)))
	l.body = container.NewStack(l.ground, container.NewBorder(nil, rule, nil, nil, row))
	l.ExtendBaseWidget(l)
	return l
}

// put shows whether the row is of the head, an item's, or neither.
func (l *gridLine) put(m table.Mapping) {
	ground, ink := theme.None, theme.Ink
	switch {
	case l.n >= m.Head && l.n < m.First && m.Head > 0:
		ground = theme.BlueBand
	case l.n < m.First, m.Last > 0 && l.n > m.Last:
		ink = theme.Ink2
	}
	l.ground.Set(ground, theme.None)
	for c, x := range l.cells {
		cell := ink
		if m.Columns[c] == table.None {
			cell = theme.Ink2
		}
		x.Set(x.String(), cell)
		x.Bold(ground == theme.BlueBand)
	}
}

// Tapped makes the row the head.
func (l *gridLine) Tapped(*fyne.PointEvent) { l.tap() }

// Cursor shows that there is something to choose.
func (l *gridLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the row.
func (l *gridLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }
