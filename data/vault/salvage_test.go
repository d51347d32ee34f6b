package vault_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

// salvaged takes what it can out of a file, and checks that the file stays, and that what came of it is whole.
func salvaged(t *testing.T, file []byte) (vault.Salvaged, []*ledger.Record, error) {
	t.Helper()
	bad, good := fresh(t), filepath.Join(t.TempDir(), "good.kaohe")
	must(t, os.WriteFile(bad, file, 0o400))
	s, err := vault.Salvage(bad, good, "test", nil)
	if after, e := os.ReadFile(bad); e != nil || !bytes.Equal(after, file) {
		t.Errorf("the source was touched: %v", e)
	}
	if err != nil {
		if left, _ := os.ReadDir(filepath.Dir(good)); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
		return s, nil, err
	}
	v := open(t, good)
	all := load(t, v)
	if len(all) != s.Records {
		t.Errorf("%d records, %d told", len(all), s.Records)
	}
	must(t, v.Close())
	return s, all, nil
}

func TestSalvage(t *testing.T) {
	good := made(t, 60)
	want := pristine(t, good)
	wipe := func(at, n int) func([]byte) { return func(b []byte) { clear(b[at : at+n]) } }
	record := envelopeOf(t, good, dev(1).Device(), 2)
	second := func(b []byte) { // in all pages that hold it, the old ones too
		for at := bytes.Index(b, record); at >= 0; at = bytes.Index(b, record) {
			b[at+40] ^= 1
		}
	}
	for name, c := range map[string]struct {
		hurt     func([]byte)
		kept     int // least
		boxes    int
		whole    bool
		fault    string
		stranded int
	}{
		"nothing is wrong":         {func([]byte) {}, 61, 1, true, "", 0},
		"both meta pages":          {wipe(0, 8192), 61, 1, true, "", 0},
		"every page's header":      {func(b []byte) { headers(b) }, 61, 0, true, "", 0},
		"a record":                 {second, 31, 1, false, "", 29},
		"everything but the metas": {func(b []byte) { clear(b[8192:]) }, 0, 0, false, "vault.lost", 0},
	} {
		b := bytes.Clone(good)
		c.hurt(b)
		s, all, err := salvaged(t, b)
		if code(err) != c.fault {
			t.Errorf("%s: %v", name, err)
			continue
		}
		stranded := 0
		for _, g := range s.Gaps {
			stranded += g.Stranded
		}
		if len(all) < c.kept || s.Boxes < c.boxes || stranded != c.stranded || c.whole && (len(all) != len(want) || len(s.Gaps) > 0) || !c.whole && err == nil && (len(s.Gaps) == 0 || s.Said != 61) {
			t.Errorf("%s: %d records, %+v", name, len(all), s)
		}
	}
}

// headers spoils the first 16 bytes of each page.
func headers(b []byte) {
	for at := 0; at < len(b); at += 4096 {
		copy(b[at:], bytes.Repeat([]byte{0xa5}, 16))
	}
}

// envelopeOf is a record's bytes in a file.
func envelopeOf(t *testing.T, file []byte, d ledger.Device, seq uint64) (envelope []byte) {
	t.Helper()
	path := fresh(t)
	must(t, os.WriteFile(path, file, 0o600))
	v := opened(t, path, vault.ReadOnly)
	stop := errors.New("found")
	err := v.Envelopes(d, seq-1, func(e []byte) error { envelope = bytes.Clone(e); return stop })
	if err != stop {
		t.Fatal(err)
	}
	return envelope
}

// Pages in use that are lost one by one: what is kept is whole, and what is missing is told, by a gap or by the number of records.
func TestSalvageOfLostPages(t *testing.T) {
	good := made(t, 60)
	want := pristine(t, good)
	high := int(max(binary.LittleEndian.Uint64(good[16+40:]), binary.LittleEndian.Uint64(good[4096+16+40:]))) * 4096
	for at := 8192; at < high; at += 4096 {
		b := bytes.Clone(good)
		clear(b[at : at+4096])
		s, all, err := salvaged(t, b)
		if err != nil && !is(err, "vault.lost") {
			t.Errorf("page %d: %v", at/4096, err)
		}
		if err == nil && len(all) < len(want) && len(s.Gaps) == 0 && s.Said <= uint64(len(all)) {
			t.Errorf("page %d: %d records and nothing missing: %+v", at/4096, len(all), s)
		}
	}
}

func TestSalvageOverwritesNothing(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	if _, err := vault.Salvage(path, filepath.Join(t.TempDir(), "x.kaohe"), "test", nil); !is(err, "vault.busy") {
		t.Errorf("one that is being written: %v", err)
	}
	must(t, v.Close())
	if _, err := vault.Salvage(path, path, "test", nil); !is(err, "vault.exists") {
		t.Errorf("itself: %v", err)
	}
	if _, err := vault.Salvage(filepath.Join(t.TempDir(), "no"), path+"2", "test", nil); !is(err, "vault.missing") {
		t.Error(err)
	}
}

// PIN boxes and settings come along, however many there are: in their bucket's header, on a page, on a tree of pages; the newest of each.
func TestSalvageTakesBoxesAndSettings(t *testing.T) {
	for _, n := range []int{1, 20, 400} {
		path, good := fresh(t), filepath.Join(t.TempDir(), "good.kaohe")
		v := create(t, path)
		name := func(i int) string { return fmt.Sprintf("人%d", i) }
		for round := range 2 {
			for i := range n {
				must(t, v.PutSealedKey(name(i), []byte(fmt.Sprintf("box %d of %s", round, name(i)))))
				must(t, v.SetSetting("route/"+name(i), fmt.Sprintf("%d", round)))
			}
		}
		for i := range 5 {
			_, err := v.Append(edit(i))
			must(t, err)
		}
		must(t, v.Close())
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		must(t, err)
		_, err = f.WriteAt(make([]byte, 512), 0) // one meta page is gone, and the newest may be that
		must(t, err)
		must(t, f.Close())
		s, err := vault.Salvage(path, good, "test", nil)
		if err != nil || s.Boxes != n || s.Records != 6 {
			t.Fatalf("%d: %+v %v", n, s, err)
		}
		w := opened(t, good, vault.ReadOnly)
		must(t, w.VerifyAll(nil))
		for i := range n {
			if box, _ := w.PINBox(name(i)); string(box) != "box 1 of "+name(i) || w.Setting("route/"+name(i)) != "1" {
				t.Fatalf("%d: box %q, setting %q", n, box, w.Setting("route/"+name(i)))
			}
		}
	}
}
