package pdf

import "kaohe/app/report"

const (
	handRule = 60 * mm // the least room for a name written by hand
	handLead = 1.5     // grid lines for each: a pen needs more space than type
)

// hands lays out lines to be signed: a label, a rule, and blanks for the date. They are kept together, unless there are many, and with the
// end of the text that is signed. If two fit beside each other, they are placed so, with the date below the rule; otherwise the date is
// behind the rule.
func (f *flow) hands(h report.Hands) {
	font := f.fonts.byRole[bodyRole]
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
	most := s.areaW - handRule - one - wide // the space that a label may take in a line
	edge := 0.0                             // where rules begin
	for _, rs := range labels {
		if w := f.wide(rs, font); w <= most {
			edge = max(edge, w)
		}
	}
	half := (s.areaW - one) / 2
	two := longest+handRule <= half && len(labels) > 1
	first := len(f.units)
	for i, rs := range labels {
		if two {
			f.pair(i, rs, day, half)
			continue
		}
		if f.wide(rs, font) > most { // the label goes above its rule
			f.para(rs, font, false)
			rs = nil
		}
		end := s.areaW - one - wide
		u := unit{height: handLead * s.lead, ink: handInk(s, edge, end)}
		u.add(ink{runs: append(f.pieceOf(rs, font, 0), f.piece(day, font, end+one)...)}, 0, (handLead-1)*s.lead)
		f.units = append(f.units, u)
	}
	if n := len(f.units); heightOf(f.units[first:]) <= s.areaH/2 {
		f.company(first, n)
	} else { // many may continue over pages, but no line is alone
		f.company(first, first+2)
		f.units[n-2].keep = true
	}
}

// pair lays out the hand with index i, where two are in a row.
func (f *flow) pair(i int, rs, day []rune, half float64) {
	s, font := f.sheet, f.fonts.byRole[bodyRole]
	x := float64(i%2) * (half + s.chars(1))
	u := unit{height: (handLead + 1) * s.lead}
	if i%2 == 1 {
		u = f.units[len(f.units)-1]
		f.units = f.units[:len(f.units)-1]
	}
	u.add(handInk(s, f.wide(rs, font), half), x, 0)
	u.add(ink{runs: f.pieceOf(rs, font, 0)}, x, (handLead-1)*s.lead)
	u.add(ink{runs: f.piece(day, font, half-f.wide(day, font))}, x, handLead*s.lead)
	f.units = append(f.units, u)
}

// handInk returns the rule to write on, slightly below the baseline of the line.
func handInk(s *sheet, from, to float64) ink {
	y := (handLead-1)*s.lead + baseline(s.lead, bodySize) + 0.15*bodySize
	return ink{rules: []rule{{x1: from, x2: to, y1: y, y2: y, width: thinRule}}}
}

// pieceOf is like piece for a text that may be empty.
func (f *flow) pieceOf(rs []rune, font *font, x float64) []run {
	if len(rs) == 0 {
		return nil
	}
	return f.piece(rs, font, x)
}
