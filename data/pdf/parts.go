package pdf

import (
	"strconv"
	"strings"

	"kaohe/app/report"
	"kaohe/data/breaker"
	"kaohe/data/ink"
)

// addressee lays out 主送机关: one line below the title, flush left, ending with a full-width colon (7.3.2). It stays with the text.
func (f *flow) addressee(a report.Addressee) {
	text := single(a.Text)
	if text == "" {
		return
	}
	if !strings.HasSuffix(text, "：") {
		text = strings.TrimSuffix(text, ":") + "："
	}
	first := len(f.units)
	f.para([]rune(text), f.fonts.ByRole[ink.Body], false)
	for i := first; i < len(f.units); i++ {
		f.units[i].keep = true
	}
}

// attachments lays out 附件说明: a line below the text, indented by two characters; numbered if there are several; a name that takes several
// lines is aligned with its own first character (7.3.4). Names get no full stop.
func (f *flow) attachments(a report.Attachments) {
	var names [][]rune
	for _, n := range a.Names {
		if s := single(n); s != "" {
			names = append(names, []rune(s))
		}
	}
	if len(names) == 0 {
		return
	}
	font := f.fonts.ByRole[ink.Body]
	if n := len(f.units); n > 0 && !f.units[n-1].empty {
		f.gap(true)
	}
	label := []rune("附件：")
	x := f.sheet.chars(2)
	at := x + f.wide(label, font) + f.sheet.gap
	widest := 0.0
	if len(names) > 1 {
		widest = f.wide([]rune(strconv.Itoa(len(names))+". "), font) + font.Advances([]rune(" "), bodySize)[0]
	}
	for i, name := range names {
		units := f.hanging(name, font, bodySize, at+widest, f.sheet.areaW-at-widest, f.sheet.gap, f.sheet.lead)
		if len(names) > 1 {
			units[0].Runs = append(f.piece([]rune(strconv.Itoa(i+1)+"."), font, at), units[0].Runs...)
		}
		if i == 0 {
			units[0].Runs = append(f.piece(label, font, x), units[0].Runs...)
		}
		for k := range units {
			units[k].grid = true
			units[k].keep = len(units) > 1 && k == 0
		}
		f.units = append(f.units, units...)
	}
}

// piece lays out a short text in the body's size at x, on one line.
func (f *flow) piece(rs []rune, font *ink.Font, x float64) []ink.Run {
	t, sides := spaced(font, rs, bodySize)
	l := t.Lines(breaker.Measure{First: f.sheet.areaW, Rest: f.sheet.areaW, Gap: f.sheet.gap})[0]
	return setLine(t, l, setting{font: font, size: bodySize, x: x, width: f.sheet.areaW, gap: f.sheet.gap, rs: rs, sides: sides},
		baseline(f.sheet.lead, bodySize))
}

// hanging lays out a paragraph whose lines all begin at x; it returns at least one unit.
func (f *flow) hanging(rs []rune, font *ink.Font, size, x, width, gap, lead float64) []unit {
	t, sides := spaced(font, rs, size)
	var out []unit
	for _, l := range t.Lines(breaker.Measure{First: width, Rest: width, Gap: gap, MinLast: 2}) {
		s := setting{font: font, size: size, x: x, width: width, gap: gap, justify: true, rs: rs, sides: sides}
		u := f.line(t, l, s, lead)
		u.grid = false
		out = append(out, u)
	}
	if out == nil {
		out = []unit{{height: lead}}
	}
	return out
}

// note lays out 附注, in brackets on the line below the date and on the same page (7.3.6).
func (f *flow) note(n report.Note) {
	text := single(n.Text)
	if text == "" {
		return
	}
	if n := len(f.units); n > 0 && !f.units[n-1].empty {
		f.units[n-1].keep = true
	}
	first := len(f.units)
	f.para([]rune("（"+text+"）"), f.fonts.ByRole[ink.Body], true)
	for i := range f.units[first:] {
		f.units[first+i].text = 0
	}
}

// annex begins a page: the label flush left in the first line, in 黑体, the title centred in the third (7.3.7), then an empty line as below
// every title.
func (f *flow) annex(a report.Annex) {
	hei := f.fonts.ByRole[ink.Hei]
	first := len(f.units)
	for _, rs := range paragraphs(a.Label) {
		if visible(string(rs)) {
			f.para(rs, hei, false)
		}
	}
	rows := len(f.units) - first
	if rows < 2 {
		f.units = append(f.units, unit{height: float64(2-rows) * f.sheet.lead, grid: true})
	}
	f.centred(a.Title, f.fonts.ByRole[ink.Title], titleSize, report.Para{})
	for i := first; i < len(f.units); i++ {
		f.units[i].keep = true
	}
	f.units[first].turn = true
	if text := strings.TrimSpace(single(a.Label) + "　" + single(a.Title)); text != "" && text != "　" {
		f.units[first].marks = []ink.Bookmark{{Text: strings.Trim(text, "　")}}
	}
}
