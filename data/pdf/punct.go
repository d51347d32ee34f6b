package pdf

import (
	"kaohe/data/breaker"
	"kaohe/data/ink"
	"kaohe/data/sfnt"
)

// spaced prepares a paragraph for division into lines. Of two neighbouring stops or brackets whose blank halves meet, one gives up its half,
// so that ）， is one and a half characters wide (GB/T 15834-2011, 5.1): the closing one, or the second of two opening ones. At the end of a
// line each closing one may do so. sides is nil if no character is reduced.
func spaced(f *ink.Font, rs []rune, size float64) (*breaker.Text, []ink.Side) {
	adv := f.Advances(rs, size)
	tails := make([]float64, len(rs))
	var sides []ink.Side
	last := ink.BothSides
	reduce := func(i int, to ink.Side) {
		if sides == nil {
			sides = make([]ink.Side, len(rs))
		}
		sides[i] = to
		adv[i], tails[i] = size*ink.HalfWidth/sfnt.Em, 0
		f.Halve(rs[i], to)
	}
	for i, r := range rs {
		s := f.Half(r)
		switch {
		case last == ink.LeftSide && s != ink.BothSides:
			reduce(i-1, ink.LeftSide)
		case last == ink.RightSide && s == ink.RightSide:
			reduce(i, ink.RightSide)
		}
		if s == ink.LeftSide {
			tails[i] = size * ink.HalfWidth / sfnt.Em
		}
		last = s
	}
	return breaker.New(rs, adv).Squeezable(tails), sides
}
