package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/report"
)

// pageHas tells on which page (from 1) of the finished file a text stands, 0 if nowhere.
func pageHas(pages []box, s string) int {
	return 1 + slices.IndexFunc(pages, func(p box) bool { return strings.Contains(pageText(p), s) })
}

func pageText(p box) string {
	var b strings.Builder
	for _, w := range p.Words {
		b.WriteString(w.Text)
	}
	return b.String()
}

func slid(n int, more ...report.Block) report.Document {
	return doc(append([]report.Block{report.Para{Text: strings.TrimSuffix(strings.Repeat("行\n", n), "\n")}}, more...)...)
}

func rowsOf(names ...string) report.Table {
	tb := report.Table{Columns: []report.Column{{Head: "表头", Width: 1}}}
	for _, n := range names {
		tb.Rows = append(tb.Rows, report.Row{Cells: []string{n}})
	}
	return tb
}

// TestTablesPart slides tables over a page's foot: a short one below its heading is never parted; a longer one has two rows at least on each
// page, sections' names not counted.
func TestTablesPart(t *testing.T) {
	var long []string
	for i := range 16 {
		long = append(long, fmt.Sprintf("第%02d行", i))
	}
	for n := range 22 {
		pages := func(tb report.Table) []box {
			file, _ := write(t, slid(n, report.Heading{Level: 2, Text: "（一）题"}, tb))
			return boxes(t, file)
		}
		p := pages(rowsOf("时间", "地点", "人员", "项目"))
		if a, b := pageHas(p, "（一）题"), pageHas(p, "项目"); a == 0 || a != b {
			t.Errorf("after %d lines: heading on page %d, the short table's end on %d", n, a, b)
		}
		tb := rowsOf(long...)
		tb.Rows = slices.Insert(tb.Rows, 0, report.Row{Span: true, Cells: []string{"节"}})
		p = pages(tb)
		if a, b := pageHas(p, "（一）题"), pageHas(p, "第01行"); a == 0 || a != b {
			t.Errorf("after %d lines: heading on page %d, the second row on %d", n, a, b)
		}
		if a, b := pageHas(p, "第14行"), pageHas(p, "第15行"); a == 0 || a != b {
			t.Errorf("after %d lines: the last row alone on page %d", n, b)
		}
	}
}

// TestHandsInCompany: lines to sign stand with the end of what is signed: two lines of text, or a row.
func TestHandsInCompany(t *testing.T) {
	for n := range 22 {
		file, _ := write(t, slid(n, report.Para{Text: "甲"}, report.Para{Text: "乙"}, report.Hands{Labels: []string{"被询问人", "提问人", "记录人"}}))
		p := boxes(t, file)
		if a, b := pageHas(p, "甲"), pageHas(p, "记录人"); a == 0 || a != b {
			t.Errorf("after %d lines: text on page %d, signed on %d", n, a, b)
		}
		file, _ = write(t, slid(n, rowsOf("甲", "乙"), report.Hands{Labels: []string{"被询问人", "提问人", "记录人"}}))
		p = boxes(t, file)
		if a, b := pageHas(p, "乙"), pageHas(p, "记录人"); a == 0 || a != b {
			t.Errorf("after %d lines: table on page %d, signed on %d", n, a, b)
		}
	}
}

// TestManyHands: more lines to sign than half a page holds go on over pages, but neither the first nor the last stands alone.
func TestManyHands(t *testing.T) {
	for n := range 22 {
		labels := []string{"壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾"}
		for i := range labels {
			labels[i] += "号评分人员"
		}
		file, _ := write(t, slid(n, report.Para{Text: "甲"}, report.Hands{Labels: labels}))
		p := boxes(t, file)
		if pageHas(p, "甲") != pageHas(p, "贰") || pageHas(p, "玖") != pageHas(p, "拾") {
			t.Errorf("after %d lines: text on page %d, second line on %d, last ones on %d and %d", n, pageHas(p, "甲"), pageHas(p, "贰"), pageHas(p, "玖"), pageHas(p, "拾"))
		}
	}
}

// TestTallRows: a tall row that would leave more than a third of a page empty is cut, with three lines at least on each side.
func TestTallRows(t *testing.T) {
	tall := strings.TrimSuffix(strings.Repeat("中\n", 30), "\n")
	for n := range 22 {
		file, _ := write(t, slid(n, rowsOf("始", tall, "终")))
		pages := boxes(t, file)
		for i, p := range pages[:len(pages)-1] {
			ls := lines(p, newSheet(false))
			last := ls[len(ls)-1]
			parted := strings.HasPrefix(last.Text, "中")
			if empty := 262 - last.YMax/mm; empty > 80 {
				t.Errorf("after %d lines: %.0f mm of page %d stay empty", n, empty, i+1)
			}
			if count := strings.Count(pageText(p), "中"); parted && (count < 3 || count > 27 && count < 30) {
				t.Errorf("after %d lines: page %d has %d of 30 lines", n, i+1, count)
			}
		}
	}
}
