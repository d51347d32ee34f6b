package sfnt

import (
	"errors"
	"math"
	"sort"
)

// Slot is one character of a merged font: its code, by which the font maps it, and its glyph.
type Slot struct {
	Code    rune
	Face    *Face  // nil: a glyph of our own
	Glyph   uint16 // in Face
	Box     bool   // without Face: a visible box for a character that no face has; else a blank
	Advance int    // 1/1000 em; for a blank, or as a fixed width in which the glyph is centred
	Left    bool   // with Advance: the glyph is not centred but stays where it is
	Right   bool   // with Advance: the glyph is not centred but keeps its distance from the right edge
}

// Ascent and Descent are the vertical extent that Build writes, in 1/1000 em: the ideographic em box of CJK faces.
const (
	Ascent  = 880
	Descent = -120
)

// ErrTooMany is the error for more glyphs than one font can number.
var ErrTooMany = errors.New("sfnt: more glyphs than one font can hold")

type ref struct {
	face *Face
	gid  uint16
}

type builder struct {
	glyf     []byte
	loca     []uint32
	hmtx     []byte
	box      [4]int // xMin yMin xMax yMax
	numbers  map[ref]uint16
	queue    []ref // components that are still to be written, in the order of their numbers
	next     int
	bad      []rune
	faces    map[*Face]bool
	overflow bool
}

// Build makes one TrueType font from glyphs of several faces, all scaled to 1000 units per em. Codes must be unique; the order of slots
// does not matter, and slots is not changed. A broken glyph is replaced by the box, and its code is returned in bad. Error: ErrTooMany.
func Build(name string, slots []Slot) (ttf []byte, bad []rune, err error) {
	slots = append([]Slot(nil), slots...)
	sort.Slice(slots, func(i, j int) bool { return slots[i].Code < slots[j].Code })
	b := &builder{numbers: map[ref]uint16{}, faces: map[*Face]bool{}, next: len(slots) + 1,
		box: [4]int{math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16}}
	if len(slots) > 65000 {
		return nil, nil, ErrTooMany
	}
	b.add(boxGlyph(), Em, 80)
	for _, s := range slots {
		b.slot(s)
	}
	for i := 0; i < len(b.queue); i++ {
		r := b.queue[i]
		g, gerr := b.copy(place{face: r.face}, r.gid)
		if gerr != nil { // sound() has checked the list of components, so only a damaged outline leads here
			g = nil
		}
		b.add(g, r.face.Advance(r.gid), r.face.bearing(r.gid))
	}
	if b.overflow {
		return nil, nil, ErrTooMany
	}
	return b.assemble(name, slots), b.bad, nil
}

func (b *builder) slot(s Slot) {
	if s.Face == nil {
		if s.Box {
			b.add(boxGlyph(), Em, 80)
		} else {
			b.add(nil, s.Advance, 0)
		}
		return
	}
	p := place{face: s.Face}
	adv := s.Face.Advance(s.Glyph)
	if s.Advance > 0 {
		switch {
		case s.Right:
			p.dx = s.Advance - adv
		case !s.Left:
			p.dx = (s.Advance - adv) / 2
		}
		adv = s.Advance
	}
	budget := maxParts
	err := s.Face.sound(s.Glyph, 0, &budget)
	var g []byte
	if err == nil {
		g, err = b.copy(p, s.Glyph)
	}
	if err != nil {
		b.bad = append(b.bad, s.Code)
		b.add(boxGlyph(), Em, 80)
		return
	}
	b.add(g, adv, s.Face.bearing(s.Glyph)+p.dx)
}

// copy returns a glyph in its form for the merged font; its components get numbers behind all slots.
func (b *builder) copy(p place, gid uint16) ([]byte, error) {
	b.faces[p.face] = true
	g := p.face.glyph(gid)
	if g == nil {
		return nil, nil
	}
	if !composite(g) {
		return simple(g, p)
	}
	return moved(g, p, func(c uint16) uint16 {
		r := ref{p.face, c}
		n, ok := b.numbers[r]
		if !ok {
			if b.next > math.MaxUint16-1 {
				b.overflow = true
				return 0
			}
			n = uint16(b.next) //nolint:gosec // checked above
			b.next++
			b.numbers[r] = n
			b.queue = append(b.queue, r)
		}
		return n
	})
}

func (b *builder) add(g []byte, advance, bearing int) {
	b.loca = append(b.loca, uint32(len(b.glyf))) //nolint:gosec // a report's font is far below 4 GB
	b.hmtx = put16(b.hmtx, max(0, min(advance, math.MaxInt16)), bearing)
	if len(g) >= 10 {
		b.box[0], b.box[1] = min(b.box[0], i16(g, 2)), min(b.box[1], i16(g, 4))
		b.box[2], b.box[3] = max(b.box[2], i16(g, 6)), max(b.box[3], i16(g, 8))
	}
	b.glyf = append(b.glyf, g...)
	for len(b.glyf)%4 != 0 {
		b.glyf = append(b.glyf, 0)
	}
}

// boxGlyph returns an upright frame with a bar through it, as wide as a hanzi, that nobody takes for a character.
func boxGlyph() []byte {
	contours := [][][2]int{
		{{80, -60}, {80, 820}, {920, 820}, {920, -60}},
		{{140, 0}, {860, 0}, {860, 760}, {140, 760}},
		{{300, 340}, {300, 420}, {700, 420}, {700, 340}},
	}
	g := put16(nil, len(contours), 80, -60, 920, 820)
	n := 0
	for _, c := range contours {
		n += len(c)
		g = put16(g, n-1)
	}
	g = put16(g, 0)
	var flags []byte
	var xs, ys []int
	for _, c := range contours {
		for _, pt := range c {
			flags, xs, ys = append(flags, onCurve), append(xs, pt[0]), append(ys, pt[1])
		}
	}
	return writePoints(g, flags, xs, ys, place{face: &Face{upem: Em}})
}
