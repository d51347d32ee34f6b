package sfnt

import (
	"encoding/binary"
	"slices"
	"sort"
	"unicode/utf16"
)

// assemble writes the tables that strict readers require.
func (b *builder) assemble(name string, slots []Slot) []byte {
	count := len(b.loca)
	b.loca = append(b.loca, uint32(len(b.glyf))) //nolint:gosec // far below 4 GB
	loca := make([]byte, 0, 4*len(b.loca))
	for _, off := range b.loca {
		loca = binary.BigEndian.AppendUint32(loca, off)
	}
	if len(b.glyf) == 0 {
		b.glyf = []byte{0, 0, 0, 0}
	}
	tables := map[string][]byte{
		"cmap": cmapTable(slots), "glyf": b.glyf, "head": b.head(), "hhea": hhea(count), "hmtx": b.hmtx,
		"loca": loca, "maxp": b.maxp(count), "name": nameTable(name), "OS/2": b.os2(slots), "post": post(),
	}
	return bundle(tables)
}

// bundle joins tables in the order of their tags, and fills in the checksums.
func bundle(tables map[string][]byte) []byte {
	names := make([]string, 0, len(tables))
	size := 12
	for n, t := range tables {
		names = append(names, n)
		size += 16 + (len(t)+3)&^3
	}
	sort.Strings(names)
	pow, log := 1, 0
	for pow*2 <= len(names) {
		pow, log = pow*2, log+1
	}
	out := append(make([]byte, 0, size), 0, 1, 0, 0)
	out = put16(out, len(names), 16*pow, log, 16*(len(names)-pow))
	off, headAt := 12+16*len(names), 0
	for _, n := range names {
		if n == "head" {
			headAt = off
		}
		out = append(out, n...)
		out = binary.BigEndian.AppendUint32(out, checksum(tables[n]))
		out = put32(out, off, len(tables[n]))
		off += (len(tables[n]) + 3) &^ 3
	}
	for _, n := range names {
		out = append(out, tables[n]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	if len(b) > 0 {
		var tail [4]byte
		copy(tail[:], b)
		sum += binary.BigEndian.Uint32(tail[:])
	}
	return sum
}

// segment is a run of codes whose glyphs have a run of numbers.
type segment struct{ start, end, gid int }

// segments divides codes into runs. Glyph i+1 belongs to slot i.
func segments(slots []Slot) []segment {
	var out []segment
	for i, s := range slots {
		c := int(s.Code)
		if n := len(out); n > 0 && out[n-1].end+1 == c {
			out[n-1].end = c
			continue
		}
		out = append(out, segment{c, c, i + 1})
	}
	return out
}

// mostSegments is how many a subtable of format 4 can count, whose length has 16 bits.
const mostSegments = 8000

// cmapTable returns a subtable of format 4 for codes of 16 bits, and one of format 12 where there are others, or too many runs of them.
func cmapTable(slots []Slot) []byte {
	segs := segments(slots)
	n := sort.Search(len(slots), func(i int) bool { return slots[i].Code > 0xFFFF })
	small := segments(slots[:n])
	if n == len(slots) && len(segs) <= mostSegments {
		return append(put16(nil, 0, 1, 3, 1, 0, 12), format4(small)...)
	}
	four := format4(small[:min(len(small), mostSegments)])
	t := put16(nil, 0, 2, 3, 1, 0, 20, 3, 10, 0, 20+len(four))
	return append(append(t, four...), format12(segs)...)
}

// format4 maps each run by one segment with a delta and without a glyph array.
func format4(segs []segment) []byte {
	if n := len(segs); n == 0 || segs[n-1].end != 0xFFFF {
		segs = append(slices.Clone(segs), segment{0xFFFF, 0xFFFF, 0}) // delta 1: glyph 0
	}
	n := len(segs)
	pow, log := 1, 0
	for pow*2 <= n {
		pow, log = pow*2, log+1
	}
	t := put16(nil, 4, (16+8*n)&0xFFFF, 0, 2*n, 2*pow, log, 2*(n-pow))
	for _, s := range segs {
		t = put16(t, s.end)
	}
	t = put16(t, 0)
	for _, s := range segs {
		t = put16(t, s.start)
	}
	for _, s := range segs {
		t = put16(t, s.gid-s.start)
	}
	return append(t, make([]byte, 2*n)...)
}

func format12(segs []segment) []byte {
	t := put16(nil, 12, 0)
	t = put32(t, 16+12*len(segs), 0, len(segs))
	for _, s := range segs {
		t = put32(t, s.start, s.end, s.gid)
	}
	return t
}

func (b *builder) head() []byte {
	t := put32(nil, 0x00010000, 0x00010000, 0, 0x5F0F3CF5)
	t = put16(t, 0x000B, Em)           // baseline at 0, bearing at 0, integer scaling
	t = append(t, make([]byte, 16)...) // created, modified: constant, so that the same text gives the same bytes
	t = put16(t, b.box[0], b.box[1], b.box[2], b.box[3], 0, 8, 2, 1, 0)
	return t
}

func hhea(count int) []byte {
	t := put32(nil, 0x00010000)
	t = put16(t, Ascent, Descent, 0, Em, 0, 0, Em, 1, 0, 0, 0, 0, 0, 0, 0, count)
	return t
}

// maxp takes the largest of the values that the source faces declare; programs are dropped, so their limits are 0.
func (b *builder) maxp(count int) []byte {
	limits := []int{16, 4, 0, 0}
	elements, depth := 0, 0
	for f := range b.faces {
		m := f.tables["maxp"]
		for i := range limits {
			limits[i] = max(limits[i], u16(m, 6+2*i))
		}
		elements, depth = max(elements, u16(m, 28)), max(depth, u16(m, 30))
	}
	t := put32(nil, 0x00010000)
	t = put16(t, count, limits[0], limits[1], limits[2], limits[3], 1, 0, 0, 0, 0, 0, 0, elements, depth)
	return t
}

func nameTable(name string) []byte {
	var text []byte
	for _, u := range utf16.Encode([]rune(name)) {
		text = put16(text, int(u))
	}
	ids := []int{1, 2, 4, 6}
	t := put16(nil, 0, len(ids), 6+12*len(ids))
	for _, id := range ids {
		t = put16(t, 3, 1, 0x409, id, len(text), 0)
	}
	return append(t, text...)
}

func (b *builder) os2(slots []Slot) []byte {
	weight := 400
	first, last := 0xFFFF, 0
	for _, s := range slots {
		if s.Face != nil && first == 0xFFFF {
			weight = s.Face.Weight()
		}
		first, last = min(first, int(s.Code)), max(last, min(int(s.Code), 0xFFFF))
	}
	t := put16(nil, 4, Em, weight, 5, 0)
	t = put16(t, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0)
	t = append(t, make([]byte, 10+16)...)
	t = append(t, "KAOH"...)
	t = put16(t, 0x40, first, last, Ascent, Descent, 0, Ascent, -Descent)
	t = append(t, make([]byte, 8)...)
	return put16(t, 500, 733, 0, 32, 1)
}

func post() []byte {
	t := put32(nil, 0x00030000, 0)
	t = put16(t, -100, 50)
	return append(t, make([]byte, 20)...)
}

func put32(b []byte, vs ...int) []byte {
	for _, v := range vs {
		b = binary.BigEndian.AppendUint32(b, uint32(v)) //nolint:gosec // callers pass what fits
	}
	return b
}
