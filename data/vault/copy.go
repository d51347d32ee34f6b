package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"kaohe/app/ledger"
	"kaohe/data/durable"
)

var errCopy = errors.New("copy does not hold what the vault holds")

// CopyTo writes a copy of a loaded vault as it stands now into a new file, while others go on reading and writing, and reads it back from the
// disk with every record checked before it gets its name; it never replaces another file. With a time the copy is marked as a backup of
// then, which nobody can write to; with the zero time it is a vault as any. It ends with ctx, and tells progress from 0 to 100. Faults: vault.exists,
// .folder, .readonly (the folder), .full, .copy (what was read back is not what was written); file.name.
//
// Caveat: an edit for which the file must be mapped larger, as it is whenever it has doubled, waits for the copy to be written.
func (v *Vault) CopyTo(ctx context.Context, path string, backup time.Time, progress func(done, total int)) error {
	to := &Vault{path: path, mode: ReadWrite}
	if err := durable.Nameable(path); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return refuse("exists", path)
	}
	return to.guard(func() error {
		return to.place(func(temp string) error { return v.copyInto(ctx, temp, path, backup, progress) })
	})
}

// PutBack makes a copy of a loaded vault, as CopyTo does, in the place of another file, which keeps its bytes under a new name, aside, in the same
// folder. At every moment, also when the power goes, one of them is at path whole; on Windows, and where there are no links (exFAT), the old one may
// be under its new name alone. Faults: those of CopyTo (.exists for aside), vault.busy (another program has what is at path open).
func (v *Vault) PutBack(ctx context.Context, path, aside string, progress func(done, total int)) error {
	to := &Vault{path: path, mode: ReadWrite}
	return to.guard(func() error {
		return to.placeBy(func(temp string) error { return v.copyInto(ctx, temp, path, time.Time{}, progress) },
			func(temp string) error {
				if err := to.setAside(aside); err != nil {
					return err
				}
				return durable.Replace(temp, path)
			})
	})
}

// copyInto writes and checks a copy under the name that it has until then.
func (v *Vault) copyInto(ctx context.Context, temp, path string, backup time.Time, progress func(done, total int)) error {
	tips, err := v.pour(ctx, temp, progress)
	if err != nil {
		return err
	}
	if err := markBackup(temp, backup, stateOf(tips)); err != nil {
		return err
	}
	err = v.readBack(ctx, temp, tips, progress)
	if errors.Is(err, context.Canceled) || err == nil {
		return err
	}
	return refuse("copy", path).Because(err)
}

// pour writes the pages of one moment into a file, and tells what the tips were then.
func (v *Vault) pour(ctx context.Context, path string, progress func(done, total int)) (tips map[ledger.Device][]ledger.Tip, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	v.mu.Lock() // no record comes between the tips and the beginning of the transaction
	held := true
	letGo := func() {
		if held {
			held = false
			v.mu.Unlock()
		}
	}
	defer letGo()
	if v.tips == nil {
		return nil, errNotLoaded
	}
	tips = maps.Clone(v.tips)
	s := &stream{ctx: ctx, to: f, progress: progress}
	err = v.view(func(tx *bolt.Tx) error {
		letGo()
		s.total = tx.Size()
		_, err := tx.WriteTo(s)
		return err
	})
	if s.fault != nil {
		return nil, s.fault // of the copy's disk, not of the vault's
	}
	return tips, err
}

// stream writes until its context ends. The first half of the progress is its.
type stream struct {
	ctx         context.Context
	to          io.Writer
	done, total int64
	progress    func(done, total int)
	fault       error
}

func (s *stream) Write(b []byte) (n int, err error) {
	if s.fault = s.ctx.Err(); s.fault == nil {
		n, s.fault = s.to.Write(b)
	}
	s.done += int64(n)
	s.progress(int(50*s.done/max(s.total, 1)), 100)
	return n, s.fault
}

// markBackup writes into a copy's head what it is, and has all of it on disk.
func markBackup(path string, at time.Time, state ledger.Hash) (err error) {
	opt := options(ReadWrite)
	opt.NoSync = true // all of it is synced below
	db, err := bolt.Open(path, 0o600, opt)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.Update(func(tx *bolt.Tx) error {
		head := tx.Bucket(bucketHead)
		if at.IsZero() {
			return drop(head, keyBackup)
		}
		return put(head, keyBackup, append(binary.BigEndian.AppendUint64(nil, uint64(at.UnixMilli())), state[:]...))
	})
	if err != nil {
		return err
	}
	return db.Sync()
}

// State is a digest of which records a loaded vault holds: the same for two files that hold the same ones.
func (v *Vault) State() ledger.Hash {
	v.mu.Lock()
	defer v.mu.Unlock()
	return stateOf(v.tips)
}

func stateOf(tips map[ledger.Device][]ledger.Tip) (state ledger.Hash) {
	var ends []ledger.Hash
	for _, t := range tips {
		for _, tip := range t {
			ends = append(ends, tip.Hash)
		}
	}
	slices.SortFunc(ends, func(a, b ledger.Hash) int { return bytes.Compare(a[:], b[:]) })
	sum := sha256.New()
	for _, h := range ends {
		sum.Write(h[:])
	}
	sum.Sum(state[:0])
	return state
}

// ReadBack checks that a file, such as a backup, holds just the records that a loaded vault holds now, and that all of it can be read from the
// disk. Fault: vault.copy.
func (v *Vault) ReadBack(ctx context.Context, path string, progress func(done, total int)) error {
	v.mu.Lock()
	tips := maps.Clone(v.tips)
	v.mu.Unlock()
	err := v.readBack(ctx, path, tips, progress)
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return refuse("copy", path).Because(err)
}

// readBack checks that a file on disk is a whole vault with these tips, sealed as v is.
func (v *Vault) readBack(ctx context.Context, path string, tips map[ledger.Device][]ledger.Tip, progress func(done, total int)) (err error) {
	if err := durable.Forget(path); err != nil {
		return err
	}
	whole, err := Open(path, ReadOnly, func(Outside) (Key, error) { return v.key, nil })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, whole.Close()) }()
	if err := whole.VerifyAll(func(done, total int) { progress(50+50*done/max(total, 1), 100) }); err != nil {
		return err
	}
	if !maps.EqualFunc(whole.tips, tips, slices.Equal) {
		return errCopy
	}
	return ctx.Err()
}

// setAside gives the file at path a second name, or where that can't be, another one. Nothing at path is nothing to keep.
func (v *Vault) setAside(aside string) error {
	f, err := os.Open(v.path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	err = v.lock(f)
	if e := f.Close(); err == nil { // before it is renamed, which some systems refuse for an open file
		err = e
	}
	if err != nil {
		return err
	}
	if err := durable.Settle(v.path, aside); err != nil {
		if errors.Is(err, os.ErrExist) {
			return refuse("exists", aside).Because(err)
		}
		return err
	}
	return durable.SyncFolder(filepath.Dir(v.path))
}
