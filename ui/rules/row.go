package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// rowColumns are what is copied of a section or an item.
func rowColumns() []widgets.Column[Row] {
	return []widgets.Column[Row]{
		{Cell: widgets.Plain(func(r Row) string { return r.Code })},
		{Cell: widgets.Plain(func(r Row) string { return r.Text })},
		{Cell: widgets.Plain(func(r Row) string { return r.Points })},
	}
}

// newRowView is a row of the list: code, text, points, and a sign where something is lacking.
func newRowView() widgets.View[Row] {
	code, text := theme.Text("", theme.Body, false, theme.Ink2).Whole(), theme.Text("", theme.Body, false, theme.Ink)
	points := theme.Num("", theme.Body, false, theme.Ink)
	sign, star := theme.NewPic(theme.IconWarning, theme.Glyph, theme.Amber), theme.NewPic(theme.IconStar, 14, theme.Accent)
	cells := container.New(layout.Cells{Widths: []float32{36, 0, 16, 60, 18}, Gap: 4}, code, text, centred(star), points, centred(sign))
	return widgets.NewRow(container.New(layout.Inset{Left: 8, Right: 4}, container.New(layout.Middle{}, cells)), func(r Row) {
		ink := theme.Ink2
		if r.Section {
			ink = theme.Ink
		}
		code.Set(r.Code, ink)
		text.Put(r.Text)
		points.Put(r.Points)
		for _, l := range []*theme.Line{code, text, points} {
			l.Bold(r.Section)
		}
		widgets.Visible(star, r.Star)
		widgets.Visible(sign, r.Lack)
	})
}

// centred puts a sign in the middle of a line's height.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.Least{Height: 20}, container.NewCenter(o))
}
