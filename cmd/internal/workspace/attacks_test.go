package workspace_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/standard"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/oplog"
	"kaohe/data/vault"
)

// thief writes records into a vault's file past the program, as a device of their own.
type thief struct {
	t    *testing.T
	d    *workspace.Workspace
	key  *keys.DeviceKey
	last ledger.Tip
}

func (x *thief) put(author string, stamp ledger.Stamp, seen ledger.Frontier, ops ...ledger.Op) *ledger.Record {
	x.t.Helper()
	r := ledger.Record{Device: x.key.Device(), Seq: x.last.Seq + 1, Prev: x.last.Hash, Stamp: stamp, Seen: seen, Author: author, Label: "edit.mark", Schema: assess.Schema, Ops: ops}
	envelope, _, err := oplog.Encode(&r, x.d.Vault.ID(), x.key.Sign)
	must(x.t, err)
	added, err := x.d.Vault.Put(nil, envelope)
	must(x.t, err)
	x.last = added[0].Tip()
	return added[0]
}

func op(entity, field string, v any) ledger.Op {
	return ledger.Op{Entity: entity, Field: field, Value: ledger.Of(v)}
}

// verified opens the vault anew and verifies it.
func verified(t *testing.T, d *workspace.Workspace, path string, env workspace.Env) (*workspace.VaultCheck, string) {
	t.Helper()
	must(t, d.Close())
	d, err := workspace.Open(path, vault.ReadOnly, env)
	must(t, err)
	defer d.Close()
	c, err := d.Check()
	must(t, err)
	var keys []string
	for _, m := range c.Lines() {
		keys = append(keys, m.Key)
	}
	return c, strings.Join(keys, " ")
}

// TestVerifySaysWhatWasDoneToAVault: each attack leaves a word in what verify says, and what is left is told to be so in its last line.
func TestVerifySaysWhatWasDoneToAVault(t *testing.T) {
	now := ledger.Next(0, time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC).UnixMilli())
	for _, x := range []struct {
		name string
		do   func(d *workspace.Workspace, x *thief, before ledger.Frontier)
		says string // a key of one of the lines
		last string
		held string // the reason of what is held
	}{
		{"nothing", func(*workspace.Workspace, *thief, ledger.Frontier) {}, "cli.verify.records", "cli.verify.ok", ""},
		{"a mark from a laptop that nobody enrolled", func(d *workspace.Workspace, x *thief, before ledger.Frontier) {
			x.key, _ = keys.NewDeviceKey(rnd{})
			x.last = ledger.Tip{}
			x.put("chen", now, before, op("d/ns/score/a1", "mark", 100))
		}, "cli.held.line", "cli.verify.word.noted", "device"},
		{"a mark under a signature, by who had not seen it", func(d *workspace.Workspace, x *thief, before ledger.Frontier) {
			x.put("chen", now, before, op("d/ns/claim/a1", "points", 100))
		}, "cli.verify.line", "cli.verify.word.noted", ""},
		{"a mark under a signature, by who had seen it", func(d *workspace.Workspace, x *thief, _ ledger.Frontier) {
			_, f := d.Snapshot()
			x.put("chen", now, f, op("d/ns/claim/a1", "points", 100))
		}, "cli.held.line", "cli.verify.word.noted", "locked"},
		{"the frozen standard, by who had not seen it frozen", func(d *workspace.Workspace, x *thief, before ledger.Frontier) {
			x.put("chen", now, before, op("std/item/a1", "points", 900))
		}, "cli.verify.standard", "cli.verify.word.denied", ""},
		{"the frozen standard, by who had seen it frozen", func(d *workspace.Workspace, x *thief, _ ledger.Frontier) {
			_, f := d.Snapshot()
			x.put("chen", now, f, op("std/item/a1", "points", 900))
		}, "cli.held.line", "cli.verify.word.noted", "frozen"},
		{"an un-freeze", func(d *workspace.Workspace, x *thief, before ledger.Frontier) {
			x.put("chen", now, before, op("std", "frozen", false))
		}, "cli.conflicts", "cli.verify.word.noted", ""},
		{"another person's PIN box", func(d *workspace.Workspace, x *thief, _ ledger.Frontier) {
			boxes, err := d.Vault.PINBoxes()
			must(x.t, err)
			i := slices.IndexFunc(boxes, func(b vault.Box) bool { return b.Person == "lin" })
			must(x.t, d.Vault.PutSealedKey("chen", boxes[i].Sealed))
		}, "cli.verify.box", "cli.verify.word.denied", ""},
		{"a PIN box of somebody who is not in the team", func(d *workspace.Workspace, x *thief, _ ledger.Frontier) {
			must(x.t, d.Vault.PutSealedKey("eve", []byte("a box")))
		}, "cli.verify.box", "cli.verify.word.denied", ""},
		{"a stamp of far ahead", func(d *workspace.Workspace, x *thief, before ledger.Frontier) {
			x.put("chen", ^ledger.Stamp(0), before, op("d/ns/look/yh/k", "note", "x"))
		}, "cli.verify.ahead", "cli.verify.word.noted", ""},
		{"stamps that run backwards", func(d *workspace.Workspace, x *thief, before ledger.Frontier) {
			x.put("chen", now, before, op("d/ns/look/yh/k", "note", "x"))
			x.put("chen", 1<<16, nil, op("d/ns/look/yh/k", "verdict", "x"))
		}, "cli.verify.backward", "cli.verify.word.noted", ""},
		{"garbage instead of a sign-off", func(d *workspace.Workspace, x *thief, before ledger.Frontier) {
			x.put("chen", now, before, op("d/ns/sign/1/x", "statement", "garbage"))
		}, "cli.held.line", "cli.verify.word.noted", "form"},
	} {
		t.Run(x.name, func(t *testing.T) {
			path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
			th := begun(t, path, env)
			d := reopen(t, path, env)
			th.d = d
			_, before := d.Snapshot()
			must(t, d.Use("chen"))
			must(t, d.Freeze("chen", pin))
			_, err := d.Sign("ns", assess.Preparation, "chen", pin)
			must(t, err)
			x.do(d, th, before)
			c, said := verified(t, d, path, env)
			if !strings.Contains(said, x.says) || !strings.HasSuffix(said, x.last) {
				t.Errorf("want %s … %s, got %s", x.says, x.last, said)
			}
			if x.held == "" && len(c.Held) > 0 || x.held != "" && (len(c.Held) != 1 || c.Held[0].Why != x.held) {
				t.Errorf("held: %+v, want one for %q", c.Held, x.held)
			}
			if so := c.SignOffs; len(so) != 1 || !so[0].InForce || so[0].Fault != "" {
				t.Errorf("the signature must stay in force: %+v", so)
			}
			changed := x.name == "a mark under a signature, by who had not seen it" || strings.HasSuffix(x.name, "not seen it frozen") || x.name == "an un-freeze"
			if got := c.SignOffs[0].Changed > 0; got != changed {
				t.Errorf("changed under the signature: %d", c.SignOffs[0].Changed)
			}
		})
	}
}

// rnd makes keys that repeat.
type rnd struct{ n byte }

func (r rnd) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = r.n
	}
	return len(b), nil
}

// begun is a founded round that lacks its freezing, with a deputy, and a second laptop on which all may work; closed again. The
// second laptop's key is in the thief's hands.
func begun(t *testing.T, path string, env workspace.Env) *thief {
	t.Helper()
	d, err := workspace.Found(path, workspace.Founder{ID: "chen", Name: "陈喆", Agency: "市打假办", Role: assess.Leader, PIN: pin},
		assess.Fields("edit.round", "round", "title", "2026年度考核"), env)
	must(t, err)
	must(t, d.Use("chen"))
	must(t, d.Apply(assess.Fields("edit.standard", "std", "title", "评分标准", "version", "1").Texts("std/sec/a", "title", "责任体系").
		Texts("std/item/a1", "section", "a", "code", "1.1", "text", "责任书").Set("std/item/a1", "points", 10000).
		Set("std/item/a1", "rule", standard.Rule{Kind: standard.Free, Amount: 50, What: "评议"}).
		Set("std", "grades", []standard.Grade{{Name: "优秀", From: 9000}, {Name: "合格", From: 6000}, {Name: "不合格"}})))
	must(t, d.Apply(assess.Fields("edit.district", "d/ns", "name", "南山区").Set("d/ns/assign/a", "person/chen", true).
		Texts("d/ns/sub/yh", "name", "粤海街道").Set("d/ns/sub/yh", "drawn", true).Set("d/ns/claim/a1", "points", 500)))
	must(t, d.AddPerson(session.NewPerson{ID: "lin", Name: "林晚", Role: assess.Deputy, PIN: "112233"}, "chen", pin))
	must(t, d.Close())
	second := env
	second.Keys.Dir = filepath.Join(t.TempDir(), "devices")
	d = reopen(t, path, second)
	must(t, d.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
	key, there, err := second.Keys.Load(d.Vault.ID())
	if err != nil || !there {
		t.Fatal(there, err)
	}
	x := &thief{t: t, key: key, last: d.Vault.Tips(key.Device())[0]}
	must(t, d.Close())
	return x
}
