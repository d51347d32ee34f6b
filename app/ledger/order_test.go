package ledger_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kaohe/app/ledger"
)

// plainOrder is the definition of Order: always the first, by stamp, of those that saw nothing of what is left; of a loop the first.
func plainOrder(s *ledger.State, writes []ledger.Write) (out []ledger.Write) {
	left := slices.Clone(writes)
	slices.SortFunc(left, func(a, b ledger.Write) int {
		return cmp.Or(cmp.Compare(a.Rec.Stamp, b.Rec.Stamp), bytes.Compare(a.Rec.Device[:], b.Rec.Device[:]),
			bytes.Compare(a.Rec.ID[:], b.Rec.ID[:]), cmp.Compare(a.Index, b.Index))
	})
	for len(left) > 0 {
		i := max(0, slices.IndexFunc(left, func(w ledger.Write) bool {
			return !slices.ContainsFunc(left, func(o ledger.Write) bool { return s.Saw(w.Rec, o.Rec) })
		}))
		out, left = append(out, left[i]), slices.Delete(left, i, i+1)
	}
	return out
}

func TestOrderAgreesWithItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		s := ledger.New()
		for _, r := range rapid.Permutation(w.log).Draw(t, "order of arrival") {
			s.Apply(r)
		}
		var all []ledger.Write // whatever register they are of
		for _, r := range w.log {
			for i := range r.Ops {
				all = append(all, ledger.Write{Rec: r, Index: uint16(i)})
			}
		}
		if got, want := s.Order(all), plainOrder(s, all); !slices.Equal(got, want) {
			t.Fatalf("%v\n%v", got, want)
		}
	})
}

func TestRecordsAreTheSameWhenTheyAreAskedForInBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		asked, want := ledger.New(), ledger.New()
		log := w.log // as it was written, mostly the last comes last
		if rapid.Bool().Draw(t, "in any order") {
			log = rapid.Permutation(log).Draw(t, "order of arrival")
		}
		for _, r := range log {
			asked.Apply(r)
			before := slices.Clone(asked.Records())
			kept := asked.Records()
			want.Apply(r)
			asked.Apply(&ledger.Record{Device: r.Device, Seq: r.Seq, ID: r.ID}) // here already
			if !slices.Equal(before, kept) {
				t.Fatal("a list that was kept has changed")
			}
		}
		if !slices.Equal(asked.Records(), want.Records()) {
			t.Fatalf("%v\n%v", asked.Records(), want.Records())
		}
	})
}

// A chain with gaps proves nothing of what it lacks, so that two records can each claim to have seen the other.
func TestLoopOfForgedSightIsOrderedByStamp(t *testing.T) {
	s := ledger.New()
	at := ledger.Op{Entity: "e", Field: "f", Value: ledger.Of("x")}
	early := [2]*ledger.Record{}
	for d := range 2 {
		early[d] = &ledger.Record{Device: device(d), Seq: 9, Stamp: ledger.Stamp(d + 1), Ops: []ledger.Op{at}}
		early[d].ID = sha256.Sum256(fmt.Append(nil, "early", d))
	}
	var all []ledger.Write
	for d := range 2 {
		late := &ledger.Record{Device: device(d), Seq: 5, Stamp: ledger.Stamp(d + 10), Ops: []ledger.Op{at}, Seen: ledger.Frontier{early[1-d].Tip()}}
		late.ID = sha256.Sum256(fmt.Append(nil, "late", d))
		s.Apply(late)
		s.Apply(early[d])
		all = append(all, ledger.Write{Rec: late}, ledger.Write{Rec: early[d]})
	}
	if got, want := s.Order(all), plainOrder(s, all); !slices.Equal(got, want) {
		t.Fatalf("%v\n%v", got, want)
	}
}

// long plays two laptops that write one register in turn, n writes in all.
func long(n int, stamp func(i int) ledger.Stamp, seen bool) []*ledger.Record {
	log := make([]*ledger.Record, n)
	var tips [2]ledger.Tip
	var last []ledger.OpID
	for i := range log {
		d := i % 2
		r := &ledger.Record{Device: device(d), Seq: tips[d].Seq + 1, Prev: tips[d].Hash, Stamp: stamp(i)}
		if seen && i > 0 {
			r.Seen = ledger.Frontier{tips[1-d]}
		}
		r.Ops = []ledger.Op{{Entity: "e", Field: "f", Value: ledger.Of(fmt.Sprint(i)), Base: last}}
		r.ID = sha256.Sum256(fmt.Appendf(nil, "%v", *r))
		if seen {
			last = []ledger.OpID{{Record: r.ID}}
		}
		tips[d], log[i] = r.Tip(), r
	}
	return log
}

// byDevice is the order in which a file gives records.
func byDevice(log []*ledger.Record) []*ledger.Record {
	log = slices.Clone(log)
	slices.SortStableFunc(log, func(a, b *ledger.Record) int { return bytes.Compare(a.Device[:], b.Device[:]) })
	return log
}

// Steps that grow with the square of the writes would be slow here, with the cube take days.
func TestLongHistoryWithAClockPutBackIsShownAsItCame(t *testing.T) {
	const n = 20_000
	log := long(n, func(i int) ledger.Stamp { return ledger.Stamp(1 + i%2*n*2 + i) }, true)
	s := ledger.New()
	for _, r := range byDevice(log) {
		s.Apply(r)
	}
	h := s.History(ledger.Register{Entity: "e", Field: "f"})
	for i := range h {
		if h[i].Rec != log[i] {
			t.Fatalf("write %d stands where %d was", h[i].Rec.Seq, i)
		}
	}
}

func TestManyHeadsAreSettledByOneWrite(t *testing.T) {
	const n = 20_000
	s, at := ledger.New(), ledger.Register{Entity: "e", Field: "f"}
	for _, r := range long(n, func(i int) ledger.Stamp { return ledger.Stamp(i + 1) }, false) {
		s.Apply(r)
	}
	if c := s.Conflicts(); len(c) != 1 || len(s.Heads(at)) != n {
		t.Fatalf("%v, %d heads", c, len(s.Heads(at)))
	}
	end := &ledger.Record{Device: device(2), Seq: 1, Stamp: n + 1, ID: ledger.Hash{1}, Ops: []ledger.Op{{Entity: "e", Field: "f", Value: ledger.Of("end"), Base: s.Bases(at)}}}
	s.Apply(end)
	if v, clean, _ := s.Get(at); v != ledger.Of("end") || !clean || len(s.Conflicts()) != 0 {
		t.Fatalf("%v, clean %v", v, clean)
	}
}

// BenchmarkLongHistory folds the log of two laptops that write one register and gives its history, or its heads. The ratio is of four times
// as many writes: 4 is linear, 16 quadratic.
func BenchmarkLongHistory(b *testing.B) {
	right := func(i int) ledger.Stamp { return ledger.Stamp(i + 1) }
	for _, c := range []struct {
		name  string
		stamp func(int) ledger.Stamp
		seen  bool
	}{{"in turn", right, true}, {"clock put back", func(i int) ledger.Stamp { return ledger.Stamp(1 + i%2*1_000_000 + i) }, true}, {"all heads", right, false}} {
		b.Run(c.name, func(b *testing.B) {
			at := ledger.Register{Entity: "e", Field: "f"}
			once, four := byDevice(long(8000, c.stamp, c.seen)), byDevice(long(32_000, c.stamp, c.seen))
			run := func(log []*ledger.Record) time.Duration {
				start := time.Now()
				s := ledger.New()
				for _, r := range log {
					s.Apply(r)
				}
				if len(s.History(at)) != len(log) || len(s.Heads(at)) == 0 {
					b.Fatal("history is short")
				}
				s.Conflicts()
				return time.Since(start)
			}
			var small, large time.Duration
			for b.Loop() {
				small, large = small+run(once), large+run(four)
			}
			b.ReportMetric(float64(small.Microseconds())/float64(b.N)/1e3, "ms/8000")
			b.ReportMetric(float64(large)/float64(small), "ratio")
		})
	}
}
