package pdf

import (
	"fmt"
	"math"
	"strconv"

	"kaohe/data/pdf/breaker"
)

// sampleMark is printed on the pages of a sample.
const sampleMark = "示例"

// furnish adds what is outside the text: page numbers and, on samples, the mark.
func furnish(s *sheet, fs *fontSet, pages []*page, sample bool) {
	mark := ""
	if sample {
		mark = watermark(s, fs.byRole[heiRole])
	}
	for i, p := range pages {
		if !p.unfolied {
			p.runs = append(p.runs, folio(s, fs.byRole[songRole], i+1))
		}
		if sample {
			h := header(s, fs.byRole[bodyRole])
			if i == 0 && p.unfolied { // a letter: its office is printed there
				h.y = letterTop - 6*mm
			}
			p.runs = append(p.runs, h)
			p.under = mark
		}
	}
}

// folio returns the page number, "— 1 —": 四号 half-width 宋体 digits between two 一字线 that are 7 mm below the type area, on odd pages one
// character from its right edge, on even ones from its left (7.5). On a landscape page it is where it would be on a portrait page turned
// clockwise (8): at the left, reading downwards.
func folio(s *sheet, f *font, n int) run {
	rs := []rune("— " + strconv.Itoa(n) + " —")
	width := 0.0
	for _, a := range f.advances(rs, folioSize) {
		width += a
	}
	// The ink of the dash, not the box of the type, must be 7 mm below.
	ink := 0.38
	if g := f.glyph('—'); g.face != nil {
		_, high := g.face.Bounds(g.id)
		ink = float64(high) / 1000
	}
	drop := folioDrop + ink*folioSize
	along := s.areaW
	if s.landscape {
		along = s.areaH
	}
	x := along - folioSize - width
	if n%2 == 0 {
		x = folioSize
	}
	r := run{font: f, size: folioSize, text: rs}
	if s.landscape {
		r.x, r.y, r.angle = s.left-drop, s.top+x, -90
	} else {
		r.x, r.y = s.left+x, s.top+s.areaH+drop
	}
	return r
}

// watermark returns the mark in very light grey across the page, rising to the right, as PDF operators. It is drawn as outlines and not as
// text, so that it is not copied together with the lines. It is empty if the face lacks a character.
func watermark(s *sheet, f *font) string {
	const size, angle, grey = 170.0, 45.0, 0.95
	sin, cos := math.Sincos(angle * math.Pi / 180)
	// The middle of the word, 0.38 em above its baseline, goes to the middle of the page.
	along, up := size, 0.38*size
	x := s.width/2 - along*cos + up*sin
	y := s.height/2 - along*sin - up*cos
	ops := fmt.Sprintf("q %.2f g %.5f %.5f %.5f %.5f %.2f %.2f cm\n", grey, cos, sin, -sin, cos, x, y)
	for i, r := range []rune(sampleMark) {
		for _, face := range f.faces {
			if id, ok := face.Glyph(r); ok {
				ops += face.Path(id, size, float64(i)*size)
				break
			}
		}
	}
	return ops + "f Q"
}

// header returns the mark as a small line above the type area, for printers and viewers that drop light grey.
func header(s *sheet, f *font) run {
	rs := []rune(sampleMark)
	t := breaker.New(rs, f.advances(rs, headerSize))
	l := t.Balanced(s.areaW, 0)[0]
	return run{font: f, size: headerSize, text: rs, x: s.left + s.areaW - l.Natural, y: s.top - 6*mm}
}
