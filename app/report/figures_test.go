package report_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/report/reporttest"
	"kaohe/app/standard"
)

// added adds up each table of marks of a document, and tells how many there are.
func added(doc report.Document, errorf func(string, ...any)) int {
	n := 0
	for _, b := range doc.Blocks {
		if t, ok := b.(report.Table); ok && len(t.Columns) > 4 && t.Columns[2].Head == "分值" {
			(&reporttest.Adder{Errorf: errorf}).Rows(t.Rows)
			n++
		}
	}
	return n
}

func TestTheSamplesTablesOfMarksAddUp(t *testing.T) {
	r, say := round(t)
	a, n := r.View(), 0
	for _, d := range a.Districts {
		for _, kind := range []string{"score", "findings", "consultation"} {
			if doc, err := report.Make(kind, a, d, say); err == nil {
				n += added(doc, func(f string, args ...any) { t.Errorf(d.Name+" "+kind+": "+f, args...) })
			}
		}
	}
	if n < 15 {
		t.Errorf("%d tables were added up", n)
	}
}

// randomly marks a random standard: rules that add, caps, items that do not apply, deductions that explain too little or too much, rulings.
func randomly(t *rapid.T) (*assess.Assessment, *assess.District) {
	points := func(name string) standard.Points { return standard.Points(rapid.IntRange(1, 20).Draw(t, name) * 25) }
	often := func(name string) bool { return rapid.IntRange(0, 3).Draw(t, name) == 0 }
	a, d := little()
	std := &standard.Standard{Title: "标准", Rescale: rapid.Bool().Draw(t, "rescale"), Methods: standard.Usual()}
	if often("cap of all") {
		std.Bonus = points("most of all")
	}
	d.Scores = nil
	for s := range rapid.IntRange(1, 4).Draw(t, "sections") {
		sec := &standard.Section{ID: fmt.Sprint("s", s), Title: fmt.Sprintf("指标%d", s)}
		if often("cap") {
			sec.BonusCap = points("most")
		}
		for n := range rapid.IntRange(1, 5).Draw(t, "items") {
			kind := rapid.SampledFrom([]standard.Kind{standard.Free, standard.Each, standard.Percent, standard.Bonus, standard.Veto, standard.Half}).Draw(t, "kind")
			i := &standard.Item{ID: fmt.Sprintf("%d.%d", s, n), Section: sec.ID, Text: "项目", Points: points("points"),
				Rule: standard.Rule{Kind: kind, Amount: 25, Step: 100, Target: 9000, Above: true, Cap: points("cap"), Floor: 25}}
			i.Code = i.ID
			sec.Items = append(sec.Items, i)
			x := &assess.Score{Item: i, NA: often("na"), Marked: !often("unmarked"), Claimed: true, Claim: i.Points}
			low, high := i.Rule.Range(i.Points)
			mark := func() standard.Points {
				return i.Rule.Clamp(i.Points, standard.Points(rapid.IntRange(int(low), int(high)).Draw(t, "mark")))
			}
			x.Mark = mark()
			x.Counted, x.Count = x.Marked && often("counted"), int64(rapid.IntRange(0, 9900).Draw(t, "count"))
			for range rapid.IntRange(0, 2).Draw(t, "deductions") {
				x.Deductions = append(x.Deductions, &assess.Deduction{Amount: points("amount"), Reason: "未做到"})
			}
			if i.Bonus() || i.Veto() {
				x.Deductions = nil
			}
			if x.Final = x.Mark; often("ruled") {
				x.Ruled, x.Final = true, mark()
			}
			d.Scores = append(d.Scores, x)
		}
		std.Sections = append(std.Sections, sec)
	}
	a.Standard = std
	return a, total(a, d)
}

func TestAnyTableOfMarksAddsUp(t *testing.T) {
	_, say := round(t)
	rapid.Check(t, func(t *rapid.T) {
		a, d := randomly(t)
		for _, kind := range []string{"score", "findings", "consultation"} {
			if doc, err := report.Make(kind, a, d, say); err == nil {
				added(doc, func(f string, args ...any) { t.Errorf(kind+": "+f+"\n"+plain(doc), args...) })
			}
		}
	})
}
