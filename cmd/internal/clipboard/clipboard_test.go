package clipboard

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/image/bmp"

	"kaohe/app/words"
)

func TestAListOfURIsGivesTheFilesOfThisComputer(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // where no program offers one
	}
	list := "# comment\r\nfile:///tmp/%E7%85%A7%E7%89%87%201.jpg\r\nhttp://example.com/a.jpg\r\nfile://other/b.jpg\r\nfile://localhost/c.jpg\r\nnonsense\r\n"
	if got := paths(list); !slices.Equal(got, []string{"/tmp/照片 1.jpg", "/c.jpg"}) {
		t.Errorf("%q", got)
	}
}

// drawn is a small picture with a colour of its own in each corner.
func drawn() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 3, 2))
	for i, c := range []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {1, 2, 3, 255}, {4, 5, 6, 255}, {7, 8, 9, 255}} {
		img.SetRGBA(i%3, i/3, c)
	}
	return img
}

// dib32 is a bitmap as screenshots are copied on Windows: 32 bits, transparency 0, from the bottom or from the top.
func dib32(img *image.RGBA, fromTop bool) []byte {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	b := make([]byte, 40, 40+4*w*h)
	high := int32(h)
	if fromTop {
		high = -high
	}
	for at, v := range map[int]uint32{0: 40, 4: uint32(w), 8: uint32(high), 12: 1 | 32<<16} {
		binary.LittleEndian.PutUint32(b[at:], v)
	}
	for y := range h {
		row := h - 1 - y
		if fromTop {
			row = y
		}
		for x := range w {
			c := img.RGBAAt(x, row)
			b = append(b, c.B, c.G, c.R, 0)
		}
	}
	return b
}

func TestABitmapOfWindowsIsThePictureThatWasCopied(t *testing.T) {
	img := drawn()
	var file bytes.Buffer
	if err := bmp.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	for what, dib := range map[string][]byte{"from the bottom": dib32(img, false), "from the top": dib32(img, true), "24 bits": file.Bytes()[14:]} {
		b, err := fromDIB(dib)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		got, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for i := range 6 {
			if r, g, bl, a := got.At(i%3, i/3).RGBA(); (color.RGBA64{uint16(r), uint16(g), uint16(bl), uint16(a)}) != color.RGBA64Model.Convert(img.At(i%3, i/3)) {
				t.Errorf("%s: pixel %d is %v", what, i, got.At(i%3, i/3))
			}
		}
	}
}

func FuzzBitmap(f *testing.F) {
	f.Add(dib32(drawn(), false))
	f.Fuzz(func(t *testing.T, dib []byte) {
		var known *words.Fault
		if b, err := fromDIB(dib); err != nil && !errors.As(err, &known) || err == nil && len(b) == 0 {
			t.Errorf("%d bytes, %v", len(b), err)
		}
	})
}
