package picture

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"

	"golang.org/x/image/tiff"

	"kaohe/app/words"
)

const (
	tagBits        = 0x0102
	tagCompression = 0x0103
	oldJPEG        = 6
	maxPages       = 1000
	maxStrips      = 1 << 20
)

// compressions are those that can be drawn.
var compressions = map[int64]bool{0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 8: true, 32773: true, 32946: true}

func measureTIFF(f *file) (frame, error) {
	head, err := bytesAt(f, 0, sizeOfTIFFHeader)
	if err != nil {
		return frame{}, err
	}
	d, err := readDirectory(f, byteOrder(head), int64(byteOrder(head).Uint32(head[4:])))
	if err != nil {
		return frame{}, err
	}
	w, h := d[tagWidth].number(0), d[tagHeight].number(0)
	fr := frame{width: int(w), height: int(h), exif: f}
	if w > MaxSide || h > MaxSide {
		return fr, nil
	}
	rows, wide := d[tagRowsPerStrip].number(h), w
	if d[tagTileWidth].r != nil {
		rows, wide = d[tagTileHeight].number(h), d[tagTileWidth].number(w)
	} else {
		rows = min(rows, h)
	}
	each := int64(4)
	if d[tagBits].number(1) == 16 {
		each = 8
	}
	const block = 24 // eight bytes for each pixel of a strip, unpacked into a slice that grows
	if fr.cost = each * w * h; rows < 0 || wide < 0 || rows > Budget || wide > Budget || rows*wide > Budget/block {
		fr.cost = Budget + 1
	} else {
		fr.cost += block * rows * wide
	}
	_, err = tiff.DecodeConfig(io.NewSectionReader(f, 0, f.Size()))
	var unsupported tiff.UnsupportedError
	if errors.As(err, &unsupported) || !compressions[d[tagCompression].number(0)] {
		fr.still, err = words.Refuse("picture.format", string(TIFF)), nil
	}
	return fr, err
}

// tiffKept are the tags by which a picture is drawn, and its colour profile.
var tiffKept = []uint16{254, 255, tagWidth, tagHeight, tagBits, tagCompression, 262, 266, tagStripOffsets, tagOrientation, 277, tagRowsPerStrip, tagStripSizes, 280,
	281, 282, 283, 284, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, tagTileWidth, tagTileHeight, tagTileOffsets, tagTileSizes, 332, 334, 338,
	339, 340, 341, 347, 529, 530, 531, 532, 34675}

// tiffCopy lays out a new file: its parts in order, and where the next one will stand.
type tiffCopy struct {
	f      *file
	order  order
	parts  []io.Reader
	at     int64
	strips int
}

// bareTIFF writes a new file with all pages, of whose tags only those that drawing needs; how each page is turned is one of them.
func bareTIFF(dst io.Writer, f *file, _ int) error {
	head, err := bytesAt(f, 0, sizeOfTIFFHeader)
	if err != nil {
		return err
	}
	c := &tiffCopy{f: f, order: byteOrder(head), at: sizeOfTIFFHeader}
	link := bytes.Clone(head) // what ends with the place of the next directory
	c.parts = append(c.parts, bytes.NewReader(link))
	at := int64(c.order.Uint32(head[4:]))
	for pages := 0; at != 0; pages++ {
		if pages == maxPages {
			return errors.New("tiff: too many pages")
		}
		if link, err = c.page(at, link); err != nil {
			return err
		}
		count, err := bytesAt(f, at, 2)
		if err != nil {
			return err
		}
		next, err := bytesAt(f, at+2+sizeOfEntry*int64(c.order.Uint16(count)), 4)
		if err != nil {
			return err
		}
		at = int64(c.order.Uint32(next))
	}
	_, err = io.Copy(dst, io.MultiReader(c.parts...))
	return err
}

// add puts a part at the next even place, and returns where.
func (c *tiffCopy) add(r io.Reader, size int64) uint32 {
	at := c.at
	c.parts = append(c.parts, r, bytes.NewReader(make([]byte, size&1)))
	c.at += size + size&1
	return uint32(at) //nolint:gosec // page has checked that it fits
}

// page adds a page's strips, values and directory, puts its place into link, and returns the bytes that link to the next one.
func (c *tiffCopy) page(at int64, link []byte) ([]byte, error) {
	d, err := readDirectory(c.f, c.order, at)
	if err != nil {
		return nil, err
	}
	if d[tagCompression].number(0) == oldJPEG {
		return nil, words.Refuse("picture.bare", string(TIFF))
	}
	moved := map[uint16][]byte{}
	for offsets, sizes := range map[uint16]uint16{tagStripOffsets: tagStripSizes, tagTileOffsets: tagTileSizes} {
		if d[offsets].r == nil {
			continue
		}
		if moved[offsets], err = c.move(d[offsets], d[sizes]); err != nil {
			return nil, err
		}
	}
	var out []byte
	kept := slices.Sorted(maps.Keys(d))
	kept = slices.DeleteFunc(kept, func(tag uint16) bool { return !slices.Contains(tiffKept, tag) })
	out = c.order.AppendUint16(out, uint16(len(kept))) //nolint:gosec // not more than tiffKept has
	for _, tag := range kept {
		e := d[tag]
		b := e.bytes(maxValue)
		if places, ok := moved[tag]; ok {
			b, e.kind = places, 4
		}
		if b == nil {
			return nil, errors.New("tiff: a value that is not there")
		}
		out = c.order.AppendUint32(c.order.AppendUint16(c.order.AppendUint16(out, tag), e.kind), e.count)
		if len(b) > 4 {
			out = c.order.AppendUint32(out, c.add(bytes.NewReader(b), int64(len(b))))
		} else {
			out = append(out, append(bytes.Clone(b), 0, 0, 0)[:4]...)
		}
	}
	out = append(out, 0, 0, 0, 0)
	if c.at+int64(len(out)) > 1<<32-1 {
		return nil, errors.New("tiff: too long")
	}
	c.order.PutUint32(link[len(link)-4:], c.add(bytes.NewReader(out), int64(len(out))))
	return out, nil
}

// move adds strips or tiles, and returns where they are now.
func (c *tiffCopy) move(offsets, sizes entry) ([]byte, error) {
	from, err := offsets.numbers()
	if err != nil {
		return nil, err
	}
	long, err := sizes.numbers()
	if err != nil || len(long) != len(from) {
		return nil, errors.Join(errors.New("tiff: strips without sizes"), err)
	}
	var places []byte
	for i, at := range from {
		// All strips together are not longer than the file, or some would be there twice.
		if c.strips++; at+long[i] > c.f.Size() || c.at+long[i] > c.f.Size()+maxValue || c.strips > maxStrips {
			return nil, io.ErrUnexpectedEOF
		}
		places = c.order.AppendUint32(places, c.add(io.NewSectionReader(c.f, at, long[i]), long[i]))
	}
	return places, nil
}

// numbers reads all values of whole numbers.
func (e entry) numbers() ([]int64, error) {
	b := e.bytes(maxValue)
	if b == nil || e.kind != 3 && e.kind != 4 {
		return nil, errors.New("tiff: no numbers")
	}
	var all []int64
	for ; len(b) > 0; b = b[width(e.kind):] {
		if e.kind == 3 {
			all = append(all, int64(e.order.Uint16(b)))
		} else {
			all = append(all, int64(e.order.Uint32(b)))
		}
	}
	return all, nil
}
