package vault_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/vault"
)

var theKey = vault.Key{7, 1, 7}

func with(k vault.Key) vault.Unlock { return func(vault.Outside) (vault.Key, error) { return k, nil } }

func sealBy(k vault.Key) func(ledger.Hash) (vault.Seal, error) {
	return func(ledger.Hash) (vault.Seal, error) { return vault.Seal{Key: k, Locks: []byte("the locks")}, nil }
}

func createSealed(t testing.TB, path string) *vault.Vault {
	t.Helper()
	v, err := vault.Create(path, vault.Genesis{Signer: dev(1), Record: edit(0), CreatedBy: "test", Seal: sealBy(theKey)})
	must(t, err)
	t.Cleanup(func() { _ = v.Close() })
	load(t, v)
	return v
}

func openSealed(t testing.TB, path string, mode vault.Mode) *vault.Vault {
	t.Helper()
	v, err := vault.Open(path, mode, with(theKey))
	must(t, err)
	t.Cleanup(func() { _ = v.Close() })
	v.Use(dev(1))
	return v
}

// markers are what an assessment is about.
var markers = []string{"台账不全，限期整改", "陈喆", "d/nanshan/finding/9", "ASCII marker", "a PIN box of somebody"}

// mark writes all markers into a vault, some of them twice, or takes them back.
func mark(t testing.TB, v *vault.Vault) {
	t.Helper()
	r := edit(1)
	r.Author = markers[1]
	r.Ops = append(r.Ops, ledger.Op{Entity: markers[2], Field: "text", Value: ledger.Of(markers[0])})
	_, err := v.Append(r)
	must(t, err)
	must(t, v.PutSealedKey(markers[1], []byte(markers[4])))
	must(t, v.SetSetting(markers[3], markers[0]))
	must(t, v.SetSetting(markers[3], markers[3]))
	must(t, v.SetSetting("route", markers[2]))
	must(t, v.SetSetting("route", ""))
}

func shown(t testing.TB, path string) (found []string) {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	for _, m := range markers {
		if bytes.Contains(b, []byte(m)) {
			found = append(found, m)
		}
	}
	return found
}

func TestASealedFileShowsNothing(t *testing.T) {
	path := fresh(t)
	v := createSealed(t, path)
	mark(t, v)
	must(t, v.Close())
	if found := shown(t, path); found != nil {
		t.Errorf("the file shows %q", found)
	}
	open := openSealed(t, path, vault.ReadOnly)
	if got := load(t, open); len(got) != 2 || got[1].Author != markers[1] {
		t.Errorf("%d records", len(got))
	}
	if box, ok := open.PINBox(markers[1]); !ok || string(box) != markers[4] || open.Setting(markers[3]) != markers[3] || open.Setting("route") != "" {
		t.Errorf("box %q, setting %q", box, open.Setting(markers[3]))
	}
	must(t, open.Close())

	plain := fresh(t)
	w := create(t, plain)
	mark(t, w)
	must(t, w.Close())
	if found := shown(t, plain); !reflect.DeepEqual(found, markers) {
		t.Errorf("a file that is not sealed shows %q only", found)
	}
}

func TestASealedFileWantsItsKey(t *testing.T) {
	path := fresh(t)
	must(t, createSealed(t, path).Close())
	other := errors.New("nobody knows")
	for name, c := range map[string]struct {
		unlock vault.Unlock
		want   error
	}{
		"nobody to ask": {nil, words.Refuse("vault.sealed")},
		"wrong key":     {with(vault.Key{8}), words.Refuse("vault.key")},
		"not known":     {func(vault.Outside) (vault.Key, error) { return vault.Key{}, other }, other},
	} {
		for _, mode := range []vault.Mode{vault.ReadOnly, vault.ReadWrite} {
			if v, err := vault.Open(path, mode, c.unlock); !errors.Is(err, c.want) {
				t.Errorf("%s, mode %d: %v, %v", name, mode, v, err)
			}
		}
	}
	var shown vault.Outside
	v, err := vault.Open(path, vault.ReadWrite, func(o vault.Outside) (vault.Key, error) { shown = o; return theKey, nil })
	must(t, err)
	if shown.ID != v.ID() || string(shown.Locks) != "the locks" {
		t.Errorf("told %+v", shown)
	}
	must(t, v.SetLocks([]byte("others")))
	must(t, v.Close())
	if got := openSealed(t, path, vault.ReadOnly).Locks(); string(got) != "others" {
		t.Errorf("locks %q", got)
	}
}

// raw changes entries of a closed vault behind its back.
func raw(t testing.TB, path string, f func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoFreelistSync: true})
	must(t, err)
	must(t, db.Update(f))
	must(t, db.Close())
}

func faultOf(path string) error {
	v, err := vault.Open(path, vault.ReadOnly, with(theKey))
	if err != nil {
		return err
	}
	defer v.Close()
	return v.Load(func(*ledger.Record) error { return nil })
}

// TestAChangedByteOfASealedValueIsFound: one in each part of each value: nonce, text, tag.
func TestAChangedByteOfASealedValueIsFound(t *testing.T) {
	path := fresh(t)
	v := createSealed(t, path)
	mark(t, v)
	must(t, v.Close())
	good, err := os.ReadFile(path)
	must(t, err)
	var values [][]byte
	raw(t, path, func(tx *bolt.Tx) error {
		for _, name := range []string{"log", "keys", "local"} {
			must(t, tx.Bucket([]byte(name)).ForEach(func(_, v []byte) error { values = append(values, bytes.Clone(v)); return nil }))
		}
		return nil
	})
	if len(values) != 4 {
		t.Fatalf("%d values", len(values))
	}
	for i, value := range values {
		at := bytes.LastIndex(good, value)
		for _, n := range []int{0, 23, 24, len(value) / 2, len(value) - 17, len(value) - 1} {
			bad := bytes.Clone(good)
			for from := bytes.Index(bad, value); from >= 0; from = bytes.Index(bad, value) { // older pages hold it too
				bad[from+n] ^= 0x40
			}
			must(t, os.WriteFile(path, bad, 0o600))
			if err := faultOf(path); !is(err, "vault.damaged") {
				t.Errorf("value %d at %d, byte %d: %v", i, at, n, err)
			}
		}
	}
}

func TestValuesInAnothersPlaceAreRefused(t *testing.T) {
	swap := func(bucket string, from, to int) func(tx *bolt.Tx) error {
		return func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte(bucket))
			var keys, values [][]byte
			must(t, b.ForEach(func(k, v []byte) error {
				keys, values = append(keys, bytes.Clone(k)), append(values, bytes.Clone(v))
				return nil
			}))
			return b.Put(keys[to], values[from])
		}
	}
	foreign := fresh(t)
	other, err := vault.Create(foreign, vault.Genesis{Signer: dev(1), Record: edit(5), CreatedBy: "test", Seal: sealBy(theKey)})
	must(t, err)
	load(t, other)
	must(t, other.SetSetting("a", "x"))
	var setting []byte
	must(t, other.Close())
	raw(t, foreign, func(tx *bolt.Tx) error {
		_, v := tx.Bucket([]byte("local")).Cursor().First()
		setting = bytes.Clone(v)
		return nil
	})
	for name, f := range map[string]func(tx *bolt.Tx) error{
		"records":  swap("log", 0, 1),
		"boxes":    swap("keys", 0, 1),
		"settings": swap("local", 1, 0),
		"of another vault with the same key": func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("local"))
			k, _ := b.Cursor().First()
			return b.Put(bytes.Clone(k), setting)
		},
	} {
		path := fresh(t)
		v := createSealed(t, path)
		for i := range 3 {
			_, err := v.Append(edit(i + 1))
			must(t, err)
			must(t, v.PutSealedKey(fmt.Sprint(i), []byte("box")))
			must(t, v.SetSetting(fmt.Sprint(i), "value"))
		}
		must(t, v.Close())
		must(t, faultOf(path))
		raw(t, path, f)
		if err := faultOf(path); !is(err, "vault.damaged") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSealedOrNotAVaultHoldsTheSame after any actions.
func TestSealedOrNotAVaultHoldsTheSame(t *testing.T) {
	dir := t.TempDir()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		var both []*vault.Vault
		for i, seal := range []func(ledger.Hash) (vault.Seal, error){nil, sealBy(theKey)} {
			v, err := vault.Create(filepath.Join(dir, fmt.Sprintf("%d-%d.kaohe", n, i)), vault.Genesis{Signer: dev(1), Record: edit(0), CreatedBy: "test", Seal: seal})
			must(t, err)
			defer v.Close()
			load(t, v)
			both = append(both, v)
		}
		for range rapid.IntRange(0, 6).Draw(rt, "actions") {
			who, what := rapid.SampledFrom([]string{"a", "b", "王"}).Draw(rt, "name"), rapid.String().Draw(rt, "value")
			kind := rapid.IntRange(0, 3).Draw(rt, "kind")
			for _, v := range both {
				switch kind {
				case 0:
					_, err := v.AppendWith([]vault.Box{{Person: who, Sealed: []byte("box " + what)}}, edit(3), edit(4))
					must(t, err)
				case 1:
					must(t, v.PutSealedKey(who, []byte("box"+what)))
				case 2:
					must(t, v.SetSetting(who, what))
				case 3:
					_, err := v.Put(nil, foreignChain(t, v.ID())...)
					must(t, err)
				}
			}
		}
		boxes := [2][]vault.Box{}
		for i, v := range both {
			var err error
			boxes[i], err = v.PINBoxes()
			must(t, err)
		}
		if !reflect.DeepEqual(load(t, both[0]), load(t, both[1])) || !reflect.DeepEqual(boxes[0], boxes[1]) {
			rt.Fatal("records or boxes differ")
		}
		for _, name := range []string{"a", "b", "王"} {
			if both[0].Setting(name) != both[1].Setting(name) {
				rt.Fatalf("setting %s: %q, %q", name, both[0].Setting(name), both[1].Setting(name))
			}
		}
	})
}

func foreignChain(t testing.TB, id ledger.Hash) [][]byte { return foreign(t, dev(9), id, 2) }

// names of the files in a vault's folder.
func beside(t testing.TB, path string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestAVaultIsSealedAndUnsealedInOneStep(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	mark(t, v)
	_, err := v.Put(nil, foreignChain(t, v.ID())...)
	must(t, err)
	want := load(t, v)
	must(t, v.Close())
	seal := sealBy(theKey)
	plain, err := os.ReadFile(path)
	must(t, err)

	stop := errors.New("stop")
	if err := vault.Convert(path, vault.Conversion{Seal: seal, Ready: func(*vault.Vault) error { return stop }}); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, plain) || len(beside(t, path)) != 1 {
		t.Errorf("a conversion that was stopped left %v, %v", beside(t, path), err)
	}

	steps := 0
	var during []string
	must(t, vault.Convert(path, vault.Conversion{Seal: seal, Progress: func(int, int) { steps++ }, Ready: func(*vault.Vault) error {
		during = beside(t, path)
		now, err := os.ReadFile(path)
		if !bytes.Equal(now, plain) {
			t.Error("the old file was touched before the new one was ready")
		}
		for _, name := range during {
			if name != filepath.Base(path) {
				made := openSealed(t, filepath.Join(filepath.Dir(path), name), vault.ReadOnly)
				must(t, made.VerifyAll(nil))
				must(t, made.Close())
			}
		}
		return err
	}}))
	if steps == 0 || len(during) != 2 || len(beside(t, path)) != 1 || shown(t, path) != nil {
		t.Errorf("%d steps, during: %v, after: %v, shown: %q", steps, during, beside(t, path), shown(t, path))
	}
	sealed := openSealed(t, path, vault.ReadWrite)
	if !reflect.DeepEqual(load(t, sealed), want) || sealed.Setting(markers[3]) != markers[3] {
		t.Error("the sealed vault holds something else")
	}
	if _, err := vault.Open(path, vault.ReadOnly, with(theKey)); !is(err, "vault.busy") {
		t.Error(err)
	}
	if err := vault.Convert(path, vault.Conversion{Unlock: with(theKey)}); !is(err, "vault.busy") {
		t.Errorf("an open vault was converted: %v", err)
	}
	must(t, sealed.Close())

	if err := vault.Convert(path, vault.Conversion{}); !is(err, "vault.sealed") {
		t.Errorf("without a key: %v", err)
	}
	must(t, vault.Convert(path, vault.Conversion{Unlock: with(theKey)}))
	if err := vault.Convert(path, vault.Conversion{}); !is(err, "vault.unsealed") {
		t.Errorf("unsealed again: %v", err)
	}
	again := open(t, path)
	if !reflect.DeepEqual(load(t, again), want) || again.Sealed() || again.Locks() != nil {
		t.Error("the vault holds something else than before it was sealed")
	}
	if found := shown(t, path); !reflect.DeepEqual(found, markers) {
		t.Errorf("unsealed shows %q", found)
	}
}

func TestASealedVaultIsSalvaged(t *testing.T) {
	path := fresh(t)
	v := createSealed(t, path)
	mark(t, v)
	want := load(t, v)
	must(t, v.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	clear(b[:8192]) // both meta pages: nothing says any more where the head lies
	must(t, os.WriteFile(path, b, 0o600))
	good := filepath.Join(t.TempDir(), "good.kaohe")
	if _, err := vault.Salvage(path, good, "test", nil); !is(err, "vault.sealed") {
		t.Errorf("without a key: %v", err)
	}
	unlock := func(o vault.Outside) (vault.Key, error) {
		if string(o.Locks) != "the locks" || o.ID != want[0].ID {
			return vault.Key{}, errors.New("no such locks")
		}
		return theKey, nil
	}
	s, err := vault.Salvage(path, good, "test", unlock)
	must(t, err)
	if s.Records != len(want) || s.Boxes != 1 || shown(t, good) != nil {
		t.Errorf("%+v, shown %q", s, shown(t, good))
	}
	made := openSealed(t, good, vault.ReadOnly)
	if !reflect.DeepEqual(load(t, made), want) || string(made.Locks()) != "the locks" {
		t.Error("something else was salvaged")
	}
	if box, ok := made.PINBox(markers[1]); !ok || string(box) != markers[4] {
		t.Errorf("box %q", box)
	}
}

func TestWhatAKilledConversionLeftGoesAtTheNextOpening(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	mark(t, v)
	must(t, v.Close())
	var left string
	must(t, vault.Convert(path, vault.Conversion{Seal: sealBy(theKey), Ready: func(*vault.Vault) error {
		for _, name := range beside(t, path) {
			if name != filepath.Base(path) {
				left = filepath.Join(filepath.Dir(path), name)
			}
		}
		return nil
	}}))
	neighbour := filepath.Join(filepath.Dir(path), ".new-123.kaohe") // another program's
	for _, file := range []string{left, neighbour} {
		must(t, os.WriteFile(file, []byte(markers[0]), 0o600))
	}
	must(t, openSealed(t, path, vault.ReadOnly).Close())
	if len(beside(t, path)) != 3 {
		t.Error("who only reads removes files")
	}
	must(t, openSealed(t, path, vault.ReadWrite).Close())
	if got := beside(t, path); len(got) != 2 || got[0] != filepath.Base(neighbour) {
		t.Errorf("left: %v", got)
	}
}
