package sfnt

import (
	"encoding/binary"
	"fmt"
)

// Flags of simple glyphs and of components (OpenType, glyf).
const (
	onCurve, xShort, yShort, repeat, xSame, ySame = 1, 2, 4, 8, 16, 32

	argsAreWords, argsAreXY, oneScale, moreParts, twoScales, fourScales, instructed = 1, 2, 8, 32, 64, 128, 256

	maxDepth = 6   // of nested components; real fonts use 1 or 2
	maxParts = 512 // of one glyph on all levels together; real fonts use a dozen
)

// place says how a glyph is changed for the merged font: from units to 1/1000 em, then moved by dx to the right.
type place struct {
	face *Face
	dx   int
}

func (p place) plain() bool   { return p.dx == 0 && p.face.upem == Em }
func (p place) x(v int) int   { return p.face.scale(v) + p.dx }
func (p place) y(v int) int   { return p.face.scale(v) }
func composite(g []byte) bool { return i16(g, 0) < 0 }

// part is one component of a composite glyph.
type part struct {
	flags, gid, a, b int
	scales           []byte
}

func parts(g []byte) ([]part, error) {
	var out []part
	for at := 10; ; {
		if at+6 > len(g) || len(out) >= 256 {
			return nil, fmt.Errorf("%w: component list runs out of its glyph", ErrBroken)
		}
		p := part{flags: u16(g, at), gid: u16(g, at+2)}
		at += 4
		if p.flags&argsAreWords != 0 {
			p.a, p.b = i16(g, at), i16(g, at+2)
			at += 4
		} else if p.flags&argsAreXY != 0 {
			p.a, p.b = int(int8(g[at])), int(int8(g[at+1])) //nolint:gosec // signed by definition
			at += 2
		} else {
			p.a, p.b = int(g[at]), int(g[at+1])
			at += 2
		}
		size := 0
		switch {
		case p.flags&oneScale != 0:
			size = 2
		case p.flags&twoScales != 0:
			size = 4
		case p.flags&fourScales != 0:
			size = 8
		}
		if at+size > len(g) {
			return nil, fmt.Errorf("%w: component scale runs out of its glyph", ErrBroken)
		}
		p.scales = g[at : at+size]
		at += size
		out = append(out, p)
		if p.flags&moreParts == 0 {
			return out, nil
		}
	}
}

// sound checks the components of a glyph for a cycle, a wrong index, and components that multiply at each level, which could hang a
// reader's program. budget is the number of glyphs that may still be visited.
func (f *Face) sound(gid uint16, depth int, budget *int) error {
	g := f.glyph(gid)
	if *budget--; depth > maxDepth || *budget < 0 {
		return fmt.Errorf("%w: components nest too deep", ErrBroken)
	}
	if g == nil || !composite(g) {
		return nil
	}
	ps, err := parts(g)
	if err != nil {
		return err
	}
	for _, p := range ps {
		if p.gid >= f.count {
			return fmt.Errorf("%w: component %d does not exist", ErrBroken, p.gid)
		}
		if err := f.sound(uint16(p.gid), depth+1, budget); err != nil { //nolint:gosec // below f.count
			return err
		}
	}
	return nil
}

// moved returns a composite glyph with its components renumbered and, if necessary, scaled and shifted. Instructions are left out.
func moved(g []byte, p place, renumber func(uint16) uint16) ([]byte, error) {
	ps, err := parts(g)
	if err != nil {
		return nil, err
	}
	out := header(g, p)
	for _, c := range ps {
		flags := c.flags&^instructed | argsAreWords
		a, b := c.a, c.b
		if c.flags&argsAreXY != 0 {
			a, b = p.x(a), p.y(b)
		}
		out = put16(out, flags, int(renumber(uint16(c.gid))), a, b) //nolint:gosec // read as 16 bits
		out = append(out, c.scales...)
	}
	return out, nil
}

// header returns the first ten bytes of the glyph, with its box in the new units.
func header(g []byte, p place) []byte {
	return put16(nil, i16(g, 0), p.x(i16(g, 2)), p.y(i16(g, 4)), p.x(i16(g, 6)), p.y(i16(g, 8)))
}

// simple returns a simple glyph without instructions, scaled and shifted if necessary.
func simple(g []byte, p place) ([]byte, error) {
	n := i16(g, 0)
	code := 10 + 2*n
	body := code + 2 + u16(g, code)
	if n == 0 {
		return nil, nil
	}
	if body > len(g) || code+2 > len(g) {
		return nil, fmt.Errorf("%w: glyph is cut short", ErrBroken)
	}
	out := append(header(g, p), g[10:code]...)
	out = put16(out, 0)
	if p.plain() {
		return append(out, g[body:]...), nil
	}
	flags, xs, ys, err := readPoints(g, body, u16(g, code-2)+1)
	if err != nil {
		return nil, err
	}
	return writePoints(out, flags, xs, ys, p), nil
}

// readPoints reads the points of a simple glyph, which begin at at.
func readPoints(g []byte, at, points int) (flags []byte, xs, ys []int, err error) {
	if flags, at, err = readFlags(g, at, points); err != nil {
		return nil, nil, nil, err
	}
	if xs, at, err = readCoords(g, at, flags, xShort, xSame); err != nil {
		return nil, nil, nil, err
	}
	ys, _, err = readCoords(g, at, flags, yShort, ySame)
	return flags, xs, ys, err
}

func readFlags(g []byte, at, points int) ([]byte, int, error) {
	flags := make([]byte, 0, points)
	for len(flags) < points {
		if at+2 > len(g) {
			return nil, 0, fmt.Errorf("%w: flags run out of the glyph", ErrBroken)
		}
		fl := g[at]
		flags = append(flags, fl)
		at++
		if fl&repeat != 0 {
			for k := g[at]; k > 0 && len(flags) < points; k-- {
				flags = append(flags, fl)
			}
			at++
		}
	}
	return flags, at, nil
}

// readCoords returns the absolute coordinates on one axis.
func readCoords(g []byte, at int, flags []byte, short, same byte) ([]int, int, error) {
	out, v := make([]int, len(flags)), 0
	for i, fl := range flags {
		switch {
		case fl&short != 0:
			if at >= len(g) {
				return nil, 0, fmt.Errorf("%w: coordinates run out of the glyph", ErrBroken)
			}
			d := int(g[at])
			at++
			if fl&same == 0 {
				d = -d
			}
			v += d
		case fl&same == 0:
			if at+2 > len(g) {
				return nil, 0, fmt.Errorf("%w: coordinates run out of the glyph", ErrBroken)
			}
			v += i16(g, at)
			at += 2
		}
		out[i] = v
	}
	return out, at, nil
}

// writePoints writes coordinates as 16-bit words. Compact flags would save nothing, because the few hundred glyphs of a report are
// deflated.
func writePoints(out, flags []byte, xs, ys []int, p place) []byte {
	for _, fl := range flags {
		out = append(out, fl&onCurve)
	}
	last := 0
	for _, v := range xs {
		out = put16(out, p.x(v)-last)
		last = p.x(v)
	}
	last = 0
	for _, v := range ys {
		out = put16(out, p.y(v)-last)
		last = p.y(v)
	}
	return out
}

func put16(b []byte, vs ...int) []byte {
	for _, v := range vs {
		b = binary.BigEndian.AppendUint16(b, uint16(v)) //nolint:gosec // two's complement is meant
	}
	return b
}
