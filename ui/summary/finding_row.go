package summary

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/look"
	"kaohe/ui/piece"
)

// findView draws a finding in the list; one that was withdrawn is struck through.
type findView struct {
	widget.BaseWidget
	is          findRow
	drawn       bool
	title, more *look.Line
	strike      *look.Box
	pic         *look.Pic
	body        *fyne.Container
}

func newFindView() *findView {
	v := &findView{title: look.Text("", look.Body, false, look.Ink), more: look.Text("", look.Small, false, look.Ink2),
		strike: look.NewBox(look.Ink2).Least(0, 1), pic: look.NewPic(look.IconIdle, look.Glyph, look.Ink2)}
	struck := container.New(strike{v.title}, v.title, v.strike)
	two := container.New(piece.Middle{}, piece.Stack(2, struck, v.more))
	v.body = container.New(layout.NewCustomPaddedLayout(0, 0, 10, 8), container.NewBorder(nil, nil, container.NewCenter(v.pic), nil, piece.Pad(8, 0, two)))
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
	ink := look.Ink
	if r.State == look.Refused {
		ink = look.Ink2
	}
	v.title.Set(r.Text, ink)
	v.more.Put(r.More)
	piece.Visible(v.strike, r.State == look.Refused)
	piece.Relayout(v.body)
}

// CreateRenderer draws the row.
func (v *findView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// strike lays a line over words, as long as they are.
type strike struct{ words *look.Line }

// MinSize is that of the words.
func (strike) MinSize(objs []fyne.CanvasObject) fyne.Size { return objs[0].MinSize() }

// Layout lays the line through the middle.
func (l strike) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs[0].Move(fyne.Position{})
	objs[0].Resize(size)
	long := fyne.MeasureText(l.words.String(), look.Body, fyne.TextStyle{}).Width
	objs[1].Move(fyne.NewPos(0, size.Height/2))
	objs[1].Resize(fyne.NewSize(min(long, size.Width), 1))
}
