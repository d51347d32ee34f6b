package pdf

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/data/ink"
)

// widthsOf returns the widths of a table's columns without padding, in characters.
func widthsOf(t *testing.T, tb report.Table) []float64 {
	t.Helper()
	fs := ink.NewFonts(printer(t).embedded)
	f := &flow{sheet: newSheet(false), fonts: fs}
	heads, rows := f.texts(tb.Columns, tb.Rows)
	edges := f.columns(tb.Columns, heads, rows)
	out := make([]float64, len(tb.Columns))
	for i := range out {
		out[i] = (edges[i+1] - edges[i] - 2*padX) / tableSize
	}
	return out
}

// TestWidthsFollowContents: numbers and dates are whole, the longest texts get most, a column of units has room for a unit, and an empty one for
// a pen.
func TestWidthsFollowContents(t *testing.T) {
	tb := report.Table{Columns: []report.Column{{Head: "序号", Width: 5}, {Head: "问题", Width: 20}, {Head: "整改措施", Width: 12}, {Head: "责任单位", Width: 5},
		{Head: "完成期限", Width: 5}, {Head: "分值", Width: 5, Align: report.Right}}}
	for i := range 20 {
		tb.Rows = append(tb.Rows, report.Row{Cells: []string{fmt.Sprint(i), strings.Repeat("责任书内容不具体，没有量化。", 4), "", "南山区打假办、公安分局", "2006年12月30日", "100.50"}})
	}
	w := widthsOf(t, tb)
	for i, least := range []float64{1, 10, 5, 6, 7, 3} {
		if w[i] < least {
			t.Errorf("column %s has %.1f characters: %.1f", tb.Columns[i].Head, w[i], w)
		}
	}
	if w[2] > 12 || w[0] > 3 || w[5] > 5 {
		t.Errorf("columns that need little have much: %.1f", w)
	}
	tb.Rows[3].Cells[1] = strings.Repeat("x", 400) // a word wider than the page does not take the others' room
	for i, x := range widthsOf(t, tb) {
		if x < 1.5-1e-6 {
			t.Errorf("column %d has %.1f characters", i, x)
		}
	}
}

// TestWidthsSpread: where all texts fit, what is left over is shared by the wishes.
func TestWidthsSpread(t *testing.T) {
	tb := report.Table{Columns: []report.Column{{Head: "序号", Width: 10}, {Head: "名称", Width: 60}, {Head: "结果", Width: 30}},
		Rows: []report.Row{{Cells: []string{"1", "蛇口街道", "抽中"}}}}
	if w := widthsOf(t, tb); w[1] < w[2]*1.5 || w[2] < w[0]*1.5 {
		t.Errorf("got %.1f", w)
	}
}

// TestLongTable: 120 items with their deductions take much less than 40 pages.
func TestLongTable(t *testing.T) {
	tb := report.Table{Columns: []report.Column{{Head: "编号", Width: 5}, {Head: "考核项目", Width: 29}, {Head: "分值", Width: 7, Align: report.Right},
		{Head: "自评", Width: 7, Align: report.Right}, {Head: "考核", Width: 7, Align: report.Right}, {Head: "扣分依据", Width: 25}, {Head: "说明", Width: 20}}}
	for i := range 120 {
		why := strings.Repeat("粤海街道责任书未量化（扣0.25分），见记录12。", i%4)
		tb.Rows = append(tb.Rows, report.Row{Cells: []string{fmt.Sprintf("%d.%d", i/10, i%10), strings.Repeat("区政府主要领导每年至少主持召开一次专题会议，", 2+i%3),
			"2.50", "2.25", "1.75", why, strings.Repeat("区里说明理由成立，", i%3)}})
	}
	d := doc(tb)
	d.Landscape = true
	if _, res := write(t, d); res.Pages > 25 {
		t.Errorf("%d pages", res.Pages)
	}
}
