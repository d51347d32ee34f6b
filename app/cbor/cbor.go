// Package cbor is the deterministic encoding of everything that is hashed or signed: CBOR with integer keys, shortest forms and sorted maps
// (RFC 8949 section 4.2.1, "core deterministic"). Its functions are safe for concurrent use.
//
// Caveats: bytes that came from outside have to be verified as they are, never encoded again. Decoding refuses duplicate keys, indefinite
// lengths, tags, nesting deeper than 8, and arrays or maps longer than 65,536, before it allocates anything for them.
package cbor

import (
	"bytes"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

var (
	enc = must(cbor.CoreDetEncOptions().EncMode())
	dec = must(cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		IntDec:           cbor.IntDecConvertSignedOrFail,
		UTF8:             cbor.UTF8RejectInvalid,
		MaxNestedLevels:  8,
		MaxArrayElements: 65536,
		MaxMapPairs:      65536,
	}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options are constants in this file, so every test would fail
	}
	return v
}

// Marshal encodes v. It panics for types that CBOR can't represent (channels, functions), which is a programming error.
func Marshal(v any) []byte { return must(enc.Marshal(v)) }

// Unmarshal decodes exactly one item into v; trailing bytes are an error.
func Unmarshal(b []byte, v any) error {
	if err := dec.Unmarshal(b, v); err != nil {
		return fmt.Errorf("cbor: %w", err)
	}
	return nil
}

// Strict decodes like Unmarshal and refuses bytes that are not the canonical encoding of the value.
func Strict(b []byte, v any) error {
	if err := Unmarshal(b, v); err != nil {
		return err
	}
	if !bytes.Equal(Marshal(v), b) {
		return fmt.Errorf("cbor: not in canonical form")
	}
	return nil
}

// Raw is an item that is encoded already.
type Raw = cbor.RawMessage
