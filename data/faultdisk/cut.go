package faultdisk

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sector is what a disk writes whole, in bytes, unless it loses power in it.
const sector = 512

// Files are the files below a folder by their paths.
type Files map[string][]byte

// ReadFiles reads a folder.
func ReadFiles(dir string) (Files, error) {
	f := Files{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		f[name], err = os.ReadFile(path)
		return err
	})
	return f, err
}

// Write puts them into a folder.
func (f Files) Write(dir string) error {
	for name, b := range f {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Loss is what becomes of changes that were not synced when the power went.
type Loss struct {
	Keep   float64 // chance of each change to be done whole
	Tear   float64 // chance of each other write to be done in part: sector by sector old, new, torn, zeroed or garbled
	Random *rand.Rand
}

// file is a file as the disk has it, and what only the cache has.
type file struct {
	disk    []byte
	pending []Op
}

// Tape is a folder while a trace is played: what its disk has, and what only the cache has. Names change in the order of the operations, as with
// a journal; contents in any.
type Tape struct {
	Apart bool // without a journal: the sync of a folder makes only the names in it durable

	names   map[string]*file // as the programs see them
	durable map[string]*file
	files   map[uint64]*file
	pending []change // of names, that are not durable
}

// change of a name, and the file that it gives or takes one; nil for a folder.
type change struct {
	Op
	of *file
}

// NewTape begins with files that are durable.
func NewTape(before Files) *Tape {
	t := &Tape{names: map[string]*file{}, files: map[uint64]*file{}}
	for name, b := range before {
		t.names[name] = &file{disk: bytes.Clone(b)}
	}
	t.durable = maps.Clone(t.names)
	return t
}

// Play does the next operation.
func (t *Tape) Play(o Op) {
	switch o.Kind {
	case Write, Truncate, Sync:
		t.content(o)
	case Create, Rename, Link, Remove:
		c := change{o, t.names[o.Path]}
		t.name(t.names, c)
		t.pending = append(t.pending, c)
	case SyncFolder:
		var rest []change
		for _, c := range t.pending {
			if t.Apart && !c.in(o.Path) {
				rest = append(rest, c)
				continue
			}
			t.name(t.durable, c)
		}
		t.pending = rest
	}
}

// in tells whether the name that changes, or the one that comes of it, is in a folder.
func (c change) in(folder string) bool {
	name := c.Path
	if c.To != "" {
		name = c.To
	}
	return filepath.Dir(name) == filepath.Clean(folder)
}

// Cut gives what is there if the power goes now. The tape may be played on.
func (t *Tape) Cut(l Loss) Files {
	names := maps.Clone(t.durable)
	for _, o := range t.pending {
		if l.Random.Float64() >= l.Keep {
			break
		}
		t.name(names, o)
	}
	out := Files{}
	for _, name := range slices.Sorted(maps.Keys(names)) { // the same seed, the same loss
		out[name] = names[name].lose(l)
	}
	return out
}

func (t *Tape) content(o Op) {
	f := t.files[o.File]
	if f == nil {
		if f = t.names[o.Path]; f == nil {
			return // it was removed while it was open
		}
		t.files[o.File] = f
	}
	if o.Kind != Sync {
		f.pending = append(f.pending, o)
		return
	}
	for _, p := range f.pending {
		f.disk = p.apply(f.disk)
	}
	f.pending = nil
}

// name changes names by one operation.
func (t *Tape) name(names map[string]*file, c change) {
	switch c.Kind {
	case Create:
		f := t.files[c.File]
		if f == nil {
			f = &file{}
			t.files[c.File] = f
		}
		names[c.Path] = f
	case Rename:
		if c.of != nil {
			delete(names, c.Path)
			names[c.To] = c.of
			return
		}
		for path, f := range names { // a folder
			if rest, below := strings.CutPrefix(path, c.Path+string(filepath.Separator)); below {
				delete(names, path)
				names[filepath.Join(c.To, rest)] = f
			}
		}
	case Link:
		names[c.To] = c.of
	case Remove:
		delete(names, c.Path)
	}
}

// apply does a write or a new size.
func (o Op) apply(b []byte) []byte {
	end := int(o.Offset) + len(o.Data)
	if o.Kind == Truncate {
		b = b[:min(len(b), end)]
	}
	if len(b) < end {
		b = append(b, make([]byte, end-len(b))...)
	}
	copy(b[o.Offset:], o.Data)
	return b
}

// lose is the file's content when the power went.
func (f *file) lose(l Loss) []byte {
	b := bytes.Clone(f.disk)
	for _, o := range f.pending {
		switch {
		case l.Random.Float64() < l.Keep:
			b = o.apply(b)
		case o.Kind == Write && l.Random.Float64() < l.Tear:
			b = o.tear(b, l.Random)
		}
	}
	return b
}

// tear does a write sector by sector.
func (o Op) tear(b []byte, r *rand.Rand) []byte {
	size, end := len(b), int(o.Offset)+len(o.Data)
	old := bytes.Clone(b)
	if end > size {
		old = append(old, make([]byte, end-size)...)
	}
	hit := r.IntN(5) // in this write, besides old and new sectors there are those of one more kind
	for at := int(o.Offset); at < end; {
		to := min(end, at-at%sector+sector)
		part, fresh := old[at:to], o.Data[at-int(o.Offset):to-int(o.Offset)]
		switch r.IntN(3) {
		case 0:
			copy(part, fresh)
		case 1:
			spoil(part, fresh, hit, r)
		}
		at = to
	}
	if end > size && r.IntN(2) == 0 { // the file had not grown yet, or not as far
		old = old[:size+r.IntN(end-size)]
	}
	return old
}

// spoil leaves a sector as a disk may that lost power in it.
func spoil(part, fresh []byte, how int, r *rand.Rand) {
	switch how {
	case 0:
		clear(part)
	case 1:
		for i := range part {
			part[i] = byte(r.Uint32())
		}
	case 2:
		n := r.IntN(len(part))
		copy(part[:n], fresh)
	case 3:
		n := r.IntN(len(part))
		copy(part[n:], fresh[n:])
	}
}

// Without leaves out the operations of a kind on files whose names end so.
func Without(ops []Op, kind Kind, suffix string) (kept []Op) {
	for _, o := range ops {
		if o.Kind != kind || filepath.Ext(o.Path) != suffix {
			kept = append(kept, o)
		}
	}
	return kept
}
