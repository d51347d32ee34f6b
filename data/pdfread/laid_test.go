package pdfread

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"

	"kaohe/app/words"
)

func TestTurns(t *testing.T) {
	for turn, want := range map[string]int{"": 0, " /Rotate 90": 90, " /Rotate -90": 270, " /Rotate 540": 180} {
		if got, err := open(t, onePage("/MediaBox [0 0 400 600]", turn)).Turn(t.Context(), 0); err != nil || got != want {
			t.Errorf("%s: %d, %v", turn, got, err)
		}
	}
}

func TestAnnotationsAreNamedWithTheirPlaces(t *testing.T) {
	f := open(t, onePage("/MediaBox [0 0 400 600]", " /Annots [<< /Type /Annot /Subtype /Stamp /Rect [100 200 172 272] >> "+
		"<< /Subtype /Odd /F 2 >>]"))
	got, err := f.Annotations(t.Context(), 0)
	if err != nil || len(got) != 2 || got[0].Kind != "Stamp" || got[1].Kind != "" {
		t.Fatalf("%+v, %v", got, err)
	}
	if b := got[0].Box; !near(b.Left, 100*mm) || !near(b.Top, 328*mm) || !near(b.Right, 172*mm) || !near(b.Bottom, 400*mm) {
		t.Errorf("%+v", b)
	}
	if got, err := open(t, onePage("/MediaBox [0 0 400 600]", "")).Annotations(t.Context(), 0); err != nil || len(got) > 0 {
		t.Errorf("of none: %+v, %v", got, err)
	}
	if _, err := f.Annotations(t.Context(), 1); !errors.Is(err, words.Refuse("page.absent")) {
		t.Errorf("second page: %v", err)
	}
}

func TestAllAttachmentsOfANameAreGiven(t *testing.T) {
	spec := func(name string, n int) string {
		return fmt.Sprintf("(%s) << /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> >> ", name, name, name, n)
	}
	f := open(t, made("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names ["+spec("a", 4)+spec("a", 5)+spec("b", 6)+"] >> >> >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
		stream("/Type /EmbeddedFile", "one"), stream("/Type /EmbeddedFile", "two"), stream("/Type /EmbeddedFile", "three")))
	got, err := f.Attachments(t.Context(), "a")
	if err != nil || !slices.EqualFunc(got, []string{"one", "two"}, func(b []byte, s string) bool { return string(b) == s }) {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := f.Attachment(t.Context(), "b"); err != nil || !bytes.Equal(got, []byte("three")) {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := f.Attachment(t.Context(), "c"); err != nil || got != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// TestAHairlineThatMovedIsSeen: 0.1 mm wide, moved by 0.2 mm, wherever it lies between pixels, at the resolution of comparisons.
func TestAHairlineThatMovedIsSeen(t *testing.T) {
	ruled := func(x float64) *image.RGBA {
		f := open(t, made("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>",
			stream("", fmt.Sprintf("%.3f w %.3f 10 m %.3f 90 l S 10 %.3f m 90 %.3f l S", 0.1/mm, x, x, x, x))))
		img, err := f.Image(t.Context(), 0, 150)
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	for i := range 6 {
		x := 50 + 0.08*float64(i) // a pixel is 0.48 points
		if got := Differ(ruled(x), ruled(x+0.2/mm), 150); len(got) == 0 || got[0].Right-got[0].Left < 10 {
			t.Errorf("at %.2f: %+v", x, got)
		}
		if got := Differ(ruled(x), ruled(x), 150); len(got) > 0 {
			t.Errorf("not moved: %+v", got)
		}
	}
}

func TestDifferencesAreGathered(t *testing.T) {
	a, b := image.NewRGBA(image.Rect(0, 0, 400, 300)), image.NewRGBA(image.Rect(0, 0, 400, 300))
	spot := func(x, y int) { b.SetRGBA(x, y, color.RGBA{0, 0, 1, 0}) } // however faint
	if got := Differ(a, b, 25.4); got != nil {
		t.Errorf("the same: %v", got)
	}
	for x := range 20 {
		spot(10+2*x, 50) // a dashed line is one place
	}
	spot(399, 299)
	want := []Box{{10, 50, 49, 51}, {399, 299, 400, 300}}
	if got := Differ(a, b, 25.4); !slices.Equal(got, want) { // a dot is a millimetre
		t.Errorf("%v, want %v", got, want)
	}
	if got := Differ(a, image.NewRGBA(image.Rect(0, 0, 10, 500)), 25.4); !slices.Equal(got, []Box{{0, 0, 400, 500}}) {
		t.Errorf("of another size: %v", got)
	}
}

func TestNear(t *testing.T) {
	line := func(from, to int, c uint8) func(*image.RGBA) {
		return func(m *image.RGBA) {
			for x := from; x < to; x++ {
				m.Set(x, 20, color.Gray{c})
			}
		}
	}
	picture := func(draw ...func(*image.RGBA)) *image.RGBA {
		m := image.NewRGBA(image.Rect(0, 0, 40, 40))
		for i := range m.Pix {
			m.Pix[i] = 255
		}
		for _, d := range draw {
			d(m)
		}
		return m
	}
	ours := picture(line(5, 30, 0))
	for _, c := range []struct {
		name   string
		theirs *image.RGBA
		want   bool
	}{
		{"Same", picture(line(5, 30, 0)), true},
		{"EndHalfAPixelFurther", picture(line(5, 30, 0), line(30, 31, 128)), true},
		{"EndAPixelFurther", picture(line(5, 31, 0)), false},
		{"EndAPixelNearer", picture(line(5, 29, 0)), false},
		{"ABitLighter", picture(line(5, 30, 40)), true},
		{"MuchLighter", picture(line(5, 30, 90)), false},
		{"PaleMarkElsewhere", picture(line(5, 30, 0), line(33, 37, 240)), false},
		{"Gone", picture(), false},
		{"OtherSize", image.NewRGBA(image.Rect(0, 0, 40, 41)), false},
	} {
		if Near(ours, c.theirs) != c.want || Near(c.theirs, ours) != c.want {
			t.Errorf("%s: not %v", c.name, c.want)
		}
	}
}
