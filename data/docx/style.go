package docx

import "strconv"

// The faces of GB/T 9704-2012 (5.2.2, 7.3.1, 7.3.3, 7.5) by the names under which offices have them.
const (
	fangSong = "仿宋_GB2312"
	title    = "方正小标宋简体"
	hei      = "黑体"
	kai      = "楷体_GB2312"
	song     = "宋体"
)

// standIns names for each face one that a computer without it has, and a family for what replaces both.
var standIns = []struct{ face, instead, family string }{
	{fangSong, "仿宋", "modern"}, {title, "华文中宋", "roman"}, {hei, "SimHei", "modern"}, {kai, "楷体", "modern"}, {song, "SimSun", "roman"},
}

// The styles, by their identifiers in the file. Built-in ones have the names by which every program knows them.
const (
	flush     = "Normal"       // text from the edge on
	indented  = "NormalIndent" // text, its first line indented by two characters
	titled    = "Title"
	subtitled = "Subtitle"
	heading   = "Heading" // and a level
	mark      = "OfficeMark"
	number    = "OfficeNumber"
	corner    = "OfficeCorner"
	addressed = "Addressee"
	attached  = "Attachments"
	signed    = "Signature1"
	noted     = "Note1"
	labelled  = "AnnexLabel"
	caption   = "Caption"
	cellText  = "TableText"
	cellHead  = "TableHead"
	proof     = "Proof"
	colophon  = "Colophon"
	header    = "Header"
	footer    = "Footer"
	label     = "FootLabel"
	last      = "Last" // the paragraph behind a table, as low as can be
)

// style is one style of paragraphs. What is zero is that of Normal.
type style struct {
	id, name string
	next     string
	face     string
	size     float64
	red      bool
	tight    bool // no space after characters
	keep     bool
	line     int // exact line height; -1: as high as the type
	indent   float64
	align    string
	level    int // outline, from 1
	shown    bool
}

var styles = []style{
	{id: indented, name: "Normal Indent", indent: 2, shown: true},
	{id: titled, name: "Title", next: indented, face: title, size: titleSize, tight: true, keep: true, align: "center", shown: true},
	{id: subtitled, name: "Subtitle", next: indented, face: kai, tight: true, keep: true, align: "center", shown: true},
	{id: heading + "1", name: "heading 1", next: indented, face: hei, keep: true, indent: 2, level: 1, shown: true},
	{id: heading + "2", name: "heading 2", next: indented, face: kai, keep: true, indent: 2, level: 2, shown: true},
	{id: heading + "3", name: "heading 3", next: indented, keep: true, indent: 2, level: 3, shown: true},
	{id: mark, name: "发文机关标志", face: title, red: true, tight: true, align: "center"},
	{id: number, name: "发文字号", align: "center"},
	{id: corner, name: "份号密级", align: "left"},
	{id: addressed, name: "主送机关", next: indented, keep: true, shown: true},
	{id: attached, name: "附件说明", shown: true},
	{id: signed, name: "署名日期", keep: true, align: "left", shown: true},
	{id: noted, name: "附注", indent: 2, shown: true},
	{id: labelled, name: "附件标号", next: titled, face: hei, keep: true, align: "left", shown: true},
	{id: caption, name: "caption", face: hei, size: 12, tight: true, keep: true, align: "center", shown: true},
	{id: cellText, name: "表内文字", size: smallSize, tight: true, line: smallLead, align: "left", shown: true},
	{id: cellHead, name: "表头", face: hei, size: smallSize, tight: true, line: smallLead, align: "center", shown: true},
	{id: proof, name: "签字依据", face: song, size: smallSize, tight: true, line: smallLead, align: "left"},
	{id: colophon, name: "版记", size: footSize, tight: true, line: round(footSize * twip * 1.75)},
	{id: header, name: "header", size: smallSize, tight: true, line: round(12 * twip), align: "right"},
	{id: footer, name: "footer", face: song, size: footSize, tight: true, line: round(footSize * twip), align: "right"},
	{id: label, name: "页脚签字", size: labelSize, tight: true, align: "left"},
	{id: last, name: "文末", size: 1, tight: true, line: 20},
}

// styles writes word/styles.xml: Normal has the grid of the sheet, the others differ from it.
func (s *sheet) styles() *out {
	o := &out{}
	o.put(xmlHead, `<w:styles xmlns:w="`, wordNS, `"><w:docDefaults><w:rPrDefault><w:rPr>`)
	o.form(fangSong, false, "", bodySize)
	o.str(`<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	o.put(`<w:style w:type="paragraph" w:default="1" w:styleId="`, flush, `"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/>`,
		`<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="`,
		s.lead, `" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr><w:rPr>`)
	o.form(fangSong, false, strconv.Itoa(s.spacing), bodySize)
	o.str(`</w:rPr></w:style><w:style w:type="character" w:default="1" w:styleId="Letters"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>` +
		`<w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>` +
		`<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for i := range styles {
		o.style(&styles[i], s)
	}
	o.str("</w:styles>")
	return o
}

func (o *out) style(x *style, s *sheet) {
	o.put(`<w:style w:type="paragraph" w:styleId="`, x.id, `"`)
	if x.name[0] >= 0x80 { // not one of Word's own
		o.str(` w:customStyle="1"`)
	}
	o.put(`><w:name w:val="`, x.name, `"/><w:basedOn w:val="`, flush, `"/>`)
	if x.next != "" {
		o.put(`<w:next w:val="`, x.next, `"/>`)
	}
	if x.shown {
		o.str("<w:qFormat/>")
	}
	o.str("<w:pPr>")
	if x.keep {
		o.str("<w:keepNext/>")
	}
	if x.line != 0 {
		o.put(`<w:spacing w:line="`, x.line, `" w:lineRule="exact"/>`)
	}
	if x.indent != 0 {
		o.put(`<w:ind w:firstLineChars="`, round(x.indent*100), `" w:firstLine="`, s.chars(x.indent), `"/>`)
	}
	if x.align != "" {
		o.put(`<w:jc w:val="`, x.align, `"/>`)
	}
	if x.level != 0 {
		o.put(`<w:outlineLvl w:val="`, x.level-1, `"/>`)
	}
	o.str("</w:pPr><w:rPr>")
	spacing := ""
	if x.tight {
		spacing = "0"
	}
	o.form(x.face, x.red, spacing, x.size)
	o.str("</w:rPr></w:style>")
}
