package picture_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"testing"

	"kaohe/data/picture"
)

// twelve is a photo of twelve megapixels with about as much in it as a phone's.
func twelve(b *testing.B) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 4000, 3000))
	r := rand.New(rand.NewPCG(1, 2))
	for y := range 3000 {
		for x := range 4000 {
			o := img.PixOffset(x, y)
			img.Pix[o], img.Pix[o+1], img.Pix[o+2], img.Pix[o+3] = byte(x/16+r.IntN(24)), byte(y/12+r.IntN(24)), byte((x+y)/28), 255
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 85}); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkThumbs makes both smaller copies of a photo. The ratio to decoding it alone was 1.0 for one and 1.2 for both when measured.
func BenchmarkThumbs(b *testing.B) {
	data := twelve(b)
	b.Run("decoding alone", func(b *testing.B) {
		for b.Loop() {
			if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, longest := range map[string][]int{"thumb": {320}, "both": {1600, 320}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := picture.Thumbs(context.Background(), bytes.NewReader(data), 80, longest...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
