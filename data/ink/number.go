package ink

import (
	"slices"

	"kaohe/app/words"
	"kaohe/data/sfnt"
)

// mostGlyphs is how many glyphs one TrueType font may number, with some room for the parts of composite glyphs.
const mostGlyphs = 60000

// Number gives each used character and half form its glyph number in the report's font, which is also the code by which it is drawn
// (Identity-H). No new character may be used after that. Fault: pdf.characters (there are too many).
func (f *Font) Number() error {
	rs := make([]rune, 0, len(f.glyphs))
	for r := range f.glyphs {
		rs = append(rs, r)
	}
	if len(rs)+len(f.halves) > mostGlyphs {
		return words.Refuse("pdf.characters", len(rs))
	}
	slices.Sort(rs)
	f.codes = make(map[rune]uint16, len(rs))
	f.slots, f.order = f.slots[:0], f.order[:0]
	for _, r := range rs {
		g := f.glyphs[r]
		s := sfnt.Slot{Face: g.Face, Glyph: g.ID, Box: g.Box}
		if g.Face == nil || g.Mono {
			s.Advance = g.Advance
		}
		f.codes[r] = f.slot(s, r, g.Advance)
	}
	for _, h := range f.halved() {
		g := f.glyphs[h.char]
		f.halves[h] = f.slot(sfnt.Slot{Face: g.Face, Glyph: g.ID, Advance: HalfWidth, Left: h.side == LeftSide, Right: h.side == RightSide},
			h.char, HalfWidth)
	}
	return nil
}

func (f *Font) slot(s sfnt.Slot, r rune, advance int) uint16 {
	code := uint16(len(f.slots) + 1) //nolint:gosec // at most mostGlyphs
	s.Code = rune(code)
	f.slots = append(f.slots, s)
	f.order = append(f.order, Meaning{r, advance})
	return code
}

// Meaning is the character that a code stands for, and its width in 1/1000 em.
type Meaning struct {
	Char    rune
	Advance int
}

// Means returns what the codes stand for, that of code 1 first.
func (f *Font) Means() []Meaning { return f.order }

// Code returns the number of a character's glyph, or of its form without one half.
func (f *Font) Code(r rune, s Side) uint16 {
	if s != BothSides {
		return f.halves[half{r, s}]
	}
	return f.codes[r]
}

// Build makes the font's file, a TrueType font whose glyphs are numbered and mapped by code, all of 1000 units per em. Broken glyphs are drawn as
// boxes and count as missing. Error: sfnt.ErrTooMany.
func (f *Font) Build(name string) ([]byte, error) {
	ttf, bad, err := sfnt.Build(name, f.slots)
	if err != nil {
		return nil, err
	}
	for _, c := range bad {
		f.missing[f.order[c-1].Char] = true
	}
	return ttf, nil
}

// BuildByCharacter is Build with the glyphs mapped by Unicode character, and without halves of stops and brackets.
func (f *Font) BuildByCharacter(name string) ([]byte, error) {
	slots := make([]sfnt.Slot, 0, len(f.codes))
	for i, m := range f.order[:len(f.codes)] {
		s := f.slots[i]
		s.Code = m.Char
		slots = append(slots, s)
	}
	ttf, bad, err := sfnt.Build(name, slots)
	if err != nil {
		return nil, err
	}
	for _, c := range bad {
		f.missing[c] = true
	}
	return ttf, nil
}
