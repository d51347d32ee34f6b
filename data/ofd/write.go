package ofd

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"

	"kaohe/app/words"
	"kaohe/data/ink"
	"kaohe/data/parallel"
)

// Attachment is a file that travels in a document, under a name of ASCII letters, digits, . and -.
type Attachment struct {
	Name string
	Data []byte
}

// Write returns the document as an OFD file; the same document and attachments give the same bytes. progress, which may be nil, is called once, when
// all pages are written. Fault: ofd.write. If ctx is cancelled, it returns ctx's error.
func Write(ctx context.Context, doc *ink.Document, attachments []Attachment, progress func(done, total int)) ([]byte, error) {
	w := newWriter(doc, attachments)
	parts, err := w.parts(ctx)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fault(err)
	}
	if progress != nil {
		progress(len(doc.Pages), len(doc.Pages))
	}
	file, err := archive(parts)
	if err != nil {
		return nil, fault(err)
	}
	return file, nil
}

func fault(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return words.Refuse("ofd.write").Because(err)
}

// part is a file in the archive. It is packed unless its data is already.
type part struct {
	name   string
	data   []byte
	stored bool

	packed []byte
	sum    uint32
}

// marshal writes an element as a part of its own.
func marshal(name string, element any) (*part, error) {
	b, err := xml.Marshal(element)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &part{name: name, data: append([]byte(xml.Header), b...)}, nil
}

// identify returns 32 hexadecimal digits that are those of no other content.
func identify(parts []*part) string {
	h := sha256.New()
	for _, p := range parts {
		_, _ = fmt.Fprintf(h, "%s %d\n", p.name, len(p.data)) // a hash never fails
		_, _ = h.Write(p.data)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16])
}

// archive packs parts, on all processors, and joins them. Their times are left out, so that the bytes do not depend on the clock.
func archive(parts []*part) ([]byte, error) {
	if err := parallel.Each(len(parts), func(i int) error { return parts[i].pack() }); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		head := &zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: p.sum, CompressedSize64: uint64(len(p.packed)), UncompressedSize64: uint64(len(p.data))}
		if p.stored {
			head.Method = zip.Store
		}
		f, err := z.CreateRaw(head)
		if err == nil {
			_, err = f.Write(p.packed)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// deflaters are reused, because a new one has to clear half a megabyte.
var deflaters = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, flate.BestSpeed) // the level is valid
	return w
}}

func (p *part) pack() error {
	p.sum = crc32.ChecksumIEEE(p.data)
	if p.packed = p.data; p.stored {
		return nil
	}
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	if _, err := w.Write(p.data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	p.packed = b.Bytes()
	return nil
}
