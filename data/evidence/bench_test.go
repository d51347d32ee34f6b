package evidence_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"kaohe/data/evidence"
)

const photoSize = 5 << 20

// manyPhotos is how many come in, by the form that they are kept in.
var manyPhotos = map[string]int{"plain": 500, "sealed": 100}

// snap is the n-th photo.
func snap(b []byte, n int) *bytes.Reader {
	binary.BigEndian.PutUint64(b, uint64(n))
	return bytes.NewReader(b)
}

// BenchmarkPhotosIn: 500 photos of 5 MB, 100 where they are sealed, are put, each durable before the next; x-floor is the time against writing, hashing and syncing each of
// them plainly in the same run, by turns (goal 1.5), and peak-MB what memory grew by. What it costs more than the floor are the
// syncs of folders, one for each photo. Sealed, ChaCha20-Poly1305 comes to it.
func BenchmarkPhotosIn(b *testing.B) {
	photo := make([]byte, photoSize)
	_, _ = rand.NewChaCha8([32]byte{}).Read(photo) // never fails
	for name, key := range forms {
		many := manyPhotos[name]
		b.Run(name, func(b *testing.B) {
			for range b.N {
				dir := b.TempDir()
				s := store(dir, key)
				var ours, floor time.Duration
				before, peak := heap(), uint64(0)
				for n := range many {
					begun := time.Now()
					_, err := s.Put(context.Background(), snap(photo, n), photoSize)
					must(b, err)
					ours += time.Since(begun)
					if n%50 == 0 {
						peak = max(peak, heap())
					}
					begun = time.Now()
					must(b, plainly(filepath.Join(dir, fmt.Sprint(n)), snap(photo, n)))
					floor += time.Since(begun)
					must(b, os.Remove(filepath.Join(dir, fmt.Sprint(n))))
				}
				b.ReportMetric(float64(ours)/float64(floor), "x-floor")
				b.ReportMetric(float64(many*photoSize)/ours.Seconds()/(1<<20), "MB/s")
				b.ReportMetric(float64(peak-min(before, peak))/(1<<20), "peak-MB")
			}
		})
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// plainly writes and hashes a file.
func plainly(path string, r io.Reader) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.MultiWriter(f, sha256.New()), r); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// BenchmarkPhotosAgain: the same 100 photos once more cost two hashes and no write.
func BenchmarkPhotosAgain(b *testing.B) {
	photo := make([]byte, photoSize)
	s := store(b.TempDir(), nil)
	put := func() {
		for n := range 100 {
			p, err := s.Put(context.Background(), snap(photo, n), photoSize)
			if must(b, err); p.Size != photoSize {
				b.Fatal(p)
			}
		}
	}
	put()
	for b.Loop() {
		put()
	}
	b.ReportMetric(100*photoSize*float64(b.N)/b.Elapsed().Seconds()/(1<<20), "MB/s")
	n := 0
	if must(b, s.Each(func(evidence.Sum, int64) { n++ })); n != 100 {
		b.Errorf("%d files", n)
	}
}
