package pagecheck

import (
	"slices"

	"kaohe/data/pdfread"
)

// merged joins level strokes, and upright ones, that a reader sees as one line: drawn twice in the same place, or in pieces, as the borders
// of neighbouring cells are. The joint line has the width of the widest piece. Other strokes stay as they are.
func merged(strokes []pdfread.Stroke) []pdfread.Stroke {
	var out, flat, tall []pdfread.Stroke
	for _, s := range strokes {
		switch {
		case level(s):
			if s.X1 > s.X2 {
				s.X1, s.Y1, s.X2, s.Y2 = s.X2, s.Y2, s.X1, s.Y1
			}
			flat = append(flat, s)
		case upright(s):
			if s.Y1 > s.Y2 {
				s.X1, s.Y1, s.X2, s.Y2 = s.X2, s.Y2, s.X1, s.Y1
			}
			tall = append(tall, s)
		default:
			out = append(out, s)
		}
	}
	out = append(out, join(flat, func(s *pdfread.Stroke) (across float64, from, to *float64) { return s.Y1, &s.X1, &s.X2 })...)
	return append(out, join(tall, func(s *pdfread.Stroke) (across float64, from, to *float64) { return s.X1, &s.Y1, &s.Y2 })...)
}

// join merges parallel strokes. axis returns where one is, across its direction, and its ends.
func join(strokes []pdfread.Stroke, axis func(*pdfread.Stroke) (across float64, from, to *float64)) []pdfread.Stroke {
	const near, gap = 0.15, 0.3 // millimetres: thinner than a line, and what rounding leaves between two pieces
	slices.SortStableFunc(strokes, func(a, b pdfread.Stroke) int {
		_, p, _ := axis(&a)
		_, q, _ := axis(&b)
		return compare(*p, *q)
	})
	var out []pdfread.Stroke
	for _, s := range strokes {
		at, from, to := axis(&s)
		i := slices.IndexFunc(out, func(o pdfread.Stroke) bool {
			there, _, end := axis(&o)
			return abs(there-at) < near && o.Color == s.Color && *from <= *end+gap
		})
		if i < 0 {
			out = append(out, s)
			continue
		}
		_, _, end := axis(&out[i])
		*end, out[i].Width = max(*end, *to), max(out[i].Width, s.Width)
	}
	return out
}
