package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/durable"
	"kaohe/data/oplog"
)

// Genesis is what a new vault begins with.
type Genesis struct {
	Signer    Signer
	Record    *ledger.Record // author, label, stamp, schema and ops; device and number are set here
	CreatedBy string         // the program's version
	// Then, if set, gives what is kept together with the first record, once its hash is known: boxes, and a second record.
	Then func(first *ledger.Record) (boxes []Box, second *ledger.Record, err error)
	// Seal, if set, says what the vault with this id is sealed by. It is asked once, before Keep.
	Seal func(vault ledger.Hash) (Seal, error)
	// Keep, if set, is called with the new vault's id before the file has its name: the place to make the device key durable.
	Keep func(vault ledger.Hash) error
}

// Create makes a vault with its first record, whose ID becomes the vault's id, and opens it for writing with g.Signer; call Load as
// after any Open. The file appears under its name whole and durable, or not at all, and never replaces another. Faults: vault.exists,
// .folder (there is no such folder), .readonly (the folder may not be written), .network, .full; file.name.
func Create(path string, g Genesis) (*Vault, error) {
	v := &Vault{path: path, mode: ReadWrite}
	if err := durable.Nameable(path); err != nil {
		return nil, err
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, refuse("exists", path)
	}
	if isRemote(filepath.Dir(path)) {
		return nil, refuse("network", path)
	}
	if err := v.guard(func() error { return v.create(g) }); err != nil {
		return nil, err
	}
	made, err := Open(path, ReadWrite, func(Outside) (Key, error) { return v.key, nil })
	if err != nil {
		return nil, err
	}
	made.Use(g.Signer)
	return made, nil
}

func (v *Vault) create(g Genesis) error {
	rec := *g.Record
	rec.Device, rec.Seq, rec.Prev = g.Signer.Device(), 1, ledger.Hash{}
	envelope, id, err := oplog.Encode(&rec, ledger.Hash{}, g.Signer.Sign)
	if err != nil {
		return err
	}
	rec.ID = id
	records, envelopes := []*ledger.Record{&rec}, [][]byte{envelope}
	var boxes []Box
	if g.Then != nil {
		var second *ledger.Record
		if boxes, second, err = g.Then(&rec); err != nil {
			return err
		}
		if second != nil {
			next := *second
			next.Device, next.Seq, next.Prev = rec.Device, 2, id
			if envelope, next.ID, err = oplog.Encode(&next, id, g.Signer.Sign); err != nil {
				return err
			}
			records, envelopes = append(records, &next), append(envelopes, envelope)
		}
	}
	c := draft{Head: Head{Format: Format, Sealing: Unsealed, ID: id, CreatedBy: g.CreatedBy}, records: records, envelopes: envelopes, boxes: boxes}
	if g.Seal != nil {
		seal, err := g.Seal(id)
		if err != nil {
			return err
		}
		v.key = seal.Key
		c.seal = &seal
	}
	return v.place(func(temp string) error {
		if err := c.fill(temp); err != nil {
			return err
		}
		if g.Keep != nil {
			return g.Keep(id)
		}
		return nil
	})
}

// place has a file made beside v's path and gives it that name, whole and durable, or leaves nothing.
func (v *Vault) place(build func(temp string) error) error {
	return v.placeBy(build, func(temp string) error { return durable.Settle(temp, v.path) })
}

func (v *Vault) placeBy(build, settle func(temp string) error) error {
	f, err := os.CreateTemp(filepath.Dir(v.path), ".new-*.kaohe")
	if err != nil {
		return v.createFault(err)
	}
	temp := f.Name()
	defer func() { _ = durable.Remove(temp) }() // gone already when all went well
	if err := f.Close(); err != nil {
		return err
	}
	if err := build(temp); err != nil {
		return err
	}
	if err := settle(temp); err != nil {
		return v.createFault(err)
	}
	return durable.SyncFolder(filepath.Dir(v.path))
}

func (v *Vault) createFault(err error) error {
	var known *words.Fault
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, fs.ErrExist):
		return refuse("exists", v.path)
	case durable.NoFolder(err):
		return refuse("folder", v.path).Because(err)
	case durable.Denied(err):
		return refuse("readonly", v.path).Because(err)
	}
	return v.fault(err)
}

// draft is what a new file is filled with.
type draft struct {
	Head
	seal      *Seal            // nil: not sealed
	records   []*ledger.Record // each once
	envelopes [][]byte
	boxes     []Box
	settings  map[string][]byte
}

func (c draft) fill(temp string) error {
	return build(temp, func(tx *bolt.Tx) error {
		sealer, err := c.begin(tx, c.seal)
		if err != nil {
			return err
		}
		log := tx.Bucket(bucketLog)
		log.FillPercent = fillPages
		for i, r := range c.records {
			if err := sealer.addRecord(log, r, c.envelopes[i]); err != nil {
				return err
			}
		}
		for name, value := range c.settings {
			key, sealed := sealer.sealNamed(bucketLocal, name, value)
			if err := put(tx.Bucket(bucketLocal), key, sealed); err != nil {
				return err
			}
		}
		return sealer.putBoxes(tx, c.boxes)
	})
}

// begin makes the buckets and writes the head, whose Sealing follows seal, and gives what seals the rest.
func (h Head) begin(tx *bolt.Tx, seal *Seal) (*sealer, error) {
	for _, name := range [][]byte{bucketHead, bucketLog, bucketKeys, bucketBlob, bucketLocal} {
		if _, err := tx.CreateBucket(name); err != nil {
			return nil, err
		}
	}
	head := tx.Bucket(bucketHead)
	if h.Sealing = Unsealed; seal == nil {
		return nil, h.write(head)
	}
	h.Sealing = Sealed
	err := errors.Join(h.write(head), put(head, keyLocks, seal.Locks), put(head, keyMark, seal.Key.mark(h.ID)))
	return newSealer(seal.Key, h.ID), err
}

// build makes a new file, durable before it has its name.
func build(temp string, write func(tx *bolt.Tx) error) (err error) {
	opt := options(ReadWrite)
	roomy(opt, 0)
	db, err := bolt.Open(temp, 0o600, opt)
	if err != nil {
		return err
	}
	db.AllocSize = leastGrowth
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Update(write); err != nil {
		return fmt.Errorf("new vault: %w", err)
	}
	return db.Sync()
}
