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

// MostCopy is how many bytes a smaller copy or a thumbnail has at most.
const MostCopy = 16 << 20

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
	path, sealed, err := s.where(kind, sum)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, words.Refuse("evidence.missing", short(sum))
	}
	if err != nil {
		return nil, err
	}
	f, size, err := openRegular(path)
	if err != nil {
		return nil, words.Refuse("file.read", path).Because(err)
	}
	r := &Reader{io.NewSectionReader(f, 0, size), f}
	switch {
	case sealed:
		var end []byte
		if r.SectionReader, end, err = s.sealer.read(f, size); err == nil && !bytes.Equal(end, tail(kind, sum)) {
			err = errSealed
		}
	case s.sealer != nil && kind == Original: // whoever has no key can have put it there
		err = compare(context.Background(), r, sum)
	}
	if err != nil {
		_ = f.Close() // only read
		return nil, unread(err, sum, path)
	}
	return r, nil
}

// unread tells a file that was changed from one that can't be read.
func unread(err error, sum Sum, path string) error {
	var disk *os.PathError
	switch {
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
	path, _, err := s.where(Original, sum)
	if err == nil {
		if err := durable.Forget(path); err != nil {
			return words.Refuse("file.read", path).Because(err)
		}
	}
	r, err := s.Open(sum) // which has the words for what is wrong
	if err != nil {
		return err
	}
	defer r.Close() // only read
	if err := compare(ctx, r, sum); err != nil {
		return unread(err, sum, path)
	}
	return nil
}

// Copy is a smaller copy or a thumbnail of an original, whether that is there or not; found is false also where it can't be read: it can be made
// again.
func (s *Store) Copy(kind Kind, sum Sum) (picture []byte, found bool) {
	r, err := s.open(kind, sum)
	if err != nil {
		return nil, false
	}
	defer r.Close() // only read
	if r.Size() > MostCopy {
		return nil, false
	}
	picture = make([]byte, r.Size())
	if _, err := io.ReadFull(r, picture); err != nil {
		return nil, false
	}
	return picture, true
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
