package sheet_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
)

// marked is a round with any marks, as a session would show it.
func marked(t *rapid.T) *assess.Assessment {
	number := func(name string, low, high int) int { return rapid.IntRange(low, high).Draw(t, name) }
	a := &assess.Assessment{Title: "考核", Standard: &standard.Standard{Rescale: rapid.Bool().Draw(t, "rescale"), Bonus: standard.Points(number("cap", 0, 300))}}
	for s := range number("sections", 1, 3) {
		sec := &standard.Section{ID: fmt.Sprint("s", s), Title: fmt.Sprint("指标", s), BonusCap: standard.Points(number("section cap", 0, 200))}
		for n := range number("items", 1, 4) {
			i := &standard.Item{ID: fmt.Sprintf("i%d-%d", s, n), Code: fmt.Sprintf("%d.%d", s+1, []int{1, 10, 2, 20}[n]), Section: sec.ID, Text: "考核项目", Points: standard.Points(number("points", 1, 1000)),
				Rule: standard.Rule{Kind: rapid.SampledFrom(standard.Kinds).Draw(t, "kind"), Amount: 50, Cap: standard.Points(number("most", 0, 100)), Above: rapid.Bool().Draw(t, "above")},
				Key:  rapid.Bool().Draw(t, "key"), KeyFloor: int64(number("floor", 0, 100))}
			sec.Items = append(sec.Items, i)
		}
		a.Standard.Sections = append(a.Standard.Sections, sec)
	}
	switch number("grading", 0, 2) {
	case 0:
		a.Standard.Grades = []standard.Grade{{Name: "优秀", From: 9000}, {Name: "良好", From: standard.Points(number("good", 6000, 9000))}, {Name: "不合格"}}
	case 1:
		a.Standard.Ranks = []standard.RankGrade{{Name: "优秀", Upto: 1}, {Name: "良好", Upto: 2}, {Name: "其他"}}
	}
	var results []standard.Result
	for n := range number("districts", 1, 4) {
		d := &assess.District{ID: fmt.Sprint("d", n), Name: fmt.Sprint("区", n), Entity: fmt.Sprint("d/d", n), Forced: rapid.SampledFrom([]string{"", "", "良好", "没有"}).Draw(t, "forced")}
		given := map[string]standard.Given{}
		whole := rapid.Bool().Draw(t, "whole")
		for _, i := range a.Standard.Items() {
			s := &assess.Score{Item: i, Entity: d.Entity + "/score/" + i.ID, Marked: whole || rapid.Bool().Draw(t, "marked"), NA: number("na", 0, 5) == 0, Vetoed: number("veto", 0, 3) == 0}
			if s.Marked {
				s.Mark = standard.Points(number("mark", 0, 1100))
			}
			if s.Final = s.Mark; number("ruled", 0, 5) == 0 {
				s.Final, s.Ruled = standard.Points(number("final", 0, 1000)), true
			}
			given[i.ID] = standard.Given{Mark: s.Final, Marked: s.Marked || s.Ruled, NA: s.NA, Vetoed: s.Vetoed}
			d.Scores = append(d.Scores, s)
		}
		d.Final = a.Standard.Score(given)
		results, a.Districts = append(results, d.Final), append(a.Districts, d)
	}
	places, grades := standard.Places(results), a.Standard.GradeByRank(results)
	for n, d := range a.Districts {
		if d.Rank = places[n]; len(a.Standard.Ranks) > 0 {
			d.Final.Grade = grades[n]
		}
		d.Final = a.Standard.Force(d.Final, d.Forced, "出了事")
	}
	return a
}

// computed compares all formulas of the summary with what stands in their cells, and returns how many there are.
func computed(t fataler, f *excelize.File) (n int) {
	rows, err := f.GetRows("汇总", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c := range row {
			cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
			said, err := f.GetCellFormula("汇总", cell)
			if err != nil || said == "" {
				continue
			}
			n++
			got, err := f.CalcCellValue("汇总", cell, excelize.Options{RawCellValue: true})
			a, errA := strconv.ParseFloat(got, 64)
			b, errB := strconv.ParseFloat(row[c], 64)
			if near := errA == nil && errB == nil && math.Abs(a-b) < 1e-9; err != nil || got != row[c] && !near {
				t.Fatal(fmt.Sprintf("%s holds %q, and its formula gives %q, %v: %s", cell, row[c], got, err, said))
			}
		}
	}
	return n
}

// What the summary's formulas give is what the session says, for any standard and any marks.
func TestTheSummaryComputesWhatTheSessionSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := marked(t)
		b := book.Export(a, nil)
		b.Sheets = slices.DeleteFunc(b.Sheets, func(s book.Sheet) bool {
			return !slices.Contains([]string{"汇总", "考核得分", "被考核单位"}, s.Name)
		})
		f, err := excelize.OpenReader(bytesOf(t, b))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		ordinary := false
		for _, i := range a.Standard.Items() {
			ordinary = ordinary || !i.Bonus() && !i.Veto()
		}
		if there, _ := f.GetSheetIndex("汇总"); there < 0 {
			if ordinary {
				t.Fatal("there is no summary")
			}
			return
		}
		if n := computed(t, f); n < len(a.Districts)*len(a.Standard.Items()) {
			t.Fatal(n, "formulas")
		}
	})
}
