package pdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/ink"
)

// tree makes a small document out of text: each line is a block, its first letter says which.
func tree(s string) report.Document {
	d := doc()
	d.Landscape = strings.Contains(s, "横")
	d.Sample = strings.Contains(s, "示例")
	if strings.Contains(s, "函") {
		d.Form = report.Letter
	}
	table := -1
	for _, line := range strings.Split(s, "\n") {
		kind, size := utf8.DecodeRuneInString(line)
		rest := strings.ReplaceAll(line[size:], "\\", "\n")
		if kind == 'r' && table >= 0 {
			t := d.Blocks[table].(report.Table)
			t.Rows = append(t.Rows, report.Row{Cells: strings.Split(rest, "|"), Span: strings.Contains(rest, "~"), Strong: strings.Contains(rest, "!")})
			d.Blocks[table] = t
			continue
		}
		parts := append(strings.Split(rest, "|"), "", "", "", "", "", "")
		switch kind {
		case 'g':
			d.Blocks = append(d.Blocks, report.Gap{Lines: len(rest) - 2})
			continue
		case 'H':
			d.Head = &report.Head{Office: parts[0], Number: parts[1], Copy: parts[2], Secrecy: parts[3], Urgency: parts[4], Signer: parts[5]}
			continue
		case 'C':
			d.Colophon = &report.Colophon{CopyTo: parts[0], Office: parts[1], Date: parts[2]}
			continue
		}
		d.Blocks = append(d.Blocks, blockOf(kind, rest))
		if kind == 'b' {
			table = len(d.Blocks) - 1
		}
	}
	return d
}

func blockOf(kind rune, rest string) report.Block {
	switch kind {
	case 't':
		return report.Title{Text: rest}
	case 'u':
		return report.Subtitle{Text: rest}
	case 'h':
		return report.Heading{Level: len(rest)%5 - 1, Text: rest}
	case 's':
		office, more, _ := strings.Cut(rest, "|")
		return report.Signature{Office: office, Date: more, Lines: strings.Split(more, "|"), Seal: len(rest)%2 == 0}
	case 'a':
		return report.Addressee{Text: rest}
	case 'f':
		return report.Attachments{Names: strings.Split(rest, "|")}
	case 'n':
		return report.Note{Text: rest}
	case 'x':
		label, title, _ := strings.Cut(rest, "|")
		return report.Annex{Label: label, Title: title}
	case 'l':
		return report.Part{Foot: strings.Split(rest, "|")}
	case 'q':
		return report.Hands{Labels: strings.Split(rest, "|")}
	case 'i':
		row := report.Pictures{Across: 1 + len(rest)%3, Down: 1 + len(rest)%2}
		for n, text := range strings.Split(rest, "|") {
			row.Items = append(row.Items, report.Picture{Called: text, Turn: n % 4 * 90, Caption: strings.Split(text, "，")})
		}
		return row
	case 'c':
		return chartOf(rest)
	case 'b':
		t := report.Table{}
		for i, h := range strings.Split(rest, "|") {
			t.Columns = append(t.Columns, report.Column{Head: h, Width: float64(len(h)*3 - i), Align: report.Align(i % 4)})
		}
		return t
	case 'k':
		return report.Para{Text: rest, Kai: true, Flush: true}
	}
	return report.Para{Text: rest}
}

// chartOf makes a chart: the names are categories and series, their lengths and bytes the numbers.
func chartOf(s string) report.Chart {
	c := report.Chart{Caption: s, Kind: report.ChartKind(len(s) % 2), Unit: "项", Categories: strings.Split(s, "|")}
	for i := range len(s)%4 + 1 {
		r := report.Series{Name: fmt.Sprint("列", i)}
		for k := range c.Categories {
			v := int64(0)
			for _, b := range []byte(c.Categories[k]) {
				v = v<<7 + int64(b) - 90
			}
			if r.Values = append(r.Values, v); v%5 == 0 {
				r.Values[k] = report.Missing
			}
		}
		c.Series = append(c.Series, r)
	}
	return c
}

// FuzzWrite: no document panics, loses text, sets anything outside the type area, or gets more pages than it has things to show.
func FuzzWrite(f *testing.F) {
	f.Add("t南山区考核情况反馈\nu（2006年）\nh一、总体\np查处案件238宗，涉案￥1,250.75万元。\ns办公室|2006年12月30日|摘要 9f86d081")
	f.Add("b序号|项目|分值\nr1|" + strings.Repeat("核", 900) + "|2.50\nr节~\nr合计!|100|3|4|5")
	f.Add("g1234567\np" + strings.Repeat("，", 200) + "\nk" + strings.Repeat("x", 300) + rare + "\n横示例")
	f.Add("p\ue000𬭎\U000E0100e\u0301\x00\xff\u2028\\\\\nh\nh\nh\nt\ns|")
	f.Add("H深圳市人民政府文件|深府〔2006〕1号|000001|机密|特急|李堃\nt关于通报\na各区\np文\nf甲|乙\ns市政府|2006年1月1日\nn联系人\nx附件1|表\nC市委|办公厅|2006年1月2日")
	f.Add("H市打假办|函〔2006〕1号\nt关于征求意见的函\nq经办人|负责人|" + strings.Repeat("盖章", 20) + "\nc福田区|罗湖区|南山|盐\nC市委")
	f.Add("H市打假办\nl核对无误　签字|日期\nt现场考核记录\np" + strings.Repeat("问：", 900) + "\nl\np答\nl" + strings.Repeat("签字|", 9) + "\nx附件|表\nC市委|办公厅|2006年1月2日")
	f.Add("c" + strings.Repeat("一个很长的名字|", 40) + "\nH" + strings.Repeat("局\\", 60) + "\nC" + strings.Repeat("各区，", 600))
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 6000 {
			t.Skip("small documents are enough")
		}
		d := tree(s)
		pl, err := printer(t).layOut(t.Context(), &d, Options{})
		if err != nil {
			if !errors.Is(err, words.Refuse("pdf.empty")) && !errors.Is(err, words.Refuse("pdf.table.wide")) {
				t.Fatalf("layOut: %v", err)
			}
			return
		}
		if most := 4 + len([]rune(s)) + 2*len(d.Blocks); len(pl.pages) > most {
			t.Fatalf("%d pages of at most %d", len(pl.pages), most)
		}
		checkRunsInside(t, pl)
		checkInkInside(t, pl)
		checkNothingLost(t, d, pl)
		if _, err := Draw(t.Context(), pl.document(&d), nil); err != nil {
			t.Fatalf("draw: %v", err)
		}
	})
}

func checkRunsInside(t *testing.T, pl *plan) {
	s := pl.sheet
	for n, p := range pl.pages {
		for _, r := range p.Runs {
			if r.Red && n == 0 { // the office of a letter stands above
				continue
			}
			if r.Angle != 0 || r.Y > s.top+s.areaH || r.Y < s.top {
				if r.Size != folioSize && r.Size != headerSize {
					t.Fatalf("page %d: %q stands at height %g", n+1, string(r.Text), r.Y)
				}
				continue
			}
			x := r.X - r.Space
			for _, a := range r.Font.Advances(r.Text, r.Size) {
				x += a + r.Space
			}
			for i := range r.Text {
				if r.Tight && i == len(r.Text)-1 || r.Sides != nil && r.Sides[i] != ink.BothSides {
					x -= r.Size / 2
				}
			}
			if r.X < s.left-tenth || x > s.left+s.areaW+tenth {
				t.Fatalf("page %d: %q reaches from %g to %g", n+1, string(r.Text), r.X-s.left, x-s.left)
			}
		}
	}
}

// checkInkInside: rules and bars too stay in the type area, save the red ones.
func checkInkInside(t *testing.T, pl *plan) {
	s := pl.sheet
	in := func(x, y float64) bool {
		return x > s.left-tenth && x < s.left+s.areaW+tenth && y > s.top-tenth && y < s.top+s.areaH+tenth
	}
	for n, p := range pl.pages {
		for _, l := range p.Rules {
			if !l.Red && (!in(l.X1, l.Y1) || !in(l.X2, l.Y2)) {
				t.Fatalf("page %d: a rule from %g, %g to %g, %g", n+1, l.X1-s.left, l.Y1-s.top, l.X2-s.left, l.Y2-s.top)
			}
		}
		for _, a := range p.Areas {
			if !in(a.X, a.Y) || !in(a.X+a.W, a.Y+a.H) {
				t.Fatalf("page %d: a bar at %g, %g of %g × %g", n+1, a.X-s.left, a.Y-s.top, a.W, a.H)
			}
		}
	}
}

// checkNothingLost counts characters: heads of tables are repeated, page numbers and marks are added, but nothing goes missing.
func checkNothingLost(t *testing.T, d report.Document, pl *plan) {
	count := map[rune]int{}
	for _, p := range pl.pages {
		for _, r := range p.Runs {
			for _, c := range r.Text {
				count[c]++
			}
		}
	}
	for _, b := range append(blockTexts(d), heads(d)...) {
		for _, para := range paragraphs(b) {
			for _, c := range tight(string(para)) {
				count[c]--
			}
		}
	}
	for c, n := range count {
		if n < 0 {
			t.Fatalf("%d of %q (%x) are lost", -n, c, c)
		}
	}
}

func heads(d report.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		if tb, ok := b.(report.Table); ok {
			for _, c := range tb.Columns {
				out = append(out, c.Head)
			}
		}
	}
	return out
}
