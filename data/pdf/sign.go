package pdf

import (
	"kaohe/app/report"
	"kaohe/data/breaker"
	"kaohe/data/ink"
)

// sealGap is the number of empty lines between the text and an office with a seal. With two, a seal of 42 mm placed slightly above the
// middle of office and date begins within the last line of the text (7.3.5.1) and ends within the line below the date, which is kept free.
const sealGap = 2

// signature lays out 署名 and 成文日期. Below, small and flush left, is what proves the signature, with digits of the same width so that digests
// can be compared by eye. At least two lines of what precedes stay on the same page.
func (f *flow) signature(s report.Signature) {
	font := f.fonts.ByRole[ink.Body]
	date := []rune(single(s.Date))
	named := visible(s.Office) || len(date) > 0
	if n := len(f.units); n > 0 && !f.units[n-1].empty {
		lines := 1
		if s.Seal && named {
			lines = sealGap
		}
		for range lines {
			f.gap(true)
		}
	}
	start := len(f.units)
	offices, dates := f.balanced(paragraphs(s.Office), font), f.balanced([][]rune{date}, font)
	if s.Seal {
		f.sealed(offices, dates)
	} else {
		f.unsealed(offices, dates)
	}
	if n := len(f.units); s.Seal && named && n > start {
		if f.units[n-1].reserve = f.sheet.lead; len(s.Lines) > 0 {
			f.units[n-1].reserve = 0
			f.units = append(f.units, unit{height: f.sheet.lead, grid: true})
		}
	}
	first := len(f.units)
	for _, line := range s.Lines {
		f.check(line)
	}
	if first < len(f.units) && first > start {
		lower := ink.Ink{}
		lower.Add(f.units[first].Ink, 0, checkLead/2)
		f.units[first].Ink = lower
		f.units[first].height += checkLead / 2
	}
	end := len(f.units)
	if heightOf(f.units[first:]) > f.sheet.areaH/4 {
		end = first + 2
	}
	f.company(start, end)
}

// set is a line without a place yet.
type set struct {
	text  *breaker.Text
	line  breaker.Line
	rs    []rune
	sides []ink.Side
	font  *ink.Font
}

// balanced divides paragraphs into balanced lines.
func (f *flow) balanced(paras [][]rune, font *ink.Font) []set {
	var out []set
	for _, rs := range paras {
		t, sides := spaced(font, rs, bodySize)
		for _, l := range t.Balanced(f.sheet.areaW-2*bodySize, f.sheet.gap) {
			out = append(out, set{t, l, rs, sides, font})
		}
	}
	return out
}

func widest(sets []set) float64 {
	w := 0.0
	for _, s := range sets {
		w = max(w, s.line.Natural)
	}
	return w
}

// at adds lines that begin at x, or are centred on x.
func (f *flow) at(sets []set, x float64, centred bool) {
	for _, s := range sets {
		left := x
		if centred {
			left -= s.line.Natural / 2
		}
		left = max(0, min(left, f.sheet.areaW-s.line.Natural))
		f.units = append(f.units, f.line(s.text, s.line, setting{font: s.font, size: bodySize, x: left, width: s.line.Natural, gap: f.sheet.gap,
			rs: s.rs, sides: s.sides}, f.sheet.lead))
	}
}

// sealed places lines for a seal: the date ends four characters from the right edge, and the office is centred above it (7.3.5.1). If the
// office is too long for that, both move to the left, so that a seal fits over the middle of both.
func (f *flow) sealed(offices, dates []set) {
	w := f.sheet.areaW
	wide := widest(dates)
	if len(dates) == 0 {
		wide = 4 * bodySize
	}
	centre := min(w-f.sheet.chars(4)-wide/2, w-widest(offices)/2)
	f.at(offices, centre, true)
	f.at(dates, centre, true)
}

// unsealed places lines without a seal: the office ends two characters from the right edge, and the date begins two characters to the right
// of the office. A date that is longer than the office ends two characters from the edge instead, and the office moves with it (7.3.5.2).
func (f *flow) unsealed(offices, dates []set) {
	edge, two := f.sheet.areaW-f.sheet.chars(2), f.sheet.chars(2)
	office, date := widest(offices), widest(dates)
	x := edge - office
	if date > office {
		x = edge - date - two
	}
	if len(offices) == 0 {
		x = edge - date - two
	}
	f.at(offices, x, false)
	f.at(dates, x+two, false)
}

func (f *flow) check(s string) {
	font := f.fonts.ByRole[ink.Check]
	for _, rs := range paragraphs(s) {
		t := breaker.New(rs, font.Advances(rs, checkSize))
		for _, l := range t.Lines(breaker.Measure{First: f.sheet.areaW, Rest: f.sheet.areaW, MinLast: 2}) {
			u := f.line(t, l, setting{font: font, size: checkSize, width: f.sheet.areaW, rs: rs}, checkLead)
			u.grid = false
			f.units = append(f.units, u)
		}
	}
}
