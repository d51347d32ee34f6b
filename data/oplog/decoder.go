package oplog

import (
	"crypto/sha256"
	"fmt"

	"kaohe/app/ledger"
)

// Decoder decodes many records that all stay in memory: they share a few large allocations, and repeated names are stored once, which saves
// most of the work of the allocator and the garbage collector. The zero Decoder allocates memory for each record separately. It is not safe
// for concurrent use.
type Decoder struct {
	names    map[string]string // nil: names are not shared
	records  slab[ledger.Record]
	ops      slab[ledger.Op]
	bases    slab[ledger.OpID]
	envelope []byte
}

const (
	slabSize = 256
	maxNames = 1 << 15 // beyond this most names are used by one record only, and looking for them costs more than it saves
)

// NewDecoder returns a Decoder for many records.
func NewDecoder() *Decoder {
	d := &Decoder{names: map[string]string{}}
	d.records.size, d.ops.size, d.bases.size = slabSize, slabSize, slabSize
	return d
}

// Decode does the same as the package's Decode.
func (d *Decoder) Decode(envelope []byte) (*ledger.Record, ledger.Hash, error) {
	// The bytes are copied, so that the same bytes are hashed and read even if another program writes to mapped memory meanwhile.
	d.envelope = append(d.envelope[:0], envelope...)
	body, _, err := split(d.envelope)
	if err != nil {
		return nil, ledger.Hash{}, fmt.Errorf("record: %w", err)
	}
	b := bodyReader{reader: reader{in: body}, d: d, rec: &d.records.take(1)[0]}
	b.rec.ID = sha256.Sum256(d.envelope)
	if err := b.read(); err != nil {
		return nil, ledger.Hash{}, fmt.Errorf("record: %w", err)
	}
	return b.rec, b.vault, nil
}

func (d *Decoder) name(text []byte) string {
	if known, ok := d.names[string(text)]; ok {
		return known
	}
	name := string(text)
	if d.names != nil && len(d.names) < maxNames {
		d.names[name] = name
	}
	return name
}

// slab hands out slices from allocations of at least size elements.
type slab[T any] struct {
	rest []T
	size int
}

func (s *slab[T]) take(n int) []T {
	if n > len(s.rest) {
		s.rest = make([]T, max(n, s.size))
	}
	taken := s.rest[:n:n]
	s.rest = s.rest[n:]
	return taken
}
