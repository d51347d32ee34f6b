package pdfread

import (
	"context"
	"maps"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Meta returns the document's information: Title, Author, Subject, Keywords, Creator, Producer, CreationDate, ModDate, as far as present.
// The caller may change the map.
func (f *File) Meta() map[string]string { return maps.Clone(f.head.meta) }

func (d *document) meta() map[string]string {
	m := map[string]string{}
	for _, tag := range []string{"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"} {
		// An absent tag gives an error.
		if t, err := d.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: d.ref, Tag: tag}); err == nil && t.Value != "" {
			m[tag] = t.Value
		}
	}
	return m
}

// Bookmark is an entry of the outline. Page counts from 0; -1 if the entry leads to no page of the file.
type Bookmark struct {
	Title    string
	Page     int
	Children []Bookmark
}

// maxBookmarks limits outlines that form a circle.
const maxBookmarks = 10_000

// Bookmarks returns the file's outline.
func (f *File) Bookmarks() ([]Bookmark, error) {
	return do(context.Background(), f, func(ctx context.Context, d *document) ([]Bookmark, error) {
		o := outliner{reader: reader{d: d}, ctx: ctx}
		return o.under(nil, 0), o.err
	})
}

type outliner struct {
	reader
	ctx  context.Context
	seen int
}

func (o *outliner) under(parent *references.FPDF_BOOKMARK, depth int) []Bookmark {
	first := ask(&o.reader, o.d.FPDFBookmark_GetFirstChild, &requests.FPDFBookmark_GetFirstChild{Document: o.d.ref, Bookmark: parent})
	if o.err != nil || depth > 2*maxDepth {
		return nil
	}
	var out []Bookmark
	for b := first.Bookmark; b != nil && o.seen < maxBookmarks && o.ctx.Err() == nil; {
		o.seen++
		title := ask(&o.reader, o.d.FPDFBookmark_GetTitle, &requests.FPDFBookmark_GetTitle{Bookmark: *b})
		dest := ask(&o.reader, o.d.FPDFBookmark_GetDest, &requests.FPDFBookmark_GetDest{Document: o.d.ref, Bookmark: *b})
		if o.err != nil {
			return nil
		}
		mark := Bookmark{Title: title.Title, Page: -1}
		if dest.Dest != nil {
			if at, err := o.d.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: o.d.ref, Dest: *dest.Dest}); err == nil {
				mark.Page = at.Index
			}
		}
		mark.Children = o.under(b, depth+1)
		out = append(out, mark)
		next := ask(&o.reader, o.d.FPDFBookmark_GetNextSibling, &requests.FPDFBookmark_GetNextSibling{Document: o.d.ref, Bookmark: *b})
		if o.err != nil {
			return nil
		}
		b = next.Bookmark
	}
	return out
}
