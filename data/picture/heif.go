package picture

import (
	"encoding/binary"
	"io"
)

// measureOther reads what can be known of a picture that is not drawn: of a raw one whose tags stand as in a TIFF, and of HEIC and AVIF, when and
// where it was taken.
func measureOther(f *file, format Format) (frame, error) {
	if format == HEIC || format == AVIF {
		return measureHEIF(f), nil
	}
	return frame{exif: f}, nil
}

// Bounds of the boxes in which HEIF says what it holds.
const (
	maxMeta  = 1 << 20
	maxBoxes = 10_000
)

// box is a named part of the ISO base media format.
type box struct {
	name string
	body []byte
}

// measureHEIF finds the picture's size and its EXIF data. What is broken is left out, because the picture is kept in any case.
func measureHEIF(f *file) frame {
	var fr frame
	meta := topBox(f, "meta")
	if len(meta) < 4 {
		return fr
	}
	item, at, size := uint32(0), int64(0), int64(0)
	var locations []byte
	for _, b := range boxes(meta[4:]) {
		switch b.name {
		case "iinf":
			item = exifItem(b.body)
		case "iloc":
			locations = b.body
		case "iprp":
			fr.width, fr.height = extent(b.body)
		}
	}
	if item != 0 {
		at, size = location(locations, item)
	}
	if size <= 4 || size > maxEXIF || at < 0 || at > f.Size() {
		return fr
	}
	b, err := bytesAt(f, at, 4)
	if err != nil {
		return fr
	}
	if skip := 4 + int64(binary.BigEndian.Uint32(b)); skip < size {
		fr.exif = io.NewSectionReader(f, at+skip, size-skip)
	}
	return fr
}

// topBox reads a box of the file itself.
func topBox(f *file, name string) []byte {
	at := int64(0)
	for range maxBoxes {
		head, err := bytesAt(f, at, 8)
		if err != nil {
			return nil
		}
		size, start := int64(binary.BigEndian.Uint32(head)), int64(8)
		if size == 1 {
			long, err := bytesAt(f, at+8, 8)
			if err != nil {
				return nil
			}
			size, start = int64(binary.BigEndian.Uint64(long)), 16 //nolint:gosec // a negative one ends below
		}
		if size < start || size > f.Size()-at {
			return nil
		}
		if string(head[4:]) == name {
			if size-start > maxMeta {
				return nil
			}
			b, err := bytesAt(f, at+start, size-start)
			if err != nil {
				return nil
			}
			return b
		}
		at += size
	}
	return nil
}

// boxes takes apart what a box holds, up to the first that does not fit.
func boxes(b []byte) []box {
	var all []box
	for len(b) >= 8 && len(all) < maxBoxes {
		size := int64(binary.BigEndian.Uint32(b))
		if size < 8 || size > int64(len(b)) {
			return all
		}
		all = append(all, box{string(b[4:8]), b[8:size]})
		b = b[size:]
	}
	return all
}

// cursor reads numbers, and zeros after the end.
type cursor struct{ b []byte }

func (c *cursor) take(n int) uint64 {
	if n > len(c.b) {
		c.b = nil
		return 0
	}
	v := uint64(0)
	for _, d := range c.b[:n] {
		v = v<<8 | uint64(d)
	}
	c.b = c.b[n:]
	return v
}

func exifItem(iinf []byte) uint32 {
	c := cursor{iinf}
	if c.take(4)>>24 == 0 {
		c.take(2)
	} else {
		c.take(4)
	}
	for _, b := range boxes(c.b) {
		i := cursor{b.body}
		version := i.take(4) >> 24
		if b.name != "infe" || version < 2 {
			continue
		}
		id := uint32(i.take(int(2 + 2*(version-2)&2))) //nolint:gosec // at most four bytes
		i.take(2)
		if i.take(4) == 0x45786966 { // Exif
			return id
		}
	}
	return 0
}

// location gives where an item of one piece stands in the file.
func location(iloc []byte, item uint32) (at, size int64) {
	c := cursor{iloc}
	version := c.take(4) >> 24
	sizes := c.take(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), 0
	if version > 0 {
		indexSize = int(sizes & 15)
	}
	short := 2
	if version > 1 {
		short = 4
	}
	if offsetSize > 8 || lengthSize > 8 || baseSize > 8 || indexSize > 8 {
		return 0, 0
	}
	for n := c.take(short); n > 0 && len(c.b) > 0; n-- {
		id, method := c.take(short), uint64(0)
		if version > 0 {
			method = c.take(2) & 15
		}
		c.take(2)
		base, extents := c.take(baseSize), int(c.take(2)) //nolint:gosec // 16 bits
		each := indexSize + offsetSize + lengthSize
		if id == uint64(item) && method == 0 && extents == 1 {
			c.take(indexSize)
			return int64(base + c.take(offsetSize)), int64(c.take(lengthSize)) //nolint:gosec // the caller checks both
		}
		if each*extents > len(c.b) {
			return 0, 0
		}
		c.b = c.b[each*extents:]
	}
	return 0, 0
}

// extent is the largest size that a property of the file gives: tiles and thumbnails are smaller than the picture. How it is turned is left out.
func extent(iprp []byte) (w, h int) {
	for _, b := range boxes(iprp) {
		if b.name != "ipco" {
			continue
		}
		for _, p := range boxes(b.body) {
			c := cursor{p.body}
			c.take(4)
			if wide, high := int(c.take(4)), int(c.take(4)); p.name == "ispe" && wide*high > w*h { //nolint:gosec // 32 bits each
				w, h = wide, high
			}
		}
	}
	return w, h
}
