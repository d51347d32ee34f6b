package oplog

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"kaohe/app/ledger"
)

// Place says where a record belongs in its device's chain, and which it follows, at little more than the cost of its hash: for who passes on
// envelopes that were decoded before. It checks nothing behind these fields.
func Place(envelope []byte) (at ledger.Tip, prev ledger.Hash, err error) {
	body, _, err := split(envelope)
	if err != nil {
		return at, prev, fmt.Errorf("record: %w", err)
	}
	const last, wanted = 5, 1<<3 | 1<<4 | 1<<5
	var rec ledger.Record
	b := bodyReader{reader: reader{in: body}, rec: &rec}
	for n := b.expect(majorMap); n > 0 && b.err == nil; n-- {
		key := b.expect(majorUint)
		if key > last {
			break
		}
		b.field(key)
	}
	if b.err == nil && b.found&wanted != wanted {
		b.err = errors.New("no place in a chain")
	}
	if b.err != nil {
		return at, prev, fmt.Errorf("record: %w", b.err)
	}
	return ledger.Tip{Device: rec.Device, Seq: rec.Seq, Hash: sha256.Sum256(envelope)}, rec.Prev, nil
}
