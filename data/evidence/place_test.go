package evidence_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/evidence"
)

var photo = evidence.Sum(sha256.Sum256([]byte("photo")))

func TestNothingIsMadeBeforeThereIsAFile(t *testing.T) {
	dir := t.TempDir()
	s := store(dir, nil)
	n := 0
	if must(t, s.Each(func(evidence.Sum, int64) { n++ })); s.Has(photo) || n > 0 || s.Thin(photo) != nil {
		t.Error("something is there")
	}
	path, found, err := s.Folder()
	if left, _ := os.ReadDir(dir); err != nil || found || path != filepath.Join(dir, "a.kaohe.files") || len(left) > 0 {
		t.Errorf("%s, %v, %v, %v", path, found, err, left)
	}
}

func TestTwoVaultsInOneFolderHaveEachTheirOwn(t *testing.T) {
	dir := t.TempDir()
	other := evidence.Open(filepath.Join(dir, "b.kaohe"), ledger.Hash{9}, evidence.Options{})
	put(t, store(dir, nil), "photo")
	put(t, other, "ledger")
	if other.Has(photo) || !store(dir, nil).Has(photo) {
		t.Error("they are mixed")
	}
}

func TestAVaultThatWasRenamedFindsItsFolder(t *testing.T) {
	for name, key := range forms {
		dir := t.TempDir()
		put(t, store(dir, key), "photo")
		put(t, evidence.Open(filepath.Join(dir, "b.kaohe"), ledger.Hash{9}, evidence.Options{}), "ledger")
		renamed := evidence.Open(filepath.Join(dir, "0.kaohe"), id, evidence.Options{Key: key})
		if p := put(t, renamed, "more"); !renamed.Has(photo) || !store(dir, key).Has(p.Sum) {
			t.Errorf("%s: it does not", name)
		}
		if left, _ := os.ReadDir(dir); len(left) != 2 {
			t.Errorf("%s: %v", name, left)
		}
	}
}

func TestAFolderThatIsPutBackIsFoundWithoutOpeningAnew(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	s := store(dir, nil)
	put(t, s, "photo")
	must(t, os.Rename(filepath.Join(dir, "a.kaohe.files"), filepath.Join(away, "x")))
	if _, err := s.Open(photo); !is(err, "missing") {
		t.Errorf("gone: %v", err)
	}
	must(t, os.Rename(filepath.Join(away, "x"), filepath.Join(dir, "a.kaohe.files")))
	if text, err := get(s, photo); err != nil || text != "photo" {
		t.Errorf("back: %q, %v", text, err)
	}
}

func TestAFolderOfAnotherIsRefusedAndLeftAlone(t *testing.T) {
	own := func(dir string) string { return filepath.Join(dir, "a.kaohe.files") }
	for name, x := range map[string]struct {
		code string
		make func(dir string)
	}{
		"another vault's": {"foreign", func(dir string) {
			must(t, os.MkdirAll(own(dir), 0o700))
			must(t, os.WriteFile(filepath.Join(own(dir), "vault.id"), []byte("kaohe evidence 1\n"+ledger.Hash{9}.String()+"\n"), 0o600))
		}},
		"somebody's": {"foreign", func(dir string) { must(t, os.MkdirAll(filepath.Join(own(dir), "holiday"), 0o700)) }},
		"a marker cut short": {"foreign", func(dir string) {
			must(t, os.MkdirAll(own(dir), 0o700))
			must(t, os.WriteFile(filepath.Join(own(dir), "vault.id"), []byte("kaohe evidence 1"), 0o600))
		}},
		"a newer program's": {"newer", func(dir string) {
			must(t, os.MkdirAll(own(dir), 0o700))
			must(t, os.WriteFile(filepath.Join(own(dir), "vault.id"), []byte("kaohe evidence 2\n"+id.String()+"\n"), 0o600))
		}},
		"a file": {"link", func(dir string) { must(t, os.WriteFile(own(dir), nil, 0o600)) }},
		"a link": {"link", func(dir string) {
			put(t, evidence.Open(filepath.Join(dir, "far", "a.kaohe"), id, evidence.Options{}), "photo")
			must(t, os.Symlink(filepath.Join(dir, "far", "a.kaohe.files"), own(dir)))
		}},
	} {
		if name == "a link" && runtime.GOOS == "windows" {
			continue // links need rights there
		}
		dir := t.TempDir()
		must(t, os.Mkdir(filepath.Join(dir, "far"), 0o700))
		x.make(dir)
		before := fmt.Sprint(files(t, dir))
		s := store(dir, nil)
		_, _, folder := s.Folder()
		_, err := s.Put(ctx, strings.NewReader("new"), most)
		if !is(folder, x.code) || !is(err, x.code) || s.Has(photo) || fmt.Sprint(files(t, dir)) != before {
			t.Errorf("%s: %v, %v", name, folder, err)
		}
		// Where the vault's own lies beside it under another name, that is used.
		right := evidence.Open(filepath.Join(dir, "right.kaohe"), id, evidence.Options{})
		if _, _, err := right.Folder(); err != nil {
			t.Errorf("%s: beside it: %v", name, err)
		}
		put(t, right, "photo")
		if !s.Has(photo) {
			t.Errorf("%s: the right folder beside it is not found", name)
		}
	}
}

// TestWhatIsNoFileOfOursIsPassedOver: links, pipes, folders and other names inside.
func TestWhatIsNoFileOfOursIsPassedOver(t *testing.T) {
	for name, key := range forms {
		dir, secret := t.TempDir(), filepath.Join(t.TempDir(), "secret")
		must(t, os.WriteFile(secret, []byte("secret"), 0o600))
		s := store(dir, key)
		sum := put(t, s, "photo").Sum
		path := ""
		for p := range files(t, dir) {
			if strings.HasPrefix(p, filepath.Join("a.kaohe.files", "original")) {
				path = filepath.Join(dir, p)
			}
		}
		root := filepath.Join(dir, "a.kaohe.files", "original")
		must(t, os.WriteFile(filepath.Join(root, "ab"), []byte("a file in a folder's place"), 0o600))
		must(t, os.MkdirAll(filepath.Join(root, "zz"), 0o700))
		must(t, os.WriteFile(filepath.Join(root, "zz", strings.Repeat("z", 64)), nil, 0o600))
		must(t, os.WriteFile(filepath.Join(filepath.Dir(path), "notes.txt"), nil, 0o600))
		must(t, os.WriteFile(filepath.Join(filepath.Dir(path), strings.ToUpper(filepath.Base(path))+"0"), nil, 0o600))
		must(t, os.MkdirAll(filepath.Join(root, "00", strings.Repeat("0", 64)), 0o700))
		n := 0
		must(t, s.Each(func(got evidence.Sum, _ int64) {
			if n++; got != sum {
				t.Errorf("%s: %s", name, got)
			}
		}))
		if n != 1 {
			t.Errorf("%s: %d files", name, n)
		}
		if runtime.GOOS == "windows" {
			continue // links need rights there
		}
		must(t, os.Remove(path))
		must(t, os.Symlink(secret, path))
		if text, err := get(s, sum); !is(err, "missing") || s.Has(sum) {
			t.Errorf("%s: through a link: %q, %v", name, text, err)
		}
		if p := put(t, s, "photo"); !p.New || s.Check(ctx, sum) != nil {
			t.Errorf("%s: a link in a file's place is not replaced: %+v", name, p)
		}
		if b, _ := os.ReadFile(secret); string(b) != "secret" {
			t.Errorf("%s: the link was written through: %q", name, b)
		}
		must(t, os.RemoveAll(filepath.Dir(path)))
		must(t, os.Symlink(t.TempDir(), filepath.Dir(path)))
		if _, err := s.Put(ctx, strings.NewReader("photo"), most); !is(err, "link") || s.Has(sum) {
			t.Errorf("%s: into a linked folder: %v", name, err)
		}
	}
}

// TestNoChangedFileIsTakenForWhatItWas: cut, longer, changed in any byte, swapped with another, or another's in its place.
func TestNoChangedFileIsTakenForWhatItWas(t *testing.T) {
	for name, key := range forms {
		dir := t.TempDir()
		s := store(dir, key)
		a, b := put(t, s, strings.Repeat("a", 60)).Sum, put(t, s, strings.Repeat("b", 60)).Sum
		all := files(t, filepath.Join(dir, "a.kaohe.files", "original"))
		var paths []string
		for p := range all {
			paths = append(paths, p)
		}
		at := func(i int) string { return filepath.Join(dir, "a.kaohe.files", "original", paths[i]) }
		spoil := func(what, text string) {
			t.Helper()
			must(t, os.WriteFile(at(0), []byte(text), 0o600))
			bad := 0
			for _, sum := range []evidence.Sum{a, b} {
				switch err := s.Check(ctx, sum); {
				case is(err, "damaged"):
					bad++
				case err != nil:
					t.Errorf("%s, %s: %v", name, what, err)
				}
				_, err := get(s, sum)
				if key != nil && is(err, "damaged") != is(s.Check(ctx, sum), "damaged") {
					t.Errorf("%s, %s: opened all the same: %v", name, what, err)
				}
			}
			if bad != 1 {
				t.Errorf("%s, %s: %d are called damaged", name, what, bad)
			}
		}
		text := all[paths[0]]
		for i := range len(text) {
			spoil(fmt.Sprint("byte ", i), text[:i]+string(text[i]^1)+text[i+1:])
		}
		spoil("cut", text[:len(text)-1])
		spoil("empty", "")
		spoil("longer", text+"x")
		spoil("swapped", all[paths[1]])
		// Put again, it is whole again.
		for _, c := range "ab" {
			put(t, s, strings.Repeat(string(c), 60))
		}
		if err := s.Check(ctx, a); err != nil || s.Check(ctx, b) != nil {
			t.Errorf("%s: not repaired: %v", name, err)
		}
	}
}

// TestAPlainFileBesideASealedVaultIsReadBeforeItIsBelieved: who has no key can put one there.
func TestAPlainFileBesideASealedVaultIsReadBeforeItIsBelieved(t *testing.T) {
	dir := t.TempDir()
	s := store(dir, key)
	put(t, s, "other")
	path := filepath.Join(dir, "a.kaohe.files", "original", photo.String()[:2], photo.String())
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte("forged"), 0o600))
	if text, err := get(s, photo); !is(err, "damaged") {
		t.Errorf("%q, %v", text, err)
	}
	must(t, os.WriteFile(path, []byte("photo"), 0o600))
	if text, err := get(s, photo); err != nil || text != "photo" {
		t.Errorf("while it is being sealed: %q, %v", text, err)
	}
}

func TestAReadOnlyStoreReadsAndWritesNothing(t *testing.T) {
	dir := t.TempDir()
	sum := put(t, store(dir, nil), "photo").Sum
	s := evidence.Open(filepath.Join(dir, "a.kaohe"), id, evidence.Options{ReadOnly: true})
	_, err := s.Put(ctx, strings.NewReader("new"), most)
	for what, err := range map[string]error{"put": err, "copy": s.PutCopy(evidence.Thumb, sum, nil), "thin": s.Thin(sum), "remove": s.Remove()} {
		if !is(err, "readonly") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if text, err := get(s, sum); err != nil || text != "photo" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestSumsAreReadAsTheyAreWritten(t *testing.T) {
	if got, ok := evidence.ParseSum(photo.String()); !ok || got != photo {
		t.Error(got, ok)
	}
	for _, bad := range []string{"", photo.String()[1:], photo.String() + "0", strings.ToUpper(photo.String()), strings.Repeat("g", 64), "../" + photo.String()[3:]} {
		if _, ok := evidence.ParseSum(bad); ok {
			t.Errorf("%q is taken for a sum", bad)
		}
	}
}
