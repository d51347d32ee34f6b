package docx

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"strconv"
)

// run is text with one form. Zero values leave what the style says.
type run struct {
	text string
	face string
	size float64 // points
	tab  bool    // a tab instead of text
	shot *shot   // a picture instead of text
}

// tab is a tab stop at a distance from the left edge of the type area.
type tab struct {
	at    int
	right bool // text ends there
	rule  bool // a rule leads to it
}

// edge is a line above or below a paragraph.
type edge struct {
	kind  string // single where it is empty
	size  int    // eighths of a point
	space int    // points between text and line
	red   bool
}

// para is a paragraph. Zero values leave what the style says, but indent and space, which are set as they are where placed says so.
type para struct {
	style        string
	keep         bool // on one page with the next paragraph
	turn         bool // begins a page
	frame        string
	above, below *edge
	tabs         []tab
	before       int  // space above
	line         int  // exact line height
	loose        bool // a line is as high as what stands in it
	placed       bool
	left, right  int // indents
	first        int // of the first line; negative: it hangs
	align        string
	marks        []string // bookmarks at its beginning
	section      string   // the section's properties, where it ends one
	runs         []run
}

func text(style, s string) *para { return &para{style: style, runs: []run{{text: s}}} }

// out is a part that is being written.
type out struct {
	bytes.Buffer
	marks int // bookmarks so far
}

func (o *out) str(s string) { o.WriteString(s) }
func (o *out) num(n int)    { o.Write(strconv.AppendInt(o.AvailableBuffer(), int64(n), 10)) }

// put writes pieces of XML: a string as it stands, a number in figures.
func (o *out) put(pieces ...any) {
	for _, p := range pieces {
		switch p := p.(type) {
		case string:
			o.str(p)
		case int:
			o.num(p)
		}
	}
}

// escaped writes text or an attribute's value.
func (o *out) escaped(s string) {
	_ = xml.EscapeText(&o.Buffer, []byte(s)) // a buffer takes everything
}

// para writes a paragraph, its properties in the order of CT_PPr.
func (o *out) para(p *para) {
	o.str("<w:p>")
	o.properties(p)
	for _, name := range p.marks {
		o.put(`<w:bookmarkStart w:id="`, o.marks, `" w:name="`)
		o.escaped(name)
		o.put(`"/><w:bookmarkEnd w:id="`, o.marks, `"/>`)
		o.marks++
	}
	for _, r := range p.runs {
		o.run(r)
	}
	o.str("</w:p>")
}

func (o *out) properties(p *para) {
	o.put(`<w:pPr><w:pStyle w:val="`, p.style, `"/>`)
	if p.keep {
		o.str("<w:keepNext/>")
	}
	if p.turn {
		o.str("<w:pageBreakBefore/>")
	}
	o.str(p.frame)
	if p.above != nil || p.below != nil {
		o.str("<w:pBdr>")
		o.edge("top", p.above)
		o.edge("bottom", p.below)
		o.str("</w:pBdr>")
	}
	if len(p.tabs) > 0 {
		o.tabs(p.tabs)
	}
	if p.loose {
		o.put(`<w:spacing w:before="`, p.before, `" w:line="240" w:lineRule="auto"/>`)
	} else if p.before != 0 || p.line != 0 {
		o.put(`<w:spacing w:before="`, p.before, `"`)
		if p.line != 0 {
			o.put(` w:line="`, p.line, `" w:lineRule="exact"`)
		}
		o.str("/>")
	}
	if p.placed {
		o.put(`<w:ind w:left="`, p.left, `" w:right="`, p.right, `"`)
		if p.first < 0 {
			o.put(` w:hanging="`, -p.first, `"/>`)
		} else {
			o.put(` w:firstLine="`, p.first, `"/>`)
		}
	}
	if p.align != "" {
		o.put(`<w:jc w:val="`, p.align, `"/>`)
	}
	o.str(p.section)
	o.str("</w:pPr>")
}

func (o *out) edge(side string, e *edge) {
	if e == nil {
		return
	}
	colour := "000000"
	if e.red {
		colour = red
	}
	o.put("<w:", side, ` w:val="`, cmp.Or(e.kind, "single"), `" w:sz="`, e.size, `" w:space="`, e.space, `" w:color="`, colour, `"/>`)
}

const red = "FF0000"

func (o *out) tabs(all []tab) {
	o.str("<w:tabs>")
	for _, t := range all {
		side := "left"
		if t.right {
			side = "right"
		}
		o.put(`<w:tab w:val="`, side, `"`)
		if t.rule {
			o.str(` w:leader="underscore"`)
		}
		o.put(` w:pos="`, t.at, `"/>`)
	}
	o.str("</w:tabs>")
}

// run writes a run, its properties in the order of CT_RPr.
func (o *out) run(r run) {
	o.str("<w:r>")
	if r.face != "" || r.size != 0 {
		o.str("<w:rPr>")
		o.form(r.face, false, "", r.size)
		o.str("</w:rPr>")
	}
	if r.shot != nil {
		o.draw(r.shot)
		o.str("</w:r>")
		return
	}
	if r.tab {
		o.str("<w:tab/></w:r>")
		return
	}
	o.str(`<w:t xml:space="preserve">`)
	o.escaped(r.text)
	o.str("</w:t></w:r>")
}

// form writes the properties of characters; what is empty is left out. spacing, in twips, is a text so that 0 can be told from nothing.
func (o *out) form(face string, isRed bool, spacing string, size float64) {
	if face != "" {
		o.put(`<w:rFonts w:ascii="`, face, `" w:eastAsia="`, face, `" w:hAnsi="`, face, `" w:cs="`, face, `"/>`)
	}
	if isRed {
		o.put(`<w:color w:val="`, red, `"/>`)
	}
	if spacing != "" {
		o.put(`<w:spacing w:val="`, spacing, `"/>`)
	}
	if size != 0 {
		half := round(2 * size)
		o.put(`<w:sz w:val="`, half, `"/><w:szCs w:val="`, half, `"/>`)
	}
}
