package verbs_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// newer VAULT format makes a vault of the next format of it. newer VAULT record has a newer program on this laptop write what this one does not know
// into the on-site phase of 南山区, newer VAULT signature sign that phase by the next schema, in 顾彧's name.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	if args[1] == "format" {
		b, err := os.ReadFile(path)
		ts.Check(err)
		ours := append([]byte("version"), 0, 0, 0, vault.Format)
		if !bytes.Contains(b, ours) {
			ts.Fatalf("no format in %s", args[0])
		}
		ts.Check(os.WriteFile(path, bytes.ReplaceAll(b, ours, append([]byte("version"), 0, 0, 0, vault.Format+1)), 0o600))
		return
	}
	env, err := workspace.Usual("test")
	ts.Check(err)
	v, err := vault.Open(path, vault.ReadWrite, nil)
	ts.Check(err)
	key, found, err := keys.Store{Dir: filepath.Join(ts.Getenv("KAOHE_HOME"), "devices"), Random: env.Random}.Load(v.ID())
	ts.Check(err)
	if !found {
		ts.Fatalf("no key of this laptop")
	}
	v.Use(key)
	all := ledger.New()
	ts.Check(v.Load(func(r *ledger.Record) error { all.Keep(r); return nil }))
	ops := []ledger.Op{{Entity: "d/nanshan/hologram/h1", Field: "depth", Value: ledger.Of(3)}}
	if args[1] == "signature" {
		ops = nil
		for _, w := range nextSchema(ts, v, all).Writes {
			ops = append(ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
		}
	}
	_, err = v.Append(&ledger.Record{Author: "gu", Stamp: ledger.Next(0, time.Now().UnixMilli()), Ops: ops})
	ts.Check(errors.Join(err, v.Close()))
}

// nextSchema is a signature of which this program can't compute the root.
func nextSchema(ts *testscript.TestScript, v *vault.Vault, all *ledger.State) *assess.Edit {
	box, _ := v.PINBox("gu")
	id := v.ID()
	seed, err := keys.Unlock(box, "246810", keys.Owner{Person: "gu", Vault: id})
	ts.Check(err)
	private := ed25519.NewKeyFromSeed(seed)
	st := assess.Statement{Vault: id[:], District: "nanshan", Phase: assess.Onsite, Act: assess.ActSign, Person: "gu", Root: make([]byte, 32), Count: 1,
		At: 1165000000000, Schema: assess.Schema + 1, Frontier: authority.TipsOf(all.Frontier(ledger.Device{}))}
	return assess.PutStatement(st, "later", assess.Officer{ID: "gu", Sign: func(m []byte) []byte { return ed25519.Sign(private, m) }})
}
