package evidence

import (
	"os"
	"path/filepath"
	"strings"

	"kaohe/app/words"
	"kaohe/data/durable"
)

// each visits the regular files of a kind that have names of ours, in the order of the names. What can't be listed is passed over: whoever asks for a
// file in it is told.
func each(dir string, kind Kind, visit func(path string, info os.FileInfo)) {
	root := filepath.Join(dir, string(kind))
	if !isFolder(root) {
		return
	}
	folders, _ := os.ReadDir(root)
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		files, _ := os.ReadDir(filepath.Join(root, folder.Name()))
		for _, f := range files {
			if _, ours := ParseSum(f.Name()); !ours || !strings.HasPrefix(f.Name(), folder.Name()) || !f.Type().IsRegular() {
				continue
			}
			if info, err := f.Info(); err == nil {
				visit(filepath.Join(root, folder.Name(), f.Name()), info)
			}
		}
	}
}

// Each gives all originals with their sizes in bytes, in no order. Of a sealed vault each is opened for it; what does not open is passed over, since
// nobody knows which one it was. Faults: those of Folder.
func (s *Store) Each(visit func(sum Sum, size int64)) error {
	dir, err := s.find()
	if err != nil || dir == "" {
		return err
	}
	each(dir, Original, func(path string, info os.FileInfo) {
		if sum, size, _, ok := s.identify(lying{Original, path, info.Size()}); ok {
			visit(sum, size)
		}
	})
	return nil
}

// identify finds out of which original a file is, its contents' size, and the form that it has; not whether it is whole.
func (s *Store) identify(x lying) (sum Sum, size int64, form *sealer, ok bool) {
	name := filepath.Base(x.path)
	if s.sealer != nil {
		f, size, err := openRegular(x.path)
		if err != nil {
			return sum, 0, nil, false
		}
		defer f.Close() // only read
		if r, end, err := s.sealer.read(f, size); err == nil {
			sum = Sum(end[1:])
			return sum, r.Size(), s.sealer, s.sealer.name(sum) == name && end[0] == x.kind[0]
		}
		if begins(f) {
			return sum, 0, nil, false // by another key, or damaged
		}
	}
	sum, ok = ParseSum(name)
	return sum, x.size, nil, ok
}

// begins tells whether a file begins as sealed ones do, whatever key opens it.
func begins(f *os.File) bool {
	const head = "age-encryption.org/v1\n-> " + stanza + " "
	b := make([]byte, len(head))
	_, err := f.ReadAt(b, 0)
	return err == nil && string(b) == head
}

// Remove takes the whole folder of a vault away, as where a copy of a vault was begun and not ended. Faults: those of Folder, file.write.
func (s *Store) Remove() error {
	dir, err := s.find()
	if err != nil || dir == "" {
		return err
	}
	if s.readonly {
		return words.Refuse("evidence.readonly", dir)
	}
	if err := os.RemoveAll(dir); err != nil {
		return s.fault(err, 0)
	}
	return s.fault(durable.SyncFolder(filepath.Dir(dir)), 0)
}
