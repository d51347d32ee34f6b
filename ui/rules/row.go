package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/look"
	"kaohe/ui/piece"
)

// rowView draws a row of the list: code, text, points, and a sign where something is lacking.
type rowView struct {
	widget.BaseWidget
	is     Row
	drawn  bool
	ground *look.Box
	code   *look.Line
	text   *look.Line
	points *look.Line
	sign   *look.Pic
	star   *look.Pic
	body   *fyne.Container
}

func newRowView() *rowView {
	v := &rowView{ground: look.NewBox(look.None), code: look.Text("", look.Body, false, look.Ink2).Whole(),
		text: look.Text("", look.Body, false, look.Ink), points: look.Num("", look.Body, false, look.Ink),
		sign: look.NewPic(look.IconWarning, look.Glyph, look.Amber), star: look.NewPic(look.IconStar, 14, look.Accent)}
	cells := container.New(piece.Cells{Widths: []float32{36, 0, 16, 60, 18}, Gap: 4}, v.code, v.text, centred(v.star), v.points, centred(v.sign))
	v.body = container.NewStack(container.New(layout.NewCustomPaddedLayout(0, 1, 0, 0), v.ground),
		container.New(layout.NewCustomPaddedLayout(0, 0, 8, 4), container.New(piece.Middle{}, cells)))
	v.ExtendBaseWidget(v)
	return v
}

// centred puts a sign in the middle of a line's height.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(piece.Least{Height: 20}, container.NewCenter(o))
}

// Set shows a row.
func (v *rowView) Set(r Row) {
	if v.drawn && v.is == r {
		return
	}
	v.is, v.drawn = r, true
	ink := look.Ink2
	if r.Section {
		ink = look.Ink
	}
	v.code.Set(r.Code, ink)
	v.text.Set(r.Text, look.Ink)
	v.points.Set(r.Points, look.Ink)
	for _, l := range []*look.Line{v.code, v.text, v.points} {
		l.Bold(r.Section)
	}
	piece.Visible(v.star, r.Star)
	piece.Visible(v.sign, r.Lack)
}

// CreateRenderer draws the row.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
