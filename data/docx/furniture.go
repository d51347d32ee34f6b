package docx

import (
	"strconv"

	"kaohe/app/report"
)

// What is on every page: the page number below the type area, and on samples the mark.

// sampleMark is on the pages of a sample.
const sampleMark = "示例"

// The kinds of pages that have a header and a footer of their own.
var pageKinds = []string{"default", "even", "first"}

// kinds returns those that the document has: a letter has no number on its first page, and its lower double line there.
func (x *writer) kinds() []string {
	if x.doc.Form == report.Letter {
		return pageKinds
	}
	return pageKinds[:2]
}

// section writes the properties of the only section, in the order of CT_SectPr.
func (x *writer) section() {
	s := x.sheet
	x.str("<w:sectPr>")
	for i, kind := range x.kinds() {
		x.put(`<w:headerReference w:type="`, kind, `" r:id="h`, i, `"/>`)
	}
	for i, kind := range x.kinds() {
		x.put(`<w:footerReference w:type="`, kind, `" r:id="f`, i, `"/>`)
	}
	x.put(`<w:pgSz w:w="`, s.width, `" w:h="`, s.height, `"`)
	if s.landscape {
		x.str(` w:orient="landscape"`)
	}
	foot := footDrop
	if s.landscape {
		foot = 0
	}
	x.put(`/><w:pgMar w:top="`, s.top, `" w:right="`, s.right, `" w:bottom="`, s.bottom, `" w:left="`, s.left, `" w:header="`, s.top-round(headerRise),
		`" w:footer="`, s.bottom-round(foot), `" w:gutter="0"/><w:pgNumType w:start="1"/><w:cols w:space="720"/>`)
	if x.doc.Form == report.Letter {
		x.str("<w:titlePg/>")
	}
	grid := ` w:type="lines"`
	if s.landscape { // where LibreOffice begins the grid, and so tables, half a line below the margin
		grid = ""
	}
	x.put(`<w:docGrid`, grid, ` w:linePitch="`, s.lead, `"/></w:sectPr>`)
}

const (
	footDrop   = 7*mm + footSize*twip/2 // from the type area to the lower edge of a number's line: its dashes are 7 mm below (7.5)
	headerRise = 6*mm + 12*twip*0.8     // from the type area to the upper edge of the mark's line, as in the PDF
)

// drawingNS are the names of a part with drawings.
const drawingNS = ` xmlns:w="` + wordNS + `" xmlns:r="` + relNS + `" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`

// header writes a page's header: the mark as a small line at the right and as a light word across the page, on samples only.
func (x *writer) header(i int) *out {
	o := &out{}
	o.put(xmlHead, `<w:hdr`, drawingNS, `>`)
	if !x.doc.Sample {
		o.para(&para{style: header})
		o.str("</w:hdr>")
		return o
	}
	placed := ""
	if pageKinds[i] == "first" { // above the office
		p := &out{}
		p.put(`<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="right" w:y="`, round(letterTop-6*mm-smallSize*twip*0.88), `"/>`)
		placed = p.String()
	}
	o.put(`<w:p><w:pPr><w:pStyle w:val="`, header, `"/>`, placed, `</w:pPr><w:r><w:t>`, sampleMark, `</w:t></w:r><w:r><w:pict>`,
		`<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>`,
		`<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>`,
		`<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>`,
		`<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>`,
		`<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>`,
		`<v:shape id="PowerPlusWaterMarkObject`, i+1, `" o:spid="_x0000_s`, 2049+i, `" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;`,
		`width:340pt;height:170pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;`,
		`mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#f2f2f2" stroked="f">`,
		`<v:textpath style="font-family:&quot;`, hei, `&quot;;font-size:1pt" string="`, sampleMark, `"/></v:shape></w:pict></w:r></w:p></w:hdr>`)
	return o
}

// footer writes a page's footer, by the index of the page's kind: — 1 — at the right of odd pages and at the left of even ones, one
// character from the edge of the type area (7.5).
func (x *writer) footer(i int) *out {
	o := &out{}
	o.put(xmlHead, `<w:ftr`, drawingNS, `>`)
	switch {
	case pageKinds[i] == "first":
		p := doubleLine(thinRed, thickRed)
		p.frame = frame(float64(x.sheet.height) - letterFoot - redGap - (thinRed+thickRed)*twip/8)
		o.para(p)
		o.para(&para{style: last})
	case x.sheet.landscape:
		x.sideways(o, i)
	default:
		p := &para{style: footer, placed: true, right: footOne}
		if pageKinds[i] == "even" {
			p.left, p.right, p.align = footOne, 0, "left"
		}
		o.folio(p)
	}
	o.str("</w:ftr>")
	return o
}

// folio writes a paragraph with the page's number.
func (o *out) folio(p *para) {
	o.str("<w:p>")
	o.properties(p)
	o.str(`<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>`)
}

// sideways writes the number of a landscape page, which is where it would be on an upright page turned clockwise (8): at the left of the
// type area, reading downwards; on odd pages near the lower edge, on even ones near the upper one. It stands in a box of upright text.
func (x *writer) sideways(o *out, i int) {
	s := x.sheet
	o.put(`<w:p><w:pPr><w:pStyle w:val="`, last, `"/></w:pPr><w:r><w:pict><v:rect id="number`, i+1, `" o:spid="_x0000_s`, 2059+i, `" style="position:absolute;`,
		`margin-left:`, points(float64(s.left)-footDrop), `pt;margin-top:`, points(float64(s.top)), `pt;width:`, points(footSize*twip), `pt;height:`,
		points(float64(s.height-s.top-s.bottom)), `pt;z-index:1;mso-position-horizontal-relative:page;mso-position-vertical-relative:page" filled="f" `,
		`stroked="f"><v:textbox style="layout-flow:vertical" inset="0,0,0,0"><w:txbxContent>`)
	p := &para{style: footer, placed: true, right: footOne}
	if pageKinds[i] == "even" {
		p.left, p.right, p.align = footOne, 0, "left"
	}
	o.folio(p)
	o.str(`</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>`)
}

func points(twips float64) string { return strconv.FormatFloat(twips/twip, 'f', 2, 64) }
