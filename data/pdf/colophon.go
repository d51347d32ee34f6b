package pdf

import (
	"strings"

	"kaohe/app/report"
	"kaohe/data/ink"
)

const (
	colophonSize = 14.0                // 四号 (7.4.2, 7.4.3)
	colophonLead = colophonSize * 1.75 // a line is a character and 7/8 of one (3), slightly less because the rules add space
)

// colophon lays out 版记 as lines with rules between them: thick ones at both ends, thin ones between (7.4.1). A letter has neither rules nor
// 印发机关 (10.1).
func (f *flow) colophon(c *report.Colophon, letter bool) []unit {
	if c == nil {
		return nil
	}
	parts := [][]unit{f.copies(single(c.CopyTo)), nil, f.printed(single(c.Copies))}
	if !letter {
		parts[1] = f.issued(single(c.Office), single(c.Date))
	}
	w := f.sheet.areaW
	var all []unit
	for _, part := range parts {
		if len(part) > 0 && !letter {
			width, y := thinRule, 0.0
			if len(all) == 0 {
				width, y = outerRule, outerRule/2
			}
			part[0].Rules = append(part[0].Rules, ink.Rule{X1: 0, X2: w, Y1: y, Y2: y, Width: width})
		}
		all = append(all, part...)
	}
	if n := len(all); n > 0 && !letter { // 末条分隔线与公文最后一面的版心下边缘重合
		y := all[n-1].height
		all[n-1].Rules = append(all[n-1].Rules, ink.Rule{X1: 0, X2: w, Y1: y, Y2: y, Width: outerRule})
	}
	return all
}

// printed lays out 印数. It is separated like the other parts and ends one character from the right, as is usual; the standard only says that
// further parts are below a thin line (7.4.3).
func (f *flow) printed(s string) []unit {
	if s == "" {
		return nil
	}
	font := f.fonts.ByRole[ink.Body]
	const one = colophonSize
	w := f.sheet.areaW - 2*one
	t, _ := spaced(font, []rune(s), colophonSize)
	wide := min(w, t.Natural(0)+hair)
	return f.hanging([]rune(s), font, colophonSize, one+w-wide, wide, 0, colophonLead)
}

// copies lays out 抄送: one character of space at both ends, further lines aligned with the first office, a full stop at the end (7.4.2).
func (f *flow) copies(s string) []unit {
	if s == "" {
		return nil
	}
	if !strings.HasSuffix(s, "。") {
		s += "。"
	}
	font := f.fonts.ByRole[ink.Body]
	label := []rune("抄送：")
	if before, after, ok := strings.Cut(s, "："); ok && (before == "抄送" || before == "主送") {
		label, s = []rune(before+"："), after
	}
	const one = colophonSize
	x := one + sum(font.Advances(label, colophonSize))
	units := f.hanging([]rune(s), font, colophonSize, x, f.sheet.areaW-one-x, 0, colophonLead)
	head := ink.Run{Font: font, Size: colophonSize, X: one, Y: baseline(colophonLead, colophonSize), Text: label}
	units[0].Runs = append([]ink.Run{head}, units[0].Runs...)
	return units
}

// issued lays out 印发机关 one character from the left, and 印发日期 with 印发 one character from the right, on one line if both fit (7.4.3).
func (f *flow) issued(office, date string) []unit {
	font := f.fonts.ByRole[ink.Body]
	const one = colophonSize
	w := f.sheet.areaW - 2*one
	var out []unit
	if office != "" {
		out = f.hanging([]rune(office), font, colophonSize, one, w, 0, colophonLead)
	}
	if date == "" {
		return out
	}
	if !strings.HasSuffix(date, "印发") {
		date += "印发"
	}
	t, _ := spaced(font, []rune(date), colophonSize)
	wide := t.Natural(0)
	if wide > w {
		return append(out, f.hanging([]rune(date), font, colophonSize, one, w, 0, colophonLead)...)
	}
	right := f.hanging([]rune(date), font, colophonSize, one+w-wide, wide+hair, 0, colophonLead)[0]
	t, _ = spaced(font, []rune(office), colophonSize)
	if len(out) == 1 && t.Natural(0)+one+wide <= w {
		out[0].Runs = append(out[0].Runs, right.Runs...)
		return out
	}
	return append(out, right)
}

// colophon places 版记 so that it ends at the lower edge of the type area on the last page. If it does not fit below the text it gets a page
// of its own. That page must be the back of a sheet, so an empty page may come before it; neither has a number then (7.5).
func (p *paginator) colophon(units []unit) {
	if len(units) == 0 {
		return
	}
	height := heightOf(units)
	if p.low()+height <= p.area()+hair {
		p.last().lift = height
	} else {
		p.foot = nil
		if len(p.pages)%2 == 0 {
			p.turn()
			p.last().unfolied = true
		}
		p.turn()
		p.last().unfolied = len(p.pages) > 2 && p.pages[len(p.pages)-2].unfolied
	}
	for i := range units {
		u := &units[i]
		if height <= p.sheet.areaH+hair {
			p.y = p.sheet.areaH - height
		} else if p.y+u.height > p.sheet.areaH+hair {
			p.turn()
			p.y = max(0, p.sheet.areaH-height)
		}
		p.put(item{unit: u, y: p.y})
		p.y += u.height
		height -= u.height
	}
}
