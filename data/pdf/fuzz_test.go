package pdf

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"kaohe/app/report"
	"kaohe/app/words"
)

// tree makes a small document out of text: each line is a block, its first letter says which.
func tree(s string) report.Document {
	d := doc()
	d.Landscape = strings.Contains(s, "横")
	d.Sample = strings.Contains(s, "示例")
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
		if kind == 'g' {
			d.Blocks = append(d.Blocks, report.Gap{Lines: len(rest) - 2})
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
		return report.Signature{Office: office, Date: more, Lines: strings.Split(more, "|")}
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

// FuzzWrite: no document panics, loses text, sets anything outside the type area, or gets more pages than it has things to show.
func FuzzWrite(f *testing.F) {
	f.Add("t南山区考核情况反馈\nu（2006年）\nh一、总体\np查处案件238宗，涉案￥1,250.75万元。\ns办公室|2006年12月30日|摘要 9f86d081")
	f.Add("b序号|项目|分值\nr1|" + strings.Repeat("核", 900) + "|2.50\nr节~\nr合计!|100|3|4|5")
	f.Add("g1234567\np" + strings.Repeat("，", 200) + "\nk" + strings.Repeat("x", 300) + rare + "\n横示例")
	f.Add("p\ue000𬭎\U000E0100e\u0301\x00\xff\u2028\\\\\nh\nh\nh\nt\ns|")
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
		checkNothingLost(t, d, pl)
		if _, err := draw(t.Context(), &d, pl.sheet, pl.pages, pl.faces, nil); err != nil {
			t.Fatalf("draw: %v", err)
		}
	})
}

func checkRunsInside(t *testing.T, pl *plan) {
	s := pl.sheet
	for n, p := range pl.pages {
		for _, r := range p.runs {
			if r.angle != 0 || r.y > s.top+s.areaH || r.y < s.top {
				if r.size != folioSize && r.size != headerSize {
					t.Fatalf("page %d: %q stands at height %g", n+1, string(r.text), r.y)
				}
				continue
			}
			x := r.x - r.space
			for _, a := range r.font.advances(r.text, r.size) {
				x += a + r.space
			}
			if r.tight {
				x -= r.size / 2
			}
			if r.x < s.left-tenth || x > s.left+s.areaW+tenth {
				t.Fatalf("page %d: %q reaches from %g to %g", n+1, string(r.text), r.x-s.left, x-s.left)
			}
		}
	}
}

// checkNothingLost counts characters: heads of tables are repeated, page numbers and marks are added, but nothing goes missing.
func checkNothingLost(t *testing.T, d report.Document, pl *plan) {
	count := map[rune]int{}
	for _, p := range pl.pages {
		for _, r := range p.runs {
			for _, c := range r.text {
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
