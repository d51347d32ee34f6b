package pdf

import (
	"sort"
	"strings"

	"kaohe/data/pdf/breaker"
	"kaohe/data/pdf/sfnt"
)

// halfWidth is the width of a squeezed stop or bracket, in 1/1000 em.
const halfWidth = sfnt.Em / 2

// side is the half of its square to which a stop or bracket is reduced.
type side uint8

const (
	bothSides side = iota
	leftSide       // a stop, a closing bracket
	rightSide      // an opening bracket
)

// half is the form of a character without its blank half. It has a glyph and a code of its own, and is copied as the character.
type half struct {
	char rune
	side side
}

const (
	squeezeClosers = "，。、；：）》〉」』】〕〗”’"
	squeezeOpeners = "（《〈「『【〔〖“‘"
)

// half returns the side to which a character can be reduced: its ink must be within that half of the square.
func (f *font) half(r rune) side {
	if r < 0x2018 {
		return bothSides
	}
	closes := strings.ContainsRune(squeezeClosers, r)
	if !closes && !strings.ContainsRune(squeezeOpeners, r) {
		return bothSides
	}
	g := f.glyph(r)
	switch {
	case g.face == nil || g.adv != sfnt.Em:
	case closes && g.face.Right(g.id) <= halfWidth:
		return leftSide
	case !closes && g.face.Left(g.id) >= halfWidth:
		return rightSide
	}
	return bothSides
}

// text prepares a paragraph for division into lines. Of two neighbouring stops or brackets whose blank halves meet, one gives up its half,
// so that ）， is one and a half characters wide (GB/T 15834-2011, 5.1): the closing one, or the second of two opening ones. At the end of a
// line each closing one may do so. sides is nil if no character is reduced.
func (f *font) text(rs []rune, size float64) (*breaker.Text, []side) {
	adv := f.advances(rs, size)
	tails := make([]float64, len(rs))
	var sides []side
	last := bothSides
	reduce := func(i int, to side) {
		if sides == nil {
			sides = make([]side, len(rs))
		}
		sides[i] = to
		adv[i], tails[i] = size*halfWidth/sfnt.Em, 0
		f.halve(rs[i], to)
	}
	for i, r := range rs {
		s := f.half(r)
		switch {
		case last == leftSide && s != bothSides:
			reduce(i-1, leftSide)
		case last == rightSide && s == rightSide:
			reduce(i, rightSide)
		}
		if s == leftSide {
			tails[i] = size * halfWidth / sfnt.Em
		}
		last = s
	}
	return breaker.New(rs, adv).Squeezable(tails), sides
}

// halve records that a character is used without its blank half.
func (f *font) halve(r rune, s side) { f.halves[half{r, s}] = 0 }

func (f *font) halved() []half {
	out := make([]half, 0, len(f.halves))
	for h := range f.halves {
		out = append(out, h)
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].char < out[j].char || out[i].char == out[j].char && out[i].side < out[j].side
	})
	return out
}
