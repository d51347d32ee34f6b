// Package vault is the file NAME.kaohe: one bbolt database with the log of all records, the sealed keys, and this laptop's settings.
//
// Buckets: head (what the file is), log (device, number, first 8 bytes of the ID -> envelope), keys (person -> sealed PIN box), blob
// (reserved for evidence) and local (settings that no package carries). A bucket's bbolt sequence is the number of its entries,
// so that entries which a damaged page has lost are missed; it costs nothing, since a bucket's header is written with each change.
//
// bbolt checks nothing but its two meta pages, opens an empty file as a new database and dies of damaged ones, partly in goroutines
// of its own. Open therefore reads all pages itself, under bbolt's shared lock, before bbolt may follow any of them; Load hashes
// every record, follows each device's chain and checks the signature of each tip, which covers all records before it.
//
// Caveats: what a device wrote last and nobody else has seen can be cut off by one who rewrites the file with bbolt; the mark of
// data/keys and colleagues' frontiers find that. A vault with one bad meta page is opened by the other, and the bad one written anew: where
// that was the newer one, the last change is gone, which for a torn write was never acknowledged, and for a page that rotted shows
// against that mark. Settings are not protected. Network folders are not for vaults: their locks can't be trusted.
package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// What the head says.
const (
	FormatName = "kaohe vault"
	Format     = 1
	Unsealed   = "none"
)

// pageSize of new vaults in bytes, the same on all machines; an older file's own size counts when it is opened.
const pageSize = 4096

// patience is how long Open waits for another program to let go of the file.
const patience = 300 * time.Millisecond

var (
	bucketHead  = []byte("head")
	bucketLog   = []byte("log")
	bucketKeys  = []byte("keys")
	bucketBlob  = []byte("blob")
	bucketLocal = []byte("local")
)

// Mode says what may be done with an open vault.
type Mode int

// ReadOnly never changes or locks out; ReadWrite is exclusive.
const (
	ReadOnly Mode = iota
	ReadWrite
)

// Signer is the device that writes; data/keys has one.
type Signer interface {
	Device() ledger.Device
	Sign(message []byte) []byte
}

// Vault is an open file. It is safe for concurrent use. Load comes first: before it, nothing can be appended.
type Vault struct {
	path  string
	mode  Mode
	db    *bolt.DB
	file  *os.File // bbolt's own, to let go of the lock when bbolt no longer can
	head  Head
	write sync.Mutex                  // one change at a time, as bbolt has it
	stuck bool                        // under write: bbolt panicked inside a commit and still holds its locks
	hurt  atomic.Pointer[words.Fault] // set for good when bbolt panicked: nothing more is written

	mu     sync.Mutex
	signer Signer
	tips   map[ledger.Device][]ledger.Tip // nil before Load
}

// Open opens an existing vault after checking its structure; contents are checked by Load. Faults: vault.missing, .folder, .empty,
// .short, .foreign, .truncated, .damaged, .newer, .busy, .denied (may not be read), .readonly (may not be written, ReadWrite only).
func Open(path string, mode Mode) (*Vault, error) {
	v := &Vault{path: path, mode: mode}
	if err := v.open(); err != nil {
		_ = v.Close() // the first fault is the one to tell
		return nil, err
	}
	return v, nil
}

func (v *Vault) open() error {
	if err := look(v.path); err != nil {
		return err
	}
	if err := v.bolt(ReadOnly); err != nil {
		return err
	}
	// Under the lock nobody writes, so that all we see belongs together.
	whole := false
	if err := v.guard(func() (err error) { whole, err = inspect(v.path); return err }); err != nil {
		return err
	}
	if err := v.guard(v.readHead); err != nil {
		return err
	}
	if v.mode == ReadOnly {
		return nil
	}
	if err := v.Close(); err != nil {
		return err
	}
	if err := v.bolt(ReadWrite); err != nil || whole {
		return err
	}
	// An empty change writes the meta page that is not in force, which is the one that is not valid.
	return v.change(func(*bolt.Tx) error { return nil })
}

func (v *Vault) bolt(mode Mode) error {
	return v.guard(func() error {
		opt := options(mode)
		// bbolt would make a new database of a file that vanished since we looked.
		opt.OpenFile = func(path string, flag int, perm os.FileMode) (f *os.File, err error) {
			f, err = os.OpenFile(path, flag&^os.O_CREATE, perm)
			v.file = f
			return f, err
		}
		db, err := bolt.Open(v.path, 0o600, opt)
		if err != nil {
			return v.openFault(err)
		}
		v.db = db
		info, err := v.file.Stat()
		if err != nil {
			return err
		}
		inUse.Store(v, info)
		return nil
	})
}

func options(mode Mode) *bolt.Options {
	return &bolt.Options{
		Timeout:        patience,
		ReadOnly:       mode == ReadOnly,
		NoFreelistSync: true, // a third less to write for each edit; opening rebuilds it from pages that were read anyway
		FreelistType:   bolt.FreelistMapType,
		PageSize:       pageSize,
		NoStatistics:   true,
	}
}

func (v *Vault) openFault(err error) error {
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return refuse("busy", v.path)
	case v.mode == ReadWrite && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		return refuse("readonly", v.path).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return refuse("denied", v.path).Because(err)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return refuse("damaged", v.path, words.M("damage.meta")).Because(err)
	default:
		return v.fault(err)
	}
}

// Close lets the file go. Closing twice is no error.
func (v *Vault) Close() error {
	v.write.Lock()
	defer v.write.Unlock()
	db := v.db
	if db == nil {
		return nil
	}
	v.db = nil
	inUse.Delete(v)
	if v.stuck {
		return errors.Join(unlock(v.file), v.file.Close())
	}
	return v.guard(db.Close)
}

// Path as given to Open.
func (v *Vault) Path() string { return v.path }

// Mode as given to Open.
func (v *Vault) Mode() Mode { return v.mode }

// ID is the hash of the vault's first record.
func (v *Vault) ID() ledger.Hash { return v.head.ID }

// Head is what the file says of itself.
func (v *Vault) Head() Head { return v.head }

// Use sets the device that Append writes as.
func (v *Vault) Use(s Signer) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.signer = s
}

// Tips are the newest records of a device as of the last Load, Append or Put: none, one, or several after a fork.
func (v *Vault) Tips(d ledger.Device) []ledger.Tip {
	v.mu.Lock()
	defer v.mu.Unlock()
	return append([]ledger.Tip(nil), v.tips[d]...)
}

// put adds or replaces an entry and keeps the bucket's tally.
func put(b *bolt.Bucket, key, value []byte) error {
	if b.Get(key) == nil {
		if err := b.SetSequence(b.Sequence() + 1); err != nil {
			return err
		}
	}
	return b.Put(key, value)
}

func putRecord(log *bolt.Bucket, r *ledger.Record, envelope []byte) error {
	key := logKey(r.Tip())
	return put(log, key[:], envelope)
}

func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // folders can't be synced there; the rename is written through
	}
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	err = d.Sync()
	return errors.Join(err, d.Close())
}
