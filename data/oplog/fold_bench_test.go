package oplog_test

import (
	"fmt"
	"testing"
	"time"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

// BenchmarkFoldMillion folds a million operations of 250,000 records: edits of 200,000 boxes, one in five of them written again. The
// ratio is to decoding the same records as a vault does, measured in the same run.
func BenchmarkFoldMillion(b *testing.B) {
	envelopes := millionOps(b)
	var decode, fold time.Duration
	for b.Loop() {
		start := time.Now()
		records, decoder := make([]*ledger.Record, len(envelopes)), oplog.NewDecoder()
		for i, e := range envelopes {
			r, _, err := decoder.Decode(e)
			if err != nil {
				b.Fatal(err)
			}
			records[i] = r
		}
		decode += time.Since(start)
		start = time.Now()
		s := ledger.New()
		for _, r := range records {
			s.Apply(r)
		}
		if s.Len() != len(records) {
			b.Fatal("records are missing")
		}
		fold += time.Since(start)
	}
	b.ReportMetric(float64(fold)/float64(decode), "ratio")
	b.ReportMetric(fold.Seconds()*1000/float64(b.N), "ms/fold")
}

func millionOps(b *testing.B) [][]byte {
	b.Helper()
	const records, ops, boxes = 250_000, 4, 200_000
	last := make(map[int]ledger.OpID, boxes)
	envelopes := make([][]byte, 0, records)
	var prev ledger.Hash
	unsigned := func([]byte) []byte { return make([]byte, 64) }
	for n := range records {
		r := ledger.Record{Device: ledger.Device{1}, Seq: uint64(n + 1), Prev: prev, Stamp: ledger.Stamp(n + 1), Schema: 1, Author: "li", Label: "edit.mark"}
		box := make([]int, ops)
		for i := range ops {
			box[i] = (n*ops + i) % boxes
			op := ledger.Op{Entity: fmt.Sprintf("d/ns/rec/r%d", box[i]/10), Field: fmt.Sprintf("f%d", box[i]%10), Value: ledger.Of(n)}
			if id, written := last[box[i]]; written {
				op.Base = []ledger.OpID{id}
			}
			r.Ops = append(r.Ops, op)
		}
		vault := ledger.Hash{9}
		if n == 0 {
			vault = ledger.Hash{}
		}
		e, id, err := oplog.Encode(&r, vault, unsigned)
		if err != nil {
			b.Fatal(err)
		}
		for i := range ops {
			last[box[i]] = ledger.OpID{Record: id, Index: uint16(i)}
		}
		prev = id
		envelopes = append(envelopes, e)
	}
	return envelopes
}
