package vault

import (
	"encoding/binary"
	"time"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Head is what a vault says of itself. Each part has a key of its own, so that later versions can add some.
type Head struct {
	Format    uint32
	Sealing   string // how values are sealed: "none"
	ID        ledger.Hash
	CreatedBy string      // the program's version, for whoever helps
	Backup    time.Time   // when it was copied, of a backup; zero for any other
	State     ledger.Hash // of a backup: what State gave of the vault then
}

var (
	keyFormat    = []byte("format")
	keyVersion   = []byte("version")
	keySealing   = []byte("sealing")
	keyID        = []byte("vault")
	keyCreatedBy = []byte("created-by")
	keyBackup    = []byte("backup") // milliseconds since 1970, and the State; later than the others, and passed over by who does not know it
)

func (h Head) write(b *bolt.Bucket) error {
	for _, e := range []struct{ key, value []byte }{
		{keyFormat, []byte(FormatName)},
		{keyVersion, binary.BigEndian.AppendUint32(nil, h.Format)},
		{keySealing, []byte(h.Sealing)},
		{keyID, h.ID[:]},
		{keyCreatedBy, []byte(h.CreatedBy)},
	} {
		if err := put(b, e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

func (v *Vault) readHead() error {
	return v.db.View(func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketHead)
		hurt := func(key []byte) error { return refuse("damaged", v.path, words.M("damage.head", string(key))) }
		if b == nil {
			return hurt(bucketHead)
		}
		if string(b.Get(keyFormat)) != FormatName {
			return hurt(keyFormat)
		}
		version := b.Get(keyVersion)
		if len(version) != 4 || binary.BigEndian.Uint32(version) == 0 {
			return hurt(keyVersion)
		}
		v.head.Format = binary.BigEndian.Uint32(version)
		v.head.CreatedBy = string(b.Get(keyCreatedBy))
		v.head.Sealing = string(b.Get(keySealing))
		// A newer format may have changed all that comes after.
		if v.head.Format > Format {
			return refuse("newer", v.path, v.head.CreatedBy)
		}
		if v.head.Sealing == "" {
			return hurt(keySealing)
		}
		if v.head.Sealing != Unsealed {
			return refuse("newer", v.path, v.head.CreatedBy)
		}
		if len(b.Get(keyID)) != len(v.head.ID) {
			return hurt(keyID)
		}
		copy(v.head.ID[:], b.Get(keyID))
		if mark := b.Get(keyBackup); len(mark) == 8+len(v.head.State) {
			v.head.Backup = time.UnixMilli(int64(binary.BigEndian.Uint64(mark)))
			copy(v.head.State[:], mark[8:])
		}
		return nil
	})
}
