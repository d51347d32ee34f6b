package evidence_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/data/evidence"
)

// FuzzSealedFile: whatever lies under the name of a sealed file, what is read is what was put there, or a fault.
func FuzzSealedFile(f *testing.F) {
	dir := f.TempDir()
	s := store(dir, key)
	p, err := s.Put(ctx, strings.NewReader("photo"), most)
	must(f, err)
	path := ""
	for name, text := range files(f, filepath.Join(dir, "a.kaohe.files", "original")) {
		path = filepath.Join(dir, "a.kaohe.files", "original", name)
		f.Add([]byte(text))
		f.Add([]byte(text[:len(text)/2]))
		f.Add([]byte(strings.Replace(text, "-> kaohe-evidence ", "-> X25519 ", 1)))
		f.Add([]byte(strings.Replace(text, "\n-> ", "\n-> other AA\n\n-> ", 1)))
	}
	f.Add([]byte("age-encryption.org/v1\n-> kaohe-evidence \n\n---\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		must(t, os.WriteFile(path, b, 0o600))
		text, err := get(s, p.Sum)
		if err == nil && text != "photo" || err != nil && !is(err, "damaged") {
			t.Errorf("%q, %v", text, err)
		}
		must(t, s.Each(func(sum evidence.Sum, size int64) { // what does not begin as a sealed file is taken for a plain one, until it is read
			if whole := sum == p.Sum && size == 5; whole != (err == nil) || !whole && s.Check(ctx, sum) == nil {
				t.Errorf("listed as %s with %d bytes, and %v", sum, size, err)
			}
		}))
	})
}

// FuzzFolder: whatever names and markers lie in the folder, only files under their own names are seen, and putting one works or has a word.
func FuzzFolder(f *testing.F) {
	f.Add("kaohe evidence 1\n"+id.String()+"\n", "ab", strings.Repeat("ab", 32))
	f.Add("kaohe evidence 2\n"+id.String()+"\n", "..", "..")
	f.Add("kaohe evidence 1\r\n"+id.String()+"\r\n", "AB", strings.Repeat("AB", 32))
	f.Add("", "original", "x")
	f.Add("kaohe evidence 1\n"+id.String(), "77", photo.String())
	f.Fuzz(func(t *testing.T, marker, folder, name string) {
		dir, gone := fast()
		defer gone()
		root := filepath.Join(dir, "a.kaohe.files")
		must(t, os.MkdirAll(filepath.Join(root, "original"), 0o700))
		must(t, os.WriteFile(filepath.Join(root, "vault.id"), []byte(marker), 0o600))
		if local := filepath.Join(folder, name); filepath.IsLocal(local) && !strings.Contains(local, "\x00") && len(local) < 200 {
			_ = os.MkdirAll(filepath.Join(root, "original", filepath.Dir(local)), 0o700) // a name that the system does not take is none
			_ = os.WriteFile(filepath.Join(root, "original", local), []byte("photo"), 0o600)
		}
		s := store(dir, nil)
		err := s.Each(func(sum evidence.Sum, _ int64) {
			if sum.String() != name || folder != name[:2] {
				t.Errorf("%q in %q is listed as %s", name, folder, sum)
			}
		})
		if p, e := s.Put(ctx, strings.NewReader("photo"), most); e == nil {
			if text, err := get(s, p.Sum); err != nil || text != "photo" {
				t.Errorf("put, and then %q, %v", text, err)
			}
		} else if err == nil && !is(e, "link") {
			t.Errorf("a sound folder takes no file: %v", e)
		}
	})
}
