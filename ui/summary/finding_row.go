package summary

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// findColumns are what is copied and printed of a finding. A final text that is the one from on site is empty there, as in the workbook.
func findColumns(k *screen.Kit) []widgets.Column[findRow] {
	return []widgets.Column[findRow]{
		widgets.Col(k.T("listing.finding"), "发现号", func(r findRow) string { return r.Number }),
		widgets.Col(k.T("field.kind"), "类别", func(r findRow) string { return k.T("finding." + string(r.Kind)) }),
		widgets.Col(k.T("field.named"), "", func(r findRow) string { return r.Named }),
		widgets.Col(k.T("summary.final.named"), "定稿反馈表述", func(r findRow) string { return r.FinalNamed }),
		widgets.Col(k.T("field.city"), "", func(r findRow) string { return r.City }),
		widgets.Col(k.T("summary.final.city"), "定稿通报表述", func(r findRow) string { return r.FinalCity }),
		widgets.Col(k.T("field.state"), "", func(r findRow) string { return r.More }),
	}
}

// newFindView shows a finding in the list; one that was withdrawn is struck through.
func newFindView() widgets.View[findRow] {
	title, more := theme.Text("", theme.Body, false, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	line, pic := theme.NewBox(theme.Ink2).Least(0, 1), theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2)
	two := container.New(layout.Middle{}, layout.Stack(2, container.New(strike{title}, title, line), more))
	body := container.NewBorder(nil, nil, container.NewCenter(pic), nil, layout.Pad(8, 0, two))
	return widgets.NewRow(container.New(layout.Inset{Left: 10, Right: 8}, body), func(r findRow) {
		pic.Set(r.State.Icon(), r.State.Ink())
		ink := theme.Ink
		if r.State == theme.Refused {
			ink = theme.Ink2
		}
		title.Set(r.Text, ink)
		more.Put(r.More)
		widgets.Visible(line, r.State == theme.Refused)
	})
}

// strike draws a line through text, as long as the text.
type strike struct{ words *theme.Line }

// MinSize returns that of the text.
func (strike) MinSize(objs []fyne.CanvasObject) fyne.Size { return objs[0].MinSize() }

// Layout places the line in the middle.
func (l strike) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs[0].Move(fyne.Position{})
	objs[0].Resize(size)
	long := fyne.MeasureText(l.words.String(), theme.Body, fyne.TextStyle{}).Width
	objs[1].Move(fyne.NewPos(0, size.Height/2))
	objs[1].Resize(fyne.NewSize(min(long, size.Width), 1))
}
