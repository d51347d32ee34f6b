package pdf

import (
	"sort"
	"unicode"

	"kaohe/data/pdf/breaker"
	"kaohe/data/pdf/sfnt"
)

// role is the purpose of a font.
type role int

const (
	bodyRole  role = iota // 仿宋
	titleRole             // 小标宋
	heiRole               // 黑体
	kaiRole               // 楷体
	songRole              // 宋体: page numbers
	checkRole             // digests: digits of one width
	roles
)

var roleNames = [roles]string{"body", "title", "hei", "kai", "song", "check"}

// font is the font of one role in one report: a list of faces, and the characters that the report uses.
type font struct {
	name    string
	role    role
	faces   []*sfnt.Face // the first one that has a character is used for it
	mono    bool         // a to f are as wide as digits too
	glyphs  map[rune]glyph
	codes   map[rune]uint16
	halves  map[half]uint16 // stops and brackets that are also used without their blank half, with the codes of these forms
	slots   []sfnt.Slot     // by code, from 1
	order   []meaning
	missing map[rune]bool
}

type glyph struct {
	face *sfnt.Face // nil: blank or box
	id   uint16
	box  bool
	adv  int // 1/1000 em
	mono bool
}

func newFont(r role, faces []*sfnt.Face) *font {
	return &font{name: roleNames[r], role: r, faces: faces, mono: r == checkRole, glyphs: map[rune]glyph{},
		halves: map[half]uint16{}, missing: map[rune]bool{}}
}

// monoAdvance leaves room for the ink of digits and a to f in the sans face, and lets a digest of 64 of them in groups fill one line.
const monoAdvance = 580

// glyph returns how a character is drawn, and records that it is used.
func (f *font) glyph(r rune) glyph {
	g, ok := f.glyphs[r]
	if !ok {
		g = f.find(r)
		f.glyphs[r] = g
	}
	return g
}

func (f *font) find(r rune) glyph {
	if breaker.Ignorable(r) {
		return glyph{}
	}
	blank := unicode.IsSpace(r)
	for _, face := range f.faces {
		id, ok := face.Glyph(r)
		if !ok || !blank && face.Blank(id) { // some faces map a hanzi to an empty outline
			continue
		}
		g := glyph{face: face, id: id, adv: face.Advance(id)}
		if r >= '0' && r <= '9' && !f.mono {
			g.adv, g.mono = digitAdvance(face), true
		}
		if f.mono && (r >= '0' && r <= '9' || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F') {
			g.adv, g.mono = monoAdvance, true
		}
		return g
	}
	switch {
	case r == 0x3000 || r == 0x2003:
		return glyph{adv: sfnt.Em}
	case blank:
		return glyph{adv: sfnt.Em / 4}
	}
	f.missing[r] = true
	return glyph{box: true, adv: sfnt.Em}
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

// advances returns the widths of characters in points, at a size in points. It records the characters as used.
func (f *font) advances(rs []rune, size float64) []float64 {
	out := make([]float64, len(rs))
	for i, r := range rs {
		out[i] = float64(f.glyph(r).adv) * size / sfnt.Em
	}
	return out
}

// fontSet holds the fonts of one report by role. Roles with the same faces share a font, since each font is written and compressed
// separately.
type fontSet struct {
	all    []*font
	byRole [roles]*font
}

func newFonts(stacks [roles][]*sfnt.Face) *fontSet {
	fs := &fontSet{}
	for r, stack := range stacks {
		f := newFont(role(r), stack)
		if role(r) == songRole && len(stack) > 0 && stack[0] == stacks[bodyRole][0] {
			f = fs.byRole[bodyRole]
		} else {
			fs.all = append(fs.all, f)
		}
		fs.byRole[r] = f
	}
	return fs
}

// used returns the fonts of which characters are used.
func (fs *fontSet) used() []*font {
	var out []*font
	for _, f := range fs.all {
		if len(f.glyphs) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// missing returns, in order, the characters that no face of their role has.
func (fs *fontSet) missing() []rune {
	seen := map[rune]bool{}
	for _, f := range fs.all {
		for r := range f.missing {
			seen[r] = true
		}
	}
	out := make([]rune, 0, len(seen))
	for r := range seen {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
