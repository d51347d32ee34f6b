package circular

import (
	"strconv"

	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// newSectionView shows a section in the list: its title, a pen if it was edited, a sign with the number of doubts.
func newSectionView() widgets.View[sectionRow] {
	title, count := theme.Text("", theme.Body, false, theme.Ink), theme.Text("", theme.Small, false, theme.Amber).Whole()
	pen, sign := theme.NewPic(theme.IconSign, 14, theme.Ink2), theme.NewPic(theme.IconWarning, 14, theme.Amber)
	right := container.NewHBox(pen, container.NewCenter(sign), container.NewCenter(count))
	body := container.NewBorder(nil, nil, nil, container.NewCenter(right), container.New(layout.Middle{}, title))
	return widgets.NewRow(layout.Pad(10, 0, body), func(r sectionRow) {
		title.Put(r.Title)
		count.Put(strconv.Itoa(r.Doubts))
		widgets.Visible(pen, r.Edited)
		widgets.Visible(sign, r.Doubts > 0)
		widgets.Visible(count, r.Doubts > 0)
	})
}

// newBasisView shows a theme, a district, a statement or a finding in the list. A statement's findings are indented below it.
func newBasisView() widgets.View[basisRow] {
	pic, space := theme.NewPic(theme.IconCheck, 14, theme.Ink2), theme.NewBox(theme.None).Least(10, 0)
	text, more := theme.Text("", theme.Body, false, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	left := container.NewHBox(space, container.NewCenter(pic))
	two := container.New(layout.Middle{}, layout.Stack(1, text, more))
	return widgets.NewRow(layout.Pad(8, 0, container.NewBorder(nil, nil, left, nil, two)), func(r basisRow) {
		text.Bold(r.Group || r.Joined)
		text.Put(r.Text)
		more.Put(r.More)
		icon := r.State.Icon()
		if r.Joined {
			icon = theme.IconLink
		}
		pic.Set(icon, r.State.Ink())
		widgets.Visible(pic, !r.Group || r.State != theme.Idle)
		widgets.Visible(space, !r.Group)
	})
}
