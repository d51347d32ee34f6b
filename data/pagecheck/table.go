package pagecheck

import (
	"math"
	"slices"

	"kaohe/data/pdfread"
)

// grid is a table: its extent and its lines. Lengths are millimetres.
type grid struct {
	box   pdfread.Box
	rows  []float64 // y of the horizontal lines, from the top
	cols  []float64 // x of the vertical lines
	cells int       // glyphs inside
}

// grids finds tables: connected lines with at least two horizontal and two vertical ones, or three horizontal ones of the same length.
func grids(strokes []pdfread.Stroke) []grid {
	group := make([]int, len(strokes))
	for i := range group {
		group[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if group[i] != i {
			group[i] = root(group[i])
		}
		return group[i]
	}
	for i, a := range strokes {
		for j := range i {
			if touch(a, strokes[j]) {
				group[root(i)] = root(j)
			}
		}
	}
	var out []grid
	for g := range strokes {
		if root(g) != g {
			continue
		}
		t := grid{box: pdfread.Box{Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}}
		for i, s := range strokes {
			if root(i) == g {
				t.add(s)
			}
		}
		if len(t.rows) >= 2 && len(t.cols) >= 2 {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b grid) int { return compare(a.box.Top, b.box.Top) })
	return out
}

func (t *grid) add(s pdfread.Stroke) {
	b := bounds(s)
	t.box = pdfread.Box{Left: min(t.box.Left, b.Left), Top: min(t.box.Top, b.Top), Right: max(t.box.Right, b.Right), Bottom: max(t.box.Bottom, b.Bottom)}
	switch {
	case level(s):
		t.rows = insert(t.rows, s.Y1)
	case upright(s):
		t.cols = insert(t.cols, s.X1)
	}
}

// insert adds v in order, unless a value is nearer than half a millimetre.
func insert(at []float64, v float64) []float64 {
	i, _ := slices.BinarySearch(at, v)
	if i > 0 && v-at[i-1] < 0.5 || i < len(at) && at[i]-v < 0.5 {
		return at
	}
	return slices.Insert(at, i, v)
}

func level(s pdfread.Stroke) bool   { return math.Abs(s.Y1-s.Y2) < 0.1 && math.Abs(s.X1-s.X2) > 1 }
func upright(s pdfread.Stroke) bool { return math.Abs(s.X1-s.X2) < 0.1 && math.Abs(s.Y1-s.Y2) > 1 }

func bounds(s pdfread.Stroke) pdfread.Box {
	return pdfread.Box{Left: min(s.X1, s.X2), Top: min(s.Y1, s.Y2), Right: max(s.X1, s.X2), Bottom: max(s.Y1, s.Y2)}
}

// touch tells whether the extents of two strokes meet, to half a millimetre.
func touch(a, b pdfread.Stroke) bool {
	p, q := bounds(a), bounds(b)
	return p.Left <= q.Right+0.5 && q.Left <= p.Right+0.5 && p.Top <= q.Bottom+0.5 && q.Top <= p.Bottom+0.5
}

// holds tells whether the middle of a glyph lies within the table.
func (t *grid) holds(g pdfread.Glyph) bool {
	x, y := g.X+g.Size*point/4, g.Y-g.Size*point/3
	return x > t.box.Left-1 && x < t.box.Right+1 && y > t.box.Top-1 && y < t.box.Bottom+1
}
