package oplog_test

import (
	"reflect"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

func rec(seq uint64, id, prev string) *ledger.Record {
	r := &ledger.Record{Device: ledger.Device{9}, Seq: seq, ID: hash(id)}
	if prev != "" {
		r.Prev = hash(prev)
	}
	return r
}

func TestChain(t *testing.T) {
	other := rec(2, "b", "a")
	other.Device = ledger.Device{8}
	for _, c := range []struct {
		name string
		recs []*ledger.Record
		bad  bool
		tips []string
	}{
		{"empty", nil, false, nil},
		{"line", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "a"), rec(3, "c", "b")}, false, []string{"c"}},
		{"fork at the top", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "a"), rec(2, "c", "a")}, false, []string{"b", "c"}},
		{"fork at the root", []*ledger.Record{rec(1, "a", ""), rec(1, "b", ""), rec(2, "c", "b")}, false, []string{"a", "c"}},
		{"fork that ended", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "a"), rec(2, "c", "a"), rec(3, "d", "c"), rec(4, "e", "d")}, false, []string{"b", "e"}},
		{"both branches go on", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "a"), rec(2, "c", "a"), rec(3, "d", "c"), rec(3, "e", "b")}, false, []string{"d", "e"}},
		{"not from one", []*ledger.Record{rec(2, "b", "a")}, true, nil},
		{"gap", []*ledger.Record{rec(1, "a", ""), rec(3, "c", "b")}, true, []string{"a"}},
		{"backwards", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "a"), rec(1, "c", "")}, true, []string{"b"}},
		{"loose", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "x")}, true, []string{"a"}},
		{"loose fork", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "a"), rec(2, "c", "b")}, true, []string{"b"}},
		{"twice", []*ledger.Record{rec(1, "a", ""), rec(2, "b", "a"), rec(2, "b", "a")}, true, []string{"b"}},
		{"first continues", []*ledger.Record{rec(1, "a", "z")}, true, nil},
		{"two devices", []*ledger.Record{rec(1, "a", ""), other}, true, []string{"a"}},
	} {
		var chain oplog.Chain
		var err error
		for _, r := range c.recs {
			if err = chain.Add(r); err != nil {
				break
			}
		}
		if (err != nil) != c.bad {
			t.Errorf("%s: %v", c.name, err)
		}
		var got, want []ledger.Hash
		for _, tip := range chain.Tips() {
			got = append(got, tip.Hash)
		}
		for _, id := range c.tips {
			want = append(want, hash(id))
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: tips %v, want %v", c.name, got, want)
		}
	}
}
