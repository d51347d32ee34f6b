package vault_test

import (
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
	"kaohe/data/vault"
)

func median(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2])
}

// BenchmarkDurableEdit: one edit, from a record in memory to a durable one, against write and fsync of the same bytes at the end of a
// file, turn by turn in one folder with a bbolt file that is given the same key and value and does nothing else. Reported are medians.
//
// The limit is bbolt's two flushes: the pages must be on the disk before the meta page that names them. On a disk with a write-back
// cache, three pages, fdatasync, a meta page, fdatasync alone take 1.85 of the floor, bbolt 1.95 to 2.1, and the edit 2.2 to 2.5: signing
// is 30 µs, all else of ours 20. Measured, and of no use: pages of 1, 2 or 8 KiB (2.1, 2.05, 2.0), zeros written ahead (1.93), pages filled
// to the brim (2.0), the meta page by a write with RWF_DSYNC (as two flushes, without FUA in the disk). One flush for both would be 1.4
// for bbolt and 1.6 for the edit, and a power cut could leave a meta page whose tree never came.
func BenchmarkDurableEdit(b *testing.B) {
	path := fresh(b)
	v := create(b, path)
	plainFile, err := os.Create(filepath.Join(filepath.Dir(path), "plain"))
	must(b, err)
	defer plainFile.Close()
	envelope, _, err := oplog.Encode(&ledger.Record{Device: dev(1).Device(), Seq: 1, Ops: edit(1).Ops, Author: "p/7f", Label: "action.mark"}, ledger.Hash{}, dev(1).Sign)
	must(b, err)
	envelope = append(envelope, make([]byte, 34)...) // a vault's id, which a first record lacks
	db := bare(b, filepath.Join(filepath.Dir(path), "bare"))
	var edits, floors, bares []time.Duration
	n := 1
	for b.Loop() {
		start := time.Now()
		if _, err := v.Append(edit(n)); err != nil {
			b.Fatal(err)
		}
		edited := time.Now()
		_, err := plainFile.Write(envelope)
		must(b, err)
		must(b, plainFile.Sync())
		written := time.Now()
		must(b, db.Update(func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("log")).Put(binary.BigEndian.AppendUint64(make([]byte, 40), uint64(n)), envelope)
		}))
		edits, floors, bares = append(edits, edited.Sub(start)), append(floors, written.Sub(edited)), append(bares, time.Since(written))
		n++
	}
	b.ReportMetric(median(edits)/1e3, "µs/edit")
	b.ReportMetric(median(floors)/1e3, "µs/floor")
	b.ReportMetric(median(bares)/median(floors), "bbolt-ratio")
	b.ReportMetric(median(edits)/median(floors), "ratio")
}

// bare is a bbolt file as vaults have it, with nothing but a log.
func bare(b *testing.B, path string) *bolt.DB {
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoFreelistSync: true, FreelistType: bolt.FreelistMapType, PageSize: 4096, NoStatistics: true})
	must(b, err)
	b.Cleanup(func() { must(b, db.Close()) })
	must(b, db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("log"))
		return err
	}))
	return db
}

// BenchmarkOpen100k: open and load of 100,000 records of 10 devices, against reading the file and hashing the same records. On two nearly free
// cores 1.2 to 1.42 (goal: 1.3), where another program used them 1.4 to 1.9: reading and hashing need one core, the open needs about twice
// their work and shares it between two. Of that, some 15 ms are bbolt's own walk over all pages, which finds the free ones again because edits
// don't write their list; records are decoded meanwhile.
func BenchmarkOpen100k(b *testing.B) {
	path := fresh(b)
	v := create(b, path)
	var all [][]byte
	for d := range byte(10) {
		chain := foreign(b, dev(100+d), v.ID(), 10_000)
		all = append(all, chain...)
		for part := range slices.Chunk(chain, 2500) {
			_, err := v.Put(nil, part...)
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
		v, err := vault.Open(path, vault.ReadWrite, nil)
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

// BenchmarkSealedEdit: a durable edit of a sealed vault against one of a vault that is not, turn by turn in one folder.
func BenchmarkSealedEdit(b *testing.B) {
	both := []*vault.Vault{create(b, fresh(b)), createSealed(b, fresh(b))}
	took := make([][]time.Duration, len(both))
	n := 1
	for b.Loop() {
		for i, v := range both {
			start := time.Now()
			if _, err := v.Append(edit(n)); err != nil {
				b.Fatal(err)
			}
			took[i] = append(took[i], time.Since(start))
		}
		n++
	}
	b.ReportMetric(median(took[1])/1e3, "µs/edit")
	b.ReportMetric(median(took[0])/1e3, "µs/unsealed")
	b.ReportMetric(median(took[1])/median(took[0]), "ratio")
}

// BenchmarkSealedOpen100k: open and load of 100,000 records of 10 devices, sealed against not, turn by turn.
func BenchmarkSealedOpen100k(b *testing.B) {
	both := []*vault.Vault{create(b, fresh(b)), createSealed(b, fresh(b))}
	for _, v := range both {
		for d := range byte(10) {
			for part := range slices.Chunk(foreign(b, dev(100+d), v.ID(), 10_000), 2500) {
				_, err := v.Put(nil, part...)
				must(b, err)
			}
		}
		must(b, v.Close())
	}
	took := make([][]time.Duration, len(both))
	for b.Loop() {
		for i, old := range both {
			start := time.Now()
			v, err := vault.Open(old.Path(), vault.ReadWrite, with(theKey))
			must(b, err)
			records := 0
			must(b, v.Load(func(*ledger.Record) error { records++; return nil }))
			took[i] = append(took[i], time.Since(start))
			if records != 100_001 {
				b.Fatal(records)
			}
			must(b, v.Close())
		}
	}
	b.ReportMetric(median(took[1])/1e6, "ms/open")
	b.ReportMetric(median(took[0])/1e6, "ms/unsealed")
	b.ReportMetric(median(took[1])/median(took[0]), "ratio")
}
