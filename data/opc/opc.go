// Package opc reads the archive of an Office file (Open Packaging Conventions: .xlsx, .docx), or of an OFD file, within bounds, whatever the file contains. Its
// functions are safe for concurrent use; tags reads the XML of a part. Tight tells whether other readers find the same parts in an archive.
//
// Caveat: names of parts are compared without case, as Office does; an archive with two parts of one name is refused.
package opc

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"kaohe/data/opc/tags"
)

// Limits are what an archive may need.
type Limits struct {
	Parts int   // entries
	All   int64 // bytes of all parts that are read, inflated
	Ratio int64 // for a part larger than 4 MiB: inflated size divided by packed size
}

// The reasons for which an archive can't be read. Any other is damage.
var (
	ErrBomb = errors.New("a part is far larger than its packed size, or than any file needs")
	ErrRead = errors.New("the file can't be read")
)

// TooMany says how many entries an archive has that has too many.
type TooMany int

// Error implements error.
func (n TooMany) Error() string { return fmt.Sprintf("%d parts", int(n)) }

// Archive holds the parts of a file. It may be read by one goroutine at a time.
type Archive struct {
	files map[string]*zip.File // by key
	ratio int64
	left  int64 // bytes that may still be inflated
}

// Open reads an archive's directory. Errors: ErrRead, TooMany, and what is wrong with the archive.
func Open(r io.ReaderAt, size int64, l Limits) (*Archive, error) {
	// archive/zip reads as many entries as there are, whatever the archive declares. So they are counted first.
	if n, err := Count(r, size, []byte("PK\x01\x02")); err != nil {
		return nil, err
	} else if n > l.Parts {
		return nil, TooMany(n)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	a := &Archive{files: make(map[string]*zip.File, len(z.File)), ratio: l.Ratio, left: l.All}
	for _, f := range z.File {
		k := Key(f.Name)
		if a.files[k] != nil {
			return nil, fmt.Errorf("two parts are called %q", f.Name)
		}
		a.files[k] = f
	}
	return a, nil
}

// Key returns a part's name in the form in which names are compared: in small letters, with / only.
func Key(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

// Has tells whether there is a part.
func (a *Archive) Has(name string) bool { return a.files[Key(name)] != nil }

// Called returns the name of a part as it stands in the archive; "" if there is none.
func (a *Archive) Called(name string) string {
	if f := a.files[Key(name)]; f != nil {
		return f.Name
	}
	return ""
}

// Count is the number of parts, folders not counted.
func (a *Archive) Count() int {
	n := 0
	for _, f := range a.files {
		if !strings.HasSuffix(f.Name, "/") {
			n++
		}
	}
	return n
}

// Open opens a part. Reading fails with ErrBomb when more than limit bytes come out of it, or more than the archive's limits allow.
func (a *Archive) Open(name string, limit int64) (io.ReadCloser, error) {
	f := a.files[Key(name)]
	if f == nil {
		return nil, fmt.Errorf("part %q is missing", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %q: %w", name, err)
	}
	return &inflating{ReadCloser: r, of: a, left: limit, packed: int64(f.CompressedSize64)}, nil
}

// Each calls visit for each tag and text of a part, which scan reads. It ends with the first error, under the part's name.
func (a *Archive) Each(part string, limit int64, scan *tags.Scanner, visit func(tags.Kind) error) error {
	f, err := a.Open(part, limit)
	if err != nil {
		return err
	}
	defer f.Close()
	scan.Reset(f)
	for {
		kind, err := scan.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(kind)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
	}
}

// inflating counts the bytes that really come out of a part; the size that the archive declares may be wrong.
type inflating struct {
	io.ReadCloser
	of     *Archive
	left   int64
	packed int64
	done   int64
}

func (i *inflating) Read(b []byte) (int, error) {
	n, err := i.ReadCloser.Read(b)
	i.done += int64(n)
	i.left -= int64(n)
	i.of.left -= int64(n)
	if i.left < 0 || i.of.left < 0 || i.done > 4<<20 && i.done > i.of.ratio*i.packed {
		return 0, ErrBomb
	}
	return n, err
}

// Count returns how often a sequence of bytes occurs in a file. Error: ErrRead.
func Count(r io.ReaderAt, size int64, what []byte) (int, error) {
	buf := make([]byte, 64<<10)
	kept, n := 0, 0
	src := io.NewSectionReader(r, 0, size)
	for {
		got, err := src.Read(buf[kept:])
		window := buf[:kept+got]
		n += bytes.Count(window, what)
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, fmt.Errorf("%w: %w", ErrRead, err)
		}
		kept = copy(buf, window[max(0, len(window)-len(what)+1):]) // one byte less than the sequence, so that nothing is counted twice
	}
}
