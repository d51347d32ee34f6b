package pdf

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/report"
)

// TestParts: each part begins a page and counts its own pages; its labels stand at the foot of each of them, above 版记 on the last, and an
// annex has none.
func TestParts(t *testing.T) {
	foot := []string{"核对无误　签字", "日期"}
	part := func(n int) []report.Block {
		return []report.Block{report.Part{Foot: foot}, report.Heading{Level: 1, Text: "一、记录"}, report.Para{Text: strings.TrimSuffix(strings.Repeat("行\n", n), "\n")}}
	}
	for _, wide := range []bool{false, true} {
		d := doc(append(append(part(50), part(3)...), report.Annex{Label: "附件", Title: "表"}, report.Para{Text: "末"})...)
		d.Landscape = wide
		d.Colophon = &report.Colophon{CopyTo: "市委", Office: "办公厅", Date: "2006年1月2日"}
		s := newSheet(wide)
		pl, err := printer(t).layOut(t.Context(), &d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkRunsInside(t, pl)
		first := (50 + 1 + s.rows - 3) / (s.rows - 2) // pages of the first part: one line less than two is what the foot takes
		for i, p := range pl.pages {
			want := fmt.Sprintf("核对无误签字：日期：第%d页共%d页", i+1, first)
			if i == first {
				want = "核对无误签字：日期：第1页共1页"
			}
			if text := runText(p); strings.Contains(text, "核对无误") != (i <= first) || i <= first && !strings.Contains(text, want) {
				t.Errorf("wide %v, page %d of %d+1: %s", wide, i+1, first, text)
			}
		}
	}
}

func runText(p *page) string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(tight(string(r.Text)))
	}
	return b.String()
}

// TestPartAboveColophon: the foot of the last page is above 版记, and nothing of the text below it.
func TestPartAboveColophon(t *testing.T) {
	for n := range 24 {
		d := slid(1, report.Part{Foot: []string{"签字"}}, report.Para{Text: strings.TrimSuffix(strings.Repeat("行\n", n+1), "\n")})
		d.Colophon = &report.Colophon{CopyTo: "市委", Office: "办公厅", Date: "2006年1月2日"}
		file, _ := write(t, d)
		checkInside(t, file, newSheet(false))
		for i, p := range boxes(t, file) {
			at := map[string]float64{}
			for _, w := range p.Words {
				for _, k := range []string{"行", "签字", "抄送"} {
					if strings.HasPrefix(w.Text, k) {
						at[k] = w.YMin
					}
				}
			}
			if at["签字"] > 0 && at["行"] > at["签字"]-bodySize || at["抄送"] > 0 && at["签字"] > at["抄送"]-footSize {
				t.Errorf("after %d lines, page %d: %v", n, i+1, at)
			}
		}
	}
}

// TestPartBelowHead: a part that begins the document stands below 版头.
func TestPartBelowHead(t *testing.T) {
	d := doc(report.Part{Foot: []string{"签字"}}, report.Title{Text: "记录"}, report.Para{Text: "文"})
	d.Head = &report.Head{Office: "市打假办", Number: "深打假办〔2006〕1号"}
	if _, res := write(t, d); res.Pages != 1 {
		t.Errorf("%d pages", res.Pages)
	}
}
