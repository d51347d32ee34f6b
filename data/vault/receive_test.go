package vault_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
	"kaohe/data/vault"
)

// chained are n records that follow each other, those with the numbers of bad not signed.
func chained(t testing.TB, d laptop, id ledger.Hash, n int, bad ...int) (all [][]byte) {
	t.Helper()
	var prev ledger.Hash
	for seq := 1; seq <= n; seq++ {
		r := edit(seq)
		r.Device, r.Seq, r.Prev = d.Device(), uint64(seq), prev
		sign := d.Sign
		if slices.Contains(bad, seq) {
			sign = func([]byte) []byte { return make([]byte, 64) }
		}
		e, hash, err := oplog.Encode(r, id, sign)
		must(t, err)
		all, prev = append(all, e), hash
	}
	return all
}

func TestASignatureCoversTheRecordsBeforeItAndNoneAfter(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	if _, err := v.Put(nil, chained(t, dev(2), v.ID(), 5, 5)...); !is(err, "record.bad") {
		t.Errorf("the newest is not signed: %v", err)
	}
	two := append(chained(t, dev(2), v.ID(), 5), chained(t, dev(3), v.ID(), 3, 3)...)
	if _, err := v.Put(nil, two...); !is(err, "record.bad") {
		t.Errorf("the newest of the second chain is not signed: %v", err)
	}
	covered := chained(t, dev(2), v.ID(), 5, 2)
	if _, err := v.Put(nil, covered[:2]...); !is(err, "record.bad") {
		t.Errorf("what is not covered is not signed: %v", err)
	}
	if n := len(load(t, v)); n != 1 {
		t.Fatalf("%d records after refusals", n)
	}
	added, err := v.Put(nil, covered...)
	if err != nil || len(added) != 5 {
		t.Fatalf("%d added, %v", len(added), err)
	}
	must(t, v.VerifyAll(nil))
	must(t, v.Close())
	must(t, open(t, path).VerifyAll(nil))
}

func TestRecordsArePutInAnyOrder(t *testing.T) {
	v := create(t, fresh(t))
	theirs, others := chained(t, dev(2), v.ID(), 4), chained(t, dev(3), v.ID(), 2)
	added, err := v.Put(nil, theirs[3], others[0], theirs[1], theirs[0], others[1], theirs[2], theirs[1])
	if err != nil || len(added) != 6 || added[0].Seq != 4 || added[2].Seq != 2 {
		t.Fatalf("%v, %v", added, err)
	}
	for d, want := range map[byte]uint64{2: 4, 3: 2} {
		if tips := v.Tips(dev(d).Device()); len(tips) != 1 || tips[0].Seq != want {
			t.Errorf("tips of %d: %v", d, tips)
		}
	}
	must(t, v.VerifyAll(nil))
}

func TestReceiveMakesAVaultOfWhatAnotherHolds(t *testing.T) {
	v := create(t, fresh(t))
	for n := range 3 {
		_, err := v.Append(edit(n))
		must(t, err)
	}
	_, err := v.Put(nil, foreign(t, dev(2), v.ID(), 4)...)
	must(t, err)
	var all [][]byte
	for _, d := range []laptop{dev(2), dev(1)} {
		must(t, v.Envelopes(d.Device(), 0, func(e []byte) error { all = append(all, slices.Clone(e)); return nil }))
	}
	path := fresh(t)
	must(t, vault.Receive(path, vault.Received{ID: v.ID(), Envelopes: append(all, all[0]), CreatedBy: "test"}))
	w := open(t, path)
	if n := len(load(t, w)); n != 8 || w.ID() != v.ID() || w.State() != v.State() {
		t.Errorf("%d records, of vault %s", n, w.ID())
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".new-*")); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}

func TestReceiveRefusesWhatIsNoVault(t *testing.T) {
	v := create(t, fresh(t))
	var first []byte
	must(t, v.Envelopes(dev(1).Device(), 0, func(e []byte) error { first = slices.Clone(e); return nil }))
	theirs := chained(t, dev(2), v.ID(), 3)
	forged := chained(t, dev(2), v.ID(), 3, 3)
	for _, c := range []struct {
		name      string
		envelopes [][]byte
		want      string
	}{
		{"nothing", nil, "vault.lost"},
		{"without the first record", theirs, "vault.lost"},
		{"with a gap", [][]byte{first, theirs[0], theirs[2]}, "vault.gap"},
		{"of another vault", [][]byte{first, chained(t, dev(2), ledger.Hash{1}, 1)[0]}, "vault.other"},
		{"forged", append([][]byte{first}, forged...), "record.bad"},
		{"no record", [][]byte{first, {1}}, "record.bad"},
	} {
		path := fresh(t)
		if err := vault.Receive(path, vault.Received{ID: v.ID(), Envelopes: c.envelopes}); !is(err, c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if _, err := os.Lstat(path); err == nil {
			t.Errorf("%s: left a file", c.name)
		}
	}
	if err := vault.Receive(v.Path(), vault.Received{ID: v.ID(), Envelopes: [][]byte{first}}); !is(err, "vault.exists") {
		t.Error(err)
	}
}
