package pdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/ink"
)

// TestEveryBlock sets every block with what is hard, upright and landscape, as a letter too: no panic, nothing lost, nothing outside.
func TestEveryBlock(t *testing.T) {
	contents := map[string]string{
		"nothing": "", "blanks": " 　\n", "one line": "考核情况", "no break": strings.Repeat("核", 4000), "Latin": strings.Repeat("accountability ", 60),
		"one word": strings.Repeat("x", 500), "digits": strings.Repeat("1234567890", 50), "rare": rare + supplementary(50),
		"widths": "（a）(ｂ)，,；;“x”《〈甲〉》。。！？!?——……12.5 分，95%～100％", "title": "深圳市人民政府办公厅转发市打假办关于进一步加强生产销售假冒伪劣商品违法行为行政执法与刑事司法衔接工作的若干意见的通知",
	}
	for name, s := range contents {
		blocks := []report.Block{report.Title{Text: s}, report.Subtitle{Text: s}, report.Heading{Level: 1, Text: s}, report.Para{Text: s},
			report.Addressee{Text: s}, report.Attachments{Names: []string{s, s}}, report.Note{Text: s}, report.Annex{Label: s, Title: s},
			report.Hands{Labels: []string{s, s, s}}, report.Part{Foot: []string{s, s}}, report.Signature{Office: s, Date: s, Lines: []string{s}},
			report.Signature{Office: s, Date: s, Seal: true}, chartOf(s + "|" + s), report.Chart{Caption: s}, report.Table{Caption: s,
				Columns: []report.Column{{Head: s[:min(len(s), 60)], Width: 1}, {Head: "分", Width: 1, Align: report.Right}}, Rows: []report.Row{{Cells: []string{s, s}}}}}
		for i, b := range blocks {
			for _, wide := range []bool{false, true} {
				d := doc(b)
				d.Landscape = wide
				if i%2 == 0 {
					d.Form = report.Letter
					d.Head = &report.Head{Office: s, Number: s, Secrecy: s, Signer: s}
					d.Colophon = &report.Colophon{CopyTo: s, Office: s, Date: s, Copies: s}
				}
				t.Run(fmt.Sprintf("%s/%T/%v", name, b, wide), func(t *testing.T) { checkSound(t, d) })
			}
		}
	}
}

func checkSound(t *testing.T, d report.Document) {
	t.Helper()
	pl, err := printer(t).layOut(t.Context(), &d, Options{})
	if errors.Is(err, words.Refuse("pdf.empty")) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	checkRunsInside(t, pl)
	checkInkInside(t, pl)
	checkNothingLost(t, d, pl)
	if _, err := Draw(t.Context(), pl.document(&d), nil); err != nil {
		t.Fatal(err)
	}
}

// TestThreeHundred: 300 findings, 300 attachments, 300 lines to sign, a chart of 300 districts.
func TestThreeHundred(t *testing.T) {
	d := doc(report.Title{Text: "考核情况反馈"})
	c := report.Chart{Caption: "得分", Unit: "分", Series: []report.Series{{}}}
	var names []string
	for i := range 300 {
		names = append(names, fmt.Sprintf("第%d项", i))
		d.Blocks = append(d.Blocks, report.Heading{Level: 3, Text: fmt.Sprintf("%d. 责任书未量化。", i+1)}, report.Para{Text: strings.Repeat("没有时限。", 30)})
		c.Series[0].Values = append(c.Series[0].Values, int64(i)*10)
	}
	c.Categories = names
	d.Blocks = append(d.Blocks, c, report.Attachments{Names: names}, report.Hands{Labels: names})
	checkSound(t, d)
}

// TestOfficesCopyOut: what an office's documents say copies out whole, in the order of reading.
func TestOfficesCopyOut(t *testing.T) {
	for name, d := range offices() {
		file, res := write(t, d)
		if len(res.Missing) > 0 {
			t.Errorf("%s: missing %q", name, string(res.Missing))
		}
		got := text(t, file)
		for _, b := range d.Blocks {
			if _, ok := b.(report.Table); ok {
				continue
			}
			for _, s := range textsOf(b) {
				if !strings.Contains(got, tight(s)) {
					t.Errorf("%s: %q is not in the file", name, s)
				}
			}
		}
	}
}

// TestChart: each name and number stands beside its bar, bars are as long as their numbers, what is not known says so.
func TestChart(t *testing.T) {
	c := report.Chart{Caption: "得分", Unit: "分", Categories: []string{"甲", "乙"}, Series: []report.Series{
		{Name: "自评", Values: []int64{8000, 4000}}, {Name: "考核", Values: []int64{6025, report.Missing}}}}
	file, _ := write(t, doc(c))
	if got := text(t, file); got != "得分自评考核单位：分甲8060.25乙40无数据020406080" {
		t.Errorf("got %q", got)
	}
	p := boxes(t, file)[0]
	at := map[string]word{}
	for _, w := range p.Words {
		if _, ok := at[w.Text]; !ok {
			at[w.Text] = w
		}
	}
	zero := at["无数据"].XMin
	if r := (at["80"].XMin - zero) / (at["40"].XMin - zero); abs(r-2) > 0.01 {
		t.Errorf("the bar of 80 is %.2f times that of 40", r)
	}
	if r := (at["60.25"].XMin - zero) / (at["80"].XMin - zero); abs(r-60.25/80) > 0.01 {
		t.Errorf("the bar of 60.25 is %.3f times that of 80", r)
	}
	black := 0.0
	for _, b := range bands(pixels(t, file, 1), func(img raster, x, y int) bool { // solid all through its middle
		return dark(img, x, y) && float64(y)/10 > at["80"].YMin/mm && float64(y)/10 < at["80"].YMax/mm && float64(x)/10 < at["80"].XMin/mm
	}) {
		black = max(black, b.right)
	}
	near(t, "from the bar's end to its number", at["80"].XMin/mm-black, chartPad/mm)
}

// TestChartWhole: slid over a page's foot, a chart stays on one page, its heading and caption with it; a longer one goes on by categories.
func TestChartWhole(t *testing.T) {
	c := report.Chart{Caption: "表名", Categories: []string{"甲", "乙", "丙"}, Series: []report.Series{{Values: []int64{100, 200, 300}}}}
	for n := range 24 {
		bs := []report.Block{report.Para{Text: strings.TrimSuffix(strings.Repeat("行\n", n), "\n")}, report.Heading{Level: 1, Text: "一、题"}, c}
		for _, at := range []string{"表名", "甲", "丙"} {
			same(t, n, bs, "题", at)
		}
		same(t, n, append(bs[:1:1], report.Hands{Labels: []string{"子", "丑", "寅"}}), "子", "寅")
	}
}

// TestHands: a rule of 60 mm or more to write on, and the date behind it.
func TestHands(t *testing.T) {
	for name, wide := range map[string]bool{"portrait": false, "landscape": true} {
		d := doc(report.Hands{Labels: []string{"组长", "被询问人"}})
		d.Landscape = wide
		file, _ := write(t, d)
		img := pixels(t, file, 1)
		n := 0
		for y := range img.h {
			for x, from := 0, -1; x < img.w; x++ {
				if !dark(img, x, y) {
					if from >= 0 && x-from >= 600 {
						n++
					}
					from = -1
				} else if from < 0 {
					from = x
				}
			}
		}
		if n < 4 || n > 10 { // two rules, two to five rows of dots each
			t.Errorf("%s: %d rows of dots are 60 mm long", name, n)
		}
	}
}

// TestDecimals: points of a column of numbers stand below each other, whatever is behind them.
func TestDecimals(t *testing.T) {
	tb := report.Table{Columns: []report.Column{{Head: "项", Width: 1}, {Head: "分", Width: 1, Align: report.Right}}}
	for _, n := range []string{"1.5", "20", "300.25", "不适用"} {
		tb.Rows = append(tb.Rows, report.Row{Cells: []string{"项", n}})
	}
	file, _ := write(t, doc(tb))
	at := map[string]word{}
	for _, w := range boxes(t, file)[0].Words {
		at[w.Text] = w
	}
	digit := at["1.5"].XMin - at["20"].XMin
	if d := at["20"].XMin - at["300.25"].XMin; digit < 4 || abs(d-digit) > 0.05 {
		t.Errorf("columns of digits are %.2f and %.2f wide", digit, d)
	}
	near(t, "right edge of what is no number", at["不适用"].XMax/mm, at["300.25"].XMax/mm)
}

// TestDigitsEqual: digits of each face are of one width.
func TestDigitsEqual(t *testing.T) {
	fs := ink.NewFonts(printer(t).embedded)
	for _, r := range []ink.Role{ink.Body, ink.Hei, ink.Check, ink.Song} {
		adv := fs.ByRole[r].Advances([]rune("0123456789"), 1)
		for _, a := range adv {
			if abs(a-adv[0]) > 1e-9 {
				t.Errorf("%s: %v", fs.ByRole[r].Name, adv)
				break
			}
		}
	}
}

// TestSqueezed: of two neighbouring stops or brackets one gives up its blank half, and both copy out.
func TestSqueezed(t *testing.T) {
	for s, ems := range map[string]float64{"甲》，乙": 3.5, "甲）。乙": 3.5, "甲，“乙": 3.5, "甲（《乙": 3.5, "甲（乙": 3, "甲，乙": 3, "甲》）。乙": 4} {
		file, _ := write(t, doc(report.Para{Text: s, Flush: true}))
		l := lines(boxes(t, file)[0], newSheet(false))[0]
		n := float64(len([]rune(s)) - 1)
		if got := (l.XMax - l.XMin - n*newSheet(false).gap) / bodySize; l.Text != s || abs(got-ems) > 0.02 {
			t.Errorf("%s copies out as %s and is %.2f ems wide", s, l.Text, got)
		}
	}
}

// TestLandscapeFolio (8): the number is where the upright page has it: on its foot, which lies at the left, towards the binding's far end on
// odd pages.
func TestLandscapeFolio(t *testing.T) {
	d := doc(report.Para{Text: strings.Repeat("考核", 700)})
	d.Landscape = true
	file, _ := write(t, d)
	for i, p := range boxes(t, file)[:2] {
		top, bottom, right := 1e9, 0.0, 0.0
		for _, w := range p.Words {
			if w.XMax < 35*mm {
				top, bottom, right = min(top, w.YMin), max(bottom, w.YMax), max(right, w.XMax)
			}
		}
		if i == 0 {
			near(t, "odd page", bottom/mm, 28+156-folioSize/mm)
		} else {
			near(t, "even page", top/mm, 28+folioSize/mm)
		}
		if right/mm < 27 || right/mm > 33 {
			t.Errorf("page %d: the number reaches to %.1f mm", i+1, right/mm)
		}
	}
}

// TestCatalogue: language and title are for readers' programs, annexes are in the outline.
func TestCatalogue(t *testing.T) {
	file, _ := write(t, circular())
	for _, want := range []string{"%PDF-1.7", "/Lang (zh-CN)", "/DisplayDocTitle true"} {
		if !strings.Contains(string(file), want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	outline := poppler(t, file, "pdftohtml", []string{"-xml", "-stdout", "-i"})
	if !strings.Contains(outline, `<item page="6">附件1　2006年度各区落实打假责任制考核得分汇总表</item>`) {
		t.Error("annex 1 has no bookmark")
	}
}
