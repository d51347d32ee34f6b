package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Each calls f for everything visible below o, in the order of drawing.
func Each(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	f(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			Each(c, f)
		}
	case *container.Scroll:
		Each(o.Content, f)
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			Each(c, f)
		}
	}
}

// All visible things of one type below o.
func All[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	var out []T
	Each(o, func(c fyne.CanvasObject) {
		if t, ok := c.(T); ok {
			out = append(out, t)
		}
	})
	return out
}

// Texts are all words to be read below o.
func Texts(o fyne.CanvasObject) []string {
	var out []string
	Each(o, func(c fyne.CanvasObject) {
		switch c := c.(type) {
		case *theme.Line:
			out = append(out, c.String())
		case *widget.Label:
			out = append(out, c.Text)
		case *widgets.Button:
			out = append(out, c.Text)
		case *widget.Check:
			out = append(out, c.Text)
		}
	})
	return out
}

// Button with a label below o; nil if there is none.
func Button(o fyne.CanvasObject, label string) *widgets.Button {
	for _, b := range All[*widgets.Button](o) {
		if b.Text == label {
			return b
		}
	}
	return nil
}

// Press presses the button with a label; it fails the test where there is none.
func (s *Stage) Press(o fyne.CanvasObject, label string) {
	s.T.Helper()
	b := Button(o, label)
	if b == nil || b.Disabled() {
		s.T.Fatalf("no button %q that can be pressed among %q", label, Texts(o))
	}
	test.Tap(b)
}
