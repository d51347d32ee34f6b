package ledger

import (
	"encoding/hex"

	"kaohe/app/cbor"
)

// Hash is a SHA-256 hash.
type Hash [32]byte

// String returns the hash in lower-case hex.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Device is the ed25519 public key with which a device signs its chain.
type Device [32]byte

// String returns the first eight bytes in hex, which is enough for people to tell devices apart.
func (d Device) String() string { return hex.EncodeToString(d[:8]) }

// OpID identifies an operation permanently: the hash of its record and its index in it.
type OpID struct {
	Record Hash
	Index  uint16
}

// Value is the value of a register: one canonical CBOR item. Values are equal if their bytes are.
type Value string

// Of encodes a string, bool, integer, byte slice, list or struct. It panics for anything that CBOR can't encode.
func Of(v any) Value { return Value(cbor.Marshal(v)) }

// As decodes a value. If the value is of another type, for example from a newer version, it returns the zero T and an error.
func As[T any](v Value) (T, error) {
	var t T
	err := cbor.Unmarshal([]byte(v), &t)
	return t, err
}

// Op writes one register. Base names the operations that it replaces: the heads that its author saw.
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

// Frontier is a set of tips, sorted by device and hash. It stands for all records up to the tips, along their chains.
type Frontier []Tip

// Record is one action of one person on one device: a group of operations that arrives whole or not at all.
type Record struct {
	ID     Hash // of the bytes that were signed and their signature
	Device Device
	Seq    uint64 // from 1, without gaps
	Prev   Hash   // ID of the device's record Seq-1; zero for the first
	Stamp  Stamp
	Seen   Frontier // the newest records of all other devices; nil if nothing new was seen since Prev
	Schema uint16
	Author string // a person's ID; empty before there are persons
	Label  string // catalogue key of the action's name, for histories
	Ops    []Op
}

// Tip returns the tip that names this record.
func (r *Record) Tip() Tip { return Tip{r.Device, r.Seq, r.ID} }

// The limits of one record. They bound what a decoder allocates; whoever makes a larger action splits it.
const (
	MaxOps   = 4096
	MaxValue = 64 << 10
	MaxName  = 256 // bytes of an entity, a field, an author or a label
	MaxBase  = 256
	MaxSeen  = 1024
)
