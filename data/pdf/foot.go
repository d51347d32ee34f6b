package pdf

import (
	"fmt"

	"kaohe/app/report"
	"kaohe/data/ink"
)

const (
	footSize = 12.0    // 小四
	footRule = 30 * mm // the least room to write on
)

// foot is what stands at the foot of each page of a part, except for the number of the page: labels with rules to write on. Its ink is relative
// to its upper left corner.
type foot struct {
	ink.Ink
	height float64
}

// part begins a part on a new page. If the labels need more than two lines, they are not at the foot of pages: they are lines to sign at the
// beginning of the part, so that no text is lost.
func (f *flow) part(p report.Part) {
	var labels [][]rune
	for _, l := range p.Foot {
		if visible(l) {
			labels = append(labels, []rune(single(l)+"："))
		}
	}
	ft, fits := f.footOf(labels)
	f.units = append(f.units, unit{turn: true, foot: ft, first: len(f.units) == 0, keep: true})
	if !fits {
		f.hands(report.Hands{Labels: p.Foot})
	}
}

// footOf lays out the labels in one or two lines with rules of equal length. The number of the page is at the right end of the last line. fits
// is false if there is no room; the foot has the number alone then.
func (f *flow) footOf(labels [][]rune) (ft *foot, fits bool) {
	font := f.fonts.ByRole[ink.Body]
	room := f.sheet.areaW - sum(font.Advances([]rune(footNumber(100, 100)), footSize)) - footSize
	for rows := 1; rows <= 2; rows++ {
		per := (len(labels) + rows - 1) / rows
		ft, fits = &foot{height: (float64(rows) + 0.5) * f.sheet.lead}, true
		for i := range rows {
			y := ft.height - float64(rows-1-i)*f.sheet.lead - (f.sheet.lead-footSize)/2 - 0.12*footSize
			fits = ft.labels(labels[min(i*per, len(labels)):min((i+1)*per, len(labels))], font, room, y) && fits
		}
		if fits {
			return ft, true
		}
	}
	return &foot{height: 1.5 * f.sheet.lead}, false
}

// labels adds labels on the baseline y, with rules between them that fill the width; false if the rules would be too short.
func (ft *foot) labels(labels [][]rune, font *ink.Font, width, y float64) bool {
	if len(labels) == 0 {
		return true
	}
	rest := width
	for _, l := range labels {
		rest -= sum(font.Advances(l, footSize)) + footSize
	}
	long := rest / float64(len(labels))
	x := 0.0
	for _, l := range labels {
		ft.Runs = append(ft.Runs, ink.Run{Font: font, Size: footSize, X: x, Y: y, Text: l})
		x += sum(font.Advances(l, footSize))
		ft.Rules = append(ft.Rules, ink.Rule{X1: x, X2: x + long, Y1: y + 0.15*footSize, Y2: y + 0.15*footSize, Width: thinRule})
		x += long + footSize
	}
	return long >= footRule
}

func footNumber(n, of int) string { return fmt.Sprintf("第%d页　共%d页", n, of) }

// feet draws the feet of parts, when it is known how many pages each has. Where 版记 is below the text, the foot is above it.
func (p *paginator) feet(font *ink.Font) {
	for from := 0; from < len(p.pages); {
		end := from + 1
		for end < len(p.pages) && p.pages[end].foot == p.pages[from].foot {
			end++
		}
		if ft := p.pages[from].foot; ft != nil {
			for i, pg := range p.pages[from:end] {
				pg.foot.draw(pg, p.sheet, font, []rune(footNumber(i+1, end-from)))
			}
		}
		from = end
	}
}

func (ft *foot) draw(pg *page, s *sheet, font *ink.Font, number []rune) {
	top := s.top + s.areaH - pg.lift - ft.height
	pg.Add(ft.Ink, s.left, top)
	pg.Runs = append(pg.Runs, ink.Run{Font: font, Size: footSize, Text: number, X: s.left + s.areaW - sum(font.Advances(number, footSize)),
		Y: top + ft.height - (s.lead-footSize)/2 - 0.12*footSize})
}
