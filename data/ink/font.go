package ink

import (
	"unicode"

	"kaohe/data/breaker"
	"kaohe/data/sfnt"
)

// Role is the purpose of a font.
type Role int

// The purposes; Roles is their number.
const (
	Body  Role = iota // 仿宋
	Title             // 小标宋
	Hei               // 黑体
	Kai               // 楷体
	Song              // 宋体: page numbers
	Check             // digests: digits of one width
	Roles
)

var roleNames = [Roles]string{"body", "title", "hei", "kai", "song", "check"}

// Font is the font of one role in one document: a list of faces, and the characters that the report uses.
type Font struct {
	Name    string
	Role    Role
	Faces   []*sfnt.Face // the first one that has a character is used for it
	mono    bool         // a to f are as wide as digits too
	glyphs  map[rune]Glyph
	codes   map[rune]uint16
	halves  map[half]uint16 // stops and brackets that are also used without their blank half, with the codes of these forms
	slots   []sfnt.Slot     // by code, from 1
	order   []Meaning
	missing map[rune]bool
}

// Glyph is how a character is drawn.
type Glyph struct {
	Face    *sfnt.Face // nil: blank or box
	ID      uint16
	Box     bool
	Advance int // 1/1000 em
	Mono    bool
}

// NewFont returns a font without characters.
func NewFont(r Role, faces []*sfnt.Face) *Font {
	return &Font{Name: roleNames[r], Role: r, Faces: faces, mono: r == Check, glyphs: map[rune]Glyph{},
		halves: map[half]uint16{}, missing: map[rune]bool{}}
}

// monoAdvance leaves room for the ink of digits and a to f in the sans face, and lets a digest of 64 of them in groups fill one line.
const monoAdvance = 580

// Glyph returns how a character is drawn, and records that it is used.
func (f *Font) Glyph(r rune) Glyph {
	g, ok := f.glyphs[r]
	if !ok {
		g = f.find(r)
		f.glyphs[r] = g
	}
	return g
}

func (f *Font) find(r rune) Glyph {
	if breaker.Ignorable(r) {
		return Glyph{}
	}
	blank := unicode.IsSpace(r)
	for _, face := range f.Faces {
		id, ok := face.Glyph(r)
		if !ok || !blank && face.Blank(id) { // some faces map a hanzi to an empty outline
			continue
		}
		g := Glyph{Face: face, ID: id, Advance: face.Advance(id)}
		if r >= '0' && r <= '9' && !f.mono {
			g.Advance, g.Mono = digitAdvance(face), true
		}
		if f.mono && (r >= '0' && r <= '9' || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F') {
			g.Advance, g.Mono = monoAdvance, true
		}
		return g
	}
	switch {
	case r == 0x3000 || r == 0x2003:
		return Glyph{Advance: sfnt.Em}
	case blank:
		return Glyph{Advance: sfnt.Em / 4}
	}
	f.missing[r] = true
	return Glyph{Box: true, Advance: sfnt.Em}
}

// digitAdvance returns the width of all digits of a face, which is that of the widest, so that numbers in a table are aligned. The digits
// of 黑体 and 楷体 have the same width anyway; those of the embedded 宋体 do not.
func digitAdvance(face *sfnt.Face) int {
	most := 0
	for r := '0'; r <= '9'; r++ {
		if id, ok := face.Glyph(r); ok {
			most = max(most, face.Advance(id))
		}
	}
	return most
}

// Advances returns the widths of characters in points, at a size in points. It records the characters as used.
func (f *Font) Advances(rs []rune, size float64) []float64 {
	out := make([]float64, len(rs))
	for i, r := range rs {
		out[i] = float64(f.Glyph(r).Advance) * size / sfnt.Em
	}
	return out
}

// FontSet holds the fonts of one report by role. Roles with the same faces share a font, since each font is written and compressed
// separately.
type FontSet struct {
	all    []*Font
	ByRole [Roles]*Font
}

// NewFonts returns the fonts of a document: for each role the faces in which a character is looked for, in this order.
func NewFonts(stacks [Roles][]*sfnt.Face) *FontSet {
	fs := &FontSet{}
	for r, stack := range stacks {
		f := NewFont(Role(r), stack)
		if Role(r) == Song && len(stack) > 0 && stack[0] == stacks[Body][0] {
			f = fs.ByRole[Body]
		} else {
			fs.all = append(fs.all, f)
		}
		fs.ByRole[r] = f
	}
	return fs
}

// Used returns the fonts of which characters are used.
func (fs *FontSet) Used() []*Font {
	var out []*Font
	for _, f := range fs.all {
		if len(f.glyphs) > 0 {
			out = append(out, f)
		}
	}
	return out
}
