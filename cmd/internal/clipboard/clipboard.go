// Package clipboard reads what another program copied beyond text: the paths of files, or a picture. Fyne's clipboard has text alone.
//
//	clipboard.go          what is read, and what a list of URIs or a bitmap of Windows says
//	clipboard_x11.go      X11's selections, with pieces (INCR)
//	clipboard_windows.go  user32: CF_HDROP, PNG, CF_DIB
//
// Caveats: under Wayland it reads what XWayland passes on, which is all that a window of ours has there; without an X server there is
// clipboard.none. What the other program offers is read in bounds and trusted with nothing: a picture is looked at where it is taken in.
package clipboard

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/image/bmp"

	"kaohe/app/words"
)

// most is how many bytes of a picture are taken.
const most = 200 << 20

// Content is what was copied: files, or else a picture as PNG.
type Content struct {
	Files   []string
	Picture []byte
}

var errEmpty = words.Refuse("clipboard.empty")

// paths reads a text/uri-list, or what file managers add to one. What is no file of this computer is left out.
func paths(list string) (out []string) {
	for line := range strings.Lines(list) {
		u, err := url.Parse(strings.TrimSpace(line))
		if err != nil || u.Scheme != "file" || u.Host != "" && u.Host != "localhost" || u.Path == "" {
			continue
		}
		path := u.Path
		if runtime.GOOS == "windows" {
			path = strings.TrimPrefix(path, "/")
		}
		out = append(out, filepath.FromSlash(path))
	}
	return out
}

// mostPixels is how large a bitmap is turned into a PNG.
const mostPixels = 64_000_000

// fromDIB makes a PNG of a device-independent bitmap: a BITMAPINFOHEADER or a later one, a palette, and rows.
func fromDIB(dib []byte) ([]byte, error) {
	const info = 40
	if len(dib) < info {
		return nil, words.Refuse("clipboard.failed")
	}
	head, depth, compression := binary.LittleEndian.Uint32(dib), binary.LittleEndian.Uint16(dib[14:]), binary.LittleEndian.Uint32(dib[16:])
	width, height := int32(binary.LittleEndian.Uint32(dib[4:])), int32(binary.LittleEndian.Uint32(dib[8:]))
	if width <= 0 || height == 0 || int64(width)*max(int64(height), -int64(height)) > mostPixels || head < info || int64(head) > int64(len(dib)) {
		return nil, words.Refuse("clipboard.failed")
	}
	const fields = 3 // BI_BITFIELDS: masks instead of a palette
	begin := int64(head)
	switch {
	case depth <= 8:
		colours := int64(binary.LittleEndian.Uint32(dib[32:]))
		if colours == 0 || colours > 256 {
			colours = 1 << depth
		}
		begin += 4 * colours
	case compression == fields && head == info:
		begin += 12
	}
	if depth == 32 && (compression == 0 || compression == fields) {
		return from32(dib, begin, int(width), int(height))
	}
	file := make([]byte, 14, 14+len(dib))
	copy(file, "BM")
	binary.LittleEndian.PutUint32(file[2:], uint32(14+len(dib)))
	binary.LittleEndian.PutUint32(file[10:], uint32(14+begin))
	img, err := bmp.Decode(bytes.NewReader(append(file, dib...)))
	if err != nil {
		return nil, words.Refuse("clipboard.failed").Because(err)
	}
	return encoded(img)
}

// from32 reads rows of blue, green, red and a fourth byte, which many programs leave 0 where nothing is transparent: it is passed over.
func from32(dib []byte, begin int64, width, height int) ([]byte, error) {
	up := height > 0 // from the bottom
	height = max(height, -height)
	if begin+4*int64(width)*int64(height) > int64(len(dib)) {
		return nil, words.Refuse("clipboard.failed")
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		from := y
		if up {
			from = height - 1 - y
		}
		row, to := dib[begin+4*int64(width)*int64(from):], img.Pix[y*img.Stride:]
		for x := range width {
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = row[4*x+2], row[4*x+1], row[4*x], 0xff
		}
	}
	return encoded(img)
}

func encoded(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img)
	return b.Bytes(), err
}
