package evidence_test

import (
	"crypto/sha256"
	"io"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/data/evidence"
)

// fast is a folder in memory, where there is one, since each write here waits for the disk.
func fast() (dir string, gone func()) {
	dir, err := os.MkdirTemp("/dev/shm", "evidence")
	if err != nil {
		dir, err = os.MkdirTemp("", "evidence")
	}
	if err != nil {
		panic(err)
	}
	return dir, func() { _ = os.RemoveAll(dir) }
}

// TestAStoreIsAMapFromHashesToFiles: whatever is done to it, in whatever form its files are, and however often it is opened anew.
func TestAStoreIsAMapFromHashesToFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, gone := fast()
		defer gone()
		form := rapid.SampledFrom([]*[32]byte{nil, key}).Draw(t, "key")
		s, there, small := store(dir, form), map[evidence.Sum]string{}, map[evidence.Sum]string{}
		texts := []string{"", "a", "长", strings.Repeat("b", 70_000)}
		text := func(t *rapid.T, what string) string { return texts[rapid.IntRange(0, len(texts)-1).Draw(t, what)] }
		good := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				file := text(t, "file")
				var r io.Reader = strings.NewReader(file)
				if rapid.Bool().Draw(t, "stream") {
					r = io.LimitReader(r, 1<<30)
				}
				p, err := s.Put(ctx, r, most)
				good(err)
				if _, had := there[p.Sum]; p.New == had || p.Sum != sha256.Sum256([]byte(file)) {
					t.Fatalf("%+v, and it was there: %v", p, had)
				}
				there[p.Sum] = file
			},
			"thin": func(t *rapid.T) {
				sum := evidence.Sum(sha256.Sum256([]byte(text(t, "file"))))
				good(s.Thin(sum))
				delete(there, sum)
			},
			"copy": func(t *rapid.T) {
				sum := evidence.Sum(sha256.Sum256([]byte(text(t, "file"))))
				small[sum] = text(t, "smaller")
				good(s.PutCopy(evidence.Small, sum, []byte(small[sum])))
			},
			"open anew": func(*rapid.T) { s = store(dir, form) },
			"seal": func(t *rapid.T) {
				if form == nil { // as the vault is sealed first
					form = key
					s = store(dir, form)
				}
				if left, err := s.Seal(ctx, func(int, int) {}); left > 0 || err != nil {
					t.Fatal(left, err)
				}
			},
			"unseal": func(t *rapid.T) {
				if form != nil {
					if left, err := s.Bare(ctx, func(int, int) {}); left > 0 || err != nil {
						t.Fatal(left, err)
					}
					form = rapid.SampledFrom([]*[32]byte{nil, key}).Draw(t, "key, or killed before the vault was unsealed")
					s = store(dir, form)
				}
			},
			"": func(t *rapid.T) {
				all := map[evidence.Sum]int64{}
				good(s.Each(func(sum evidence.Sum, size int64) { all[sum] = size }))
				if len(all) != len(there) {
					t.Fatalf("%d files are listed, %d are there", len(all), len(there))
				}
				for sum, text := range there {
					if got, err := get(s, sum); err != nil || got != text || all[sum] != int64(len(text)) {
						t.Fatalf("%d bytes, not %d: %v", len(got), len(text), err)
					}
				}
				for sum, text := range small {
					if got, found := s.Copy(evidence.Small, sum); !found || string(got) != text {
						t.Fatalf("copy: %d bytes, not %d", len(got), len(text))
					}
				}
			},
		})
	})
}
