package authority

import (
	"encoding/binary"
	"slices"

	"kaohe/app/ledger"
)

// Written is a signed statement with the register in which it was written.
type Written struct {
	Entity string `cbor:"1,keyasint"`
	Field  string `cbor:"2,keyasint"`
	Signed Signed `cbor:"3,keyasint"`
}

// Story returns the statements by which a reader of a paper can know its signers: the cards and removals of persons, the invitations that
// gave somebody a key and, for the accepted districts, the sign-offs and reopenings that count, each behind those in its past. Of concurrent statements those come first that take
// no right from anybody, so that each can be judged by those before it. The vault's first record is not included.
func (j *Judge) Story(district func(id string) bool) []Written {
	var told []*telling
	inviting := j.inviting()
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
			case inviting[f], f.sign != nil && district(f.sign.District):
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

// inviting returns the invitations that signed a person's card which counts.
func (j *Judge) inviting() map[*fact]bool {
	out := map[*fact]bool{}
	for _, n := range j.nodes {
		for _, f := range n.facts {
			if n.verdict == Counts && f.use != nil && f.card != nil && !f.again {
				out[f.use] = true
			}
		}
	}
	return out
}

// telling is a statement of a story. takes is true if it may take a role, a key or the place in the team from somebody.
type telling struct {
	*fact
	field string
	takes bool
}

// late moves the statements that take something as far back as their pasts allow.
func (j *Judge) late(told []*telling) []*telling {
	if !slices.ContainsFunc(told, func(t *telling) bool { return t.takes }) {
		return told
	}
	behind := make([]int, len(told)) // how many statements that it saw are still to be told
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
		if next < 0 { // some claim to have seen each other, which is forged
			break
		}
		for _, i := range after[next] {
			behind[i]--
		}
		out, told[next] = append(out, told[next]), nil
	}
	return append(out, slices.DeleteFunc(told, func(t *telling) bool { return t == nil })...)
}

// Replay judges the statements of a story in turn, each in the context of those before it, as if one laptop had written them. This is what
// a paper proves by itself. held is the number of statements that are not valid. Whether a story leaves something out, only the vault
// can tell.
func Replay(genesis *ledger.Record, story []Written) (j *Judge, held int) {
	log := ledger.New()
	log.Keep(genesis)
	j = New(log, genesis.ID)
	j.told = true
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

// holds judges a statement of a story. Two concurrent statements come one after the other in a story, so it is enough that the statements
// which each of them follows were there at some time.
func (j *Judge) holds(f *fact) bool {
	why := j.check(j.now, f)
	if why == Misplaced && !slices.ContainsFunc(f.replaces, func(h ledger.Hash) bool { return !j.now.stood[h] }) {
		why = Counts
	}
	return why == Counts && !f.again
}

// Vouch tells who signed a statement and whether they may, by the present cards. It does not check which statements the statement follows.
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

// Vault returns the vault's id.
func (j *Judge) Vault() ledger.Hash { return j.vault }
