package pdf

import "kaohe/data/ink"
import "kaohe/app/report"

// legend names the series, each beside its pattern, and the unit. Its rows stay with the first bars. A chart with one series without a name
// only needs the unit.
func (f *flow) legend(p *plot) {
	w := f.sheet.areaW
	x, u := 0.0, unit{height: tableLead}
	flush := func() {
		if !u.None() {
			f.units = append(f.units, u)
		}
		x, u = 0, unit{height: tableLead}
	}
	for k, s := range p.Series {
		name := single(s.Name)
		if name == "" && len(p.Series) < 2 {
			continue
		}
		wide := sum(p.font.Advances([]rune(name), tableSize)) + hair
		if x > 0 && x+legendBox+chartPad+wide > w {
			flush()
		}
		u.bar(ink.Area{X: x, Y: (tableLead - barHeight) / 2, W: legendBox, H: barHeight, Pattern: k})
		text := legendBox + chartPad
		lines := f.cellLines(name, p.font, min(wide, w-text), report.Left)
		u.addLines(lines, x+text-padX, 0)
		u.height = max(u.height, float64(len(lines))*tableLead)
		x += text + wide + 3*chartPad
	}
	if visible(p.Unit) {
		text := "单位：" + single(p.Unit)
		wide := min(w, sum(p.font.Advances([]rune(text), tableSize))+hair)
		if x > w-wide {
			flush()
		}
		lines := f.cellLines(text, p.font, wide, report.Left)
		u.addLines(lines, w-wide-padX, 0)
		u.height = max(u.height, float64(len(lines))*tableLead)
	}
	flush()
}
