// Package evidence keeps the files that a vault's records name, photos above all, in the folder NAME.kaohe.files beside NAME.kaohe:
//
//	vault.id          which vault the folder belongs to
//	original/ab/NAME  each file's bytes as they came
//	small/ab/NAME     a smaller JPEG of a picture
//	thumb/ab/NAME     its thumbnail
//
// NAME is the SHA-256 of the original's bytes in 64 hex digits, for its copies too, and ab its first two. Of a sealed vault it is a keyed hash of
// that, and the file is encrypted (sealed.go). Nothing is ever changed: a file appears under its name whole and durable, or not at all, and the
// same bytes are there once. What is read back from a name is what was put there, or a fault: of a sealed file always, of a plain one where Check
// reads it.
//
// A store reads nothing before it is asked for something. It finds its folder by the vault's name, or where the vault was renamed, by vault.id
// among the folders beside it. Nothing in the folder is trusted: links are not followed, and what is no regular file under a name of ours is
// passed over.
//
// Caveats: who may write into the folder can remove files, which Has tells, and change plain ones, which only Check finds. A vault and a copy of it
// in one folder share the files. On Windows a folder can't be synced, as package durable says.
package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"sync"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/durable"
)

// Sum is the SHA-256 of a file's bytes.
type Sum [sha256.Size]byte

// String is the sum in 64 lower hex digits, as records name files.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// ParseSum reads what String writes, and nothing else.
func ParseSum(text string) (s Sum, ok bool) {
	if len(text) != 2*len(s) {
		return s, false
	}
	if _, err := hex.Decode(s[:], []byte(text)); err != nil || s.String() != text {
		return Sum{}, false
	}
	return s, true
}

// Kind is the part of the store that a file lies in.
type Kind string

// Small and Thumb are pictures made of originals.
const (
	Original Kind = "original"
	Small    Kind = "small"
	Thumb    Kind = "thumb"
)

var kinds = []Kind{Original, Small, Thumb}

// Options of a store.
type Options struct {
	Key      *[32]byte // of a sealed vault
	ReadOnly bool
	May      func() error // asked before each writing, whether the vault is there still; its error refuses. May be nil
	Twin     string       // path of a copy of the vault on the same disk, beside which files may have second names that CopyTo gave them; may be empty
}

// Store is the files of a vault. It is safe for concurrent use, holds nothing open, and needs no closing.
type Store struct {
	vault    string
	id       ledger.Hash
	sealer   *sealer // nil: not sealed
	readonly bool
	may      func() error // may be nil
	twin     *Store       // may be nil

	mu    sync.Mutex
	found place
	known map[string]bool     // folders whose names are durable
	sure  map[Sum]os.FileInfo // originals that were whole and durable, as they were then
	sizes map[int64]bool      // of the originals, in bytes as they lie in the folder; nil: not looked
}

// Open gives the store of a vault, by the vault's path and id, and reads nothing.
func Open(vaultPath string, id ledger.Hash, o Options) *Store {
	s := &Store{vault: vaultPath, id: id, readonly: o.ReadOnly, may: o.May, known: map[string]bool{}, sure: map[Sum]os.FileInfo{}}
	if o.Key != nil {
		s.sealer = newSealer(*o.Key, id)
	}
	if o.Twin != "" {
		s.twin = Open(o.Twin, id, Options{Key: o.Key, ReadOnly: o.ReadOnly})
	}
	return s
}

// Folder is where the files lie, or will once there are any: found tells which. Faults: evidence.foreign, .link, .newer.
func (s *Store) Folder() (path string, found bool, err error) {
	dir, err := s.find()
	if dir == "" {
		return s.own(), false, err
	}
	return dir, true, err
}

// Has tells whether an original is there, unread.
func (s *Store) Has(sum Sum) bool { return s.HasCopy(Original, sum) }

// Thin removes an original, if it is there, and its second name beside the twin, since only then there is more room; copies of it stay. Faults: evidence.readonly, file.write.
func (s *Store) Thin(sum Sum) error {
	if s.readonly {
		return words.Refuse("evidence.readonly", s.own())
	}
	if s.twin != nil {
		if _, found, _ := s.twin.Folder(); found { // else no second names are there
			if err := s.twin.Thin(sum); err != nil {
				return err
			}
		}
	}
	for {
		path, _, err := s.where(Original, sum)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			err = s.remove(path)
		}
		if err != nil {
			return s.fault(err, 0)
		}
	}
}

// fault names errors of writing so many bytes, or of a number that is not known: -1.
func (s *Store) fault(err error, size int64) error {
	var known *words.Fault
	dir, _, _ := s.Folder() // for the name only
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case durable.Full(err):
		return full(dir, size, err)
	case durable.Denied(err):
		return words.Refuse("evidence.readonly", dir).Because(err)
	}
	return words.Refuse("file.write", dir).Because(err)
}
