package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// itemView draws a row of the item list.
type itemView struct {
	rowBase
	is    itemRow
	t     func(key string, args ...any) string
	code  *theme.Line
	text  *theme.Line
	mark  *theme.Line
	pic   *theme.Pic
	frame *fyne.Container
	narow *fyne.Container // code's place, narrower on a heading
}

func newItemView(t func(string, ...any) string) *itemView {
	v := &itemView{t: t, code: theme.Text("", theme.Body, false, theme.Ink2).Whole(), text: theme.Text("", theme.Body, false, theme.Ink),
		mark: theme.Num("", theme.Body, false, theme.Ink), pic: theme.NewPic(theme.IconCheck, theme.Glyph, theme.Green)}
	v.narow = wide(32, v.code)
	v.frame = container.New(layout.Fixed{Width: 20}, container.NewCenter(v.pic))
	v.body = container.New(layout.Inset{Left: 10, Right: 8}, newRow(1, v.narow, v.text, wide(104, v.mark), v.frame))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *itemView) Set(r itemRow) {
	if v.is == r {
		return
	}
	v.is = r
	ink, second := theme.Ink, theme.Ink2
	if r.Head {
		second = theme.Ink
	}
	v.code.Set(r.Code, second)
	v.code.Bold(r.Head)
	v.text.Set(r.Text, ink)
	v.text.Bold(r.Head)
	v.mark.Set(v.points(r), ink)
	v.mark.Bold(r.Head)
	if !r.Head {
		icon, colour := r.Sign.look()
		v.pic.Set(icon, colour)
	}
	widgets.Visible(v.pic, !r.Head && r.Sign != signOpen && r.Sign != signNA)
	layout.Relayout(v.body)
}

func (v *itemView) points(r itemRow) string {
	switch {
	case r.Word != "":
		return v.t(r.Word)
	case r.Full == "":
		return r.Got
	case r.Got == "":
		return "— / " + r.Full
	}
	return r.Got + " / " + r.Full
}

// look is the sign's icon and colour.
func (s sign) look() (theme.IconName, fyne.ThemeColorName) {
	switch s {
	case signFull:
		return theme.IconCheck, theme.Green
	case signLost:
		return theme.IconDown, theme.Ink2
	case signWarn:
		return theme.IconWarning, theme.Amber
	case signConflict:
		return theme.IconConflict, theme.Amber
	}
	return theme.IconIdle, theme.Ink2
}
