package docx

import (
	"strings"

	"kaohe/app/report"
)

// Measures of 版头 (7.2) and of the letter (10.1).
const (
	markDrop   = 35 * mm // from the type area's upper edge to the office's name (7.2.4)
	markSize   = 62.0    // points: 22 mm, the largest size of the office's name
	markLeast  = 26.0    // points
	letterSize = 42.0    // points: 15 mm
	letterTop  = 30 * mm // from the page's upper edge to the office's name (10.1)
	letterLine = 170 * mm
	redRule    = 10 // eighths of a point: 0.45 mm
	thickRed   = 18 // 0.8 mm
	thinRed    = 7  // 0.3 mm
	redGap     = 28 // twips between the two: 0.5 mm
	lineDrop   = 4 * mm
	letterFoot = 20 * mm // from the lower double line to the page's lower edge (10.1)
)

// head writes 版头 and the two empty lines below it.
func (x *writer) head(h *report.Head) {
	if x.doc.Form == report.Letter {
		x.letterHead(h)
	} else {
		x.plainHead(h)
	}
	x.gap(true)
	x.gap(true)
}

func (x *writer) plainHead(h *report.Head) {
	corners := cornerRuns(h)
	for _, r := range corners {
		x.add(&para{style: corner, runs: []run{r}})
	}
	offices := visibleLines(h.Office)
	if len(offices) > 0 {
		size := x.markSize(offices, markSize)
		drop := round(markDrop) - len(corners)*x.sheet.lead
		for _, p := range x.offices(offices, size) {
			p.before = max(0, drop)
			drop = round(size * twip / 4)
			x.add(p)
		}
	}
	x.numbers(h)
	if x.held != nil && (len(offices) > 0 || x.held.style == number) {
		space := lineDrop / twip
		if x.held.style == number {
			space -= (float64(x.sheet.lead)/twip - bodySize) / 2 // the character ends above the line's lower edge
		}
		x.held.below = &edge{size: redRule, space: round(space), red: true}
	}
}

// cornerRuns returns 份号, 密级 and 紧急程度 (7.2.1 to 7.2.3), a run for each line.
func cornerRuns(h *report.Head) []run {
	var out []run
	for i, s := range []string{h.Copy, h.Secrecy, h.Urgency} {
		for _, t := range visibleLines(s) {
			r := run{text: t, face: hei}
			if i == 0 {
				r.face = ""
			}
			out = append(out, r)
		}
	}
	return out
}

// markSize returns the size of the office's name: the largest with which the longest of several is one line, but not less than markLeast.
func (x *writer) markSize(offices []string, most float64) float64 {
	size := most
	for _, s := range offices {
		size = min(size, float64(x.sheet.area)/twip/ems(s)-0.5)
	}
	return max(markLeast, float64(int(size)))
}

// offices writes the names of offices; several are below each other, spread to one width.
func (x *writer) offices(offices []string, size float64) []*para {
	widest := 0.0
	for _, s := range offices {
		widest = max(widest, ems(s))
	}
	var out []*para
	for _, s := range offices {
		p := &para{style: mark, line: round(size * twip), placed: true, runs: []run{{text: s, size: size}}}
		if len(offices) > 1 {
			p.align = "distribute"
			p.left = max(0, (x.sheet.area-round(widest*size*twip))/2)
			p.right = p.left
		}
		out = append(out, p)
	}
	return out
}

// numbers writes 发文字号 two lines below the office, centred; with 签发人 it is at the left, on the line of the last of them (7.2.5, 7.2.6).
func (x *writer) numbers(h *report.Head) {
	s := x.sheet
	numbers, signers := visibleLines(h.Number), visibleLines(h.Signer)
	before := 2 * s.lead
	if len(signers) == 0 {
		for _, t := range numbers {
			p := text(number, t)
			p.before = before
			before = 0
			x.add(p)
		}
		return
	}
	one := s.chars(1)
	names := s.area - one - x.widest(signers)
	label := names - s.wide("签发人：")
	for i, t := range signers {
		p := &para{style: number, before: before, placed: true, left: one, align: "left", tabs: []tab{{at: label}, {at: names}}}
		before = 0
		if i == len(signers)-1 {
			p.runs = append(p.runs, run{text: strings.Join(numbers, "　")})
		}
		p.runs = append(p.runs, run{tab: true})
		if i == 0 {
			p.runs = append(p.runs, run{text: "签发人："})
		}
		p.runs = append(p.runs, run{tab: true}, run{text: t, face: kai})
		x.add(p)
	}
}

// letterHead writes the head by clause 10.1: the office in a frame 30 mm below the page's edge, the double line 4 mm below it; below that
// the number at the right, and 份号, 密级, 紧急程度 at the left.
func (x *writer) letterHead(h *report.Head) {
	s := x.sheet
	if offices := visibleLines(h.Office); len(offices) > 0 {
		was := s.area
		s.area = round(letterLine)
		all := x.offices(offices, x.markSize(offices, letterSize))
		s.area = was
		for _, p := range all {
			p.frame = frame(letterTop)
			x.add(p)
		}
		x.held.below = &edge{kind: "thickThinSmallGap", size: thickRed, space: 4, red: true}
	}
	numbers := visibleLines(h.Number)
	for i, t := range visibleLines(h.Signer) { // 10.1 has none, but what was typed is shown
		if i == 0 {
			t = "签发人：" + t
		}
		numbers = append(numbers, t)
	}
	left := cornerRuns(h)
	for i := range max(len(left), len(numbers)) {
		p := &para{style: corner, tabs: []tab{{at: s.area, right: true}}}
		if i == 0 {
			p.before = 120
		}
		if i < len(left) {
			p.runs = append(p.runs, left[i])
		}
		if i < len(numbers) {
			p.runs = append(p.runs, run{tab: true}, run{text: numbers[i]})
		}
		x.add(p)
	}
}

// frame places paragraphs over the width of a letter's lines, so far below the page's upper edge.
func frame(y float64) string {
	o := &out{}
	o.put(`<w:framePr w:w="`, round(letterLine), `" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="`, round(y), `"/>`)
	return o.String()
}

// doubleLine returns an empty paragraph between two red lines.
func doubleLine(above, below int) *para {
	return &para{style: last, line: redGap, above: &edge{size: above, red: true}, below: &edge{size: below, red: true}}
}

// colophon writes 版记 as a table at the foot of the type area: thick lines at both ends, thin ones between (7.4). That of a letter has
// neither lines nor 印发机关 (10.1).
func (x *writer) colophon(c *report.Colophon) {
	if c == nil {
		return
	}
	letter := x.doc.Form == report.Letter
	var rows [][]*para
	if s := report.OneLine(c.CopyTo); s != "" {
		rows = append(rows, []*para{x.copies(s)})
	}
	if !letter {
		if row := x.issued(report.OneLine(c.Office), report.OneLine(c.Date)); row != nil {
			rows = append(rows, row)
		}
	}
	if s := report.OneLine(c.Copies); s != "" {
		rows = append(rows, []*para{{style: colophon, placed: true, left: footOne, right: footOne, align: "right", runs: []run{{text: s}}}})
	}
	if len(rows) == 0 {
		return
	}
	if x.table {
		x.add(&para{style: last})
	}
	x.keepMarks()
	x.put(`<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/><w:tblW w:w="`, x.sheet.area,
		`" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>`)
	if !letter {
		x.str("<w:tblBorders>")
		for i, side := range []string{"top", "bottom", "insideH"} {
			size := thick
			if i == 2 {
				size = thin
			}
			x.put("<w:", side, ` w:val="single" w:sz="`, size, `" w:space="0" w:color="000000"/>`)
		}
		x.str("</w:tblBorders>")
	}
	x.str(`<w:tblLayout w:type="fixed"/></w:tblPr>`)
	x.grid([]int{x.sheet.area})
	for _, row := range rows {
		x.put(`<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="`, x.sheet.area, `" w:type="dxa"/></w:tcPr>`)
		for _, p := range row {
			x.out.para(p)
		}
		x.str("</w:tc></w:tr>")
	}
	x.str("</w:tbl>")
	x.table, x.started = true, true
}

const footOne = footSize * twip // a character of 版记

// copies writes 抄送 with a full stop; its further lines begin below the first office (7.4.2).
func (x *writer) copies(s string) *para {
	if !strings.HasSuffix(s, "。") {
		s += "。"
	}
	label := "抄送："
	if before, after, ok := strings.Cut(s, "："); ok && (before == "抄送" || before == "主送") {
		label, s = before+"：", after
	}
	hang := round(ems(label) * footOne)
	return &para{style: colophon, placed: true, left: footOne + hang, right: footOne, first: -hang, runs: []run{{text: label + s}}}
}

// issued writes 印发机关 at the left and 印发日期 at the right, on one line if both fit (7.4.3).
func (x *writer) issued(office, date string) []*para {
	if date != "" && !strings.HasSuffix(date, "印发") {
		date += "印发"
	}
	both := ems(office)+1+ems(date) <= float64(x.sheet.area)/footOne-2
	switch {
	case office == "" && date == "":
		return nil
	case date == "":
		return []*para{{style: colophon, placed: true, left: footOne, right: footOne, runs: []run{{text: office}}}}
	case office != "" && both:
		return []*para{{style: colophon, placed: true, left: footOne, right: footOne, align: "left", tabs: []tab{{at: x.sheet.area - footOne, right: true}},
			runs: []run{{text: office}, {tab: true}, {text: date}}}}
	}
	var out []*para
	if office != "" {
		out = append(out, &para{style: colophon, placed: true, left: footOne, right: footOne, runs: []run{{text: office}}})
	}
	return append(out, &para{style: colophon, placed: true, left: footOne, right: footOne, align: "right", runs: []run{{text: date}}})
}
