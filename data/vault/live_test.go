package vault_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

// stuck is a place for a vault that can't be closed whole. It stays mapped then, and Windows removes no file that is.
func stuck(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "windows" {
		return fresh(t)
	}
	dir, err := os.MkdirTemp("", "kaohe-stuck-")
	must(t, err)
	return filepath.Join(dir, "round.kaohe")
}

// hurts are what can happen to a file that is open. Windows cuts none that is mapped.
func hurts(t *testing.T) map[string]func(path string) {
	all := map[string]func(path string){
		"rot": func(path string) { overwrite(t, path, bytes.Repeat([]byte{0xa5}, 1<<15), 8192) },
	}
	if runtime.GOOS != "windows" {
		all["cut"] = func(path string) { must(t, os.Truncate(path, 8192)) }
		all["emptied"] = func(path string) { must(t, os.Truncate(path, 0)) }
	}
	return all
}

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
	path, copied := stuck(t), fresh(t)
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
	for name, hurt := range hurts(t) {
		for _, read := range []bool{true, false} {
			path := stuck(t)
			must(t, os.WriteFile(path, made(t, 60), 0o600))
			v := open(t, path)
			load(t, v)
			hurt(path)
			if read {
				if err := v.Load(nil); !is(err, "vault.damaged") {
					t.Errorf("%s: load: %v", name, err)
				}
			}
			want := "vault.damaged"
			if name == "cut" && !read {
				want = "vault.truncated" // it can still be told
			}
			if _, err := v.Append(edit(61)); !is(err, want) {
				t.Errorf("%s: append: %v, want %s", name, err, want)
			}
			if v.Setting("place") != "" {
				t.Errorf("%s: a setting came out of nothing", name)
			}
			must(t, v.Close())
			if _, err := vault.Open(path, vault.ReadOnly, nil); err == nil || is(err, "vault.busy") {
				t.Errorf("%s: opened again: %v", name, err)
			}
		}
	}
}

// TestDamageBeforeLoad: what was decoded before it happened may still be had, but nothing else than that or a fault.
func TestDamageBeforeLoad(t *testing.T) {
	for name, hurt := range hurts(t) {
		path := stuck(t)
		must(t, os.WriteFile(path, made(t, 3000), 0o600))
		v := open(t, path)
		hurt(path)
		n := 0
		if err := v.Load(func(*ledger.Record) error { n++; return nil }); err != nil && !is(err, "vault.damaged") || err == nil && n != 3001 {
			t.Errorf("%s: %d records, %v", name, n, err)
		}
		must(t, v.Close())
	}
}

// TestCloseWhileItIsRead: who reads or writes when the vault is closed gets all of it, or hears that it is closed.
func TestCloseWhileItIsRead(t *testing.T) {
	path := fresh(t)
	must(t, os.WriteFile(path, made(t, 600), 0o600))
	for i := range 20 {
		v := open(t, path)
		if i%2 == 0 { // else Close also ends what Load would have taken
			load(t, v)
		}
		tip := ledger.Tip{Device: dev(1).Device(), Seq: 1, Hash: v.ID()}
		var all sync.WaitGroup
		for name, use := range map[string]func() error{
			"holds":   func() error { _, err := v.Holds(tip); return err },
			"load":    func() error { return v.Load(func(*ledger.Record) error { return nil }) },
			"verify":  func() error { return v.VerifyAll(nil) },
			"keys":    func() error { _, err := v.PINBoxes(); return err },
			"setting": func() error { return v.SetSetting("place", "nanshan") },
			"first":   func() error { _, err := v.First(); return err },
		} {
			all.Go(func() {
				for {
					err := use()
					if err != nil && err.Error() != "vault is closed" {
						t.Errorf("%s: %v", name, err)
					}
					if err != nil {
						return
					}
				}
			})
		}
		time.Sleep(time.Duration(i) * time.Millisecond)
		must(t, v.Close())
		all.Wait()
	}
}

// TestManyWriters: each has the file for itself from looking at it until it is closed.
func TestManyWriters(t *testing.T) {
	path := fresh(t)
	must(t, create(t, path).Close())
	const writers, edits = 4, 15
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for done := 0; done < edits; {
				v, err := vault.Open(path, vault.ReadWrite, nil)
				if is(err, "vault.busy") {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				v.Use(dev(1))
				err = v.Load(func(*ledger.Record) error { return nil })
				if err == nil {
					_, err = v.Append(edit(done))
				}
				if err = errJoin(err, v.Close()); err != nil {
					t.Error(err)
					return
				}
				done++
			}
		})
	}
	all.Wait()
	if n := len(load(t, open(t, path))); n != 1+writers*edits {
		t.Errorf("%d records", n)
	}
}
