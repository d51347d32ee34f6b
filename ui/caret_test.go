package ui_test

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/widgets"
)

// The window tells where one types, once for what moves it, and that nobody does as soon as the keyboard is in a list.
func TestTheWindowTellsWhereOneTypes(t *testing.T) {
	s := newStage(t)
	var told []image.Rectangle
	s.caret = func(at image.Rectangle) { told = append(told, at) }
	var later []func()
	s.open()
	s.hop = func(f func()) { later = append(later, f) }
	settle := func() (last image.Rectangle) {
		for len(later) > 0 {
			f := later[0]
			later = later[1:]
			f()
		}
		if len(told) == 0 {
			t.Fatal("nobody was told")
		}
		last, told = told[len(told)-1], nil
		return last
	}
	c := s.Window().Canvas()
	s.key(fyne.KeyK, widgets.Ctrl)
	begin := settle()
	box, _ := c.Focused().(fyne.CanvasObject)
	if box == nil {
		t.Fatal("nothing has the keyboard")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(box)
	x, y := c.PixelCoordinateForPosition(at)
	right, low := c.PixelCoordinateForPosition(at.AddXY(box.Size().Width, box.Size().Height))
	if begin.Empty() || !begin.In(image.Rect(x, y, right, low)) {
		t.Errorf("one types at %v, and the box is %v", begin, image.Rect(x, y, right, low))
	}
	test.Type(c.Focused(), "台")
	if len(later) != 1 {
		t.Errorf("for one character it looks %d times", len(later))
	}
	if next := settle(); next.Min.X <= begin.Min.X || next.Min.Y != begin.Min.Y {
		t.Errorf("after a character one types at %v, before it at %v", next, begin)
	}
	c.Unfocus()
	if off := settle(); !off.Empty() {
		t.Errorf("nobody types, and the caret is at %v", off)
	}
}
