package pagecheck

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"kaohe/data/pdfread"
	"kaohe/data/pdfread/pdfreadtest"
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

func TestMain(m *testing.M) {
	pdfreadtest.Keep()
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

// inFace sets the text in another face.
func inFace(font string) func(*paper) {
	return func(p *paper) {
		for _, k := range []string{"text", "first", "end", "three"} {
			p.each(k, func(i *item) { i.font = font })
		}
	}
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
		for _, k := range []string{"number", "text", "first", "end", "addressee", "one", "two", "three", "office", "date", "title", "grid", "cell", "columns3", "columns4",
			"foot0", "foot1", "foot2", "copies", "issued"} {
			p.each(k, move(3, 0))
		}
	}, "area.left area.right"},
	{"all too low", circular, func(p *paper) {
		for _, k := range []string{"text", "first", "end", "one", "two", "three", "office", "date", "grid", "cell", "columns3", "columns4"} {
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
		for _, k := range []string{"text", "first", "end", "one", "two", "three"} {
			p.each(k, func(i *item) {
				if i.page == 2 || i.page == 3 {
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
		for _, k := range []string{"foot0", "foot1", "foot2", "copies", "issued"} {
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
	{"版记 in the middle of another page", circular, func(p *paper) {
		for _, k := range []string{"foot0", "foot1", "foot2", "copies", "issued"} {
			p.each(k, func(i *item) {
				i.page = 1
				move(0, at(12)-262)(i)
			})
		}
		p.items = slices.DeleteFunc(p.items, func(i item) bool {
			return i.page == 1 && strings.Contains("title addressee text first end", i.kind) && i.y < at(18)
		})
	}, "foot.last foot.edge"},
	{"版记 without lines", circular, func(p *paper) {
		for _, k := range []string{"foot0", "foot1", "foot2"} {
			p.drop(k)
		}
	}, "foot.width foot.weight foot.edge"},
	{"版记 not set in", circular, func(p *paper) { p.each("copies", move(-5, 0)) }, "foot.in"},
	{"版记 to the edge at the right", circular, func(p *paper) { p.each("issued", move(5, 0)) }, "foot.in"},
	{"paragraphs not set in", circular, func(p *paper) { p.each("first", func(i *item) { i.x, i.text = 28, hans(2, 28) }) }, "para.indent"},
	{"title in the text's size", circular, func(p *paper) {
		p.each("title", func(i *item) {
			i.size, i.step = 16, em
			i.x = 106 - float64(len([]rune(i.text)))*em/2
		})
	}, "title.size"},
	{"title in 黑体", circular, func(p *paper) { p.each("title", func(i *item) { i.font = "hei" }) }, "title.face"},
	{"second heading in 黑体", circular, func(p *paper) { p.each("two", func(i *item) { i.font = "hei" }) }, "heading.second"},
	{"first heading in 楷体", circular, func(p *paper) { p.each("one", func(i *item) { i.font = "kai" }) }, "heading.first"},
	{"third heading in 黑体", circular, func(p *paper) { p.each("three", func(i *item) { i.font = "hei" }) }, "heading.third"},
	{"heading in 四号", circular, func(p *paper) { p.each("two", func(i *item) { i.size = 14 }) }, "heading.size"},
	{"text in 楷体", circular, inFace("kai"), "text.face"},
	{"text in 宋体", circular, inFace("simsun"), "text.face"},
	{"no red line", circular, func(p *paper) { p.drop("rule") }, "head.rule head.width head.weight"},
	{"mark in black", circular, func(p *paper) { p.each("mark", func(i *item) { i.ink = "" }) }, "head.red"},
	{"number in round brackets", circular, func(p *paper) { p.each("number", func(i *item) { i.text = "某府（2006）12号" }) }, "number.form"},
	{"number with 第", circular, func(p *paper) { p.each("number", func(i *item) { i.text = "某府〔2006〕第12号" }) }, "number.form"},
	{"number to the left", circular, func(p *paper) { p.each("number", move(-30, 0)) }, "number.place"},
	{"date at the left edge", circular, func(p *paper) { p.each("date", func(i *item) { i.x = 28 }) }, "sign.date"},
	{"date in hanzi", circular, func(p *paper) {
		p.each("date", func(i *item) { i.text, i.step, i.x = "二〇〇六年十二月三十日", em, 184-15*em })
	}, "sign.digits"},
	{"date with a leading zero", circular, func(p *paper) {
		p.each("date", func(i *item) { i.text = "2006年02月30日" })
	}, "sign.digits"},
	{"page number in 仿宋", circular, func(p *paper) { p.each("folio", func(i *item) { i.font = "fang" }) }, "folio.face"},
	{"a page that is a picture", circular, func(p *paper) {
		p.pages++
		p.add(item{kind: "scan", page: 5})
		p.folio(5)
	}, "page.read foot.last"},
	{"letter's mark too low", letter, func(p *paper) { p.each("mark", move(0, 3)) }, "letter.mark letter.upper"},
	{"letter's upper lines too low", letter, func(p *paper) { p.each("double0", move(0, 3)) }, "letter.upper"},
	{"letter's lower lines too low", letter, func(p *paper) { p.each("double1", move(0, 3)) }, "letter.lower"},
	{"letter's lines too short", letter, func(p *paper) { p.each("double0", func(i *item) { i.to.x -= 3 }) }, "letter.width"},
	{"letter without its lower lines", letter, func(p *paper) { p.drop("double1") }, "letter.lower"},
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
		fmt.Fprintf(&b, "%-4s  %-15s %-6s p.%d  want %s  got %s%s\n", f.Verdict, f.Rule, f.Clause, f.Page, f.Want, f.Got, f.Why)
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

// TestAScanSaysThatNothingCanBeMeasured, also if a program has laid the text that it guessed over the picture.
func TestAScanSaysThatNothingCanBeMeasured(t *testing.T) {
	for name, p := range map[string]*paper{"bare": {w: 210, h: 297, pages: 2}, "with a layer of text": circular()} {
		p.items = slices.DeleteFunc(p.items, func(i item) bool { return i.page > 2 })
		p.pages = 2
		for n := range p.pages {
			p.add(item{kind: "scan", page: n + 1})
		}
		c := measured(t, p.bytes(t))
		if c.Verdict != None || c.OK() || c.Count(None) != len(rules)-1 {
			t.Errorf("%s: %s, %d of %d rules measured nothing", name, c.Verdict, c.Count(None), len(rules))
		}
	}
}

// TestALineDrawnTwiceIsOne: programs draw a border again, or cell by cell.
func TestALineDrawnTwiceIsOne(t *testing.T) {
	p := circular()
	for _, i := range slices.Clone(p.items) {
		if i.kind != "rule" && i.kind != "foot0" && i.kind != "foot2" {
			continue
		}
		again := i
		again.x, again.to.x = i.to.x, i.x
		p.add(again)
	}
	p.each("foot1", func(i *item) { i.to.x = 100 })
	p.add(item{kind: "foot1", page: 4, x: 100.1, y: 262 - 8, to: stroke{184, 262 - 8, 0.25}})
	if c := measured(t, p.bytes(t)); !c.OK() {
		t.Errorf("fails %s", failed(c))
	}
}

func TestFacesAreKnownByTheirNames(t *testing.T) {
	for name, want := range map[string]string{
		"SimFang": fang, "FangSong_GB2312": fang, "STFangsong": fang, "FZFSK--GBK1-0": fang, "FandolFang-Regular": fang, "方正仿宋": fang,
		"FZXiaoBiaoSong-B05S": small, "FZXBSJW--GB1-0": small, "方正小标宋简体": small, "KaiTi": kai, "STKaiti": kai, "KaoheKai-Regular": kai,
		"SimHei": hei, "MicrosoftYaHei": hei, "NotoSansSC-Bold": hei, "SimSun": song, "NotoSerifSC": song, "KaoheSerif-Black": song,
		"DengXian": "等线", "F1": "", "Kaohe-body": "",
	} {
		if got := kindOf(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	for name, want := range map[string]outcome{
		"KaoheSerif-Regular": {want: fang, got: "宋体 KaoheSerif-Regular", why: standIn},
		"SimSun":             {want: fang, got: "宋体 SimSun"},
		"F1":                 {want: fang, got: "F1", why: faceless},
		"SimFang":            {want: fang, got: "仿宋 SimFang", ok: true},
	} {
		if got := judged(0, fang, name); got != want {
			t.Errorf("%s: %+v", name, got)
		}
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
