package preview

import "fyne.io/fyne/v2"

// Measures of the roll, in Fyne's units at any zoom.
const (
	air = 16 // around the pages
	gap = 12 // between two
	// inch is how many units an inch of paper has at 100 %, the same as in other viewers.
	inch = 96
	mm   = inch / 25.4
)

// roll holds the places of pages, one below the other, each centred.
type roll struct {
	sizes []fyne.Size // height of all pages before each page, at 100 %
	above []float32   // width of the widest page
	wide  float32     // the widest
	zoom  float32     // 1 is 100 %
}

func newRoll(sizes []fyne.Size) *roll {
	r := &roll{sizes: sizes, zoom: 1}
	y := float32(0)
	for _, s := range sizes {
		r.above = append(r.above, y)
		y += s.Height
		r.wide = max(r.wide, s.Width)
	}
	return r
}

// size returns the size of the roll in a view of a width.
func (r *roll) size(view float32) fyne.Size {
	if len(r.sizes) == 0 {
		return fyne.Size{}
	}
	last := len(r.sizes) - 1
	return fyne.NewSize(max(view, r.wide*r.zoom+2*air), r.top(last)+r.sizes[last].Height*r.zoom+air)
}

// top returns the upper edge of a page.
func (r *roll) top(i int) float32 { return air + float32(i)*gap + r.above[i]*r.zoom }

// page returns the position and size of a page.
func (r *roll) page(i int, view float32) (fyne.Position, fyne.Size) {
	s := fyne.NewSize(r.sizes[i].Width*r.zoom, r.sizes[i].Height*r.zoom)
	return fyne.NewPos((r.size(view).Width-s.Width)/2, r.top(i)), s
}

// at returns the page at a height, or the one above the gap at that height.
func (r *roll) at(y float32) int {
	low, high := 0, len(r.sizes)-1
	for low < high {
		mid := (low + high + 1) / 2
		if r.top(mid) <= y {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// seen returns the first and the last page with a part between two heights.
func (r *roll) seen(from, to float32) (first, last int) {
	first, last = r.at(from), r.at(to)
	if first < last && r.top(first)+r.sizes[first].Height*r.zoom <= from {
		first++
	}
	return first, last
}

// spot is a point of a page, in fractions of its size, so that it stays the same at every zoom.
type spot struct {
	page int
	x, y float32
}

func (r *roll) spot(p fyne.Position, view float32) spot {
	i := r.at(p.Y)
	at, size := r.page(i, view)
	return spot{i, (p.X - at.X) / size.Width, (p.Y - at.Y) / size.Height}
}

func (r *roll) find(s spot, view float32) fyne.Position {
	at, size := r.page(s.page, view)
	return fyne.NewPos(at.X+s.x*size.Width, at.Y+s.y*size.Height)
}

// steps are the zooms that the buttons offer.
var steps = []float32{0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3}

// step returns the next zoom above or below a zoom.
func step(zoom float32, up bool) float32 {
	const near = 0.05 // a smaller change is not visible
	if up {
		for _, s := range steps {
			if s > zoom+near {
				return s
			}
		}
		return steps[len(steps)-1]
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if steps[i] < zoom-near {
			return steps[i]
		}
	}
	return min(zoom, steps[0]) // a page that fits the window may be smaller than the smallest step
}

// limit returns the zoom, at most the largest step.
func limit(zoom float32) float32 { return min(zoom, steps[len(steps)-1]) }
