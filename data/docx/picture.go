package docx

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"math"

	"kaohe/app/report"
	"kaohe/app/words"
)

// Measures of pictures.
const (
	pictureGap   = 5 * mm  // between two beside one another
	pictureHead  = 4 * mm  // above a picture
	leastPicture = 30 * mm // the least height of the room for a picture
	emu          = 635     // English Metric Units in a twip, in which pictures are measured
)

// shot is a picture in its place.
type shot struct {
	id            int // of its part, from 1
	name          string
	width, height int
}

// pictures writes a row of pictures, each above its caption: a table without lines, whose row is on one page.
func (x *writer) pictures(ctx context.Context, b report.Pictures) error {
	n := max(b.Across, len(b.Items))
	if len(b.Items) == 0 {
		return nil
	}
	x.captions("")
	gap := float64(n-1) * pictureGap
	width := (float64(x.sheet.area) - gap) / float64(n)
	lines := 0.0
	for _, p := range b.Items {
		high := 0.0
		for _, s := range p.Caption {
			high += max(1, math.Ceil(ems(s)*smallSize*twip/width))
		}
		lines = max(lines, high)
	}
	page := float64(x.sheet.height-x.sheet.top-x.sheet.bottom) - 5*float64(x.sheet.lead) // what an annex's title leaves
	room := max(leastPicture, page/float64(max(1, b.Down))-lines*smallLead-pictureHead-smallLead)
	widths := make([]int, n)
	edge := 0
	for i := range widths {
		end := round(float64(x.sheet.area) * float64(i+1) / float64(n))
		widths[i], edge = end-edge, end
	}
	x.put(`<w:tbl><w:tblPr><w:tblW w:w="`, x.sheet.area, `" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>`,
		`<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>`)
	x.grid(widths)
	x.str("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
	for i := range n {
		x.put(`<w:tc><w:tcPr><w:tcW w:w="`, widths[i], `" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>`)
		if i >= len(b.Items) {
			x.out.para(&para{style: cellText})
		} else if err := x.picture(ctx, b.Items[i], width, room); err != nil {
			return err
		}
		x.str("</w:tc>")
	}
	x.str("</w:tr></w:tbl>")
	x.table, x.started = true, true
	return nil
}

// picture writes a picture and its caption into a cell. Fault: docx.picture.
func (x *writer) picture(ctx context.Context, p report.Picture, width, room float64) error {
	b, lack, err := report.Shown(ctx, x.opts.Photos, p, width/twip, room/twip)
	switch {
	case err != nil:
		return err
	case lack != "":
		edge := &edge{size: thin, space: 12}
		x.out.para(&para{style: cellText, align: "center", keep: true, above: edge, below: edge, runs: []run{{text: p.Called + "　" + lack.Says()}}})
	default:
		head, err := jpeg.DecodeConfig(bytes.NewReader(b))
		if err != nil || head.Width < 1 || head.Height < 1 {
			return words.Refuse("docx.picture").Because(err)
		}
		w, h := float64(head.Width)*twip, float64(head.Height)*twip // no pixel larger than a point
		k := min(1, width/w, room/h)
		s := &shot{id: len(x.photos) + 1, name: p.Called, width: round(k * w), height: round(k * h)}
		x.photos = append(x.photos, b)
		x.out.para(&para{style: cellText, align: "center", keep: true, loose: true, before: round(pictureHead), runs: []run{{shot: s}}})
	}
	for i, text := range p.Caption {
		for _, s := range report.Paragraphs(text) {
			x.out.para(&para{style: cellText, align: "center", keep: i < len(p.Caption)-1, runs: []run{{text: s}}})
		}
	}
	x.out.para(&para{style: last})
	return nil
}

// draw writes a picture within a line (ECMA-376, 20.4.2.8).
func (o *out) draw(s *shot) {
	const drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
	o.put(`<w:drawing><wp:inline xmlns:wp="`, drawing, `wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="`, s.width*emu, `" cy="`,
		s.height*emu, `"/><wp:docPr id="`, s.id, `" name="`)
	o.escaped(s.name)
	o.put(`"/><a:graphic xmlns:a="`, drawing, `main"><a:graphicData uri="`, drawing, `picture"><pic:pic xmlns:pic="`, drawing,
		`picture"><pic:nvPicPr><pic:cNvPr id="`, s.id, `" name="`)
	o.escaped(s.name)
	o.put(`"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="p`, s.id, `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>`,
		`<a:off x="0" y="0"/><a:ext cx="`, s.width*emu, `" cy="`, s.height*emu, `"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`,
		`</a:graphicData></a:graphic></wp:inline></w:drawing>`)
}

// media are the parts with the pictures.
func (x *writer) media() []part {
	var out []part
	for i, b := range x.photos {
		out = append(out, part{fmt.Sprintf("word/media/image%d%s", i+1, photoExt), holding(b)})
	}
	return out
}

// photoExt is how the name of a picture's part ends.
const photoExt = ".jpeg"

func holding(b []byte) *out { return &out{Buffer: *bytes.NewBuffer(b)} }
