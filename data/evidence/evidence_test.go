package evidence_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/evidence"
)

const most = 1 << 20

var (
	id    = ledger.Hash{1, 2, 3}
	key   = &[32]byte{4, 5, 6}
	ctx   = context.Background()
	forms = map[string]*[32]byte{"plain": nil, "sealed": key}
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func is(err error, code string) bool { return errors.Is(err, words.Refuse("evidence."+code)) }

// store is one beside a vault named a.kaohe in a folder.
func store(dir string, key *[32]byte) *evidence.Store {
	return evidence.Open(filepath.Join(dir, "a.kaohe"), id, evidence.Options{Key: key})
}

func put(t testing.TB, s *evidence.Store, text string) evidence.Put {
	t.Helper()
	p, err := s.Put(ctx, strings.NewReader(text), most)
	must(t, err)
	return p
}

func get(s *evidence.Store, sum evidence.Sum) (string, error) {
	r, err := s.Open(sum)
	if err != nil {
		return "", err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err == nil && int64(len(b)) != r.Size() {
		err = fmt.Errorf("%d bytes are read of %d", len(b), r.Size())
	}
	return string(b), err
}

// files are what lies in a folder, by paths.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			var b []byte
			b, err = os.ReadFile(path)
			rel, _ := filepath.Rel(dir, path)
			all[rel] = string(b)
		}
		return err
	}))
	return all
}

func TestWhatIsPutIsReadBackByEachStoreOfTheVault(t *testing.T) {
	for name, key := range forms {
		dir := t.TempDir()
		texts := []string{"", "photo", strings.Repeat("长", 50_000), strings.Repeat("x", 64<<10), strings.Repeat("y", 64<<10-33)}
		s := store(dir, key)
		for _, text := range texts {
			if p := put(t, s, text); !p.New || p.Size != int64(len(text)) || p.Sum != sha256.Sum256([]byte(text)) {
				t.Errorf("%s: %+v", name, p)
			}
		}
		s = store(dir, key)
		for _, text := range texts {
			sum := evidence.Sum(sha256.Sum256([]byte(text)))
			if got, err := get(s, sum); err != nil || got != text || !s.Has(sum) || s.Check(ctx, sum) != nil {
				t.Errorf("%s: %d bytes, not %d: %v, %v", name, len(got), len(text), err, s.Check(ctx, sum))
			}
			r, err := s.Open(sum)
			must(t, err)
			if at := len(text) / 2; at > 0 {
				_, err = r.Seek(int64(at), io.SeekStart)
				must(t, err)
				if b, err := io.ReadAll(r); err != nil || string(b) != text[at:] {
					t.Errorf("%s: from the middle on: %v", name, err)
				}
			}
			must(t, r.Close())
		}
		all := map[evidence.Sum]int64{}
		must(t, s.Each(func(sum evidence.Sum, size int64) { all[sum] = size }))
		if len(all) != len(texts) || all[sha256.Sum256([]byte("photo"))] != 5 {
			t.Errorf("%s: %v", name, all)
		}
	}
}

func TestTheSameBytesAreWrittenOnce(t *testing.T) {
	for name, key := range forms {
		dir := t.TempDir()
		s := store(dir, key)
		put(t, s, "photo")
		before := files(t, dir)
		if p := put(t, s, "photo"); p.New {
			t.Errorf("%s: new again", name)
		}
		p, err := store(dir, key).Put(ctx, io.LimitReader(strings.NewReader("photo"), 99), most) // which can't be read twice
		if err != nil || p.New {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
		if after := files(t, dir); len(after) != 2 || fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("%s: %d files", name, len(after))
		}
	}
}

func TestManyThatPutTheSameAtOnceHaveItOnce(t *testing.T) {
	for name, key := range forms {
		dir := t.TempDir()
		s := store(dir, key)
		var all sync.WaitGroup
		var fresh atomic.Int32
		for range 8 {
			all.Go(func() {
				for _, text := range []string{"photo", "ledger", "third"} {
					p, err := s.Put(ctx, strings.NewReader(text), most)
					if err != nil || s.Check(ctx, p.Sum) != nil {
						t.Errorf("%s: %v", name, err)
					}
					if p.New {
						fresh.Add(1)
					}
				}
			})
		}
		all.Wait()
		if n := len(files(t, dir)); n != 4 || fresh.Load() != 3 {
			t.Errorf("%s: %d files, %d of them new", name, n, fresh.Load())
		}
	}
}

func TestASealedStoreShowsNeitherNamesNorContents(t *testing.T) {
	dir := t.TempDir()
	s := store(dir, key)
	p := put(t, s, strings.Repeat("secret photo", 999))
	must(t, s.PutCopy(evidence.Thumb, p.Sum, []byte("secret thumbnail")))
	for path, text := range files(t, dir) {
		if strings.Contains(path, p.Sum.String()) || strings.Contains(text, "secret") || bytes.Contains([]byte(text), p.Sum[:]) {
			t.Errorf("%s shows it", path)
		}
	}
	other := [32]byte{9}
	if _, err := get(store(dir, &other), p.Sum); !is(err, "missing") {
		t.Errorf("by another key: %v", err)
	}
}

func TestWhatIsLargerThanAllowedIsRefusedAndLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := store(dir, nil)
	for name, r := range map[string]io.Reader{"seeks": strings.NewReader("12345"), "streams": io.LimitReader(strings.NewReader("12345"), 99)} {
		if _, err := s.Put(ctx, r, 4); !is(err, "toobig") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all := files(t, dir); len(all) != 1 {
		t.Errorf("%v", all)
	}
}

func TestAShortDiskIsSaidBeforeAnythingIsWritten(t *testing.T) {
	dir := t.TempDir()
	evidence.SetFree(t, func() int64 { return 64 << 20 })
	_, err := store(dir, nil).Put(ctx, strings.NewReader(strings.Repeat("x", 3000)), most)
	var fault *words.Fault
	if !errors.As(err, &fault) || !is(err, "full") || fmt.Sprint(fault.Args[1]) != "3 KB" {
		t.Errorf("%v", err)
	}
	if all := files(t, dir); len(all) > 1 {
		t.Errorf("%v", all)
	}
}

func TestAnotherFileIsNotReceivedInAFilesPlace(t *testing.T) {
	for name, key := range forms {
		s := store(t.TempDir(), key)
		want := evidence.Sum(sha256.Sum256([]byte("right")))
		for _, r := range []io.Reader{strings.NewReader("wrong"), io.LimitReader(strings.NewReader("wrong"), 9)} {
			if _, err := s.Receive(ctx, want, r, most); !is(err, "damaged") || s.Has(want) || s.Has(sha256.Sum256([]byte("wrong"))) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if p, err := s.Receive(ctx, want, strings.NewReader("right"), most); err != nil || !p.New {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAThinnedOriginalIsMissingAndItsCopiesStay(t *testing.T) {
	for name, key := range forms {
		s := store(t.TempDir(), key)
		p := put(t, s, "photo")
		must(t, s.PutCopy(evidence.Small, p.Sum, []byte("smaller")))
		must(t, s.Thin(p.Sum))
		must(t, s.Thin(p.Sum))
		small, found := s.Copy(evidence.Small, p.Sum)
		if _, err := s.Open(p.Sum); !is(err, "missing") || s.Has(p.Sum) || !found || string(small) != "smaller" {
			t.Errorf("%s: %v, %q", name, err, small)
		}
		if _, found := s.Copy(evidence.Thumb, p.Sum); found {
			t.Errorf("%s: a thumbnail that nobody made", name)
		}
		if p := put(t, s, "photo"); !p.New || !s.Has(p.Sum) {
			t.Errorf("%s: put again: %+v", name, p)
		}
	}
}
