package summary

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// findView draws a finding in the list; one that was withdrawn is struck through.
type findView struct {
	widget.BaseWidget
	is          findRow
	drawn       bool
	title, more *theme.Line
	strike      *theme.Box
	pic         *theme.Pic
	body        *fyne.Container
}

func newFindView() *findView {
	v := &findView{title: theme.Text("", theme.Body, false, theme.Ink), more: theme.Text("", theme.Small, false, theme.Ink2),
		strike: theme.NewBox(theme.Ink2).Least(0, 1), pic: theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2)}
	struck := container.New(strike{v.title}, v.title, v.strike)
	two := container.New(layout.Middle{}, layout.Stack(2, struck, v.more))
	v.body = container.New(layout.Inset{Left: 10, Top: 0, Right: 8, Bottom: 0}, container.NewBorder(nil, nil, container.NewCenter(v.pic), nil, layout.Pad(8, 0, two)))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *findView) Set(r findRow) {
	if v.drawn && v.is == r {
		return
	}
	v.is, v.drawn = r, true
	v.pic.Set(r.State.Icon(), r.State.Ink())
	ink := theme.Ink
	if r.State == theme.Refused {
		ink = theme.Ink2
	}
	v.title.Set(r.Text, ink)
	v.more.Put(r.More)
	widgets.Visible(v.strike, r.State == theme.Refused)
	layout.Relayout(v.body)
}

// CreateRenderer draws the row.
func (v *findView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// strike lays a line over words, as long as they are.
type strike struct{ words *theme.Line }

// MinSize is that of the words.
func (strike) MinSize(objs []fyne.CanvasObject) fyne.Size { return objs[0].MinSize() }

// Layout lays the line through the middle.
func (l strike) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs[0].Move(fyne.Position{})
	objs[0].Resize(size)
	long := fyne.MeasureText(l.words.String(), theme.Body, fyne.TextStyle{}).Width
	objs[1].Move(fyne.NewPos(0, size.Height/2))
	objs[1].Resize(fyne.NewSize(min(long, size.Width), 1))
}
