package pdf

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/report"
)

const tenth = 0.1 * mm

// checkInside: everything but page number and header mark lies in the type area.
func checkInside(t *testing.T, file []byte, s *sheet) {
	t.Helper()
	for n, p := range boxes(t, file) {
		for _, w := range p.Words {
			if w.YMin > s.top+s.areaH || w.YMax < s.top { // outside altogether: page number, header
				continue
			}
			if w.XMin < s.left-tenth || w.XMax > s.left+s.areaW+tenth || w.YMin < s.top-tenth || w.YMax > s.top+s.areaH+tenth {
				t.Errorf("page %d: %q lies at %.1f–%.1f, %.1f–%.1f mm", n+1, w.Text, w.XMin/mm, w.XMax/mm, w.YMin/mm, w.YMax/mm)
			}
		}
	}
}

// TestGrid measures a page of plain text: 22 lines of 28 characters that fill 156 × 225 mm, indent of two characters, even right edge.
func TestGrid(t *testing.T) {
	s := newSheet(false)
	file, _ := write(t, doc(report.Para{Text: strings.Repeat("考核情况反馈", 28*22*2/6)}))
	pages := boxes(t, file)
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	checkInside(t, file, s)
	ls := lines(pages[0], s)
	if len(ls) != 22 {
		t.Fatalf("%d lines on the first page", len(ls))
	}
	for i, l := range ls {
		left, n := 28*mm, 28
		if i == 0 {
			left, n = 28*mm+2*(156*mm+s.gap)/28, 26
		}
		if abs(l.XMin-left) > tenth || abs(l.XMax-184*mm) > tenth || len([]rune(l.Text)) != n {
			t.Errorf("line %d: %d characters from %.2f to %.2f mm", i+1, len([]rune(l.Text)), l.XMin/mm, l.XMax/mm)
		}
		if i > 0 && abs(l.YMin-ls[i-1].YMin-225*mm/22) > tenth {
			t.Errorf("line %d is %.2f mm below the last", i+1, (l.YMin-ls[i-1].YMin)/mm)
		}
	}
}

// TestJustified: all lines of mixed text but the last end at the same place, and no line begins or ends wrongly.
func TestJustified(t *testing.T) {
	s := newSheet(false)
	file, _ := write(t, doc(report.Para{Text: strings.Repeat("查处案件238宗，涉案货值1,250.75万元（按GB/T 19001-2000计）；覆盖率85.3%。", 12)}))
	checkInside(t, file, s)
	ls := lines(boxes(t, file)[0], s)
	for i, l := range ls[:len(ls)-1] {
		if abs(l.XMax-184*mm) > tenth {
			t.Errorf("line %d ends at %.2f mm: %s", i+1, l.XMax/mm, l.Text)
		}
		rs := []rune(l.Text)
		if strings.ContainsRune("，。；）%", rs[0]) || rs[len(rs)-1] == '（' {
			t.Errorf("line %d breaks wrongly: %s", i+1, l.Text)
		}
	}
}

// TestFolio: "— 1 —", 四号, 7 mm below the type area; odd pages right, even pages left, one character in (7.5).
func TestFolio(t *testing.T) {
	file, _ := write(t, doc(report.Para{Text: strings.Repeat("考核", 700)}))
	pages := boxes(t, file)
	for i, p := range pages {
		var f word
		for _, w := range p.Words {
			if w.YMin > 262*mm {
				if f.Text == "" {
					f = w
				}
				f.XMax, f.Text = w.XMax, f.Text+strings.TrimPrefix(w.Text, f.Text)
			}
		}
		if want := fmt.Sprintf("—%d—", i+1); f.Text != want {
			t.Errorf("page %d says %q", i+1, f.Text)
		}
		if i%2 == 0 && abs(f.XMax-(184*mm-folioSize)) > tenth || i%2 == 1 && abs(f.XMin-(28*mm+folioSize)) > tenth {
			t.Errorf("page %d: number from %.2f to %.2f mm", i+1, f.XMin/mm, f.XMax/mm)
		}
	}
}

func TestInside(t *testing.T) {
	d := findings()
	file, _ := write(t, d)
	checkInside(t, file, newSheet(false))
	for n, p := range boxes(t, file) {
		if ls := lines(p, newSheet(false)); n < 4 && len(ls) > 22 {
			t.Errorf("page %d has %d lines", n+1, len(ls))
		}
	}
	d.Landscape = true
	file, _ = write(t, d)
	s := newSheet(true)
	for n, p := range boxes(t, file) {
		if abs(p.Width-297*mm) > tenth || abs(p.Height-210*mm) > tenth {
			t.Fatalf("page %d is %.1f × %.1f mm", n+1, p.Width/mm, p.Height/mm)
		}
		for _, w := range p.Words {
			if w.XMin < s.left-tenth && w.XMax < s.left || w.YMax < s.top { // page number, header
				continue
			}
			if w.XMin < s.left-tenth || w.XMax > s.left+s.areaW+tenth || w.YMin < s.top-tenth || w.YMax > s.top+s.areaH+tenth {
				t.Errorf("page %d: %q is outside the type area", n+1, w.Text)
			}
		}
	}
}

// TestSignature: the date ends four characters from the edge, the office is centred above it (7.3.5.1).
func TestSignature(t *testing.T) {
	s := newSheet(false)
	file, _ := write(t, doc(report.Para{Text: "正文。"}, report.Signature{Office: "市打假办", Date: "2006年12月30日", Lines: []string{"摘要 0123abcd"}, Seal: true}))
	ls := lines(boxes(t, file)[0], s)
	if len(ls) != 4 {
		t.Fatalf("%d lines: %+v", len(ls), ls)
	}
	office, date, check := ls[1], ls[2], ls[3]
	if in := 184*mm - date.XMax; abs(in-s.chars(4)) > tenth {
		t.Errorf("the date ends %.2f mm from the edge", in/mm)
	}
	if abs(office.XMin+office.XMax-date.XMin-date.XMax) > 2*tenth {
		t.Errorf("the office is not centred above the date: %+v, %+v", office, date)
	}
	if abs(check.XMin-28*mm) > tenth {
		t.Errorf("the proof begins at %.2f mm", check.XMin/mm)
	}
}

// pageOf tells on which page (from 0) a text stands, -1 if nowhere.
func pageOf(pages []*page, s string) int {
	for i, p := range pages {
		var b strings.Builder
		for _, r := range p.Runs {
			b.WriteString(string(r.Text))
		}
		if strings.Contains(b.String(), s) {
			return i
		}
	}
	return -1
}

// TestCompany slides blocks down line by line: a heading is never left at a page's foot, no single line of a paragraph stands alone, a
// signature has two lines with it, and a table's caption and head have a row.
func TestCompany(t *testing.T) {
	for n := range 24 {
		var bs []report.Block
		for range n {
			bs = append(bs, report.Para{Text: "行"})
		}
		bs = append(bs, report.Heading{Level: 1, Text: "一、标题"}, report.Heading{Level: 2, Text: "（一）小标题"},
			report.Para{Text: "首" + strings.Repeat("文", 25) + "次" + strings.Repeat("文", 27) + "三" + strings.Repeat("文", 27) + "末" + strings.Repeat("文", 20)})
		for _, at := range []string{"标题", "小标题", "首", "次"} {
			same(t, n, bs, "标题", at)
		}
		same(t, n, bs, "三", "末")
		sign := append(append([]report.Block{}, bs[:n]...), report.Para{Text: "甲"}, report.Para{Text: "乙"},
			report.Signature{Office: "办公室", Date: "某日", Lines: []string{"摘要"}})
		for _, at := range []string{"乙", "办公室", "某日", "摘要"} {
			same(t, n, sign, "甲", at)
		}
		tb := append(append([]report.Block{}, bs[:n]...), report.Heading{Level: 1, Text: "表前"}, report.Table{Caption: "表名",
			Columns: []report.Column{{Head: "表头", Width: 1}}, Rows: []report.Row{{Span: true, Cells: []string{"节"}}, {Cells: []string{"丙\n丙\n丁"}}}})
		for _, at := range []string{"表名", "表头", "节", "丁"} {
			same(t, n, tb, "表前", at)
		}
	}
}

func same(t *testing.T, n int, bs []report.Block, a, b string) {
	t.Helper()
	d := doc(bs...)
	pl, err := printer(t).layOut(t.Context(), &d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if x, y := pageOf(pl.pages, a), pageOf(pl.pages, b); x != y || x < 0 {
		t.Errorf("after %d lines %s is on page %d, %s on page %d", n, a, x+1, b, y+1)
	}
}

// TestRowsWhole: a row that fits on a page is not cut, and each page repeats the head.
func TestRowsWhole(t *testing.T) {
	tb := report.Table{Columns: []report.Column{{Head: "表头", Width: 1}}}
	for i := range 30 {
		tb.Rows = append(tb.Rows, report.Row{Cells: []string{fmt.Sprintf("始%02d\n%s终%02d", i, strings.Repeat("中\n", i%9), i)}})
	}
	d := doc(report.Para{Text: "前"}, tb)
	pl, err := printer(t).layOut(t.Context(), &d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		if a, b := pageOf(pl.pages, fmt.Sprintf("始%02d", i)), pageOf(pl.pages, fmt.Sprintf("终%02d", i)); a != b {
			t.Errorf("row %d begins on page %d and ends on %d", i, a+1, b+1)
		}
	}
	for i, p := range pl.pages {
		if pageOf([]*page{p}, "表头") != 0 {
			t.Errorf("page %d has no head", i+1)
		}
	}
}
