package pdfread

import (
	"context"
	"testing"
	"time"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// BenchmarkRead opens ten pages and reads all glyphs, lines and fonts. The floor, in the same loop: the same engine opening the file and
// taking each page's text apart, asked for nothing.
func BenchmarkRead(b *testing.B) {
	file := chinese(b, 10)
	open(b, file) // the engine's start is not measured
	var whole, floor time.Duration
	for b.Loop() {
		start := time.Now()
		f, err := Open(context.Background(), file)
		if err != nil {
			b.Fatal(err)
		}
		for i := range f.Count() {
			_, e1 := f.Glyphs(i)
			_, e2 := f.Strokes(i)
			if _, e3 := f.Fonts(i); e1 != nil || e2 != nil || e3 != nil {
				b.Fatal(e1, e2, e3)
			}
		}
		f.Close()
		whole += time.Since(start)
		b.StopTimer()
		start = time.Now()
		d, err := newDocument()
		if err != nil {
			b.Fatal(err)
		}
		if err := d.load(file); err != nil {
			b.Fatal(err)
		}
		for i := range 10 {
			p := requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: i}}
			if _, err := inText(d, p, func(references.FPDF_TEXTPAGE, int) (int, error) { return 0, nil }); err != nil {
				b.Fatal(err)
			}
		}
		d.close()
		floor += time.Since(start)
		b.StartTimer()
	}
	report(b, whole, floor)
}

// BenchmarkImage draws a page at 96 dots per inch from an open file. The floor: the same page at a tenth of the dots each way, that is
// reading the page without painting it.
func BenchmarkImage(b *testing.B) {
	f := open(b, chinese(b, 1))
	var whole, floor time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := f.Image(context.Background(), 0, 96); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(start)
		b.StopTimer()
		start = time.Now()
		if _, err := f.Image(context.Background(), 0, 9.6); err != nil {
			b.Fatal(err)
		}
		floor += time.Since(start)
		b.StartTimer()
	}
	report(b, whole, floor)
}

func report(b *testing.B, whole, floor time.Duration) {
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Microseconds())/1000/float64(b.N), "floor-ms/op")
}
