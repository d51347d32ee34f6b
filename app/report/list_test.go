package report_test

import (
	"strings"
	"testing"

	"kaohe/app/report"
)

func TestAListSaysWhatItIsAndGivesItsColumnsTheirRoom(t *testing.T) {
	r, say := round(t)
	l := report.Listing{Title: "考核得分", Said: []string{"南山区", "筛选“有扣分”"}, Columns: []report.Column{{Head: "编号"}, {Head: "考核内容"}, {Head: "得分", Align: report.Right}},
		Rows: []report.Row{{Cells: []string{"一", "责任体系", "14.25"}, Strong: true}, {Cells: []string{"1.3", strings.Repeat("责任书", 12), "3.00"}}}}
	doc := report.List(r.View(), l, "2006-11-20", say)
	if got := plain(doc); !strings.Contains(got, "南山区；筛选“有扣分”；共1行；2006年11月20日打印") || !strings.Contains(got, r.View().Title) {
		t.Error(got)
	}
	table := doc.Blocks[len(doc.Blocks)-1].(report.Table)
	sum := 0.0
	for _, c := range table.Columns {
		sum += c.Width
	}
	if sum < 0.999 || sum > 1.001 || table.Columns[1].Width < 3*table.Columns[0].Width || table.Columns[2].Align != report.Right || doc.Landscape {
		t.Errorf("%+v, across: %v", table.Columns, doc.Landscape)
	}
	for range 12 {
		l.Columns = append(l.Columns, report.Column{Head: "又一个区"})
	}
	if !report.List(r.View(), l, "2006-11-20", say).Landscape {
		t.Error("a wide list stands across the page")
	}
	if got := report.ListName(l); got != "南山区考核得分.pdf" {
		t.Error(got)
	}
	if got := report.ListName(report.Listing{Title: "台账/一"}); got != "台账_一.pdf" {
		t.Error(got)
	}
}
