package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
)

// Tags of TIFF and EXIF that are read.
const (
	tagWidth         = 0x0100
	tagHeight        = 0x0101
	tagMake          = 0x010F
	tagStripOffsets  = 0x0111
	tagOrientation   = 0x0112
	tagRowsPerStrip  = 0x0116
	tagStripSizes    = 0x0117
	tagDateTime      = 0x0132
	tagTileWidth     = 0x0142
	tagTileHeight    = 0x0143
	tagTileOffsets   = 0x0144
	tagTileSizes     = 0x0145
	tagSubIFDs       = 0x014A
	tagEXIF          = 0x8769
	tagGPS           = 0x8825
	tagTaken         = 0x9003
	tagTakenOffset   = 0x9011
	tagDNGVersion    = 0xC612
	tagLatRef        = 0x0001
	tagLat           = 0x0002
	tagLonRef        = 0x0003
	tagLon           = 0x0004
	maxEntries       = 1000 // of one directory
	maxValue         = 1 << 20
	exifPrefix       = "Exif\x00\x00"
	maxEXIF          = 1 << 20 // bytes of EXIF data in formats that set no bound
	sizeOfEntry      = 12
	sizeOfTIFFHeader = 8
)

type order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

func byteOrder(head []byte) order {
	if head[0] == 'I' {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// entry is a tag's value, still as bytes.
type entry struct {
	kind  uint16
	count uint32
	at    int64 // where the value's bytes are
	order order
	r     io.ReaderAt
}

// width is the size in bytes of one value of a kind, 0 for an unknown one.
func width(kind uint16) int64 {
	if int(kind) >= len(widths) {
		return 0
	}
	return widths[kind]
}

var widths = [...]int64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4}

// directory is one image file directory of TIFF. Of a tag that is there twice the first counts.
type directory map[uint16]entry

// readDirectory reads the directory at an offset. It reads no values.
func readDirectory(r io.ReaderAt, o order, at int64) (directory, error) {
	b, err := bytesAt(r, at, 2)
	if err != nil {
		return nil, err
	}
	n := int64(o.Uint16(b))
	if n > maxEntries {
		return nil, fmt.Errorf("tiff: %d entries", n)
	}
	if b, err = bytesAt(r, at+2, sizeOfEntry*n); err != nil {
		return nil, err
	}
	d := directory{}
	for i := int64(0); i < n; i++ {
		e := b[sizeOfEntry*i:]
		v := entry{kind: o.Uint16(e[2:]), count: o.Uint32(e[4:]), order: o, r: r, at: at + 2 + sizeOfEntry*i + 8}
		if width(v.kind)*int64(v.count) > 4 {
			v.at = int64(o.Uint32(e[8:]))
		}
		if tag := o.Uint16(e); d[tag].r == nil {
			d[tag] = v
		}
	}
	return d, nil
}

// bytes reads a value of at most so many bytes.
func (e entry) bytes(most int64) []byte {
	size := width(e.kind) * int64(e.count)
	if e.r == nil || size == 0 || size > most {
		return nil
	}
	b, err := bytesAt(e.r, e.at, size)
	if err != nil {
		return nil
	}
	return b
}

// number reads the first value of whole numbers, or a default.
func (e entry) number(or int64) int64 {
	one := e
	one.count = min(e.count, 1)
	switch b := one.bytes(4); {
	case b == nil:
		return or
	case e.kind == 1:
		return int64(b[0])
	case e.kind == 3:
		return int64(e.order.Uint16(b))
	case e.kind == 4 || e.kind == 13:
		return int64(e.order.Uint32(b))
	}
	return or
}

func (e entry) text() string {
	b := e.bytes(64)
	if e.kind != 2 {
		return ""
	}
	s, _, _ := strings.Cut(string(b), "\x00")
	return strings.TrimSpace(s)
}

// degrees reads three fractions: degrees, minutes, seconds.
func (e entry) degrees(ref, negative string, most float64) (float64, bool) {
	b := e.bytes(24)
	if e.kind != 5 || len(b) != 24 {
		return 0, false
	}
	sum := 0.0
	for i, unit := range []float64{1, 60, 3600} {
		n, d := e.order.Uint32(b[8*i:]), e.order.Uint32(b[8*i+4:])
		switch {
		case d == 0 && n == 0: // a camera that gives no seconds
		case d == 0:
			return 0, false
		default:
			sum += float64(n) / float64(d) / unit
		}
	}
	if math.IsNaN(sum) || sum > most {
		return 0, false
	}
	if ref == negative {
		sum = -sum
	}
	return sum, true
}

// tags are what a camera says that we use.
type tags struct {
	orientation   int // 1 to 8, as EXIF numbers them
	taken, offset string
	place         *Place
}

// tags reads the frame's EXIF data. What is broken in it is left out.
func (fr frame) tags() tags {
	t := tags{orientation: 1}
	if fr.exif == nil {
		return t
	}
	head, err := bytesAt(fr.exif, 0, sizeOfTIFFHeader)
	if err != nil || !bytes.HasPrefix(head, []byte("II*\x00")) && !bytes.HasPrefix(head, []byte("MM\x00*")) {
		return t
	}
	o := byteOrder(head)
	main, err := readDirectory(fr.exif, o, int64(o.Uint32(head[4:])))
	if err != nil {
		return t
	}
	if n := main[tagOrientation].number(1); n >= 1 && n <= 8 {
		t.orientation = int(n)
	}
	if at, ok := main[tagEXIF]; ok {
		if d, err := readDirectory(fr.exif, o, at.number(0)); err == nil {
			t.taken, t.offset = moment(d[tagTaken].text(), d[tagTakenOffset].text())
		}
	}
	if t.taken == "" { // a scanner and some phones write this one alone
		t.taken, _ = moment(main[tagDateTime].text(), "")
	}
	if at, ok := main[tagGPS]; ok {
		if d, err := readDirectory(fr.exif, o, at.number(0)); err == nil {
			t.place = place(d)
		}
	}
	return t
}

func place(d directory) *Place {
	lat, ok := d[tagLat].degrees(d[tagLatRef].text(), "S", 90)
	lon, ok2 := d[tagLon].degrees(d[tagLonRef].text(), "W", 180)
	if !ok || !ok2 || lat == 0 && lon == 0 { // a camera without a fix writes zeros
		return nil
	}
	return &Place{Lat: lat, Lon: lon}
}

// moment reads a camera's time and its offset. A time that no clock shows is none.
func moment(s, offset string) (string, string) {
	t, err := time.Parse("2006:01:02 15:04:05", s)
	if err != nil || t.Year() < 1900 {
		return "", ""
	}
	if _, err := time.Parse("-07:00", offset); err != nil {
		offset = ""
	}
	return t.Format("2006-01-02 15:04:05"), offset
}

// orientationOnly is EXIF data that says how a picture is turned, and nothing else.
func orientationOnly(n int) []byte {
	return []byte{'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, tagOrientation >> 8, tagOrientation & 0xFF, 0, 3, 0, 0, 0, 1, 0, byte(n), 0, 0, 0, 0, 0, 0}
}
