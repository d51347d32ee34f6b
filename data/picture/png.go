package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

const pngHead = "\x89PNG\r\n\x1a\n"

// chunk is where a named part of a PNG or WebP file lies.
type chunk struct {
	name string
	at   int64 // of its data
	size int64
}

// pngChunks calls visit for each chunk up to and with IEND.
func pngChunks(f *file, visit func(chunk) error) error {
	for at := int64(len(pngHead)); ; {
		b, err := bytesAt(f, at, 8)
		if err != nil {
			return err
		}
		c := chunk{name: string(b[4:]), at: at + 8, size: int64(binary.BigEndian.Uint32(b))}
		if c.at+c.size+4 > f.Size() {
			return io.ErrUnexpectedEOF
		}
		if err := visit(c); err != nil || c.name == "IEND" {
			return err
		}
		at = c.at + c.size + 4
	}
}

var errEnough = errors.New("enough")

func measurePNG(f *file) (frame, error) {
	var fr frame
	chunks := 0
	err := pngChunks(f, func(c chunk) error {
		chunks++
		switch {
		case chunks == 1:
			b, err := bytesAt(f, c.at, 13)
			if err != nil || c.name != "IHDR" || c.size != 13 {
				return fmt.Errorf("png: %q at the beginning", c.name)
			}
			w, h := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
			if w > 1<<31-1 || h > 1<<31-1 {
				return fmt.Errorf("png: %d × %d", w, h)
			}
			fr.width, fr.height = int(w), int(h)
			each := 4.0
			if b[8] == 16 {
				each = 8
			}
			if b[12] != 0 {
				each *= 2 // seven passes, which are decoded apart and then laid together
			}
			if w > MaxSide || h > MaxSide {
				return errEnough
			}
			fr.cost = int64(each * float64(w) * float64(h))
		case c.name == "eXIf" && c.size <= maxEXIF:
			b, err := bytesAt(f, c.at, c.size)
			fr.exif = bytes.NewReader(b)
			return errors.Join(err, errEnough)
		case chunks > maxChunks:
			return errEnough
		}
		return nil
	})
	if fr.width > 0 && errors.Is(err, errEnough) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // the decoder judges what is after the head
	}
	return fr, err
}

const maxChunks = 20_000 // that are looked through for a camera's tags

var pngKept = map[string]bool{"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true,
	"cICP": true, "sBIT": true, "bKGD": true, "pHYs": true, "acTL": true, "fcTL": true, "fdAT": true}

// barePNG copies the chunks that are needed to draw the picture.
func barePNG(dst io.Writer, f *file, orientation int) error {
	if _, err := io.WriteString(dst, pngHead); err != nil {
		return err
	}
	return pngChunks(f, func(c chunk) error {
		if !pngKept[c.name] {
			return nil
		}
		if _, err := io.Copy(dst, io.NewSectionReader(f, c.at-8, c.size+12)); err != nil || c.name != "IHDR" || orientation == 1 {
			return err
		}
		b := append([]byte("eXIf"), orientationOnly(orientation)...)
		out := binary.BigEndian.AppendUint32(nil, uint32(len(b)-4)) //nolint:gosec // some thirty bytes
		out = append(out, b...)
		_, err := dst.Write(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(b)))
		return err
	})
}
