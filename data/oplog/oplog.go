// Package oplog converts records to bytes and back: deterministic CBOR, hashed, chained and signed.
//
// An envelope is the array [body, signature]. A record's ID is the SHA-256 of the envelope's bytes; the ed25519 signature covers "kaohe
// record 1\n" followed by the body. The body is a map with integer keys:
//
//	1 format (1)         4 number, from 1        7 seen [[device, number, hash]...], absent when nothing new was seen
//	2 vault id           5 previous record's ID  9 schema   10 author   11 label
//	3 device             6 stamp                12 operations [[entity, field, value, [[record, index]...]]...]
//
// The vault id is empty only in the first record of a vault, whose own ID is the vault's id. A value is a byte string with one CBOR item in
// it. Keys from 16 on are for later versions: their form is checked, the signature covers them, and they stay in the stored bytes; unlisted
// keys below 16 are refused.
//
// Caveats: Decode checks the form only, Verify the signature only, Chain the order only; a record can be trusted after all three. There is
// only one encoding of a record, but a device can sign the same body twice: that is a fork like any other. The functions are safe for
// concurrent use.
package oplog

import (
	"crypto/ed25519"
	"errors"
	"fmt"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
)

// Format is the value of key 1 that this version writes.
const Format = 1

// MaxEnvelope is the largest envelope, in bytes.
const MaxEnvelope = 1 << 20

// Domain is signed in front of the body, so that a signature made for another purpose is never valid for a record.
const Domain = "kaohe record 1\n"

// ErrNewer is wrapped by the error for a record of a later format (errors.Is).
var ErrNewer = errors.New("record of a newer format")

// ErrSignature is the error of Verify and Check for a wrong signature.
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
	Seen   *[]wireTip    `cbor:"7,keyasint,omitempty"` // a pointer, because an empty list differs from an absent one
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

// Encode returns the envelope of rec for a vault (zero for the vault's first record), and the record's ID. rec.ID is ignored. sign signs
// with the key of rec.Device. It returns an error if rec exceeds the limits of ledger or if Decode would refuse its form.
func Encode(rec *ledger.Record, vault ledger.Hash, sign func(message []byte) []byte) ([]byte, ledger.Hash, error) {
	body := cbor.Marshal(toWire(rec, vault))
	envelope := cbor.Marshal(wireEnvelope{Body: body, Signature: sign(message(body))})
	// Only what can be read may be written, so the rules are in the reader alone.
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

// Decode reads an envelope, computes its hash and checks its form. It does not check the signature. It returns the record with its ID set,
// and the vault id, which is zero for a vault's first record. The record does not refer to envelope.
func Decode(envelope []byte) (*ledger.Record, ledger.Hash, error) {
	return new(Decoder).Decode(envelope)
}

// Verify checks the form and the signature of an envelope.
func Verify(envelope []byte) error {
	rec, _, err := Decode(envelope)
	if err != nil {
		return err
	}
	return Check(rec, envelope)
}

// Check checks the signature of an envelope that was decoded to rec, by the key rec.Device.
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
	r := reader{in: envelope[:min(len(envelope), 6)]} // the heads of the array and of the body
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
