package ink

// Area is a rectangle with a frame, filled with a pattern; X, Y is its upper left corner.
type Area struct {
	X, Y, W, H float64
	Pattern    int
}

// Patterns is the number of fills that tell the parts of a chart apart in black and white, even on a copy of a copy: black, white, slanted,
// light grey, slanted the other way, vertical, crossed, horizontal. Further parts repeat them.
const Patterns = 8

// HatchWidth is the width of the frame and of the lines of a pattern.
const HatchWidth = 0.5

const hatchStep = 3.2

// Grey returns the shade with which an area is filled, 0 for black to 1 for white; false if it has lines instead.
func (a Area) Grey() (float64, bool) {
	switch a.Pattern % Patterns {
	case 0:
		return 0, true
	case 1:
		return 1, true
	case 3:
		return 0.8, true
	}
	return 0, false
}

// Line is x1, y1, x2, y2 with y counted upwards, from the lower left corner of an area.
type Line [4]float64

// Hatches returns the lines of an area's pattern, one list for each direction. They reach beyond the area and must be clipped to it.
func (a Area) Hatches() [][]Line {
	switch a.Pattern % Patterns {
	case 2:
		return [][]Line{a.slanted(1)}
	case 4:
		return [][]Line{a.slanted(-1)}
	case 5:
		return [][]Line{a.upright()}
	case 6:
		return [][]Line{a.slanted(1), a.slanted(-1)}
	case 7:
		return [][]Line{a.level()}
	}
	return nil
}

func (a Area) upright() (out []Line) {
	for x := hatchStep / 2; x < a.W; x += hatchStep {
		out = append(out, Line{x, 0, x, a.H})
	}
	return out
}

func (a Area) level() (out []Line) {
	for y := hatchStep / 2; y < a.H; y += hatchStep / 1.5 {
		out = append(out, Line{0, y, a.W, y})
	}
	return out
}

func (a Area) slanted(slope float64) (out []Line) {
	for x := -a.H; x < a.W+a.H; x += hatchStep * 1.2 {
		out = append(out, Line{x, 0, x + slope*a.H, a.H})
	}
	return out
}
