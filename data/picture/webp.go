package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/image/webp"

	"kaohe/app/words"
)

// Flags of VP8X.
const (
	webpAnimated = 1 << 1
	webpXMP      = 1 << 2
	webpEXIF     = 1 << 3
	webpAlpha    = 1 << 4
)

// webpChunks calls visit for each chunk, up to where the file says that it ends.
func webpChunks(f *file, visit func(chunk) error) error {
	head, err := bytesAt(f, 0, 12)
	if err != nil {
		return err
	}
	said := int64(binary.LittleEndian.Uint32(head[4:])) + 8
	end := min(said, f.Size())
	n := 0
	for at := int64(12); at+8 <= end; {
		b, err := bytesAt(f, at, 8)
		if err != nil {
			return err
		}
		c := chunk{name: string(b[:4]), at: at + 8, size: int64(binary.LittleEndian.Uint32(b[4:]))}
		if n++; c.at+c.size > end || n > maxChunks {
			return io.ErrUnexpectedEOF
		}
		if err := visit(c); err != nil {
			return err
		}
		at = c.at + c.size + c.size&1
	}
	if end < said {
		return io.ErrUnexpectedEOF
	}
	return nil
}

func measureWebP(f *file) (frame, error) {
	var fr frame
	c, err := webp.DecodeConfig(io.NewSectionReader(f, 0, f.Size()))
	if err != nil {
		return fr, err
	}
	// Lossless colours, and alpha, are decoded into four bytes a pixel twice; and up to 65,536 groups of codes are kept meanwhile.
	fr = frame{width: c.Width, height: c.Height, cost: 10*int64(c.Width)*int64(c.Height) + 200<<20}
	err = webpChunks(f, func(c chunk) error {
		switch {
		case c.name == "VP8X" && c.size >= 1:
			b, err := bytesAt(f, c.at, 1)
			if err == nil && b[0]&webpAnimated != 0 {
				fr.still = words.Refuse("picture.format", string(WebP))
			}
			return err
		case c.name == "EXIF" && c.size <= maxEXIF && fr.exif == nil:
			b, err := bytesAt(f, c.at, c.size)
			fr.exif = bytes.NewReader(bytes.TrimPrefix(b, []byte(exifPrefix)))
			return err
		}
		return nil
	})
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // the decoder judges what is after the head
	}
	return fr, err
}

var webpKept = map[string]bool{"VP8X": true, "ICCP": true, "ALPH": true, "VP8 ": true, "VP8L": true}

// bareWebP copies the picture and its colour profile. An animated one is refused.
func bareWebP(dst io.Writer, f *file, orientation int) error {
	var parts []io.Reader
	size := int64(4)
	add := func(name string, b io.Reader, n int64) {
		head := binary.LittleEndian.AppendUint32([]byte(name), uint32(n)) //nolint:gosec // a size that was read from 32 bits, or a handful of bytes
		parts = append(parts, bytes.NewReader(head), b, bytes.NewReader(make([]byte, n&1)))
		size += 8 + n + n&1
	}
	var turn []byte
	if orientation != 1 {
		turn = orientationOnly(orientation)
	}
	err := webpChunks(f, func(c chunk) error {
		if c.name == "ANMF" {
			return words.Refuse("picture.bare", string(WebP))
		}
		if !webpKept[c.name] {
			return nil
		}
		if len(parts) == 0 {
			flags, err := extended(f, c, turn != nil)
			if err != nil || flags != nil {
				add("VP8X", bytes.NewReader(flags), int64(len(flags)))
			}
			if err != nil || c.name == "VP8X" {
				return err
			}
		}
		add(c.name, io.NewSectionReader(f, c.at, c.size), c.size)
		return nil
	})
	if err != nil {
		return err
	}
	if len(parts) == 0 {
		return errors.New("webp: no picture")
	}
	if turn != nil {
		add("EXIF", bytes.NewReader(turn), int64(len(turn)))
	}
	head := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(size)) //nolint:gosec // not more than the original's, or a handful of bytes
	_, err = io.Copy(dst, io.MultiReader(append([]io.Reader{bytes.NewReader(append(head, "WEBP"...))}, parts...)...))
	return err
}

// extended gives the data of VP8X that is to stand before everything else, or nil where none is needed: the first chunk's own, less what is left
// out; or one for a picture that has none and is turned.
func extended(f *file, first chunk, turned bool) ([]byte, error) {
	const size = 10
	b := make([]byte, size)
	if first.name == "VP8X" {
		var err error
		if first.size != size {
			return nil, fmt.Errorf("webp: VP8X of %d bytes", first.size)
		}
		if b, err = bytesAt(f, first.at, size); err != nil {
			return nil, err
		}
		b[0] &^= webpXMP | webpEXIF
	} else if !turned {
		return nil, nil
	} else {
		c, err := webp.DecodeConfig(io.NewSectionReader(f, 0, f.Size()))
		if err != nil {
			return nil, err
		}
		w, h := c.Width-1, c.Height-1
		copy(b[4:], []byte{byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)})
	}
	if turned {
		b[0] |= webpEXIF
	}
	return b, nil
}
