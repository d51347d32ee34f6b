package ledger

import (
	"encoding/hex"

	"kaohe/app/cbor"
)

// Hash is a SHA-256.
type Hash [32]byte

// String is the hash in lower-case hex.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Device is the ed25519 public key with which a device signs its chain.
type Device [32]byte

// String is the first eight bytes in hex, enough to tell devices apart for a person.
func (d Device) String() string { return hex.EncodeToString(d[:8]) }

// OpID names one operation for ever: the hash of its record and its place in it.
type OpID struct {
	Record Hash
	Index  uint16
}

// Value is what a register holds: one canonical CBOR item. Values are equal when their bytes are.
type Value string

// Of encodes a string, bool, integer, byte slice, list or struct.
func Of(v any) Value { return Value(cbor.Marshal(v)) }

// As decodes a value; one of another type (a newer version's, say) gives the zero T and an error.
func As[T any](v Value) (T, error) {
	var t T
	err := cbor.Unmarshal([]byte(v), &t)
	return t, err
}

// Op writes one register. Base are the operations it replaces: the heads that its author saw.
type Op struct {
	Entity, Field string
	Value         Value
	Base          []OpID
}

// Tip is the newest record seen of a device.
type Tip struct {
	Device Device
	Seq    uint64
	Hash   Hash
}

// Frontier is a set of tips, sorted by device and hash: all records at or below it, along their chains.
type Frontier []Tip

// Record is one person's one action on one device: a group of operations that arrives whole or not at all.
type Record struct {
	ID     Hash // of the bytes that were signed and their signature
	Device Device
	Seq    uint64 // from 1, without gaps
	Prev   Hash   // ID of the device's record Seq-1; zero for the first
	Stamp  Stamp
	Seen   Frontier // of all other devices; nil when nothing new was seen since Prev
	Schema uint16
	Author string // a person's id; empty before there are persons
	Label  string // key of the action's name, for histories
	Ops    []Op
}

// Tip of the record itself.
func (r *Record) Tip() Tip { return Tip{r.Device, r.Seq, r.ID} }

// Limits of one record. They bound what a decoder allocates; an action that needs more is split by its maker.
const (
	MaxOps   = 4096
	MaxValue = 64 << 10
	MaxName  = 256 // bytes of an entity, a field, an author or a label
	MaxBase  = 256
	MaxSeen  = 1024
)
