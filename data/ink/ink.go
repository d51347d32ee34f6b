// Package ink is a document once it is laid out: on each page the runs of text, rules, hatched areas and pictures, each at its place, and the
// fonts with the characters that they use. data/pdf makes it; data/pdf and data/ofd each write it down in a format of their own, so that one
// document has one layout, whatever it is saved as.
//
// All lengths are points (1/72 inch); x counts from the left edge of the page, y downwards from its top.
//
//	ink.go            pages and what is on them
//	area.go stamp.go  the fills of charts; the mark of a sample
//	photo.go          pictures
//	font.go half.go number.go    characters -> glyphs and their numbers
//
// Caveat: a font is filled while the document is laid out and must be numbered (Font.Number) before anything is written; from then on, all of
// it may be read from several goroutines.
package ink

import (
	"slices"
	"time"

	"kaohe/app/report"
)

// Document is a document that is laid out.
type Document struct {
	About
	Landscape     bool
	Width, Height float64 // of each page
	Pages         []*Page
	Fonts         []*Font // numbered, each with at least one character
	Photos        []*Photo
	Family        string           // of the computer's 仿宋 that is used; "" for the embedded 宋
	Lacks         []report.Lacking // pictures that are not shown
}

// Missing returns, in order, the characters that no font has. Writing may add those whose glyph turns out to be broken.
func (d *Document) Missing() []rune {
	var out []rune
	for _, f := range d.Fonts {
		for r := range f.missing {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Producer names the program in every file's metadata. It has no version, because the same view must always give the same bytes.
const Producer = "Kaohe"

// About is what a file says of itself: texts of one line, and the document's day at midnight in China.
type About struct {
	Title, Author, Keywords string
	Day                     time.Time
}

// Page is a page with all that is on it.
type Page struct {
	Ink
	Under *Stamp // drawn before everything else; nil: nothing
	Marks []Bookmark
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Level int // 0 top
	Text  string
	Y     float64
}

// Ink is something to be drawn: areas first, then pictures, rules and runs.
type Ink struct {
	Runs  []Run
	Rules []Rule
	Areas []Area
	Shots []Shot
}

// Run is a text that is drawn with one operator; X, Y is the beginning of its baseline.
type Run struct {
	Font  *Font
	Size  float64
	X, Y  float64
	Space float64 // extra, after each character
	Text  []rune
	Angle float64 // degrees, counter-clockwise, about X, Y
	Tight bool    // the last character is a stop drawn without its blank half
	Sides []Side  // which half each character is reduced to; nil: none
	Red   bool
}

// Side returns the half to which a character of the run is reduced.
func (r Run) Side(i int) Side {
	switch {
	case r.Tight && i == len(r.Text)-1:
		return LeftSide
	case r.Sides != nil:
		return r.Sides[i]
	}
	return BothSides
}

// Origins returns where along the baseline each character's whole glyph has its origin, from X. The glyph of an opening bracket that gave up its
// blank half begins half a square before the place that is left to it.
func (r Run) Origins() []float64 {
	out := make([]float64, len(r.Text))
	em := func(n int) float64 { return float64(n) * r.Size / 1000 }
	pen := 0.0
	for i, c := range r.Text {
		whole := r.Font.Glyph(c).Advance
		wide := whole
		if side := r.Side(i); side != BothSides {
			wide = HalfWidth
			if side == RightSide {
				out[i] = em(wide - whole)
			}
		}
		out[i] += pen
		pen += em(wide) + r.Space
	}
	return out
}

// Rule is a straight line.
type Rule struct {
	X1, Y1, X2, Y2, Width float64
	Red                   bool
}

// Add adds the content of other, moved by x, y.
func (k *Ink) Add(other Ink, x, y float64) {
	for _, r := range other.Runs {
		r.X += x
		r.Y += y
		k.Runs = append(k.Runs, r)
	}
	for _, l := range other.Rules {
		l.X1, l.X2, l.Y1, l.Y2 = l.X1+x, l.X2+x, l.Y1+y, l.Y2+y
		k.Rules = append(k.Rules, l)
	}
	for _, a := range other.Areas {
		a.X += x
		a.Y += y
		k.Areas = append(k.Areas, a)
	}
	for _, s := range other.Shots {
		s.X += x
		s.Y += y
		k.Shots = append(k.Shots, s)
	}
}

// None tells whether nothing is drawn.
func (k *Ink) None() bool { return len(k.Runs)+len(k.Rules)+len(k.Areas)+len(k.Shots) == 0 }
