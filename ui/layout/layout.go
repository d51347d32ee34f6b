// Package layout places things: columns, rows, tables, and what keeps a distance or a size. Screens and widgets use these and declare
// none of their own, but where a thing places its own parts.
//
// # Height by width
//
// Wrapped text knows how high it is only by how wide it is, and Fyne asks for the least size before it gives a width. Layouts
// that hold such text remember the width of their last round and give it to what they hold before they measure it; a page is laid out
// twice (widgets.Page), so that the second round knows.
//
// # Caveats
//
// Hidden things take no room, and no gap. A layout that remembers is a pointer and belongs to one container: use the functions that
// make the container, such as Stack.
package layout

import (
	"slices"

	"fyne.io/fyne/v2"
	fynelayout "fyne.io/fyne/v2/layout"
)

// Spacer takes the room that is left in a box of Fyne's.
func Spacer() fyne.CanvasObject { return fynelayout.NewSpacer() }

// Relayout lays everything below o out anew without drawing it anew, as Refresh would: what has changed draws itself.
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

// SetObjects puts other things into a container, and draws it anew only if they are others.
func SetObjects(c *fyne.Container, objs []fyne.CanvasObject) {
	if !slices.Equal(c.Objects, objs) {
		c.Objects = objs
		c.Refresh()
	}
}

// at is the least size of o at a width, if one is known.
func at(o fyne.CanvasObject, width float32) fyne.Size {
	if width > 0 && o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.MinSize()
}

// HeightAt is what o asks for when it is so wide.
func HeightAt(o fyne.CanvasObject, width float32) float32 { return at(o, width).Height }

// place puts o somewhere.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func visible(objs []fyne.CanvasObject) []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(objs), func(o fyne.CanvasObject) bool { return !o.Visible() })
}

// over is the least size of things that lie over each other.
func over(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objs {
		s = s.Max(o.MinSize())
	}
	return s
}
