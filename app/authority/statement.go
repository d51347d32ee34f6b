package authority

import (
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

type (
	// Role is a short name of schema.Role.
	Role = schema.Role
	// Act is a short name of schema.Act.
	Act = schema.Act
	// Phase is a short name of schema.Phase.
	Phase = schema.Phase
)

// The acts of a statement.
const (
	ActSign   = "sign"
	ActReopen = "reopen"
)

// MaxCovered is the largest number of registers that a statement may claim to cover. It limits the computation that a number from an
// unknown file can cause.
const MaxCovered = 1 << 24

// Statement is what a leader signs: the district, the phase, the frontier up to which everything was seen, and the root over the
// registers that the phase covers. Only the frontier decides what was before the signature; At is for people. The statements of one
// district and phase form a chain: Prev is the digest of the one in force before, Also those of further ones that were in force too.
//
// Up to schema 1, Root is the RFC 6962 root over the single registers of the phase; from schema 2 on it is the root over columns
// (ledger.Column) of these, the round's facts, the standard and the team. From schema 3 on the seats of the team (post and place in the list)
// are under it; from schema 4 on comments are under none and returns under that of their phase (to older programs both are unknown, so the
// on-site one's), and an edited row brings its record back. A signature is checked by the rules of its own schema. It locks and watches the
// phase's own entities; standard, team and round are under it as they were.
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

// replaces returns the digests of the statements that this one follows.
func (st *Statement) replaces() []ledger.Hash {
	var out []ledger.Hash
	for _, b := range append([][]byte{st.Prev}, st.Also...) {
		if len(b) == len(ledger.Hash{}) {
			out = append(out, ledger.Hash(b))
		}
	}
	return out
}

// sound tells whether the numbers of a statement are in the range that the program writes.
func (st *Statement) sound() bool {
	_, ok := FrontierOf(st.Frontier)
	return ok && st.Count >= 0 && st.Count <= MaxCovered && len(st.Root) == len(ledger.Hash{}) && (st.Act == ActSign || st.Act == ActReopen) &&
		len(st.Also) <= maxCoSigners && st.Phase >= schema.Preparation && st.Phase <= schema.Rectification
}

// The roles; see schema.
const (
	Leader    = schema.Leader
	Deputy    = schema.Deputy
	Member    = schema.Member
	Secretary = schema.Secretary
)
