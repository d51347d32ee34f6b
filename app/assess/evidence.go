package assess

import (
	"crypto/sha256"
	"encoding/binary"

	"kaohe/app/canon"
	"kaohe/app/ledger"
)

// Evidence proves sign-offs to somebody who does not have the vault: the cards by which the signers are known, and for each signature
// in force the statement, with those registers that a document shows and their paths to the signed root. The vault's first record,
// whose hash is the vault's id, goes beside it.
type Evidence struct {
	Cards  []CardWrite `cbor:"1,keyasint"` // of persons, after the founder's, in the order in which they count
	Proofs []Proof     `cbor:"2,keyasint"`
}

// CardWrite is a signed card where it was written.
type CardWrite struct {
	Entity string `cbor:"1,keyasint"`
	Card   Signed `cbor:"2,keyasint"`
}

// Proof is one sign-off with what a document shows of what it covers.
type Proof struct {
	Statement Signed             `cbor:"1,keyasint"`
	Leaves    []ledger.Inclusion `cbor:"2,keyasint"`
}

// NewEvidence gathers the evidence for a district's signatures in force. all are the records that count, raw those of every device.
// want says which registers a document shows.
func NewEvidence(raw, all *ledger.State, auth *Authority, d *District, want func(at ledger.Register, values [][]byte) bool) Evidence {
	var e Evidence
	var cards []ledger.Write
	for _, entity := range raw.Entities("person/") {
		cards = append(cards, raw.History(ledger.Register{Entity: entity, Field: "card"})...)
	}
	for _, w := range raw.Order(cards) {
		if signed, err := ledger.As[Signed](w.Value()); err == nil && w.Rec.ID != auth.Vault {
			e.Cards = append(e.Cards, CardWrite{w.Op().Entity, signed})
		}
	}
	for _, p := range Phases {
		so := d.Phases[p].Signed()
		if so == nil {
			continue
		}
		signed, ok := get[Signed](reader{all}, so.Entity, "statement")
		if !ok {
			continue // two statements under one name: neither can be shown as the one
		}
		e.Proofs = append(e.Proofs, Proof{signed, all.Inclusions(Scope(d.ID, p), all.Inside(so.frontier()), want)})
	}
	return e
}

// Shown is a register as a signature covers it.
type Shown struct {
	At     ledger.Register
	Values [][]byte // canonical; several where there was a conflict
}

// Proven is the verdict on a Proof. Fault is empty when it holds; otherwise a code: body, vault, person, signature, leaf.
type Proven struct {
	SignOff
	Signer Person // as their card has them; empty where there is none
	Shown  []Shown
}

// Check verifies all proofs by the vault's first record, which must have been verified itself.
func (e *Evidence) Check(genesis *ledger.Record) []Proven {
	s := ledger.New()
	s.Apply(genesis)
	stamp := genesis.Stamp
	for i, c := range e.Cards { // as if one device had written them one after another; each proves itself by its signature
		stamp = ledger.Next(stamp, 0)
		r := &ledger.Record{Device: ledger.Device{0xff}, Seq: uint64(i + 1), Stamp: stamp,
			Ops: []ledger.Op{{Entity: c.Entity, Field: "card", Value: ledger.Of(c.Card)}}}
		binary.BigEndian.PutUint64(r.ID[:], r.Seq)
		s.Apply(r)
	}
	auth := Authorise(s, genesis.ID)
	var out []Proven
	for _, p := range e.Proofs {
		out = append(out, p.check(auth))
	}
	return out
}

func (p *Proof) check(auth *Authority) Proven {
	v := Proven{SignOff: SignOff{Digest: sha256.Sum256(p.Statement.Body)}}
	st := &v.Statement
	if canon.Unmarshal(p.Statement.Body, st) != nil {
		v.Fault = "body"
		return v
	}
	if x := auth.people[st.Person]; x != nil {
		v.Signer = *x
	}
	if v.Fault = auth.signed(p.Statement, st.District, st.Phase, st); v.Fault != "" {
		return v
	}
	for _, x := range p.Leaves {
		leaf, err := ReadLeaf(x.Leaf)
		if len(st.Root) != len(ledger.Hash{}) || !x.Holds(ledger.Hash(st.Root), st.Count) || err != nil ||
			!Scope(st.District, st.Phase).Has(leaf.At.Entity) {
			v.Fault = "leaf"
			return v
		}
		v.Shown = append(v.Shown, leaf)
	}
	return v
}

// ReadLeaf reads a leaf as ledger.State.Digest makes it.
func ReadLeaf(b []byte) (Shown, error) {
	var leaf struct {
		_      struct{} `cbor:",toarray"`
		Entity string
		Field  string
		Values [][]byte
	}
	err := canon.Unmarshal(b, &leaf)
	return Shown{ledger.Register{Entity: leaf.Entity, Field: leaf.Field}, leaf.Values}, err
}
