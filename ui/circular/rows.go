package circular

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// sectionView draws a section in the list: its title, a pen where it was edited, a sign with the number of doubts.
type sectionView struct {
	widget.BaseWidget
	title, count *theme.Line
	pen, sign    *theme.Pic
	body         *fyne.Container
}

func newSectionView() *sectionView {
	v := &sectionView{title: theme.Text("", theme.Body, false, theme.Ink), count: theme.Text("", theme.Small, false, theme.Amber).Whole(),
		pen: theme.NewPic(theme.IconSign, 14, theme.Ink2), sign: theme.NewPic(theme.IconWarning, 14, theme.Amber)}
	right := container.NewHBox(v.pen, container.NewCenter(v.sign), container.NewCenter(v.count))
	v.body = layout.Pad(10, 0, container.NewBorder(nil, nil, nil, container.NewCenter(right), container.New(layout.Middle{}, v.title)))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *sectionView) Set(r sectionRow) {
	v.title.Put(r.Title)
	v.count.Put(strconv.Itoa(r.Doubts))
	widgets.Visible(v.pen, r.Edited)
	widgets.Visible(v.sign, r.Doubts > 0)
	widgets.Visible(v.count, r.Doubts > 0)
	layout.Relayout(v.body)
}

// CreateRenderer draws the row.
func (v *sectionView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// basisView draws a theme, a district or a finding.
type basisView struct {
	widget.BaseWidget
	pic        *theme.Pic
	text, more *theme.Line
	space      *theme.Box
	body       *fyne.Container
}

func newBasisView() *basisView {
	v := &basisView{pic: theme.NewPic(theme.IconCheck, 14, theme.Ink2), text: theme.Text("", theme.Body, false, theme.Ink),
		more: theme.Text("", theme.Small, false, theme.Ink2), space: theme.NewBox(theme.None).Least(10, 0)}
	left := container.NewHBox(v.space, container.NewCenter(v.pic))
	two := container.New(layout.Middle{}, layout.Stack(1, v.text, v.more))
	v.body = layout.Pad(8, 0, container.NewBorder(nil, nil, left, nil, two))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *basisView) Set(r basisRow) {
	v.text.Bold(r.Group)
	v.text.Put(r.Text)
	v.more.Put(r.More)
	v.pic.Set(r.State.Icon(), r.State.Ink())
	widgets.Visible(v.pic, !r.Group || r.State != theme.Idle)
	widgets.Visible(v.space, !r.Group)
	layout.Relayout(v.body)
}

// CreateRenderer draws the row.
func (v *basisView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
