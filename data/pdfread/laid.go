package pdfread

import (
	"context"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
)

// Turn returns by how many degrees a page is turned clockwise when it is shown.
func (f *File) Turn(ctx context.Context, i int) (int, error) {
	return on(ctx, f, i, func(_ context.Context, d *document, p requests.Page) (int, error) {
		turn, err := d.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: p})
		if err != nil {
			return 0, err
		}
		return 90 * int(turn.PageRotation), nil
	})
}

// Annotation is something placed on top of a page, visible or not. Kind is the format's name for it, such as Stamp; empty if unknown.
type Annotation struct {
	Kind string
	Box  Box
}

// maxAnnotations limits how many are looked at on a page.
const maxAnnotations = 100

var annotationKinds = map[enums.FPDF_ANNOTATION_SUBTYPE]string{
	enums.FPDF_ANNOT_SUBTYPE_TEXT: "Text", enums.FPDF_ANNOT_SUBTYPE_LINK: "Link", enums.FPDF_ANNOT_SUBTYPE_FREETEXT: "FreeText",
	enums.FPDF_ANNOT_SUBTYPE_STAMP: "Stamp", enums.FPDF_ANNOT_SUBTYPE_INK: "Ink", enums.FPDF_ANNOT_SUBTYPE_WIDGET: "Widget",
	enums.FPDF_ANNOT_SUBTYPE_HIGHLIGHT: "Highlight", enums.FPDF_ANNOT_SUBTYPE_LINE: "Line", enums.FPDF_ANNOT_SUBTYPE_SQUARE: "Square",
	enums.FPDF_ANNOT_SUBTYPE_FILEATTACHMENT: "FileAttachment", enums.FPDF_ANNOT_SUBTYPE_REDACT: "Redact",
}

// Annotations returns the annotations of a page, at most the first hundred.
func (f *File) Annotations(ctx context.Context, i int) ([]Annotation, error) {
	return on(ctx, f, i, func(_ context.Context, d *document, p requests.Page) ([]Annotation, error) {
		at, err := d.place(p)
		if err != nil {
			return nil, err
		}
		r := reader{d: d, at: at}
		n := ask(&r, d.FPDFPage_GetAnnotCount, &requests.FPDFPage_GetAnnotCount{Page: p})
		if r.err != nil {
			return nil, r.err
		}
		var out []Annotation
		for i := range min(n.Count, maxAnnotations) {
			out = append(out, r.annotation(p, i))
		}
		return out, r.err
	})
}

// annotation returns the zero Annotation for one that can't be read, because it must be counted.
func (r *reader) annotation(p requests.Page, i int) Annotation {
	a, err := r.d.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: p, Index: i})
	if err != nil {
		return Annotation{}
	}
	var out Annotation
	if kind, err := r.d.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.Annotation}); err == nil {
		out.Kind = annotationKinds[kind.Subtype]
	}
	if rect, err := r.d.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a.Annotation}); err == nil {
		q := rect.Rect
		out.Box = r.at.box(float64(q.Left), float64(q.Top), float64(q.Right), float64(q.Bottom))
	}
	_, r.err = r.d.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation})
	return out
}
