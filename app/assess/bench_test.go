package assess_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
)

// BenchmarkJudgedFoldMillion folds a million operations of 250,000 records on five laptops that now and then see each other, with every
// record judged. The ratio is to folding the same records unjudged, measured in the same run.
func BenchmarkJudgedFoldMillion(b *testing.B) {
	vault, records := million(b)
	var judged, plain time.Duration
	for b.Loop() {
		start := time.Now()
		s := ledger.New()
		for _, r := range records {
			s.Apply(r)
		}
		plain += time.Since(start)
		start = time.Now()
		s = ledger.New()
		for _, r := range records {
			s.Keep(r)
		}
		a := assess.Authorise(s, vault)
		judged += time.Since(start)
		if n := len(a.Held()); n > 0 {
			b.Fatalf("%d records are held, the first as %s", n, a.Held()[0].Why)
		}
	}
	b.ReportMetric(float64(judged)/float64(plain), "ratio")
	b.ReportMetric(judged.Seconds()*1000/float64(b.N), "ms/fold")
}

func million(b *testing.B) (ledger.Hash, []*ledger.Record) {
	b.Helper()
	const count, ops, boxes, laptops = 250_000, 4, 200_000, 5
	log, keys := &memory.Log{Own: ledger.Device{1}}, memory.Keys{}
	key, _, err := keys.Make("li", "246810")
	if err != nil {
		b.Fatal(err)
	}
	sign, err := keys.Unlock("li", "246810")
	if err != nil {
		b.Fatal(err)
	}
	err = log.Found(session.Genesis(session.Founding{Founder: assess.Card{Person: "li", Name: "李䶮", Role: assess.Leader, Key: key}, Device: log.Own,
		DeviceName: "一", Sign: sign, Now: time.Unix(1, 0)}))
	if err != nil {
		b.Fatal(err)
	}
	enrol := &assess.Edit{}
	for d := byte(2); d <= laptops; d++ {
		card := assess.DeviceCard{Vault: log.Vault[:], Device: append([]byte{d}, make([]byte, 31)...), Name: "二", Format: assess.CardFormat, Shared: true}
		enrol.Writes = append(enrol.Writes, assess.PutDevice(card, assess.Officer{ID: "li", Sign: sign}).Writes...)
	}
	first := ledger.Record{Author: "li", Stamp: 1 << 40}
	for _, w := range enrol.Writes {
		first.Ops = append(first.Ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
	}
	if _, err := log.Append(nil, first); err != nil {
		b.Fatal(err)
	}
	out, last := log.Records, make(map[int]ledger.OpID, boxes)
	tips := map[byte]ledger.Tip{1: log.Records[1].Tip()}
	for n := range count {
		d := byte(n/1000%laptops) + 1 // a day's work on each laptop in turn
		tip := tips[d]
		r := &ledger.Record{Device: ledger.Device{d}, Seq: tip.Seq + 1, Prev: tip.Hash, Stamp: ledger.Stamp(1<<40 + n + 1), Author: "li", Label: "edit.mark"}
		if n%1000 == 0 {
			for o, t := range tips {
				if o != d {
					r.Seen = append(r.Seen, t)
				}
			}
			r.Seen.Sort()
		}
		for i := range ops {
			box := (n*ops + i) % boxes
			op := ledger.Op{Entity: fmt.Sprintf("d/ns/rec/r%d", box/10), Field: [...]string{"text", "title", "place", "present", "time", "date", "sub", "recorder", "method", "order"}[box%10],
				Value: ledger.Of(n)}
			if id, written := last[box]; written {
				op.Base = []ledger.OpID{id}
			}
			r.Ops = append(r.Ops, op)
		}
		var seed [8]byte
		binary.BigEndian.PutUint64(seed[:], uint64(n))
		r.ID = sha256.Sum256(seed[:])
		for i := range ops {
			last[(n*ops+i)%boxes] = ledger.OpID{Record: r.ID, Index: uint16(i)}
		}
		tips[d] = r.Tip()
		out = append(out, r)
	}
	return log.Vault, out
}
