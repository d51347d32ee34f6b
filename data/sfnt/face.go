// Package sfnt reads TrueType faces and builds one small TrueType font from glyphs of several of them.
//
// It knows nothing of PDF. A Face is safe for concurrent use. It refers to the bytes given to Parse, which must not be changed afterwards.
// Every read is bounds-checked, since faces also come from the font folders of people's computers.
//
// Sources: OpenType 1.9, chapters cmap, glyf, head, hhea, hmtx, loca, maxp, name, OS/2, post, and "TrueType collections".
//
// Caveats: outlines must be quadratic (glyf). CFF faces are refused with ErrCFF. Hints are dropped when merging, because programs of
// different faces can't run in one font. Vertical metrics, kerning and substitutions are not kept.
package sfnt

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The errors of Parse, for errors.Is.
var (
	ErrBroken     = errors.New("sfnt: broken font")
	ErrCFF        = errors.New("sfnt: CFF outlines are not supported")
	ErrRestricted = errors.New("sfnt: the font's licence bits forbid embedding or subsetting")
)

// Em is the unit of all numbers that this package returns and writes: 1/1000 of the type size.
const Em = 1000

// Face is one parsed TrueType face.
type Face struct {
	tables   map[string][]byte
	upem     int
	count    int // glyphs
	metrics  int // numberOfHMetrics
	longLoca bool
	cmap4    []byte
	cmap12   []byte
}

// Count returns how many faces a file contains: more than one only for a collection (TTC), 0 if it is not a font.
func Count(data []byte) int {
	switch tag(data, 0) {
	case "ttcf":
		if n := u32(data, 8); n <= 256 && len(data) >= 12+4*n {
			return n
		}
		return 0
	case "\x00\x01\x00\x00", "true", "OTTO":
		return 1
	}
	return 0
}

// Parse reads the face with an index, which is 0 unless data is a collection. Errors: ErrBroken, ErrCFF, ErrRestricted.
func Parse(data []byte, index int) (*Face, error) {
	if index < 0 || index >= Count(data) {
		return nil, fmt.Errorf("%w: no face %d", ErrBroken, index)
	}
	start := 0
	if tag(data, 0) == "ttcf" {
		start = u32(data, 12+4*index)
	}
	switch tag(data, start) {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return nil, ErrCFF
	default:
		return nil, fmt.Errorf("%w: unknown outline format", ErrBroken)
	}
	f := &Face{tables: map[string][]byte{}}
	for i, n := 0, u16(data, start+4); i < n; i++ {
		rec := start + 12 + 16*i
		off, size := u32(data, rec+8), u32(data, rec+12)
		if off > len(data) || size > len(data)-off {
			return nil, fmt.Errorf("%w: table %q lies outside the file", ErrBroken, tag(data, rec))
		}
		f.tables[tag(data, rec)] = data[off : off+size : off+size]
	}
	return f, f.check()
}

// check reads the fixed tables and refuses a face that can't be merged.
func (f *Face) check() error {
	need := map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0, "cmap": 4}
	for name, size := range need {
		if t, ok := f.tables[name]; !ok || len(t) < size {
			return fmt.Errorf("%w: table %s is missing or short", ErrBroken, name)
		}
	}
	f.upem = u16(f.tables["head"], 18)
	f.longLoca = u16(f.tables["head"], 50) != 0
	f.count = u16(f.tables["maxp"], 4)
	f.metrics = u16(f.tables["hhea"], 34)
	if f.upem < 16 || f.upem > 16384 || f.count == 0 || f.metrics == 0 {
		return fmt.Errorf("%w: impossible units, glyph or metric count", ErrBroken)
	}
	width := 2
	if f.longLoca {
		width = 4
	}
	if len(f.tables["loca"]) < width*(f.count+1) || len(f.tables["hmtx"]) < 4*f.metrics {
		return fmt.Errorf("%w: loca or hmtx is short", ErrBroken)
	}
	// OS/2 fsType: 2 = restricted licence, 0x100 = no subsetting, 0x200 = bitmaps only. All of them forbid what is done here.
	if fs := u16(f.tables["OS/2"], 8); fs&0xF == 2 || fs&0x300 != 0 {
		return ErrRestricted
	}
	f.findCmaps()
	if f.cmap4 == nil && f.cmap12 == nil {
		return fmt.Errorf("%w: no Unicode cmap of format 4 or 12", ErrBroken)
	}
	return nil
}

// Advance returns the advance width of a glyph in 1/1000 em.
func (f *Face) Advance(gid uint16) int {
	return f.scale(u16(f.tables["hmtx"], 4*min(int(gid), f.metrics-1)))
}

// bearing returns the left side bearing in 1/1000 em.
func (f *Face) bearing(gid uint16) int {
	at := 4*int(gid) + 2
	if int(gid) >= f.metrics {
		at = 4*f.metrics + 2*(int(gid)-f.metrics)
	}
	return f.scale(i16(f.tables["hmtx"], at))
}

// Bounds returns the vertical extent of a glyph's ink in 1/1000 em, upwards from the baseline; 0, 0 for a blank.
func (f *Face) Bounds(gid uint16) (low, high int) {
	g := f.glyph(gid)
	return f.scale(i16(g, 4)), f.scale(i16(g, 8))
}

// Right returns how far a glyph's ink reaches to the right of its origin, in 1/1000 em.
func (f *Face) Right(gid uint16) int { return f.scale(i16(f.glyph(gid), 6)) }

// Left returns how far to the right of its origin a glyph's ink begins, in 1/1000 em.
func (f *Face) Left(gid uint16) int { return f.scale(i16(f.glyph(gid), 2)) }

// Blank tells whether a glyph has no outline.
func (f *Face) Blank(gid uint16) bool { return len(f.glyph(gid)) == 0 }

// Weight returns the weight class of OS/2 (400 regular, 700 bold); 400 if the face does not say.
func (f *Face) Weight() int {
	if w := u16(f.tables["OS/2"], 4); w > 0 {
		return w
	}
	return 400
}

// glyph returns the raw glyf entry; nil for a blank or an entry outside the table.
func (f *Face) glyph(gid uint16) []byte {
	if int(gid) >= f.count {
		return nil
	}
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	var from, to int
	if f.longLoca {
		from, to = u32(loca, 4*int(gid)), u32(loca, 4*int(gid)+4)
	} else {
		from, to = 2*u16(loca, 2*int(gid)), 2*u16(loca, 2*int(gid)+2)
	}
	if from >= to || to > len(glyf) || to-from < 10 {
		return nil
	}
	return glyf[from:to]
}

// scale converts font units into 1/1000 em, rounding half away from zero.
func (f *Face) scale(v int) int {
	if f.upem == Em {
		return v
	}
	if v < 0 {
		return -((-v*Em + f.upem/2) / f.upem)
	}
	return (v*Em + f.upem/2) / f.upem
}

func tag(b []byte, at int) string {
	if at < 0 || at+4 > len(b) {
		return ""
	}
	return string(b[at : at+4])
}

// u16, i16 and u32 return 0 outside b; the callers' checks refuse that value.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func i16(b []byte, at int) int { return int(int16(u16(b, at))) } //nolint:gosec // two's complement is meant

func u32(b []byte, at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[at:]))
}
