package pdf

import (
	"context"
	"io"
	"testing"
	"time"

	"kaohe/app/report"
)

// BenchmarkFindingsWarm prints the realistic document with parsed faces, against a floor measured in the same loop: gofpdf drawing the same
// laid-out lines with the same fonts, already subset. Goal: ratio 1.5 or less.
func BenchmarkFindingsWarm(b *testing.B) {
	p := printer(b)
	d := findings()
	ctx := context.Background()
	pl, err := p.layOut(ctx, &d, Options{})
	if err != nil {
		b.Fatal(err)
	}
	var whole, floor time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := p.Write(ctx, io.Discard, d, Options{}); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(start)
		b.StopTimer()
		start = time.Now()
		if err := bare(&d, pl); err != nil {
			b.Fatal(err)
		}
		floor += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Microseconds())/1000/float64(b.N), "floor-ms/op")
	b.ReportMetric(float64(len(pl.pages)), "pages")
}

// bare is the floor: gofpdf alone, without the ToUnicode maps.
func bare(d *report.Document, pl *plan) error {
	g := open(d, pl.sheet)
	for _, f := range pl.faces {
		g.AddUTF8FontFromBytes(f.font.name, "", f.ttf)
	}
	dr := &drawer{g: g}
	for _, p := range pl.pages {
		g.AddPage()
		dr.page(p)
	}
	return g.Output(io.Discard)
}
