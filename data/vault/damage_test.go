package vault_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

func hashOf(b []byte) ledger.Hash { return sha256.Sum256(b) }

// vaultFaults are what a damaged file may be called.
var vaultFaults = map[string]bool{
	"vault.damaged": true, "vault.truncated": true, "vault.foreign": true, "vault.newer": true, "vault.short": true, "vault.empty": true,
}

// seen is what came of a changed file: its records, or a clear fault. Anything else fails the test.
func seen(t *testing.T, what string, at int, file []byte, mode vault.Mode, want []*ledger.Record) (fault string) {
	t.Helper()
	path := t.TempDir() + "/x.kaohe"
	must(t, os.WriteFile(path, file, 0o600))
	got, err := tryOpen(path, mode)
	switch {
	case err != nil && !vaultFaults[code(err)]:
		t.Errorf("%s %d: %v", what, at, err)
	case err == nil && !reflect.DeepEqual(got, want):
		t.Errorf("%s %d: %d records, want %d, and no fault", what, at, len(got), len(want))
	}
	return code(err)
}

func pristine(t *testing.T, file []byte) []*ledger.Record {
	path := fresh(t)
	must(t, os.WriteFile(path, file, 0o600))
	all, err := tryOpen(path, vault.ReadOnly)
	must(t, err)
	return all
}

func TestBitFlips(t *testing.T) {
	file := made(t, 60)
	want := pristine(t, file)
	high := int(max(binary.LittleEndian.Uint64(file[16+40:]), binary.LittleEndian.Uint64(file[4096+16+40:]))) * 4096
	rnd := rand.New(rand.NewPCG(1, 2))
	faults := map[string]int{}
	flip := func(bit int) {
		file[bit/8] ^= 1 << (bit % 8)
		faults[seen(t, "bit", bit, file, vault.Mode(bit%2), want)]++
		file[bit/8] ^= 1 << (bit % 8)
	}
	for range 400 {
		flip(rnd.IntN(high * 8))
	}
	// Headers of pages are where bbolt trusts most, and small enough for every bit; without KAOHE_KILLS every fourth, on each page others.
	step := 4
	if os.Getenv("KAOHE_KILLS") != "" {
		step = 1
	}
	for page := 0; page < high; page += 4096 {
		for bit := page / 4096 % step; bit < 64*8; bit += step {
			flip(page*8 + bit)
		}
	}
	t.Log(faults)
	if faults["vault.damaged"] == 0 {
		t.Error("no flip was found")
	}
}

func TestTruncations(t *testing.T) {
	file := made(t, 60)
	want := pristine(t, file)
	rnd := rand.New(rand.NewPCG(3, 4))
	faults := map[string]int{}
	for range 200 {
		n := rnd.IntN(len(file))
		faults[seen(t, "length", n, file[:n], vault.Mode(n%2), want)]++
	}
	for n := 0; n < len(file); n += 4096 {
		faults[seen(t, "length", n, file[:n], vault.ReadWrite, want)]++
	}
	t.Log(faults)
}

// TestLostPages: pages of zeros, or of another place, as a disk or an unfinished copy leaves them.
func TestLostPages(t *testing.T) {
	file := made(t, 60)
	want := pristine(t, file)
	for at := 0; at < len(file); at += 4096 {
		for name, page := range map[string][]byte{"blank": make([]byte, 4096), "doubled": file[(at+8192)%len(file):][:4096]} {
			hurt := bytes.Clone(file)
			copy(hurt[at:], page)
			seen(t, name, at, hurt, vault.ReadWrite, want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	file := made(f, 6)
	high := int(max(binary.LittleEndian.Uint64(file[16+40:]), binary.LittleEndian.Uint64(file[4096+16+40:]))) * 4096
	f.Add(uint32(16), []byte{1}, uint32(0))
	f.Add(uint32(4096+16+8), []byte{0, 0, 1}, uint32(0))
	f.Add(uint32(high-4096+8), []byte{2, 0, 255, 255, 1}, uint32(0))
	f.Add(uint32(0), []byte{}, uint32(4096))
	f.Add(uint32(0), []byte("PK\x03\x04"), uint32(30000))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte, cut uint32) {
		b := bytes.Clone(file[:high])
		copy(b[int(at)%len(b):], patch)
		// Sums made right again let the change through to the pages behind.
		b = metas(b, func([]byte) {})
		b = b[:len(b)-int(cut)%len(b)]
		path := t.TempDir() + "/x.kaohe"
		must(t, os.WriteFile(path, b, 0o600))
		_, err := tryOpen(path, vault.ReadWrite)
		if err != nil && !vaultFaults[code(err)] {
			t.Fatal(err)
		}
	})
}
