package session_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
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

// BenchmarkPreview100k: what a package of 1,000 operations would do to a log of 100,000, of seven laptops, each shown as it is dropped
// (ratio: to opening that log, decoded already); and who has what of it (Spread), to be asked after each edit (ratio: to an edit without a disk). On cores
// that others used: a preview is 0.9 of opening, some 125 ms where little else ran, because it judges and folds all anew; Spread 0.1 of an edit.
func BenchmarkPreview100k(b *testing.B) {
	log, keys, incoming := seven(b, 100_000, 1000)
	var opens, previews, spreads, edits []time.Duration
	for b.Loop() {
		start := time.Now()
		s, err := session.Open(session.Options{Log: log, Keys: keys})
		if err != nil {
			b.Fatal(err)
		}
		opened := time.Now()
		in := s.Preview(incoming...)
		previewed := time.Now()
		spread := s.Spread(log.Own, nil)
		opens, previews, spreads = append(opens, opened.Sub(start)), append(previews, previewed.Sub(opened)), append(spreads, time.Since(previewed))
		if in.New != 1000 || len(in.Held)+len(in.Gaps)+len(s.View().Held) > 0 || spread.OnlyMine == 0 {
			b.Fatalf("%d new, held %v, gaps %v, spread %+v", in.New, in.Held, in.Gaps, spread)
		}
		if err := s.Use(s.View().Team[0].ID); err != nil {
			b.Fatal(err)
		}
		d := open1(s)
		start = time.Now()
		x := d.Scores[0]
		if err := s.Apply(assess.SetMark(d, x, x.Item.Points-50*standard.Points(len(edits)%2), "x")); err != nil {
			b.Fatal(err)
		}
		edits = append(edits, time.Since(start))
		log.Records = log.Records[:len(log.Records)-1]
	}
	b.ReportMetric(mid(previews)/1e6, "ms/preview")
	b.ReportMetric(mid(opens)/1e6, "ms/open")
	b.ReportMetric(mid(previews)/mid(opens), "preview-ratio")
	b.ReportMetric(mid(spreads)/1e3, "µs/spread")
	b.ReportMetric(mid(spreads)/mid(edits), "spread-ratio")
}

func mid(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2])
}

// open1 is a district in which nobody has signed anything on site.
func open1(s *session.Session) *assess.District {
	i := slices.IndexFunc(s.View().Districts, func(d *assess.District) bool { return len(d.Phases[assess.Onsite].SignOffs) == 0 })
	return s.View().Districts[i]
}

// seven is the sample's log on which seven laptops wrote n operations more, one in each record, and what one of them wrote since.
func seven(b *testing.B, n, since int) (*memory.Log, memory.Keys, []*ledger.Record) {
	b.Helper()
	r, err := roundplantest.Open(content.Files, builtin.Builtin)
	if err != nil {
		b.Fatal(err)
	}
	log := &memory.Log{Vault: r.Log.Vault, Own: r.Log.Own, Records: r.Log.Records}
	for i := range byte(6) {
		log.Own = ledger.Device{2 + i}
		s, err := session.Open(session.Options{Log: log, Keys: r.Keys})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.EnrolDevice(session.NewLaptop{Name: fmt.Sprint(i), Shared: true}, r.Plan.Team[0].ID, r.Plan.Team[0].PIN); err != nil {
			b.Fatal(err)
		}
	}
	log.Own = r.Log.Own
	s, err := session.Open(session.Options{Log: log, Keys: r.Keys})
	if err != nil {
		b.Fatal(err)
	}
	state, tips := ledger.New(), map[ledger.Device]*ledger.Record{}
	for _, x := range log.Records {
		state.Apply(x)
		tips[x.Device] = x
	}
	var boxes []string
	for _, x := range open1(s).Scores {
		boxes = append(boxes, x.Entity)
	}
	bases := map[ledger.Register][]ledger.OpID{}
	write := func(i int) *ledger.Record {
		last := tips[ledger.Device{1 + byte(i%7)}]
		at := ledger.Register{Entity: boxes[i%len(boxes)], Field: "remark"}
		if bases[at] == nil {
			bases[at] = state.Bases(at)
		}
		x := &ledger.Record{ID: sha256.Sum256(fmt.Append(nil, i)), Device: last.Device, Seq: last.Seq + 1, Prev: last.ID, Stamp: last.Stamp + 1, Author: r.Plan.Team[0].ID,
			Label: "edit.remark", Schema: assess.Schema, Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of(fmt.Sprint("现场查阅台账", i)), Base: bases[at]}}}
		tips[x.Device], bases[at] = x, []ledger.OpID{{Record: x.ID}}
		if i%500 < 7 {
			x.Seen = state.Frontier(x.Device)
		}
		state.Keep(x)
		return x
	}
	for i := range n {
		log.Records = append(log.Records, write(i))
	}
	var incoming []*ledger.Record
	for i := range since {
		incoming = append(incoming, write(7*(n+i)+1))
	}
	return log, r.Keys, incoming
}
