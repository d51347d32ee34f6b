package oplog

import (
	"crypto/sha256"
	"fmt"

	"kaohe/app/ledger"
)

// Decoder decodes many records for one who keeps them all: they lie side by side in a few large pieces of memory, and names that come
// again are kept once. That takes most of the work from the allocator and the collector. The zero Decoder gives each record memory of
// its own. It is not safe for concurrent use.
type Decoder struct {
	names    map[string]string // nil: none is looked for
	records  slab[ledger.Record]
	ops      slab[ledger.Op]
	bases    slab[ledger.OpID]
	envelope []byte
}

const (
	slabSize = 256
	maxNames = 1 << 15 // then most names are of one record each, and looking for them no longer pays
)

// NewDecoder is one for many records.
func NewDecoder() *Decoder {
	d := &Decoder{names: map[string]string{}}
	d.records.size, d.ops.size, d.bases.size = slabSize, slabSize, slabSize
	return d
}

// Decode is the package's Decode.
func (d *Decoder) Decode(envelope []byte) (*ledger.Record, ledger.Hash, error) {
	// What is hashed and what is read are the same bytes, even where another program writes to mapped memory meanwhile.
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

// slab cuts slices out of allocations of at least size elements.
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
