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
	Sealing   string // how values are sealed: Unsealed or Sealed
	ID        ledger.Hash
	CreatedBy string      // the version that made the file, for whoever helps; a newer one may have written in it since
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
	keyLocks     = []byte("locks")  // of a sealed vault: the ways to its key
	keyMark      = []byte("mark")   // of a sealed vault: by which its key is known
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

// readHead reads what stands in the bucket. Faults: vault.damaged, vault.newer.
func (v *Vault) readHead(get func(key []byte) []byte) error {
	hurt := func(key []byte) error { return refuse("damaged", v.path, words.M("damage.head", string(key))) }
	if string(get(keyFormat)) != FormatName {
		return hurt(keyFormat)
	}
	version := get(keyVersion)
	if len(version) != 4 || binary.BigEndian.Uint32(version) == 0 {
		return hurt(keyVersion)
	}
	v.head.Format = binary.BigEndian.Uint32(version)
	v.head.CreatedBy = string(get(keyCreatedBy))
	v.head.Sealing = string(get(keySealing))
	// A newer format may have changed all that comes after.
	if v.head.Format > Format {
		return refuse("newer", v.path)
	}
	if v.head.Sealing == "" {
		return hurt(keySealing)
	}
	if v.head.Sealing != Unsealed && v.head.Sealing != Sealed {
		return refuse("newer", v.path)
	}
	if len(get(keyID)) != len(v.head.ID) {
		return hurt(keyID)
	}
	copy(v.head.ID[:], get(keyID))
	if mark := get(keyBackup); len(mark) == 8+len(v.head.State) {
		v.head.Backup = time.UnixMilli(int64(binary.BigEndian.Uint64(mark)))
		copy(v.head.State[:], mark[8:])
	}
	return nil
}
