package sfnt

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
)

// findCmaps chooses the Unicode subtables: format 12 includes characters above U+FFFF, format 4 is the usual one.
func (f *Face) findCmaps() {
	t := f.tables["cmap"]
	for i, n := 0, u16(t, 2); i < n; i++ {
		platform, encoding, off := u16(t, 4+8*i), u16(t, 6+8*i), u32(t, 8+8*i)
		unicode := platform == 0 && encoding != 5 || platform == 3 && (encoding == 1 || encoding == 10)
		if !unicode || off <= 0 || off+16 > len(t) {
			continue
		}
		switch sub := t[off:]; u16(sub, 0) {
		case 4:
			if f.cmap4 == nil {
				f.cmap4 = sub
			}
		case 12:
			if f.cmap12 == nil {
				f.cmap12 = sub
			}
		}
	}
}

// Glyph returns the glyph of a character, and whether the face has one.
func (f *Face) Glyph(r rune) (uint16, bool) {
	gid := 0
	if f.cmap12 != nil {
		gid = lookup12(f.cmap12, int(r))
	}
	if gid == 0 && f.cmap4 != nil && r <= 0xFFFF {
		gid = lookup4(f.cmap4, int(r))
	}
	if gid <= 0 || gid >= f.count {
		return 0, false
	}
	return uint16(gid), true //nolint:gosec // below f.count, which is 16 bits
}

func lookup12(t []byte, r int) int {
	n := min(u32(t, 12), (len(t)-16)/12)
	i := sort.Search(n, func(i int) bool { return u32(t, 16+12*i+4) >= r })
	if i == n {
		return 0
	}
	start := u32(t, 16+12*i)
	if r < start {
		return 0
	}
	return u32(t, 16+12*i+8) + r - start
}

func lookup4(t []byte, r int) int {
	segs := u16(t, 6) / 2
	ends, starts, deltas, offsets := 14, 16+2*segs, 16+4*segs, 16+6*segs
	i := sort.Search(segs, func(i int) bool { return u16(t, ends+2*i) >= r })
	if i == segs || r < u16(t, starts+2*i) {
		return 0
	}
	off := u16(t, offsets+2*i)
	if off == 0 {
		return (r + u16(t, deltas+2*i)) & 0xFFFF
	}
	gid := u16(t, offsets+2*i+off+2*(r-u16(t, starts+2*i)))
	if gid == 0 {
		return 0
	}
	return (gid + u16(t, deltas+2*i)) & 0xFFFF
}

// Names returns the family and full names (name IDs 1, 4, 6, 16) in every language that is stored as UTF-16 or ASCII.
func (f *Face) Names() []string { return f.names(1, 4, 6, 16) }

// PostScriptName returns the name by which a PDF can call the face (name ID 6): ASCII letters, digits, - and _ only. It is "Unnamed" if the
// face has none.
func (f *Face) PostScriptName() string {
	const longest = 48 // with the prefix of a subset within the 63 characters that interpreters of PostScript take
	for _, n := range f.names(6) {
		n = strings.Map(func(r rune) rune {
			if r < 0x80 && (r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)) {
				return r
			}
			return -1
		}, n)
		if n != "" {
			return n[:min(len(n), longest)]
		}
	}
	return "Unnamed"
}

func (f *Face) names(ids ...int) []string {
	t := f.tables["name"]
	store := u16(t, 4)
	var out []string
	for i, n := 0, u16(t, 2); i < n && 6+12*i+12 <= len(t); i++ {
		rec := t[6+12*i:]
		if !slices.Contains(ids, u16(rec, 6)) {
			continue
		}
		size, off := u16(rec, 8), store+u16(rec, 10)
		if off+size > len(t) {
			continue
		}
		if platform := u16(rec, 0); platform == 1 {
			out = append(out, string(t[off:off+size]))
		} else {
			units := make([]uint16, size/2)
			for j := range units {
				units[j] = uint16(u16(t, off+2*j)) //nolint:gosec // u16 gives 16 bits
			}
			out = append(out, string(utf16.Decode(units)))
		}
	}
	return out
}
