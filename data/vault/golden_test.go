package vault_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

var update = flag.Bool("update", false, "write the golden vault again")

const goldenVault, goldenSealed, goldenJSON = "testdata/v1.kaohe", "testdata/v1-sealed.kaohe", "testdata/v1.json"

// plain is a record as JSON says it, with everything that was written.
type plain struct {
	ID, Device, Prev string
	Seq, Stamp       uint64
	Schema           uint16
	Seen             []plainTip `json:",omitempty"`
	Author, Label    string
	Ops              []plainOp
}

type plainTip struct {
	Device, Hash string
	Seq          uint64
}

type plainOp struct {
	Entity, Field, Value string
	Base                 []plainID `json:",omitempty"`
}

type plainID struct {
	Record string
	Index  uint16
}

func toPlain(r *ledger.Record) plain {
	p := plain{
		ID: r.ID.String(), Device: hex.EncodeToString(r.Device[:]), Prev: r.Prev.String(), Seq: r.Seq, Stamp: uint64(r.Stamp),
		Schema: r.Schema, Author: r.Author, Label: r.Label,
	}
	for _, t := range r.Seen {
		p.Seen = append(p.Seen, plainTip{hex.EncodeToString(t.Device[:]), t.Hash.String(), t.Seq})
	}
	for _, op := range r.Ops {
		o := plainOp{Entity: op.Entity, Field: op.Field, Value: hex.EncodeToString([]byte(op.Value))}
		for _, b := range op.Base {
			o.Base = append(o.Base, plainID{b.Record.String(), b.Index})
		}
		p.Ops = append(p.Ops, o)
	}
	return p
}

func asJSON(t *testing.T, v *vault.Vault) []byte {
	t.Helper()
	golden := struct {
		Vault, CreatedBy string
		Records          []plain
	}{v.ID().String(), v.Head().CreatedBy, nil}
	for _, r := range load(t, v) {
		golden.Records = append(golden.Records, toPlain(r))
	}
	b, err := json.MarshalIndent(golden, "", " ")
	must(t, err)
	return append(b, '\n')
}

// TestGoldenVault: a vault of the first format, sealed or not, opens for ever and says what it said. With -update it is made again, which is right
// only before the first release.
func TestGoldenVault(t *testing.T) {
	if *update {
		writeGolden(t)
	}
	want, err := os.ReadFile(goldenJSON)
	must(t, err)
	for _, golden := range []string{goldenVault, goldenSealed} {
		file, err := os.ReadFile(golden)
		must(t, err)
		path := fresh(t)
		must(t, os.WriteFile(path, file, 0o600))
		for _, mode := range []vault.Mode{vault.ReadOnly, vault.ReadWrite} {
			v := openSealed(t, path, mode)
			if got := asJSON(t, v); !bytes.Equal(got, want) {
				t.Errorf("%s, mode %d: the golden vault says something else:\n%s", golden, mode, got)
			}
			must(t, v.VerifyAll(nil))
			if box, ok := v.PINBox("p/7f"); !ok || string(box) != "a PIN box" || v.Setting("place") != "d/nanshan" || v.Sealed() != (golden == goldenSealed) {
				t.Errorf("%s: sealed %v, box %q, setting %q", golden, v.Sealed(), box, v.Setting("place"))
			}
			must(t, v.Close())
		}
	}
}

func writeGolden(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	for i := 1; i <= 6; i++ {
		_, err := v.Append(edit(i))
		must(t, err)
	}
	_, err := v.Put(nil, foreign(t, dev(2), v.ID(), 2)...)
	must(t, err)
	last := edit(7)
	last.Seen = ledger.Frontier{v.Tips(dev(2).Device())[0]}
	last.Ops = append(last.Ops,
		ledger.Op{Entity: "d/nanshan/finding/1", Field: "text", Value: ledger.Of("台账齐全")},
		ledger.Op{Entity: "d/nanshan/finding/1", Field: "items", Value: ledger.Of([]string{"1.1", "2.3"})},
		ledger.Op{Entity: "d/nanshan/finding/1", Field: "gone", Value: ledger.Of(true)})
	_, err = v.Append(last)
	must(t, err)
	must(t, v.PutSealedKey("p/7f", []byte("a PIN box")))
	must(t, v.SetSetting("place", "d/nanshan"))
	must(t, os.MkdirAll("testdata", 0o755))
	must(t, os.WriteFile(goldenJSON, asJSON(t, v), 0o644))
	must(t, v.Close())
	b, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(goldenVault, b, 0o644))
	must(t, vault.Convert(path, vault.Conversion{Seal: sealBy(theKey)}))
	b, err = os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(goldenSealed, b, 0o644))
}
