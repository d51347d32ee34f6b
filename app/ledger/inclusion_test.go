package ledger_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/ledger"
)

// Every leaf of a tree of any size proves itself, at its own place, and under no other root.
func TestInclusion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 70).Draw(t, "leaves")
		s := ledger.New()
		r := &ledger.Record{Device: ledger.Device{1}, Seq: 1, ID: ledger.Hash{1}}
		for i := range n {
			r.Ops = append(r.Ops, ledger.Op{Entity: fmt.Sprintf("e%02d", i), Field: "f", Value: ledger.Of(i)})
		}
		s.Apply(r)
		scope := ledger.Scope{}
		for i := range n {
			scope = append(scope, fmt.Sprintf("e%02d", i))
		}
		root, count := s.Digest(scope, ledger.Everything)
		wanted := rapid.IntRange(0, n-1).Draw(t, "wanted")
		got := s.Inclusions(scope, ledger.Everything, func(at ledger.Register, _ [][]byte) bool { return at.Entity == fmt.Sprintf("e%02d", wanted) })
		if len(got) != 1 || !got[0].Holds(root, count) {
			t.Fatalf("%+v does not hold", got)
		}
		x := got[0]
		other := root
		other[0] ^= 1
		if x.Holds(other, count) {
			t.Fatal("holds under another root")
		}
		x.Leaf = append([]byte{}, x.Leaf...)
		x.Leaf[len(x.Leaf)-1] ^= 1
		if x.Holds(root, count) {
			t.Fatal("another leaf holds")
		}
		if x = got[0]; n > 1 {
			x.Index = (x.Index + 1) % n
			if x.Holds(root, count) {
				t.Fatal("holds at another place")
			}
		}
		x = got[0]
		x.Path = append(x.Path, make([]byte, 32))
		if x.Holds(root, count) {
			t.Fatal("holds with a longer path")
		}
	})
}
