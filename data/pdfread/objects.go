package pdfread

import (
	"context"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Limits on what is read of a hostile page: objects, nesting, and segments of a path (outlines of letters have many, lines few).
const (
	maxObjects  = 50_000
	maxDepth    = 8
	maxSegments = 2_000
)

// walker visits the text and path objects of a page, including those inside forms.
type walker struct {
	reader
	ctx   context.Context
	seen  int
	visit func(kind enums.FPDF_PAGEOBJ, o references.FPDF_PAGEOBJECT, at place)
}

func (w *walker) page(p requests.Page) error {
	n := ask(&w.reader, w.d.FPDFPage_CountObjects, &requests.FPDFPage_CountObjects{Page: p})
	for i := 0; w.more() && i < n.Count; i++ {
		o := ask(&w.reader, w.d.FPDFPage_GetObject, &requests.FPDFPage_GetObject{Page: p, Index: i})
		if w.err == nil {
			w.object(o.PageObject, w.at, 0)
		}
	}
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	return w.err
}

func (w *walker) more() bool { return w.err == nil && w.ctx.Err() == nil && w.seen < maxObjects }

func (w *walker) object(o references.FPDF_PAGEOBJECT, at place, depth int) {
	w.seen++
	t := ask(&w.reader, w.d.FPDFPageObj_GetType, &requests.FPDFPageObj_GetType{PageObject: o})
	if w.err != nil {
		return
	}
	if t.Type != enums.FPDF_PAGEOBJ_FORM {
		w.visit(t.Type, o, at)
		return
	}
	m := ask(&w.reader, w.d.FPDFPageObj_GetMatrix, &requests.FPDFPageObj_GetMatrix{PageObject: o})
	n := ask(&w.reader, w.d.FPDFFormObj_CountObjects, &requests.FPDFFormObj_CountObjects{PageObject: o})
	if w.err != nil || depth == maxDepth {
		return
	}
	at = at.through(m.Matrix)
	for i := 0; w.more() && i < n.Count; i++ {
		part := ask(&w.reader, w.d.FPDFFormObj_GetObject, &requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
		if w.err == nil {
			w.object(part.PageObject, at, depth+1)
		}
	}
}

func (d *document) walk(ctx context.Context, p requests.Page, visit func(*walker, enums.FPDF_PAGEOBJ, references.FPDF_PAGEOBJECT, place)) error {
	at, err := d.place(p)
	if err != nil {
		return err
	}
	w := &walker{reader: reader{d: d, at: at}, ctx: ctx}
	w.visit = func(kind enums.FPDF_PAGEOBJ, o references.FPDF_PAGEOBJECT, at place) { visit(w, kind, o, at) }
	return w.page(p)
}
