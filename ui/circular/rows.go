package circular

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/look"
	"kaohe/ui/piece"
)

// sectionView draws a section in the list: its title, a pen where it was edited, a sign with the number of doubts.
type sectionView struct {
	widget.BaseWidget
	title, count *look.Line
	pen, sign    *look.Pic
	body         *fyne.Container
}

func newSectionView() *sectionView {
	v := &sectionView{title: look.Text("", look.Body, false, look.Ink), count: look.Text("", look.Small, false, look.Amber).Whole(),
		pen: look.NewPic(look.IconSign, 14, look.Ink2), sign: look.NewPic(look.IconWarning, 14, look.Amber)}
	right := container.NewHBox(v.pen, container.NewCenter(v.sign), container.NewCenter(v.count))
	v.body = piece.Pad(10, 0, container.NewBorder(nil, nil, nil, container.NewCenter(right), container.New(piece.Middle{}, v.title)))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *sectionView) Set(r sectionRow) {
	v.title.Put(r.Title)
	v.count.Put(strconv.Itoa(r.Doubts))
	piece.Visible(v.pen, r.Edited)
	piece.Visible(v.sign, r.Doubts > 0)
	piece.Visible(v.count, r.Doubts > 0)
	piece.Relayout(v.body)
}

// CreateRenderer draws the row.
func (v *sectionView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// basisView draws a theme, a district or a finding.
type basisView struct {
	widget.BaseWidget
	pic        *look.Pic
	text, more *look.Line
	space      *look.Box
	body       *fyne.Container
}

func newBasisView() *basisView {
	v := &basisView{pic: look.NewPic(look.IconCheck, 14, look.Ink2), text: look.Text("", look.Body, false, look.Ink),
		more: look.Text("", look.Small, false, look.Ink2), space: look.NewBox(look.None).Least(10, 0)}
	left := container.NewHBox(v.space, container.NewCenter(v.pic))
	two := container.New(piece.Middle{}, piece.Stack(1, v.text, v.more))
	v.body = piece.Pad(8, 0, container.NewBorder(nil, nil, left, nil, two))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *basisView) Set(r basisRow) {
	v.text.Bold(r.Group)
	v.text.Put(r.Text)
	v.more.Put(r.More)
	v.pic.Set(r.State.Icon(), r.State.Ink())
	piece.Visible(v.pic, !r.Group || r.State != look.Idle)
	piece.Visible(v.space, !r.Group)
	piece.Relayout(v.body)
}

// CreateRenderer draws the row.
func (v *basisView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
