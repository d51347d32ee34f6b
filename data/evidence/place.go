package evidence

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kaohe/app/words"
	"kaohe/data/durable"
)

// Suffix is what the folder's name has behind the vault's.
const Suffix = ".files"

// marker is the file that says whose folder it is: a line with the format, and one with the vault's id.
const (
	marker     = "vault.id"
	formatLine = "kaohe evidence "
	format     = formatLine + "1"
	mostMarker = 1 << 10 // bytes
)

// place is where the folder was found, or that there was none when the folder above had been changed last.
type place struct {
	dir     string
	none    bool
	changed time.Time
}

// own is the folder that belongs to the vault's name.
func (s *Store) own() string {
	path := s.vault
	if real, err := filepath.EvalSymlinks(path); err == nil { // else the path as it was given names the folder
		path = real
	}
	return path + Suffix
}

// find gives the folder, or "" where there is none. Faults: evidence.foreign (what has the name is another vault's, or nobody's), .link, .newer.
func (s *Store) find() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found.dir != "" {
		if _, err := os.Lstat(filepath.Join(s.found.dir, marker)); err == nil {
			return s.found.dir, nil
		}
	}
	own := s.own()
	above, err := os.Stat(filepath.Dir(own))
	if err == nil && s.found.none && s.found.changed.Equal(above.ModTime()) {
		return "", nil
	}
	s.found = place{}
	fault := s.belongs(own)
	if fault == nil {
		s.found.dir = own
		return own, nil
	}
	entries, err := os.ReadDir(filepath.Dir(own))
	if err != nil && !durable.NoFolder(err) {
		return "", words.Refuse("file.read", filepath.Dir(own)).Because(err)
	}
	for _, e := range entries {
		path := filepath.Join(filepath.Dir(own), e.Name())
		if strings.HasSuffix(e.Name(), Suffix) && path != own && s.belongs(path) == nil {
			s.found.dir = path
			return path, nil
		}
	}
	if !errors.Is(fault, fs.ErrNotExist) {
		return "", fault
	}
	if above != nil {
		s.found = place{none: true, changed: above.ModTime()}
	}
	return "", nil
}

// belongs tells whether a folder is this vault's.
func (s *Store) belongs(dir string) error {
	info, err := os.Lstat(dir)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return words.Refuse("evidence.link", dir)
	}
	text, err := readSmall(filepath.Join(dir, marker), mostMarker)
	lines := strings.Split(string(text), "\n")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return words.Refuse("evidence.foreign", dir)
	case err != nil:
		return words.Refuse("file.read", filepath.Join(dir, marker)).Because(err)
	case lines[0] != format && strings.HasPrefix(lines[0], formatLine):
		return words.Refuse("evidence.newer", dir)
	case lines[0] != format || len(lines) < 2 || lines[1] != s.id.String():
		return words.Refuse("evidence.foreign", dir)
	}
	return nil
}

var errNotOurs = errors.New("not a regular file of the store")

// readSmall reads a regular file of at most so many bytes.
func readSmall(path string, most int64) ([]byte, error) {
	f, _, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = errNotOurs
	}
	return text, err
}

// openRegular opens a regular file to read, and no link, pipe or device.
func openRegular(path string) (f *os.File, size int64, err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return nil, 0, errNotOurs
	}
	err = durable.Patiently(func() error { f, err = os.Open(path); return err })
	if err != nil {
		return nil, 0, err
	}
	now, err := f.Stat()
	if err == nil && !os.SameFile(info, now) {
		err = errNotOurs
	}
	if err != nil {
		_ = f.Close() // only opened
		return nil, 0, err
	}
	return f, now.Size(), nil
}

// ready gives the folder to write to, which it makes where there is none. Faults: evidence.readonly, those of Options.May and of find.
func (s *Store) ready() (string, error) {
	if s.readonly {
		return "", words.Refuse("evidence.readonly", s.own())
	}
	if s.may != nil {
		if err := s.may(); err != nil {
			return "", err
		}
	}
	dir, err := s.find()
	if err != nil {
		return "", err
	}
	if dir == "" {
		if dir, err = s.make(); err != nil {
			return "", err
		}
	}
	if err := s.durableRoot(dir); err != nil {
		return "", err
	}
	for _, k := range kinds {
		path := filepath.Join(dir, string(k))
		if err := s.durableFolder(path, func() { durable.Sweep(path) }); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// make makes the folder, which appears with its marker or not at all; ready has its name durable.
func (s *Store) make() (string, error) {
	own := s.own()
	temp, err := os.MkdirTemp(filepath.Dir(own), ".new-*") // no name by which find would take it for the store
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temp) // it has its name by then, or the error says more
	err = writeDurably(filepath.Join(temp, marker), func(w io.Writer) error {
		_, err := io.WriteString(w, format+"\n"+s.id.String()+"\n")
		return err
	})
	if err == nil {
		err = durable.SyncFolder(temp)
	}
	if err == nil {
		err = durable.Settle(temp, own)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) { // another window may have been quicker
		return "", err
	}
	dir, err := s.find()
	if err == nil && dir == "" {
		err = words.Refuse("evidence.foreign", own)
	}
	return dir, err
}

// durableRoot has the folder's own name durable: a program that was killed may have made it and not come to that.
func (s *Store) durableRoot(dir string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known[dir] {
		return nil
	}
	err := durable.SyncFolder(filepath.Dir(dir))
	s.known[dir] = err == nil
	return err
}

// durableFolder makes a folder in the store if it is not there, and has its name durable before anything in it is acknowledged; first is done
// once in each run of the program.
func (s *Store) durableFolder(path string, first func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	info, err := os.Lstat(path)
	if err == nil && s.known[path] && info.IsDir() {
		return nil
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err = os.Lstat(path); err != nil {
		return err
	} else if !info.IsDir() {
		return words.Refuse("evidence.link", path)
	}
	if err := durable.SyncFolder(filepath.Dir(path)); err != nil {
		return err
	}
	s.known[path] = true
	first()
	return nil
}

// writeDurably makes a new file, and has its bytes on the disk.
func writeDurably(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// where gives the path of a file, and the form in which it lies there. Faults: fs.ErrNotExist (also what is no file of ours), those of find.
func (s *Store) where(kind Kind, sum Sum) (path string, form *sealer, err error) {
	dir, err := s.find()
	if err != nil {
		return "", nil, err
	}
	if dir != "" && isFolder(filepath.Join(dir, string(kind))) {
		for _, form := range s.forms() {
			path := form.path(dir, kind, sum)
			if !isFolder(filepath.Dir(path)) {
				continue
			}
			if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
				return path, form, nil
			}
		}
	}
	return "", nil, fs.ErrNotExist
}

func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// forms are those in which a file may lie here: while a vault is being sealed, or its seal lifted, plain ones lie among sealed ones.
func (s *Store) forms() []*sealer {
	if s.sealer == nil {
		return []*sealer{nil}
	}
	return []*sealer{s.sealer, nil}
}

// path is where a file has its place.
func (s *sealer) path(dir string, kind Kind, sum Sum) string {
	name := s.name(sum)
	return filepath.Join(dir, string(kind), name[:2], name)
}

// remove takes a file away, and has that on the disk.
func (s *Store) remove(path string) error {
	if err := durable.Remove(path); err != nil {
		return err
	}
	return durable.SyncFolder(filepath.Dir(path))
}
