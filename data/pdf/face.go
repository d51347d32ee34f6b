package pdf

import (
	"sort"
	"strings"
	"unicode"

	"kaohe/data/pdf/breaker"
	"kaohe/data/pdf/sfnt"
)

// role is what a face is used for.
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

// font is one role in one report: a stack of faces, and which characters the report shows in it.
type font struct {
	name    string
	faces   []*sfnt.Face // the first that has a character gives it
	mono    bool         // digits and a-f as wide as each other
	glyphs  map[rune]glyph
	codes   map[rune]uint16
	halves  map[rune]uint16 // stops that are also used without their blank half, and the codes of those forms
	moved   bool            // some character's code is not itself
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
	return &font{name: roleNames[r], faces: faces, mono: r == checkRole, glyphs: map[rune]glyph{},
		halves: map[rune]uint16{}, missing: map[rune]bool{}}
}

// monoAdvance gives digits and a to f room for their ink in the sans face, and lets a digest of 64 of them in groups fill one line.
const monoAdvance = 580

// glyph is how a character looks; it counts as used from then on.
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

// advances gives the widths of characters at a size in points.
func (f *font) advances(rs []rune, size float64) []float64 {
	out := make([]float64, len(rs))
	for i, r := range rs {
		out[i] = float64(f.glyph(r).adv) * size / sfnt.Em
	}
	return out
}

// halfWidth is what is left of a squeezed stop, in 1/1000 em.
const halfWidth = sfnt.Em / 2

// tails says how much each character may give up at a line's end, at a size in points: half of a stop or closing bracket whose ink
// stands in its left half.
func (f *font) tails(rs []rune, size float64) []float64 {
	out := make([]float64, len(rs))
	for i, r := range rs {
		if !strings.ContainsRune("，。、；：）》〉」』】〕”’", r) {
			continue
		}
		if g := f.glyph(r); g.face != nil && g.adv == sfnt.Em && g.face.Right(g.id) <= halfWidth {
			out[i] = size * halfWidth / sfnt.Em
		}
	}
	return out
}

// halve says that a stop is used without its blank half.
func (f *font) halve(r rune) { f.halves[r] = 0 }

func (f *font) halved() []rune {
	out := make([]rune, 0, len(f.halves))
	for r := range f.halves {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// build makes the report's font for this role; afterwards no new character may be used.
func (f *font) build() ([]byte, error) {
	rs := make([]rune, 0, len(f.glyphs))
	for r := range f.glyphs {
		rs = append(rs, r)
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i] < rs[j] })
	var err error
	halves := f.halved()
	var forms []uint16
	if f.codes, forms, f.moved, err = assign(rs, len(halves)); err != nil {
		return nil, err
	}
	slots := make([]sfnt.Slot, 0, len(rs)+len(halves))
	for i, r := range halves {
		f.halves[r] = forms[i]
		g := f.glyphs[r]
		slots = append(slots, sfnt.Slot{Code: forms[i], Face: g.face, Glyph: g.id, Advance: halfWidth, Left: true})
	}
	back := make(map[uint16]rune, len(rs))
	for _, r := range rs {
		g, code := f.glyphs[r], f.codes[r]
		s := sfnt.Slot{Code: code, Face: g.face, Glyph: g.id, Box: g.box}
		if g.face == nil || g.mono {
			s.Advance = g.adv
		}
		slots = append(slots, s)
		back[code] = r
	}
	ttf, bad, err := sfnt.Build("Kaohe-"+f.name, slots)
	for _, c := range bad {
		f.missing[back[c]] = true
	}
	return ttf, err
}

// fontSet holds the roles of one report; roles with the same stack share a font, since each font costs a millisecond or more to write.
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

// missing lists, in order, the characters that no face of their role could show.
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
