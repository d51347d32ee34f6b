package pdfread

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"kaohe/app/words"
)

// Limits against hostile files.
const (
	MaxBytes = 48 << 20
	maxPages = 5000
	patience = 30 * time.Second // for one call
)

const mm = 25.4 / 72 // in a point

// File is an open PDF. Its methods are safe for concurrent use; they run one at a time. Pages count from 0. In addition to their own faults
// all methods can return page.closed, page.absent (no such page), page.slow (it took longer than half a minute) and page.damaged.
type File struct {
	bytes []byte // neither changed nor copied
	turn  chan struct{}
	live  *document // nil: it has to be loaded again
	head  head
	shut  bool
}

// head is what Open reads of a file.
type head struct {
	pages []size // in millimetres as shown
	meta  map[string]string
}

type size struct{ w, h float64 }

// document is a file loaded into an engine of its own.
type document struct {
	pdfium.Pdfium
	ref references.FPDF_DOCUMENT
}

// Open reads a PDF. The caller must not change b until Close, and must call Close. Faults: page.none (not a PDF), page.damaged, page.locked
// (it needs a password), page.large (too many bytes or pages), page.engine; ctx.Err() if it was cancelled.
func Open(ctx context.Context, b []byte) (*File, error) {
	if len(b) > MaxBytes {
		return nil, words.Refuse("page.large", words.Size(int64(len(b))), words.Size(MaxBytes))
	}
	if !bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")) { // readers traditionally allow bytes before it
		return nil, words.Refuse("page.none")
	}
	if _, err := engine(); err != nil { // its first start may take long, and must not count against the file
		return nil, err
	}
	f := &File{bytes: b, turn: make(chan struct{}, 1)}
	var err error
	f.head, err = do(ctx, f, func(_ context.Context, d *document) (head, error) {
		pages, err := d.sizes()
		return head{pages, d.meta()}, err
	})
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func newDocument() (*document, error) {
	pool, err := engine()
	if err != nil {
		return nil, err
	}
	in, err := pool.GetInstanceWithContext(context.Background())
	if err != nil {
		return nil, words.Refuse("page.engine").Because(err)
	}
	return &document{Pdfium: in}, nil
}

func (d *document) load(b []byte) error {
	doc, err := d.OpenDocument(&requests.OpenDocument{File: &b})
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return words.Refuse("page.locked").Because(err)
	case err != nil:
		return words.Refuse("page.damaged").Because(err)
	}
	d.ref = doc.Document
	return nil
}

func (d *document) sizes() ([]size, error) {
	n, err := d.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	switch {
	case err != nil:
		return nil, err
	case n.PageCount <= 0:
		return nil, errors.New("no pages")
	case n.PageCount > maxPages:
		return nil, words.Refuse("page.large", fmt.Sprint(n.PageCount), fmt.Sprint(maxPages))
	}
	pages := make([]size, n.PageCount)
	for i := range pages {
		s, err := d.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.ref, Index: i})
		if err != nil {
			continue // the fault comes when somebody asks for the page
		}
		pages[i] = size{s.Width * mm, s.Height * mm}
	}
	return pages, nil
}

// Close frees the engine. A second Close does nothing.
func (f *File) Close() error {
	f.turn <- struct{}{}
	defer func() { <-f.turn }()
	f.shut = true
	d := f.live
	f.live = nil
	return d.close()
}

func (d *document) close() error {
	if d == nil {
		return nil
	}
	return d.Pdfium.Close()
}

// Count returns the number of pages, which is at least 1.
func (f *File) Count() int { return len(f.head.pages) }

// Size returns the width and height of a page as shown, in millimetres.
func (f *File) Size(i int) (w, h float64, err error) {
	if i < 0 || i >= len(f.head.pages) {
		return 0, 0, words.Refuse("page.absent", i+1, len(f.head.pages))
	}
	s := f.head.pages[i]
	if s.w <= 0 || s.h <= 0 || math.IsInf(s.w*s.h, 0) {
		return 0, 0, words.Refuse("page.damaged")
	}
	return s.w, s.h, nil
}

// do runs work in the file's engine while no other call does. If ctx ends or patience runs out, the engine is killed. After that, and after
// any error, the next call loads the file again, because an engine that has failed can't be trusted.
func do[T any](ctx context.Context, f *File, work func(context.Context, *document) (T, error)) (T, error) {
	var none T
	ctx, cancel := context.WithTimeoutCause(ctx, patience, words.Refuse("page.slow"))
	defer cancel()
	select {
	case f.turn <- struct{}{}:
		defer func() { <-f.turn }()
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
	if f.shut {
		return none, words.Refuse("page.closed")
	}
	d := f.live
	f.live = nil
	if d == nil {
		var err error
		if d, err = newDocument(); err != nil {
			return none, err
		}
	}
	type outcome struct {
		t   T
		err error
	}
	done := make(chan outcome, 1)
	running.begin()
	go func() {
		defer running.end()
		var o outcome
		if d.ref == "" {
			o.err = d.load(f.bytes)
		}
		if o.err == nil {
			o.t, o.err = work(ctx, d)
		}
		done <- o
	}()
	select {
	case <-ctx.Done():
		_ = d.Kill() // the engine is dropped even if Kill fails
		return none, context.Cause(ctx)
	case o := <-done:
		if o.err == nil {
			f.live = d
			return o.t, nil
		}
		if _, said := errors.AsType[*words.Fault](o.err); !said {
			o.err = words.Refuse("page.damaged").Because(o.err)
		}
		return none, errors.Join(o.err, d.close())
	}
}

// on is like do, for one page.
func on[T any](ctx context.Context, f *File, i int, work func(context.Context, *document, requests.Page) (T, error)) (T, error) {
	if _, _, err := f.Size(i); err != nil {
		var none T
		return none, err
	}
	return do(ctx, f, func(ctx context.Context, d *document) (T, error) {
		return work(ctx, d, requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: i}})
	})
}
