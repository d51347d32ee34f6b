package vault_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/oplog"
	"kaohe/data/vault"
)

// laptop is a device with a key that is the same each time.
type laptop struct{ key ed25519.PrivateKey }

func dev(n byte) laptop {
	seed := sha256.Sum256([]byte{'d', n})
	return laptop{ed25519.NewKeyFromSeed(seed[:])}
}

func (l laptop) Device() ledger.Device { return ledger.Device(l.key.Public().(ed25519.PublicKey)) }
func (l laptop) Sign(m []byte) []byte  { return ed25519.Sign(l.key, m) }

func is(err error, fault string) bool { return errors.Is(err, words.Refuse(fault)) }

func fresh(t testing.TB) string { return filepath.Join(t.TempDir(), "round.kaohe") }

func open(t testing.TB, path string) *vault.Vault {
	t.Helper()
	return opened(t, path, vault.ReadWrite)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func code(err error) string {
	var f *words.Fault
	if errors.As(err, &f) {
		return f.Code()
	}
	if err == nil {
		return ""
	}
	return "no fault: " + err.Error()
}

func edit(n int) *ledger.Record {
	return &ledger.Record{
		Stamp: ledger.Stamp(n), Schema: 1, Author: "p/7f", Label: "action.mark",
		Ops: []ledger.Op{{
			Entity: fmt.Sprintf("d/nanshan/item/%d.%d", n%8, n%5), Field: "mark", Value: ledger.Of(n),
			Base: []ledger.OpID{{Record: sha256.Sum256([]byte{byte(n)}), Index: 1}},
		}},
	}
}

func create(t testing.TB, path string) *vault.Vault {
	t.Helper()
	v, err := vault.Create(path, vault.Genesis{Signer: dev(1), Record: edit(0), CreatedBy: "test"})
	must(t, err)
	t.Cleanup(func() { _ = v.Close() })
	load(t, v)
	return v
}

func opened(t testing.TB, path string, mode vault.Mode) *vault.Vault {
	t.Helper()
	v, err := vault.Open(path, mode, nil)
	must(t, err)
	t.Cleanup(func() { _ = v.Close() })
	v.Use(dev(1))
	return v
}

func load(t testing.TB, v *vault.Vault) []*ledger.Record {
	t.Helper()
	var all []*ledger.Record
	must(t, v.Load(func(r *ledger.Record) error { all = append(all, r); return nil }))
	return all
}

// foreign is a chain of n records by another device, in a vault.
func foreign(t testing.TB, d laptop, id ledger.Hash, n int) [][]byte {
	t.Helper()
	var all [][]byte
	var prev ledger.Hash
	for i := range n {
		r := edit(1000 + i)
		r.Device, r.Seq, r.Prev = d.Device(), uint64(i+1), prev
		b, h, err := oplog.Encode(r, id, d.Sign)
		must(t, err)
		all, prev = append(all, b), h
	}
	return all
}

func TestAppendAndReopen(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	want := load(t, v)
	for i := 1; i <= 50; i++ {
		r, err := v.Append(edit(i))
		must(t, err)
		want = append(want, r)
	}
	must(t, v.Close())
	v = open(t, path)
	got := load(t, v)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%d records, want %d", len(got), len(want))
	}
	if v.ID() != want[0].ID || v.Head().CreatedBy != "test" {
		t.Errorf("head %+v", v.Head())
	}
	if _, err := v.Append(edit(51)); err != nil {
		t.Error(err)
	}
	calls := 0
	must(t, v.VerifyAll(func(done, total int) { calls++ }))
	if calls == 0 {
		t.Error("no progress")
	}
	if tips := v.Tips(dev(1).Device()); len(tips) != 1 || tips[0].Seq != 52 {
		t.Errorf("tips %v", tips)
	}
}

func TestAppendAllIsAllOrNothing(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	load(t, v)
	before := v.Tips(dev(1).Device())
	bad := edit(2)
	bad.Ops[0].Entity = ""
	if _, err := v.AppendAll(edit(1), bad); err == nil || !reflect.DeepEqual(v.Tips(dev(1).Device()), before) {
		t.Fatalf("a part was taken: %v", err)
	}
	done, err := v.AppendAll(edit(1), edit(2), edit(3))
	must(t, err)
	if len(done) != 3 || done[2].Prev != done[1].ID || done[0].Prev != before[0].Hash {
		t.Fatalf("%+v", done)
	}
	must(t, v.Close())
	if got := load(t, open(t, path)); len(got) != 4 || got[3].ID != done[2].ID {
		t.Fatalf("%d records after reopening", len(got))
	}
}

func TestFirstRecordIsTheVaultsName(t *testing.T) {
	v := create(t, fresh(t))
	load(t, v)
	for i := range 5 {
		_, err := v.Append(edit(i))
		must(t, err)
	}
	first, err := v.First()
	must(t, err)
	if r, _, err := oplog.Decode(first); err != nil || r.ID != v.ID() {
		t.Fatalf("%v: another record", err)
	}
}

func TestLoadStopsWithTheCallersError(t *testing.T) {
	v := create(t, fresh(t))
	stop := errors.New("stop")
	if err := v.Load(func(*ledger.Record) error { return stop }); err != stop {
		t.Error(err)
	}
}

func TestAppendRefusesWhatDoesNotFit(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	bad := edit(1)
	bad.Ops[0].Entity = ""
	if _, err := v.Append(bad); err == nil {
		t.Error("a record without entity was taken")
	}
	if _, err := v.Append(edit(1)); err != nil {
		t.Error(err)
	}
	must(t, v.Close())
	v = open(t, path)
	if _, err := v.Append(edit(2)); err == nil {
		t.Error("appended before Load")
	}
	if n := len(load(t, v)); n != 2 {
		t.Errorf("%d records", n)
	}
}

func TestPut(t *testing.T) {
	v := create(t, fresh(t))
	theirs := foreign(t, dev(2), v.ID(), 5)
	if _, err := v.Put(nil, theirs[1:]...); !is(err, "vault.gap") {
		t.Errorf("without the first: %v", err)
	}
	if n := len(load(t, v)); n != 1 {
		t.Errorf("%d records after a refusal", n)
	}
	added, err := v.Put(nil, theirs[:3]...)
	if err != nil || len(added) != 3 {
		t.Errorf("%d added, %v", len(added), err)
	}
	added, err = v.Put(nil, theirs...)
	if err != nil || len(added) != 2 {
		t.Errorf("again: %d added, %v", len(added), err)
	}
	if tips := v.Tips(dev(2).Device()); len(tips) != 1 || tips[0].Seq != 5 {
		t.Errorf("tips %v", tips)
	}
	if _, err := v.Put(nil, foreign(t, dev(3), ledger.Hash{1}, 1)...); !is(err, "vault.other") {
		t.Errorf("another vault's: %v", err)
	}
	forged := append([]byte(nil), theirs[0]...)
	forged[len(forged)-1] ^= 1
	if _, err := v.Put(nil, forged); !is(err, "record.bad") {
		t.Errorf("forged: %v", err)
	}
	var kept [][]byte
	must(t, v.Envelopes(dev(2).Device(), 2, func(e []byte) error { kept = append(kept, append([]byte(nil), e...)); return nil }))
	if !reflect.DeepEqual(kept, theirs[2:]) {
		t.Error("envelopes are not the bytes that came")
	}
	if n := len(load(t, v)); n != 6 {
		t.Errorf("%d records", n)
	}
}

func TestForkIsKept(t *testing.T) {
	path, copied := fresh(t), fresh(t)
	v := create(t, path)
	must(t, v.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(copied, b, 0o600))
	w := open(t, copied)
	load(t, w)
	elsewhere, err := w.Append(edit(77))
	must(t, err)
	var envelope []byte
	must(t, w.Envelopes(elsewhere.Device, 1, func(e []byte) error { envelope = append(envelope, e...); return nil }))

	v = open(t, path)
	load(t, v)
	here, err := v.Append(edit(1))
	must(t, err)
	if _, err := v.Put(nil, envelope); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Append(edit(2)); !is(err, "vault.forked") {
		t.Errorf("appended to a forked chain: %v", err)
	}
	must(t, v.Close())
	v = open(t, path)
	got := map[ledger.Hash]bool{}
	for _, r := range load(t, v) {
		got[r.ID] = true
	}
	if len(got) != 3 || !got[here.ID] || !got[elsewhere.ID] || len(v.Tips(here.Device)) != 2 {
		t.Errorf("%v, tips %v", got, v.Tips(here.Device))
	}
	for _, r := range []*ledger.Record{here, elsewhere} {
		if ok, err := v.Holds(r.Tip()); !ok || err != nil {
			t.Error(ok, err)
		}
	}
	if ok, _ := v.Holds(ledger.Tip{Device: here.Device, Seq: 9, Hash: here.ID}); ok {
		t.Error("holds what is not there")
	}
}

func TestSettingsAndKeys(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	must(t, v.SetSetting("place", "nanshan/1.3"))
	must(t, v.SetSetting("place", "nanshan/1.4"))
	must(t, v.SetSetting("gone", "x"))
	must(t, v.SetSetting("gone", ""))
	must(t, v.PutSealedKey("p/1", []byte{1, 2}))
	must(t, v.Close())
	v = opened(t, path, vault.ReadOnly)
	if v.Setting("place") != "nanshan/1.4" || v.Setting("gone") != "" || v.Setting("never") != "" {
		t.Error("settings")
	}
	if box, ok := v.PINBox("p/1"); !ok || !reflect.DeepEqual(box, []byte{1, 2}) {
		t.Error("sealed key", box, ok)
	}
	if _, ok := v.PINBox("p/2"); ok {
		t.Error("a key of nobody")
	}
	for what, err := range map[string]error{
		"setting": v.SetSetting("a", "b"), "key": v.PutSealedKey("p/2", []byte{1}),
	} {
		if !is(err, "vault.readonly") {
			t.Errorf("%s: %v", what, err)
		}
	}
	load(t, v)
	if _, err := v.Append(edit(1)); !is(err, "vault.readonly") {
		t.Error(err)
	}
	must(t, v.Close())
	must(t, v.Close())
	if _, err := v.Append(edit(1)); err == nil {
		t.Error("appended to a closed vault")
	}
}
