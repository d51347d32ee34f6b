package vault

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/oplog"
)

// fillPages is how full a page of the log is made when it is split: records come in order, so little room for later ones is needed.
const fillPages = 0.95

var errNotLoaded = errors.New("vault is not loaded yet")

// Append writes one record as AppendAll does.
func (v *Vault) Append(rec *ledger.Record) (*ledger.Record, error) {
	done, err := v.AppendAll(rec)
	if err != nil {
		return nil, err
	}
	return done[0], nil
}

// AppendAll writes the next records of the device given to Use, all of them in one transaction, or none: it takes author, label, ops,
// stamp, seen and schema of each, and returns copies with device, number, predecessor and ID. They are durable when it returns;
// when it fails, nothing has changed. Faults: vault.full, .disk (any other error of the disk), .moved, .readonly, .forked (the device's own chain has two ends: a new device key is
// needed), .stale (the file holds another last record than memory does; it must be opened again), .damaged.
func (v *Vault) AppendAll(recs ...*ledger.Record) ([]*ledger.Record, error) {
	return v.AppendWith(nil, recs...)
}

// Box is a person's key, sealed by a PIN.
type Box struct {
	Person string
	Sealed []byte
}

// AppendWith is AppendAll that keeps boxes in the same transaction, each instead of the one before: a new PIN and the card that says so
// are there together, or neither.
func (v *Vault) AppendWith(boxes []Box, recs ...*ledger.Record) ([]*ledger.Record, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tips == nil {
		return nil, errNotLoaded
	}
	if v.signer == nil {
		return nil, errors.New("vault has no device to write as")
	}
	device, own, err := v.own()
	if err != nil {
		return nil, err
	}
	done, envelopes, err := v.chain(recs, device, own)
	if err != nil || len(done) == 0 {
		return nil, err
	}
	err = v.change(func(tx *bolt.Tx) error {
		log := tx.Bucket(bucketLog)
		// After a write that failed half-way the file may be one record ahead; another one of that number would be a fork.
		if !endsWith(log, device, own) {
			return refuse("stale", v.path)
		}
		log.FillPercent = fillPages
		for i, r := range done {
			if err := v.sealer.addRecord(log, r, envelopes[i]); err != nil {
				return err
			}
		}
		return v.sealer.putBoxes(tx, boxes)
	})
	if err != nil {
		return nil, err
	}
	v.tips[device] = []ledger.Tip{done[len(done)-1].Tip()}
	return done, nil
}

// own is the device that writes, and the end of its chain. Fault: vault.forked.
func (v *Vault) own() (ledger.Device, []ledger.Tip, error) {
	device := v.signer.Device()
	own := v.tips[device]
	if len(own) > 1 {
		return device, nil, refuse("forked", v.path, device.String())
	}
	return device, own, nil
}

// Writable tells whether a record could be appended now, and writes nothing: what is kept beside the file asks it first, so that nothing is put beside
// another file that took this one's place. Faults: those of Append, but what only the writing finds, as that the disk is full.
func (v *Vault) Writable() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.mode == ReadOnly {
		return refuse("readonly", v.path)
	}
	if err := v.again(); err != nil {
		return err
	}
	there, err := v.inPlace()
	if err != nil {
		return err
	}
	return v.view(func(tx *bolt.Tx) error {
		if err := v.uncut(there, tx.Size()); err != nil {
			return err
		}
		if v.signer == nil || v.tips == nil { // nothing is appended while the seal is set or lifted
			return nil
		}
		device, own, err := v.own()
		if err == nil && !endsWith(tx.Bucket(bucketLog), device, own) {
			err = refuse("stale", v.path)
		}
		return err
	})
}

func (s *sealer) putBoxes(tx *bolt.Tx, boxes []Box) error {
	for _, b := range boxes {
		key, sealed := s.sealNamed(bucketKeys, b.Person, b.Sealed)
		if err := put(tx.Bucket(bucketKeys), key, sealed); err != nil {
			return err
		}
	}
	return nil
}

// chain numbers and signs records that follow the device's own last one.
func (v *Vault) chain(recs []*ledger.Record, device ledger.Device, own []ledger.Tip) (done []*ledger.Record, envelopes [][]byte, err error) {
	var last ledger.Tip
	if len(own) == 1 {
		last = own[0]
	}
	for _, rec := range recs {
		r := *rec
		r.Device, r.Seq, r.Prev = device, last.Seq+1, last.Hash
		envelope, id, err := oplog.Encode(&r, v.head.ID, v.signer.Sign)
		if err != nil {
			return nil, nil, err
		}
		r.ID = id
		last = r.Tip()
		done, envelopes = append(done, &r), append(envelopes, envelope)
	}
	return done, envelopes, nil
}

// endsWith tells whether the device's last record in the log is its tip.
func endsWith(log *bolt.Bucket, d ledger.Device, tip []ledger.Tip) bool {
	c := log.Cursor()
	key, _ := c.Seek(after(d[:]))
	if key == nil {
		key, _ = c.Last()
	} else {
		key, _ = c.Prev()
	}
	if len(tip) == 0 {
		return !bytes.HasPrefix(key, d[:])
	}
	last := logKey(tip[0])
	return bytes.Equal(key, last[:])
}

// Put stores records that another device, or a copy of this vault, has written, given in any order: all of them in one transaction, or none.
// Ones that are there already are passed over; added are the others, in the order given. Of each chain only the newest record's signature is
// checked, as Load does: it covers those before it by their hashes, whatever signatures they have of their own. Faults: record.bad (form or
// signature), vault.other (of another vault), vault.gap (predecessor missing), and those of Append. each, which may be nil, is told before every
// record how many were stored; an error of it ends the work, and none is.
func (v *Vault) Put(each func(done, total int) error, envelopes ...[]byte) (added []*ledger.Record, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tips == nil {
		return nil, errNotLoaded
	}
	records, err := foreign(v.path, v.head.ID, envelopes)
	if err != nil {
		return nil, err
	}
	order, isNew := byKey(records), make([]bool, len(records))
	err = v.change(func(tx *bolt.Tx) error {
		return v.storeAll(tx.Bucket(bucketLog), records, envelopes, order, isNew, each)
	})
	if err != nil {
		return nil, err
	}
	for _, i := range order {
		if r := records[i]; isNew[i] {
			v.tips[r.Device] = advance(v.tips[r.Device], r)
		}
	}
	for i, r := range records {
		if isNew[i] {
			added = append(added, r)
		}
	}
	return added, nil
}

// byKey is the order of records by device and number, as indexes: in it each follows its predecessor, and a page of the log takes them without
// moving those that it has.
func byKey(records []*ledger.Record) []int {
	order := make([]int, len(records))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(bytes.Compare(records[a].Device[:], records[b].Device[:]), cmp.Compare(records[a].Seq, records[b].Seq))
	})
	return order
}

// storeAll stores records in an order, and says of each whether it was new.
func (v *Vault) storeAll(log *bolt.Bucket, records []*ledger.Record, envelopes [][]byte, order []int, isNew []bool, each func(done, total int) error) error {
	log.FillPercent = fillPages
	before := ledger.Tip{} // the record before it in this order, which is in the log
	for n, i := range order {
		if each != nil {
			if err := each(n, len(order)); err != nil {
				return err
			}
		}
		r := records[i]
		follows := before == ledger.Tip{Device: r.Device, Seq: r.Seq - 1, Hash: r.Prev}
		var err error
		if isNew[i], err = v.store(log, r, envelopes[i], follows); err != nil {
			return err
		}
		before = r.Tip()
	}
	return nil
}

// foreign decodes records of a vault and checks all that can be checked without its log.
func foreign(path string, id ledger.Hash, envelopes [][]byte) ([]*ledger.Record, error) {
	records, err := decodeAll(path, id, envelopes)
	if err != nil {
		return nil, err
	}
	covered := make(map[ledger.Hash]ledger.Device, len(envelopes))
	for _, r := range records {
		covered[r.Prev] = r.Device
	}
	for i, r := range records {
		if by, ok := covered[r.ID]; ok && by == r.Device {
			continue
		}
		if err := oplog.Check(r, envelopes[i]); err != nil {
			return nil, words.Refuse("record.bad").Because(err)
		}
	}
	return records, nil
}

// decodeAll decodes records on all cores. Of several faults it tells the first.
func decodeAll(path string, id ledger.Hash, envelopes [][]byte) ([]*ledger.Record, error) {
	records := make([]*ledger.Record, len(envelopes))
	piece := max(pieceSize, (len(envelopes)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	faults := make([]error, (len(envelopes)+piece-1)/piece)
	var all sync.WaitGroup
	for i := range faults {
		all.Go(func() {
			decoder := oplog.NewDecoder()
			for at := i * piece; at < min((i+1)*piece, len(envelopes)) && faults[i] == nil; at++ {
				records[at], faults[i] = decodeOne(decoder, path, id, envelopes[at])
			}
		})
	}
	all.Wait()
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return records, nil
}

func decodeOne(decoder *oplog.Decoder, path string, id ledger.Hash, envelope []byte) (*ledger.Record, error) {
	r, of, err := decoder.Decode(envelope)
	if errors.Is(err, oplog.ErrNewer) {
		return nil, words.Refuse("record.newer").Because(err)
	}
	if err != nil {
		return nil, words.Refuse("record.bad").Because(err)
	}
	if first := r.ID == id; first != (of == ledger.Hash{}) || !first && of != id {
		return nil, refuse("other", path)
	}
	return r, nil
}

// store puts a record into the log, unless it is there; follows: its predecessor is known to be.
func (v *Vault) store(log *bolt.Bucket, r *ledger.Record, envelope []byte, follows bool) (isNew bool, err error) {
	there, err := v.envelope(log, r.Tip())
	if err != nil {
		return false, err
	}
	if there != nil {
		if bytes.Equal(there, envelope) {
			return false, nil
		}
		// Two IDs with the same first 8 bytes are made on purpose, by the device's owner.
		return false, words.Refuse("record.bad").Because(fmt.Errorf("record %d of %s shares the key of another", r.Seq, r.Device))
	}
	if r.Seq > 1 && !follows && !v.holds(log, ledger.Tip{Device: r.Device, Seq: r.Seq - 1, Hash: r.Prev}) {
		return false, refuse("gap", v.path, r.Device.String(), r.Seq-1)
	}
	return true, v.sealer.addRecord(log, r, envelope)
}

// holds tells whether exactly this record is in the log.
func (v *Vault) holds(log *bolt.Bucket, t ledger.Tip) bool {
	envelope, err := v.envelope(log, t)
	if err != nil {
		return false
	}
	r, _, err := oplog.Decode(envelope)
	return err == nil && r.ID == t.Hash
}

// advance replaces the tip that r continues, or adds a branch; ends of branches stay in the order of their numbers.
func advance(tips []ledger.Tip, r *ledger.Record) []ledger.Tip {
	out := make([]ledger.Tip, 0, len(tips)+1)
	for _, t := range tips {
		if t.Hash != r.Prev {
			out = append(out, t)
		}
	}
	return append(out, r.Tip())
}

// Holds tells whether the record that t names is in the log: a colleague's frontier or the mark of a device key is found here.
func (v *Vault) Holds(t ledger.Tip) (found bool, err error) {
	err = v.view(func(tx *bolt.Tx) error {
		found = v.holds(tx.Bucket(bucketLog), t)
		return nil
	})
	return found, err
}

// Envelopes gives the stored bytes of a device's records with numbers above after, in order, for packages. An error of each ends it.
// The bytes may not be kept or changed.
func (v *Vault) Envelopes(d ledger.Device, after uint64, each func(envelope []byte) error) error {
	if after == ^uint64(0) {
		return nil
	}
	return v.view(func(tx *bolt.Tx) error {
		from := binary.BigEndian.AppendUint64(bytes.Clone(d[:]), after+1)
		c := tx.Bucket(bucketLog).Cursor()
		var b scratch
		for key, value := c.Seek(from); bytes.HasPrefix(key, d[:]); key, value = c.Next() {
			envelope, err := v.sealer.open(&b, bucketLog, key, value)
			if err != nil {
				return v.damaged(where(key), err)
			}
			if err := each(envelope); err != nil {
				return err
			}
		}
		return nil
	})
}

// First gives the stored bytes of the vault's first record, whose hash is its id. Fault: vault.damaged.
func (v *Vault) First() (envelope []byte, err error) {
	err = v.view(func(tx *bolt.Tx) error {
		c := tx.Bucket(bucketLog).Cursor()
		for key, value := c.First(); key != nil; key, value = c.Seek(after(key)) {
			plain, err := v.sealer.open(&scratch{}, bucketLog, key, value)
			if err != nil {
				return v.damaged(where(key), err)
			}
			if r, _, err := oplog.Decode(plain); err == nil && r.ID == v.head.ID {
				envelope = bytes.Clone(plain)
				return nil
			}
		}
		return refuse("damaged", v.path)
	})
	return envelope, err
}

// after is the key behind all those of the device of a key.
func after(key []byte) []byte {
	device := key[:min(len(key), len(ledger.Device{}))]
	return append(bytes.Clone(device), bytes.Repeat([]byte{0xff}, 16)...)
}
