package authority

import (
	"crypto/ed25519"
	"crypto/sha256"
	"slices"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
)

// Signed is a statement with a person's signature. The signature covers a tag that names the kind of statement, followed by Body. By is
// empty for the round's recovery key, and names an invitation by Guest. Also holds the signatures of others, if one officer alone may not state it.
type Signed struct {
	By   string     `cbor:"1,keyasint"` // person ID
	Body []byte     `cbor:"2,keyasint"`
	Sig  []byte     `cbor:"3,keyasint"`
	Also []CoSigner `cbor:"4,keyasint,omitempty"`
}

// CoSigner is the signature of another person under the same statement.
type CoSigner struct {
	By  string `cbor:"1,keyasint"`
	Sig []byte `cbor:"2,keyasint"`
}

// The tags that are signed together with a statement, so that a statement of one kind can never pass for another.
const (
	TagCard     = "kaohe card 1\n"
	TagDevice   = "kaohe device 1\n"
	TagSign     = "kaohe signoff 1\n"
	TagStandard = "kaohe standard 1\n"
	TagRevoke   = "kaohe revoke 1\n"
	TagAdopt    = "kaohe adopt 1\n"
	TagInvite   = "kaohe invite 1\n"
	TagWithdraw = "kaohe withdraw 1\n"
)

// SignWith signs a message with a person's key.
type SignWith func(message []byte) []byte

// Officer is somebody who can sign: a person with an unlocked key, the recovery key, whose ID is empty, or an invitation (Guest).
type Officer struct {
	ID   string
	Sign SignWith
}

// Attest returns a signed statement. body must be a struct of which all fields have integer CBOR keys.
func Attest(tag string, body any, by Officer, also ...Officer) Signed {
	b := cbor.Marshal(body)
	s := Signed{By: by.ID, Body: b, Sig: by.Sign(message(tag, b))}
	for _, o := range also {
		s.Also = append(s.Also, CoSigner{o.ID, o.Sign(message(tag, b))})
	}
	return s
}

func message(tag string, body []byte) []byte { return append([]byte(tag), body...) }

// Digest returns the name of a statement, which depends on the body only: signing the same words again gives no new statement.
func (s *Signed) Digest() ledger.Hash { return sha256.Sum256(s.Body) }

// fits tells whether sig is the signature of a key under the statement.
func (s *Signed) fits(key, sig []byte, tag string) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, message(tag, s.Body), sig)
}

// maxCoSigners limits the signatures that a statement from an unknown source can make a reader verify.
const maxCoSigners = 8

// Card is what the roster says about a person. Replaces names the earlier cards (or the removal) by Digest; a card of format 1 names none
// and replaces what its author saw.
type Card struct {
	Vault    []byte   `cbor:"1,keyasint"` // empty in the vault's first record, whose hash is the vault's id
	Person   string   `cbor:"2,keyasint"`
	Name     string   `cbor:"3,keyasint"`
	Agency   string   `cbor:"4,keyasint"`
	Role     Role     `cbor:"5,keyasint"`
	Key      []byte   `cbor:"6,keyasint,omitempty"`
	Format   int      `cbor:"7,keyasint,omitempty"`
	Replaces [][]byte `cbor:"8,keyasint,omitempty"`
	Box      []byte   `cbor:"9,keyasint,omitempty"` // SHA-256 of the box in which the key is sealed by a PIN
}

// DeviceCard enrols a laptop. People are the IDs of those who work on it; Shared lets the whole team write there, as does every card of
// format 1.
type DeviceCard struct {
	Vault    []byte   `cbor:"1,keyasint"`
	Device   []byte   `cbor:"2,keyasint"`
	Name     string   `cbor:"3,keyasint"`
	Until    uint64   `cbor:"4,keyasint,omitempty"` // of format 1: records after this number do not count
	Format   int      `cbor:"5,keyasint,omitempty"`
	Replaces [][]byte `cbor:"6,keyasint,omitempty"`
	People   []string `cbor:"7,keyasint,omitempty"`
	Shared   bool     `cbor:"8,keyasint,omitempty"`
}

// shared tells whether the whole team may write on the laptop.
func (c *DeviceCard) shared() bool { return c.Format < Format || c.Shared }

// works tells whether a person may write on the laptop.
func (c *DeviceCard) works(person string) bool {
	return c.shared() || slices.Contains(c.People, person)
}

// Revocation removes a laptop or a person. Of what they wrote without having seen it, only what lies inside Accepts counts; what they write
// after having seen it does not count, unless a later card brings them back. Exactly one of Device and Person is set.
type Revocation struct {
	Vault    []byte   `cbor:"1,keyasint"`
	Device   []byte   `cbor:"2,keyasint,omitempty"`
	Person   string   `cbor:"3,keyasint,omitempty"`
	Accepts  []Tip    `cbor:"4,keyasint"`
	Reason   string   `cbor:"5,keyasint"`
	At       int64    `cbor:"6,keyasint"` // Unix milliseconds
	Replaces [][]byte `cbor:"7,keyasint,omitempty"`
}

// Adoption lets a held record count.
type Adoption struct {
	Vault  []byte `cbor:"1,keyasint"`
	Record []byte `cbor:"2,keyasint"`
	Reason string `cbor:"3,keyasint,omitempty"`
	At     int64  `cbor:"4,keyasint"`
}

// Edition is the standard as a leader signed it, when freezing it or taking a new version. From format 2 on, Writes is the WritesHash of
// what the same record writes to the standard, so that the signature allows these writes to a frozen standard and no others.
type Edition struct {
	Vault   []byte `cbor:"1,keyasint"`
	Act     Act    `cbor:"2,keyasint"`
	Person  string `cbor:"3,keyasint"`
	Version string `cbor:"4,keyasint"`
	Digest  []byte `cbor:"5,keyasint"` // of all fields of the table
	At      int64  `cbor:"6,keyasint"` // Unix milliseconds
	Writes  []byte `cbor:"7,keyasint,omitempty"`
}

// WritesHash returns SHA-256 over [entity, field, value] of each operation, in the given order.
func WritesHash(ops []ledger.Op) []byte {
	h := sha256.New()
	for i := range ops {
		h.Write(cbor.Marshal([]any{ops[i].Entity, ops[i].Field, []byte(ops[i].Value)}))
	}
	return h.Sum(nil)
}

// Format is the format of cards that this version writes, the first in which they name what they replace.
const Format = 2

// Tip is a ledger.Tip in the form in which statements contain it.
type Tip struct {
	_      struct{} `cbor:",toarray"`
	Device []byte
	Seq    uint64
	Hash   []byte
}

// TipsOf converts a frontier into the form for statements.
func TipsOf(f ledger.Frontier) []Tip {
	out := make([]Tip, len(f))
	for i, t := range f {
		out[i] = Tip{Device: t.Device[:], Seq: t.Seq, Hash: t.Hash[:]}
	}
	return out
}

// FrontierOf converts tips back into a frontier. ok is false if there are too many or one has a wrong length.
func FrontierOf(tips []Tip) (f ledger.Frontier, ok bool) {
	if len(tips) > ledger.MaxSeen {
		return nil, false
	}
	for _, t := range tips {
		if len(t.Device) != len(ledger.Device{}) || len(t.Hash) != len(ledger.Hash{}) {
			return nil, false
		}
		f = append(f, ledger.Tip{Device: ledger.Device(t.Device), Seq: t.Seq, Hash: ledger.Hash(t.Hash)})
	}
	return f, true
}
