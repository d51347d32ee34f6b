package pack_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
	"kaohe/data/pack"
	"kaohe/data/vault"
)

// big is the log of 100,000 operations of ten laptops, so many in each record: one as in edits of boxes, ten as in what is filled in by forms, lists
// and workbooks. Each replaces what stood there before.
type big struct {
	*team
	first []byte
}

func newBig(b *testing.B, ops int) big {
	b.Helper()
	const laptops, each, boxes = 10, 10_000, 2_000
	s := big{team: &team{state: ledger.New()}}
	for d := range laptops {
		l := newLaptop(byte(d + 1))
		s.laptops = append(s.laptops, l)
		var last ledger.Tip
		heads := make([]ledger.OpID, boxes)
		for n := 0; n < each; n += ops {
			r := &ledger.Record{Device: l.Device(), Seq: last.Seq + 1, Prev: last.Hash, Stamp: ledger.Stamp(1_800_000_000_000+n*977) << 16, Schema: 3,
				Author: "p/li", Label: "edit.mark"}
			for i := range ops {
				r.Ops = append(r.Ops, write(d, (n+i)*7%boxes, n+i, heads))
			}
			e, id, err := oplog.Encode(r, s.vault, l.Sign)
			must(b, err)
			if r.ID = id; s.vault == (ledger.Hash{}) {
				s.vault, s.first = id, e
			}
			last = r.Tip()
			for i := range ops {
				heads[(n+i)*7%boxes] = ledger.OpID{Record: id, Index: uint16(i)}
			}
			l.envelopes, l.records = append(l.envelopes, e), append(l.records, r)
			s.state.Keep(r)
		}
	}
	return s
}

// write is an operation on a box, whose last one is known.
func write(district, box, n int, heads []ledger.OpID) ledger.Op {
	op := ledger.Op{Entity: fmt.Sprintf("d/%02d/mark/1.%d", district, box), Field: "note", Value: ledger.Of(fmt.Sprintf("现场查阅台账%d份，情况属实，需在%d日前补齐记录", n*7919%1000, n%30))}
	if heads[box] != (ledger.OpID{}) {
		op.Base = []ledger.OpID{heads[box]}
	}
	return op
}

// loads runs a benchmark for both.
func loads(b *testing.B, run func(b *testing.B, s big)) {
	for _, ops := range []int{1, 10} {
		b.Run(fmt.Sprint(ops), func(b *testing.B) { run(b, newBig(b, ops)) })
	}
}

// floor is hashing each record and verifying one signature of each chain.
func (s big) floor(b *testing.B) time.Duration {
	start := time.Now()
	for _, l := range s.laptops {
		for _, e := range l.envelopes {
			sink = sha256.Sum256(e)
		}
		if !ed25519.Verify(l.key.Public().(ed25519.PublicKey), sink[:], ed25519.Sign(l.key, sink[:])) {
			b.Fatal("signature")
		}
	}
	return time.Since(start)
}

// written is how long it takes to have the same bytes on the disk.
func (s big) written(b *testing.B) time.Duration {
	all := bytes.Join(s.flat(), nil)
	f, err := os.Create(filepath.Join(b.TempDir(), "bytes"))
	must(b, err)
	start := time.Now()
	_, err = f.Write(all)
	must(b, errors.Join(err, f.Sync(), f.Close()))
	return time.Since(start)
}

var sink [32]byte

func median(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2])
}

// BenchmarkBuild100k: a package of 100,000 operations from a vault. On busy cores 11 times the floor, of which packing is four; zstd's fastest
// level took 8 and 144 bytes for each operation instead of 127. With ten operations in a record 0.4 of the time, 10 times the smaller floor, and 18
// bytes.
func BenchmarkBuild100k(b *testing.B) { loads(b, build) }

func build(b *testing.B, s big) {
	v := s.into(b)
	_, err := v.Put(nil, s.flat()...)
	must(b, err)
	var builds, floors []time.Duration
	var receipt pack.Receipt
	most := peak(func() {
		for b.Loop() {
			floors = append(floors, s.floor(b))
			start := time.Now()
			receipt, err = pack.Write(io.Discard, pack.Draft{Manifest: s.manifest(nil), From: v, By: s.laptops[0], Lock: s.lock()})
			must(b, err)
			builds = append(builds, time.Since(start))
		}
	})
	report(b, builds, floors, most)
	b.ReportMetric(float64(receipt.Bytes)/1e5, "B/operation")
}

// BenchmarkTakeIn100k: looking at a package, opening it and reading all of it (read-ratio), and putting it into a vault that lacks it all. The
// second ratio has in its floor what it takes to have the same bytes on the disk. On busy cores: 5 for reading, 15 for all, 5 with the disk: all
// is unpacked, decoded by the reader, decoded again by the vault, which believes nobody (less than a tenth of the time), and written into some
// 11,000 pages, each by a call of its own. With ten operations in a record: 18, 33 and 8 times a floor that is much smaller.
func BenchmarkTakeIn100k(b *testing.B) { loads(b, takeIn) }

func takeIn(b *testing.B, s big) {
	file, _ := s.write1(b, s.manifest(nil), s.lock())
	var reads, takes, floors, writes []time.Duration
	most := peak(func() {
		for b.Loop() {
			b.StopTimer()
			v := s.into(b)
			b.StartTimer()
			floors, writes = append(floors, s.floor(b)), append(writes, s.written(b))
			start := time.Now()
			p, err := open(file, s.laptops[3].identity())
			must(b, err)
			envelopes := make([][]byte, 0, p.Records)
			must(b, p.Each(func(_ *ledger.Record, e []byte) error { envelopes = append(envelopes, e); return nil }))
			reads = append(reads, time.Since(start))
			added, err := v.Put(nil, envelopes...)
			must(b, err)
			takes = append(takes, time.Since(start))
			if len(added) != p.Records-1 {
				b.Fatal(len(added))
			}
			b.StopTimer()
			must(b, v.Close())
			b.StartTimer()
		}
	})
	report(b, takes, floors, most)
	b.ReportMetric(median(reads)/median(floors), "read-ratio")
	b.ReportMetric(median(takes)/(median(floors)+median(writes)), "ratio-with-disk")
}

func report(b *testing.B, took, floors []time.Duration, most uint64) {
	b.Helper()
	b.ReportMetric(median(took)/1e6, "ms")
	b.ReportMetric(median(floors)/1e6, "ms/floor")
	b.ReportMetric(median(took)/median(floors), "ratio")
	b.ReportMetric(float64(most>>20), "MiB-peak")
}

func (s big) flat() (all [][]byte) {
	for _, l := range s.laptops {
		all = append(all, l.envelopes...)
	}
	return all
}

// into is a vault with the first record only.
func (s big) into(b *testing.B) *vault.Vault {
	b.Helper()
	path := filepath.Join(b.TempDir(), "a.kaohe")
	must(b, vault.Receive(path, vault.Received{ID: s.vault, Envelopes: [][]byte{s.first}, CreatedBy: "bench"}))
	v, err := vault.Open(path, vault.ReadWrite, nil)
	must(b, err)
	b.Cleanup(func() { _ = v.Close() })
	must(b, v.Load(func(*ledger.Record) error { return nil }))
	return v
}

// peak is the most that the heap grew while something was done.
func peak(do func()) uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := m.HeapInuse, uint64(0)
	var done atomic.Bool
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for !done.Load() {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			time.Sleep(5 * time.Millisecond)
		}
	}()
	do()
	done.Store(true)
	<-ended
	return most - min(before, most)
}
