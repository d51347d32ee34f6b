package uitest

import (
	"slices"
	"strings"

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

// Labelled is what a person fills in under a label below o, or beside it: a box, a list, a tick; nil if there is none in view.
func Labelled(o fyne.CanvasObject, label string) fyne.CanvasObject {
	var found fyne.CanvasObject
	here := false
	Each(o, func(c fyne.CanvasObject) {
		text, said := "", true
		switch c := c.(type) {
		case *theme.Line:
			text = c.String()
		case *widget.Label:
			text = c.Text
		case *widgets.Tick:
			if found == nil && c.Text == label {
				found = c
			}
			return
		case *widgets.Field, *widgets.Pick, *widgets.Secret, *widgets.Radio:
			if here && found == nil {
				found = c
			}
			return
		default:
			said = false
		}
		if said {
			here = strings.TrimRight(text, " *…") == label
		}
	})
	return found
}

// Box is the box under a label; the test fails where there is none in view.
func (s *Stage) Box(o fyne.CanvasObject, label string) *widgets.Field {
	s.T.Helper()
	f, ok := Labelled(o, label).(*widgets.Field)
	if !ok {
		s.T.Fatalf("no box %q among %q", label, Texts(o))
	}
	return f
}

// Type puts the keyboard on the box under a label, replaces what stands there by a text, and leaves the box. PINs are typed so too.
func (s *Stage) Type(o fyne.CanvasObject, label, text string) {
	s.T.Helper()
	if pin, ok := Labelled(o, label).(*widgets.Secret); ok {
		pin.Clear()
		test.Type(pin, text)
	} else {
		Type(s.Box(o, label), text)
	}
	s.W.Canvas().Unfocus()
}

// Type replaces what stands in a box by a text; the keyboard stays there.
func Type(f *widgets.Field, text string) {
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	for _, r := range text {
		if r == '\n' {
			f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		f.Target().TypedRune(r)
	}
}

// Key presses a key on what has the keyboard.
func (s *Stage) Key(name fyne.KeyName) {
	if f := s.W.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// Choose chooses an entry, by its words, of the list under a label.
func (s *Stage) Choose(o fyne.CanvasObject, label, entry string) {
	s.T.Helper()
	p, ok := Labelled(o, label).(*widgets.Pick)
	if !ok || p.Disabled() {
		s.T.Fatalf("no list %q among %q", label, Texts(o))
	}
	p.SetSelected(entry)
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

// Tap taps the innermost thing that shows a text and can be tapped, such as a row of a list; the test fails where there is none.
func (s *Stage) Tap(o fyne.CanvasObject, text string) {
	s.T.Helper()
	var found fyne.Tappable
	Each(o, func(c fyne.CanvasObject) {
		if t, ok := c.(fyne.Tappable); ok && slices.Contains(Texts(c), text) {
			found = t
		}
	})
	if found == nil {
		s.T.Fatalf("nothing to tap shows %q among %q", text, Texts(o))
	}
	test.Tap(found)
}
