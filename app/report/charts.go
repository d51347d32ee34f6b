package report

import (
	"fmt"

	"kaohe/app/standard"
)

// rate returns the part of the reachable points that was reached, in hundredths of a percent, a half up. A chart compares these and not
// points, because the sections have different sums. It returns Missing if nothing applies or an item is open.
func rate(s standard.Sum) int64 {
	if s.Full <= 0 || s.Open > 0 {
		return Missing
	}
	return (int64(s.Got)*20000 + int64(s.Full)) / (2 * int64(s.Full))
}

// chart compares the sections of the district with the mean of the city. The mean is over the districts whose items all have marks; with
// fewer than two such districts there is none. ok is false if no section of the district is complete.
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
		c.Caption += fmt.Sprintf("（得分占满分的比例；全市平均按已全部评分的%d个单位计算）", whole)
		c.Series = append(c.Series, city)
	} else {
		c.Caption += "（得分占满分的比例）"
	}
	return c, known
}

// mean returns the mean rate of a section over the districts whose items all have marks, a half up.
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
