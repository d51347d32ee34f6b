package widgets

import (
	"slices"

	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Column is one column of a list, as data: what it is called, how wide it is, and what stands in it.
type Column[T any] struct {
	Name  string
	Width float32 // 0: it shares what the others leave
	Small bool
	Right bool             // a number, which stands at the right and is never cut
	Cell  func(T) Cell     // what stands there
	Copy  func(T) string   // what is copied and printed instead of the cell's text; nil: that
	Sort  func(a, b T) int // the order by this column; nil: it has none
	Only  Place            // where it is, if not everywhere
	Fills bool             // a row's value can be given to others by filling down
	Head  string           // of the workbook's column as which a pasted cell is taken; empty: it is not
}

// Place is where a column is to be seen.
type Place int

// The places.
const (
	Everywhere Place = iota
	OnScreen         // a sign, which says on paper nothing that the other columns don't
	OnPaper          // is copied and printed, and has no room on screen
)

// Shown are the columns of a place: OnScreen or OnPaper.
func Shown[T any](cols []Column[T], at Place) []Column[T] {
	return slices.DeleteFunc(slices.Clone(cols), func(c Column[T]) bool { return c.Only != Everywhere && c.Only != at })
}

// Cell is what stands in a column of a row.
type Cell struct {
	Text string
	Ink  fyne.ThemeColorName // empty: theme.Ink
	Icon theme.IconName      // before the text; empty: none
	Bold bool
}

// Plain is the cell of a text.
func Plain[T any](text func(T) string) func(T) Cell {
	return func(row T) Cell { return Cell{Text: text(row)} }
}

// Col is a column of texts that are taken as the workbook's column head when they are pasted; empty: they are not.
func Col[T any](name, head string, text func(T) string) Column[T] {
	return Column[T]{Name: name, Head: head, Cell: Plain(text)}
}

// Filling is the column with values that can be filled down.
func (c Column[T]) Filling() Column[T] { c.Fills = true; return c }

// Row draws the rows of a list: Set puts one in, and lays out anew what it changed.
type Row[T any] struct {
	widget.BaseWidget
	body *fyne.Container
	put  func(T)
}

// NewRow makes a row of what stands in it and of what puts the values there.
func NewRow[T any](body *fyne.Container, put func(T)) *Row[T] {
	r := &Row[T]{body: body, put: put}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a row.
func (r *Row[T]) Set(row T) {
	r.put(row)
	layout.Relayout(r.body)
}

func (r *Row[T]) drawn() fyne.CanvasObject { return r.body }

// CreateRenderer draws what stands in the row.
func (r *Row[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

// Measures of a row of columns.
const (
	ColumnSide = 10 // at the left and right of a row
	ColumnGap  = 8
)

// newColumns is a row of one line.
func newColumns[T any](cols []Column[T]) *Row[T] {
	var objs []fyne.CanvasObject
	var puts []func(T)
	for _, c := range Shown(cols, OnScreen) {
		o, put := newCellOf(c)
		objs, puts = append(objs, o), append(puts, put)
	}
	body := layout.Pad(ColumnSide, 0, container.New(layout.Cells{Widths: ColumnWidths(cols), Gap: ColumnGap, Middle: true}, objs...))
	return NewRow(body, func(row T) {
		for _, put := range puts {
			put(row)
		}
	})
}

// newCellOf is what draws one column, and what puts a row into it.
func newCellOf[T any](c Column[T]) (fyne.CanvasObject, func(T)) {
	size := float32(theme.Body)
	if c.Small {
		size = theme.Small
	}
	line := theme.Text("", size, false, theme.Ink)
	if c.Right {
		line = theme.Num("", size, false, theme.Ink)
	}
	pic := theme.NewPic("", theme.Glyph, theme.Ink)
	return container.New(layout.Row{Gap: theme.Grid, Grow: layout.Last}, pic, line), func(row T) {
		x := c.Cell(row)
		if x.Ink == "" {
			x.Ink = theme.Ink
		}
		line.Set(x.Text, x.Ink)
		line.Bold(x.Bold)
		if x.Icon != "" {
			pic.Set(x.Icon, x.Ink)
		}
		Visible(pic, x.Icon != "")
	}
}

// ColumnWidths are those of columns, for what stands above them.
func ColumnWidths[T any](cols []Column[T]) []float32 {
	var out []float32
	for _, c := range Shown(cols, OnScreen) {
		out = append(out, c.Width)
	}
	return out
}
