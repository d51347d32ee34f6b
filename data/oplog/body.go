package oplog

import (
	"bytes"
	"math"

	"kaohe/app/ledger"
)

const (
	firstUnknown = 16 // keys from here on are for later versions
	maxKeys      = 64
	required     = 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5 | 1<<6 | 1<<9 | 1<<10 | 1<<11 | 1<<12
)

// bodyReader reads a body into rec. It takes memory from d.
type bodyReader struct {
	reader
	d     *Decoder
	rec   *ledger.Record
	vault ledger.Hash
	found uint64
	first bool // the vault id is empty
}

func (b *bodyReader) read() error {
	n := b.expect(majorMap)
	if n > maxKeys {
		b.fail("%d keys are too many", n)
	}
	var last uint64
	for ; n > 0 && b.err == nil; n-- {
		key := b.expect(majorUint)
		if key <= last {
			b.fail("key %d after %d", key, last)
		}
		last = key
		b.field(key)
	}
	if b.err == nil && b.found&required != required {
		b.fail("keys are missing (have %b)", b.found)
	}
	if b.err == nil {
		b.whole()
	}
	return b.end()
}

func (b *bodyReader) field(key uint64) {
	if b.err != nil {
		return
	}
	if key >= firstUnknown {
		b.skip(1) // the map of the body itself is the first level
		return
	}
	b.found |= 1 << key
	switch key {
	case 1:
		if f := b.uint(math.MaxUint64); b.err == nil && f != Format {
			b.fail("format %d: %w", f, ErrNewer)
		}
	case 2:
		b.vaultID()
	case 3:
		b.rec.Device = b.hash()
	case 4:
		b.rec.Seq = b.uint(math.MaxUint64)
	case 5:
		b.rec.Prev = b.hash()
	case 6:
		b.rec.Stamp = ledger.Stamp(b.uint(math.MaxUint64))
	case 7:
		b.rec.Seen = b.seen()
	case 9:
		b.rec.Schema = uint16(b.uint(math.MaxUint16))
	case 10:
		b.rec.Author = b.name(0)
	case 11:
		b.rec.Label = b.name(0)
	case 12:
		b.rec.Ops = b.ops()
	default:
		b.fail("key %d is reserved", key)
	}
}

// vaultID reads 32 bytes or none. An id of all zeros is refused, because Encode takes it for none and would write it differently.
func (b *bodyReader) vaultID() {
	id := b.bytes(len(b.vault))
	copy(b.vault[:], id)
	b.first = len(id) == 0
	if b.err == nil && !b.first && (len(id) != len(b.vault) || b.vault == ledger.Hash{}) {
		b.fail("no vault id")
	}
}

// whole checks the rules that concern several keys.
func (b *bodyReader) whole() {
	r := b.rec
	switch {
	case r.Seq == 0:
		b.fail("records are numbered from 1")
	case (r.Seq == 1) != (r.Prev == ledger.Hash{}):
		b.fail("number %d and previous record %s contradict each other", r.Seq, r.Prev)
	case b.first && r.Seq != 1:
		b.fail("no vault id in record %d", r.Seq)
	}
}

func (b *bodyReader) seen() ledger.Frontier {
	seen := make(ledger.Frontier, b.count(ledger.MaxSeen))
	for i := range seen {
		b.tuple(3)
		seen[i] = ledger.Tip{Device: b.hash(), Seq: b.uint(math.MaxUint64), Hash: b.hash()}
		if b.err != nil {
			return nil
		}
		if i > 0 && !before(seen[i-1], seen[i]) {
			b.fail("what was seen is not in order")
			return nil
		}
	}
	return seen
}

func before(a, b ledger.Tip) bool {
	if c := bytes.Compare(a.Device[:], b.Device[:]); c != 0 {
		return c < 0
	}
	return bytes.Compare(a.Hash[:], b.Hash[:]) < 0
}

func (b *bodyReader) ops() []ledger.Op {
	n := b.count(ledger.MaxOps)
	if n == 0 {
		return nil
	}
	ops := b.d.ops.take(n)
	for i := range ops {
		b.tuple(4)
		ops[i] = ledger.Op{
			Entity: b.name(1),
			Field:  b.name(1),
			Value:  b.value(),
			Base:   b.base(),
		}
		if b.err != nil {
			return nil
		}
	}
	return ops
}

func (b *bodyReader) name(least int) string {
	return b.d.name(b.text(least, ledger.MaxName))
}

func (b *bodyReader) value() ledger.Value {
	v := b.bytes(ledger.MaxValue)
	if b.err == nil {
		in := reader{in: v}
		in.skip(0)
		if err := in.end(); err != nil {
			b.fail("value: %w", err)
		}
	}
	return ledger.Value(v)
}

func (b *bodyReader) base() []ledger.OpID {
	n := b.count(ledger.MaxBase)
	if n == 0 {
		return nil
	}
	base := b.d.bases.take(n)
	for i := range base {
		b.tuple(2)
		base[i] = ledger.OpID{Record: b.hash(), Index: uint16(b.uint(math.MaxUint16))}
	}
	return base
}
