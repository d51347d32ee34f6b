package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

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

// envelope of a record; nil where it is not in the log. It may not be kept or changed. Fault: vault.damaged.
func (v *Vault) envelope(log *bolt.Bucket, t ledger.Tip) ([]byte, error) {
	key := logKey(t)
	b, err := v.sealer.open(&scratch{}, bucketLog, key[:], log.Get(key[:]))
	if err != nil {
		return nil, v.damaged(where(key[:]), err)
	}
	return b, nil
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

// Records is the number of records in the log.
func (v *Vault) Records() (n int, err error) {
	err = v.view(func(tx *bolt.Tx) error {
		if log := tx.Bucket(bucketLog); log != nil {
			n = int(min(log.Sequence(), 1<<40))
		}
		return nil // Load tells of a log that is gone
	})
	return n, err
}

// VerifyAll checks what Load checks: each record's hash, place and form, and of each chain the newest record's signature, which covers the others,
// whatever signatures they have of their own. Progress, if set, is called now and then, while the vault is locked.
func (v *Vault) VerifyAll(progress func(done, total int)) error {
	v.mu.Lock()
	defer v.mu.Unlock()
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
	progress func(done, total int) // nil: nobody asks
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
		return s.v.damaged(words.M("damage.head", string(bucketLog)), nil)
	}
	s.total = int(min(log.Sequence(), 1<<40))
	s.records = make([]*ledger.Record, 0, min(s.total, 1<<20))
	if err := s.all(log); err != nil {
		return err
	}
	s.leave()
	if uint64(len(s.records)) != log.Sequence() {
		return s.v.damaged(words.M("damage.count", string(bucketLog), len(s.records), log.Sequence()), nil)
	}
	if !s.genesis {
		return s.v.damaged(words.M("damage.genesis"), nil)
	}
	return s.signatures(log)
}

// all follows the chains in the order of the log, while its pieces are decoded.
func (s *scan) all(log *bolt.Bucket) (err error) {
	c, begun := s.crew()
	// Its entries lie in mapped memory, which bbolt keeps only inside the transaction.
	defer func() { err = errors.Join(err, c.end()) }()
	if !begun {
		if err := c.fill(log); err != nil {
			return err
		}
	}
	for _, p := range c.pieces {
		if err := s.follow(p); err != nil {
			return err
		}
	}
	return nil
}

// crew is the one that began when the vault was opened, before which nothing can be appended, or a new one.
func (s *scan) crew() (c *crew, begun bool) {
	if c = s.v.ahead; c != nil {
		s.v.ahead = nil
		return c, true
	}
	return s.v.hire(nil), false
}

// follow waits for a piece, and takes its records into the chains.
func (s *scan) follow(p *piece) error {
	<-p.done
	for i, r := range p.records {
		if err := s.ours(r, p.vaults[i]); err != nil {
			return s.v.damaged(where(p.entries[i].key), err)
		}
		if s.chain == nil || r.Device != s.device {
			s.leave()
			s.chain, s.device = &oplog.Chain{}, r.Device
		}
		if err := s.chain.Add(r); err != nil {
			return s.v.damaged(where(p.entries[i].key), err)
		}
	}
	if p.newer != nil {
		return refuse("newer", s.v.path).Because(p.newer)
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

// ours tells whether a record that names a vault, or none, belongs to this one.
func (s *scan) ours(r *ledger.Record, vault ledger.Hash) error {
	first := r.ID == s.v.head.ID
	s.genesis = s.genesis || first
	if none := vault == (ledger.Hash{}); none != first || !none && vault != s.v.head.ID {
		return fmt.Errorf("record of vault %s", vault)
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
			envelope, err := s.v.envelope(log, t)
			if err != nil {
				return err
			}
			if err := oplog.Verify(envelope); err != nil {
				return s.v.unsigned(t, err)
			}
		}
	}
	return nil
}

func (v *Vault) unsigned(t ledger.Tip, err error) error {
	return v.damaged(words.M("damage.signature", t.Device.String(), t.Seq), err)
}

func (v *Vault) damaged(what words.Msg, err error) error {
	return refuse("damaged", v.path, what).Because(err)
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
