package vault

import (
	"errors"
	"math"
	"os"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/words"
)

// Peek reads a file's head and how many records its log says it holds, without reading the log: the file may be damaged elsewhere. Faults: those
// of Open.
func Peek(path string) (head Head, records int, err error) {
	if err := look(path); err != nil {
		return head, 0, err
	}
	v := &Vault{path: path, mode: ReadOnly}
	if info, err := os.Stat(path); err == nil && InUse(info) { // whose own lock would keep us out
		return head, 0, refuse("busy", path)
	}
	opt := options(ReadOnly)
	opt.MmapFlags = 0 // not the whole file for one page
	err = v.guard(func() (err error) {
		if v.db, err = bolt.Open(path, 0, opt); err != nil {
			return v.openFault(err)
		}
		defer func() { err = errors.Join(err, v.db.Close()) }()
		return v.db.View(func(tx *bolt.Tx) error {
			head := tx.Bucket(bucketHead)
			if head == nil {
				return v.damaged(words.M("damage.head", string(bucketHead)), nil)
			}
			if err := v.readHead(head.Get); err != nil {
				return err
			}
			if log := tx.Bucket(bucketLog); log != nil {
				records = int(min(log.Sequence(), math.MaxInt32))
			}
			return nil
		})
	})
	return v.head, records, err
}
