// Package oplog is a record's bytes: deterministic CBOR, hashed, chained and signed.
//
// An envelope is the array [body, signature]; a record's ID is the SHA-256 of the envelope as it came, and the ed25519 signature
// covers "kaohe record 1\n" followed by the body. The body is a map with integer keys:
//
//	1 format (1)         4 number, from 1        7 seen [[device, number, hash]...], absent when nothing new was seen
//	2 vault id           5 previous record's ID  9 schema   10 author   11 label
//	3 device             6 stamp                12 operations [[entity, field, value, [[record, index]...]]...]
//
// The vault id is empty in exactly one record, the vault's first, whose own ID is the vault's id. A value is a byte string that
// holds one CBOR item. Keys from 16 on are for later versions: they are checked for form, covered by the signature and kept, because
// the received bytes are kept; keys below 16 that are not in the list are refused.
//
// Caveats: Decode checks form only, Verify the signature only, Chain the order only; what is believed needs all three. There is one
// encoding of each record, but a device may sign the same body twice: that is a fork like any other.
package oplog

import (
	"crypto/ed25519"
	"errors"
	"fmt"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
)

// Format is the number under key 1.
const Format = 1

// MaxEnvelope is the largest envelope, in bytes.
const MaxEnvelope = 1 << 20

// Domain stands before the body in what is signed, so that a signature made for one purpose never counts for another.
const Domain = "kaohe record 1\n"

// ErrNewer is in the chain of the error for a record of a later format.
var ErrNewer = errors.New("record of a newer format")

// ErrSignature is the error of Verify for a signature that does not fit.
var ErrSignature = errors.New("signature does not fit")

type wireEnvelope struct {
	_         struct{} `cbor:",toarray"`
	Body      []byte
	Signature []byte
}

type wireBody struct {
	Format uint64        `cbor:"1,keyasint"`
	Vault  []byte        `cbor:"2,keyasint"`
	Device ledger.Device `cbor:"3,keyasint"`
	Seq    uint64        `cbor:"4,keyasint"`
	Prev   ledger.Hash   `cbor:"5,keyasint"`
	Stamp  uint64        `cbor:"6,keyasint"`
	Seen   *[]wireTip    `cbor:"7,keyasint,omitempty"` // a pointer, because an empty list is not an absent one
	Schema uint16        `cbor:"9,keyasint"`
	Author string        `cbor:"10,keyasint"`
	Label  string        `cbor:"11,keyasint"`
	Ops    []wireOp      `cbor:"12,keyasint"`
}

type wireTip struct {
	_      struct{} `cbor:",toarray"`
	Device ledger.Device
	Seq    uint64
	Hash   ledger.Hash
}

type wireOp struct {
	_      struct{} `cbor:",toarray"`
	Entity string
	Field  string
	Value  []byte
	Base   []wireID
}

type wireID struct {
	_      struct{} `cbor:",toarray"`
	Record ledger.Hash
	Index  uint16
}

// Encode makes the envelope of rec for a vault (zero for the vault's first record) and returns it with the record's ID. rec.ID is
// not read. It fails when rec is outside the limits of ledger or not of the form that Decode demands.
func Encode(rec *ledger.Record, vault ledger.Hash, sign func(message []byte) []byte) ([]byte, ledger.Hash, error) {
	body := cbor.Marshal(toWire(rec, vault))
	envelope := cbor.Marshal(wireEnvelope{Body: body, Signature: sign(message(body))})
	// What is written must be readable: the reader's rules are the only rules.
	back, _, err := Decode(envelope)
	if err != nil {
		return nil, ledger.Hash{}, fmt.Errorf("encode: %w", err)
	}
	return envelope, back.ID, nil
}

func message(body []byte) []byte { return append([]byte(Domain), body...) }

func toWire(rec *ledger.Record, vault ledger.Hash) wireBody {
	w := wireBody{
		Format: Format, Vault: []byte{}, Device: rec.Device, Seq: rec.Seq, Prev: rec.Prev, Stamp: uint64(rec.Stamp),
		Schema: rec.Schema, Author: rec.Author, Label: rec.Label, Ops: make([]wireOp, len(rec.Ops)),
	}
	if vault != (ledger.Hash{}) {
		w.Vault = vault[:]
	}
	if rec.Seen != nil {
		seen := make([]wireTip, len(rec.Seen))
		for i, t := range rec.Seen {
			seen[i] = wireTip{Device: t.Device, Seq: t.Seq, Hash: t.Hash}
		}
		w.Seen = &seen
	}
	for i, op := range rec.Ops {
		base := make([]wireID, len(op.Base))
		for j, b := range op.Base {
			base[j] = wireID{Record: b.Record, Index: b.Index}
		}
		w.Ops[i] = wireOp{Entity: op.Entity, Field: op.Field, Value: []byte(op.Value), Base: base}
	}
	return w
}

// Decode reads an envelope, computes its hash and checks its form; it does not check the signature. The vault id is zero for a
// vault's first record. Nothing of envelope is kept.
func Decode(envelope []byte) (*ledger.Record, ledger.Hash, error) {
	return new(Decoder).Decode(envelope)
}

// Verify checks form and signature.
func Verify(envelope []byte) error {
	rec, _, err := Decode(envelope)
	if err != nil {
		return err
	}
	return Check(rec, envelope)
}

// Check is Verify for one who has decoded the envelope already: the signature by rec.Device.
func Check(rec *ledger.Record, envelope []byte) error {
	body, signature, err := split(envelope)
	if err != nil {
		return err
	}
	if !ed25519.Verify(rec.Device[:], message(body), signature) {
		return ErrSignature
	}
	return nil
}

func split(envelope []byte) (body, signature []byte, err error) {
	if len(envelope) > MaxEnvelope {
		return nil, nil, fmt.Errorf("%d bytes, at most %d are allowed", len(envelope), MaxEnvelope)
	}
	r := reader{in: envelope[:min(len(envelope), 6)]} // the two heads
	r.tuple(2)
	n := r.expect(majorBytes)
	const tail = 2 + ed25519.SignatureSize
	if r.err != nil {
		return nil, nil, r.err
	}
	if n+uint64(r.at+tail) != uint64(len(envelope)) {
		return nil, nil, errors.New("length of the envelope does not fit")
	}
	end := r.at + int(n)
	if envelope[end] != 0x58 || envelope[end+1] != ed25519.SignatureSize {
		return nil, nil, errors.New("no signature of 64 bytes")
	}
	return envelope[r.at:end], envelope[end+2:], nil
}
