package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"kaohe/app/words"
	"kaohe/data/durable"
)

// reserve is what is left free on the disk for the vault itself, in bytes.
const reserve = 64 << 20

// free is durable.Free, but in tests.
var free = durable.Free

// Put is what became of a file.
type Put struct {
	Sum  Sum
	Size int64 // bytes
	New  bool  // it was not there before
}

// Put keeps a file of at most limit bytes: it is durable when Put returns. What is there already is not written again, but read through and, if it
// is damaged, replaced. Of a reader that can seek, size and free space are asked before anything is written. Faults: evidence.toobig,
// .full, .readonly, .foreign, .link, .newer, .source (it can't be read), file.write.
func (s *Store) Put(ctx context.Context, r io.Reader, limit int64) (Put, error) {
	return s.put(ctx, r, limit, nil)
}

// Receive is Put for a file of which the sum is known. Fault: evidence.damaged (it is another file), and those of Put.
func (s *Store) Receive(ctx context.Context, want Sum, r io.Reader, limit int64) (Put, error) {
	return s.put(ctx, r, limit, &want)
}

func (s *Store) put(ctx context.Context, r io.Reader, limit int64, want *Sum) (Put, error) {
	dir, err := s.ready()
	if err != nil {
		return Put{}, s.fault(err, 0)
	}
	size, err := left(r)
	switch {
	case err != nil:
		return Put{}, source(err)
	case size > limit:
		return Put{}, words.Refuse("evidence.toobig", words.Size(size), words.Size(limit))
	case size >= 0 && s.maybe(dir, size):
		if p, there, err := s.there(ctx, r.(io.ReadSeeker), want); err != nil || there {
			if err == nil {
				s.vouch(p.Sum)
			}
			return p, s.putFault(err, 0)
		}
	}
	if err := s.Room(size); err != nil {
		return Put{}, err
	}
	p := Put{New: true}
	temp := durable.Temp(filepath.Join(dir, string(Original), "put"))
	defer func() { _ = durable.Remove(temp) }() // gone already, or swept later
	err = writeDurably(temp, func(w io.Writer) (err error) {
		p.Sum, p.Size, err = s.sealer.fill(ctx, w, r, limit)
		return err
	})
	if err == nil && want != nil && p.Sum != *want {
		err = words.Refuse("evidence.damaged", short(*want))
	}
	if err == nil {
		path, form, lacks := s.where(Original, p.Sum)
		plain := lacks == nil && form != s.sealer && form.check(ctx, path, p.Sum) == nil // while the vault is being sealed
		p.New, err = s.settle(ctx, dir, temp, s.sealer, Original, p.Sum)
		p.New = p.New && !plain
	}
	if err != nil {
		return Put{}, s.putFault(err, size)
	}
	s.remember(p.Size)
	s.vouch(p.Sum)
	return p, nil
}

func (s *Store) putFault(err error, size int64) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return s.fault(err, size)
}

// source is the fault of what is read, as where a stick was pulled out.
func source(err error) error { return words.Refuse("evidence.source").Because(err) }

// left is how many bytes a reader still has; -1 where it can't tell.
func left(r io.Reader) (int64, error) {
	at, ok := r.(io.ReadSeeker)
	if !ok {
		return -1, nil
	}
	from, err := at.Seek(0, io.SeekCurrent)
	if err != nil {
		return -1, nil // a pipe
	}
	to, err := at.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = at.Seek(from, io.SeekStart)
	}
	return to - from, err
}

// there looks whether a file is kept already, by reading it; where it is not, the reader stands where it stood.
func (s *Store) there(ctx context.Context, r io.ReadSeeker, want *Sum) (p Put, there bool, err error) {
	from, err := r.Seek(0, io.SeekCurrent)
	if err != nil {
		return p, false, source(err)
	}
	h := sha256.New()
	p.Size, err = pour(ctx, h, r)
	if err == nil {
		_, err = r.Seek(from, io.SeekStart)
	}
	if ctx.Err() != nil {
		return p, false, ctx.Err()
	}
	if err != nil {
		return p, false, source(err)
	}
	p.Sum = Sum(h.Sum(nil))
	if want != nil && p.Sum != *want {
		return p, false, words.Refuse("evidence.damaged", short(*want))
	}
	folder, err := s.examine(ctx, p.Sum)
	if err != nil {
		return p, false, ctx.Err()
	}
	return p, true, s.durableNames(folder) // whoever put it there may not have done so yet
}

// fill writes an original, hashed on its way, and the end of a sealed file.
func (s *sealer) fill(ctx context.Context, w io.Writer, r io.Reader, limit int64) (sum Sum, n int64, err error) {
	to, end, err := s.write(w)
	if err != nil {
		return sum, 0, err
	}
	in := &reading{Reader: io.LimitReader(r, limit+1)}
	h := sha256.New()
	n, err = pour(ctx, io.MultiWriter(h, to), in)
	switch {
	case in.err != nil:
		return sum, n, source(in.err)
	case err != nil:
		return sum, n, err
	case n > limit:
		return sum, n, words.Refuse("evidence.toobig", words.Size(n), words.Size(limit))
	}
	sum = Sum(h.Sum(nil))
	return sum, n, end(Original, sum)
}

// reading keeps the error of what is read apart from that of what is written.
type reading struct {
	io.Reader
	err error
}

func (r *reading) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		r.err = err
	}
	return n, err
}

// settle gives a finished file its name, durably. fresh is false where a sound one has it.
func (s *Store) settle(ctx context.Context, dir, temp string, form *sealer, kind Kind, sum Sum) (fresh bool, err error) {
	path := form.path(dir, kind, sum)
	if err := s.durableFolder(filepath.Dir(path), func() {}); err != nil {
		return false, err
	}
	err = durable.Settle(temp, path)
	if errors.Is(err, fs.ErrExist) {
		if kind == Original && durable.SyncFile(path) == nil && form.check(ctx, path, sum) == nil {
			return false, durable.SyncFolder(filepath.Dir(path))
		}
		err = durable.Replace(temp, path)
	}
	if err != nil {
		return false, err
	}
	return true, durable.SyncFolder(filepath.Dir(path))
}

// PutCopy keeps a picture that was made of an original, in the place of one that is there. A smaller copy is durable when it returns; a thumbnail can be
// made again. Faults: those of Put.
func (s *Store) PutCopy(kind Kind, sum Sum, picture []byte) error {
	dir, err := s.ready()
	if err != nil {
		return s.fault(err, 0)
	}
	size := int64(len(picture))
	if size > mostCopy {
		return words.Refuse("evidence.toobig", words.Size(size), words.Size(mostCopy))
	}
	if err := s.Room(size); err != nil {
		return err
	}
	path := s.sealer.path(dir, kind, sum)
	temp := durable.Temp(filepath.Join(dir, string(kind), "put"))
	defer func() { _ = durable.Remove(temp) }() // gone already, or swept later
	err = writeDurably(temp, func(w io.Writer) error { return s.sealer.fillCopy(w, kind, sum, bytes.NewReader(picture)) })
	if err != nil {
		return s.fault(err, size)
	}
	err = s.durableFolder(filepath.Dir(path), func() {})
	if err == nil {
		err = durable.Replace(temp, path)
	}
	if err == nil && s.sealer != nil {
		err = durable.Remove((*sealer)(nil).path(dir, kind, sum)) // an older one, of while the vault was being sealed
	}
	if err == nil && kind == Small {
		err = durable.SyncFolder(filepath.Dir(path))
	}
	return s.fault(err, size)
}

// fillCopy writes a copy of which nobody knows the hash.
func (s *sealer) fillCopy(w io.Writer, kind Kind, sum Sum, r io.Reader) error {
	to, end, err := s.write(w)
	if err != nil {
		return err
	}
	if _, err := io.Copy(to, r); err != nil {
		return err
	}
	return end(kind, sum)
}

// Room tells whether so many bytes have room on the disk, as where many files are about to come. Fault: evidence.full.
func (s *Store) Room(size int64) error {
	dir, _, err := s.Folder()
	if err != nil {
		return err
	}
	if n, err := free(filepath.Dir(dir)); err == nil && n < max(size, 0)+reserve { // a disk that can't tell is tried
		return full(dir, size, nil)
	}
	return nil
}

// full says how much room is missing for so many bytes.
func full(dir string, size int64, why error) error {
	missing := max(size, 0) + reserve
	if n, err := free(filepath.Dir(dir)); err == nil && n < missing {
		missing -= n
	}
	return words.Refuse("evidence.full", dir, words.Size(missing)).Because(why)
}

// maybe tells whether a file of so many bytes may be there already, by the sizes of all that are.
func (s *Store) maybe(dir string, size int64) bool {
	s.mu.Lock()
	looked := s.sizes != nil
	s.mu.Unlock()
	if !looked {
		sizes := map[int64]bool{}
		each(dir, Original, func(_ string, info os.FileInfo) { sizes[info.Size()] = true })
		s.mu.Lock()
		s.sizes = sizes
		s.mu.Unlock()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sizes[size] || s.sizes[s.sealer.size(size)]
}

// remember that there is a file of so many bytes.
func (s *Store) remember(size int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sizes != nil {
		s.sizes[s.sealer.size(size)] = true
	}
}
