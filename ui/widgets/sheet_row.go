package widgets

import (
	"image/color"

	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

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

// tight is the theme at hand with less air in boxes, so that one fits into a row.
type tight struct{}

// Color, Font and Icon are the program's. They ask the settings and not fynetheme.Current,
// which while we are drawing is this theme.
func (tight) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return fyne.CurrentApp().Settings().Theme().Color(n, v)
}

// Font is the program's.
func (tight) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

// Icon is the program's.
func (tight) Icon(n fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(n)
}

// Size has the smaller padding.
func (tight) Size(n fyne.ThemeSizeName) float32 {
	if n == fynetheme.SizeNameInnerPadding {
		return 4
	}
	return fyne.CurrentApp().Settings().Theme().Size(n)
}
