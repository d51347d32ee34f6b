// Package vault is the file NAME.kaohe: one bbolt database with the log of all records, the sealed keys, and this laptop's settings.
//
// Buckets: head (what the file is), log (device, number, first 8 bytes of the ID -> envelope), keys (person -> sealed PIN box), blob (empty:
// evidence lies beside the file, in data/evidence) and local (settings that no package carries). A bucket's bbolt sequence is the number of its
// entries, so that entries which a damaged page has lost are missed; it costs nothing, since a bucket's header is written with each change.
//
// bbolt checks nothing but its two meta pages, opens an empty file as a new database and dies of damaged ones, partly in goroutines
// of its own. Open therefore takes bbolt's lock itself, reads all pages, and only then has bbolt open the same file, still locked. What lies in
// the log is hashed and decoded on all cores meanwhile; Load takes it, follows each device's chain and checks the signature of each tip, which
// covers all records before it.
//
// Caveats: what a device wrote last and nobody else has seen can be cut off by one who rewrites the file with bbolt; the mark of
// data/keys and colleagues' frontiers find that. A vault with one bad meta page is opened by the other, and the bad one written anew: where
// that was the newer one, the last change is gone, which for a torn write was never acknowledged, and for a page that rotted shows
// against that mark. Settings are not protected. A vault in a network folder is only read: the
// locks there can't be trusted.
package vault

import (
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/durable"
)

// What the head says.
const (
	FormatName = "kaohe vault"
	Format     = 1
	Unsealed   = "none"
)

// pageSize of new vaults in bytes, the same on all machines; an older file's own size counts when it is opened.
const pageSize = 4096

// isRemote is remote, but in tests.
var isRemote = remote

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
	path string
	mode Mode
	file *os.File    // bbolt's own, to look at before bbolt does, and to let go of the lock when bbolt no longer can
	info os.FileInfo // of file: which one it is
	head Head
	torn atomic.Bool // a change failed on its way to the disk: see again

	unlock Unlock // asked for the key of a sealed vault; nil: nobody is
	key    Key
	sealer *sealer // nil: the vault is not sealed
	locks  []byte

	hurt atomic.Pointer[words.Fault] // set for good when bbolt panicked, perhaps with its locks held: nothing more is read or written

	// Of locks, the earlier are taken before the later.
	mu     sync.Mutex
	signer Signer
	tips   map[ledger.Device][]ledger.Tip // nil before Load

	open  sync.RWMutex // Close waits for those who read
	db    *bolt.DB     // nil when closed
	meta  meta         // in force when the file was looked at
	whole bool         // and the other one was valid too
	ahead *crew        // decodes the log for the first Load

	write sync.Mutex // one change at a time, as bbolt has it
}

// Open opens an existing vault after checking its structure; contents are checked by Load, which ought to follow: they are being decoded
// already. Faults: vault.missing, .folder, .empty, .short, .foreign, .truncated, .damaged, .newer, .busy, .denied (may not be read), .readonly
// (may not be written), .backup (is a backup) and .network (lies on another computer; all three ReadWrite only), .nolock (the file system knows
// no locks).
//
// A sealed vault's key is asked of unlock, which may be nil. Faults then: vault.sealed (there is nobody to ask), vault.key (it is another vault's),
// those of unlock.
func Open(path string, mode Mode, unlock Unlock) (*Vault, error) {
	v := &Vault{path: path, mode: mode, unlock: unlock}
	if err := v.start(); err != nil {
		_ = v.Close() // the first fault is the one to tell
		return nil, err
	}
	return v, nil
}

func (v *Vault) start() error {
	if err := look(v.path); err != nil {
		return err
	}
	if v.mode == ReadWrite && isRemote(v.path) {
		return refuse("network", v.path)
	}
	if err := v.guard(v.bolt); err != nil {
		return err
	}
	if v.mode == ReadWrite && !v.head.Backup.IsZero() {
		return refuse("backup", v.path)
	}
	if v.mode == ReadOnly {
		return nil
	}
	v.sweep()
	if v.whole {
		return nil
	}
	return v.change(nothing) // the page that is not in force is the one that is not valid
}

// bolt has bbolt open the file, once it is locked and looked at.
func (v *Vault) bolt() error {
	opt := options(v.mode)
	opt.OpenFile = v.openFile
	if info, err := os.Stat(v.path); err == nil {
		opt.MmapFlags = populated(info.Size())
		if v.mode == ReadWrite {
			roomy(opt, info.Size())
		}
	}
	db, err := bolt.Open(v.path, 0o600, opt)
	if err != nil {
		return v.openFault(err)
	}
	v.db = db
	if v.info, err = v.file.Stat(); err != nil {
		return err
	}
	inUse.Store(v, v.info)
	// Where the lock had to be let go for bbolt to take it, somebody may have been quicker.
	if now, _, err := readMetas(v.file); err != nil || now != v.meta {
		return refuse("busy", v.path).Because(err)
	}
	return nil
}

// openFile opens the file for bbolt, locks it and looks at it. bbolt would make a new database of one that vanished since.
func (v *Vault) openFile(path string, flag int, perm os.FileMode) (f *os.File, err error) {
	err = durable.Patiently(func() error { f, err = os.OpenFile(path, flag&^os.O_CREATE, perm); return err })
	if err != nil {
		return nil, err
	}
	v.file = f
	err = v.lock(f)
	if err == nil {
		err = v.guard(v.inspect)
	}
	if err == nil {
		err = handOver(f)
	}
	if err != nil {
		return nil, err // Close closes the file
	}
	return f, nil
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
	var known *words.Fault
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, berrors.ErrTimeout), durable.Held(err):
		return refuse("busy", v.path)
	case v.mode == ReadWrite && durable.Denied(err):
		return refuse("readonly", v.path).Because(err)
	case durable.Denied(err):
		return refuse("denied", v.path).Because(err)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return refuse("damaged", v.path, words.M("damage.meta")).Because(err)
	default:
		return v.fault(err)
	}
}

// Close lets the file go, once those who read it are done. Closing twice is no error.
func (v *Vault) Close() error {
	v.open.Lock()
	defer v.open.Unlock()
	v.write.Lock()
	defer v.write.Unlock()
	v.torn.Store(false)
	return v.letGo()
}

// letGo closes the file, for who holds v.open and v.write.
func (v *Vault) letGo() error {
	inUse.Delete(v)
	db, file, ahead := v.db, v.file, v.ahead
	v.db, v.file, v.ahead = nil, nil, nil
	var err error
	if ahead != nil {
		err = ahead.end()
	}
	switch {
	case file == nil:
		return err
	case db == nil || v.hurt.Load() != nil:
		return errors.Join(err, unlock(file), file.Close())
	}
	return errors.Join(err, v.guard(db.Close))
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

// drop takes an entry out, if it is there, and keeps the bucket's tally.
func drop(b *bolt.Bucket, key []byte) error {
	if b.Get(key) == nil {
		return nil
	}
	if err := b.SetSequence(b.Sequence() - 1); err != nil {
		return err
	}
	return b.Delete(key)
}

// addRecord adds a record that is not in the log.
func (s *sealer) addRecord(log *bolt.Bucket, r *ledger.Record, envelope []byte) error {
	if err := log.SetSequence(log.Sequence() + 1); err != nil {
		return err
	}
	key := logKey(r.Tip())
	return log.Put(key[:], s.seal(bucketLog, key[:], envelope))
}
