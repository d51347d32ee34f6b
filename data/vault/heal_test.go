package vault_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

// One meta page torn, zeroed or garbled: the vault opens to read as it is, and when it is opened to write the page is made anew. What is
// there is all that was acknowledged where the older page was hit, and all but the last change where it was the newer one.
func TestOneBadMetaPageIsHealed(t *testing.T) {
	good := made(t, 10)
	count := func(path string, mode vault.Mode) int {
		v, err := vault.Open(path, mode, nil)
		must(t, err)
		defer v.Close()
		n := 0
		must(t, v.Load(func(*ledger.Record) error { n++; return nil }))
		return n
	}
	txid := func(b []byte, page int) uint64 { return binary.LittleEndian.Uint64(b[page*4096+16+48:]) }
	r := rand.New(rand.NewPCG(1, 2))
	for page := range 2 {
		for name, hurt := range map[string]func([]byte){
			"zeroed": func(b []byte) { clear(b) },
			"garbled": func(b []byte) {
				for i := range b {
					b[i] = byte(r.Uint32())
				}
			},
			"magic": func(b []byte) { b[16] ^= 1 },
			"a bit": func(b []byte) { b[16+50] ^= 1 },
			"torn":  func(b []byte) { copy(b[40:], bytes.Repeat([]byte{0xa5}, 40)) },
		} {
			b := bytes.Clone(good)
			hurt(b[page*4096 : page*4096+512])
			path := fresh(t)
			must(t, os.WriteFile(path, b, 0o600))
			newer := txid(good, page) > txid(good, 1-page)
			n := count(path, vault.ReadOnly)
			if want := 11; !newer && n != want || newer && (n < want-1 || n > want) {
				t.Errorf("page %d %s: %d records", page, name, n)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, b) {
				t.Errorf("page %d %s: reading changed the file", page, name)
			}
			if got := count(path, vault.ReadWrite); got != n {
				t.Errorf("page %d %s: %d records after healing, %d before", page, name, got, n)
			}
			healed, err := os.ReadFile(path)
			must(t, err)
			other := bytes.Clone(healed)
			clear(other[(1-page)*4096 : (1-page)*4096+512]) // now the healed page alone must do
			must(t, os.WriteFile(path, other, 0o600))
			if got := count(path, vault.ReadOnly); got < n-1 {
				t.Errorf("page %d %s: the page was not healed: %d records", page, name, got)
			}
		}
	}
}
