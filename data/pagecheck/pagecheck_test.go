package pagecheck

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/data/pdfread"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func failed(c *Check) string {
	var out []string
	for _, f := range c.Findings {
		if f.Verdict == Fail {
			out = append(out, f.Rule)
		}
	}
	return strings.Join(out, " ")
}

// TestMain keeps the compiled engine between runs, as go test keeps what it builds.
func TestMain(m *testing.M) {
	if dir, err := os.UserCacheDir(); err == nil {
		pdfread.Keep(filepath.Join(dir, "kaohe-test"))
	}
	os.Exit(m.Run())
}

func TestRightDocumentsPass(t *testing.T) {
	silent := map[string]bool{}
	for _, r := range rules {
		silent[r.id] = true
	}
	for name, form := range map[string]func() *paper{"circular": circular, "letter": letter, "ledger": ledger, "turned ledger": turnedLedger} {
		c := measured(t, form().bytes(t))
		if !c.OK() {
			t.Errorf("%s fails %s", name, failed(c))
		}
		for _, f := range c.Findings {
			if f.Verdict != None {
				delete(silent, f.Rule)
			}
		}
	}
	if len(silent) > 0 {
		t.Errorf("no document measures %v", silent)
	}
}

// move is a change of place, in millimetres.
func move(dx, dy float64) func(*item) {
	return func(i *item) { i.x, i.to.x, i.y, i.to.y = i.x+dx, i.to.x+dx, i.y+dy, i.to.y+dy }
}

// lower moves the lowest of the level strokes of a kind on a page, and what reaches down to it.
func lower(kind string, page int, by float64) func(*paper) {
	return func(p *paper) {
		foot := 0.0
		p.each(kind, func(i *item) {
			if i.page == page {
				foot = max(foot, i.to.y)
			}
		})
		p.each(kind, func(i *item) {
			if i.page == page && i.to.y == foot {
				if i.y == foot {
					i.y += by
				}
				i.to.y += by
			}
		})
	}
}

// spoiled are right documents with one thing wrong, three millimetres as a rule, and the rules that must fail, no other.
var spoiled = []struct {
	name  string
	form  func() *paper
	spoil func(*paper)
	fails string
}{
	{"mark too low", circular, func(p *paper) { p.each("mark", move(0, 3)) }, "head.mark"},
	{"mark off the middle", circular, func(p *paper) { p.each("mark", move(3, 0)) }, "head.centre"},
	{"red line too low", circular, func(p *paper) { p.each("rule", move(0, 3)) }, "head.rule"},
	{"red line too short", circular, func(p *paper) { p.each("rule", func(i *item) { i.to.x -= 3 }) }, "head.width"},
	{"red line a hair", circular, func(p *paper) { p.each("rule", func(i *item) { i.to.width = 0.1 }) }, "head.weight"},
	{"title to the left", circular, func(p *paper) { p.each("title", move(-3, 0)) }, "title.centre"},
	{"title in 小二", circular, func(p *paper) {
		p.each("title", func(i *item) {
			n := float64(len([]rune(i.text)))
			i.size, i.step = 18, 18*25.4/72
			i.x = 106 - n*i.step/2
		})
	}, "title.size"},
	{"addressee set in", circular, func(p *paper) { p.each("addressee", move(2*step, 0)) }, "addressee.flush"},
	{"paragraphs set in by three millimetres more", circular, func(p *paper) { p.each("first", func(i *item) { i.x += 3; i.text = hans(3, 25) }) }, "text.edge para.indent"},
	{"heading in the text's face", circular, func(p *paper) { p.each("one", func(i *item) { i.font = "fang" }) }, "heading.first"},
	{"second heading in the text's face", circular, func(p *paper) { p.each("two", func(i *item) { i.font = "fang" }) }, "heading.second"},
	{"date to the right", circular, func(p *paper) { p.each("date", move(3, 0)) }, "sign.date"},
	{"first page without text", circular, func(p *paper) {
		p.items = slices.DeleteFunc(p.items, func(i item) bool { return i.page == 1 && (i.kind == "text" || i.kind == "first" || i.kind == "end") })
	}, "page.text"},
	{"signature alone", circular, func(p *paper) {
		p.items = slices.DeleteFunc(p.items, func(i item) bool {
			return i.page == 4 && strings.Contains("text first end grid columns4 cell", i.kind)
		})
	}, "sign.alone"},
	{"grey text", circular, func(p *paper) { p.each("end", func(i *item) { i.ink = "grey" }) }, "text.black"},
	{"text beyond the edge", circular, func(p *paper) { p.each("end", func(i *item) { i.text = hans(0, 29) }) }, "area.inside"},
	{"right edge short by three millimetres", circular, func(p *paper) {
		n := 0
		p.each("text", func(i *item) {
			if n++; n%3 == 0 {
				i.step -= 3.0 / 27
			}
		})
	}, "text.edge"},
	{"line torn open", circular, func(p *paper) {
		p.each("text", func(i *item) {
			if i.page == 3 {
				i.text, i.step = i.text[:3*20], (156-em)/19
			}
		})
	}, "text.gaps"},
	{"27 characters", circular, func(p *paper) {
		for _, k := range []string{"text", "first", "end"} {
			p.each(k, func(i *item) {
				i.step = (156 - em) / 26
				if k == "first" {
					i.x, i.text = 28+2*i.step, i.text[:3*25]
				} else if k == "text" {
					i.text = i.text[:3*27]
				}
			})
		}
		p.each("addressee", func(i *item) { i.step = (156 - em) / 26 })
	}, "text.chars"},
	{"all too far right", circular, func(p *paper) {
		for _, k := range []string{"text", "first", "end", "addressee", "one", "two", "office", "date", "title", "grid", "cell", "columns3", "columns4",
			"foot0", "foot1", "foot2", "copies"} {
			p.each(k, move(3, 0))
		}
	}, "area.left area.right"},
	{"all too low", circular, func(p *paper) {
		for _, k := range []string{"text", "first", "end", "one", "two", "office", "date", "grid", "cell", "columns3", "columns4"} {
			p.each(k, move(0, 3))
		}
	}, "area.top area.bottom area.inside"},
	{"line pitch too small", circular, func(p *paper) {
		for _, k := range []string{"text", "first", "end"} {
			p.each(k, func(i *item) {
				if i.page > 1 {
					i.y = at(0) + (i.y-at(0))*9.5/row
				}
			})
		}
	}, "text.pitch"},
	{"24 lines", circular, func(p *paper) {
		p.para(2, 22, 2)
		for _, k := range []string{"text", "first", "end"} {
			p.each(k, func(i *item) {
				if i.page < 4 {
					i.y = at(0) + (i.y-at(0))*9.3/row
				}
			})
		}
	}, "text.pitch text.rows"},
	{"text in 小三", circular, func(p *paper) {
		for _, k := range []string{"text", "first", "end"} {
			p.each(k, func(i *item) { i.size = 15 })
		}
	}, "text.size"},
	{"a face that the file does not carry", circular, func(p *paper) {
		p.add(item{kind: "latin", page: 3, x: 150, y: at(11), size: 16, font: "Helvetica", text: "2006"})
	}, "font.embedded"},
	{"a character that the face lacks", circular, func(p *paper) { p.each("office", func(i *item) { i.text = "某市龘民政府" }) }, "font.missing"},
	{"a character that does not copy", circular, func(p *paper) { p.each("office", func(i *item) { i.text = "某市\uE000民政府" }) }, "font.missing text.copies"},
	{"page number too low", circular, func(p *paper) { p.each("folio", move(0, 3)) }, "folio.drop"},
	{"page number inwards", circular, func(p *paper) { p.each("folio", func(i *item) { i.x += map[bool]float64{true: -3, false: 3}[i.end] }) }, "folio.side"},
	{"page number in 五号", circular, func(p *paper) { p.each("folio", func(i *item) { i.size = 10.5 }) }, "folio.size"},
	{"page number bare", circular, func(p *paper) { p.each("folio", func(i *item) { i.text = strings.Trim(i.text, "— "); i.y += 1 }) }, "folio.dashes"},
	{"page number skips", circular, func(p *paper) { p.each("folio", func(i *item) { i.text = strings.Replace(i.text, "4", "6", 1) }) }, "folio.run"},
	{"no page numbers", circular, func(p *paper) { p.drop("folio") }, "folio.run"},
	{"版记 in 五号", circular, func(p *paper) { p.each("copies", func(i *item) { i.size = 10.5 }) }, "foot.size"},
	{"版记 lines too short", circular, func(p *paper) { p.each("foot1", func(i *item) { i.to.x -= 3 }) }, "foot.width"},
	{"版记 lines alike", circular, func(p *paper) { p.each("foot1", func(i *item) { i.to.width = 0.35 }) }, "foot.weight"},
	{"版记 too high", circular, func(p *paper) {
		for _, k := range []string{"foot0", "foot1", "foot2", "copies"} {
			p.each(k, move(0, -3))
		}
	}, "foot.edge"},
	{"table without its head", circular, func(p *paper) { p.drop("columns4") }, "table.head"},
	{"line begins with a stop", circular, func(p *paper) { p.each("end", func(i *item) { i.text = "，" + i.text }) }, "line.begin"},
	{"line ends with a bracket", circular, func(p *paper) { p.each("end", func(i *item) { i.text += "（" }) }, "line.end"},
	{"heading alone", circular, func(p *paper) {
		p.items = slices.DeleteFunc(p.items, func(i item) bool { return i.page == 2 && i.y > at(20)+1 && i.kind == "end" })
		p.heading(2, 21, "one", "二、履行职责", "hei")
	}, "heading.alone"},
	{"title too low", circular, func(p *paper) { p.each("title", move(0, row/2)) }, "title.drop"},
	{"title with a waist", circular, func(p *paper) {
		p.each("title", func(i *item) {
			if strings.HasPrefix(i.text, "工作") {
				i.x, i.text = 106-i.step, "工作"
			}
		})
	}, "title.shape"},
	{"no room for a seal", circular, func(p *paper) {
		for _, k := range []string{"office", "date"} {
			p.each(k, move(0, -2*row))
		}
	}, "sign.seal"},
	{"wrong paper", ledger, func(p *paper) { p.h += 3 }, "page.size folio.side"},
	{"lying page's number too far", ledger, func(p *paper) { p.each("folio", move(-3, 0)) }, "folio.drop"},
	{"lying page's number inwards", ledger, func(p *paper) { p.each("folio", func(i *item) { i.y += map[bool]float64{true: -3, false: 3}[i.end] }) }, "folio.side"},
	{"lying table too deep", ledger, lower("grid", 2, 3), "area.bottom area.inside"},
	{"lying table too deep, bound below", turnedLedger, lower("grid", 2, 3), "area.bottom area.inside"},
	{"lying table without its head", ledger, func(p *paper) { p.drop("columns2") }, "table.head"},
	{"letter's mark too low", letter, func(p *paper) { p.each("mark", move(0, 3)) }, "letter.mark letter.upper"},
	{"letter's upper lines too low", letter, func(p *paper) { p.each("double0", move(0, 3)) }, "letter.upper"},
	{"letter's lower lines too low", letter, func(p *paper) { p.each("double1", move(0, 3)) }, "letter.lower"},
	{"letter's lines too short", letter, func(p *paper) { p.each("double0", func(i *item) { i.to.x -= 3 }) }, "letter.width"},
	{"letter's first page numbered", letter, func(p *paper) { p.folio(1) }, "folio.run"},
}

func TestEachSpoiltDocumentFailsItsRule(t *testing.T) {
	untried := map[string]bool{}
	for _, r := range rules {
		untried[r.id] = true
	}
	for _, s := range spoiled {
		p := s.form()
		s.spoil(p)
		if got := failed(measured(t, p.bytes(t))); got != s.fails {
			t.Errorf("%s: fails %q, not %q", s.name, got, s.fails)
		}
		for _, r := range strings.Fields(s.fails) {
			delete(untried, r)
		}
	}
	if len(untried) > 0 {
		t.Errorf("no spoilt document fails %v", untried)
	}
}

// TestFindings holds the list that a reader sees for one document with two defects.
func TestFindings(t *testing.T) {
	p := circular()
	p.each("mark", move(0, 3))
	p.each("folio", move(0, 3))
	c := measured(t, p.bytes(t))
	var b strings.Builder
	for _, f := range c.Findings {
		fmt.Fprintf(&b, "%-4s  %-15s %-6s p.%d  want %s  got %s\n", f.Verdict, f.Rule, f.Clause, f.Page, f.Want, f.Got)
	}
	const golden = "testdata/circular.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != b.String() {
		t.Errorf("%v; got\n%s", err, b.String())
	}
}

func TestCancelled(t *testing.T) {
	f, err := pdfread.Open(t.Context(), circular().bytes(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Measure(ctx, f); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
