package report

import (
	"fmt"

	"kaohe/app/standard"
)

// rate is how much of what applies was reached, in hundredths of a percent, half up. Sections have different sums, so that shares and
// not points can be compared along a chart. Missing where nothing applies or an item is open.
func rate(s standard.Sum) int64 {
	if s.Full <= 0 || s.Open > 0 {
		return Missing
	}
	return (int64(s.Got)*20000 + int64(s.Full)) / (2 * int64(s.Full))
}

// chart shows the district's sections beside the city's mean, which is that of the districts whose items are all marked; with fewer
// than two of them there is no mean. False where no section of the district is whole.
func (f findings) chart() (Chart, bool) {
	own, city := Series{Name: f.d.Name}, Series{Name: "全市平均"}
	c := Chart{Caption: "各一级指标得分率", Unit: "%"}
	whole := 0
	for _, d := range f.a.Districts {
		if d.Rank > 0 {
			whole++
		}
	}
	known := false
	for _, sec := range f.a.Standard.Sections {
		sum := f.d.Final.Sections[sec.ID]
		if sum.Full <= 0 {
			continue
		}
		c.Categories = append(c.Categories, sec.Title)
		own.Values = append(own.Values, rate(sum))
		city.Values = append(city.Values, f.mean(sec.ID))
		known = known || sum.Open == 0
	}
	c.Series = []Series{own}
	if whole > 1 {
		c.Caption += fmt.Sprintf("（得分占满分的比例；全市平均按已全部评分的%d个区计算）", whole)
		c.Series = append(c.Series, city)
	} else {
		c.Caption += "（得分占满分的比例）"
	}
	return c, known
}

// mean of a section's rates over the districts that are marked throughout, half up.
func (f findings) mean(section string) int64 {
	var sum, n int64
	for _, d := range f.a.Districts {
		if r := rate(d.Final.Sections[section]); d.Rank > 0 && r != Missing {
			sum, n = sum+r, n+1
		}
	}
	if n == 0 {
		return Missing
	}
	return (2*sum + n) / (2 * n)
}
