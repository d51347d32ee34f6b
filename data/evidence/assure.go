package evidence

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"kaohe/data/durable"
)

// Assure tells which of these originals may be vouched for, so that others let theirs go: sound are those that are here whole and durable. What this
// store put itself was so then. Anything else may have been left by a program that was killed before it had the name on the disk, or copied here by a
// person: it is synced, and the folders above it once each, and its bytes are read from the disk. The error is that of ctx, or of a folder that can't be
// synced, and then none is sound; a file that is missing, damaged or can't be read is only not among them. Faults: those of Put.
func (s *Store) Assure(ctx context.Context, progress func(done, total int), sums ...Sum) (sound []Sum, err error) {
	if dir, err := s.find(); err != nil || dir == "" {
		return nil, err
	}
	if _, err := s.ready(); err != nil {
		return nil, s.fault(err, 0)
	}
	folders := map[string]bool{}
	for i, sum := range sums {
		progress(i, len(sums))
		if s.vouched(sum) {
			sound = append(sound, sum)
			continue
		}
		folder, err := s.examine(ctx, sum)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue // Check says it to who asks
		}
		folders[folder] = true
		sound = append(sound, sum)
	}
	for folder := range folders {
		if err := s.durableNames(folder); err != nil {
			return nil, s.fault(err, 0)
		}
	}
	s.vouch(sound...)
	return sound, nil
}

// examine has an original's bytes on the disk, reads them from there, and tells in which folder it lies.
func (s *Store) examine(ctx context.Context, sum Sum) (folder string, err error) {
	path, form, err := s.where(Original, sum)
	if err == nil {
		err = durable.SyncFile(path)
	}
	if err == nil {
		err = form.check(ctx, path, sum)
	}
	return filepath.Dir(path), err
}

// durableNames makes durable a folder of files that is there, and the names in it.
func (s *Store) durableNames(folder string) error {
	return errors.Join(s.durableFolder(folder, func() {}), durable.SyncFolder(folder))
}

// vouch notes that originals are whole and durable as they lie there now.
func (s *Store) vouch(sums ...Sum) {
	for _, sum := range sums {
		if info := s.info(sum); info != nil {
			s.mu.Lock()
			s.sure[sum] = info
			s.mu.Unlock()
		}
	}
}

// vouched tells whether an original is still the file that was vouched for in this run.
func (s *Store) vouched(sum Sum) bool {
	now := s.info(sum)
	s.mu.Lock()
	was := s.sure[sum]
	s.mu.Unlock()
	return now != nil && was != nil && os.SameFile(was, now) && was.Size() == now.Size() && was.ModTime().Equal(now.ModTime())
}

// info is about an original's file; nil where there is none.
func (s *Store) info(sum Sum) os.FileInfo {
	path, _, err := s.where(Original, sum)
	if err != nil {
		return nil
	}
	info, err := os.Lstat(path)
	if err != nil {
		return nil
	}
	return info
}
