package pdf

import (
	"encoding/binary"
	"math"
)

// srgb returns an ICC profile (version 2, ICC.1:2001-04) of the colour space sRGB, IEC 61966-2-1, for the output intent: matrix and curves
// made from that standard's numbers, so that no profile of others is carried. A few hundred bytes are enough, because only black and pure
// red are printed.
func srgb() []byte {
	colorants := map[string][3]uint32{ // X, Y, Z adapted to D50, in 1/65536
		"rXYZ": {0x6FA2, 0x38F5, 0x0390}, "gXYZ": {0x6299, 0xB785, 0x18DA}, "bXYZ": {0x24A0, 0x0F84, 0xB6CF}, "wtpt": {0xF6D6, 0x10000, 0xD32D},
	}
	var body []byte
	var table []byte
	tags := 0
	const head = 128 + 4 + 9*12
	tag := func(name string, at, size int) {
		tags++
		table = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(append(table, name...), uint32(at)), uint32(size)) //nolint:gosec // small
	}
	put := func(data []byte, names ...string) {
		at := head + len(body)
		body = append(body, data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
		for _, n := range names {
			tag(n, at, len(data))
		}
	}
	put(description("sRGB"), "desc")
	put(append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...), "cprt")
	for _, name := range []string{"wtpt", "rXYZ", "gXYZ", "bXYZ"} {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range colorants[name] {
			xyz = binary.BigEndian.AppendUint32(xyz, v)
		}
		put(xyz, name)
	}
	put(curve(), "rTRC", "gTRC", "bTRC")
	out := binary.BigEndian.AppendUint32(nil, uint32(head+len(body))) //nolint:gosec // small
	out = append(out, "\x00\x00\x00\x00\x02\x10\x00\x00mntrRGB XYZ \x07\xD0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00acsp"...)
	out = append(out, make([]byte, 28)...)
	for _, v := range colorants["wtpt"] { // the illuminant of the connection space
		out = binary.BigEndian.AppendUint32(out, v)
	}
	out = append(out, make([]byte, 128-len(out))...)
	out = binary.BigEndian.AppendUint32(out, uint32(tags)) //nolint:gosec // nine
	return append(append(out, table...), body...)
}

// description returns a textDescriptionType with an ASCII name only.
func description(name string) []byte {
	out := append([]byte("desc\x00\x00\x00\x00"), 0, 0, 0, byte(len(name)+1)) //nolint:gosec // a short name
	out = append(append(out, name...), 0)
	return append(out, make([]byte, 4+4+2+1+67)...)
}

// curve returns the tone curve of sRGB as a table of 256 values.
func curve() []byte {
	const n = 256
	out := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), n)
	for i := range n {
		v := float64(i) / (n - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		out = binary.BigEndian.AppendUint16(out, uint16(math.Round(v*0xFFFF)))
	}
	return out
}
