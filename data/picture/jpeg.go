package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"kaohe/app/words"
)

// Markers of JPEG, the second byte of each.
const (
	jpegTEM   = 0x01
	jpegSOF0  = 0xC0
	jpegSOF2  = 0xC2
	jpegDHT   = 0xC4
	jpegJPG   = 0xC8
	jpegDAC   = 0xCC
	jpegSOF15 = 0xCF
	jpegRST0  = 0xD0
	jpegRST7  = 0xD7
	jpegSOI   = 0xD8
	jpegEOI   = 0xD9
	jpegSOS   = 0xDA
	jpegAPP0  = 0xE0
	jpegAPP1  = 0xE1
	jpegAPP2  = 0xE2
	jpegAPP14 = 0xEE
	maxScans  = 100 // of a progressive picture: each goes over all of it, however few bytes it has
)

// segment is a JPEG marker and what follows it up to the next.
type segment struct {
	marker byte
	body   []byte // without marker and length; nil for markers without
}

// jpegReader reads a JPEG file segment by segment.
type jpegReader struct {
	*bufio.Reader
	begun bool // the 0xFF of the next marker was read
}

func newJPEG(f *file) (*jpegReader, error) {
	r := &jpegReader{Reader: bufio.NewReaderSize(io.NewSectionReader(f, 0, f.Size()), 64<<10)}
	head, err := r.next()
	if err == nil && head.marker != jpegSOI {
		err = errors.New("jpeg: no start")
	}
	return r, err
}

// next reads a segment; before a marker may stand any number of fill bytes.
func (r *jpegReader) next() (segment, error) {
	b := byte(0xFF)
	var err error
	if !r.begun {
		b, err = r.ReadByte()
	}
	r.begun = false
	if err == nil && b != 0xFF {
		err = fmt.Errorf("jpeg: %#x where a marker was due", b)
	}
	for err == nil && b == 0xFF {
		b, err = r.ReadByte()
	}
	if err != nil {
		return segment{}, noEOF(err)
	}
	if b == jpegSOI || b == jpegEOI || b >= jpegRST0 && b <= jpegRST7 || b == jpegTEM {
		return segment{marker: b}, nil
	}
	var size [2]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return segment{}, noEOF(err)
	}
	n := int(binary.BigEndian.Uint16(size[:]))
	if n < 2 {
		return segment{}, fmt.Errorf("jpeg: a segment of %d bytes", n)
	}
	s := segment{marker: b, body: make([]byte, n-2)}
	_, err = io.ReadFull(r, s.body)
	return s, noEOF(err)
}

// scan copies the entropy-coded data after a start of scan to w, up to the next marker, which next then reads.
func (r *jpegReader) scan(w io.Writer) error {
	for {
		chunk, err := r.ReadSlice(0xFF)
		if full := errors.Is(err, bufio.ErrBufferFull); err != nil && !full {
			return noEOF(err)
		} else if !full {
			chunk = chunk[:len(chunk)-1]
		}
		if _, werr := w.Write(chunk); werr != nil {
			return werr
		}
		if err != nil {
			continue
		}
		b, err := r.Peek(1)
		switch {
		case err != nil:
			return noEOF(err)
		case b[0] == 0 || b[0] >= jpegRST0 && b[0] <= jpegRST7:
			pair := []byte{0xFF, b[0]}
			if _, err := r.Discard(1); err != nil {
				return err
			}
			if _, err := w.Write(pair); err != nil {
				return err
			}
		default:
			r.begun = true
			return nil
		}
	}
}

// put writes the segment as it was read.
func (s segment) put(w io.Writer) error {
	b := []byte{0xFF, s.marker}
	if s.body != nil {
		b = binary.BigEndian.AppendUint16(b, uint16(len(s.body)+2)) //nolint:gosec // its length was read from 16 bits
	}
	_, err := w.Write(append(b, s.body...))
	return err
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func measureJPEG(f *file) (frame, error) {
	var fr frame
	r, err := newJPEG(f)
	if err != nil {
		return fr, err
	}
	progressive := false
	for {
		s, err := r.next()
		switch {
		case err != nil:
			return fr, err
		case s.marker == jpegEOI:
			return fr, errors.New("jpeg: no picture")
		case s.marker == jpegSOS && fr.width == 0:
			return fr, errors.New("jpeg: a scan before its frame")
		case s.marker == jpegSOS && progressive:
			return fr, r.countScans()
		case s.marker == jpegSOS:
			return fr, nil
		case s.marker == jpegAPP1 && fr.exif == nil && bytes.HasPrefix(s.body, []byte(exifPrefix)):
			fr.exif = bytes.NewReader(s.body[len(exifPrefix):])
		case s.marker >= jpegSOF0 && s.marker <= jpegSOF15 && s.marker != jpegDHT && s.marker != jpegJPG && s.marker != jpegDAC:
			progressive = s.marker == jpegSOF2
			if err := fr.jpegFrame(s, progressive); err != nil {
				return fr, err
			}
		}
	}
}

// jpegFrame reads a start of frame. Decoding takes a byte for each sample of each component, in whole blocks; of a progressive picture four more,
// because all coefficients are kept; and four for each pixel where the colours are not those of a camera.
func (fr *frame) jpegFrame(s segment, progressive bool) error {
	b := s.body
	if fr.width != 0 || len(b) < 6 || len(b) != 6+3*int(b[5]) {
		return errors.New("jpeg: frame")
	}
	fr.height, fr.width = int(binary.BigEndian.Uint16(b[1:])), int(binary.BigEndian.Uint16(b[3:]))
	if s.marker > jpegSOF2 || b[0] != 8 {
		fr.still = words.Refuse("picture.format", string(JPEG))
		return nil
	}
	var high, wide, samples int64 = 1, 1, 0
	for c := b[6:]; len(c) > 0; c = c[3:] {
		wide, high = max(wide, int64(c[1]>>4)), max(high, int64(c[1]&15))
	}
	across, down := blocks(fr.width, 8*wide), blocks(fr.height, 8*high)
	for c := b[6:]; len(c) > 0; c = c[3:] {
		samples += across * down * 64 * int64(c[1]>>4) * int64(c[1]&15)
	}
	fr.cost = samples
	if progressive {
		fr.cost += 4 * samples
	}
	if b[5] > 1 {
		fr.cost += 4 * int64(fr.width) * int64(fr.height)
	}
	return nil
}

func blocks(length int, size int64) int64 { return (int64(length) + size - 1) / size }

// countScans refuses a picture that goes over itself too often. A broken end is the decoder's to find.
func (r *jpegReader) countScans() error {
	for n := 1; ; {
		if r.scan(io.Discard) != nil {
			return nil
		}
		s, err := r.next()
		if err != nil || s.marker == jpegEOI {
			return nil
		}
		if s.marker == jpegSOS {
			n++
		}
		if n > maxScans {
			return fmt.Errorf("jpeg: more than %d scans", maxScans)
		}
	}
}

// bareJPEG copies what is needed to decode the picture and its colour profile. What stands after its end, such as a moving picture or a second
// one with tags of its own, is left out.
func bareJPEG(dst io.Writer, f *file, orientation int) error {
	r, err := newJPEG(f)
	if err != nil {
		return err
	}
	if err := (segment{marker: jpegSOI}).put(dst); err != nil {
		return err
	}
	for turned := orientation == 1; ; {
		s, err := r.next()
		if err != nil {
			return err
		}
		s, keep := s.bare()
		if !keep {
			continue
		}
		if !turned && s.marker != jpegAPP0 {
			turned = true
			if err := (segment{marker: jpegAPP1, body: append([]byte(exifPrefix), orientationOnly(orientation)...)}).put(dst); err != nil {
				return err
			}
		}
		if err := s.put(dst); err != nil || s.marker == jpegEOI {
			return err
		}
		if s.marker == jpegSOS {
			if err := r.scan(dst); err != nil {
				return err
			}
		}
	}
}

// bare tells whether a segment is kept, and gives what is kept of it.
func (s segment) bare() (segment, bool) {
	switch {
	case s.marker == jpegAPP0:
		const whole = 14 // a thumbnail would follow
		if !bytes.HasPrefix(s.body, []byte("JFIF\x00")) || len(s.body) < whole {
			return s, false
		}
		s.body = append(bytes.Clone(s.body[:whole-2]), 0, 0)
		return s, true
	case s.marker == jpegAPP2:
		return s, bytes.HasPrefix(s.body, []byte("ICC_PROFILE\x00"))
	case s.marker == jpegAPP14:
		return s, bytes.HasPrefix(s.body, []byte("Adobe"))
	}
	return s, s.marker >= jpegSOF0 && s.marker < jpegAPP0
}
