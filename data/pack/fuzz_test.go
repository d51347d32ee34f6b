package pack_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/data/pack"
)

var update = flag.Bool("update", false, "write the seeds of FuzzPackage, and the golden package where there is none")

// What the bytes of an input stand for. Each is put into what a colleague could send: sealed, and but for the first two signed too.
const (
	fuzzFile     = iota // the file
	fuzzInside          // all inside of the age file
	fuzzManifest        // the manifest; the good frames follow
	fuzzFrame           // a frame, unpacked
	fuzzPacked          // a frame
	fuzzHead            // the head; a good package follows
	fuzzListing         // the manifest of a package with files, which follow
	fuzzFiles           // what lies behind the records
	fuzzKinds
)

// FuzzPackage: whatever is opened gives a fault of its own or just the records that it lists, each following its predecessor.
func FuzzPackage(f *testing.F) {
	s := newTeam(f, 3, 2)
	l := s.laptops[0]
	f.Fuzz(func(t *testing.T, kind byte, b []byte) {
		file := fuzzed(t, s, kind%fuzzKinds, b)
		p, err := open(file, l.identity())
		if err != nil {
			known(t, err)
			return
		}
		last, n, size := map[ledger.Device]ledger.Tip{}, 0, 0
		err = p.Each(func(r *ledger.Record, envelope []byte) error {
			if before, ok := last[r.Device]; ok && (r.Seq != before.Seq+1 || r.Prev != before.Hash) && !starts(p.Chains, r) {
				t.Fatalf("record %d after %d", r.Seq, before.Seq)
			}
			last[r.Device] = r.Tip()
			n, size = n+1, size+len(envelope)
			return nil
		})
		if err != nil {
			known(t, err)
			return
		}
		for i, g := range got(p) {
			if f := p.Carried()[i]; !strings.HasPrefix(g, "pack.") && ledger.Hash(sha256.Sum256([]byte(g))) != f.Hash {
				t.Fatalf("file %d is another: %.20q", i, g)
			}
		}
		if n != p.Records || int64(size) != p.Bytes || len(p.Chains) > pack.MaxChains {
			t.Fatalf("%d records of %d bytes, %d of %d are listed", n, size, p.Records, p.Bytes)
		}
	})
}

func known(t *testing.T, err error) {
	t.Helper()
	if !strings.HasPrefix(code(err), "pack.") {
		t.Fatal(err)
	}
}

func starts(chains []pack.Chain, r *ledger.Record) bool {
	for _, c := range chains {
		if c.Device == r.Device && c.After.Hash == r.Prev && c.After.Seq+1 == r.Seq {
			return true
		}
	}
	return false
}

func fuzzed(t testing.TB, s *team, kind byte, b []byte) []byte {
	t.Helper()
	l := s.laptops[0]
	if kind == fuzzFile {
		return b
	}
	if kind >= fuzzListing {
		return fuzzedFiles(t, s, kind, b)
	}
	p, _ := made(t, s)
	switch kind {
	case fuzzInside:
		return seal(t, p.head, b, recipient(t, l))
	case fuzzManifest:
		return p.signed(t, l, b)
	case fuzzHead:
		p.head = b[:min(len(b), 1<<16-1)]
	case fuzzFrame:
		p.frames[0] = zstdOf(t, b)
		p.manifest[13], p.manifest[8] = []any{frame(p.frames[0], len(b))}, max(len(b)-4*5, 0)
	case fuzzPacked:
		p.frames[0] = b
		p.manifest[13] = []any{frame(b, int(p.manifest[8].(int64))+4*5)}
	}
	return p.bytes(t, l)
}

// fuzzedKey is that of the files in these tests; seeds are encrypted to it.
const fuzzedKey = "AGE-SECRET-KEY-1CGRNQG9MXZMHA0YVUCYTPKE07LHUXYXU0V64EZF4493XG0FUJUAS75R9UM"

// fuzzedFiles is a package whose listing of files or files are given, and the lengths in the head fit.
func fuzzedFiles(t testing.TB, s *team, kind byte, b []byte) []byte {
	t.Helper()
	c := madeCarrying(t, s)
	if kind == fuzzFiles {
		was := len(bytes.Join(c.files, nil))
		c.files = [][]byte{b[:min(len(b), was)]}
		return c.whole(t, s.laptops[0], was-len(c.files[0]))
	}
	return c.signed(t, s.laptops[0], b, 0)
}

// kinds are the insides of packages of all kinds, of a team that began as FuzzPackage's, and the heads of those that others can open.
func kinds(t testing.TB, s *team) (insides, heads map[string][]byte) {
	t.Helper()
	one, two := s.laptops[0], s.laptops[1]
	insides, heads = map[string][]byte{}, map[string][]byte{}
	add := func(name string, m pack.Manifest) {
		file, _ := s.write1(t, m, s.lock())
		_, insides[name] = unseal(t, file, one.identity())
	}
	before := s.state.Frontier(ledger.Device{})
	s.write(t, one, "d/1")
	s.write(t, two, "d/2")
	m := s.manifest(before)
	m.Since = ledger.Hash{7}
	add("since", m)
	m = s.manifest(ledger.Frontier{one.records[1].Tip()})
	m.For = "li"
	add("for", m)
	m = s.manifest(nil)
	m.District, m.Chains = "1", pack.Chains(s.state, nil, func(r *ledger.Record) bool { return r.Ops[0].Entity == "d/1" })
	add("district", m)
	s.writeAfter(t, one, one.records[1].Tip(), "d/0")
	s.writeAfter(t, one, one.records[1].Tip(), "d/1")
	add("forked", s.manifest(nil))
	lock := s.lock()
	lock.Team = append(lock.Team, pack.Recipient{Key: newLaptop(9).Device(), Invitation: "i1"})
	for name, lock := range map[string]pack.Lock{"invitation": lock, "passphrase": {Passphrase: "a long passphrase of words"}} {
		file, _ := s.write1(t, s.manifest(nil), lock)
		heads[name] = file[18 : 18+int(binary.BigEndian.Uint16(file[16:]))]
	}
	return insides, heads
}

// What the fuzzer starts from is taken as far as it goes: those insides are whole packages, and a head with an invitation is one.
func TestSeedsOfAllKindsAreRead(t *testing.T) {
	s := newTeam(t, 3, 2)
	l := s.laptops[0]
	for name, want := range map[string]string{"since": "<nil>", "for": "<nil>", "district": "<nil>", "forked": "<nil>", "invitation": "<nil>", "passphrase": "pack.passphrase"} {
		kind, b := seedOf(t, name)
		p, err := open(fuzzed(t, s, kind, b), l.identity())
		if err == nil {
			err = p.Each(func(*ledger.Record, []byte) error { return nil })
		}
		if got := code(err); got != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// seedOf reads a seed from testdata.
func seedOf(t testing.TB, name string) (kind byte, b []byte) {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(seeds, name))
	must(t, err)
	lines := strings.Split(string(file), "\n")
	k, err := strconv.Unquote(strings.TrimSuffix(strings.TrimPrefix(lines[1], "byte("), ")"))
	must(t, err)
	text, err := strconv.Unquote(strings.TrimSuffix(strings.TrimPrefix(lines[2], "[]byte("), ")"))
	must(t, err)
	return k[0], []byte(text)
}

const seeds = "testdata/fuzz/FuzzPackage"

// TestCorpus writes the seeds of FuzzPackage with -update; without it there is nothing to do.
func TestCorpus(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	s := newTeam(t, 3, 2)
	p, good := made(t, s)
	_, inside := unseal(t, good, s.laptops[0].identity())
	var plain []byte
	for _, l := range s.laptops {
		for _, e := range l.envelopes {
			plain = append(binary.BigEndian.AppendUint32(plain, uint32(len(e))), e...)
		}
	}
	manifest := cbor.Marshal(p.manifest)
	p.manifest[20] = "later"
	must(t, os.MkdirAll(seeds, 0o755))
	type seed struct {
		kind byte
		b    []byte
	}
	all := map[string]seed{
		"file": {fuzzFile, good}, "cut": {fuzzFile, good[:len(good)-1]}, "inside": {fuzzInside, inside}, "manifest": {fuzzManifest, manifest},
		"later": {fuzzManifest, cbor.Marshal(p.manifest)}, "frame": {fuzzFrame, plain}, "packed": {fuzzPacked, p.frames[0]}, "window": {fuzzPacked, wideWindow},
		"bomb": {fuzzPacked, zstdOf(t, make([]byte, 64<<20))}, "head": {fuzzHead, p.head}, "empty": {fuzzFile, nil},
	}
	insides, heads := kinds(t, s)
	for name, b := range insides {
		all[name] = seed{fuzzInside, b}
	}
	c := madeCarrying(t, s)
	all["listing"], all["files"] = seed{fuzzListing, cbor.Marshal(c.manifest)}, seed{fuzzFiles, bytes.Join(c.files, nil)}
	c.manifest[17] = []any{[]any{make([]byte, 32), 9, 1, make([]byte, 32)}}
	c.manifest[18] = []any{[]any{bytes.Repeat([]byte{7}, 32), 9}}
	all["absent"] = seed{fuzzListing, cbor.Marshal(c.manifest)}
	for name, b := range heads {
		all[name] = seed{fuzzHead, b}
	}
	for name, seed := range all {
		text := "go test fuzz v1\nbyte(" + strconv.QuoteRune(rune(seed.kind)) + ")\n[]byte(" + strconv.Quote(string(seed.b)) + ")\n"
		must(t, os.WriteFile(filepath.Join(seeds, name), []byte(text), 0o644))
	}
}
