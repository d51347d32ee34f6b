package authority

import (
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

type (
	// Role as schema has it.
	Role = schema.Role
	// Act as schema has it.
	Act = schema.Act
	// Phase as schema has it.
	Phase = schema.Phase
)

// The acts of a statement.
const (
	ActSign   = "sign"
	ActReopen = "reopen"
)

// MaxCovered is the most registers that a statement may claim to cover. It bounds what a checker computes from a number that came with
// a foreign file.
const MaxCovered = 1 << 24

// Statement is what a leader signs: the district, the phase, the frontier up to which everything was seen, and the root over the
// registers that the phase covers. Before the signature means inside the frontier; At only tells people when it was. Statements of one
// district and phase form one chain: Prev is the digest of the one that stood before, Also those of others that stood beside it.
//
// Up to schema 1 Root is the RFC 6962 root over the phase's registers one by one; from 2 on over columns (ledger.Column) of these, the
// round's facts, the standard and the team.
type Statement struct {
	Vault    []byte   `cbor:"1,keyasint"`
	District string   `cbor:"2,keyasint"`
	Phase    Phase    `cbor:"3,keyasint"`
	Act      string   `cbor:"4,keyasint"` // sign or reopen
	Person   string   `cbor:"5,keyasint"`
	Frontier []Tip    `cbor:"6,keyasint"`
	Root     []byte   `cbor:"7,keyasint"`
	Count    int      `cbor:"8,keyasint"` // registers covered
	At       int64    `cbor:"9,keyasint"` // Unix milliseconds
	Prev     []byte   `cbor:"10,keyasint,omitempty"`
	Reason   string   `cbor:"11,keyasint,omitempty"`
	Schema   int      `cbor:"12,keyasint"`
	Also     [][]byte `cbor:"13,keyasint,omitempty"`
}

// replaces are the digests of the statements that this one follows.
func (st *Statement) replaces() []ledger.Hash {
	var out []ledger.Hash
	for _, b := range append([][]byte{st.Prev}, st.Also...) {
		if len(b) == len(ledger.Hash{}) {
			out = append(out, ledger.Hash(b))
		}
	}
	return out
}

// sound tells whether the numbers of a statement are such as the program writes.
func (st *Statement) sound() bool {
	_, ok := FrontierOf(st.Frontier)
	return ok && st.Count >= 0 && st.Count <= MaxCovered && len(st.Root) == len(ledger.Hash{}) && (st.Act == ActSign || st.Act == ActReopen) &&
		len(st.Also) <= maxCoSigners && st.Phase >= schema.Preparation && st.Phase <= schema.Rectification
}

// The roles, as schema has them.
const (
	Leader    = schema.Leader
	Deputy    = schema.Deputy
	Member    = schema.Member
	Secretary = schema.Secretary
)
