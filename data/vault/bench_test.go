package vault_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
	"kaohe/data/vault"
)

func median(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2])
}

// BenchmarkDurableEdit: one edit, from a record in memory to a durable one, against write and fsync of the same bytes at the end of a
// file, turn by turn in one folder. Reported are medians.
func BenchmarkDurableEdit(b *testing.B) {
	path := fresh(b)
	v := create(b, path)
	plainFile, err := os.Create(filepath.Join(filepath.Dir(path), "plain"))
	must(b, err)
	defer plainFile.Close()
	envelope, _, err := oplog.Encode(&ledger.Record{Device: dev(1).Device(), Seq: 1, Ops: edit(1).Ops, Author: "p/7f", Label: "action.mark"}, ledger.Hash{}, dev(1).Sign)
	must(b, err)
	envelope = append(envelope, make([]byte, 34)...) // a vault's id, which a first record lacks
	var edits, floors []time.Duration
	n := 1
	for b.Loop() {
		start := time.Now()
		if _, err := v.Append(edit(n)); err != nil {
			b.Fatal(err)
		}
		mid := time.Now()
		_, err := plainFile.Write(envelope)
		must(b, err)
		must(b, plainFile.Sync())
		edits, floors = append(edits, mid.Sub(start)), append(floors, time.Since(mid))
		n++
	}
	b.ReportMetric(median(edits)/1e3, "µs/edit")
	b.ReportMetric(median(floors)/1e3, "µs/floor")
	b.ReportMetric(median(edits)/median(floors), "ratio")
}

// BenchmarkOpen100k: open and load of 100,000 records of 10 devices, against reading the file and hashing the same records.
func BenchmarkOpen100k(b *testing.B) {
	path := fresh(b)
	v := create(b, path)
	var all [][]byte
	for d := range byte(10) {
		chain := foreign(b, dev(100+d), v.ID(), 10_000)
		all = append(all, chain...)
		for part := range slices.Chunk(chain, 2500) {
			_, err := v.Put(part...)
			must(b, err)
		}
	}
	must(b, v.Close())
	var opens, floors []time.Duration
	for b.Loop() {
		start := time.Now()
		_, err := os.ReadFile(path)
		must(b, err)
		for _, e := range all {
			sink = sha256.Sum256(e)
		}
		mid := time.Now()
		v, err := vault.Open(path, vault.ReadWrite)
		must(b, err)
		records := 0
		must(b, v.Load(func(*ledger.Record) error { records++; return nil }))
		opens, floors = append(opens, time.Since(mid)), append(floors, mid.Sub(start))
		if records != len(all)+1 {
			b.Fatal(records)
		}
		must(b, v.Close())
	}
	info, err := os.Stat(path)
	must(b, err)
	b.ReportMetric(median(opens)/1e6, "ms/open")
	b.ReportMetric(median(floors)/1e6, "ms/floor")
	b.ReportMetric(float64(info.Size())/float64(len(all)), "B/record")
	b.ReportMetric(median(opens)/median(floors), "ratio")
}

var sink [32]byte
