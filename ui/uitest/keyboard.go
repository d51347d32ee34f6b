package uitest

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Hidden walks all of a window with Tab and tells what had the keyboard while it stood out of sight of what it scrolls in.
func (w *Window) Hidden() []string {
	var out []string
	c := w.Win.Canvas()
	c.Unfocus()
	seen := map[fyne.Focusable]bool{}
	for c.FocusNext(); c.Focused() != nil && !seen[c.Focused()]; c.FocusNext() {
		f := c.Focused()
		seen[f] = true
		for _, s := range around(c.Content(), f) {
			d := fyne.CurrentApp().Driver()
			at, view := d.AbsolutePositionForObject(f.(fyne.CanvasObject)).Y, d.AbsolutePositionForObject(s).Y
			low := at + f.(fyne.CanvasObject).Size().Height
			if fits := low-at <= s.Size().Height; fits && (at < view-1 || low > view+s.Size().Height+1) {
				out = append(out, fmt.Sprintf("%T from %.0f to %.0f, seen from %.0f to %.0f", f, at, low, view, view+s.Size().Height))
			}
		}
	}
	if len(seen) == 0 {
		out = append(out, "nothing takes the keyboard")
	}
	return out
}

// around are the scrollers below root that f stands in.
func around(root fyne.CanvasObject, f fyne.Focusable) []*container.Scroll {
	var out []*container.Scroll
	for _, s := range All[*container.Scroll](root) {
		Each(s.Content, func(o fyne.CanvasObject) {
			if o == f.(fyne.CanvasObject) {
				out = append(out, s)
			}
		})
	}
	return out
}
