package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// rowView draws a row of the list: code, text, points, and a sign where something is lacking.
type rowView struct {
	widget.BaseWidget
	is     Row
	drawn  bool
	ground *theme.Box
	code   *theme.Line
	text   *theme.Line
	points *theme.Line
	sign   *theme.Pic
	star   *theme.Pic
	body   *fyne.Container
}

func newRowView() *rowView {
	v := &rowView{ground: theme.NewBox(theme.None), code: theme.Text("", theme.Body, false, theme.Ink2).Whole(),
		text: theme.Text("", theme.Body, false, theme.Ink), points: theme.Num("", theme.Body, false, theme.Ink),
		sign: theme.NewPic(theme.IconWarning, theme.Glyph, theme.Amber), star: theme.NewPic(theme.IconStar, 14, theme.Accent)}
	cells := container.New(layout.Cells{Widths: []float32{36, 0, 16, 60, 18}, Gap: 4}, v.code, v.text, centred(v.star), v.points, centred(v.sign))
	v.body = container.NewStack(container.New(layout.Inset{Left: 0, Top: 0, Right: 0, Bottom: 1}, v.ground),
		container.New(layout.Inset{Left: 8, Top: 0, Right: 4, Bottom: 0}, container.New(layout.Middle{}, cells)))
	v.ExtendBaseWidget(v)
	return v
}

// centred puts a sign in the middle of a line's height.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.Least{Height: 20}, container.NewCenter(o))
}

// Set shows a row.
func (v *rowView) Set(r Row) {
	if v.drawn && v.is == r {
		return
	}
	v.is, v.drawn = r, true
	ink := theme.Ink2
	if r.Section {
		ink = theme.Ink
	}
	v.code.Set(r.Code, ink)
	v.text.Set(r.Text, theme.Ink)
	v.points.Set(r.Points, theme.Ink)
	for _, l := range []*theme.Line{v.code, v.text, v.points} {
		l.Bold(r.Section)
	}
	widgets.Visible(v.star, r.Star)
	widgets.Visible(v.sign, r.Lack)
}

// CreateRenderer draws the row.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
