package vault

import (
	"bytes"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

// crew decodes entries of the log on all cores while more of them come. It needs nothing of the vault but its path, so that it can begin
// before the vault is open. add, enough and end follow each other.
type crew struct {
	v       *Vault
	pieces  []*piece // in the order of the log
	next    *piece
	work    chan *piece
	stopped atomic.Bool
	all     sync.WaitGroup
	free    func() error // lets go of the memory in which the entries lie; nil where that is another's to do
}

// piece is a stretch of the log. Who decodes it closes done; what was decoded is then as far as it got.
type piece struct {
	entries []entry
	done    chan struct{}
	records []*ledger.Record
	vaults  []ledger.Hash // that the records name as theirs
	newer   error         // of the entry behind records: a later version wrote it
	fault   error         // of the entry behind records
}

// entry is one of a bucket as it lies in the file, sealed where the vault is.
type entry struct{ key, sealed []byte }

const (
	pieceSize = 256
	waiting   = 4096 // pieces for which nobody need wait, about a million records
)

func (v *Vault) hire(free func() error) *crew {
	c := &crew{v: v, next: newPiece(), work: make(chan *piece, waiting), free: free}
	for range runtime.GOMAXPROCS(0) {
		c.all.Go(func() {
			decoder, plain := oplog.NewDecoder(), &scratch{}
			for p := range c.work {
				c.decode(p, decoder, plain)
			}
		})
	}
	return c
}

func newPiece() *piece {
	return &piece{entries: make([]entry, 0, pieceSize), done: make(chan struct{})}
}

// add takes the next entry; it may not change before the end.
func (c *crew) add(key, sealed []byte) {
	if c.next.entries = append(c.next.entries, entry{key, sealed}); len(c.next.entries) == pieceSize {
		c.pass()
	}
}

func (c *crew) pass() {
	c.pieces = append(c.pieces, c.next)
	c.work <- c.next
	c.next = newPiece()
}

// fill adds the whole log.
func (c *crew) fill(log *bolt.Bucket) error {
	defer c.enough()
	return log.ForEach(func(key, sealed []byte) error { c.add(key, sealed); return nil })
}

// enough says that no more entries come.
func (c *crew) enough() {
	c.pass()
	close(c.work)
}

// end stops what is still being decoded and lets the memory go.
func (c *crew) end() error {
	c.stopped.Store(true)
	c.all.Wait()
	if c.free == nil {
		return nil
	}
	return c.free()
}

// decode reads the records of a piece and checks what can be checked of each by itself: all but its vault and its place in the chain.
func (c *crew) decode(p *piece, decoder *oplog.Decoder, plain *scratch) {
	defer close(p.done)
	p.records, p.vaults = make([]*ledger.Record, 0, len(p.entries)), make([]ledger.Hash, 0, len(p.entries))
	p.fault = c.v.guard(func() error {
		for _, e := range p.entries {
			if c.stopped.Load() {
				return errClosed
			}
			envelope, err := c.v.sealer.open(plain, bucketLog, e.key, e.sealed)
			if err != nil {
				return c.v.damaged(where(e.key), err)
			}
			r, vault, err := decoder.Decode(envelope)
			if errors.Is(err, oplog.ErrNewer) && whole(e.key, envelope) {
				p.newer = err
				return nil
			}
			if err != nil {
				return c.v.damaged(where(e.key), err)
			}
			if named := logKey(r.Tip()); !bytes.Equal(e.key, named[:]) {
				return c.v.damaged(where(e.key), errors.New("record is not the one that its key names"))
			}
			p.records, p.vaults = append(p.records, r), append(p.vaults, vault)
		}
		return nil
	})
}
