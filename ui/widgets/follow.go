package widgets

import "fyne.io/fyne/v2"

// Watched is a widget that tells when it gets the keyboard.
type Watched interface {
	fyne.CanvasObject
	Watch(told func())
}

// Teller makes the widget that embeds it Watched; the widget calls Gained when it gets the keyboard.
type Teller struct{ told func() }

// Watch sets who is told; nil nobody.
func (t *Teller) Watch(told func()) { t.told = told }

// Gained tells.
func (t *Teller) Gained() {
	if t.told != nil {
		t.told()
	}
}

// Inner is a widget that is nothing but a container: what looks below a widget looks there.
type Inner interface{ Inner() *fyne.Container }

// Follow calls show with whatever below o gets the keyboard, so that what scrolls can bring it into view: Fyne moves the focus
// with Tab and scrolls nothing. Call it again when there are new things below o.
func Follow(o fyne.CanvasObject, show func(fyne.CanvasObject)) {
	if w, ok := o.(Watched); ok {
		w.Watch(func() { show(o) })
	}
	if in, ok := o.(Inner); ok {
		o = in.Inner()
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			Follow(child, show)
		}
	}
}

// InView is where a scroller that stands at off and shows height of its content has to stand to show o whole, or its top if it is
// higher. It moves as little as is needed, so that a box that is clicked stays under the mouse.
func InView(content, o fyne.CanvasObject, off fyne.Position, height float32) fyne.Position {
	d := fyne.CurrentApp().Driver()
	y := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(content).Y
	above, below := y < off.Y, y+o.Size().Height > off.Y+height
	switch {
	case above && below:
	case above:
		off.Y = y
	case below:
		off.Y = max(0, min(y, y+o.Size().Height-height))
	}
	return off
}
