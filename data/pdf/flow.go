package pdf

import (
	"context"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/breaker"
	"kaohe/data/ink"
)

// unit is the smallest part that moves to another page as a whole: a line, a table row, an empty line. Its ink is relative to its upper
// left corner, x to the left edge of the type area. Lengths are points.
type unit struct {
	ink.Ink
	height  float64
	reserve float64 // space that must be left below it on its page
	grid    bool    // it begins on a line of the page's grid
	keep    bool    // the next unit must be on the same page, if that is possible at all
	near    bool    // the same, but the unit may be on the page before if the page of the next one has enough text
	wish    bool    // the next unit should be on the same page, unless that leaves more than a third of a page empty
	empty   bool    // it is dropped at the top of a page
	turn    bool    // it begins a page, unless it is the first of all
	foot    *foot   // with turn: of the part that it begins
	first   bool    // it begins a page only if nothing is on the first one: 版头 may be above it
	origin  bool    // the page's grid begins again below it
	text    int     // lines of text or rows of a table that it counts for; 0: headings, notes, signatures
	marks   []ink.Bookmark
	table   *table
	row     *row
}

// flow turns blocks into units.
type flow struct {
	sheet *sheet
	fonts *ink.FontSet
	units []unit
	text  int // number of units before the first text
	begun bool
	album *album
	shown int     // rows of pictures one after the other, so far
	above float64 // what stands above the first of them on its page, where it is an annex's title
}

// begin records the place of the first text, because 7.3.3 requires it on the first page.
func (f *flow) begin() {
	if !f.begun {
		f.text, f.begun = len(f.units), true
	}
}

func (f *flow) document(ctx context.Context, blocks []report.Block) error {
	for i, b := range blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		var next report.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		if err := f.block(ctx, b, next); err != nil {
			return err
		}
		if _, row := b.(report.Pictures); !row {
			f.shown = 0
		}
	}
	return nil
}

// paras lays out running text.
func (f *flow) paras(b report.Para) {
	font := f.fonts.ByRole[ink.Body]
	if b.Kai {
		font = f.fonts.ByRole[ink.Kai]
	}
	f.begin()
	if n := len(f.units); b.Kai && n > 0 && f.units[n-1].text > 0 { // a remark stays with what it is about
		f.units[n-1].keep = true
	}
	for _, p := range paragraphs(b.Text) {
		f.para(p, font, !b.Flush)
	}
}

func (f *flow) block(ctx context.Context, b, next report.Block) error {
	switch b := b.(type) {
	case report.Title:
		f.centred(b.Text, f.fonts.ByRole[ink.Title], titleSize, next)
	case report.Subtitle:
		f.centred(b.Text, f.fonts.ByRole[ink.Kai], bodySize, next)
	case report.Heading:
		f.heading(b)
	case report.Para:
		f.paras(b)
	case report.Table:
		f.begin()
		return f.table(b)
	case report.Pictures:
		f.begin()
		return f.pictures(ctx, b)
	case report.Addressee:
		f.addressee(b)
	case report.Attachments:
		f.attachments(b)
	case report.Note:
		f.note(b)
	case report.Annex:
		f.annex(b)
	case report.Hands:
		f.hands(b)
	case report.Part:
		f.part(b)
	case report.Chart:
		f.begin()
		f.chart(b)
	case report.Signature:
		f.signature(b)
	case report.Gap:
		for range min(b.Lines, 10*f.sheet.rows) {
			f.gap(false)
		}
	case nil:
	default:
		return words.Refuse("pdf.block", b)
	}
	return nil
}

func (f *flow) gap(keep bool) {
	f.units = append(f.units, unit{height: f.sheet.lead, grid: true, empty: true, keep: keep})
}

// centred lays out a title or a line below it, in balanced lines. An empty line separates the group from the text (7.3.2, "标题下空一行"), unless
// next is a Gap, with which the document itself sets the space.
func (f *flow) centred(s string, font *ink.Font, size float64, next report.Block) {
	for _, rs := range paragraphs(s) {
		t := breaker.New(rs, font.Advances(rs, size))
		for _, l := range t.Balanced(f.sheet.areaW-2*size, 0) {
			u := f.line(t, l, setting{font: font, size: size, width: f.sheet.areaW, align: report.Centre, rs: rs}, f.sheet.lead)
			u.keep = true
			f.units = append(f.units, u)
		}
	}
	switch next.(type) {
	case nil, report.Gap, report.Title, report.Subtitle:
	default:
		f.gap(true)
	}
}

// heading lays out 一、 in 黑体, （一） in 楷体, and lower levels in the body font, all in the body's size and indented like text (7.3.3).
func (f *flow) heading(h report.Heading) {
	font := f.fonts.ByRole[[]ink.Role{ink.Hei, ink.Kai, ink.Body}[max(0, min(h.Level-1, 2))]]
	first := len(f.units)
	for _, rs := range paragraphs(h.Text) {
		f.para(rs, font, true)
	}
	for i := first; i < len(f.units); i++ {
		f.units[i].keep = true
	}
	if text := single(h.Text); h.Level <= 2 && text != "" && first < len(f.units) {
		f.units[first].marks = []ink.Bookmark{{Level: max(0, h.Level-1), Text: text}}
	}
}

// para lays out running text: 首行缩进二字 (7.3.3 "左空二字，回行顶格"), justified, with at least two lines of it on a page.
func (f *flow) para(rs []rune, font *ink.Font, indented bool) {
	indent := 0.0
	if indented {
		indent = f.sheet.chars(2)
	}
	t, sides := spaced(font, rs, bodySize)
	w := f.sheet.areaW
	lines := t.Lines(breaker.Measure{First: w - indent, Rest: w, Gap: f.sheet.gap, Easy: easyStretch * bodySize,
		Most: tornStretch * bodySize, MinLast: 2})
	if len(lines) == 0 || len(lines) == 1 && lines[0].End == lines[0].From {
		f.gap(false) // a paragraph without anything visible is an empty line
		return
	}
	for i, l := range lines {
		s := setting{font: font, size: bodySize, width: w, gap: f.sheet.gap, rs: rs, sides: sides, justify: true}
		if i == 0 {
			s.x, s.width = indent, w-indent
		}
		u := f.line(t, l, s, f.sheet.lead)
		u.keep = len(lines) > 1 && (i == 0 || i == len(lines)-2)
		if font == f.fonts.ByRole[ink.Body] {
			u.text = 1
		}
		f.units = append(f.units, u)
	}
}

// setting says how a line is set.
type setting struct {
	font    *ink.Font
	size    float64
	x       float64 // left edge of its measure
	width   float64 // of its measure
	gap     float64 // natural extra space
	align   report.Align
	justify bool    // stretch all lines but the last to the width
	most    float64 // the limit of stretching, in ems; 0: mostStretch
	rs      []rune
	sides   []ink.Side
}

func (f *flow) line(t *breaker.Text, l breaker.Line, s setting, lead float64) unit {
	return unit{height: lead, grid: true, Ink: ink.Ink{Runs: setLine(t, l, s, baseline(lead, s.size))}}
}

// Limits on widening a gap to justify a line, in ems. Beyond easyStretch the lines before help, beyond tornStretch a date or 文号 is divided,
// beyond mostStretch the line is not justified. Table cells have a limit of their own: a narrow cell has few gaps to share the space.
const (
	easyStretch     = 0.06
	tornStretch     = 0.15
	mostStretch     = 0.3
	mostCellStretch = 0.08
)

// setLine returns a line's runs; y is its baseline.
func setLine(t *breaker.Text, l breaker.Line, s setting, y float64) []ink.Run {
	space := s.gap
	x := s.x
	switch {
	case s.align == report.Centre:
		x += (s.width - l.Natural) / 2
	case s.align == report.Right:
		x += s.width - l.Natural
	case l.Natural > s.width || s.justify && !l.Last:
		most := s.most
		if most == 0 {
			most = mostStretch
		}
		space, _ = l.Fill(s.width, s.gap, most*s.size)
	}
	var out []ink.Run
	for _, r := range t.Runs(l, space) {
		piece := ink.Run{Font: s.font, Size: s.size, X: x + r.X, Y: y, Space: r.Space, Text: s.rs[r.From:r.To]}
		if s.sides != nil {
			piece.Sides = s.sides[r.From:r.To]
		}
		out = append(out, piece)
	}
	if l.Squeeze > 0 {
		out[len(out)-1].Tight = true
		s.font.Halve(s.rs[l.End-1], ink.LeftSide)
	}
	return out
}
