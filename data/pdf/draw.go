package pdf

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"kaohe/app/report"
	"kaohe/app/words"
)

// producer names the program in every file's metadata. It has no version, because the same view must always give the same bytes.
const producer = "Kaohe"

// draw turns a plan into a file. gofpdf writes pages, outline and metadata; the content of pages and the fonts are written here.
func draw(ctx context.Context, doc *report.Document, pl *plan, progress func(done, total int)) (file []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // gofpdf panics if it can't continue; no known input leads there
			file, err = nil, words.Refuse("pdf.draw").Because(fmt.Errorf("gofpdf: %v", r))
		}
	}()
	of := recordOf(doc)
	g := open(of, pl.sheet)
	d := &drawer{height: pl.sheet.height}
	level := -1
	for i, p := range pl.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.AddPage()
		g.RawWriteBuf(bytes.NewReader(d.page(p)))
		for _, m := range p.marks {
			level = min(m.level, level+1) // gofpdf loops on outlines that begin below the top or skip a level
			g.Bookmark(utf16be(m.text), level, m.y)
		}
		if progress != nil {
			progress(i+1, len(pl.pages))
		}
	}
	var out bytes.Buffer
	if err := g.Output(&out); err != nil {
		return nil, words.Refuse("pdf.draw").Because(err)
	}
	if file, err = finish(out.Bytes(), pl.fonts.used(), pl.album.all, of); err != nil {
		return nil, words.Refuse("pdf.draw").Because(err)
	}
	return file, nil
}

func open(of record, s *sheet) *gofpdf.Fpdf {
	orientation := "P"
	if s.landscape {
		orientation = "L"
	}
	g := gofpdf.New(orientation, "pt", "A4", "")
	g.SetMargins(0, 0, 0)
	g.SetAutoPageBreak(false, 0)
	g.SetCatalogSort(true)
	g.SetCompression(false) // patch.go compresses, in parallel
	g.SetCreationDate(of.day)
	g.SetModificationDate(of.day)
	if of.title != "" {
		g.SetTitle(utf16be(of.title), false)
	}
	if of.author != "" {
		g.SetAuthor(utf16be(of.author), false)
	}
	if of.keywords != "" {
		g.SetKeywords(of.keywords, false)
	}
	g.SetCreator(producer, false)
	g.SetProducer(producer, false)
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

	font             *font
	size             float64
	space            float64
	width            float64
	redLine, redText bool
}

// page returns the operators of a page. They are valid until the next call.
func (d *drawer) page(p *page) []byte {
	*d = drawer{out: d.out[:0], height: d.height, width: -1} // each page begins with the defaults
	if p.under != "" {
		d.out = append(append(d.out, p.under...), '\n')
	}
	for _, a := range p.areas {
		d.out = append(append(d.out, a.operators(d.height)...), '\n')
	}
	for _, s := range p.shots {
		d.out = append(d.out, "q "...)
		d.numbers(s.w, 0, 0, s.h, s.x, d.height-s.y-s.h)
		d.out = append(append(append(d.out, "cm /"...), s.name...), " Do Q\n"...)
	}
	for _, l := range p.rules {
		if l.red != d.redLine {
			d.redLine = l.red
			d.out = append(append(d.out, colour(l.red)...), " RG\n"...)
		}
		if l.width != d.width {
			d.width = l.width
			d.numbers(l.width)
			d.out = append(d.out, "w\n"...)
		}
		d.numbers(l.x1, d.height-l.y1)
		d.out = append(d.out, "m "...)
		d.numbers(l.x2, d.height-l.y2)
		d.out = append(d.out, "l S\n"...)
	}
	d.out = append(d.out, "BT\n"...)
	for _, r := range p.runs {
		if len(r.text) > 0 {
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

func (d *drawer) run(r run) {
	if r.red != d.redText {
		d.redText = r.red
		d.out = append(append(d.out, colour(r.red)...), " rg\n"...)
	}
	if r.font != d.font || r.size != d.size {
		d.font, d.size = r.font, r.size
		d.out = append(append(append(d.out, '/'), r.font.name...), ' ')
		d.numbers(r.size)
		d.out = append(d.out, "Tf\n"...)
	}
	if r.space != d.space {
		d.space = r.space
		d.numbers(r.space)
		d.out = append(d.out, "Tc\n"...)
	}
	sin, cos := math.Sincos(r.angle * math.Pi / 180)
	d.numbers(cos, sin, -sin, cos, r.x, d.height-r.y)
	d.out = append(d.out, "Tm "...)
	d.out = append(r.font.encode(d.out, r), " Tj\n"...)
}
