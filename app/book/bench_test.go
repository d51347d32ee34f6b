package book_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
)

// big is a view of 12 districts, 80 items, 2,000 records and 500 documents.
func big() *assess.Assessment {
	a := &assess.Assessment{Title: "大", Standard: &standard.Standard{}}
	sec := &standard.Section{ID: "s", Title: "责任体系", Order: 1}
	a.Standard.Sections = []*standard.Section{sec}
	for n := range 80 {
		sec.Items = append(sec.Items, &standard.Item{ID: fmt.Sprint("i", n), Code: fmt.Sprintf("1.%d", n+1), Section: "s", Text: "考核项目的文字", Points: 500, Order: int64(n),
			Rule: standard.Rule{Kind: standard.Free, Amount: 50, What: "酌情"}, Materials: []string{"责任书", "名册"}})
	}
	a.Team = []*assess.Person{{ID: "gu", Name: "顾彧", Agency: "市打假办", Role: assess.Leader}}
	text := strings.Repeat("记录内容二百字", 28)
	for n := range 12 {
		d := &assess.District{ID: fmt.Sprint("d", n), Name: fmt.Sprintf("第%d区", n), Order: int64(n), Assigned: map[string][]string{"s": {"gu"}}}
		d.Entity = "d/" + d.ID
		for _, i := range sec.Items {
			d.Scores = append(d.Scores, &assess.Score{Item: i, Entity: d.Entity + "/score/" + i.ID, Mark: 450, Final: 450, Marked: true, Claim: 500, Claimed: true})
		}
		for k := range 167 {
			r := &assess.Record{ID: fmt.Sprint("r", k), Method: string(standard.Interview), Form: standard.Interview, Date: "2006-10-10", Recorder: "gu", Title: fmt.Sprint("记录", k), Text: text, Items: []string{"i1", "i2"}, Order: int64(k)}
			r.Entity = d.Entity + "/rec/" + r.ID
			if k%4 == 0 {
				r.Docs = []*assess.Document{{ID: "x", Entity: d.Entity + "/doc/" + r.ID + "/x", Title: "文件", Number: "1号", Date: "2006-01-02", Verdict: assess.Conforms, Order: 1}}
			}
			d.Records = append(d.Records, r)
		}
		a.Districts = append(a.Districts, d)
	}
	return a
}

// walk reads every cell once: what any way of taking a workbook in has to do.
func walk(g *book.Grid) (n int) {
	for _, s := range g.Sheets {
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				for _, x := range c.Text {
					n += int(x)
				}
				n += int(c.Number)
			}
		}
	}
	return n
}

var kept int

// floor is the best of some walks.
func floor(g *book.Grid) time.Duration {
	best := time.Hour
	for range 9 {
		start := time.Now()
		kept += walk(g)
		best = min(best, time.Since(start))
	}
	return best
}

func BenchmarkBig(b *testing.B) {
	a := big()
	g := grid(book.Export(a, nil))
	nothing := &assess.Assessment{Standard: &standard.Standard{}}
	for _, c := range []struct {
		name string
		f    func()
	}{
		{"Export", func() { book.Export(a, nil) }},
		{"TakeUntouched", func() { book.Take(a, a, g, a.Team[0], "2006-11-20") }},
		{"TakeAllNew", func() { book.Take(nothing, nil, g, nil, "2006-11-20") }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			least := floor(g)
			for b.Loop() {
				c.f()
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(least), "floors/op")
		})
	}
}
