package ink

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/data/sfnt"
)

// HalfWidth is the width of a squeezed stop or bracket, in 1/1000 em.
const HalfWidth = sfnt.Em / 2

// Side is the half of its square to which a stop or bracket is reduced.
type Side uint8

// The sides, and what is reduced to them.
const (
	BothSides Side = iota
	LeftSide       // a stop, a closing bracket
	RightSide      // an opening bracket
)

// half is the form of a character without its blank half. It has a glyph and a code of its own, and is copied as the character.
type half struct {
	char rune
	side Side
}

const (
	squeezeClosers = "，。、；：）》〉」』】〕〗”’"
	squeezeOpeners = "（《〈「『【〔〖“‘"
)

// Half returns the side to which a character can be reduced: its ink must be within that half of the square.
func (f *Font) Half(r rune) Side {
	if r < 0x2018 {
		return BothSides
	}
	closes := strings.ContainsRune(squeezeClosers, r)
	if !closes && !strings.ContainsRune(squeezeOpeners, r) {
		return BothSides
	}
	g := f.Glyph(r)
	switch {
	case g.Face == nil || g.Advance != sfnt.Em:
	case closes && g.Face.Right(g.ID) <= HalfWidth:
		return LeftSide
	case !closes && g.Face.Left(g.ID) >= HalfWidth:
		return RightSide
	}
	return BothSides
}

// Halve records that a character is used without its blank half.
func (f *Font) Halve(r rune, s Side) { f.halves[half{r, s}] = 0 }

func (f *Font) halved() []half {
	out := make([]half, 0, len(f.halves))
	for h := range f.halves {
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b half) int { return cmp.Or(cmp.Compare(a.char, b.char), cmp.Compare(a.side, b.side)) })
	return out
}
