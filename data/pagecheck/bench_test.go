package pagecheck

import (
	"context"
	"testing"
	"time"

	"kaohe/data/pdfread"
)

// BenchmarkMeasure opens a document of ten pages and measures it. The floor, in the same loop: opening it and reading each page's text.
func BenchmarkMeasure(b *testing.B) {
	p := circular()
	p.pages = 10
	for n := 5; n <= 10; n++ {
		p.para(n, 0, 22)
		p.folio(n)
	}
	file := p.bytes(b)
	var whole, floor time.Duration
	ctx := context.Background()
	for b.Loop() {
		start := time.Now()
		f, err := pdfread.Open(ctx, file)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Measure(ctx, f); err != nil {
			b.Fatal(err)
		}
		f.Close()
		whole += time.Since(start)
		b.StopTimer()
		start = time.Now()
		if f, err = pdfread.Open(ctx, file); err != nil {
			b.Fatal(err)
		}
		for i := range f.Count() {
			if _, err := f.Text(i); err != nil {
				b.Fatal(err)
			}
		}
		f.Close()
		floor += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Microseconds())/1000/float64(b.N), "floor-ms/op")
}
