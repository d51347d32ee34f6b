package evidence

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"

	"kaohe/app/words"
	"kaohe/data/durable"
)

// Seal seals what lies plain in the folder of a sealed vault. Each file is there whole all the time, in one form or in both, and the store reads it
// in either: who is stopped begins again. left is how many files could not be told or are damaged, and stay as they are. Faults: those of Put.
func (s *Store) Seal(ctx context.Context, progress func(done, total int)) (left int, err error) {
	return s.convert(ctx, s.sealer, progress)
}

// Bare lifts the seal from all files, as Seal sets it, before the vault's own is lifted.
func (s *Store) Bare(ctx context.Context, progress func(done, total int)) (left int, err error) {
	return s.convert(ctx, nil, progress)
}

// lying is a file in the folder.
type lying struct {
	kind Kind
	path string
	size int64
}

func (s *Store) lying(dir string) (all []lying) {
	for _, k := range kinds {
		each(dir, k, func(path string, info os.FileInfo) { all = append(all, lying{k, path, info.Size()}) })
	}
	return all
}

func (s *Store) convert(ctx context.Context, to *sealer, progress func(done, total int)) (left int, err error) {
	dir, err := s.find()
	if err != nil || dir == "" {
		return 0, err
	}
	if dir, err = s.ready(); err != nil {
		return 0, s.fault(err, 0)
	}
	all := s.lying(dir)
	for i, x := range all {
		if err := ctx.Err(); err != nil {
			return left, err
		}
		progress(i, len(all))
		sum, _, form, ok := s.identify(x)
		if ok && form == to {
			continue
		}
		if ok {
			if err = s.Room(x.size); err == nil {
				err = s.rewrite(ctx, dir, x, sum, form, to)
			}
			if errors.Is(err, errSum) || errors.Is(err, errSealed) {
				ok = false
			} else if err != nil {
				return left, s.putFault(err, x.size)
			}
		}
		if !ok {
			left++
		}
	}
	s.mu.Lock()
	s.sizes = nil
	s.mu.Unlock()
	return left, nil
}

// rewrite writes a file in another form, and then takes it away in the one that it had.
func (s *Store) rewrite(ctx context.Context, dir string, x lying, sum Sum, from, to *sealer) error {
	r, err := from.open(x.path, x.kind, sum)
	if err != nil {
		return err
	}
	defer r.Close() // only read
	temp := durable.Temp(filepath.Join(dir, string(x.kind), "put"))
	defer func() { _ = durable.Remove(temp) }() // gone already, or swept later
	err = writeDurably(temp, func(w io.Writer) error {
		if x.kind != Original {
			return to.fillCopy(w, x.kind, sum, r)
		}
		got, _, err := to.fill(ctx, w, r, math.MaxInt64-1)
		if err == nil && got != sum {
			err = errSum
		}
		return err
	})
	if err == nil {
		_, err = s.settle(ctx, dir, temp, to, x.kind, sum)
	}
	if err == nil {
		err = r.Close() // before it is removed, which some systems refuse for an open file
	}
	if err == nil {
		err = s.remove(x.path)
	}
	return err
}

// Copied is what CopyTo did.
type Copied struct {
	Files   int   // that were new there
	Bytes   int64 // of these
	Damaged []Sum // not copied
}

// CopyTo brings all originals into another store of the same vault, by the same key, that are not there, and smaller copies where there is no
// original. How much room that takes is asked first. What is damaged is passed over, and told. Where link says so and both are on one disk, a file
// gets a second name instead, which takes no room, reads nothing and checks nothing. Faults: those of Folder, of Put, and of Room.
func (s *Store) CopyTo(ctx context.Context, to *Store, link bool, progress func(done, total int64)) (c Copied, err error) {
	dir, err := s.find()
	if err != nil || dir == "" {
		return c, err
	}
	there, err := to.find()
	if err != nil || same(dir, there) {
		return c, err
	}
	wanted := slices.DeleteFunc(s.lying(dir), func(x lying) bool { return x.kind == Thumb || there != "" && x.liesIn(there) })
	if len(wanted) == 0 {
		return c, nil
	}
	if link {
		if wanted, err = s.linkTo(ctx, to, wanted, &c); err != nil {
			return c, err
		}
	}
	var total int64
	for _, x := range wanted {
		total += x.size
	}
	if err := to.Room(total); err != nil && len(wanted) > 0 {
		return c, err
	}
	var done int64
	for _, x := range wanted {
		progress(done, total)
		if err := s.copyOne(ctx, to, x, &c); err != nil {
			return c, err
		}
		done += x.size
	}
	return c, nil
}

// liesIn tells whether another folder has a file of the same size under the same name.
func (x lying) liesIn(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, string(x.kind), filepath.Base(x.path)[:2], filepath.Base(x.path)))
	return err == nil && info.Mode().IsRegular() && info.Size() == x.size
}

// linkTo gives files second names in another store's folder, and returns those for which that can't be done.
func (s *Store) linkTo(ctx context.Context, to *Store, files []lying, c *Copied) (rest []lying, err error) {
	dir, err := to.ready()
	if err != nil {
		return nil, to.fault(err, 0)
	}
	changed := map[string]bool{}
	for i, x := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		folder := filepath.Join(dir, string(x.kind), filepath.Base(x.path)[:2])
		if err := to.durableFolder(folder, func() {}); err != nil {
			return nil, to.fault(err, 0)
		}
		if err := os.Link(x.path, filepath.Join(folder, filepath.Base(x.path))); err != nil {
			if i == 0 && !errors.Is(err, fs.ErrExist) { // another disk, or one without links
				return files, nil
			}
			rest = append(rest, x)
			continue
		}
		changed[folder] = true
		if x.kind == Original {
			c.Files++
			c.Bytes += x.size
		}
	}
	for folder := range changed {
		if err := durable.SyncFolder(folder); err != nil {
			return nil, to.fault(err, 0)
		}
	}
	return rest, nil
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// copyOne copies a file and counts it.
func (s *Store) copyOne(ctx context.Context, to *Store, x lying, c *Copied) error {
	sum, _, form, ok := s.identify(x)
	switch {
	case !ok && x.kind == Original:
		sum, _ = ParseSum(filepath.Base(x.path)) // the name is all that is known of it
		c.Damaged = append(c.Damaged, sum)
		return nil
	case !ok, x.kind != Original && s.Has(sum):
		return nil
	case x.kind != Original:
		picture, found := s.Copy(x.kind, sum)
		if !found {
			return nil
		}
		return to.PutCopy(x.kind, sum, picture)
	}
	r, err := form.open(x.path, Original, sum)
	if err != nil {
		c.Damaged = append(c.Damaged, sum)
		return nil
	}
	defer r.Close() // only read
	p, err := to.Receive(ctx, sum, r, math.MaxInt64-1)
	if errors.Is(err, words.Refuse("evidence.damaged")) || errors.Is(err, words.Refuse("evidence.source")) {
		c.Damaged = append(c.Damaged, sum)
		return nil
	}
	if err == nil && p.New {
		c.Files++
		c.Bytes += p.Size
	}
	return err
}
