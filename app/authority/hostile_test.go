package authority_test

import (
	"testing"

	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// A log that somebody filled with statements must not hang whoever opens it: the work grows with the log, not with its square. It is
// counted, not timed.
func TestGarbageCostsNoMoreThanItsNumber(t *testing.T) {
	work := func(n int) int {
		w := team(t)
		a, b, u := w.laptop("A"), w.laptop("B"), w.laptop("U")
		a.give(u)
		signed := a.write("chen", a.sign("sign", "chen"))
		w.share()
		b.write("li", mark(1))
		state := stateOf(w.all())
		tip := map[*laptop]ledger.Tip{u: {Device: u.dev}, b: b.mine()[len(b.mine())-1].Tip()}
		unread := set("person/chen", "card", "garbage")
		unproven := set("person/chen", "card", authority.Attest(authority.TagCard, authority.Card{Vault: w.vault[:], Person: "chen", Role: authority.Leader},
			authority.Officer{ID: "chen", Sign: func([]byte) []byte { return make([]byte, 64) }}))
		for i := range n {
			l := []*laptop{u, b}[i%2]
			r := &ledger.Record{Device: l.dev, Seq: tip[l].Seq + 1, Prev: tip[l].Hash, Author: "li", Stamp: ledger.Stamp(n-i+1) << 16,
				Ops: []ledger.Op{[]ledger.Op{unread, unproven, signed.Ops[0]}[i/2%3]}}
			r.ID = ledger.Hash{1, byte(i >> 16), byte(i >> 8), byte(i)}
			if i%50 == 0 { // each of them states what the other has written
				r.Seen = ledger.Frontier{tip[[]*laptop{b, u}[i%2]]}
			}
			tip[l] = r.Tip()
			state.Keep(r)
		}
		j := authority.New(state, w.vault)
		j.Judge()
		if !j.Locked("ns", 2) || len(j.Held()) < n/2 {
			t.Fatalf("%d of %d held, locked: %v", len(j.Held()), n, j.Locked("ns", 2))
		}
		return authority.Looks(j)
	}
	small, large := work(5_000), work(50_000)
	if large > 11*small || large > 50_000*40 {
		t.Errorf("looked at %d statements where there are 5,000, at %d where there are 50,000", small, large)
	}
}
