package keys_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/keys"
)

var (
	cheap = keys.Params{MemoryKiB: 64, Passes: 1, Threads: 2}
	owner = keys.Owner{Person: "p/1", Vault: ledger.Hash{1}}
	seed  = bytes.Repeat([]byte{7}, keys.SeedSize)
)

// constant is random enough for a box that must be the same each time.
type constant byte

func (c constant) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(c)
	}
	return len(b), nil
}

func seal(t testing.TB, pin string) []byte {
	box, err := keys.Lock(seed, pin, owner, cheap, constant(3))
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func TestOpen(t *testing.T) {
	box := seal(t, "123abc")
	other, another := owner, owner
	other.Person, another.Vault = "p/2", ledger.Hash{2}
	for _, c := range []struct {
		name, pin string
		owner     keys.Owner
		want      string
	}{
		{"right", "123abc", owner, ""},
		{"full width", "１２３ａｂｃ", owner, ""},
		{"line end", " 123abc\r\n", owner, ""},
		{"wrong", "123abd", owner, "pin.wrong"},
		{"other case", "123ABC", owner, "pin.wrong"},
		{"short", "12345", owner, "pin.short"},
		{"blanks", "      ", owner, "pin.short"},
		{"of another person", "123abc", other, "pin.wrong"},
		{"of another vault", "123abc", another, "pin.wrong"},
	} {
		got, err := keys.Unlock(box, c.pin, c.owner)
		if c.want == "" {
			if err != nil || !bytes.Equal(got, seed) {
				t.Errorf("%s: %x, %v", c.name, got, err)
			}
		} else if !errors.Is(err, words.Refuse(c.want)) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := keys.Lock(seed, "１２３４５", owner, cheap, rand.Reader); !errors.Is(err, words.Refuse("pin.short")) {
		t.Errorf("sealed with five characters: %v", err)
	}
}

func TestUsualCost(t *testing.T) {
	box, err := keys.Lock(seed, "246810", owner, keys.Usual, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := keys.Unlock(box, "246810", owner); err != nil || !bytes.Equal(got, seed) {
		t.Errorf("%x, %v", got, err)
	}
	if p, err := keys.Cost(box); err != nil || p != keys.Usual {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestParams(t *testing.T) {
	for _, p := range []keys.Params{{}, {64, 0, 1}, {64, 1, 0}, {64, 17, 1}, {1 << 10, 1, 9}, {256<<10 + 1, 1, 1}, {256 << 10, 5, 8}, {1<<32 - 1, 16, 8}, {15, 1, 2}} {
		if _, err := keys.Lock(seed, "123456", owner, p, rand.Reader); err == nil {
			t.Errorf("%+v accepted", p)
		}
	}
	if _, err := keys.Lock(seed[1:], "123456", owner, cheap, rand.Reader); err == nil {
		t.Error("short seed accepted")
	}
	if _, err := keys.Lock(seed, "123456", owner, cheap, strings.NewReader("x")); err == nil {
		t.Error("no randomness accepted")
	}
}

// forged is a box that asks for a cost of somebody else's choice, with a check that fits.
func forged(t *testing.T, p keys.Params) []byte {
	t.Helper()
	var b struct {
		Format  uint64   `cbor:"1,keyasint"`
		Memory  uint32   `cbor:"2,keyasint"`
		Passes  uint32   `cbor:"3,keyasint"`
		Threads uint8    `cbor:"4,keyasint"`
		Salt    [16]byte `cbor:"5,keyasint"`
		Nonce   [24]byte `cbor:"6,keyasint"`
		Sealed  []byte   `cbor:"7,keyasint"`
		Check   [8]byte  `cbor:"8,keyasint"`
	}
	if err := cbor.Strict(seal(t, "123456"), &b); err != nil {
		t.Fatal(err)
	}
	b.Memory, b.Passes, b.Threads, b.Check = p.MemoryKiB, p.Passes, p.Threads, [8]byte{}
	sum := sha256.Sum256(cbor.Marshal(b))
	copy(b.Check[:], sum[:])
	return cbor.Marshal(b)
}

// TestCostOfAForeignBox: a vault from anywhere can't take the machine's memory or minutes; what is refused costs nothing.
func TestCostOfAForeignBox(t *testing.T) {
	if _, err := keys.Unlock(forged(t, keys.Params{MemoryKiB: 128, Passes: 2, Threads: 1}), "123456", owner); !errors.Is(err, words.Refuse("pin.wrong")) {
		t.Fatalf("a box of a cost in bounds: %v", err)
	}
	for _, p := range []keys.Params{{1 << 20, 16, 16}, {256<<10 + 1, 1, 2}, {256 << 10, 5, 2}, {128 << 10, 9, 2}, {64 << 10, 17, 2}, {1 << 31, 2, 1}, {1<<32 - 1, 1<<32 - 1, 255}} {
		start := time.Now()
		if _, err := keys.Unlock(forged(t, p), "123456", owner); !errors.Is(err, words.Refuse("pin.box")) {
			t.Errorf("%+v: %v, want pin.box", p, err)
		}
		if took := time.Since(start); took > 200*time.Millisecond {
			t.Errorf("%+v was refused after %v", p, took)
		}
	}
}

func TestDamagedBox(t *testing.T) {
	box := seal(t, "123456")
	for i := range len(box) * 8 {
		hurt := bytes.Clone(box)
		hurt[i/8] ^= 1 << (i % 8)
		_, err := keys.Unlock(hurt, "123456", owner)
		if !errors.Is(err, words.Refuse("pin.box")) && !errors.Is(err, words.Refuse("pin.newer")) {
			t.Fatalf("bit %d: %v", i, err)
		}
	}
	for n := range box {
		if _, err := keys.Cost(box[:n]); !errors.Is(err, words.Refuse("pin.box")) {
			t.Fatalf("%d bytes: %v", n, err)
		}
	}
	if _, err := keys.Cost(make([]byte, 1000)); !errors.Is(err, words.Refuse("pin.box")) {
		t.Error(err)
	}
}

// TestGoldenBox: boxes lie in vaults, so this one opens for ever.
func TestGoldenBox(t *testing.T) {
	const file = "testdata/box.hex"
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(seal(t, "654321")); got != strings.TrimSpace(string(b)) {
		t.Errorf("the encoding changed:\n%s", got)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(seal(f, "123456"))
	f.Add([]byte{0xa1, 0x01, 0x02})
	f.Fuzz(func(t *testing.T, box []byte) {
		p, err := keys.Cost(box)
		if err != nil {
			var fault *words.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("no fault: %v", err)
			}
			return
		}
		if p.MemoryKiB > 128 || p.Passes > 2 {
			return // it would open, only slowly
		}
		if got, err := keys.Unlock(box, "123456", owner); err == nil && !bytes.Equal(got, seed) {
			t.Fatalf("opened to %x", got)
		}
	})
}

func TestUsable(t *testing.T) {
	a, b := ledger.Hash(sha256.Sum256([]byte("a"))), ledger.Hash(sha256.Sum256([]byte("b")))
	for _, c := range []struct {
		name string
		mark keys.Tip
		tip  ledger.Tip
		want bool
	}{
		{"new key, empty vault", keys.Tip{}, ledger.Tip{}, true},
		{"mark not saved yet", keys.Tip{}, ledger.Tip{Seq: 1, Hash: a}, true},
		{"level", keys.Tip{2, a}, ledger.Tip{Seq: 2, Hash: a}, true},
		{"vault ahead", keys.Tip{2, a}, ledger.Tip{Seq: 3, Hash: b}, true},
		{"restored backup", keys.Tip{3, a}, ledger.Tip{Seq: 2, Hash: b}, false},
		{"other branch", keys.Tip{2, a}, ledger.Tip{Seq: 2, Hash: b}, false},
		{"gone from the vault", keys.Tip{2, a}, ledger.Tip{}, false},
	} {
		if got := keys.Usable(c.mark, c.tip); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestStore(t *testing.T) {
	s := keys.Store{Dir: filepath.Join(t.TempDir(), "kaohe", "devices"), Random: rand.Reader}
	vault := ledger.Hash{5}
	if _, found, err := s.Load(vault); found || err != nil {
		t.Fatal(found, err)
	}
	first, second := deviceKey(t), deviceKey(t)
	if err := s.Replace(vault, first); err != nil {
		t.Fatal(err)
	}
	first.Tip = keys.Tip{9, ledger.Hash{9}}
	if err := s.Save(vault, first); err != nil {
		t.Fatal(err)
	}
	back, found, err := s.Load(vault)
	if err != nil || !found || back.Device() != first.Device() || back.Tip != first.Tip {
		t.Fatalf("%+v %v %v", back, found, err)
	}
	file := filepath.Join(s.Dir, vault.String()+".key")
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	stranger, _ := keys.NewDeviceKey(rand.Reader)
	if err := s.Save(vault, stranger); err == nil {
		t.Error("another device's key was overwritten")
	}
	if err := s.Replace(vault, second); err != nil {
		t.Fatal(err)
	}
	first.Tip.Seq = 10
	if err := s.Save(vault, first); err != nil {
		t.Fatal(err)
	}
	all, err := s.Keys(vault)
	if err != nil || len(all) != 2 || all[0].Device() != second.Device() || all[1].Device() != first.Device() || all[1].Tip != first.Tip {
		t.Errorf("keys: %v, %v", all, err)
	}
	if to, err := s.SetAside(vault); err != nil || to != file+".old-2" {
		t.Errorf("%q, %v", to, err)
	}
	left, _ := filepath.Glob(filepath.Join(s.Dir, "*"))
	hidden, _ := filepath.Glob(filepath.Join(s.Dir, ".new*"))
	if len(left) != 2 || len(hidden) != 0 {
		t.Errorf("files: %v %v", left, hidden)
	}
	if err := os.WriteFile(file, []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Load(vault); !errors.Is(err, words.Refuse("key.damaged")) {
		t.Error(err)
	}
}

func deviceKey(t *testing.T) *keys.DeviceKey {
	t.Helper()
	k, err := keys.NewDeviceKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestNotedTipCountsWhereItIsNewer(t *testing.T) {
	for name, c := range map[string]struct {
		noted uint64
		hurt  func(note string) error
		want  uint64
	}{
		"newer":         {9, func(string) error { return nil }, 9},
		"older":         {3, func(string) error { return nil }, 5},
		"gone":          {9, os.Remove, 5},
		"torn":          {9, func(note string) error { return os.Truncate(note, 20) }, 5},
		"zeroed":        {9, func(note string) error { return os.WriteFile(note, make([]byte, 48), 0o600) }, 5},
		"of other bits": {9, func(note string) error { return os.WriteFile(note, bytes.Repeat([]byte{0xff}, 48), 0o600) }, 5},
	} {
		s, vault, key := keys.Store{Dir: t.TempDir()}, ledger.Hash{5}, deviceKey(t)
		key.Tip = keys.Tip{5, ledger.Hash{5}}
		if err := s.Save(vault, key); err != nil {
			t.Fatal(err)
		}
		key.Tip = keys.Tip{c.noted, ledger.Hash{byte(c.noted)}}
		if err := s.Note(key); err != nil {
			t.Fatal(err)
		}
		note := filepath.Join(s.Dir, key.Device().String()+".tip")
		if err := c.hurt(note); err != nil {
			t.Fatal(err)
		}
		back, _, err := s.Load(vault)
		if err != nil || back.Tip != (keys.Tip{c.want, ledger.Hash{byte(c.want)}}) {
			t.Errorf("%s: %+v, %v", name, back, err)
		}
		if err := s.Save(vault, back); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(note); !os.IsNotExist(err) {
			t.Errorf("%s: the note stays: %v", name, err)
		}
	}
}

func BenchmarkNote(b *testing.B) {
	s := keys.Store{Dir: b.TempDir()}
	key, err := keys.NewDeviceKey(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		key.Tip.Seq++
		if err := s.Note(key); err != nil {
			b.Fatal(err)
		}
	}
}
