package pdfread

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Font is a font that a page uses.
type Font struct {
	Name     string // without the subset's prefix
	Embedded bool
}

// Fonts returns the fonts of a page's text, each once, in the order of the content.
func (f *File) Fonts(i int) ([]Font, error) {
	return on(context.Background(), f, i, func(ctx context.Context, d *document, p requests.Page) ([]Font, error) {
		var out []Font
		err := d.fonts(ctx, p, func(w *walker, r references.FPDF_FONT, name string) {
			e := ask(&w.reader, d.FPDFFont_GetIsEmbedded, &requests.FPDFFont_GetIsEmbedded{Font: r})
			if w.err != nil {
				return
			}
			if f := (Font{name, e.IsEmbedded}); !slices.Contains(out, f) {
				out = append(out, f)
			}
		})
		return out, err
	})
}

// fonts calls visit for the font of each text object.
func (d *document) fonts(ctx context.Context, p requests.Page, visit func(w *walker, r references.FPDF_FONT, name string)) error {
	return d.walk(ctx, p, func(w *walker, kind enums.FPDF_PAGEOBJ, o references.FPDF_PAGEOBJECT, _ place) {
		if kind != enums.FPDF_PAGEOBJ_TEXT {
			return
		}
		r := ask(&w.reader, d.FPDFTextObj_GetFont, &requests.FPDFTextObj_GetFont{PageObject: o})
		if w.err != nil {
			return
		}
		n := ask(&w.reader, d.FPDFFont_GetBaseFontName, &requests.FPDFFont_GetBaseFontName{Font: r.Font})
		if w.err == nil {
			visit(w, r.Font, bare(n.BaseFontName))
		}
	})
}

// bare removes the prefix of a subset: six capitals and a plus.
func bare(name string) string {
	if len(name) > 7 && name[6] == '+' && strings.IndexFunc(name[:6], func(r rune) bool { return r < 'A' || r > 'Z' }) < 0 {
		return name[7:]
	}
	return name
}

// outline is the extent of what a font draws for a character that it lacks, in ems around the origin, y downwards; zero if it draws
// nothing.
type outline struct{ l, t, r, b float64 }

// missing returns that outline for each font of the page, by name. It takes the glyph of code 0, as the format defines for composite fonts.
func (d *document) missing(ctx context.Context, p requests.Page) (map[string]outline, error) {
	out := map[string]outline{}
	err := d.fonts(ctx, p, func(w *walker, r references.FPDF_FONT, name string) {
		if _, known := out[name]; known {
			return
		}
		out[name] = outline{}
		path, err := d.FPDFFont_GetGlyphPath(&requests.FPDFFont_GetGlyphPath{Font: r, FontSize: 1})
		if err != nil {
			return // the font has no such glyph, or no outlines at all
		}
		out[name] = w.outline(path.GlyphPath)
	})
	return out, err
}

func (w *walker) outline(path references.FPDF_GLYPHPATH) outline {
	r := &w.reader
	n := ask(r, w.d.FPDFGlyphPath_CountGlyphSegments, &requests.FPDFGlyphPath_CountGlyphSegments{GlyphPath: path})
	if r.err != nil || n.Count < 4 || n.Count > 64 {
		return outline{}
	}
	o := outline{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := range n.Count {
		s := ask(r, w.d.FPDFGlyphPath_GetGlyphPathSegment, &requests.FPDFGlyphPath_GetGlyphPathSegment{GlyphPath: path, Index: i})
		if r.err != nil {
			return outline{}
		}
		q := s.GlyphPathSegment
		to := ask(r, w.d.FPDFPathSegment_GetPoint, &requests.FPDFPathSegment_GetPoint{PathSegment: q})
		if r.err != nil {
			return outline{}
		}
		x, y := float64(to.X), -float64(to.Y)
		o = outline{min(o.l, x), min(o.t, y), max(o.r, x), max(o.b, y)}
	}
	return o
}

// fits tells whether the ink of a horizontal glyph has this outline, to a five-hundredth of an em. For composite fonts PDFium's boxes are
// higher than the ink by one part in 64, which is allowed for.
func (o outline) fits(g *Glyph) bool {
	em := g.Size * mm
	if o.r-o.l < 0.1 || em == 0 || math.Abs(g.Angle) > 0.1 {
		return false
	}
	near := func(ems, at float64) bool { return math.Abs(ems-at/em) < 0.002 }
	top := g.Box.Top - g.Y
	return near(o.l, g.Box.Left-g.X) && (near(o.t, top) || near(o.t*65/64, top)) && near(o.r, g.Box.Right-g.X) && near(o.b, g.Box.Bottom-g.Y)
}
