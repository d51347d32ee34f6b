package reportproof

import (
	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
)

// oldCarried is what reports of format 1 carry: cards, and for each sign-off its statement with single registers and their paths to the
// signed root. It must not be changed.
type oldCarried struct {
	Cards  []oldCard  `cbor:"1,keyasint"`
	Proofs []oldProof `cbor:"2,keyasint"`
}

// oldSchema is the last schema of the programs that printed format 1.
const oldSchema = 1

// Limits on evidence of format 1.
const (
	mostCards  = 4096
	mostProofs = 2048
	mostLeaves = 100_000
)

func (e *oldCarried) sound() bool {
	n := 0
	for _, p := range e.Proofs {
		n += len(p.Leaves)
	}
	return len(e.Cards) <= mostCards && len(e.Proofs) <= mostProofs && n <= mostLeaves
}

type oldCard struct {
	Entity string        `cbor:"1,keyasint"`
	Card   assess.Signed `cbor:"2,keyasint"`
}

type oldProof struct {
	Statement assess.Signed      `cbor:"1,keyasint"`
	Leaves    []ledger.Inclusion `cbor:"2,keyasint"`
}

// OldSignature is the verdict on a sign-off of format 1. Fault is empty if it holds. Otherwise it is a reason of authority, leaf, or newer,
// which means that the statement has a later schema than the programs that printed format 1 could sign or accept.
type OldSignature struct {
	assess.Statement
	Signer assess.Card
	Digest ledger.Hash
	Fault  string
	Leaves int // number of registers that are proven to be covered by it
}

func (e *oldCarried) check(genesis *ledger.Record) []OldSignature {
	var story []authority.Written
	for _, c := range e.Cards {
		story = append(story, authority.Written{Entity: c.Entity, Field: "card", Signed: c.Card})
	}
	roster, _ := authority.Replay(genesis, story)
	var out []OldSignature
	for _, p := range e.Proofs {
		out = append(out, p.check(roster))
	}
	return out
}

func (p *oldProof) check(roster *authority.Judge) OldSignature {
	var st assess.Statement
	if cbor.Unmarshal(p.Statement.Body, &st) != nil {
		return OldSignature{Fault: string(authority.Illegible)}
	}
	entity := assess.StatementEntity(&st, "0")
	x := OldSignature{Statement: st, Digest: p.Statement.Digest()}
	_, signer, why := roster.Vouch(authority.Written{Entity: entity, Field: "statement", Signed: p.Statement})
	x.Signer, x.Fault = signer, string(why)
	if why == authority.Counts && st.Schema > oldSchema {
		x.Fault = "newer"
	}
	if x.Fault != "" {
		return x
	}
	for i := range p.Leaves {
		var leaf ledger.Leaf
		l := &p.Leaves[i]
		if cbor.Unmarshal(l.Leaf, &leaf) != nil || !l.Holds(ledger.Hash(st.Root), st.Count) {
			x.Fault = "leaf"
			return x
		}
		x.Leaves++
	}
	return x
}
