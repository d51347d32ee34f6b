package ofd

import (
	"strings"
	"testing"
	"time"

	"kaohe/app/report"
	"kaohe/data/pdf"
	"kaohe/data/pdf/pdftest"
)

// BenchmarkPrint prints a document of 16 pages as OFD, against the PDF of the same document printed in the same loop. Goal: ratio 1.2 or less.
func BenchmarkPrint(b *testing.B) {
	d := made()["rare"]
	for range 20 {
		d.Blocks = append(d.Blocks, report.Para{Text: strings.Repeat("各区人民政府签订了责任书，落实了打假责任制。", 30)})
	}
	p, err := printer()
	if err != nil {
		b.Fatal(err)
	}
	opts := pdf.Options{EmbeddedOnly: true}
	var whole, floor time.Duration
	for b.Loop() {
		start := time.Now()
		doc, err := p.LayOut(b.Context(), d, opts)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Write(b.Context(), doc, []Attachment{carried}, nil); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(start)
		b.StopTimer()
		start = time.Now()
		if _, err := pdftest.Print(b.Context(), p, d); err != nil {
			b.Fatal(err)
		}
		floor += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Microseconds())/1000/float64(b.N), "floor-ms/op")
}
