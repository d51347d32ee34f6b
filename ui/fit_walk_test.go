package ui_test

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// What stands where on a page, for the test of windows that are small: found by walking what is drawn.

// area is a rectangle of the window.
type area struct{ x0, y0, x1, y1 float32 }

func areaOf(at fyne.Position, s fyne.Size) area {
	return area{at.X, at.Y, at.X + s.Width, at.Y + s.Height}
}

func (a area) and(b area) area {
	return area{max(a.x0, b.x0), max(a.y0, b.y0), min(a.x1, b.x1), min(a.y1, b.y1)}
}

// slack is how far things may stand over each other: rounding, and edges that share a line.
const slack float32 = 2

func (a area) empty() bool { return a.x1-a.x0 <= slack || a.y1-a.y0 <= slack }

// in tells whether all of a is in b.
func (a area) in(b area) bool {
	return a.x0 >= b.x0-slack && a.y0 >= b.y0-slack && a.x1 <= b.x1+slack && a.y1 <= b.y1+slack
}

// spot is something on the window. Of what scrolls it is where it stands now.
type spot struct {
	o     fyne.CanvasObject
	at    area
	seen  area // what of the window shows it
	reach area // where it would have to be to be seen after scrolling
	ring  int  // which scroller it is in: things of two may stand over each other
}

// spots are all visible things below o.
func spots(o fyne.CanvasObject, window fyne.Size) []spot {
	var out []spot
	rings := 0
	whole := areaOf(fyne.Position{}, window)
	var walk func(o fyne.CanvasObject, at fyne.Position, seen, reach area, ring int)
	walk = func(o fyne.CanvasObject, at fyne.Position, seen, reach area, ring int) {
		if !o.Visible() {
			return
		}
		here := areaOf(at, o.Size())
		out = append(out, spot{o, here, seen, reach, ring})
		children := func(objs []fyne.CanvasObject) {
			for _, c := range objs {
				walk(c, at.Add(c.Position()), seen, reach, ring)
			}
		}
		switch o := o.(type) {
		case *fyne.Container:
			children(o.Objects)
		case *container.Scroll:
			rings++
			to := at.Add(o.Content.Position())
			inside := areaOf(to, o.Content.Size())
			if o.Direction == container.ScrollVerticalOnly {
				inside = inside.and(area{here.x0, inside.y0, here.x1, inside.y1})
			}
			walk(o.Content, to, seen.and(here), inside, rings)
		case fyne.Widget:
			children(test.WidgetRenderer(o).Objects())
		}
	}
	walk(o, fyne.Position{}, whole, whole, 0)
	return out
}

// pressed are the things that a person presses or fills in.
func pressed(o fyne.CanvasObject) (name string, ok bool) {
	switch o := o.(type) {
	case *widgets.Button:
		return "the button " + o.Whole(), true
	case *widgets.Tick:
		return "the tick " + o.Text, true
	case *widgets.Pick:
		return "the list " + o.Selected, true
	case *widgets.Knob:
		return "a knob", true
	case *widgets.Field:
		return "the box with " + o.Text(), true
	case *widgets.Chips, *widgets.Tabs, *widgets.Steps:
		return fmt.Sprintf("%T %q", o, uitest.Texts(o)), true
	}
	return "", false
}

// astray is what can't be pressed or read where it stands: outside of what can be scrolled to, or under another.
func astray(o fyne.CanvasObject, window fyne.Size) (out []string) {
	type thing struct {
		spot
		name string
	}
	var presses, lines []thing
	var sheet area // whose heads follow when it is scrolled sideways
	for _, s := range spots(o, window) {
		if _, ok := s.o.(*widgets.Sheet); ok {
			sheet = s.at
		}
		if name, ok := pressed(s.o); ok {
			presses = append(presses, thing{s, name})
		}
		if l, ok := s.o.(*theme.Line); ok && l.String() != "" && (s.at.y0 < sheet.y0 || s.at.y1 > sheet.y1) {
			lines = append(lines, thing{s, fmt.Sprintf("%q", l.String())})
		}
	}
	for _, list := range [][]thing{presses, lines} {
		for i, a := range list {
			if !a.at.in(a.reach) {
				out = append(out, fmt.Sprintf("%s at %v is out of %v", a.name, a.at, a.reach))
			}
			for _, b := range list[i+1:] {
				if a.ring == b.ring && !a.at.and(b.at).and(a.seen).empty() {
					out = append(out, fmt.Sprintf("%s at %v and %s at %v stand over each other", a.name, a.at, b.name, b.at))
				}
			}
		}
	}
	return out
}

// rowsSeen are the lists of a page, each with how many of its rows are seen whole, and whether those are all.
func rowsSeen(o fyne.CanvasObject, window fyne.Size) (out []seenRows) {
	for _, s := range spots(o, window) {
		l, ok := s.o.(uitest.Listing)
		if !ok {
			continue
		}
		x := seenRows{list: strings.Join(uitest.Texts(l), " "), side: s.at.x1 < theme.Side+slack+8}
		for _, in := range spots(l, window) {
			scroll, ok := in.o.(*container.Scroll)
			if !ok {
				continue
			}
			content := scroll.Content.(*fyne.Container)
			view := areaOf(fyne.NewPos(s.at.x0+in.at.x0, s.at.y0+in.at.y0), scroll.Size()).and(s.seen)
			for _, row := range content.Objects {
				at := areaOf(fyne.NewPos(view.x0, s.at.y0+in.at.y0).Add(content.Position()).Add(row.Position()), row.Size())
				if row.Visible() && at.y0 >= view.y0-1 && at.y1 <= view.y1+1 {
					x.rows, x.high = x.rows+1, row.Size().Height
				}
			}
			x.all = content.MinSize().Height
			break
		}
		out = append(out, x)
	}
	return out
}

type seenRows struct {
	list string
	side bool // it is the districts'
	rows int
	high float32 // of a row
	all  float32 // how high all rows are
}

// less tells that fewer rows are seen than asked for, and than there are.
func (x seenRows) less(than int) bool {
	return x.rows < than && (x.rows == 0 || float32(x.rows)*x.high < x.all-1)
}

// hintsCut are hints in empty boxes that are wider than their box: nothing tells the rest of them.
func hintsCut(o fyne.CanvasObject) (out []string) {
	for _, f := range uitest.All[*widgets.Field](o) {
		if f.Text() != "" || f.Size().Height >= 2*theme.Touch { // more lines are for more words
			continue
		}
		for _, r := range uitest.All[*widget.RichText](f) {
			if w := fyne.MeasureText(r.String(), theme.Body, fyne.TextStyle{}).Width; r.Visible() && w > f.Size().Width-2*fynetheme.InnerPadding() {
				out = append(out, fmt.Sprintf("the hint %q is wider than its box, %v", r.String(), f.Size().Width))
			}
		}
	}
	return out
}
