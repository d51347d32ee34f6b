package pdf

import "kaohe/data/ink"
import "kaohe/app/report"

const (
	handRule  = 60 * mm // the least room for a name written by hand
	handLead  = 1.5     // grid lines for each: a pen needs more space than type
	handTight = 1.0     // where there are many
)

// hands lays out lines to be signed: a label, a rule, and blanks for the date. They are kept together, unless they need more than two thirds of
// a page, and with the end of the text that is signed; if they need more than half a page, they are closer together. If two fit beside each
// other, they are placed so, with the date below the rule; otherwise the date is behind the rule.
func (f *flow) hands(h report.Hands) {
	units := f.handUnits(h, handLead)
	if heightOf(units) > f.sheet.areaH/2 {
		units = f.handUnits(h, handTight)
	}
	first := len(f.units)
	f.units = append(f.units, units...)
	if n := len(f.units); heightOf(units) <= f.sheet.areaH*2/3 {
		f.company(first, n)
	} else { // they continue over pages, but no line is alone
		f.company(first, min(first+2, n))
		f.units[n-2].keep = true
	}
}

// handUnits lays out the lines; lead is their distance in lines of the grid.
func (f *flow) handUnits(h report.Hands, lead float64) []unit {
	font := f.fonts.ByRole[ink.Body]
	s := f.sheet
	one := s.chars(1)
	day := []rune("　　年　 月　 日")
	wide := f.wide(day, font)
	longest := 0.0
	labels := make([][]rune, 0, len(h.Labels))
	for _, l := range h.Labels {
		rs := []rune(single(l))
		if len(rs) > 0 && rs[len(rs)-1] != '：' {
			rs = append(rs, '：')
		}
		labels = append(labels, rs)
		longest = max(longest, f.wide(rs, font))
	}
	if half := (s.areaW - one) / 2; longest+handRule <= half && len(labels) > 1 {
		return f.pairs(labels, day, half, lead)
	}
	most := s.areaW - handRule - one - wide // the space that a label may take in a line
	edge := 0.0                             // where rules begin
	for _, rs := range labels {
		if w := f.wide(rs, font); w <= most {
			edge = max(edge, w)
		}
	}
	var out []unit
	for _, rs := range labels {
		if f.wide(rs, font) > most { // the label goes above its rule
			out = append(out, f.plainLines(string(rs), font, 0, s.areaW, report.Left)...)
			rs = nil
		}
		end := s.areaW - one - wide
		u := unit{height: lead * s.lead, Ink: handInk(s, edge, end, lead)}
		u.Add(ink.Ink{Runs: append(f.pieceOf(rs, font, 0), f.piece(day, font, end+one)...)}, 0, (lead-1)*s.lead)
		out = append(out, u)
	}
	return out
}

// pairs lays out two labels beside each other, each with its rule and the date below that.
func (f *flow) pairs(labels [][]rune, day []rune, half, lead float64) []unit {
	s, font := f.sheet, f.fonts.ByRole[ink.Body]
	var out []unit
	for i, rs := range labels {
		if i%2 == 0 {
			out = append(out, unit{height: (lead + 1) * s.lead})
		}
		u, x := &out[len(out)-1], float64(i%2)*(half+s.chars(1))
		u.Add(handInk(s, f.wide(rs, font), half, lead), x, 0)
		u.Add(ink.Ink{Runs: f.pieceOf(rs, font, 0)}, x, (lead-1)*s.lead)
		u.Add(ink.Ink{Runs: f.piece(day, font, half-f.wide(day, font))}, x, lead*s.lead)
	}
	return out
}

// handInk returns the rule to write on, slightly below the baseline of the line.
func handInk(s *sheet, from, to, lead float64) ink.Ink {
	y := (lead-1)*s.lead + baseline(s.lead, bodySize) + 0.15*bodySize
	return ink.Ink{Rules: []ink.Rule{{X1: from, X2: to, Y1: y, Y2: y, Width: thinRule}}}
}

// pieceOf is like piece for a text that may be empty.
func (f *flow) pieceOf(rs []rune, font *ink.Font, x float64) []ink.Run {
	if len(rs) == 0 {
		return nil
	}
	return f.piece(rs, font, x)
}
