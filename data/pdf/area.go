package pdf

import "fmt"

// area is a rectangle filled with a pattern; x, y is its upper left corner.
type area struct {
	x, y, w, h float64
	pattern    int
}

// patterns is the number of fills that tell the parts of a chart apart in black and white, even on a copy of a copy: black, white, slanted,
// light grey, slanted the other way, vertical, crossed, horizontal. Further parts repeat them.
const patterns = 8

const (
	hatchStep  = 3.2
	hatchWidth = 0.5
)

// operators returns the PDF operators for the area with its frame; height is that of the page, since PDF counts upwards.
func (a area) operators(height float64) string {
	y := height - a.y - a.h
	box := fmt.Sprintf("%.2f %.2f %.2f %.2f re", a.x, y, a.w, a.h)
	fill := ""
	switch a.pattern % patterns {
	case 0:
		fill = "0 g " + box + " f"
	case 1:
		fill = "1 g " + box + " f"
	case 2:
		fill = a.hatch(y, 1, 0)
	case 3:
		fill = "0.8 g " + box + " f"
	case 4:
		fill = a.hatch(y, -1, 0)
	case 5:
		fill = a.hatch(y, 0, 1)
	case 6:
		fill = a.hatch(y, 1, 0) + a.hatch(y, -1, 0)
	case 7:
		fill = a.hatch(y, 0, 2)
	}
	return fmt.Sprintf("q %s W n %s Q\nq 0 G %.2f w %s S Q", box, fill, hatchWidth, box)
}

// hatch returns lines over the area, slanted by slope, or vertical (straight 1) or horizontal (2).
func (a area) hatch(y, slope float64, straight int) string {
	out := fmt.Sprintf("0 G %.2f w ", hatchWidth)
	line := func(x1, y1, x2, y2 float64) { out += fmt.Sprintf("%.2f %.2f m %.2f %.2f l ", x1, y1, x2, y2) }
	switch straight {
	case 1:
		for x := hatchStep / 2; x < a.w; x += hatchStep {
			line(a.x+x, y, a.x+x, y+a.h)
		}
	case 2:
		for v := hatchStep / 2; v < a.h; v += hatchStep / 1.5 {
			line(a.x, y+v, a.x+a.w, y+v)
		}
	default:
		for x := -a.h; x < a.w+a.h; x += hatchStep * 1.2 {
			line(a.x+x, y, a.x+x+slope*a.h, y+a.h)
		}
	}
	return out + "S "
}
