package docx

import (
	"io"
	"testing"
	"time"

	"kaohe/data/pdf"
	"kaohe/data/pdf/pdftest"
	"kaohe/data/sampletest"
)

// BenchmarkWord writes one of each kind of the sample's documents, against printing the same ones as PDFs with parsed faces in the same loop.
// Goal: ratio 1.0 or less. It is about a fifth: nothing is laid out, and no face is cut.
func BenchmarkWord(b *testing.B) {
	printer, err := pdf.New(pdf.Embedded())
	if err != nil {
		b.Fatal(err)
	}
	all := sampletest.Kinds(b)
	var whole, floor time.Duration
	for b.Loop() {
		start := time.Now()
		for _, d := range all {
			if err := Write(b.Context(), io.Discard, d, Options{}); err != nil {
				b.Fatal(err)
			}
		}
		whole += time.Since(start)
		b.StopTimer()
		start = time.Now()
		for _, d := range all {
			if _, err := pdftest.Print(b.Context(), printer, d); err != nil {
				b.Fatal(err)
			}
		}
		floor += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Microseconds())/1000/float64(b.N), "floor-ms/op")
}
