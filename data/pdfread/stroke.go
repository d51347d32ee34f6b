package pdfread

import (
	"context"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Stroke is a straight line, or a filled rectangle that is so thin that it is meant as one. Lengths are millimetres as shown; the end
// points are without the cap.
type Stroke struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Color          [3]uint8
}

// Length returns the length in millimetres.
func (s Stroke) Length() float64 { return math.Hypot(s.X2-s.X1, s.Y2-s.Y1) }

// thin is the largest height of a filled rectangle that counts as a line, in millimetres.
const thin = 2.0

// Strokes returns a page's straight lines in the order of its content. Curves are left out, and so are paths with more than a few thousand
// segments.
func (f *File) Strokes(i int) ([]Stroke, error) {
	return on(context.Background(), f, i, func(ctx context.Context, d *document, p requests.Page) ([]Stroke, error) {
		var out []Stroke
		err := d.walk(ctx, p, func(w *walker, kind enums.FPDF_PAGEOBJ, o references.FPDF_PAGEOBJECT, at place) {
			if kind == enums.FPDF_PAGEOBJ_PATH {
				out = append(out, w.strokes(o, at)...)
			}
		})
		return out, err
	})
}

// strokes reads one path.
func (w *walker) strokes(o references.FPDF_PAGEOBJECT, at place) []Stroke {
	r := &w.reader
	mode := ask(r, w.d.FPDFPath_GetDrawMode, &requests.FPDFPath_GetDrawMode{PageObject: o})
	n := ask(r, w.d.FPDFPath_CountSegments, &requests.FPDFPath_CountSegments{PageObject: o})
	m := ask(r, w.d.FPDFPageObj_GetMatrix, &requests.FPDFPageObj_GetMatrix{PageObject: o})
	if r.err != nil || n.Count > maxSegments {
		return nil
	}
	at = at.through(m.Matrix)
	if mode.Stroke {
		width := ask(r, w.d.FPDFPageObj_GetStrokeWidth, &requests.FPDFPageObj_GetStrokeWidth{PageObject: o})
		ink := ask(r, w.d.FPDFPageObj_GetStrokeColor, &requests.FPDFPageObj_GetStrokeColor{PageObject: o})
		if r.err != nil || ink.StrokeColor.A == 0 {
			return nil
		}
		c := ink.StrokeColor
		return w.edges(o, n.Count, at, Stroke{Width: float64(width.StrokeWidth) * at.scale(), Color: [3]uint8{uint8(c.R), uint8(c.G), uint8(c.B)}})
	}
	if mode.FillMode == enums.FPDF_FILLMODE_NONE || n.Count > 64 { // the outline of a letter
		return nil
	}
	ink := ask(r, w.d.FPDFPageObj_GetFillColor, &requests.FPDFPageObj_GetFillColor{PageObject: o})
	if r.err != nil || ink.FillColor.A == 0 {
		return nil
	}
	c := ink.FillColor
	return bars(w.edges(o, n.Count, at, Stroke{Color: [3]uint8{uint8(c.R), uint8(c.G), uint8(c.B)}}))
}

// edges returns the straight parts of a path, with the width and colour of like; a curve gives nothing and interrupts the line.
func (w *walker) edges(o references.FPDF_PAGEOBJECT, n int, at place, like Stroke) []Stroke {
	r := &w.reader
	var out []Stroke
	var x, y, x0, y0 float64
	line := func(tx, ty float64) {
		if tx != x || ty != y {
			s := like
			s.X1, s.Y1, s.X2, s.Y2 = x, y, tx, ty
			out = append(out, s)
		}
	}
	for i := 0; i < n && w.ctx.Err() == nil; i++ {
		s := ask(r, w.d.FPDFPath_GetPathSegment, &requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if r.err != nil {
			return nil
		}
		q := s.PathSegment
		kind := ask(r, w.d.FPDFPathSegment_GetType, &requests.FPDFPathSegment_GetType{PathSegment: q})
		to := ask(r, w.d.FPDFPathSegment_GetPoint, &requests.FPDFPathSegment_GetPoint{PathSegment: q})
		closes := ask(r, w.d.FPDFPathSegment_GetClose, &requests.FPDFPathSegment_GetClose{PathSegment: q})
		if r.err != nil {
			return nil
		}
		tx, ty := at.at(float64(to.X), float64(to.Y))
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			x0, y0 = tx, ty
		case enums.FPDF_SEGMENT_LINETO:
			line(tx, ty)
		}
		x, y = tx, ty
		if closes.IsClose {
			line(x0, y0)
			x, y = x0, y0
		}
	}
	return out
}

// bars turns the sides of upright filled rectangles, four sides each, into strokes along their middles.
func bars(sides []Stroke) []Stroke {
	var out []Stroke
	for i := 0; i+4 <= len(sides); i += 4 {
		l, t, r, b := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		upright := true
		for _, s := range sides[i : i+4] {
			upright = upright && (math.Abs(s.X1-s.X2) < 0.01 || math.Abs(s.Y1-s.Y2) < 0.01)
			l, t, r, b = min(l, s.X1), min(t, s.Y1), max(r, s.X1), max(b, s.Y1)
		}
		w, h := r-l, b-t
		if !upright || min(w, h) > thin || max(w, h) < 3*min(w, h) {
			continue
		}
		s := sides[i]
		if w >= h {
			s.X1, s.X2, s.Y1, s.Y2, s.Width = l, r, (t+b)/2, (t+b)/2, h
		} else {
			s.X1, s.X2, s.Y1, s.Y2, s.Width = (l+r)/2, (l+r)/2, t, b, w
		}
		out = append(out, s)
	}
	return out
}
