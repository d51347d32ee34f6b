// Package relay brings a team's laptops into step through a room that all of them reach: a shared or synchronised folder, a bucket that speaks
// S3, a WebDAV server. In the room lie packages and nothing else, as dev/<device>/<from>-<to>-<digest>.kpack. Each laptop writes below its own
// name only, each file once and whole, and nobody changes or removes one; so no locks are needed and any order of arrival will do.
//
//	room, err := relay.Folder("/mnt/team")
//	report, err := relay.Engine{Laptop: l, Room: room}.Step(ctx)
//
// A room is trusted with nothing. What lies there is encrypted to the team and signed within (data/pack); a name says the file's own digest, so
// that a file which is still being copied, or is not the one that was put there, is told from a whole one. The engine remembers what it saw
// there and what others said they have: a room that loses, withholds, swaps or rolls back files is told of, and what it lost is put there again.
// That memory can be lost: everything is then read once more. Where somebody is let in, one laptop puts everything there again.
//
// Caveats: a room that withholds the same from everybody can't be told from colleagues who are silent. Whoever can write there can fill it; of
// a room with more than MaxFiles files nothing is read. Names and sizes tell a server how many laptops there are, when each wrote and how much.
package relay

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// What is read of a room, and what of it at once.
const (
	MaxFiles   = 100_000
	MaxFile    = 1 << 30  // bytes of a package
	maxListing = 64 << 20 // bytes of all answers that list files once
)

// ErrMissing is wrapped by the error of Get for a file that is not there (errors.Is).
var ErrMissing = errors.New("no such file in the room")

// File is a package that lies in a room. Its name is of the form that Name.String gives.
type File struct {
	Name string
	Size int64 // bytes
}

// Room is where packages lie. Its methods give up when ctx ends and when nothing has moved for a minute. Faults: relay.gone (it is not there
// or can't be reached), relay.denied (it lets nobody of this name in), relay.full (its disk or quota is), relay.crowded (too many files), relay.failed.
type Room interface {
	// String is where the room is, for people and to remember it by, without what opens it.
	String() string
	// List is all files in the room, by name. Whatever else lies there is passed over.
	List(ctx context.Context) ([]File, error)
	// Get writes a file's content to dst, at most max bytes of it. See ErrMissing.
	Get(ctx context.Context, name string, dst io.Writer, max int64) error
	// Put puts a file there, whole or not at all. One of that name and size that is there already stays and is no error; fault relay.taken: it
	// has another size.
	Put(ctx context.Context, file File, src io.ReadSeeker) error
}

// Name is what a file's name says. Nothing in it is believed but the digest, which the content has to have.
type Name struct {
	Device   ledger.Device // who wrote it
	From, To uint64        // of that device's own records it holds those after From up to To
	Digest   [16]byte      // the first half of the SHA-256 of the file
}

const (
	top    = "dev"
	suffix = ".kpack"
	digits = 10 // of From and To, so that names sort as numbers do
)

func (n Name) String() string {
	return fmt.Sprintf("%s/%x/%0*d-%0*d-%x%s", top, n.Device[:], digits, n.From, digits, n.To, n.Digest, suffix)
}

// ParseName reads a file's name; ok is false for whatever is not exactly such a name, so that none leads out of the room.
func ParseName(s string) (n Name, ok bool) {
	dir, rest, _ := strings.Cut(s, "/")
	device, file, _ := strings.Cut(rest, "/")
	parts := strings.Split(strings.TrimSuffix(file, suffix), "-")
	if dir != top || len(parts) != 3 || !fill(n.Device[:], device) || !fill(n.Digest[:], parts[2]) {
		return Name{}, false
	}
	var err [2]error
	n.From, err[0] = strconv.ParseUint(parts[0], 10, 64)
	n.To, err[1] = strconv.ParseUint(parts[1], 10, 64)
	return n, err == [2]error{} && n.String() == s
}

func fill(dst []byte, text string) bool {
	if len(text) != 2*len(dst) {
		return false
	}
	_, err := hex.Decode(dst, []byte(text))
	return err == nil
}

// listing collects what a room says it holds.
type listing []File

// add takes a file in if it is a package by its name.
func (l *listing) add(name string, size int64) error {
	if _, ok := ParseName(name); !ok || size < 0 {
		return nil
	}
	if len(*l) >= MaxFiles {
		return words.Refuse("relay.crowded", MaxFiles)
	}
	*l = append(*l, File{name, size})
	return nil
}

// sorted is each file once, by name.
func (l listing) sorted() []File {
	slices.SortStableFunc(l, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(l, func(a, b File) bool { return a.Name == b.Name })
}

// isDevice tells whether one part of a path is a device's.
func isDevice(s string) bool {
	return fill(make([]byte, len(ledger.Device{})), s) && strings.ToLower(s) == s
}

// limited passes at most n bytes on and then fails.
type limited struct {
	w io.Writer
	n int64
}

var errLong = errors.New("longer than it may be")

func (l *limited) Write(p []byte) (int, error) {
	if int64(len(p)) > l.n {
		return 0, errLong
	}
	l.n -= int64(len(p))
	return l.w.Write(p)
}
