package pdf

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/jung-kurt/gofpdf"

	"kaohe/app/report"
	"kaohe/app/words"
)

// producer names the program in every file's metadata; a constant, since the same state must give the same bytes.
const producer = "Kaohe"

// typeface is one report's font for one role, ready to embed.
type typeface struct {
	font *font
	ttf  []byte
}

// build makes the report's fonts; roles that show nothing get none.
func (fs *fontSet) build() ([]typeface, error) {
	var out []typeface
	for _, f := range fs.all {
		if len(f.glyphs) == 0 {
			continue
		}
		ttf, err := f.build()
		if err != nil {
			return nil, err
		}
		out = append(out, typeface{f, ttf})
	}
	return out, nil
}

// draw turns finished pages into a file.
func draw(ctx context.Context, doc *report.Document, s *sheet, pages []*page, faces []typeface, progress func(done, total int)) (
	file []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // gofpdf panics where it can't go on; nothing known leads there
			file, err = nil, words.Refuse("pdf.draw").Because(fmt.Errorf("gofpdf: %v", r))
		}
	}()
	g := open(doc, s)
	for _, f := range faces {
		g.AddUTF8FontFromBytes(f.font.name, "", f.ttf)
	}
	d := &drawer{g: g}
	level := -1
	for i, p := range pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.AddPage()
		d.page(p)
		for _, m := range p.marks {
			level = min(m.level, level+1) // gofpdf loops on outlines that begin below the top or skip a level
			g.Bookmark(cesu(m.text), level, m.y)
		}
		if progress != nil {
			progress(i+1, len(pages))
		}
	}
	var out bytes.Buffer
	if err := g.Output(&out); err != nil {
		return nil, words.Refuse("pdf.draw").Because(err)
	}
	return finish(out.Bytes(), faces)
}

// finish gives the fonts with moved codes their own ToUnicode map.
func finish(file []byte, faces []typeface) ([]byte, error) {
	maps := map[string][]byte{}
	for _, f := range faces {
		if !f.font.moved {
			continue
		}
		maps[f.font.name] = f.font.toUnicode()
	}
	file, err := patch(file, maps)
	if err != nil {
		return nil, words.Refuse("pdf.draw").Because(err)
	}
	return file, nil
}

func open(doc *report.Document, s *sheet) *gofpdf.Fpdf {
	orientation := "P"
	if s.landscape {
		orientation = "L"
	}
	g := gofpdf.New(orientation, "pt", "A4", "")
	g.SetMargins(0, 0, 0)
	g.SetAutoPageBreak(false, 0)
	g.SetCatalogSort(true)
	g.SetCompression(true)
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) // for a document without a date; gofpdf would take the clock for a zero time
	if d := doc.Date; d.Year >= 1900 && d.Year <= 9999 {
		day = time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	}
	g.SetCreationDate(day)
	g.SetModificationDate(day)
	g.SetTitle(cesu(single(doc.Title)), true)
	g.SetAuthor(cesu(single(doc.Author)), true)
	if doc.Keywords != "" {
		g.SetKeywords(doc.Keywords, false)
	}
	g.SetCreator(producer, true)
	g.SetProducer(producer, true)
	return g
}

// drawer remembers what the page's graphics state is, so that nothing is set twice.
type drawer struct {
	g     *gofpdf.Fpdf
	font  *font
	size  float64
	space float64
	width float64
}

func (d *drawer) page(p *page) {
	d.font, d.space, d.width = nil, 0, -1 // each page begins with the defaults
	if p.under != "" {
		d.g.RawWriteStr(p.under)
	}
	for _, l := range p.rules {
		if l.width != d.width {
			d.g.SetLineWidth(l.width)
			d.width = l.width
		}
		d.g.Line(l.x1, l.y1, l.x2, l.y2)
	}
	for _, r := range p.runs {
		d.run(r)
	}
}

func (d *drawer) run(r run) {
	if len(r.text) == 0 {
		return
	}
	if r.font != d.font || r.size != d.size {
		d.g.SetFont(r.font.name, "", r.size)
		d.font, d.size = r.font, r.size
	}
	if space := r.space; space != d.space {
		d.g.RawWriteStr(fmt.Sprintf("%.5f Tc", space))
		d.space = space
	}
	text := r.font.encode(r.text, r.tight)
	if r.angle == 0 {
		d.g.Text(r.x, r.y, text)
		return
	}
	d.g.TransformBegin()
	d.g.TransformRotate(r.angle, r.x, r.y)
	d.g.Text(r.x, r.y, text)
	d.g.TransformEnd()
}
