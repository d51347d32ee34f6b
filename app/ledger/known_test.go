package ledger_test

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/ledger"
)

// What one laptop knows of another, by its chain and by what it said of itself, is what that one has; and what both of two have is what they
// share. The model counts records.
func TestWhoHasWhatIsCountedByRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(3)
		who := rapid.IntRange(0, 2)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "writes") {
				w.write(who.Draw(t, "who"), ledger.Stamp(len(w.log)), map[ledger.Register]string{{Entity: "e", Field: "f"}: "v"})
			} else {
				w.carry(who.Draw(t, "from"), who.Draw(t, "to"))
			}
		}
		mine := w.states[0]
		lacks := func(theirs ...*ledger.State) map[ledger.Device]int {
			out := map[ledger.Device]int{}
			for _, r := range mine.Log() {
				for _, s := range theirs {
					if _, has := s.Record(r.ID); !has {
						out[r.Device]++
						break
					}
				}
			}
			return out
		}
		a, b := w.states[1].Frontier(ledger.Device{}), w.states[2].Frontier(ledger.Device{})
		if is, want := mine.Beyond(a), lacks(w.states[1]); !maps.Equal(is, want) {
			t.Fatalf("beyond %v: %v, want %v", a, is, want)
		}
		if is, want := mine.Beyond(mine.Common(a, b)), lacks(w.states[1], w.states[2]); !maps.Equal(is, want) {
			t.Fatalf("beyond what both have: %v, want %v", is, want)
		}
		ahead := map[ledger.Device]int{}
		for _, r := range w.states[1].Log() {
			if _, here := mine.Record(r.ID); !here {
				ahead[r.Device]++
			}
		}
		if is := mine.Awaits(a); !maps.Equal(is, ahead) {
			t.Fatalf("awaits %v, want %v", is, ahead)
		}
		for d, n := range mine.Beyond(mine.Known(device(1))) { // nobody is credited with what they have not
			if n < mine.Beyond(a)[d] {
				t.Fatalf("of %s the chain shows more than there is", d)
			}
		}
	})
}
