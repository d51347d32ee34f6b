package pdf

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"kaohe/app/words"
	"kaohe/data/ink"
	"kaohe/data/sfnt"
)

// Draw writes a document that is laid out as a PDF. gofpdf writes pages, outline and metadata; the content of pages and the fonts are written
// here. progress, which may be nil, is called for each page on the caller's goroutine. Fault: pdf.draw. If ctx is cancelled, it returns ctx's error.
func Draw(ctx context.Context, doc *ink.Document, progress func(done, total int)) (file []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // gofpdf panics if it can't continue; no known input leads there
			file, err = nil, words.Refuse("pdf.draw").Because(fmt.Errorf("gofpdf: %v", r))
		}
	}()
	g := open(doc)
	d := &drawer{height: doc.Height}
	for i, p := range doc.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.AddPage()
		g.RawWriteBuf(bytes.NewReader(d.page(p)))
		for _, m := range p.Marks {
			g.Bookmark(utf16be(m.Text), m.Level, m.Y)
		}
		if progress != nil {
			progress(i+1, len(doc.Pages))
		}
	}
	var out bytes.Buffer
	if err := g.Output(&out); err != nil {
		return nil, words.Refuse("pdf.draw").Because(err)
	}
	if file, err = finish(out.Bytes(), doc); err != nil {
		return nil, words.Refuse("pdf.draw").Because(err)
	}
	return file, nil
}

func open(of *ink.Document) *gofpdf.Fpdf {
	orientation := "P"
	if of.Landscape {
		orientation = "L"
	}
	g := gofpdf.New(orientation, "pt", "A4", "")
	g.SetMargins(0, 0, 0)
	g.SetAutoPageBreak(false, 0)
	g.SetCatalogSort(true)
	g.SetCompression(false) // patch.go compresses, in parallel
	g.SetCreationDate(of.Day)
	g.SetModificationDate(of.Day)
	if of.Title != "" {
		g.SetTitle(utf16be(of.Title), false)
	}
	if of.Author != "" {
		g.SetAuthor(utf16be(of.Author), false)
	}
	if of.Keywords != "" {
		g.SetKeywords(of.Keywords, false)
	}
	g.SetCreator(ink.Producer, false)
	g.SetProducer(ink.Producer, false)
	return g
}

// utf16be returns a text string in PDF's form (ISO 32000-1, 7.9.2.2). gofpdf's own conversion does not handle characters above U+FFFF.
func utf16be(s string) string {
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u)) //nolint:gosec // two halves
	}
	return string(b)
}

// drawer writes the operators of pages. It keeps track of the graphics state, so that nothing is set twice.
type drawer struct {
	out    []byte
	height float64 // of the page: PDF counts upwards

	font             *ink.Font
	size             float64
	space            float64
	width            float64
	redLine, redText bool
}

// page returns the operators of a page. They are valid until the next call.
func (d *drawer) page(p *ink.Page) []byte {
	*d = drawer{out: d.out[:0], height: d.height, width: -1} // each page begins with the defaults
	if p.Under != nil {
		d.stamp(p.Under)
	}
	for _, a := range p.Areas {
		d.out = append(append(d.out, operators(a, d.height)...), '\n')
	}
	for _, s := range p.Shots {
		d.out = append(d.out, "q "...)
		d.numbers(s.W, 0, 0, s.H, s.X, d.height-s.Y-s.H)
		d.out = append(append(append(d.out, "cm /"...), s.Name...), " Do Q\n"...)
	}
	for _, l := range p.Rules {
		if l.Red != d.redLine {
			d.redLine = l.Red
			d.out = append(append(d.out, colour(l.Red)...), " RG\n"...)
		}
		if l.Width != d.width {
			d.width = l.Width
			d.numbers(l.Width)
			d.out = append(d.out, "w\n"...)
		}
		d.numbers(l.X1, d.height-l.Y1)
		d.out = append(d.out, "m "...)
		d.numbers(l.X2, d.height-l.Y2)
		d.out = append(d.out, "l S\n"...)
	}
	d.out = append(d.out, "BT\n"...)
	for _, r := range p.Runs {
		if len(r.Text) > 0 {
			d.run(r)
		}
	}
	d.out = append(d.out, "ET\n"...)
	return d.out
}

// colour returns pure red as on a monitor (255, 0, 0), since the standard names no shade, or black.
func colour(red bool) string {
	if red {
		return "1 0 0"
	}
	return "0 0 0"
}

// numbers appends operands, rounded to a hundred-thousandth of a point, without trailing zeros.
func (d *drawer) numbers(vs ...float64) {
	for _, v := range vs {
		d.out = strconv.AppendFloat(d.out, math.Round(v*1e5)/1e5, 'f', -1, 64)
		d.out = append(d.out, ' ')
	}
}

func (d *drawer) run(r ink.Run) {
	if r.Red != d.redText {
		d.redText = r.Red
		d.out = append(append(d.out, colour(r.Red)...), " rg\n"...)
	}
	if r.Font != d.font || r.Size != d.size {
		d.font, d.size = r.Font, r.Size
		d.out = append(append(append(d.out, '/'), r.Font.Name...), ' ')
		d.numbers(r.Size)
		d.out = append(d.out, "Tf\n"...)
	}
	if r.Space != d.space {
		d.space = r.Space
		d.numbers(r.Space)
		d.out = append(d.out, "Tc\n"...)
	}
	sin, cos := math.Sincos(r.Angle * math.Pi / 180)
	d.numbers(cos, sin, -sin, cos, r.X, d.height-r.Y)
	d.out = append(d.out, "Tm "...)
	d.out = append(encode(d.out, r), " Tj\n"...)
}

// stamp appends the operators of a stamp.
func (d *drawer) stamp(s *ink.Stamp) {
	sin, cos := math.Sincos(s.Angle * math.Pi / 180)
	d.out = fmt.Appendf(d.out, "q %.2f g %.5f %.5f %.5f %.5f %.2f %.2f cm\n", s.Grey, cos, sin, -sin, cos, s.X, d.height-s.Y)
	at := func(ps ...sfnt.Point) {
		for _, p := range ps {
			d.out = fmt.Appendf(d.out, "%.2f %.2f ", p.X, p.Y)
		}
	}
	for _, o := range s.Outlines {
		switch o.Op {
		case sfnt.Curve:
			at(o.C1, o.C2, o.To)
		case sfnt.Move, sfnt.Draw:
			at(o.To)
		}
		d.out = append(d.out, byte(o.Op), '\n')
	}
	d.out = append(d.out, "f Q\n"...)
}

// operators returns the PDF operators for an area with its frame; height is that of the page, since PDF counts upwards.
func operators(a ink.Area, height float64) string {
	y := height - a.Y - a.H
	box := fmt.Sprintf("%.2f %.2f %.2f %.2f re", a.X, y, a.W, a.H)
	var fill strings.Builder
	if grey, is := a.Grey(); is {
		fmt.Fprintf(&fill, "%s g %s f", strconv.FormatFloat(grey, 'f', -1, 64), box)
	}
	for _, lines := range a.Hatches() {
		fmt.Fprintf(&fill, "0 G %.2f w ", ink.HatchWidth)
		for _, l := range lines {
			fmt.Fprintf(&fill, "%.2f %.2f m %.2f %.2f l ", a.X+l[0], y+l[1], a.X+l[2], y+l[3])
		}
		fill.WriteString("S ")
	}
	return fmt.Sprintf("q %s W n %s Q\nq 0 G %.2f w %s S Q", box, fill.String(), ink.HatchWidth, box)
}
