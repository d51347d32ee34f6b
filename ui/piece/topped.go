package piece

import "fyne.io/fyne/v2"

// Topped lays out something whose height depends on its width, and the rest below it.
type Topped struct{ width float32 }

// MinSize is both.
func (l *Topped) MinSize(objs []fyne.CanvasObject) fyne.Size {
	top, rest := atWidth(objs[0], l.width), objs[1].MinSize()
	return fyne.NewSize(rest.Width, top.Height+rest.Height)
}

// Layout gives the rest what is left.
func (l *Topped) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	h := atWidth(objs[0], l.width).Height
	objs[0].Move(fyne.Position{})
	objs[0].Resize(fyne.NewSize(size.Width, h))
	objs[1].Move(fyne.NewPos(0, h))
	objs[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-h)))
}

// atWidth is the least size of o at a width, if one is known.
func atWidth(o fyne.CanvasObject, width float32) fyne.Size {
	if width > 0 && o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	return o.MinSize()
}
