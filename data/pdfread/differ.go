package pdfread

import (
	"bytes"
	"cmp"
	"image"
	"slices"
)

// grain is the side of the squares in which differences are collected, and the largest distance of two that count as one, in millimetres.
const grain = 2.0

// Differ returns the places where two pictures of the same size, drawn at dpi, have different pixels. Differences close to each other are
// one place; the largest place comes first. Pictures of different sizes differ everywhere.
func Differ(a, b *image.RGBA, dpi float64) []Box {
	mmOf := 25.4 / dpi // millimetres in a pixel
	if a.Rect.Size() != b.Rect.Size() {
		return []Box{{Right: float64(max(a.Rect.Dx(), b.Rect.Dx())) * mmOf, Bottom: float64(max(a.Rect.Dy(), b.Rect.Dy())) * mmOf}}
	}
	side := max(1, int(grain/mmOf))
	cells := differing(a, b, side)
	var out []Box
	for at := range cells {
		r := gather(cells, at)
		out = append(out, Box{float64(r.Min.X) * mmOf, float64(r.Min.Y) * mmOf, float64(r.Max.X) * mmOf, float64(r.Max.Y) * mmOf})
	}
	slices.SortFunc(out, func(a, b Box) int {
		return cmp.Or(cmp.Compare(b.area(), a.area()), cmp.Compare(a.Top, b.Top), cmp.Compare(a.Left, b.Left))
	})
	return out
}

func (b Box) area() float64 { return (b.Right - b.Left) * (b.Bottom - b.Top) }

// differing returns the squares that have different pixels, with the extent of these.
func differing(a, b *image.RGBA, side int) map[image.Point]image.Rectangle {
	cells := map[image.Point]image.Rectangle{}
	w := a.Rect.Dx()
	for y := range a.Rect.Dy() {
		p, q := a.Pix[y*a.Stride:][:4*w], b.Pix[y*b.Stride:][:4*w]
		if bytes.Equal(p, q) {
			continue
		}
		for x := range w {
			if [4]byte(p[4*x:]) != [4]byte(q[4*x:]) {
				at := image.Pt(x/side, y/side)
				cells[at] = cells[at].Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return cells
}

// gather removes a square and all squares connected to it from the map, and returns their extent.
func gather(cells map[image.Point]image.Rectangle, from image.Point) image.Rectangle {
	var all image.Rectangle
	for todo := []image.Point{from}; len(todo) > 0; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		r, there := cells[at]
		if !there {
			continue
		}
		delete(cells, at)
		all = all.Union(r)
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				todo = append(todo, at.Add(image.Pt(dx, dy)))
			}
		}
	}
	return all
}

// Near tells whether two pictures of the same size show the same except for how edges fall on pixels, as when a page was written again with
// rounded lengths. Each pixel of one must equal the other's, moved by half a pixel at most, up to a small difference in shade. In areas of
// one colour hardly any difference is allowed, so that a pale mark is found as well as a thin line.
func Near(a, b *image.RGBA) bool {
	return a.Rect.Size() == b.Rect.Size() && within(a, b) && within(b, a)
}

const (
	reach = 1 // in pixels
	shade = 8 // of 255, plus a quarter of the contrast within reach
)

// within tells whether all pixels of a are near those of b.
func within(a, b *image.RGBA) bool {
	w := a.Rect.Dx()
	for y := range a.Rect.Dy() {
		p, q := a.Pix[y*a.Stride:][:4*w], b.Pix[y*b.Stride:][:4*w]
		if bytes.Equal(p, q) {
			continue
		}
		for x := range w {
			if c := [4]byte(p[4*x:]); c != [4]byte(q[4*x:]) && !among(c, b, x, y) {
				return false
			}
		}
	}
	return true
}

// among tells whether a colour is near that of a pixel, or near the colour halfway between it and one within reach.
func among(c [4]byte, m *image.RGBA, x, y int) bool {
	least, most := [4]int{255, 255, 255, 255}, [4]int{}
	for j := max(0, y-reach); j <= min(m.Rect.Dy()-1, y+reach); j++ {
		for i := max(0, x-reach); i <= min(m.Rect.Dx()-1, x+reach); i++ {
			for k, v := range m.Pix[j*m.Stride+4*i:][:4] {
				least[k], most[k] = min(least[k], int(v)), max(most[k], int(v))
			}
		}
	}
	for k, v := range c {
		own, beyond := int(m.Pix[y*m.Stride+4*x+k]), shade+(most[k]-least[k])/4
		if int(v) < (own+least[k])/2-beyond || int(v) > (own+most[k])/2+beyond {
			return false
		}
	}
	return true
}
