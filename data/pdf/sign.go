package pdf

import (
	"kaohe/app/report"
	"kaohe/data/pdf/breaker"
)

// signature sets 署名 and 成文日期: the date ends four characters from the right edge, the office is centred above it (7.3.5.1). An office too
// long for that is moved left until it ends at the edge. Below, small and flush left, stands what proves the signature, with digits
// of one width so that digests can be compared by eye. At least two lines of what is before come along to the same page.
func (f *flow) signature(s report.Signature) {
	if n := len(f.units); n > 0 && !f.units[n-1].empty {
		f.gap(true)
	}
	start := len(f.units)
	font := f.fonts.byRole[bodyRole]
	date := []rune(single(s.Date))
	dt := breaker.New(date, font.advances(date, bodySize))
	w := f.sheet.areaW
	dates := dt.Lines(breaker.Measure{First: w, Rest: w, Gap: f.sheet.gap})
	centre := w - f.sheet.chars(4) - 2*bodySize // of a date of four characters, if there is none
	if len(dates) > 0 {
		centre = w - f.sheet.chars(4) - dates[0].Natural/2
	}
	for _, rs := range paragraphs(s.Office) {
		t := breaker.New(rs, font.advances(rs, bodySize))
		for _, l := range t.Balanced(w-2*bodySize, f.sheet.gap) {
			f.units = append(f.units, f.line(t, l, f.around(centre, l, font, rs), f.sheet.lead))
		}
	}
	for _, l := range dates {
		f.units = append(f.units, f.line(dt, l, f.around(centre, l, font, date), f.sheet.lead))
	}
	first := len(f.units)
	for _, line := range s.Lines {
		f.check(line)
	}
	if first < len(f.units) && first > start {
		f.units[first].height += checkLead / 2
		for i := range f.units[first].runs {
			f.units[first].runs[i].y += checkLead / 2
		}
	}
	f.company(start, min(first+2, len(f.units)))
}

// around is a setting whose line is centred about x, but stays in the type area.
func (f *flow) around(x float64, l breaker.Line, font *font, rs []rune) setting {
	left := min(x-l.Natural/2, f.sheet.areaW-l.Natural)
	return setting{font: font, size: bodySize, x: max(0, left), width: l.Natural, gap: f.sheet.gap, rs: rs}
}

func (f *flow) check(s string) {
	font := f.fonts.byRole[checkRole]
	for _, rs := range paragraphs(s) {
		t := breaker.New(rs, font.advances(rs, checkSize))
		for _, l := range t.Lines(breaker.Measure{First: f.sheet.areaW, Rest: f.sheet.areaW, MinLast: 2}) {
			u := f.line(t, l, setting{font: font, size: checkSize, width: f.sheet.areaW, rs: rs}, checkLead)
			u.grid = false
			f.units = append(f.units, u)
		}
	}
}

// company ties the units from start to end together and to the two lines, or the row, before them.
func (f *flow) company(start, end int) {
	if start >= end {
		return
	}
	for i := start; i < end-1; i++ {
		f.units[i].keep = true
	}
	lines := 0
	for i := start - 1; i >= 0 && lines < 2; i-- {
		f.units[i].keep = true
		if !f.units[i].empty {
			lines++
		}
		if f.units[i].table != nil {
			break
		}
	}
}
