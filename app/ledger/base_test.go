package ledger_test

import (
	"testing"

	"kaohe/app/ledger"
)

func TestTheBaseOfAConflictIsWhatAllItsHeadsReplaced(t *testing.T) {
	at := ledger.Register{Entity: "d/a/rec/r", Field: "text"}
	put := func(w *world, dev int, text string) { w.write(dev, 1, map[ledger.Register]string{at: text}) }
	for _, c := range []struct {
		name string
		do   func(w *world)
		want ledger.Value
		ok   bool
	}{
		{"nothing written", func(*world) {}, "", true},
		{"two wrote first", func(w *world) { put(w, 0, "a"); put(w, 1, "b") }, "", true},
		{"each replaced it once", func(w *world) { put(w, 0, "old"); w.carry(0, 1); put(w, 0, "a"); put(w, 1, "b") }, ledger.Of("old"), true},
		{"one of them twice", func(w *world) { put(w, 0, "old"); w.carry(0, 1); put(w, 0, "a"); put(w, 0, "a2"); put(w, 1, "b") }, ledger.Of("old"), true},
		{"the last of two that both saw", func(w *world) {
			put(w, 0, "older")
			put(w, 0, "old")
			w.carry(0, 1)
			put(w, 1, "b")
			put(w, 0, "a")
		}, ledger.Of("old"), true},
		{"settled, and parted again", func(w *world) {
			put(w, 0, "a")
			put(w, 1, "b")
			w.carry(1, 0)
			put(w, 0, "settled")
			w.carry(0, 1)
			put(w, 0, "c")
			put(w, 1, "d")
		}, ledger.Of("settled"), true},
		{"settled in two ways", func(w *world) {
			put(w, 0, "a")
			put(w, 1, "b")
			w.carry(1, 0)
			w.carry(0, 1)
			put(w, 0, "one")
			put(w, 1, "two")
		}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(2)
			c.do(w)
			w.carry(1, 0)
			v, ok := w.states[0].Base(at)
			if ok != c.ok || ok && v != c.want {
				t.Errorf("%q, %v; want %q, %v", v, ok, c.want, c.ok)
			}
		})
	}
}
