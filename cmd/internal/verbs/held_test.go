package verbs_test

import (
	"path/filepath"
	"regexp"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// stray VAULT AUTHOR ENTITY FIELD TEXT writes a record past the session, on this laptop, as another program could.
func stray(ts *testscript.TestScript, _ bool, args []string) {
	v, err := vault.Open(ts.MkAbs(args[0]), vault.ReadWrite, nil)
	ts.Check(err)
	defer v.Close()
	store := keys.Store{Dir: filepath.Join(ts.Getenv("KAOHE_HOME"), "devices")}
	device, _, err := store.Load(v.ID())
	ts.Check(err)
	state := ledger.New()
	ts.Check(v.Load(func(r *ledger.Record) error { state.Apply(r); return nil }))
	v.Use(device)
	w := assess.New("edit.round").Set(args[2], args[3], args[4]).Writes[0]
	done, err := v.Append(&ledger.Record{Author: args[1], Label: "edit.round", Schema: assess.Schema, Stamp: ledger.Next(0, time.Now().UnixMilli()),
		Ops: []ledger.Op{{Entity: w.Entity, Field: w.Field, Value: w.Value, Base: state.Bases(w.Register())}}})
	ts.Check(err)
	device.Tip = keys.Tip{Seq: done.Seq, Hash: done.ID}
	ts.Check(store.Save(v.ID(), device))
}

// note NAME PATTERN keeps what the pattern's group found in the last command's output as an environment variable.
func note(ts *testscript.TestScript, _ bool, args []string) {
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if m == nil {
		ts.Fatalf("no %s in the output", args[1])
	}
	ts.Setenv(args[0], m[1])
}
