package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/oplog"
)

// logKey keeps a device's records together in order, and both records of a fork apart.
func logKey(r *ledger.Record) []byte {
	key := make([]byte, 0, len(r.Device)+16)
	key = append(key, r.Device[:]...)
	key = binary.BigEndian.AppendUint64(key, r.Seq)
	return append(key, r.ID[:8]...)
}

func tipKey(t ledger.Tip) []byte {
	return logKey(&ledger.Record{Device: t.Device, Seq: t.Seq, ID: t.Hash})
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
		s.progress(len(s.records), s.total)
		return nil
	}
	return s.signatures(log)
}

// entry is one of the log as it lies in the file, and what it says.
type entry struct {
	key, envelope []byte
	r             *ledger.Record
	vault         ledger.Hash
	err           error
	unsigned      error
}

// batch is how many entries are decoded before they are looked at in order; it bounds what lies in memory twice.
const batch = 1 << 14

// all decodes the log on all cores, a batch at a time, and looks at the entries in order.
func (s *scan) all(log *bolt.Bucket) error {
	entries := make([]entry, 0, batch)
	flush := func() error {
		if err := s.decode(entries); err != nil {
			return err
		}
		for i := range entries {
			if err := s.record(&entries[i]); err != nil {
				return err
			}
		}
		entries = entries[:0]
		return nil
	}
	err := log.ForEach(func(key, envelope []byte) error {
		entries = append(entries, entry{key: key, envelope: envelope})
		if len(entries) < batch {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// decode reads entries, and checks their signatures where all are wanted, on all cores. Each guards its own reading of mapped memory.
func (s *scan) decode(entries []entry) error {
	const piece = 256
	var next atomic.Int64
	var wg sync.WaitGroup
	workers := max(1, min(runtime.GOMAXPROCS(0), len(entries)/piece))
	faults := make([]error, workers)
	for n := range workers {
		wg.Go(func() {
			faults[n] = s.v.guard(func() error {
				for from := int(next.Add(piece)) - piece; from < len(entries); from = int(next.Add(piece)) - piece {
					for i := range entries[from:min(from+piece, len(entries))] {
						e := &entries[from+i]
						if e.r, e.vault, e.err = oplog.Decode(e.envelope); e.err == nil && s.progress != nil {
							e.unsigned = oplog.Check(e.r, e.envelope)
						}
					}
				}
				return nil
			})
		})
	}
	wg.Wait()
	return errors.Join(faults...)
}

// record looks at the next entry in order.
func (s *scan) record(e *entry) error {
	r, key := e.r, e.key
	if errors.Is(e.err, oplog.ErrNewer) && whole(key, e.envelope) {
		return refuse("newer", s.v.path, s.v.head.CreatedBy).Because(e.err)
	}
	if e.err != nil {
		return s.damaged(where(key), e.err)
	}
	if !bytes.Equal(key, logKey(r)) {
		return s.damaged(where(key), errors.New("record is not the one that its key names"))
	}
	genesis := e.vault == ledger.Hash{}
	if genesis != (r.ID == s.v.head.ID) || !genesis && e.vault != s.v.head.ID {
		return s.damaged(where(key), fmt.Errorf("record of vault %s", e.vault))
	}
	s.genesis = s.genesis || genesis
	if s.chain == nil || r.Device != s.device {
		s.leave()
		s.chain, s.device = &oplog.Chain{}, r.Device
	}
	if err := s.chain.Add(r); err != nil {
		return s.damaged(where(key), err)
	}
	s.records = append(s.records, r)
	if e.unsigned != nil {
		return s.damaged(words.M("damage.signature", r.Device.String(), r.Seq), e.unsigned)
	}
	if s.progress != nil && len(s.records)%256 == 0 {
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
			if err := oplog.Verify(log.Get(tipKey(t))); err != nil {
				return s.damaged(words.M("damage.signature", t.Device.String(), t.Seq), err)
			}
		}
	}
	return nil
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
