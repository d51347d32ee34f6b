package pack_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/data/pack"
)

// photos are the files that packages of these tests carry.
var photos = []string{"", "a smaller copy", strings.Repeat("a photo of several pieces ", 2600), "a photo"}

// evidence are the files as a manifest names them: a smaller copy of the second, the others' originals, and one that is only named.
func evidence() (files []pack.File) {
	for i, text := range photos {
		f := pack.File{Sum: sha256.Sum256([]byte(text)), Size: int64(len(text)), Travels: pack.Original, Bytes: int64(len(text))}
		f.Hash = f.Sum
		if i == 1 {
			f.Sum, f.Size, f.Travels = ledger.Hash{9}, 1<<33, pack.Small
		}
		files = append(files, f)
	}
	return append(files, pack.File{Sum: ledger.Hash{8}, Size: 1 << 20})
}

// contents opens what travels of them.
func contents(f pack.File) (io.ReadCloser, error) {
	for _, text := range photos {
		if sha256.Sum256([]byte(text)) == f.Hash {
			return io.NopCloser(strings.NewReader(text)), nil
		}
	}
	return nil, errors.New("no such photo")
}

func withFiles(s *team) pack.Manifest {
	m := s.manifest(nil)
	m.Files = evidence()
	return m
}

// got reads each file of a package: its contents, or what is wrong with it.
func got(p *pack.Package) (all []string) {
	for _, f := range p.Carried() {
		r, err := p.Read(f)
		var b []byte
		if err == nil {
			b, err = io.ReadAll(r)
		}
		if err != nil {
			all = append(all, code(err))
		} else {
			all = append(all, string(b))
		}
	}
	return all
}

// inOrder are the photos as they lie in a package.
func inOrder() []string { return []string{photos[1], photos[0], photos[2], photos[3]} }

func TestFilesTravelWithTheRecords(t *testing.T) {
	s := newTeam(t, 3, 2)
	b, receipt := s.write1(t, withFiles(s), s.lock())
	for range 2 {
		p, err := open(b, s.laptops[1].identity())
		must(t, err)
		records, err := read(p)
		if err != nil || len(records) != 2 || p.Records != 5 || p.Digest != receipt.Digest || receipt.Files != 4 || receipt.Bytes != int64(len(b)) {
			t.Errorf("%v, %+v, digest %s", err, receipt, p.Digest)
		}
		if fmt.Sprint(got(p)) != fmt.Sprint(inOrder()) || p.Short() != 0 {
			t.Errorf("other files: %d, %d short", len(got(p)), p.Short())
		}
		absent := p.Files[len(p.Files)-1]
		if _, err := p.Read(absent); absent != evidence()[4] || err == nil || len(p.Files) != 5 {
			t.Errorf("named only: %+v, %v", absent, err)
		}
	}
}

func TestWithoutFilesThatTravelAPackageIsOneOfTheFirstVersion(t *testing.T) {
	s := newTeam(t, 1)
	m := s.manifest(nil)
	m.Files = evidence()[4:]
	b, _ := s.write1(t, m, s.lock())
	p, err := open(b, s.laptops[0].identity())
	if err != nil || !bytes.HasPrefix(b, []byte("kaohe package 1\n")) || len(p.Files) != 1 || p.Files[0] != m.Files[0] {
		t.Errorf("%v", err)
	}
}

// A copy that ended early holds the records and the files before the cut; one that ended among the records holds nothing.
func TestWhatIsWholeOfACutPackageIsRead(t *testing.T) {
	s := newTeam(t, 3, 2)
	b, _ := s.write1(t, withFiles(s), s.lock())
	whole, err := open(b, s.laptops[0].identity())
	must(t, err)
	before := bytes.Index(b, []byte("kaohe pack end\n\n")) + 16
	want := inOrder()
	for cut := 0; cut < len(b); cut += 1 + cut/29 {
		p, err := open(b[:cut], s.laptops[0].identity())
		if cut < before {
			if code(err) != "pack.short" {
				t.Fatalf("cut at %d of %d: %v", cut, before, err)
			}
			continue
		}
		must(t, err)
		if _, err := read(p); err != nil || p.Digest != whole.Digest || p.Short() != int64(len(b)-cut) {
			t.Fatalf("cut at %d: %v, %d short", cut, err, p.Short())
		}
		at := before
		for i, g := range got(p) {
			at += 184 + len(want[i]) + 16*max((len(want[i])+65535)/65536, 1)
			if at <= cut && g != want[i] || at > cut && g != "pack.short" {
				t.Fatalf("cut at %d, file %d ends at %d: %.20q", cut, i, at, g)
			}
		}
		zeros := append(bytes.Clone(b[:cut]), make([]byte, len(b)-cut)...) // of the right length, and never written
		if p, err = open(zeros, s.laptops[0].identity()); err != nil || p.Short() != 0 {
			t.Fatal(err)
		}
		for i, g := range got(p) {
			if g != want[i] && g != "pack.damaged" {
				t.Fatalf("zeros from %d, file %d: %.20q", cut, i, g)
			}
		}
	}
}

func TestAChangedByteOfAFileHarmsThatFileAlone(t *testing.T) {
	s := newTeam(t, 1)
	b, _ := s.write1(t, withFiles(s), s.lock())
	before := bytes.Index(b, []byte("kaohe pack end\n\n")) + 16
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(before, len(b)-1).Draw(t, "at")
		c := bytes.Clone(b)
		c[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		p, err := open(c, s.laptops[0].identity())
		if err != nil {
			t.Fatal(err)
		}
		wrong := 0
		for i, g := range got(p) {
			if g == "pack.damaged" {
				wrong++
			} else if g != inOrder()[i] {
				t.Fatalf("byte %d: file %d is %.20q", at, i, g)
			}
		}
		if wrong != 1 {
			t.Fatalf("byte %d: %d files are wrong", at, wrong)
		}
	})
}

// carrying is a package with files by its parts, so that a test can put others together by its own hands.
type carrying struct {
	parts
	files [][]byte
	key   *age.X25519Identity
}

func madeCarrying(t testing.TB, s *team) (c carrying) {
	t.Helper()
	c.parts, _ = made(t, s)
	key, err := age.ParseX25519Identity(fuzzedKey)
	must(t, err)
	c.key = key
	c.manifest[1], c.manifest[19] = 2, key.String()
	for _, f := range evidence() {
		if f.Travels == pack.Original {
			c.add(t, f.Sum, f.Size, photoOf(f.Sum))
		}
	}
	return c
}

func photoOf(sum ledger.Hash) []byte {
	for _, text := range photos {
		if sha256.Sum256([]byte(text)) == sum {
			return []byte(text)
		}
	}
	return nil
}

// add lists an original, and adds what lies in its place.
func (c *carrying) add(t testing.TB, sum ledger.Hash, size int64, contents []byte) {
	t.Helper()
	list, _ := c.manifest[16].([]any)
	c.manifest[16] = append(list, []any{sum[:], size})
	c.files = append(c.files, sealedFor(t, c.key, contents))
}

func sealedFor(t testing.TB, key *age.X25519Identity, contents []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, key.Recipient())
	must(t, err)
	_, err = w.Write(contents)
	must(t, err)
	must(t, w.Close())
	return out.Bytes()
}

// whole puts the package together. Its head says how much follows, follows more than there is.
func (c *carrying) whole(t testing.TB, l *laptop, more int) []byte {
	t.Helper()
	return c.signed(t, l, cbor.Marshal(c.manifest), more)
}

// signed signs and seals any manifest with the frames and files.
func (c *carrying) signed(t testing.TB, l *laptop, manifest []byte, more int) []byte {
	t.Helper()
	behind := bytes.Join(c.files, nil)
	size := 4 + len(manifest) + 64 + len(bytes.Join(c.frames, nil))
	head := cbor.Marshal(map[int]any{1: c.manifest[2], 4: insideOf(t, l, size), 5: len(behind) + more})
	sum := sha256.Sum256(head)
	inside := append(binary.BigEndian.AppendUint32(nil, uint32(len(manifest))), manifest...)
	inside = append(inside, l.Sign(append(append([]byte("kaohe package 2\n"), sum[:]...), manifest...))...)
	b := wrapAs(2, head, encrypted(t, append(inside, bytes.Join(c.frames, nil)...), recipient(t, l)))
	return append(b, behind...)
}

// insideOf is how long so many bytes are when they are encrypted.
func insideOf(t testing.TB, l *laptop, n int) int {
	t.Helper()
	return len(encrypted(t, make([]byte, n), recipient(t, l)))
}

func TestPackagesThatListOtherFilesThanTheyHoldAreRefused(t *testing.T) {
	s := newTeam(t, 3, 2)
	l := s.laptops[0]
	absent := func(size any) []any { return []any{bytes.Repeat([]byte{7}, 32), size} }
	for name, x := range map[string]struct {
		change func(c *carrying)
		more   int
		want   string // of opening it; otherwise of the files
	}{
		"unchanged":              {change: func(*carrying) {}},
		"a file more":            {change: func(c *carrying) { c.files = append(c.files, c.files[0]) }, want: "pack.damaged"},
		"a file more than said":  {change: func(c *carrying) { c.files = append(c.files, c.files[0]) }, more: -len(sealedFor(t, must1(age.GenerateX25519Identity()), nil)), want: "pack.damaged"},
		"a file less":            {change: func(c *carrying) { c.files = c.files[1:] }, want: "pack.damaged"},
		"the same listed twice":  {change: func(c *carrying) { c.add(t, evidence()[3].Sum, 7, []byte(photos[3])) }, want: "pack.damaged"},
		"absent and there":       {change: func(c *carrying) { c.manifest[18] = []any{[]any{evidence()[3].Sum[:], 7}} }, want: "pack.damaged"},
		"no key":                 {change: func(c *carrying) { delete(c.manifest, 19) }, want: "pack.damaged"},
		"no key that is one":     {change: func(c *carrying) { c.manifest[19] = "AGE-SECRET-KEY-1" }, want: "pack.damaged"},
		"no file":                {change: func(c *carrying) { delete(c.manifest, 16) }, want: "pack.damaged"},
		"the first format":       {change: func(c *carrying) { c.manifest[1] = 1 }, want: "pack.damaged"},
		"a later format":         {change: func(c *carrying) { c.manifest[1] = 3 }, want: "pack.newer"},
		"a size below zero":      {change: func(c *carrying) { c.manifest[18] = []any{absent(-1)} }, want: "pack.damaged"},
		"a size of 2^63":         {change: func(c *carrying) { c.manifest[18] = []any{absent(uint64(1) << 63)} }, want: "pack.damaged"},
		"an original of 1 GB":    {change: func(c *carrying) { c.manifest[16] = append(c.manifest[16].([]any), absent(1<<30)) }, more: 1 << 30, want: "pack.damaged"},
		"a copy of 1 GB":         {change: func(c *carrying) { c.manifest[17] = []any{[]any{make([]byte, 32), 1, 1 << 30, make([]byte, 32)}} }, more: 1 << 30, want: "pack.damaged"},
		"more files than may be": {change: func(c *carrying) { c.manifest[18] = many(pack.MaxFiles) }, want: "pack.damaged"},
	} {
		c := madeCarrying(t, s)
		x.change(&c)
		p, err := open(c.whole(t, l, x.more), l.identity())
		if got := code(err); err != nil && got != x.want || err == nil && x.want != "" {
			t.Errorf("%s: %v", name, err)
		} else if err == nil && fmt.Sprint(gotOf(p)) != fmt.Sprint([]string{photos[0], photos[2], photos[3]}) {
			t.Errorf("%s: %.60q", name, got)
		}
	}
}

func gotOf(p *pack.Package) []string { return got(p) }

func must1[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func many(n int) (all []any) {
	for i := range n {
		all = append(all, []any{binary.BigEndian.AppendUint32(make([]byte, 28), uint32(i)), 1})
	}
	return all
}

// What lies in a file's place is taken for it only if it is that file: others, shorter and longer ones, and bombs are not.
func TestOtherContentsInAFilesPlaceAreDamage(t *testing.T) {
	s := newTeam(t, 1)
	l := s.laptops[0]
	sum := ledger.Hash(sha256.Sum256([]byte("wanted")))
	for name, contents := range map[string]string{"another of that size": "warted", "a shorter one": "want", "a longer one": "wanted!", "none": ""} {
		c := madeCarrying(t, s)
		c.add(t, sum, 6, []byte(contents))
		c.add(t, ledger.Hash(sha256.Sum256([]byte("behind"))), 6, []byte("behind"))
		p, err := open(c.whole(t, l, 2*(184+6+16)-len(c.files[3])-len(c.files[4])), l.identity()) // as long as it should be
		if len(contents) > len("wanted") {
			if code(err) != "pack.damaged" {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		must(t, err)
		if all := got(p); all[3] != "pack.damaged" && all[3] != "pack.short" || all[0] != photos[0] {
			t.Errorf("%s: %.20q", name, all[3])
		}
	}
}

func TestAFileThatIsNotWhatItShouldBeStopsThePackingByName(t *testing.T) {
	s := newTeam(t, 1)
	path := filepath.Join(t.TempDir(), "a.kpack")
	for name, from := range map[string]pack.Contents{
		"another":    func(pack.File) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("another")), nil },
		"not there":  func(pack.File) (io.ReadCloser, error) { return nil, os.ErrNotExist },
		"unreadable": func(pack.File) (io.ReadCloser, error) { return io.NopCloser(broken{}), nil },
	} {
		m := s.manifest(nil)
		m.Files = evidence()[2:]
		_, err := pack.Save(path, false, pack.Draft{Manifest: m, From: s, By: s.laptops[0], Lock: s.lock(), Contents: from})
		var u *pack.Unreadable
		if !errors.As(err, &u) || u.File != m.Files[0] {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("pulled") }

// Saved and read back, with files: the pace ends where it should, and never runs back.
func TestThePaceOfAPackageWithFilesRunsToItsEnd(t *testing.T) {
	s := newTeam(t, 3, 2)
	last, all := 0, 0
	d := pack.Draft{Manifest: withFiles(s), From: s, By: s.laptops[0], Lock: s.lock(), Contents: contents, Each: func(done, total int) error {
		if done < last || done > total {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last, all = done, total
		return nil
	}}
	if _, err := pack.Save(filepath.Join(t.TempDir(), "a.kpack"), false, d); err != nil || last != all || all < 5+60 {
		t.Errorf("%d of %d: %v", last, all, err)
	}
}
