package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"kaohe/app/words"
	"kaohe/data/sheet/tags"
)

// parts holds the entries of a workbook's archive.
type parts struct {
	files map[string]*zip.File // by key
	left  int64                // bytes that may still be inflated
}

var errBomb = errors.New("a part is far larger than its packed size, or than any workbook needs")

// openParts reads the archive's directory.
func openParts(r io.ReaderAt, size int64) (*parts, error) {
	// archive/zip reads as many entries as there are, whatever the archive declares. So they are counted first.
	if n, err := count(r, size, []byte("PK\x01\x02")); err != nil {
		return nil, err
	} else if n > MaxParts {
		return nil, words.Refuse("sheet.parts", n, MaxParts)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, words.Refuse("sheet.damaged").Because(err)
	}
	p := &parts{files: make(map[string]*zip.File, len(z.File)), left: MaxAll}
	for _, f := range z.File {
		k := key(f.Name)
		if p.files[k] != nil {
			return nil, words.Refuse("sheet.damaged").Because(fmt.Errorf("two parts are called %q", f.Name))
		}
		p.files[k] = f
	}
	return p, nil
}

// key returns a part's name in the form in which names are compared: in small letters, with / only.
func key(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (p *parts) has(name string) bool { return p.files[key(name)] != nil }

// open opens a part. Reading fails when more than limit bytes come out of it.
func (p *parts) open(name string, limit int64) (io.ReadCloser, error) {
	f := p.files[key(name)]
	if f == nil {
		return nil, fmt.Errorf("part %q is missing", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %q: %w", name, err)
	}
	return &inflating{ReadCloser: r, parts: p, left: limit, packed: int64(f.CompressedSize64)}, nil
}

// inflating counts the bytes that really come out of a part; the size that the archive declares may be wrong.
type inflating struct {
	io.ReadCloser
	parts  *parts
	left   int64
	packed int64
	done   int64
}

func (i *inflating) Read(b []byte) (int, error) {
	n, err := i.ReadCloser.Read(b)
	i.done += int64(n)
	i.left -= int64(n)
	i.parts.left -= int64(n)
	if i.left < 0 || i.parts.left < 0 || i.done > 4<<20 && i.done > MaxRatio*i.packed {
		return 0, errBomb
	}
	return n, err
}

// each calls visit for each tag and text of a part.
func (r *reader) each(part string, limit int64, visit func(s *tags.Scanner, kind tags.Kind) error) error {
	f, err := r.parts.open(part, limit)
	if err != nil {
		return r.fault(err)
	}
	defer f.Close()
	r.scan.Reset(f)
	for {
		kind, err := r.scan.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(r.scan, kind)
		}
		if err != nil {
			return r.fault(fmt.Errorf("%s: %w", part, err))
		}
	}
}

// fault returns the fault that tells why a part can't be read.
func (r *reader) fault(err error) error {
	var f *words.Fault
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, errBomb):
		return words.Refuse("sheet.bomb").Because(err)
	case errors.Is(err, tags.ErrDTD), errors.Is(err, tags.ErrDeep), errors.Is(err, tags.ErrLong), errors.Is(err, tags.ErrEncoding):
		return words.Refuse("sheet.unsafe").Because(err)
	}
	return words.Refuse("sheet.damaged").Because(err)
}

// count returns how often a sequence of bytes occurs in a file.
func count(r io.ReaderAt, size int64, what []byte) (int, error) {
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
			return n, words.Refuse("sheet.read").Because(err)
		}
		kept = copy(buf, window[max(0, len(window)-len(what)+1):]) // one byte less than the sequence, so that nothing is counted twice
	}
}
