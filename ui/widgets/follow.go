package widgets

import "fyne.io/fyne/v2"

// Host is what widgets stand in and scroll with, such as a Page.
type Host interface {
	// Reveal scrolls as little as is needed to show o.
	Reveal(o fyne.CanvasObject)
	// Fit lays all out anew after something has grown or shrunk.
	Fit()
	// Scrolled is what the mouse wheel does.
	Scrolled(*fyne.ScrollEvent)
}

// Watched is a widget that tells its host when it gets the keyboard, when it needs another height, and what the mouse wheel did over it
// that it has no use for.
type Watched interface {
	fyne.CanvasObject
	Watch(self fyne.CanvasObject, h Host)
}

// Teller makes the widget that embeds it Watched; the widget calls Gained when it gets the keyboard.
type Teller struct {
	self fyne.CanvasObject
	host Host
}

// Watch sets who is told; nil nobody.
func (t *Teller) Watch(self fyne.CanvasObject, h Host) { t.self, t.host = self, h }

// Gained tells.
func (t *Teller) Gained() {
	if t.host != nil {
		t.host.Reveal(t.self)
	}
}

// grew tells that another height is needed, of what the keyboard is in.
func (t *Teller) grew() {
	if t.host != nil {
		t.host.Fit()
		t.host.Reveal(t.self)
	}
}

// wheel passes on what the mouse wheel did.
func (t *Teller) wheel(e *fyne.ScrollEvent) {
	if t.host != nil {
		t.host.Scrolled(e)
	}
}

// Inner is a widget that is nothing but a container: what looks below a widget looks there.
type Inner interface{ Inner() *fyne.Container }

// Follow lets a host look after whatever stands below o: Fyne moves the focus with Tab and scrolls nothing, and gives the mouse wheel to
// the innermost thing that could scroll, if it had more in it. Call it again when there are new things below o.
func Follow(o fyne.CanvasObject, h Host) {
	if w, ok := o.(Watched); ok {
		w.Watch(o, h)
	}
	if in, ok := o.(Inner); ok {
		o = in.Inner()
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			Follow(child, h)
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
