package vault_test

import (
	"bytes"
	"os"
	"testing"

	"kaohe/data/vault"
)

// overwrite changes an open vault's file in place, as a failing disk or another program would.
func overwrite(t *testing.T, path string, b []byte, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(b, at)
	must(t, err)
	must(t, f.Close())
}

// TestStale: the file holds a record that memory does not know, as after a write that failed only when it was done.
func TestStale(t *testing.T) {
	path, copied := fresh(t), fresh(t)
	must(t, os.WriteFile(path, made(t, 4), 0o600))
	b, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(copied, b, 0o600))
	v, w := open(t, path), open(t, copied)
	load(t, v)
	load(t, w)
	_, err = w.Append(edit(9))
	must(t, err)
	must(t, w.Close())
	b, err = os.ReadFile(copied)
	must(t, err)
	overwrite(t, path, b, 0)
	if _, err := v.Append(edit(10)); !is(err, "vault.stale") {
		t.Errorf("%v", err)
	}
	// bbolt's own list of free pages is of another time: it panics in the commit, and still the file must come free.
	load(t, v)
	if _, err := v.Append(edit(10)); !is(err, "vault.damaged") {
		t.Errorf("%v", err)
	}
	must(t, v.Close())
	v = open(t, path)
	load(t, v)
	if r, err := v.Append(edit(10)); err != nil || r.Seq != 5 {
		t.Errorf("after opening again: %v %v", r, err)
	}
}

// TestDamageWhileOpen: pages that rot, or a file cut short, under an open vault end in a fault, and the vault can still be closed.
func TestDamageWhileOpen(t *testing.T) {
	for name, hurt := range map[string]func(path string){
		"rot": func(path string) { overwrite(t, path, bytes.Repeat([]byte{0xa5}, 1<<15), 8192) },
		"cut": func(path string) { must(t, os.Truncate(path, 8192)) },
	} {
		for _, read := range []bool{true, false} {
			path := fresh(t)
			must(t, os.WriteFile(path, made(t, 60), 0o600))
			v := open(t, path)
			load(t, v)
			hurt(path)
			if read {
				if err := v.Load(nil); !is(err, "vault.damaged") {
					t.Errorf("%s: load: %v", name, err)
				}
			}
			if _, err := v.Append(edit(61)); !is(err, "vault.damaged") {
				t.Errorf("%s: append: %v", name, err)
			}
			if v.Setting("place") != "" {
				t.Errorf("%s: a setting came out of nothing", name)
			}
			must(t, v.Close())
			if _, err := vault.Open(path, vault.ReadOnly); err == nil || is(err, "vault.busy") {
				t.Errorf("%s: opened again: %v", name, err)
			}
		}
	}
}
