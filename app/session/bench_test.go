package session_test

import (
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/standard"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

// BenchmarkEditOnTheSample is one mark on the sample, without a disk: what a person waits for besides the write. The ratio is to
// reading the assessment once out of a folded state.
func BenchmarkEditOnTheSample(b *testing.B) {
	r, err := roundplantest.Open(content.Files, builtin.Builtin)
	if err != nil {
		b.Fatal(err)
	}
	state := ledger.New()
	for _, x := range r.Log.Records {
		state.Apply(x)
	}
	auth := assess.Authorise(state, r.Log.Vault)
	assess.View(state, auth)
	var floor, edit time.Duration
	n := 0
	for b.Loop() {
		start := time.Now()
		assess.View(state, auth)
		floor += time.Since(start)
		d := r.View().District("luohu")
		s := d.Score("a1")
		n++
		start = time.Now()
		if err := r.Apply(assess.SetMark(d, s, s.Item.Points-50*standard.Points(n%2), "x")); err != nil {
			b.Fatal(err)
		}
		edit += time.Since(start)
	}
	b.ReportMetric(float64(edit)/float64(floor), "ratio")
	b.ReportMetric(float64(floor.Microseconds())/float64(b.N), "µs/view")
}
