package pdfread

import (
	"math"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// place is the transformation from a page's own space (points, y upwards) to the page as shown (millimetres, y downwards).
type place struct{ a, b, c, d, e, f float64 }

func (d *document) place(p requests.Page) (place, error) {
	box, err := d.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: p})
	if err != nil {
		return place{}, err
	}
	turn, err := d.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: p})
	if err != nil {
		return place{}, err
	}
	l, t, r, b := float64(box.Rect.Left), float64(box.Rect.Top), float64(box.Rect.Right), float64(box.Rect.Bottom)
	switch turn.PageRotation % 4 { // quarters of a turn, clockwise
	case 1:
		return place{0, mm, mm, 0, -b * mm, -l * mm}, nil
	case 2:
		return place{-mm, 0, 0, mm, r * mm, -b * mm}, nil
	case 3:
		return place{0, -mm, -mm, 0, t * mm, r * mm}, nil
	}
	return place{mm, 0, 0, -mm, -l * mm, t * mm}, nil
}

// at returns where the point x, y is shown.
func (p place) at(x, y float64) (float64, float64) { return p.a*x + p.c*y + p.e, p.b*x + p.d*y + p.f }

// through returns p applied after the matrix m.
func (p place) through(m structs.FPDF_FS_MATRIX) place {
	e, f := p.at(float64(m.E), float64(m.F))
	a, b, c, d := float64(m.A), float64(m.B), float64(m.C), float64(m.D)
	return place{p.a*a + p.c*b, p.b*a + p.d*b, p.a*c + p.c*d, p.b*c + p.d*d, e, f}
}

// angle returns the direction of the x axis, in degrees clockwise from left to right.
func (p place) angle() float64 { return math.Atan2(p.b, p.a) * 180 / math.Pi }

// scale returns the factor by which line widths are scaled: the square root of that of areas.
func (p place) scale() float64 { return math.Sqrt(math.Abs(p.a*p.d - p.b*p.c)) }

// Box is a rectangle in millimetres from the page's upper left corner, y downwards.
type Box struct{ Left, Top, Right, Bottom float64 }

func (p place) box(l, t, r, b float64) Box {
	x1, y1 := p.at(l, t)
	x2, y2 := p.at(r, b)
	return Box{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
}
