package pdf

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf16"

	"kaohe/app/words"
	"kaohe/data/pdf/sfnt"
)

// mostGlyphs is how many glyphs one TrueType font may number, with some room for the parts of composite glyphs.
const mostGlyphs = 60000

// number gives each used character and half form its glyph number in the report's font, which is also the code by which it is drawn
// (Identity-H). No new character may be used after that. Fault: pdf.characters (there are too many).
func (f *font) number() error {
	rs := make([]rune, 0, len(f.glyphs))
	for r := range f.glyphs {
		rs = append(rs, r)
	}
	if len(rs)+len(f.halves) > mostGlyphs {
		return words.Refuse("pdf.characters", len(rs))
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i] < rs[j] })
	f.codes = make(map[rune]uint16, len(rs))
	f.slots, f.order = f.slots[:0], f.order[:0]
	for _, r := range rs {
		g := f.glyphs[r]
		s := sfnt.Slot{Face: g.face, Glyph: g.id, Box: g.box}
		if g.face == nil || g.mono {
			s.Advance = g.adv
		}
		f.codes[r] = f.slot(s, r, g.adv)
	}
	for _, h := range f.halved() {
		g := f.glyphs[h.char]
		f.halves[h] = f.slot(sfnt.Slot{Face: g.face, Glyph: g.id, Advance: halfWidth, Left: h.side == leftSide, Right: h.side == rightSide},
			h.char, halfWidth)
	}
	return nil
}

func (f *font) slot(s sfnt.Slot, r rune, advance int) uint16 {
	s.Code = uint16(len(f.slots) + 1) //nolint:gosec // at most mostGlyphs
	f.slots = append(f.slots, s)
	f.order = append(f.order, meaning{r, advance})
	return s.Code
}

// meaning is the character that a code stands for, and its width in 1/1000 em.
type meaning struct {
	char    rune
	advance int
}

// encode appends text as a PDF string of its codes.
func (f *font) encode(out []byte, r run) []byte {
	out = append(out, '(')
	for i, c := range r.text {
		code := f.codes[c]
		switch {
		case r.tight && i == len(r.text)-1:
			code = f.halves[half{c, leftSide}]
		case r.sides != nil && r.sides[i] != bothSides:
			code = f.halves[half{c, r.sides[i]}]
		}
		for _, b := range [2]byte{byte(code >> 8), byte(code)} { //nolint:gosec // two halves of a code
			switch b {
			case '(', ')', '\\':
				out = append(out, '\\', b)
			case '\r': // a reader would take it for a line feed
				out = append(out, '\\', 'r')
			default:
				out = append(out, b)
			}
		}
	}
	return append(out, ')')
}

// widths returns the W array of the font (ISO 32000-1, 9.7.4.3). Codes that are not in it are one em wide.
func (f *font) widths() string {
	var b strings.Builder
	open := false
	for i, m := range f.order {
		switch {
		case m.advance == sfnt.Em:
			if open {
				b.WriteString("] ")
			}
			open = false
			continue
		case !open:
			fmt.Fprintf(&b, "%d [", i+1)
			open = true
		}
		fmt.Fprintf(&b, "%d ", m.advance)
	}
	if open {
		b.WriteString("]")
	}
	return b.String()
}

// toUnicode returns the CMap that maps codes to characters (ISO 32000-1, 9.10.3). A block has at most 100 entries, as the rules for CMaps
// require. Characters above U+FFFF are UTF-16 pairs.
func (f *font) toUnicode() []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<</Registry (Adobe)\n/Ordering (UCS)\n" +
		"/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(f.order); from += 100 {
		part := f.order[from:min(from+100, len(f.order))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, m := range part {
			fmt.Fprintf(&b, "<%04X> <", from+i+1)
			for _, u := range utf16.AppendRune(nil, m.char) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
