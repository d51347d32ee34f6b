package picture_test

import (
	"bytes"
	"context"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/marks"
	"kaohe/data/picture"
)

var layer = marks.Layer{
	{Kind: marks.Box, From: marks.Point{X: 5500, Y: 1000}, To: marks.Point{X: 9500, Y: 4000}},
	{Kind: marks.Arrow, From: marks.Point{X: 1000, Y: 9000}, To: marks.Point{X: 4000, Y: 6000}},
	{Kind: marks.Text, From: marks.Point{X: 500, Y: 500}, Text: "消防通道堵塞 A"},
	{Kind: marks.Text, From: marks.Point{X: 9900, Y: 9900}, Text: "㗊角落"},
}

// marked draws the layer over a plain picture.
func marked(t testing.TB, c color.RGBA, w, h, turn int) *image.RGBA {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []byte{c.R, c.G, c.B, 255})
	}
	if err := picture.Over(img, layer, turn); err != nil {
		t.Fatal(err)
	}
	return img
}

func TestMarksStandWhereTheyWereDrawnHoweverThePictureIsTurned(t *testing.T) {
	const w, h = 800, 600
	mark := color.RGBA{0xD6, 0x1F, 0x1F, 255}
	for turn, at := range map[int][]image.Point{
		0:   {{440, 150}, {600, 60}, {200, 450}},
		90:  {{450, 440}, {540, 600}, {150, 200}},
		180: {{360, 450}, {200, 540}, {600, 150}},
		270: {{150, 360}, {60, 200}, {450, 600}},
	} {
		size := image.Pt(w, h)
		if turn%180 != 0 {
			size = image.Pt(h, w)
		}
		img := marked(t, color.RGBA{40, 40, 40, 255}, size.X, size.Y, turn)
		for i, p := range at {
			if !near(img, p.X, p.Y, mark) {
				t.Errorf("turned by %d, point %d: %v at %v", turn, i, img.At(p.X, p.Y), p)
			}
		}
		if !near(img, size.X/2, size.Y/2, color.RGBA{40, 40, 40, 255}) {
			t.Errorf("turned by %d: the middle is %v", turn, img.At(size.X/2, size.Y/2))
		}
	}
}

func TestMarksAreSeenOnLightAndDarkAndOnTheirOwnColour(t *testing.T) {
	for _, c := range []color.RGBA{{255, 255, 255, 255}, {0, 0, 0, 255}, {0xD6, 0x1F, 0x1F, 255}} {
		img := marked(t, c, 400, 300, 0)
		counts := map[bool]int{}
		for y := range 300 {
			for x := range 400 {
				counts[near(img, x, y, c)]++
			}
		}
		if other := counts[false]; other < 400 || other > 20_000 {
			t.Errorf("on %v: %d pixels are otherwise", c, other)
		}
	}
}

func TestAnyLayerIsDrawnOnAnyPicture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		img := image.NewRGBA(image.Rect(0, 0, rapid.IntRange(1, 60).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")))
		c := rapid.OneOf(rapid.Just(0), rapid.Just(marks.Full), rapid.IntRange(0, marks.Full))
		var l marks.Layer
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			m := marks.Mark{Kind: marks.Kind(rapid.IntRange(0, 3).Draw(t, "kind")), From: marks.Point{X: c.Draw(t, "x"), Y: c.Draw(t, "y")}, To: marks.Point{X: c.Draw(t, "x"), Y: c.Draw(t, "y")}}
			if m.Kind == marks.Text {
				m.Text = rapid.StringMatching(`[a-z通道\n]{1,10}`).Draw(t, "text")
			}
			l = append(l, m)
		}
		if err := picture.Over(img, l, 90*rapid.IntRange(0, 3).Draw(t, "turn")); err != nil {
			t.Fatal(err)
		}
	})
}

// reference is the mean of the area under a pixel, in floating point.
func reference(img *image.Gray, w, h, x, y int) float64 {
	fx, fy := float64(img.Rect.Dx())/float64(w), float64(img.Rect.Dy())/float64(h)
	part := func(i int, from, to float64) float64 { return max(0, min(float64(i+1), to)-max(float64(i), from)) }
	sum := 0.0
	for j := range img.Rect.Dy() {
		for i := range img.Rect.Dx() {
			sum += part(i, float64(x)*fx, float64(x+1)*fx) * part(j, float64(y)*fy, float64(y+1)*fy) * float64(img.GrayAt(i, j).Y)
		}
	}
	return sum / fx / fy
}

func TestEachPixelIsTheMeanOfWhatItStandsFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		img := image.NewGray(image.Rect(0, 0, rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")))
		copy(img.Pix, rapid.SliceOfN(rapid.Byte(), len(img.Pix), len(img.Pix)).Draw(t, "pix"))
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		small, err := picture.Draw(context.Background(), bytes.NewReader(b.Bytes()), rapid.IntRange(1, 40).Draw(t, "longest"), 0)
		if err != nil {
			t.Fatal(err)
		}
		w, h := small.Rect.Dx(), small.Rect.Dy()
		for y := range h {
			for x := range w {
				want := reference(img, w, h, x, y)
				if got := float64(small.RGBAAt(x, y).R); got < want-0.51 || got > want+0.51 {
					t.Fatalf("%d,%d of %d × %d: %v, not %v", x, y, w, h, got, want)
				}
			}
		}
	})
}

var shots = flag.String("shots", "", "a folder for pictures with marks, to be looked at")

func TestMarksCanBeLookedAt(t *testing.T) {
	if *shots == "" {
		t.Skip("-shots names no folder")
	}
	for name, c := range map[string]color.RGBA{"light": {240, 240, 235, 255}, "dark": {25, 30, 40, 255}, "red": {200, 60, 50, 255}} {
		f, err := os.Create(filepath.Join(*shots, name+".png"))
		if err == nil {
			err = png.Encode(f, marked(t, c, 900, 600, 0))
		}
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}
