package book

import (
	"cmp"
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// percentOf has more than two decimals, of which two are shown, so that equal ranks are equal scores.
func (s *summary) percentOf(n int, d *assess.District) Cell {
	total, full := at(s.total, n), at(s.full, n)
	f := fmt.Sprintf(`IF(OR(%s="",%s>0,%s=0),"",ROUND(%s*100,0)*100/ROUND(%s*100,0))`, total, at(s.open, n), full, total, full)
	if d.Rank == 0 {
		return Cell{Formula: f}
	}
	return Cell{Formula: f, Number: int64(d.Final.Total) * 100 * ShareOne / int64(d.Final.Full), Is: true}
}

func (s *summary) placeOf(n int, d *assess.District) Cell {
	all := fixed(s.percent, FirstRow) + ":" + s.foots(s.percent, -1)
	return formula(fmt.Sprintf(`IF(%s="","",RANK(%s,%s))`, at(s.percent, n), at(s.percent, n), all), int64(d.Rank), d.Rank > 0)
}

// sinks returns formulas of the best grades that a veto and an event allow a district, counted from 1; 0: any.
func (s *summary) sinks(n int) (veto, forced string) {
	last := len(s.std.GradeNames())
	veto = "0"
	if from := s.plain + s.bonus; from < len(s.items) {
		veto = fmt.Sprintf(`IF(COUNTIF(%s,"%s")>0,%d,0)`, across(s.first+from, s.first+len(s.items)-1, n), saysVeto, last)
	}
	name, event := column(s.bodies, "单位名称"), column(s.bodies, "直接定为等次")
	return veto, fmt.Sprintf("IFERROR(MATCH(INDEX(%s,MATCH($A%d,%s,0)),%s,0),0)", event, FirstRow+n, name, s.names())
}

// names are the cells with the names of the grades.
func (s *summary) names() string {
	return s.foots(s.grade, 1) + ":" + s.foots(s.grade, len(s.std.GradeNames()))
}

func (s *summary) gradeOf(n int, d *assess.District) Cell {
	last := len(s.std.GradeNames())
	by, than, col := at(s.percent, n), ">=", s.percent
	if len(s.std.Ranks) > 0 {
		by, than, col = at(s.place, n), "<=", s.place
	}
	base := fmt.Sprint(last)
	for i := last - 1; i > 0; i-- {
		base = fmt.Sprintf("IF(%s%s%s,%d,%s)", by, than, s.foots(col, i), i, base)
	}
	veto, forced := s.sinks(n)
	return Cell{Formula: fmt.Sprintf(`IF(%s="","",INDEX(%s,MAX(%s,%s,IF(%s>0,%d,0),%s)))`, at(s.percent, n), s.names(), base, veto, at(s.failed, n), last-1, forced),
		Text: d.Final.Grade}
}

func (s *summary) reasonOf(n int, d *assess.District) Cell {
	veto, forced := s.sinks(n)
	c := Cell{Formula: fmt.Sprintf(`IF(%s="","",IF(%s>0,"一票否决",IF(%s>0,"关键项未达标",IF(%s>0,"直接定等次",""))))`, at(s.percent, n), veto, at(s.failed, n), forced)}
	switch {
	case d.Rank == 0:
	case len(d.Final.Vetoed) > 0:
		c.Text = "一票否决"
	case len(d.Final.FailedKey) > 0:
		c.Text = "关键项未达标"
	case s.allowed(d.Forced):
		c.Text = "直接定等次"
	}
	return c
}

// allowed tells whether the standard has a grade.
func (s *summary) allowed(grade string) bool {
	for _, g := range s.std.GradeNames() {
		if g == grade && g != "" {
			return true
		}
	}
	return false
}

func (s *summary) failedOf(n int, d *assess.District) Cell {
	var all []string
	for j, i := range s.items[:s.plain] {
		if i.Key {
			x := at(s.first+j, n)
			all = append(all, fmt.Sprintf("IF(ISNUMBER(%s),IF(%s<%s,1,0),0)", x, x, floorOf(i)))
		}
	}
	return formula(cmp.Or(strings.Join(all, "+"), "0"), int64(len(d.Final.FailedKey)), true)
}

// floorOf returns the points below which a key item fails, with all its decimals.
func floorOf(i *standard.Item) string {
	n := int64(i.Points) * i.KeyFloor
	return fmt.Sprintf("%d.%04d", n/10000, n%10000)
}
