package docx

import (
	"math"
	"unicode"
)

// All lengths of this package are twips (1/20 pt), in which Word counts, unless a name says otherwise; type sizes are points.
const (
	twip = 20.0             // a point
	mm   = 72 / 25.4 * twip // a millimetre

	bodySize  = 16.0 // 三号 (5.2.2)
	titleSize = 22.0 // 二号 (7.3.1)
	footSize  = 14.0 // 四号: page numbers, 版记 (7.4, 7.5)
	smallSize = 10.5 // 五号: tables, digests, the mark of a sample

	smallLead = 315 // one and a half of 五号
	padX      = 80  // cell margins, as in the PDF
	padY      = 72
)

// sheet holds the measures of a page (5.2.1, 5.2.3).
type sheet struct {
	landscape                bool
	width, height            int
	top, bottom, left, right int // margins
	area                     int // width of the type area
	spacing                  int // after each character, so that 28 fill a line
	lead                     int // line pitch, so that 22 fill an upright page; 15 a landscape one
}

func newSheet(landscape bool) *sheet {
	s := &sheet{landscape: landscape, width: 11906, height: 16838, top: round(37 * mm), bottom: round(35 * mm), left: round(28 * mm), right: round(26 * mm)}
	chars := 28.0
	if landscape { // the upright page turned clockwise (8)
		s.width, s.height = s.height, s.width
		s.top, s.bottom, s.left, s.right = round(28*mm), round(26*mm), round(35*mm), round(37*mm)
		chars = 40
	}
	s.area = s.width - s.left - s.right
	s.spacing = int(math.Floor((float64(s.area) - chars*bodySize*twip) / chars))
	s.lead = int(math.Floor(225 * mm / 22))
	return s
}

// chars returns the width of n characters of the grid.
func (s *sheet) chars(n float64) int { return round(n * (bodySize*twip + float64(s.spacing))) }

func round(x float64) int { return int(math.Round(x)) }

// ems returns the width of a text in ems, as far as it is known without the face: a full-width character has one, any other a half.
func ems(s string) float64 {
	n := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		case r >= 0x2E80, r == '—', r == '…', r == '“', r == '”', r == '‘', r == '’', r == '★':
			n++
		default:
			n += 0.5
		}
	}
	return n
}

// wide returns the width of a text in the body's size.
func (s *sheet) wide(text string) int { return s.chars(ems(text)) }
