// Package layout places things: in columns, rows and tables, and with distances and sizes. Screens and widgets use these layouts and
// declare none of their own, except where a thing places its own parts. As with everything of Fyne, use it on the UI goroutine only. All
// sizes are in Fyne's units.
//
// # Height by width
//
// The height of wrapped text depends on its width, but Fyne asks for the least size before it gives a width. Layouts that hold such text
// remember the width of their last layout and apply it to their content before measuring it. Pages are laid out twice (widgets.Page), so
// that the width is known the second time.
//
// # Caveats
//
// Hidden things take no room and no gap. A layout that remembers its width is a pointer and belongs to one container: use the functions
// that make the container, such as Stack.
package layout

import (
	"slices"

	"fyne.io/fyne/v2"
	fynelayout "fyne.io/fyne/v2/layout"
)

// Spacer returns a spacer for a box of Fyne's.
func Spacer() fyne.CanvasObject { return fynelayout.NewSpacer() }

// Relayout lays out everything below o again without redrawing it, as Refresh would do: what has changed redraws itself.
func Relayout(o fyne.CanvasObject) {
	if w, ok := o.(interface{ Inner() *fyne.Container }); ok {
		o = w.Inner()
	}
	c, ok := o.(*fyne.Container)
	if !ok {
		return
	}
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	for _, child := range c.Objects {
		if child.Visible() {
			Relayout(child)
		}
	}
}

// SetObjects sets the content of a container, and redraws it only if the content differs.
func SetObjects(c *fyne.Container, objs []fyne.CanvasObject) {
	if !slices.Equal(c.Objects, objs) {
		c.Objects = objs
		c.Refresh()
	}
}

// at returns the least size of o at a width, or its plain least size if width is 0.
func at(o fyne.CanvasObject, width float32) fyne.Size {
	if width > 0 && o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.MinSize()
}

// HeightAt returns the height that o needs at a width. It resizes o.
func HeightAt(o fyne.CanvasObject, width float32) float32 { return at(o, width).Height }

// place sets position and size of o.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func visible(objs []fyne.CanvasObject) []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(objs), func(o fyne.CanvasObject) bool { return !o.Visible() })
}

// over returns the least size of things that lie on top of each other.
func over(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objs {
		s = s.Max(o.MinSize())
	}
	return s
}
