package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/look"
	"kaohe/ui/piece"
)

// itemView draws a row of the item list.
type itemView struct {
	rowBase
	is    itemRow
	t     func(key string, args ...any) string
	code  *look.Line
	text  *look.Line
	mark  *look.Line
	pic   *look.Pic
	frame *fyne.Container
	narow *fyne.Container // code's place, narrower on a heading
}

func newItemView(t func(string, ...any) string) *itemView {
	v := &itemView{t: t, code: look.Text("", look.Body, false, look.Ink2).Whole(), text: look.Text("", look.Body, false, look.Ink),
		mark: look.Num("", look.Body, false, look.Ink), pic: look.NewPic(look.IconCheck, look.Glyph, look.Green)}
	v.narow = wide(32, v.code)
	v.frame = container.New(fixed{w: 20}, container.NewCenter(v.pic))
	v.body = container.New(pad{left: 10, right: 8}, newRow(1, v.narow, v.text, wide(104, v.mark), v.frame))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *itemView) Set(r itemRow) {
	if v.is == r {
		return
	}
	v.is = r
	ink, second := look.Ink, look.Ink2
	if r.Head {
		second = look.Ink
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
	piece.Visible(v.pic, !r.Head && r.Sign != signOpen && r.Sign != signNA)
	relay(v.body)
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
func (s sign) look() (look.IconName, fyne.ThemeColorName) {
	switch s {
	case signFull:
		return look.IconCheck, look.Green
	case signLost:
		return look.IconDown, look.Ink2
	case signWarn:
		return look.IconWarning, look.Amber
	case signConflict:
		return look.IconConflict, look.Amber
	}
	return look.IconIdle, look.Ink2
}
