package uitest

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
		case *widgets.Para:
			out = append(out, c.Text)
		case *widgets.Button:
			out = append(out, c.Text)
		case *widget.Check:
			out = append(out, c.Text)
		}
	})
	return out
}

// Says tells whether a part of a sentence is to be read below o. The spaces around figures, which the catalogue may set or not, count for
// nothing.
func Says(o fyne.CanvasObject, part string) bool {
	return slices.ContainsFunc(Texts(o), func(text string) bool { return strings.Contains(unspaced(text), unspaced(part)) })
}

func unspaced(s string) string { return strings.ReplaceAll(s, " ", "") }

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
		case *widgets.Para:
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

// Hinted is the empty box below o that shows a hint, for boxes without a label; nil if there is none in view.
func Hinted(o fyne.CanvasObject, hint string) *widgets.Field {
	return boxThat(o, func(f *widgets.Field) bool {
		return slices.ContainsFunc(All[*widget.RichText](f), func(r *widget.RichText) bool { return f.Text() == "" && r.String() == hint })
	})
}

// Holding is the first box below o with a text in it, for boxes without a label; nil if there is none in view.
func Holding(o fyne.CanvasObject, text string) *widgets.Field {
	return boxThat(o, func(f *widgets.Field) bool { return f.Text() == text })
}

func boxThat(o fyne.CanvasObject, is func(*widgets.Field) bool) *widgets.Field {
	for _, f := range All[*widgets.Field](o) {
		if is(f) {
			return f
		}
	}
	return nil
}

// Listing is a list of rows, one of which is at hand.
type Listing interface {
	fyne.CanvasObject
	fyne.Focusable
	ChosenKey() (string, bool)
}

// List is the first list in view below o; the test fails where there is none.
func (s *Stage) List(o fyne.CanvasObject) Listing {
	s.T.Helper()
	for _, l := range All[Listing](o) {
		return l
	}
	s.T.Fatalf("no list among %q", Texts(o))
	return nil
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

// Send sends keys, texts and shortcuts, one after the other, to what has the keyboard by then, as the driver does; the test fails where
// nothing has it.
func (s *Stage) Send(keys ...any) {
	s.T.Helper()
	for _, k := range keys {
		f := s.W.Canvas().Focused()
		if f == nil {
			s.T.Fatalf("nothing has the keyboard for %v", k)
		}
		switch k := k.(type) {
		case fyne.KeyName:
			f.TypedKey(&fyne.KeyEvent{Name: k})
		case string:
			for _, r := range k {
				s.W.Canvas().Focused().TypedRune(r)
			}
		case fyne.Shortcut:
			f.(fyne.Shortcutable).TypedShortcut(k)
		default:
			s.T.Fatalf("%T is no key", k)
		}
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

// TapKnob taps the n-th knob with a pictogram, counted from 1 in the order of drawing; the test fails where there are fewer.
func (s *Stage) TapKnob(o fyne.CanvasObject, icon theme.IconName, n int) {
	s.T.Helper()
	for _, k := range All[*widgets.Knob](o) {
		shows := func(i *canvas.Image) bool { return strings.HasSuffix(i.Resource.Name(), "kaohe-"+string(icon)+".svg") }
		if !slices.ContainsFunc(All[*canvas.Image](k), shows) {
			continue
		}
		if n--; n == 0 {
			test.Tap(k)
			return
		}
	}
	s.T.Fatalf("%d knobs with %q too few among %q", n, icon, Texts(o))
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
