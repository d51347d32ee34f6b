package ui

import "fyne.io/fyne/v2"

// Placement puts the window onto the screens and remembers where it was. All of it runs on the UI thread.
type Placement interface {
	// Size is how large the window is made, before anything can be known of its scale.
	Size() fyne.Size
	// Within is what the window shows first, so that it can be found among the system's when that is drawn.
	Within(o fyne.CanvasObject) fyne.CanvasObject
	// Restore puts the window that was just shown where it was the last time, onto a screen that is there and no larger than that.
	Restore(shown fyne.Window)
	// Raise brings the window to the front and gives it the keyboard, as far as the system lets a program do that by itself.
	Raise()
	// Remember keeps where the window is, and how large it is inside.
	Remember(size fyne.Size)
}

// unplaced leaves the window where the driver puts it.
type unplaced struct{}

func (unplaced) Size() fyne.Size                              { return fyne.NewSize(1280, 800) }
func (unplaced) Within(o fyne.CanvasObject) fyne.CanvasObject { return o }
func (unplaced) Restore(fyne.Window)                          {}
func (unplaced) Raise()                                       {}
func (unplaced) Remember(fyne.Size)                           {}
