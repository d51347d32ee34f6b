package pdfread

import (
	"context"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Glyph is one drawn character. Blanks in the content are glyphs too; those that PDFium only infers are not.
type Glyph struct {
	Text  string  // what a reader copies; empty if the file does not say and the code itself can't be a character
	X, Y  float64 // the origin on the baseline, in millimetres as shown
	Box   Box     // the ink; for a blank nothing or its advance
	Size  float64 // in points as shown
	Font  string  // name in the file, without the prefix of a subset
	Color [3]uint8
	Angle float64 // of the line of writing in degrees, clockwise from left to right
	Boxed bool    // an empty box is drawn: its outline is the one for characters that the font lacks
	Bare  bool    // the file does not say what the code means; Text is the code taken as a character
}

// maxGlyphs limits the characters that are read of a page; further ones of a hostile page are left out.
const maxGlyphs = 100_000

// Text returns a page's text in the order of its content, with \n between lines.
func (f *File) Text(i int) (string, error) {
	return on(context.Background(), f, i, func(ctx context.Context, d *document, p requests.Page) (string, error) {
		return inText(d, p, func(t references.FPDF_TEXTPAGE, n int) (string, error) {
			units := make([]rune, 0, n)
			for c := 0; c < n && ctx.Err() == nil; c++ {
				u, err := d.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: t, Index: c})
				if err != nil {
					return "", err
				}
				units = append(units, rune(u.Unicode))
			}
			return strings.NewReplacer("\r\n", "\n", "\x00", "").Replace(whole(units)), ctx.Err()
		})
	})
}

// Glyphs returns a page's characters in the order of its content.
func (f *File) Glyphs(i int) ([]Glyph, error) {
	return on(context.Background(), f, i, func(ctx context.Context, d *document, p requests.Page) ([]Glyph, error) {
		at, err := d.place(p)
		if err != nil {
			return nil, err
		}
		boxes, err := d.missing(ctx, p)
		if err != nil {
			return nil, err
		}
		return inText(d, p, func(t references.FPDF_TEXTPAGE, n int) ([]Glyph, error) {
			glyphs := make([]Glyph, 0, n)
			r := reader{d: d, text: t, at: at}
			for c := 0; c < n && ctx.Err() == nil; c++ {
				g, drawn := r.glyph(c)
				if r.err != nil {
					return nil, r.err
				}
				if !drawn {
					continue
				}
				if last := len(glyphs) - 1; r.low && last >= 0 { // the second half of a character above U+FFFF
					glyphs[last].Text = whole([]rune{r.high, r.unit})
					continue
				}
				g.Boxed = strings.TrimSpace(g.Text) != "" && boxes[g.Font].fits(&g)
				glyphs = append(glyphs, g)
			}
			return glyphs, ctx.Err()
		})
	})
}

func inText[T any](d *document, p requests.Page, work func(references.FPDF_TEXTPAGE, int) (T, error)) (T, error) {
	var none T
	t, err := d.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: p})
	if err != nil {
		return none, err
	}
	n, err := d.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: t.TextPage})
	if err != nil {
		return none, err
	}
	out, err := work(t.TextPage, min(n.Count, maxGlyphs))
	if err != nil {
		return none, err
	}
	_, err = d.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: t.TextPage})
	return out, err
}

// reader asks PDFium for one character after another. It keeps the first error.
type reader struct {
	d    *document
	text references.FPDF_TEXTPAGE
	at   place
	unit rune // of the character read last
	high rune // the one before
	low  bool // unit is the second half of a pair
	err  error
}

// glyph reads character c; it returns false if PDFium inferred it.
func (r *reader) glyph(c int) (Glyph, bool) {
	made := ask(r, r.d.FPDFText_IsGenerated, &requests.FPDFText_IsGenerated{TextPage: r.text, Index: c})
	unit := ask(r, r.d.FPDFText_GetUnicode, &requests.FPDFText_GetUnicode{TextPage: r.text, Index: c})
	flaw := ask(r, r.d.FPDFText_HasUnicodeMapError, &requests.FPDFText_HasUnicodeMapError{TextPage: r.text, Index: c})
	if r.err != nil || made.IsGenerated {
		return Glyph{}, false
	}
	r.high, r.unit = r.unit, rune(unit.Unicode)
	r.low = utf16.DecodeRune(r.high, r.unit) != '\uFFFD'
	origin := ask(r, r.d.FPDFText_GetCharOrigin, &requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: c})
	box := ask(r, r.d.FPDFText_GetCharBox, &requests.FPDFText_GetCharBox{TextPage: r.text, Index: c})
	matrix := ask(r, r.d.FPDFText_GetMatrix, &requests.FPDFText_GetMatrix{TextPage: r.text, Index: c})
	em := ask(r, r.d.FPDFText_GetFontSize, &requests.FPDFText_GetFontSize{TextPage: r.text, Index: c})
	font := ask(r, r.d.FPDFText_GetFontInfo, &requests.FPDFText_GetFontInfo{TextPage: r.text, Index: c})
	ink := ask(r, r.d.FPDFText_GetFillColor, &requests.FPDFText_GetFillColor{TextPage: r.text, Index: c})
	if r.err != nil {
		return Glyph{}, false
	}
	g := Glyph{Font: bare(font.FontName), Color: [3]uint8{uint8(ink.R), uint8(ink.G), uint8(ink.B)}}
	if unit.Unicode > 0 {
		g.Text = string(rune(unit.Unicode))
	}
	g.Bare = flaw.HasUnicodeMapError
	g.X, g.Y = r.at.at(origin.X, origin.Y)
	g.Box = r.at.box(box.Left, box.Top, box.Right, box.Bottom)
	m := r.at.through(matrix.Matrix)
	g.Angle = m.angle()
	g.Size = em.FontSize * math.Hypot(m.c, m.d) / mm
	return g, true
}

func ask[Q, A any](r *reader, call func(*Q) (*A, error), q *Q) *A {
	if r.err != nil {
		return nil
	}
	a, err := call(q)
	r.err = err
	return a
}

// whole joins the halves of characters above U+FFFF.
func whole(units []rune) string {
	var b strings.Builder
	for i := 0; i < len(units); i++ {
		if i+1 < len(units) {
			if r := utf16.DecodeRune(units[i], units[i+1]); r != '\uFFFD' {
				b.WriteRune(r)
				i++
				continue
			}
		}
		b.WriteRune(units[i])
	}
	return b.String()
}
