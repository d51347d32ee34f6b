package printing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// cells is a row of given widths, each thing in the middle of the height; those of width 0 share what is left.
func cells(widths []float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(centred{layout.Cells{Widths: widths, Gap: theme.Grid * 2}}, objs...)
}

type centred struct{ layout.Cells }

// Layout places the things as Cells does and then in the middle.
func (l centred) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.Cells.Layout(objs, size)
	for _, o := range objs {
		o.Move(fyne.NewPos(o.Position().X, max(0, (size.Height-o.Size().Height)/2)))
	}
}

// between is a main thing between two whose height depends on their width, such as wrapped text.
type between struct{}

// MinSize is narrow: all of it takes the room that it is given.
func (between) MinSize(objs []fyne.CanvasObject) fyne.Size {
	top, main, foot := objs[0].MinSize(), objs[1].MinSize(), objs[2].MinSize()
	return fyne.NewSize(max(main.Width, foot.Width), top.Height+main.Height+foot.Height)
}

// Layout gives the main thing what is left.
func (between) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	h := [2]float32{}
	for i, o := range []fyne.CanvasObject{objs[0], objs[2]} {
		for range 2 { // the second time, wrapped text knows its height
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
		h[i] = o.MinSize().Height
	}
	objs[0].Move(fyne.Position{})
	objs[1].Move(fyne.NewPos(0, h[0]))
	objs[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-h[0]-h[1])))
	objs[2].Move(fyne.NewPos(0, size.Height-h[1]))
}
