package preview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// leaf is one page on screen: a thin shadow, white paper, and the picture or, in its place, that it is being drawn or what is wrong.
type leaf struct {
	page   int
	shadow *theme.Box
	paper  *canvas.Rectangle
	image  *canvas.Image
	wait   *canvas.Text // its colour is for white paper, in every theme
	fault  *widgets.Banner
	again  *widgets.Button
	wrong  *fyne.Container // the container of both
	body   *fyne.Container
}

func newLeaf(page int, wait, again string, retry func()) *leaf {
	l := &leaf{page: page, shadow: theme.NewBox(fynetheme.ColorNameShadow), paper: canvas.NewRectangle(color.White), image: &canvas.Image{}, wait: canvas.NewText(wait, color.Gray{Y: 0x60}),
		fault: widgets.NewBanner(theme.Refused, ""), again: widgets.NewButton(again, theme.IconRedo, retry)}
	l.image.FillMode = canvas.ImageFillStretch
	l.image.ScaleMode = canvas.ImageScaleFastest // the graphics scales an old picture; a new one fits without scaling
	l.image.Hide()
	l.wait.Alignment, l.wait.TextSize = fyne.TextAlignCenter, theme.Body
	l.wrong = layout.Pad(24, 24, layout.Stack(8, l.fault, container.NewHBox(l.again)))
	l.wrong.Hide()
	l.body = container.New(leafLayout{l}, l.shadow, l.paper, l.wait, l.image, l.wrong)
	return l
}

// put shows a picture, or what is wrong; a leaf with neither says that it is being drawn.
func (l *leaf) put(p picture, wrong string) {
	if p.image != nil && l.image.Image != p.image {
		l.image.Image = p.image
		l.image.Refresh()
	}
	widgets.Visible(l.image, p.image != nil)
	widgets.Visible(l.wait, p.image == nil && wrong == "")
	l.fault.Put(theme.Refused, wrong)
	widgets.Visible(l.wrong, wrong != "")
	l.wrong.Refresh()
}

// place sets position and size of the leaf, rounded to whole pixels so that its picture stays sharp.
func (l *leaf) place(at fyne.Position, size fyne.Size, scale float32) {
	whole := func(x float32) float32 { return float32(int(x*scale+0.5)) / scale }
	at = fyne.NewPos(whole(at.X), whole(at.Y))
	size = fyne.NewSize(whole(size.Width), whole(size.Height))
	if l.body.Position() != at {
		l.body.Move(at)
	}
	if l.body.Size() != size {
		l.body.Resize(size)
	}
}

type leafLayout struct{ l *leaf }

func (x leafLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (x leafLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
	x.l.shadow.Move(fyne.NewPos(2, 2))
	high := x.l.wait.MinSize().Height
	x.l.wait.Move(fyne.NewPos(0, min(120, (size.Height-high)/3))) // visible as soon as the top of the page is
	x.l.wait.Resize(fyne.NewSize(size.Width, high))
}
