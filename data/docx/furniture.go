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

// section is a run of pages with one foot.
type section struct {
	part bool       // its pages have numbers of their own
	rows [][]string // labels to write behind, at the foot of each page
}

// nextSection ends the section at hand, so that the next thing begins a page; false where nothing was written yet.
func (x *writer) nextSection(next section) bool {
	if !x.started {
		x.sections[len(x.sections)-1] = next
		return false
	}
	if x.held == nil || len(x.marks) > 0 || x.held.frame != "" {
		x.add(&para{style: last})
	}
	x.held.section, x.held.keep = x.section(), false
	x.sections = append(x.sections, next)
	return true
}

// part begins a part. Labels for which two lines have no room stand at its beginning.
func (x *writer) part(p report.Part) {
	var labels []string
	for _, l := range p.Foot {
		if l = report.OneLine(l); l != "" {
			labels = append(labels, l+"：")
		}
	}
	rows, fits := x.footRows(labels)
	x.nextSection(section{part: true, rows: rows})
	if !fits {
		x.hands(report.Hands{Labels: p.Foot})
	}
}

// partNumber is the number of a page within a part, to be filled in by hand: word processors have no field for it that all of them know.
const partNumber = "第　页　共　页"

// Measures of the foot of a part, as in the PDF.
const (
	labelSize  = 12.0
	labelRule  = 30 * mm              // the least room to write on
	numberRoom = 8 * labelSize * twip // 第10页　共10页
)

// footRows divides labels into one or two lines in which each has room to write on; false if there is none.
func (x *writer) footRows(labels []string) ([][]string, bool) {
	for rows := 1; rows <= 2; rows++ {
		per := (len(labels) + rows - 1) / rows
		var out [][]string
		fits := true
		for i := range rows {
			row := labels[min(i*per, len(labels)):min((i+1)*per, len(labels))]
			out = append(out, row)
			fits = fits && (len(row) == 0 || float64(x.ruleFor(row)) >= labelRule)
		}
		if fits {
			return out, true
		}
	}
	return [][]string{nil}, false
}

// ruleFor returns the length of the rules behind labels in one line.
func (x *writer) ruleFor(labels []string) int {
	rest := float64(x.sheet.area) - numberRoom - labelSize*twip
	for _, l := range labels {
		rest -= (ems(l) + 1) * labelSize * twip
	}
	return round(rest) / max(1, len(labels))
}

// labels writes the foot of a part above the page's number.
func (x *writer) labels(o *out, n int) {
	rows := x.sections[n].rows
	for i, row := range rows {
		p := &para{style: label, before: 1}
		if i == 0 {
			p.before = x.sheet.lead / 2
		}
		at, rule := 0.0, x.ruleFor(row)
		for _, l := range row {
			at += ems(l)*labelSize*twip + float64(rule)
			p.tabs = append(p.tabs, tab{at: round(at), rule: true}, tab{at: round(at + labelSize*twip)})
			p.runs = append(p.runs, run{text: l}, run{tab: true}, run{tab: true})
			at += labelSize * twip
		}
		if i == len(rows)-1 {
			p.tabs = append(p.tabs, tab{at: x.sheet.area, right: true})
			p.runs = append(p.runs, run{tab: true}, run{text: partNumber})
		}
		o.para(p)
	}
}

// section returns the properties of the section at hand, in the order of CT_SectPr.
func (x *writer) section() string {
	s, o, n := x.sheet, &out{}, len(x.sections)-1
	o.str("<w:sectPr>")
	for i, kind := range x.kinds() {
		o.put(`<w:headerReference w:type="`, kind, `" r:id="h`, i, `"/>`)
	}
	for i, kind := range x.kinds() {
		o.put(`<w:footerReference w:type="`, kind, `" r:id="f`, n, `_`, i, `"/>`)
	}
	o.put(`<w:pgSz w:w="`, s.width, `" w:h="`, s.height, `"`)
	if s.landscape {
		o.str(` w:orient="landscape"`)
	}
	foot := footDrop
	if s.landscape {
		foot = 0
	}
	o.put(`/><w:pgMar w:top="`, s.top, `" w:right="`, s.right, `" w:bottom="`, s.bottom, `" w:left="`, s.left, `" w:header="`, s.top-round(headerRise),
		`" w:footer="`, s.bottom-round(foot), `" w:gutter="0"/>`)
	if n == 0 {
		o.str(`<w:pgNumType w:start="1"/>`)
	}
	o.str(`<w:cols w:space="720"/>`)
	if x.doc.Form == report.Letter && n == 0 {
		o.str("<w:titlePg/>")
	}
	grid := ` w:type="lines"`
	if s.landscape { // where LibreOffice begins the grid, and so tables, half a line below the margin
		grid = ""
	}
	o.put(`<w:docGrid`, grid, ` w:linePitch="`, s.lead, `"/></w:sectPr>`)
	return o.String()
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
	text := `<w:r><w:t>` + sampleMark + `</w:t></w:r>`
	if pageKinds[i] == "first" { // where the office is
		text = ""
	}
	o.put(`<w:p><w:pPr><w:pStyle w:val="`, header, `"/></w:pPr>`, text, `<w:r><w:pict>`,
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

// footer writes the footer of a section's pages, by the index of the page's kind: — 1 — at the right of odd pages and at the left of even ones, one
// character from the edge of the type area (7.5).
func (x *writer) footer(n, i int) *out {
	o := &out{}
	o.put(xmlHead, `<w:ftr`, drawingNS, `>`)
	if x.sections[n].part {
		x.labels(o, n)
	}
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
		if x.sections[n].part {
			p.before = round(7*mm - footSize*twip/2)
		}
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
