package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"kaohe/app/words"
	"kaohe/data/durable"
)

var errClosed = errors.New("vault is closed")

// refuse makes a fault whose first argument is the file's name without its folder.
func refuse(code, path string, args ...any) *words.Fault {
	return words.Refuse("vault."+code, append([]any{filepath.Base(path)}, args...)...)
}

// guard turns panics, and faults of mapped memory, into vault.damaged. It protects only what f does in its own goroutine.
func (v *Vault) guard(f func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if p := recover(); p != nil {
			fault := refuse("damaged", v.path, words.M("damage.memory")).Because(fmt.Errorf("%v", p))
			v.hurt.Store(fault)
			err = fault
		}
	}()
	return v.fault(f())
}

// view runs f in a read transaction.
func (v *Vault) view(f func(tx *bolt.Tx) error) error {
	v.open.RLock()
	defer v.open.RUnlock()
	if v.db == nil {
		return v.notOpen()
	}
	if fault := v.hurt.Load(); fault != nil {
		return fault
	}
	return v.guard(func() error { return v.db.View(f) })
}

// change runs f in one transaction that is on disk when it returns. bbolt's Batch would wait 10 ms for company, and its Update would,
// after a panic, read all pages in a goroutine of its own, where a damaged one ends the program.
func (v *Vault) change(f func(tx *bolt.Tx) error) error {
	if err := v.again(); err != nil {
		return err
	}
	v.write.Lock()
	err := v.changeLocked(f)
	v.write.Unlock()
	if err != nil && v.torn.Load() {
		_ = v.again() // where that fails too, the next change tells
	}
	return err
}

// changeLocked is change, for who holds v.write.
func (v *Vault) changeLocked(f func(tx *bolt.Tx) error) error {
	if v.db == nil {
		return v.notOpen()
	}
	if v.mode == ReadOnly {
		return refuse("readonly", v.path)
	}
	if fault := v.hurt.Load(); fault != nil {
		return fault
	}
	there, err := v.inPlace()
	if err != nil {
		return err
	}
	v.db.AllocSize = growth(there.Size())
	var tx *bolt.Tx
	err = v.guard(func() (err error) {
		if tx, err = v.db.Begin(true); err != nil {
			return err
		}
		inUse := tx.Size()
		if err := v.uncut(there, inUse); err != nil {
			return err
		}
		if err := f(tx); err != nil {
			return err
		}
		if there, err = v.inPlace(); err != nil {
			return err
		}
		return v.uncut(there, inUse)
	})
	if err != nil {
		if tx != nil {
			_ = v.guard(tx.Rollback) // undoes what is in memory only; the first error is the one to tell
		}
		return err
	}
	err = v.guard(tx.Commit)
	v.torn.Store(err != nil)
	return err
}

// leastGrowth and mostGrowth are by how many bytes a file grows when it is full.
const leastGrowth, mostGrowth = 32 << 10, 16 << 20

// growth is by how much a file of so many bytes grows when it is full: as much again, so that growing, which takes a flush of its own, is rare.
func growth(size int64) int { return int(min(max(size, leastGrowth), mostGrowth)) }

// inPlace refuses to write where the path is no longer the open file: it was deleted, renamed, or another one was put there, and what is
// written would be gone with the last handle. Faults: vault.moved.
func (v *Vault) inPlace() (os.FileInfo, error) {
	there, err := os.Stat(v.path)
	if err != nil || !os.SameFile(v.info, there) {
		return nil, refuse("moved", v.path).Because(err)
	}
	return there, nil
}

// uncut refuses to write where the file is shorter than what is in use of it, in bytes: somebody has cut it, and though what is written may fit,
// it would not open again. Faults: vault.truncated.
func (v *Vault) uncut(there os.FileInfo, inUse int64) error {
	if there.Size() < inUse {
		return refuse("truncated", v.path, there.Size(), inUse)
	}
	return nil
}

// fault names errors that need a sentence of their own; others stay as they are.
func (v *Vault) fault(err error) error {
	var known *words.Fault
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case Full(err):
		return refuse("full", v.path).Because(err)
	case durable.Broken(err):
		return refuse("disk", v.path).Because(err)
	case errors.Is(err, berrors.ErrDatabaseReadOnly):
		return refuse("readonly", v.path).Because(err)
	}
	return err
}

// Full recognises a full disk, a used-up quota and a limit of a file's size.
func Full(err error) bool { return durable.Full(err) || errors.Is(err, berrors.ErrMaxSizeReached) }
