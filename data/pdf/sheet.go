package pdf

// mm is a millimetre in points. All lengths in this package are points (1/72 inch); y grows downwards from the top of the page.
const mm = 72 / 25.4

// Type sizes in points.
const (
	bodySize   = 16.0 // 三号: text and headings (5.2.2, 7.3.3)
	titleSize  = 22.0 // 二号 (7.3.1)
	folioSize  = 14.0 // 四号: page numbers (7.5)
	tableSize  = 10.5 // 五号: tables, for which the standard has no size
	checkSize  = 10.5 // 五号: the digest that proves a signature
	headerSize = 10.5 // the mark of a sample

	tableLead = tableSize * 1.5
	checkLead = checkSize * 1.5

	thinRule  = 0.25 * mm // as in 7.4.1, which gives the lines of 版记 0.35 and 0.25 mm
	outerRule = 0.35 * mm

	folioDrop = 7 * mm // from the type area to the 一字线 (7.5)
)

// sheet holds the measures of a page: A4 with the type area (版心) of 5.2.1, 156 × 225 mm, 37 mm from the top and 28 mm from the binding
// edge.
type sheet struct {
	landscape    bool
	width        float64 // of the page
	height       float64
	left, top    float64 // of the type area
	areaW, areaH float64
	cols, rows   int     // the grid: 28 × 22 (5.2.3)
	gap          float64 // extra space between two characters of bodySize so that cols of them fill the line; slightly negative
	lead         float64 // line pitch
}

func newSheet(landscape bool) *sheet {
	s := &sheet{landscape: landscape, width: 210 * mm, height: 297 * mm, left: 28 * mm, top: 37 * mm, areaW: 156 * mm, areaH: 225 * mm,
		cols: 28, rows: 22}
	if landscape {
		// Clause 8: the portrait page is turned clockwise, so its binding edge is at the top and its foot at the left.
		// The lines are as far apart as is possible at the same density: 15 lines of 40 characters.
		s.width, s.height = s.height, s.width
		s.left, s.top, s.areaW, s.areaH = 35*mm, 28*mm, s.areaH, s.areaW
		s.cols, s.rows = 40, 15
	}
	s.gap = (s.areaW - float64(s.cols)*bodySize) / float64(s.cols-1)
	s.lead = s.areaH / float64(s.rows)
	return s
}

// chars returns the width of n characters of the grid, including the gap behind each.
func (s *sheet) chars(n float64) float64 { return n * (bodySize + s.gap) }

// baseline returns where the baseline of type of a size is in a line of height lead: the em box (880 above, 120 below) is centred.
func baseline(lead, size float64) float64 { return (lead-size)/2 + 0.88*size }
