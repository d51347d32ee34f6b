package pdf

import (
	"fmt"
	"testing"
)

// raster is a page as a reader's program draws it, at 254 dots per inch: ten to the millimetre.
type raster struct {
	w, h int
	rgb  []byte
}

func pixels(tb testing.TB, file []byte, page int) raster {
	tb.Helper()
	n := fmt.Sprint(page)
	out := poppler(tb, file, "pdftoppm", []string{"-r", "254", "-f", n, "-l", n})
	var img raster
	if _, err := fmt.Sscanf(out, "P6\n%d %d\n255\n", &img.w, &img.h); err != nil {
		tb.Fatal(err)
	}
	img.rgb = []byte(out[len(out)-3*img.w*img.h:])
	return img
}

func (img raster) at(x, y int) []byte { return img.rgb[3*(y*img.w+x):][:3] }

// band is a stretch of rows with ink, in millimetres.
type band struct{ top, bottom, left, right float64 }

func red(img raster, x, y int) bool {
	p := img.at(x, y)
	return p[0] > 128 && p[1] < 128 && p[2] < 128
}

func dark(img raster, x, y int) bool {
	p := img.at(x, y)
	return p[0] < 128 && p[1] < 128 && p[2] < 128
}

// bands are the stretches of rows that hold ink.
func bands(img raster, ink func(img raster, x, y int) bool) []band {
	var out []band
	open := false
	for y := range img.h {
		left, right := -1, -1
		for x := range img.w {
			if ink(img, x, y) {
				if left < 0 {
					left = x
				}
				right = x + 1
			}
		}
		if left < 0 {
			open = false
			continue
		}
		l, r := float64(left)/10, float64(right)/10
		if !open {
			out = append(out, band{float64(y) / 10, 0, l, r})
		}
		open = true
		b := &out[len(out)-1]
		b.bottom, b.left, b.right = float64(y+1)/10, min(b.left, l), max(b.right, r)
	}
	return out
}

// near complains when a measure in millimetres is off by more than two tenths, a little over the raster's error.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if abs(got-want) > 0.2 {
		t.Errorf("%s: %.2f mm, want %.2f", what, got, want)
	}
}
