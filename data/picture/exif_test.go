package picture_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// field is a tag as a camera would write it.
type field struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

func ascii(tag uint16, s string) field {
	return field{tag, 2, uint32(len(s) + 1), append([]byte(s), 0)}
}

func short(tag uint16, n int) field { return field{tag, 3, 1, []byte{byte(n >> 8), byte(n), 0, 0}} }

func fractions(tag uint16, n ...uint32) field {
	var b []byte
	for _, v := range n {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return field{tag, 5, uint32(len(n) / 2), b}
}

// directory writes fields at a place, and their values behind.
func directory(at int, fields []field) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(fields)))
	values := at + 2 + 12*len(fields) + 4
	var behind []byte
	for _, f := range fields {
		out = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(out, f.tag), f.kind)
		out = binary.BigEndian.AppendUint32(out, f.count)
		if len(f.value) <= 4 {
			out = append(out, append(f.value, 0, 0, 0, 0)[:4]...)
			continue
		}
		out = binary.BigEndian.AppendUint32(out, uint32(values+len(behind)))
		behind = append(behind, f.value...)
		if len(behind)%2 == 1 {
			behind = append(behind, 0)
		}
	}
	return append(append(out, 0, 0, 0, 0), behind...)
}

// exif is what a phone writes: turned as orientation says, in Shenzhen, at half past nine.
func exif(orientation int) []byte {
	long := func(tag uint16, n int) field { return field{tag, 4, 1, binary.BigEndian.AppendUint32(nil, uint32(n))} }
	taken := []field{ascii(0x9003, "2006:11:21 09:30:05"), ascii(0x9011, "+08:00")}
	gps := []field{ascii(1, "N"), fractions(2, 22, 1, 32, 1, 3060, 100), ascii(3, "E"), fractions(4, 114, 1, 3, 1, 0, 1)}
	main := func(a, b int) []field {
		return []field{ascii(0x010F, "ACME"), short(0x0112, orientation), long(0x8769, a), long(0x8825, b)}
	}
	size := len(directory(8, main(0, 0)))
	a := 8 + size
	b := a + len(directory(a, taken))
	out := append([]byte("MM\x00*\x00\x00\x00\x08"), directory(8, main(a, b))...)
	return append(append(out, directory(a, taken)...), directory(b, gps)...)
}

// corners is a picture whose corners are red, green, blue and grey, from the upper left to the lower right.
func corners(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := [2][2]color.RGBA{{{200, 30, 30, 255}, {30, 180, 30, 255}}, {{30, 30, 200, 255}, {120, 120, 120, 255}}}[y*2/h][x*2/w]
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// photo is a JPEG with EXIF data between its start and the rest.
func photo(t testing.TB, w, h, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, corners(w, h), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return withSegment(b.Bytes(), 0xE1, append([]byte("Exif\x00\x00"), exif(orientation)...))
}

func withSegment(jpg []byte, marker byte, body []byte) []byte {
	out := append([]byte{0xFF, 0xD8, 0xFF, marker}, byte((len(body)+2)>>8), byte(len(body)+2))
	return append(append(out, body...), jpg[2:]...)
}

func crc(b []byte) uint32 { return crc32.ChecksumIEEE(b) }
