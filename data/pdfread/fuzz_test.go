package pdfread

import (
	"context"
	"errors"
	"math"
	"testing"

	"kaohe/app/words"
)

// FuzzRead: whatever the bytes, reading ends in words or in what can be used, and pages have sizes.
func FuzzRead(f *testing.F) {
	f.Add(onePage("/MediaBox [0 0 400 600]", ""))
	f.Add(onePage("/MediaBox [0 0 4e9 1e-9]", " /Rotate 45"))
	f.Add(onePage("/MediaBox [0 0 400 600]", " /UserUnit -3 /Annots [3 0 R]"))
	f.Add(made("<< /Type /Catalog /Pages 2 0 R /Outlines 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99 /First 2 0 R >>"))
	f.Add([]byte("%PDF-1.7\n%%EOF"))
	f.Fuzz(func(t *testing.T, b []byte) {
		said := func(err error) {
			var fault *words.Fault
			if err != nil && !errors.As(err, &fault) {
				t.Errorf("not in words: %v", err)
			}
		}
		d, err := Open(context.Background(), b)
		said(err)
		if err != nil {
			return
		}
		defer d.Close()
		if d.Count() < 1 {
			t.Fatal("no pages")
		}
		_, err = d.Bookmarks()
		said(err)
		_, err = d.Text(0)
		said(err)
		gs, err := d.Glyphs(0)
		said(err)
		for _, g := range gs {
			if g.Size < 0 || math.IsNaN(g.Size) {
				t.Errorf("%+v", g)
			}
		}
		_, err = d.Strokes(0)
		said(err)
		_, err = d.Fonts(0)
		said(err)
		if w, h, err := d.Size(0); err == nil && w*h < 1e6 {
			_, err = d.Image(context.Background(), 0, 20)
			said(err)
		} else {
			said(err)
		}
	})
}
