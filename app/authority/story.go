package authority

import (
	"encoding/binary"
	"slices"

	"kaohe/app/ledger"
)

// Written is a signed statement where it was written.
type Written struct {
	Entity string `cbor:"1,keyasint"`
	Field  string `cbor:"2,keyasint"`
	Signed Signed `cbor:"3,keyasint"`
}

// Story is what a paper needs to know its signers by: cards and removals of persons, and of some districts the sign-offs and reopenings
// that count, each behind those in its past. Of what did not see each other, that comes first which takes nothing from anybody, so that
// the story can be judged from its beginning. The vault's first record is not in it.
func (j *Judge) Story(district func(id string) bool) []Written {
	var told []*telling
	for _, n := range j.nodes {
		if n.verdict != Counts || n.rec.ID == j.vault {
			continue
		}
		for _, f := range n.facts {
			switch {
			case f.again:
			case f.card != nil:
				told = append(told, &telling{f, "card", len(f.replaces) > 0})
			case f.revoke != nil && f.revoke.Person != "":
				told = append(told, &telling{f, "statement", true})
			case f.sign != nil && district(f.sign.District):
				told = append(told, &telling{f, "statement", false})
			}
		}
	}
	out := make([]Written, 0, len(told))
	for _, t := range j.late(told) {
		out = append(out, Written{t.entity, t.field, t.signed})
	}
	return out
}

// telling is a statement of a story; it takes where it may take a role, a key or a place in the team from somebody.
type telling struct {
	*fact
	field string
	takes bool
}

// late puts what takes something as late as its past allows.
func (j *Judge) late(told []*telling) []*telling {
	if !slices.ContainsFunc(told, func(t *telling) bool { return t.takes }) {
		return told
	}
	behind := make([]int, len(told)) // how many that it saw are not told yet
	after := make([][]int, len(told))
	for i, t := range told {
		for k, o := range told {
			if t.rec == o.rec && k < i || t.rec != o.rec && j.log.Saw(t.rec, o.rec) {
				behind[i]++
				after[k] = append(after[k], i)
			}
		}
	}
	out := make([]*telling, 0, len(told))
	for len(out) < len(told) {
		next := -1
		for i, t := range told {
			if t != nil && behind[i] == 0 && (next < 0 || told[next].takes && !t.takes) {
				if next = i; !t.takes {
					break
				}
			}
		}
		if next < 0 { // some claim to have seen each other: forged
			break
		}
		for _, i := range after[next] {
			behind[i]--
		}
		out, told[next] = append(out, told[next]), nil
	}
	return append(out, slices.DeleteFunc(told, func(t *telling) bool { return t == nil })...)
}

// Replay judges a story one statement after another, each in the context of those before it, as if one laptop had written them in turn:
// what a paper proves by itself. held counts those that do not hold. What was left out of a story, nobody can tell without the vault.
func Replay(genesis *ledger.Record, story []Written) (j *Judge, held int) {
	log := ledger.New()
	log.Keep(genesis)
	j = New(log, genesis.ID)
	j.Judge()
	for i, w := range story {
		r := &ledger.Record{Device: ledger.Device{0xff}, Seq: uint64(i + 1), Ops: []ledger.Op{{Entity: w.Entity, Field: w.Field, Value: ledger.Of(w.Signed)}}}
		binary.BigEndian.PutUint64(r.ID[:], r.Seq)
		n := nodeOf(r, j.vault)
		if n == nil || len(n.facts) != 1 || !j.holds(n.facts[0]) {
			held++
			continue
		}
		j.insert(n)
		j.now.take(n)
	}
	return j, held
}

// holds judges a statement of a story. Two that were written side by side stand one behind the other there: then it is enough that what
// each follows stood before.
func (j *Judge) holds(f *fact) bool {
	why := j.check(j.now, f)
	if why == Misplaced && !slices.ContainsFunc(f.replaces, func(h ledger.Hash) bool { return !j.now.stood[h] }) {
		why = Counts
	}
	return why == Counts && !f.again
}

// Vouch tells who has signed a statement, by the cards that stand, and whether they may: for statements whose chain is not at hand.
func (j *Judge) Vouch(w Written) (st Statement, signer Card, why Reason) {
	r := &ledger.Record{Ops: []ledger.Op{{Entity: w.Entity, Field: w.Field, Value: ledger.Of(w.Signed)}}}
	n := nodeOf(r, j.vault)
	if n == nil || len(n.facts) != 1 || n.facts[0].sign == nil {
		return st, signer, Illegible
	}
	f := n.facts[0]
	if why = j.check(j.now, f); why == Misplaced {
		why = Counts
	}
	return *f.sign, f.signer, why
}

// Vault is the round's id.
func (j *Judge) Vault() ledger.Hash { return j.vault }
