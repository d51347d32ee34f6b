package pack_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"github.com/klauspost/compress/zstd"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/data/pack"
)

// parts of a package as the package comment has them, so that a test can put others together by its own hands.
type parts struct {
	head     []byte
	manifest map[int]any
	frames   [][]byte
}

const tailSize = 32 + 16

// unseal gives the bytes inside of a package, and its head.
func unseal(t testing.TB, b []byte, by age.Identity) (head, inside []byte) {
	t.Helper()
	n := int(binary.BigEndian.Uint16(b[16:]))
	r, err := age.Decrypt(bytes.NewReader(b[18+n:len(b)-tailSize]), by)
	must(t, err)
	inside, err = io.ReadAll(r)
	must(t, err)
	return b[18 : 18+n], inside
}

// seal puts any bytes inside of a package that is whole outside.
func seal(t testing.TB, head, inside []byte, to ...age.Recipient) []byte {
	t.Helper()
	return wrap(head, encrypted(t, inside, to...))
}

func encrypted(t testing.TB, inside []byte, to ...age.Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to...)
	must(t, err)
	_, err = w.Write(inside)
	must(t, err)
	must(t, w.Close())
	return out.Bytes()
}

// wrap is what stands around the age file.
func wrap(head, sealed []byte) []byte { return wrapAs(1, head, sealed) }

func wrapAs(version int, head, sealed []byte) []byte {
	b := append(fmt.Appendf(nil, "kaohe package %d\n", version), byte(len(head)>>8), byte(len(head)))
	b = append(append(b, head...), sealed...)
	sum := sha256.Sum256(b)
	return append(append(b, sum[:]...), "kaohe pack end\n\n"...)
}

// made takes the parts of a good package, for one laptop.
func made(t testing.TB, s *team) (p parts, good []byte) {
	t.Helper()
	good, _ = s.write1(t, s.manifest(nil), s.lock())
	head, inside := unseal(t, good, s.laptops[0].identity())
	n := int(binary.BigEndian.Uint32(inside))
	must(t, cbor.Unmarshal(inside[4:4+n], &p.manifest))
	p.head = head
	rest := inside[4+n+64:]
	for _, f := range p.manifest[13].([]any) {
		size := f.([]any)[0].(int64)
		p.frames, rest = append(p.frames, rest[:size]), rest[size:]
	}
	if len(rest) > 0 {
		t.Fatalf("%d bytes are left over", len(rest))
	}
	return p, good
}

// bytes signs and seals the parts.
func (p parts) bytes(t testing.TB, l *laptop) []byte { return p.signed(t, l, cbor.Marshal(p.manifest)) }

// signed signs and seals any manifest with the frames.
func (p parts) signed(t testing.TB, l *laptop, manifest []byte) []byte {
	t.Helper()
	sum := sha256.Sum256(p.head)
	inside := append(binary.BigEndian.AppendUint32(nil, uint32(len(manifest))), manifest...)
	inside = append(inside, l.Sign(append(append([]byte("kaohe package 1\n"), sum[:]...), manifest...))...)
	return seal(t, p.head, append(inside, bytes.Join(p.frames, nil)...), recipient(t, l))
}

func recipient(t testing.TB, l *laptop) age.Recipient {
	t.Helper()
	id := l.identity()
	return id.(*agessh.Ed25519Identity).Recipient()
}

// refusedOrSame tells what is wrong with a changed package that was opened; nil: it was refused, or holds the same.
func refusedOrSame(s *team, b []byte) bool {
	p, err := open(b, s.laptops[0].identity())
	if err != nil {
		return true
	}
	got, err := read(p)
	if err != nil {
		return true
	}
	for _, l := range s.laptops {
		if len(got[l.Device()]) != len(l.records) {
			return false
		}
	}
	return p.By == s.laptops[0].Device() && p.Made == 1_800_000_000_000 && p.Author == "li" && p.Heads.Equal(s.state.Frontier(ledger.Device{}))
}

func TestNoChangedByteOfAPackageIsTaken(t *testing.T) {
	s := newTeam(t, 3, 2)
	good, _ := s.write1(t, s.manifest(nil), s.lock())
	for at := range good {
		b := bytes.Clone(good)
		b[at] ^= 1 << (at % 8)
		if _, err := open(b, s.laptops[0].identity()); err == nil {
			t.Fatalf("byte %d of %d: taken", at, len(good))
		} else if c := code(err); !strings.HasPrefix(c, "pack.") {
			t.Fatalf("byte %d of %d: %v", at, len(good), err)
		}
		// Whoever changes it makes the sum outside fit, too.
		if at >= 16 && at < len(good)-tailSize {
			sum := sha256.Sum256(b[:len(b)-tailSize])
			copy(b[len(b)-tailSize:], sum[:])
			if !refusedOrSame(s, b) {
				t.Fatalf("byte %d of %d, with a sum that fits: taken", at, len(good))
			}
		}
	}
}

func TestNoChangedByteInsideIsTaken(t *testing.T) {
	s := newTeam(t, 3, 2)
	good, _ := s.write1(t, s.manifest(nil), s.lock())
	head, inside := unseal(t, good, s.laptops[0].identity())
	to := recipient(t, s.laptops[0])
	if _, err := open(seal(t, head, inside, to), s.laptops[0].identity()); err != nil {
		t.Fatal(err)
	}
	for at := range inside {
		b := bytes.Clone(inside)
		b[at] ^= 1 << (at % 8)
		p, err := open(seal(t, head, b, to), s.laptops[0].identity())
		if err == nil {
			_, err = read(p)
		}
		if c := code(err); c != "pack.damaged" && c != "pack.newer" {
			t.Fatalf("byte %d of %d inside: %v", at, len(inside), err)
		}
	}
	if _, err := open(seal(t, head, append(inside, 0), to), s.laptops[0].identity()); code(err) != "pack.damaged" {
		t.Errorf("a byte more: %v", err)
	}
}

func TestACutPackageIsCalledShort(t *testing.T) {
	s := newTeam(t, 3, 2)
	good, _ := s.write1(t, s.manifest(nil), s.lock())
	head, inside := unseal(t, good, s.laptops[0].identity())
	to := recipient(t, s.laptops[0])
	for n := range good {
		if _, err := open(good[:n], s.laptops[0].identity()); code(err) != "pack.short" {
			t.Fatalf("%d of %d bytes: %v", n, len(good), err)
		}
		zeros := append(bytes.Clone(good[:n]), make([]byte, len(good)-n)...)
		if _, err := open(zeros, s.laptops[0].identity()); code(err) != "pack.short" && n >= len("kaohe package 1\n") {
			t.Fatalf("%d of %d bytes, and zeros: %v", n, len(good), err)
		}
	}
	for n := range inside {
		if _, err := open(seal(t, head, inside[:n], to), s.laptops[0].identity()); code(err) != "pack.damaged" {
			t.Fatalf("%d of %d bytes inside: %v", n, len(inside), err)
		}
	}
}

func zstdOf(t testing.TB, plain []byte, o ...zstd.EOption) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil, o...)
	must(t, err)
	defer z.Close()
	return z.EncodeAll(plain, nil)
}

// frame is the manifest's line about a frame.
func frame(packed []byte, plain int) []any {
	sum := sha256.Sum256(packed)
	return []any{len(packed), plain, sum[:]}
}

// wideWindow is a zstd frame that asks for a window of 2 GiB, and holds one empty block.
var wideWindow = []byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 1, 0, 0}

func TestHostilePackagesAreRefusedInLittleMemory(t *testing.T) {
	s := newTeam(t, 3, 2)
	l := s.laptops[0]
	records := func(p parts) []any { return p.manifest[6].([]any) }
	for _, c := range []struct {
		name   string
		change func(p *parts)
	}{
		{"a frame that unpacks to sixty times as much as it says", func(p *parts) {
			p.frames[0] = zstdOf(t, make([]byte, 1<<28))
			p.manifest[13] = []any{frame(p.frames[0], pack.MaxFrame)}
			p.manifest[8] = pack.MaxFrame - 4*5
		}},
		{"a frame with another one behind it", func(p *parts) {
			p.frames[0] = append(p.frames[0], zstdOf(t, make([]byte, 1<<20))...)
			p.manifest[13] = []any{frame(p.frames[0], int(p.manifest[8].(int64))+4*5)}
		}},
		{"a window of 2 GiB", func(p *parts) {
			p.frames[0] = wideWindow
			p.manifest[13] = []any{frame(wideWindow, int(p.manifest[8].(int64))+4*5)}
		}},
		{"no zstd frame", func(p *parts) {
			p.frames[0] = []byte("no zstd frame")
			p.manifest[13] = []any{frame(p.frames[0], int(p.manifest[8].(int64))+4*5)}
		}},
		{"a frame larger than any", func(p *parts) { p.manifest[13] = []any{frame(p.frames[0], 1<<31)} }},
		{"a frame that holds less than it says", func(p *parts) {
			p.frames[0] = zstdOf(t, []byte{0, 0, 0, 1})
			p.manifest[13] = []any{frame(p.frames[0], int(p.manifest[8].(int64))+4*5)}
		}},
		{"a million frames", func(p *parts) {
			all := make([]any, 1_000_000)
			for i := range all {
				all[i] = 0
			}
			p.manifest[13] = all
		}},
		{"more frames than may be", func(p *parts) {
			var all []any
			for range pack.MaxFrames + 1 {
				all = append(all, frame([]byte{0}, 1))
			}
			p.manifest[13] = all
		}},
		{"more chains than may be", func(p *parts) {
			for range pack.MaxChains {
				p.manifest[6] = append(records(*p), records(*p)[0])
			}
		}},
		{"a chain of 2^63 records", func(p *parts) { records(*p)[0].([]any)[3] = uint64(1) << 62 }},
		{"a chain without records", func(p *parts) { records(*p)[0].([]any)[1] = records(*p)[0].([]any)[3] }},
		{"a chain with another end", func(p *parts) { records(*p)[0].([]any)[4] = make([]byte, 32) }},
		{"chains in another order than their records", func(p *parts) {
			r := records(*p)
			r[0], r[1] = r[1], r[0]
		}},
		{"a chain that is not there", func(p *parts) { p.manifest[6] = records(*p)[:1]; p.manifest[7] = 3 }},
		{"a name longer than any", func(p *parts) { p.manifest[5] = strings.Repeat("x", ledger.MaxName+1) }},
		{"a digest that is none", func(p *parts) { p.manifest[10] = []byte{1} }},
		{"another vault than the head says", func(p *parts) { p.manifest[2] = bytes.Repeat([]byte{7}, 32) }},
		{"another vault in head and manifest", func(p *parts) {
			p.head = cbor.Marshal(map[int]any{1: bytes.Repeat([]byte{7}, 32)})
			p.manifest[2] = bytes.Repeat([]byte{7}, 32)
		}},
		{"a reserved key", func(p *parts) { p.manifest[15] = 1 }},
		{"a reserved key in the head", func(p *parts) { p.head = cbor.Marshal(map[int]any{1: p.manifest[2], 4: true}) }},
		{"a head without an invitation's id", func(p *parts) { p.head = cbor.Marshal(map[int]any{1: p.manifest[2], 2: []string{""}}) }},
		{"another sender", func(p *parts) { p.manifest[4] = bytes.Repeat([]byte{7}, 32) }},
		{"nesting", func(p *parts) { p.manifest[16] = cbor.Raw(append(bytes.Repeat([]byte{0x81}, 5000), 0)) }},
	} {
		p, _ := made(t, s)
		c.change(&p)
		b := p.bytes(t, l)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		opened, err := open(b, l.identity())
		if err == nil {
			_, err = read(opened)
		}
		runtime.ReadMemStats(&after)
		if code(err) != "pack.damaged" {
			t.Errorf("%s: %v", c.name, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 2*pack.MaxFrame {
			t.Errorf("%s: %d MiB were allocated", c.name, took>>20)
		}
	}
	p, _ := made(t, s)
	if opened, err := open(p.bytes(t, l), l.identity()); err != nil {
		t.Error("unchanged: ", err)
	} else if _, err := read(opened); err != nil {
		t.Error("unchanged: ", err)
	}
	p.manifest[20] = []any{"later", 1}
	if opened, err := open(p.bytes(t, l), l.identity()); err != nil || opened.Records != 5 {
		t.Error("what a later version adds is refused: ", err)
	}
	p.manifest[1] = 3
	if _, err := open(p.bytes(t, l), l.identity()); code(err) != "pack.newer" {
		t.Error("a newer format: ", err)
	}
}

func TestWhatIsPackedIsReadInFixedMemory(t *testing.T) {
	s := newTeam(t, 1)
	l := s.laptops[0]
	body := strings.Repeat("字", 20_000)
	for range 1600 { // 96 MiB
		r := *l.records[len(l.records)-1]
		s.writeValue(t, l, r.Tip(), "d/1", body)
	}
	b, _ := s.write1(t, s.manifest(nil), s.lock())
	p, err := open(b, l.identity())
	must(t, err)
	if p.Bytes < 80<<20 || len(b) > 4<<20 {
		t.Fatalf("%d bytes in %d", p.Bytes, len(b))
	}
	live := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before, most, n := live(), uint64(0), 0
	must(t, p.Each(func(*ledger.Record, []byte) error {
		if n++; n%100 == 0 {
			most = max(most, live())
		}
		return nil
	}))
	if n != 1601 || most > before+12*pack.MaxFrame { // half of what it holds: two frames unpacked, two decoded, and those that wait
		t.Errorf("%d records, %d MiB live, %d before", n, most>>20, before>>20)
	}
}

func TestNoPassphraseIsTriedAtAnyPrice(t *testing.T) {
	s := newTeam(t, 1)
	p, _ := made(t, s)
	p.head = cbor.Marshal(map[int]any{1: p.manifest[2], 3: true})
	r, err := age.NewScryptRecipient("eine lange Phrase")
	must(t, err)
	r.SetWorkFactor(10)
	cheap := seal(t, p.head, []byte("x"), r)
	dear := wrap(p.head, bytes.Replace(cheap[18+len(p.head):len(cheap)-tailSize], []byte(" 10\n"), []byte(" 19\n"), 1))
	id, err := pack.Passphrase("eine lange Phrase")
	must(t, err)
	if _, err := open(cheap, id); code(err) != "pack.damaged" { // for what is inside is no manifest
		t.Error(err)
	}
	_, err = open(dear, id)
	if code(err) != "pack.damaged" || !strings.Contains(err.Error(), "work factor") {
		t.Error(err)
	}
}
