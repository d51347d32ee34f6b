package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"sync"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/oplog"
)

// logKey keeps a device's records together in order, and both records of a fork apart.
func logKey(t ledger.Tip) (key [48]byte) {
	copy(key[:], t.Device[:])
	binary.BigEndian.PutUint64(key[32:], t.Seq)
	copy(key[40:], t.Hash[:])
	return key
}

// get is the envelope of a record; nil where it is not in the log.
func get(log *bolt.Bucket, t ledger.Tip) []byte {
	key := logKey(t)
	return log.Get(key[:])
}

// Load hashes the whole log, checks it (see the package comment), and only then gives every record to each, device by device. An
// error of each ends it and comes back as it is. Faults: vault.damaged, vault.newer.
func (v *Vault) Load(each func(*ledger.Record) error) error {
	v.mu.Lock()
	records, err := v.read(nil)
	v.mu.Unlock()
	if err != nil {
		return err
	}
	// Outside of the guard, so that a mistake in the fold does not pass for a damaged file.
	for _, r := range records {
		if err := each(r); err != nil {
			return err
		}
	}
	return nil
}

// VerifyAll does what Load does and checks each record's signature, about 50 µs each. Progress, if set, is called now and then, while
// the vault is locked.
func (v *Vault) VerifyAll(progress func(done, total int)) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if progress == nil {
		progress = func(int, int) {}
	}
	_, err := v.read(progress)
	return err
}

// scan is one pass over the log.
type scan struct {
	v        *Vault
	records  []*ledger.Record
	tips     map[ledger.Device][]ledger.Tip
	chain    *oplog.Chain
	device   ledger.Device
	genesis  bool
	total    int
	progress func(done, total int) // nil: tips' signatures only
}

func (v *Vault) read(progress func(done, total int)) ([]*ledger.Record, error) {
	s := &scan{v: v, tips: map[ledger.Device][]ledger.Tip{}, progress: progress}
	if err := v.view(s.run); err != nil {
		return nil, err
	}
	v.tips = s.tips
	return s.records, nil
}

func (s *scan) run(tx *bolt.Tx) error {
	log := tx.Bucket(bucketLog)
	if log == nil {
		return s.damaged(words.M("damage.head", string(bucketLog)), nil)
	}
	s.total = int(min(log.Sequence(), 1<<40))
	s.records = make([]*ledger.Record, 0, min(s.total, 1<<20))
	if err := s.all(log); err != nil {
		return err
	}
	s.leave()
	if uint64(len(s.records)) != log.Sequence() {
		return s.damaged(words.M("damage.count", string(bucketLog), len(s.records), log.Sequence()), nil)
	}
	if !s.genesis {
		return s.damaged(words.M("damage.genesis"), nil)
	}
	if s.progress != nil {
		return nil // each was checked
	}
	return s.signatures(log)
}

// all reads the log a piece at a time, has the pieces decoded on all cores, and follows the chains in the order of the log.
func (s *scan) all(log *bolt.Bucket) error {
	work := make(chan *piece, inFlight)
	wait := s.decoders(work)
	defer wait() // they read mapped memory, which is there only inside the transaction
	defer close(work)
	var begun []*piece // oldest first
	next := newPiece()
	err := log.ForEach(func(key, envelope []byte) error {
		if next.entries = append(next.entries, entry{key, envelope}); len(next.entries) < pieceSize {
			return nil
		}
		work <- next
		begun, next = append(begun, next), newPiece()
		if len(begun) < inFlight {
			return nil
		}
		oldest := begun[0]
		begun = begun[1:]
		return s.follow(oldest)
	})
	if err != nil {
		return err
	}
	work <- next
	for _, p := range append(begun, next) {
		if err := s.follow(p); err != nil {
			return err
		}
	}
	return nil
}

// decoders decode the pieces that come, until work is closed; wait returns when they have ended.
func (s *scan) decoders(work <-chan *piece) (wait func()) {
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			decoder := oplog.NewDecoder()
			for p := range work {
				s.decode(p, decoder)
			}
		})
	}
	return all.Wait
}

// piece is a stretch of the log. Who decodes it closes done; records and fault are then as far as it got.
type piece struct {
	entries []entry
	done    chan struct{}
	records []*ledger.Record
	fault   error // of the entry behind records; a wrong signature is of the last of them
}

// entry is one of the log as it lies in the file.
type entry struct{ key, envelope []byte }

func newPiece() *piece {
	return &piece{entries: make([]entry, 0, pieceSize), done: make(chan struct{})}
}

const (
	pieceSize = 256
	inFlight  = 64 // pieces that are read and not yet followed
)

// decode reads the records of a piece and checks what can be checked of each by itself: all but its place in the chain.
func (s *scan) decode(p *piece, decoder *oplog.Decoder) {
	defer close(p.done)
	p.records = make([]*ledger.Record, 0, len(p.entries))
	p.fault = s.v.guard(func() error {
		for _, e := range p.entries {
			r, err := s.record(e, decoder)
			if err != nil {
				return err
			}
			p.records = append(p.records, r)
			if s.progress == nil {
				continue
			}
			if err := oplog.Check(r, e.envelope); err != nil {
				return s.unsigned(r.Tip(), err)
			}
		}
		return nil
	})
}

func (s *scan) record(e entry, decoder *oplog.Decoder) (*ledger.Record, error) {
	r, vault, err := decoder.Decode(e.envelope)
	if errors.Is(err, oplog.ErrNewer) && whole(e.key, e.envelope) {
		return nil, refuse("newer", s.v.path, s.v.head.CreatedBy).Because(err)
	}
	if err != nil {
		return nil, s.damaged(where(e.key), err)
	}
	if named := logKey(r.Tip()); !bytes.Equal(e.key, named[:]) {
		return nil, s.damaged(where(e.key), errors.New("record is not the one that its key names"))
	}
	if genesis := vault == (ledger.Hash{}); genesis != (r.ID == s.v.head.ID) || !genesis && vault != s.v.head.ID {
		return nil, s.damaged(where(e.key), fmt.Errorf("record of vault %s", vault))
	}
	return r, nil
}

// follow waits for a piece, and takes its records into the chains.
func (s *scan) follow(p *piece) error {
	<-p.done
	for i, r := range p.records {
		if s.chain == nil || r.Device != s.device {
			s.leave()
			s.chain, s.device = &oplog.Chain{}, r.Device
		}
		if err := s.chain.Add(r); err != nil {
			return s.damaged(where(p.entries[i].key), err)
		}
		s.genesis = s.genesis || r.ID == s.v.head.ID
	}
	if p.fault != nil {
		return p.fault
	}
	s.records = append(s.records, p.records...)
	if s.progress != nil {
		s.progress(len(s.records), s.total)
	}
	return nil
}

func (s *scan) leave() {
	if s.chain != nil {
		s.tips[s.device] = s.chain.Tips()
	}
}

// signatures checks those of the tips.
func (s *scan) signatures(log *bolt.Bucket) error {
	for _, tips := range s.tips {
		for _, t := range tips {
			if err := oplog.Verify(get(log, t)); err != nil {
				return s.unsigned(t, err)
			}
		}
	}
	return nil
}

func (s *scan) unsigned(t ledger.Tip, err error) error {
	return s.damaged(words.M("damage.signature", t.Device.String(), t.Seq), err)
}

func (s *scan) damaged(what words.Msg, err error) error {
	return refuse("damaged", s.v.path, what).Because(err)
}

// whole tells whether the bytes are those that the key was made for, so that a flipped bit does not pass for a newer version.
func whole(key, envelope []byte) bool {
	id := sha256.Sum256(envelope)
	return bytes.HasSuffix(key, id[:8])
}

// where names the record of a key as far as the key can be read.
func where(key []byte) words.Msg {
	var d ledger.Device
	copy(d[:], key)
	if len(key) < len(d)+8 {
		return words.M("damage.record", d.String(), 0)
	}
	return words.M("damage.record", d.String(), binary.BigEndian.Uint64(key[len(d):]))
}
