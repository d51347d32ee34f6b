package pdf

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/report"
	"kaohe/data/ink"
)

// Measures of a chart in points; its text is that of tables.
const (
	barHeight   = 10.0
	chartPad    = 4.0 // between names, bars and numbers
	rowPad      = 5.0 // above and below a category
	tickLength  = 3.0
	legendBox   = 18.0
	noData      = "无数据"
	chartLabels = 0.3  // the part of the width that names of categories may take
	chartFigure = 0.35 // the part of the width that numbers may take
)

// plot is where the bars of a chart are drawn: values from lo to hi lie between left and right. Lengths are points.
type plot struct {
	report.Chart
	font        *ink.Font
	names       float64 // width of the categories' names
	left, right float64
	figures     float64 // width for the numbers behind the bars
	lo, hi      float64
	step        float64 // between ticks
}

// chart draws horizontal bars with their numbers, as vectors and text. It is kept on one page; a chart longer than a page continues on the
// next one with the next category.
func (f *flow) chart(c report.Chart) {
	for _, s := range c.Series {
		for len(c.Categories) < len(s.Values) { // a number without a name must be shown too
			c.Categories = append(c.Categories[:len(c.Categories):len(c.Categories)], "")
		}
	}
	if len(c.Categories) == 0 && !visible(c.Caption) {
		return
	}
	f.caption(c.Caption)
	first := len(f.units)
	p := f.plot(c)
	f.legend(p)
	start := len(f.units)
	for i := range c.Categories {
		f.category(p, i)
	}
	if len(c.Categories) > 0 {
		f.units = append(f.units, f.axis(p))
	}
	height := f.sheet.lead
	for _, u := range f.units[first:] {
		height += u.height
	}
	n := len(f.units)
	for i := first; i < n-1; i++ {
		if height <= f.sheet.areaH-f.sheet.lead || i < start || i == n-2 {
			f.units[i].keep = true
		}
	}
}

// value returns the number of a series for a category, and whether there is one.
func value(s report.Series, i int) (int64, bool) {
	if i >= len(s.Values) || s.Values[i] == report.Missing {
		return 0, false
	}
	return s.Values[i], true
}

// hundredths returns a number without trailing zeros.
func hundredths(v int64) string {
	sign, n := "", uint64(v) //nolint:gosec // the sign is taken off below
	if v < 0 {
		sign, n = "-", -n
	}
	s := strconv.FormatUint(n/100, 10)
	if rest := n % 100; rest > 0 {
		s += "." + strings.TrimRight(strconv.FormatUint(100+rest, 10)[1:], "0")
	}
	return sign + s
}

func (f *flow) plot(c report.Chart) *plot {
	p := &plot{Chart: c, font: f.fonts.ByRole[ink.Body]}
	w := f.sheet.areaW
	for i, name := range c.Categories {
		for _, rs := range paragraphs(name) {
			p.names = max(p.names, sum(p.font.Advances(rs, tableSize)))
		}
		total := 0.0
		for k, text := range p.texts(i) {
			p.figures = max(p.figures, sum(p.font.Advances([]rune(text), tableSize)))
			if c.Kind == report.Progress {
				continue
			}
			if v, ok := value(c.Series[k], i); ok {
				p.lo, p.hi = min(p.lo, float64(v)), max(p.hi, float64(v))
			}
		}
		if c.Kind == report.Progress {
			for _, s := range c.Series {
				if v, ok := value(s, i); ok {
					total += max(0, float64(v))
				}
			}
			p.hi = max(p.hi, total)
		}
	}
	p.names = min(p.names, chartLabels*w) + hair
	p.figures = min(p.figures, chartFigure*w) + hair
	p.left, p.right = p.names+chartPad, w-p.figures-chartPad
	p.step = step(p.hi - p.lo)
	p.lo, p.hi = math.Floor(p.lo/p.step)*p.step, math.Ceil(p.hi/p.step)*p.step
	if p.hi <= p.lo {
		p.hi = p.lo + p.step
	}
	return p
}

// step returns a round number of hundredths, about a fifth of the range.
func step(span float64) float64 {
	least := max(span/5, 1)
	pow := math.Pow(10, math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 5} {
		if m*pow >= least {
			return m * pow
		}
	}
	return 10 * pow
}

func (p *plot) x(v float64) float64 { return p.left + (v-p.lo)/(p.hi-p.lo)*(p.right-p.left) }

// texts returns the numbers of a category, one for each bar.
func (p *plot) texts(i int) []string {
	parts := make([]string, len(p.Series))
	for k, s := range p.Series {
		parts[k] = noData
		if v, ok := value(s, i); ok {
			parts[k] = hundredths(v)
		}
	}
	if p.Kind == report.Progress && len(parts) > 0 {
		return []string{strings.Join(parts, " / ")}
	}
	return parts
}

// category makes a unit for each bar, and further ones if the name or the numbers need more lines. They are kept together unless there are
// very many.
func (f *flow) category(p *plot, i int) {
	name := f.cellLines(p.Categories[i], p.font, p.names, report.Right)
	rows := make([]unit, 0, len(name))
	row := func(n int) *unit {
		for len(rows) <= n {
			rows = append(rows, unit{height: tableLead})
		}
		return &rows[n]
	}
	at := 0
	for k, text := range p.texts(i) {
		bar, end := ink.Area{Y: (tableLead - barHeight) / 2, H: barHeight}, p.x(0)
		if p.Kind == report.Progress {
			end = p.parts(row(at), bar, i)
		} else if v, ok := value(p.Series[k], i); ok {
			a, b := p.x(min(0, float64(v))), p.x(max(0, float64(v)))
			bar.X, bar.W, bar.Pattern = a, b-a, k
			row(at).bar(bar)
			end = b
		}
		for _, l := range f.cellLines(text, p.font, p.figures, report.Left) {
			row(at).Add(ink.Ink{Runs: l}, end+chartPad-padX, 0)
			at++
		}
	}
	row(max(len(name), 1) - 1)
	const together = 16
	if len(rows) <= together { // the name first, so that it is copied as a whole
		for n := range slices.Backward(name) {
			rows[0].Runs = append(offset(name[n], -padX, float64(n)*tableLead), rows[0].Runs...)
		}
	} else {
		for n, l := range name {
			rows[n].Runs = append(offset(l, -padX, 0), rows[n].Runs...)
		}
	}
	for n := range rows {
		rows[n].keep = n < len(rows)-1 && len(rows) <= together
		rows[n].Rules = append(rows[n].Rules, ink.Rule{X1: p.x(0), X2: p.x(0), Y2: tableLead, Width: thinRule})
	}
	rows = padded(rows, p.x(0))
	for n := range rows {
		rows[n].text = 1
	}
	f.units = append(f.units, rows...)
}

// padded adds the space above and below the rows of a category; the line at which bars begin continues through it.
func padded(rows []unit, zero float64) []unit {
	lower := ink.Ink{}
	lower.Add(rows[0].Ink, 0, rowPad)
	rows[0].Ink = lower
	rows[0].height += rowPad
	last := &rows[len(rows)-1]
	last.height += rowPad
	rows[0].Rules = append(rows[0].Rules, ink.Rule{X1: zero, X2: zero, Y2: rowPad, Width: thinRule})
	last.Rules = append(last.Rules, ink.Rule{X1: zero, X2: zero, Y1: last.height - rowPad, Y2: last.height, Width: thinRule})
	return rows
}

func offset(runs []ink.Run, x, y float64) []ink.Run {
	k := ink.Ink{}
	k.Add(ink.Ink{Runs: runs}, x, y)
	return k.Runs
}

// parts draws the parts of a category one after the other, and returns where they end.
func (p *plot) parts(u *unit, bar ink.Area, i int) float64 {
	at := 0.0
	for k, s := range p.Series {
		v, ok := value(s, i)
		if !ok || v <= 0 {
			continue
		}
		bar.X, bar.Pattern = p.x(at), k
		at += float64(v)
		bar.W = p.x(at) - bar.X
		u.bar(bar)
	}
	return p.x(at)
}

func (u *unit) bar(a ink.Area) {
	if a.W > 0 {
		u.Areas = append(u.Areas, a)
	}
}

// addLines adds lines in the size of tables, from x, y downwards.
func (u *unit) addLines(lines [][]ink.Run, x, y float64) {
	for n, l := range lines {
		u.Add(ink.Ink{Runs: l}, x, y+float64(n)*tableLead)
	}
}

// axis makes the line below the bars, with ticks, and numbers where there is room for them.
func (f *flow) axis(p *plot) unit {
	u := unit{height: tickLength + tableLead + rowPad}
	u.Rules = append(u.Rules, ink.Rule{X1: p.left, X2: p.right, Width: thinRule})
	free := 0.0
	for n := 0; ; n++ {
		v := p.lo + float64(n)*p.step
		if v > p.hi+p.step/2 || n > 20 {
			return u
		}
		x := p.x(v)
		u.Rules = append(u.Rules, ink.Rule{X1: x, X2: x, Y2: tickLength, Width: thinRule})
		rs := []rune(strconv.FormatFloat(v/100, 'f', -1, 64))
		w := sum(p.font.Advances(rs, tableSize))
		at := min(x-w/2, f.sheet.areaW-w)
		if at < free {
			continue
		}
		free = at + w + chartPad
		u.Runs = append(u.Runs, ink.Run{Font: p.font, Size: tableSize, X: at, Y: tickLength + baseline(tableLead, tableSize), Text: rs})
	}
}
