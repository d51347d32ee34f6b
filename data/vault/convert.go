package vault

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/durable"
)

// Conversion is a vault written anew, sealed by another key, or not sealed any more.
type Conversion struct {
	Unlock Unlock                                // of the vault as it is; nil where it is not sealed
	Seal   func(vault ledger.Hash) (Seal, error) // what is to seal it; nil: nothing
	// Ready, if set, is called with the vault as it is when the new file has been verified, just before that takes its place.
	Ready    func(old *Vault) error
	Progress func(done, total int) // if set
}

// Convert writes all of a vault into a new file beside it, verifies that whole (every record, and that it holds the same entries), and has
// it take the old one's place in one step: whenever the program is killed, either of them is there under the name, and what else is left goes at
// the next opening to write. The old file is gone then, but for what its blocks leave on the disk. The vault may not be open elsewhere. Faults:
// those of Open, Load and Create; vault.moved, .unsealed (nothing is to seal it, and nothing does).
func Convert(path string, c Conversion) (err error) {
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return look(path) // which says it better
	}
	old, err := Open(path, ReadWrite, c.Unlock)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, old.Close()) }()
	if c.Seal == nil && !old.Sealed() {
		return refuse("unsealed", path)
	}
	if err := old.VerifyAll(c.part(0)); err != nil {
		return err
	}
	var seal *Seal
	if c.Seal != nil {
		made, err := c.Seal(old.ID())
		if err != nil {
			return err
		}
		seal = &made
	}
	temp, err := old.copyTo(seal, c.part(1))
	if err != nil {
		return old.createFault(err)
	}
	defer func() { _ = durable.Remove(temp) }() // gone already when all went well
	if c.Ready != nil {
		if err := c.Ready(old); err != nil {
			return err
		}
	}
	if _, err := old.inPlace(); err != nil {
		return err
	}
	if err := old.replaceBy(temp); err != nil {
		return old.createFault(err)
	}
	return old.fault(durable.SyncFolder(filepath.Dir(path)))
}

// conversion is what the name begins with that the new file of a vault has until it takes the vault's.
func conversion(path string) string {
	sum := sha256.Sum256([]byte(filepath.Base(path)))
	return fmt.Sprintf(".new-%x-", sum[:8])
}

// sweep removes what conversions of this vault left that were killed: it may not be sealed as the vault is. Whoever makes one has the vault
// locked, as its caller has it now.
func (v *Vault) sweep() {
	folder := filepath.Dir(v.path)
	list, _ := os.ReadDir(folder) // where the folder can't be listed, nothing could be made in it either
	for _, e := range list {
		if strings.HasPrefix(e.Name(), conversion(v.path)) {
			_ = os.Remove(filepath.Join(folder, e.Name())) // the vault opens all the same, and the next opening tries again
		}
	}
}

// part is the progress of one of two readings.
func (c Conversion) part(n int) func(done, total int) {
	if c.Progress == nil {
		return nil
	}
	return func(done, total int) { c.Progress(n*total+done, 2*total) }
}

// copyTo makes the new file and verifies it.
func (v *Vault) copyTo(seal *Seal, progress func(done, total int)) (temp string, err error) {
	f, err := os.CreateTemp(filepath.Dir(v.path), conversion(v.path)+"*.kaohe") // made with 0600
	if err != nil {
		return "", err
	}
	temp = f.Name()
	defer func() {
		if err != nil {
			_ = durable.Remove(temp) // the error that stopped us is the one to tell
		}
	}()
	if err := f.Close(); err != nil {
		return "", err
	}
	var want digest
	err = v.view(func(from *bolt.Tx) error {
		return build(temp, func(to *bolt.Tx) error { return v.copyEntries(from, to, seal, &want) })
	})
	if err != nil {
		return "", err
	}
	return temp, v.same(temp, seal, want, progress)
}

var (
	sealedBuckets = [][]byte{bucketLog, bucketBlob, bucketKeys, bucketLocal}
	changedHead   = [][]byte{keySealing, keyLocks, keyMark}
)

func (v *Vault) copyEntries(from, to *bolt.Tx, seal *Seal, sum *digest) error {
	sealer, err := v.head.begin(to, seal)
	if err != nil {
		return err
	}
	// Another version's buckets could hold anything, and none may be left behind; what it says in the head, it says of the whole.
	err = from.ForEach(func(name []byte, _ *bolt.Bucket) error {
		if !bytes.Equal(name, bucketHead) && !oneOf(sealedBuckets, name) {
			return refuse("newer", v.path)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = from.Bucket(bucketHead).ForEach(func(key, value []byte) error {
		if oneOf(changedHead, key) {
			return nil
		}
		return put(to.Bucket(bucketHead), key, value)
	})
	if err != nil {
		return err
	}
	for _, name := range sealedBuckets {
		bucket := to.Bucket(name)
		bucket.FillPercent = fillPages
		err := v.entries(from, name, func(key, value []byte) error {
			sum.add(name, key, value)
			if named(name) {
				key, value = sealer.sealNamed(name, string(key), value)
				return put(bucket, key, value)
			}
			return put(bucket, key, sealer.seal(name, key, value))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// same verifies the new file, and that what it holds has the digest of what was to go into it.
func (v *Vault) same(temp string, seal *Seal, want digest, progress func(done, total int)) (err error) {
	made, err := Open(temp, ReadOnly, func(Outside) (Key, error) { return seal.Key, nil })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, made.Close()) }()
	if err := made.VerifyAll(progress); err != nil {
		return err
	}
	var got digest
	err = made.view(func(tx *bolt.Tx) error {
		for _, name := range sealedBuckets {
			if err := made.entries(tx, name, func(key, value []byte) error { got.add(name, key, value); return nil }); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && (got != want || made.ID() != v.ID() || made.Sealed() != (seal != nil)) {
		err = made.damaged(words.M("damage.copy"), nil)
	}
	return err
}

// entries gives those of a bucket as they are without a seal; they may be kept as long as tx lasts.
func (v *Vault) entries(tx *bolt.Tx, bucket []byte, each func(key, value []byte) error) error {
	return tx.Bucket(bucket).ForEach(func(key, sealed []byte) error {
		name, value, err := string(key), []byte(nil), error(nil)
		if named(bucket) {
			name, value, err = v.sealer.openNamed(bucket, key, sealed)
		} else {
			value, err = v.sealer.open(&scratch{}, bucket, key, sealed)
		}
		if err != nil {
			return v.damaged(words.M("damage.sealed", string(bucket)), err)
		}
		return each([]byte(name), value)
	})
}

// named tells whether a bucket's keys are names.
func named(bucket []byte) bool {
	return bytes.Equal(bucket, bucketKeys) || bytes.Equal(bucket, bucketLocal)
}

func oneOf(list [][]byte, b []byte) bool {
	return slices.ContainsFunc(list, func(x []byte) bool { return bytes.Equal(x, b) })
}

// digest is of entries in any order: names stand in another one when they are sealed.
type digest struct {
	n   int
	sum [sha256.Size]byte
}

func (d *digest) add(parts ...[]byte) {
	h := sha256.New()
	for _, p := range parts {
		h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		h.Write(p)
	}
	d.n++
	subtle.XORBytes(d.sum[:], d.sum[:], h.Sum(nil))
}

// replaceBy gives the new file the name of v's, with its permissions. Where an open file can't be replaced, v is closed for it.
func (v *Vault) replaceBy(temp string) error {
	info, err := v.file.Stat()
	if err != nil {
		return err
	}
	if err := os.Chmod(temp, info.Mode().Perm()); err != nil {
		return err
	}
	if runtime.GOOS == "windows" {
		if err := v.Close(); err != nil {
			return err
		}
	}
	return durable.Replace(temp, v.path)
}
