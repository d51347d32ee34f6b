package pdf

import (
	"strconv"

	"kaohe/data/breaker"
	"kaohe/data/ink"
)

// sampleMark is printed on the pages of a sample.
const sampleMark = "示例"

// furnish adds what is outside the text: page numbers and, on samples, the mark.
func furnish(s *sheet, fs *ink.FontSet, pages []*page, sample bool) {
	var mark *ink.Stamp
	if sample {
		mark = watermark(s, fs.ByRole[ink.Hei])
	}
	for i, p := range pages {
		if !p.unfolied {
			p.Runs = append(p.Runs, folio(s, fs.ByRole[ink.Song], i+1))
		}
		if sample {
			h := header(s, fs.ByRole[ink.Body])
			if i == 0 && p.unfolied { // a letter: its office is printed there
				h.Y = letterTop - 6*mm
			}
			p.Runs = append(p.Runs, h)
			p.Under = mark
		}
	}
}

// folio returns the page number, "— 1 —": 四号 half-width 宋体 digits between two 一字线 that are 7 mm below the type area, on odd pages one
// character from its right edge, on even ones from its left (7.5). On a landscape page it is where it would be on a portrait page turned
// clockwise (8): at the left, reading downwards.
func folio(s *sheet, f *ink.Font, n int) ink.Run {
	rs := []rune("— " + strconv.Itoa(n) + " —")
	width := 0.0
	for _, a := range f.Advances(rs, folioSize) {
		width += a
	}
	// The ink of the dash, not the box of the type, must be 7 mm below.
	rise := 0.38
	if g := f.Glyph('—'); g.Face != nil {
		_, high := g.Face.Bounds(g.ID)
		rise = float64(high) / 1000
	}
	drop := folioDrop + rise*folioSize
	along := s.areaW
	if s.landscape {
		along = s.areaH
	}
	x := along - folioSize - width
	if n%2 == 0 {
		x = folioSize
	}
	r := ink.Run{Font: f, Size: folioSize, Text: rs}
	if s.landscape {
		r.X, r.Y, r.Angle = s.left-drop, s.top+x, -90
	} else {
		r.X, r.Y = s.left+x, s.top+s.areaH+drop
	}
	return r
}

// watermark returns the mark in very light grey across the page.
func watermark(s *sheet, f *ink.Font) *ink.Stamp {
	const size, angle, grey = 170.0, 45.0, 0.95
	return ink.NewStamp(f, sampleMark, size, angle, grey, s.width, s.height)
}

// header returns the mark as a small line above the type area, for printers and viewers that drop light grey.
func header(s *sheet, f *ink.Font) ink.Run {
	rs := []rune(sampleMark)
	t := breaker.New(rs, f.Advances(rs, headerSize))
	l := t.Balanced(s.areaW, 0)[0]
	return ink.Run{Font: f, Size: headerSize, Text: rs, X: s.left + s.areaW - l.Natural, Y: s.top - 6*mm}
}
