package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"

	"kaohe/app/words"
	"kaohe/data/durable"
)

// mostCopy is how many bytes a smaller copy or a thumbnail has at most.
const mostCopy = 16 << 20

// Reader is an open file; Size says how many bytes it has.
type Reader struct {
	*io.SectionReader
	file *os.File
}

// Close lets the file go.
func (r *Reader) Close() error { return r.file.Close() }

// Open opens an original. Faults: evidence.missing, evidence.damaged (of a plain file only where Check has read it), file.read.
func (s *Store) Open(sum Sum) (*Reader, error) { return s.open(Original, sum) }

func (s *Store) open(kind Kind, sum Sum) (*Reader, error) {
	path, form, err := s.where(kind, sum)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, words.Refuse("evidence.missing", short(sum))
	}
	if err != nil {
		return nil, err
	}
	r, err := form.open(path, kind, sum)
	if err == nil && form != s.sealer && kind == Original { // whoever has no key can have put it there
		if err = compare(context.Background(), r, sum); err != nil {
			_ = r.Close() // only read
		}
	}
	if err != nil {
		return nil, unread(err, sum, path)
	}
	return r, nil
}

// open opens a file of one form, wherever it lies.
func (s *sealer) open(path string, kind Kind, sum Sum) (*Reader, error) {
	f, size, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return &Reader{io.NewSectionReader(f, 0, size), f}, nil
	}
	contents, end, err := s.read(f, size)
	if err == nil && !bytes.Equal(end, tail(kind, sum)) {
		err = errSealed
	}
	if err != nil {
		_ = f.Close() // only read
		return nil, err
	}
	return &Reader{contents, f}, nil
}

// unread tells a file that was changed from one that can't be read.
func unread(err error, sum Sum, path string) error {
	var disk *os.PathError
	var known *words.Fault
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &disk):
		return words.Refuse("file.read", path).Because(err)
	}
	return words.Refuse("evidence.damaged", short(sum)).Because(err)
}

// short is enough of a sum to tell files apart for a person.
func short(sum Sum) string { return sum.String()[:12] }

var errSum = errors.New("bytes are not those of the name")

// compare reads all of a file, and leaves it at its beginning.
func compare(ctx context.Context, r io.ReadSeeker, sum Sum) error {
	h := sha256.New()
	if _, err := pour(ctx, h, r); err != nil {
		return err
	}
	if Sum(h.Sum(nil)) != sum {
		return errSum
	}
	_, err := r.Seek(0, io.SeekStart)
	return err
}

// Check reads an original from the disk, all of it. Faults: evidence.missing, evidence.damaged, file.read.
func (s *Store) Check(ctx context.Context, sum Sum) error {
	path, form, err := s.where(Original, sum)
	if errors.Is(err, fs.ErrNotExist) {
		return words.Refuse("evidence.missing", short(sum))
	}
	if err == nil {
		err = form.check(ctx, path, sum)
	}
	if err != nil {
		return unread(err, sum, path)
	}
	return nil
}

// check reads an original of one form, wherever it lies.
func (s *sealer) check(ctx context.Context, path string, sum Sum) error {
	if err := durable.Forget(path); err != nil {
		return err
	}
	r, err := s.open(path, Original, sum)
	if err != nil {
		return err
	}
	defer r.Close() // only read
	return compare(ctx, r, sum)
}

// Copy is a smaller copy or a thumbnail of an original, whether that is there or not; found is false also where it can't be read: it can be made
// again.
func (s *Store) Copy(kind Kind, sum Sum) (picture []byte, found bool) {
	r, err := s.open(kind, sum)
	if err != nil {
		return nil, false
	}
	defer r.Close() // only read
	if r.Size() > mostCopy {
		return nil, false
	}
	picture = make([]byte, r.Size())
	if _, err := io.ReadFull(r, picture); err != nil {
		return nil, false
	}
	return picture, true
}

// HasCopy tells whether there is a smaller copy or a thumbnail of an original, unread.
func (s *Store) HasCopy(kind Kind, sum Sum) bool {
	_, _, err := s.where(kind, sum)
	return err == nil
}

// pour copies in pieces until the context ends.
func pour(ctx context.Context, w io.Writer, r io.Reader) (n int64, err error) {
	buf := make([]byte, 256<<10)
	for {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		got, err := r.Read(buf)
		if got > 0 {
			if _, err := w.Write(buf[:got]); err != nil {
				return n, err
			}
			n += int64(got)
		}
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
