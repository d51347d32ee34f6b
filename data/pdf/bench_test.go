package pdf

import (
	"io"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"kaohe/app/report"
	"kaohe/data/ink"
	"kaohe/data/parallel"
)

// BenchmarkFindingsWarm prints the realistic document of nine pages with parsed faces, against a floor measured in the same loop: gofpdf drawing
// the same laid-out lines with the same fonts, already subset. Goal: ratio 1.0 or less; fonts are not given to gofpdf, so it is about a third.
func BenchmarkFindingsWarm(b *testing.B) {
	p := printer(b)
	against(b, func(d report.Document) {
		if _, err := p.Write(b.Context(), io.Discard, d, Options{}); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkFindingsCold parses the faces too, against the same floor.
func BenchmarkFindingsCold(b *testing.B) {
	f := Embedded()
	f.System = nil
	against(b, func(d report.Document) {
		p, err := New(f)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.Write(b.Context(), io.Discard, d, Options{}); err != nil {
			b.Fatal(err)
		}
	})
}

func against(b *testing.B, print func(d report.Document)) {
	d := basic(findings())
	laid, err := printer(b).LayOut(b.Context(), d, Options{})
	if err != nil {
		b.Fatal(err)
	}
	ttfs := plainFonts(b, laid)
	var whole, floor time.Duration
	for b.Loop() {
		start := time.Now()
		print(d)
		whole += time.Since(start)
		b.StopTimer()
		start = time.Now()
		if err := bare(laid, ttfs); err != nil {
			b.Fatal(err)
		}
		floor += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Microseconds())/1000/float64(b.N), "floor-ms/op")
	b.ReportMetric(float64(len(laid.Pages)), "pages")
}

// BenchmarkBatch prints 100 documents with one Printer on all processors, against the same work one after the other on one processor. Two
// processors cannot do better than 0.5. peak-MB is the heap's largest size, sampled.
func BenchmarkBatch(b *testing.B) {
	p := printer(b)
	var docs []report.Document
	for i := range 100 {
		d := findings()
		for k := range 40 { // each district's text has characters of its own
			r := string(rune(0x4E00 + (i*40+k)*5))
			d.Blocks = append(d.Blocks, report.Para{Text: strings.Repeat(r+"责任书未量化。", 4)})
		}
		docs = append(docs, d)
	}
	write := func(d report.Document) {
		if _, err := p.Write(b.Context(), io.Discard, d, Options{}); err != nil {
			b.Error(err)
		}
	}
	var whole, floor time.Duration
	stop, peak := watchHeap()
	for b.Loop() {
		start := time.Now()
		_ = parallel.Each(len(docs), func(i int) error { write(docs[i]); return nil }) // write tells of its errors
		whole += time.Since(start)
		b.StopTimer()
		was := runtime.GOMAXPROCS(1)
		start = time.Now()
		for _, d := range docs {
			write(d)
		}
		floor += time.Since(start)
		runtime.GOMAXPROCS(was)
		b.StartTimer()
	}
	close(stop)
	b.ReportMetric(float64(whole)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Milliseconds())/100/float64(b.N), "floor-ms/document")
	b.ReportMetric(float64(<-peak)/1e6, "peak-MB")
}

func watchHeap() (stop chan struct{}, peak chan uint64) {
	stop, peak = make(chan struct{}), make(chan uint64, 1)
	go func() {
		most := uint64(0)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
				metrics.Read(sample)
				most = max(most, sample[0].Value.Uint64())
			}
		}
	}()
	return stop, peak
}

// bare is the floor: gofpdf alone, without the ToUnicode maps.
func bare(d *ink.Document, ttfs map[*ink.Font][]byte) error {
	g := open(d)
	g.SetCompression(true)
	for f, ttf := range ttfs {
		g.AddUTF8FontFromBytes(f.Name, "", ttf)
	}
	for _, p := range d.Pages {
		g.AddPage()
		for _, l := range p.Rules {
			g.SetLineWidth(l.Width)
			g.Line(l.X1, l.Y1, l.X2, l.Y2)
		}
		var last *ink.Font
		size := 0.0
		for _, r := range p.Runs {
			if r.Font != last || r.Size != size {
				g.SetFont(r.Font.Name, "", r.Size)
				last, size = r.Font, r.Size
			}
			g.Text(r.X, r.Y, string(r.Text))
		}
	}
	return g.Output(io.Discard)
}

// plainFonts are the document's fonts as gofpdf wants them: each character under its own code.
func plainFonts(tb testing.TB, doc *ink.Document) map[*ink.Font][]byte {
	out := map[*ink.Font][]byte{}
	for _, f := range doc.Fonts {
		ttf, err := f.BuildByCharacter(f.Name)
		if err != nil {
			tb.Fatal(err)
		}
		out[f] = ttf
	}
	return out
}

// basic keeps a document within what gofpdf can draw.
func basic(d report.Document) report.Document {
	swap := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r > 0xFFFF {
				return '某'
			}
			return r
		}, s)
	}
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case report.Para:
			b.Text = swap(b.Text)
			d.Blocks[i] = b
		case report.Signature:
			for k := range b.Lines {
				b.Lines[k] = swap(b.Lines[k])
			}
		}
	}
	return d
}
