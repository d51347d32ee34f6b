package pdf

import (
	"slices"

	"kaohe/app/report"
	"kaohe/data/breaker"
	"kaohe/data/ink"
	"kaohe/data/sfnt"
)

// Measures of 版头 (7.2) and of the letter (10.1).
const (
	markDrop   = 35 * mm // from the type area's upper edge to the office's ink (7.2.4)
	markSize   = 22 * mm // largest size of the office's name, as is usual: 7.2.4 only requires 醒目、美观、庄重
	markLeast  = 26.0    // a smaller name is set in several lines, unless everything has to be smaller
	lineDrop   = 4 * mm  // from the number, or the letter's office, to the red line (7.2.7, 10.1)
	redRule    = 0.45 * mm
	letterSize = 15 * mm
	letterTop  = 30 * mm  // from the page's upper edge to the office's ink (10.1)
	letterFoot = 20 * mm  // from the lower double line to the page's lower edge (10.1)
	letterLine = 170 * mm // length of both double lines, centred on the page (10.1)
	thickRed   = 0.8 * mm // the standard gives no widths for the double line
	thinRed    = 0.3 * mm
	redGap     = 0.5 * mm // between the two
)

// tightness says what is given up so that the first page has text (7.3.3): first the size of the office's name, which the standard leaves
// open, then the empty lines between 版头 and title.
type tightness struct {
	scale float64
	lines float64
}

var tightenings = []tightness{{1, 2}, {0.75, 2}, {0.5, 2}, {0.4, 1}, {0.3, 0}}

// headed puts 版头 before the units so far, with the least tightness that leaves two lines of text on the first page, or with the greatest if
// none does.
func (f *flow) headed(h *report.Head, letter bool) {
	body := 0.0
	for _, u := range f.units[:min(len(f.units), f.text+2)] {
		body += u.height
	}
	var units []unit
	for _, t := range tightenings {
		units = f.banner(h, letter, t)
		height := body
		for _, u := range units {
			height += u.height
		}
		if height <= f.sheet.areaH {
			break
		}
	}
	f.units = append(units, f.units...)
}

func (f *flow) banner(h *report.Head, letter bool, t tightness) []unit {
	c := &column{}
	if letter {
		f.letterHead(c, h, t)
	} else {
		f.plainHead(c, h, t)
	}
	if len(c.units) == 0 {
		return nil
	}
	c.units[len(c.units)-1].origin = true
	return append(c.units, unit{height: t.lines * f.sheet.lead, empty: true, keep: true})
}

// column collects units with spaces between them.
type column struct {
	units []unit
	y     float64
}

func (c *column) add(gap float64, u unit) {
	moved := ink.Ink{}
	moved.Add(u.Ink, 0, gap)
	u.Ink, u.grid = moved, false
	u.height += gap
	c.units = append(c.units, u)
	c.y += u.height
}

func (f *flow) plainHead(c *column, h *report.Head, t tightness) {
	f.corner(c, h, 0)
	gap := max(0, markDrop-c.y)
	office, number := visible(h.Office), visible(h.Number) || visible(h.Signer)
	if office {
		f.mark(c, h.Office, gap, markSize*t.scale, 0)
	}
	if number {
		f.number(c, h)
	}
	if office || number {
		drop := lineDrop
		if number {
			drop -= (f.sheet.lead - bodySize) / 2 // the character's square begins below the top of its line
		}
		c.add(drop, unit{height: redRule, Ink: ink.Ink{Rules: []ink.Rule{
			{X1: 0, X2: f.sheet.areaW, Y1: redRule / 2, Y2: redRule / 2, Width: redRule, Red: true}}}})
	}
}

// corner lays out 份号, 密级 and 紧急程度, one below the other from the upper left (7.2.1 to 7.2.3), gap below what is there already.
func (f *flow) corner(c *column, h *report.Head, gap float64) {
	for i, s := range []string{h.Copy, h.Secrecy, h.Urgency} {
		font := f.fonts.ByRole[ink.Hei]
		if i == 0 {
			font = f.fonts.ByRole[ink.Body]
		}
		if !visible(s) {
			continue
		}
		for _, u := range f.plainLines(s, font, 0, f.sheet.areaW, report.Left) {
			c.add(gap, u)
			gap = 0
		}
	}
}

// plainLines lays out lines in the body's size at the usual pitch.
func (f *flow) plainLines(s string, font *ink.Font, x, width float64, align report.Align) []unit {
	var out []unit
	for _, rs := range paragraphs(s) {
		t, sides := spaced(font, rs, bodySize)
		for _, l := range t.Lines(breaker.Measure{First: width, Rest: width, Gap: f.sheet.gap}) {
			s := setting{font: font, size: bodySize, x: x, width: width, gap: f.sheet.gap, align: align, rs: rs, sides: sides}
			out = append(out, f.line(t, l, s, f.sheet.lead))
		}
	}
	return out
}

// mark lays out 发文机关标志: one line as wide as the type area allows, but with type of at most most points; the names of several offices are
// below each other, spread to the same width. shift moves the centre.
func (f *flow) mark(c *column, office string, gap, most, shift float64) {
	font := f.fonts.ByRole[ink.Title]
	names := slices.DeleteFunc(paragraphs(office), func(rs []rune) bool { return !visible(string(rs)) })
	size := most
	for _, rs := range names {
		if n := sum(font.Advances(rs, 1)); n*size > f.sheet.areaW {
			size = f.sheet.areaW / n
		}
	}
	size = max(size, min(most, most/markSize*markLeast))
	widest := 0.0
	for _, rs := range names {
		widest = max(widest, min(f.sheet.areaW, sum(font.Advances(rs, size))))
	}
	for _, rs := range names {
		low, high := extent(font, rs, size)
		t := breaker.New(rs, font.Advances(rs, size))
		for _, l := range t.Balanced(f.sheet.areaW+hair, 0) {
			s := setting{font: font, size: size, x: shift, width: f.sheet.areaW, align: report.Centre, rs: rs}
			if len(names) > 1 && l.Last && l.From == 0 && l.Loose > 0 {
				l.Last = false
				s = setting{font: font, size: size, x: shift + (f.sheet.areaW-widest)/2, width: widest, justify: true, most: 100, rs: rs}
			}
			runs := setLine(t, l, s, high)
			redden(runs)
			c.add(gap, unit{height: high - low, Ink: ink.Ink{Runs: runs}})
			gap = size / 4
		}
	}
}

func redden(runs []ink.Run) {
	for i := range runs {
		runs[i].Red = true
	}
}

func sum(xs []float64) float64 {
	t := 0.0
	for _, x := range xs {
		t += x
	}
	return t
}

// extent returns how far the ink of a text reaches from its baseline, upwards.
func extent(f *ink.Font, rs []rune, size float64) (low, high float64) {
	lo, hi := 0, sfnt.Em/2
	for _, r := range rs {
		if g := f.Glyph(r); g.Face != nil {
			l, h := g.Face.Bounds(g.ID)
			lo, hi = min(lo, l), max(hi, h)
		} else if g.Box {
			lo, hi = min(lo, -60), max(hi, 820)
		}
	}
	return float64(lo) * size / sfnt.Em, float64(hi) * size / sfnt.Em
}

// number lays out 发文字号 two lines below the office, centred; with 签发人 it is at the left, and 签发人 at the right (7.2.5, 7.2.6).
func (f *flow) number(c *column, h *report.Head) {
	s, body, kai := f.sheet, f.fonts.ByRole[ink.Body], f.fonts.ByRole[ink.Kai]
	one := s.chars(1)
	gap := 2 * s.lead
	if !visible(h.Signer) {
		for _, u := range f.plainLines(h.Number, body, one, s.areaW-2*one, report.Centre) {
			c.add(gap, u)
			gap = 0
		}
		return
	}
	label := []rune("签发人：")
	wide := f.wide(label, body)
	room := s.areaW - 2*one - wide
	longest := 0.0
	for _, rs := range paragraphs(h.Signer) {
		longest = max(longest, min(room, f.wide(rs, kai)))
	}
	x := s.areaW - one - longest
	names := f.plainLines(h.Signer, kai, x, longest+hair, report.Left)
	if len(names) == 0 {
		return
	}
	t, _ := spaced(body, label, bodySize)
	first := t.Lines(breaker.Measure{First: wide + hair, Rest: wide + hair, Gap: s.gap})[0]
	sign := setLine(t, first, setting{font: body, size: bodySize, x: x - wide, width: wide, gap: s.gap, rs: label}, baseline(s.lead, bodySize))
	names[0].Runs = append(sign, names[0].Runs...)
	numbers := f.plainLines(h.Number, body, one, s.areaW-2*one, report.Left)
	if n := len(numbers); n == 1 && one+f.wide([]rune(single(h.Number)), body)+2*one < x-wide { // both on the line of the last signer
		last := &names[len(names)-1]
		last.Runs = append(numbers[0].Runs, last.Runs...)
		numbers = nil
	}
	for _, u := range append(names, numbers...) {
		c.add(gap, u)
		gap = 0
	}
}

// wide returns the width of a text in one line of the grid.
func (f *flow) wide(rs []rune, font *ink.Font) float64 {
	t, _ := spaced(font, rs, bodySize)
	return t.Natural(f.sheet.gap)
}

// letterHead lays out the head by clause 10.1: the office 30 mm below the upper edge of the page, the double line 4 mm below it, and below
// that the number at the right and 份号, 密级, 紧急程度 at the left, 7/8 of a character from the line.
func (f *flow) letterHead(c *column, h *report.Head, t tightness) {
	s := f.sheet
	middle := s.width/2 - s.left - s.areaW/2 // of the page, from that of the type area
	if visible(h.Office) {
		f.mark(c, h.Office, letterTop-s.top, letterSize*t.scale, middle)
		c.add(lineDrop, unit{height: thickRed + redGap + thinRed, Ink: f.doubleLine(0, thickRed, thinRed)})
	}
	side := &column{}
	gap := max(0, bodySize*7/8-(s.lead-bodySize)/2)
	f.corner(side, h, gap)
	right := f.plainLines(h.Number, f.fonts.ByRole[ink.Body], 0, s.areaW, report.Right)
	if visible(h.Signer) { // 10.1 has none, but what was typed is shown
		right = append(right, f.plainLines("签发人："+h.Signer, f.fonts.ByRole[ink.Body], 0, s.areaW, report.Right)...)
	}
	for i, u := range right {
		if i > 0 || len(side.units) == 0 {
			if i > 0 {
				gap = 0
			}
			side.add(gap, u)
			continue
		}
		side.units[0].Add(u.Ink, 0, gap)
	}
	for _, u := range side.units {
		c.add(0, u)
	}
}

// doubleLine returns a red double line with its upper edge at y, relative to the upper left corner of the type area.
func (f *flow) doubleLine(y, above, below float64) ink.Ink {
	x := f.sheet.width/2 - letterLine/2 - f.sheet.left
	return ink.Ink{Rules: []ink.Rule{
		{X1: x, X2: x + letterLine, Y1: y + above/2, Y2: y + above/2, Width: above, Red: true},
		{X1: x, X2: x + letterLine, Y1: y + above + redGap + below/2, Y2: y + above + redGap + below/2, Width: below, Red: true},
	}}
}

// letterFootLine returns the double line at the foot of the first page, the thin one above the thick one.
func (f *flow) letterFootLine() ink.Ink {
	y := f.sheet.height - letterFoot - f.sheet.top - thinRed - redGap - thickRed
	return f.doubleLine(y, thinRed, thickRed)
}
