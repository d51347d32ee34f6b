package session_test

import (
	"crypto/sha256"
	"strconv"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/session"
	"kaohe/app/session/memory"
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

// BenchmarkLongLog is a laptop that wrote one box 8,000 times: opening, the history of the box, and the lists of the whole log. The ratios are
// of four times as many writes: 4 is linear, 16 quadratic; sorting, and a log that no longer fits a core's cache, make it 5 to 7.
func BenchmarkLongLog(b *testing.B) {
	at := ledger.Register{Entity: "d/luohu/score/a1", Field: "remark"}
	small, large := written(b, at, 8000), written(b, at, 32_000)
	var opens, histories, lists [2]time.Duration
	for b.Loop() {
		for i, log := range []*memory.Log{small, large} {
			start := time.Now()
			s, err := session.Open(session.Options{Log: log, Keys: memory.Keys{}})
			if err != nil {
				b.Fatal(err)
			}
			opened := time.Now()
			h := s.History(at)
			listed := time.Now()
			s.Clocks()
			s.Day(s.Today())
			if all := s.Everything(); len(h) < 8000 || len(all) < len(h) {
				b.Fatalf("%d of %d entries", len(h), len(all))
			}
			opens[i], histories[i], lists[i] = opens[i]+opened.Sub(start), histories[i]+listed.Sub(opened), lists[i]+time.Since(listed)
		}
	}
	ratio := func(name string, d [2]time.Duration) {
		b.ReportMetric(float64(d[0].Microseconds())/float64(b.N)/1e3, "ms/"+name)
		b.ReportMetric(float64(d[1])/float64(d[0]), name+"-ratio")
	}
	ratio("open", opens)
	ratio("history", histories)
	ratio("lists", lists)
}

// written is the sample's log with a box that its laptop wrote n times more.
func written(b *testing.B, at ledger.Register, n int) *memory.Log {
	b.Helper()
	r, err := roundplantest.Open(content.Files, builtin.Builtin)
	if err != nil {
		b.Fatal(err)
	}
	state, last := ledger.New(), r.Log.Records[0]
	for _, x := range r.Log.Records {
		state.Apply(x)
		if x.Device == r.Log.Own {
			last = x
		}
	}
	tip, base := last.Tip(), state.Bases(at)
	for i := range n {
		x := &ledger.Record{Device: r.Log.Own, Seq: tip.Seq + 1, Prev: tip.Hash, Stamp: last.Stamp + ledger.Stamp(i), Author: last.Author,
			Label: "edit.remark", Schema: assess.Schema, Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of(strconv.Itoa(i)), Base: base}}}
		x.ID = sha256.Sum256([]byte(strconv.Itoa(i)))
		tip, base = x.Tip(), []ledger.OpID{{Record: x.ID}}
		r.Log.Records = append(r.Log.Records, x)
	}
	return r.Log
}

// BenchmarkPhotos is a batch of 300 photos that become evidence where 5,000 are, without a disk, and a mark beside these. The ratios are to an edit
// of as many writes that is no evidence, on the sample alone, and to a mark there: what evidence costs that is there already.
func BenchmarkPhotos(b *testing.B) {
	r, err := roundplantest.Open(content.Files, builtin.Builtin)
	if err != nil {
		b.Fatal(err)
	}
	photos := func(from, n int) (out []assess.NewEvidence) {
		for i := range n {
			f := photo(strconv.Itoa(from + i))
			f.Caption = "现场照片"
			out = append(out, f)
		}
		return out
	}
	timed := func(e *assess.Edit) time.Duration {
		start := time.Now()
		if err := r.Apply(e); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	d := func() *assess.District { return r.View().District("luohu") }
	mark := func(n int) time.Duration {
		s := d().Score("a1")
		return timed(assess.SetMark(d(), s, s.Item.Points-50*standard.Points(n%2), "x"))
	}
	plain := func(n, writes int) time.Duration {
		e := assess.New("edit.task")
		for i := range writes {
			e.Set("d/luohu/task/2/"+strconv.Itoa(n)+"-"+strconv.Itoa(i/6), []string{"what", "who", "due", "waived", "done", "order"}[i%6], []any{"拍照", "gu", "2006-11-20", "", false, int64(i)}[i%6])
		}
		return timed(e)
	}
	on := assess.Supports{Items: []string{"a1"}}
	var alone, bare, marked, batch, made time.Duration
	n := 0
	for b.Loop() {
		if n == 0 {
			for range 5 {
				alone, bare = alone+mark(n), bare+plain(n, 300*9)
				n++
			}
			for i := range 20 {
				timed(assess.AddEvidence(d(), assess.Onsite, r.Own(), on, photos(i*250, 250)...))
			}
			n = 5
		}
		marked += mark(n)
		start := time.Now()
		e := assess.AddEvidence(d(), assess.Onsite, r.Own(), on, photos(10_000+300*n, 300)...)
		made += time.Since(start)
		batch += timed(e)
		if err := r.Undo(); err != nil {
			b.Fatal(err)
		}
		n++
	}
	per := func(d time.Duration, n int) float64 { return float64(d.Microseconds()) / 1e3 / float64(n) }
	b.ReportMetric(per(alone, 5), "ms/mark-alone")
	b.ReportMetric(per(bare, 5), "ms/plain")
	b.ReportMetric(per(marked, n-5), "ms/mark")
	b.ReportMetric(per(made, n-5), "ms/made")
	b.ReportMetric(per(batch, n-5), "ms/batch")
	b.ReportMetric(per(batch, n-5)/per(bare, 5), "batch-ratio")
}
