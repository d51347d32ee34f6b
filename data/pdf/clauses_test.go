package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/report"
)

// find is the line that begins with a text, boxes in points.
func find(t *testing.T, p box, s *sheet, prefix string) word {
	t.Helper()
	for _, l := range lines(p, s) {
		if strings.HasPrefix(l.Text, prefix) {
			return l
		}
	}
	t.Fatalf("no line begins with %q", prefix)
	return word{}
}

var leadMM = 225.0 / 22

// TestHead measures 版头 on the drawn page: the office's ink 35 mm below the type area (7.2.4), the line 4 mm below the number's square and as
// wide as the type area (7.2.7), title, addressee and text below it (7.3.1 to 7.3.3).
func TestHead(t *testing.T) {
	file, _ := write(t, circular())
	reds := bands(pixels(t, file, 1), red)
	if len(reds) != 2 {
		t.Fatalf("%d red bands: %+v", len(reds), reds)
	}
	mark, line := reds[0], reds[1]
	near(t, "upper edge of the office", mark.top, 37+35)
	near(t, "middle of the office", (mark.left+mark.right)/2, 28+78)
	near(t, "line's left end", line.left, 28)
	near(t, "line's right end", line.right, 28+156)
	if w := line.bottom - line.top; w < 0.34 || w > 0.61 {
		t.Errorf("the line is %.2f mm thick", w)
	}
	s := newSheet(false)
	p := boxes(t, file)[0]
	number := find(t, p, s, "深府办〔2006〕238号")
	near(t, "middle of the number", (number.XMin+number.XMax)/2/mm, 106)
	square := number.YMin/mm + (number.YMax-number.YMin)/mm // poppler's box is the em square: ascent 0.88, descent 0.12
	near(t, "from the number to the line", line.top-square, 4)
	near(t, "from the office to the number", square-bodySize/mm-(leadMM-bodySize/mm)/2-mark.bottom, 2*leadMM)
	title := find(t, p, s, "深圳市人民政府办公厅关于")
	near(t, "from the line to the title", title.YMin/mm-(leadMM-titleSize/mm)/2-line.bottom, 2*leadMM)
	to, first := find(t, p, s, "各区人民政府，"), find(t, p, s, "各区政府高度重视")
	near(t, "addressee's left edge", to.XMin/mm, 28)
	if !strings.HasSuffix(to.Text, "：") {
		t.Errorf("the addressee ends in %q", to.Text)
	}
	second := find(t, p, s, "各区落实")
	near(t, "from the title to the addressee", (to.YMin-second.YMin)/mm-(titleSize-bodySize)/2/mm, 2*leadMM)
	near(t, "from the addressee to the text", (first.YMin-to.YMin)/mm, leadMM)
	for i, want := range []string{"000001", "机密★1年", "特急"} {
		l := find(t, p, s, want)
		near(t, want, (l.YMin+l.YMax)/2/mm, 37+leadMM*(float64(i)+0.5))
		near(t, want, l.XMin/mm, 28)
	}
}

// TestUpwards: with 签发人 the number stands one character in at the left, the signers' names end one in at the right (7.2.5, 7.2.6), and
// several offices are spread to one width.
func TestUpwards(t *testing.T) {
	file, _ := write(t, upwards())
	s := newSheet(false)
	var number, signer word
	for _, w := range boxes(t, file)[0].Words {
		if strings.HasPrefix(w.Text, "深质监") {
			number = w
		}
		if w.Text == "堃" {
			signer = w
		}
	}
	near(t, "number's left edge", number.XMin/mm, 28+s.chars(1)/mm)
	near(t, "names' right edge", signer.XMax/mm, 184-s.chars(1)/mm)
	reds := bands(pixels(t, file, 1), red)
	if len(reds) != 4 {
		t.Fatalf("%d red bands", len(reds))
	}
	for i, b := range reds[:3] {
		near(t, fmt.Sprintf("width of office %d", i+1), b.right-b.left, 156-1.2) // less the glyphs' own bearings
	}
}

// TestFirstPageShowsText (7.3.3): however many offices and however long the title, text begins on the first page.
func TestFirstPageShowsText(t *testing.T) {
	d := upwards()
	d.Head.Office = strings.Repeat("深圳市质量技术监督局\n", 6)
	d.Blocks[0] = report.Title{Text: strings.Repeat("关于打假考核情况的报告", 6)}
	file, _ := write(t, d)
	find(t, boxes(t, file)[0], newSheet(false), "现将有关情况")
}

// TestLetter measures the letter (10.1).
func TestLetter(t *testing.T) {
	file, _ := write(t, letter())
	reds := bands(pixels(t, file, 1), red)
	if len(reds) != 5 {
		t.Fatalf("%d red bands: %+v", len(reds), reds)
	}
	mark, s := reds[0], newSheet(false)
	near(t, "upper edge of the office", mark.top, 30)
	near(t, "from the office to the double line", reds[1].top-mark.bottom, 4)
	near(t, "lower double line's end", reds[4].bottom, 297-20)
	for _, b := range reds[1:] {
		near(t, "left end", b.left, 20)
		near(t, "right end", b.right, 190)
	}
	thick := func(b band) float64 { return b.bottom - b.top }
	if thick(reds[1]) <= thick(reds[2]) || thick(reds[3]) >= thick(reds[4]) {
		t.Errorf("double lines: %+v", reds[1:])
	}
	pages := boxes(t, file)
	var number, urgent word
	for _, w := range pages[0].Words {
		switch {
		case strings.HasPrefix(w.Text, "深打假办函"):
			number = w
		case w.Text == "加急":
			urgent = w
		}
		if w.YMin > 262*mm {
			t.Errorf("%q stands below the type area of the first page", w.Text)
		}
	}
	near(t, "number's right edge", number.XMax/mm, 184)
	near(t, "from the line to the number", number.YMin/mm-reds[2].bottom, bodySize*7/8/mm)
	near(t, "urgency's left edge", urgent.XMin/mm, 28)
	title := find(t, pages[0], s, "关于征求")
	near(t, "from number to title", (title.YMin-number.YMin)/mm+(titleSize-bodySize)/2/mm, 3*leadMM)
}

// TestColophon: the last line is the type area's lower edge on the last page, lines are thick, thin and thin, thick and as wide as the type area (7.4.1);
// the copies hang under the first office, the date ends one character in (7.4.2, 7.4.3).
func TestColophon(t *testing.T) {
	file, res := write(t, circular())
	img := pixels(t, file, res.Pages)
	rules := bands(img, func(img raster, x, y int) bool { // what goes from edge to edge
		return dark(img, x, y) && dark(img, 281, y) && dark(img, 1838, y)
	})
	if len(rules) != 4 {
		t.Fatalf("%d rules: %+v", len(rules), rules)
	}
	near(t, "last line", (rules[3].top+rules[3].bottom)/2, 262)
	for _, b := range rules[1:3] {
		if thin := b.bottom - b.top; thin > rules[0].bottom-rules[0].top || thin > rules[3].bottom-rules[3].top {
			t.Errorf("a line between is %.2f mm thick", thin)
		}
	}
	s, p := newSheet(false), boxes(t, file)[res.Pages-1]
	one := 14 / mm
	near(t, "抄送", find(t, p, s, "抄送：").XMin/mm, 28+one)
	near(t, "second line", find(t, p, s, "人民法院").XMin/mm, 28+4*one)
	for _, w := range p.Words {
		if strings.HasSuffix(w.Text, "日印发") {
			near(t, "date's right edge", w.XMax/mm, 184-one)
		}
		if w.Text == "共印120份" {
			near(t, "copies' right edge", w.XMax/mm, 184-one)
		}
	}
}

// TestColophonCrowded: where 版记 does not fit below the text, the text's last two lines go with it to the next page, of a letter too. Only where
// they cannot, it stands alone on the back of a sheet; an empty page before it, and it, bear no number then (7.5).
func TestColophonCrowded(t *testing.T) {
	rows := func(n int) report.Block {
		return report.Para{Text: strings.TrimSuffix(strings.Repeat("行\n", n), "\n")}
	}
	headings := append(slices.Repeat([]report.Block{report.Heading{Level: 1, Text: "题"}}, 21), rows(1)) // keep together, and fill a page
	for name, c := range map[string]struct {
		blocks                []report.Block
		letter                bool
		pages, numbers, lines int // lines on the last page, 版记 included
	}{
		"text to the foot of page 1": {[]report.Block{rows(22)}, false, 2, 2, 3},
		"text to the foot of page 2": {[]report.Block{rows(44)}, false, 3, 3, 3},
		"with room":                  {[]report.Block{rows(40)}, false, 2, 2, 19},
		"a letter":                   {[]report.Block{rows(44)}, true, 3, 2, 3},
		"a seal reaches below":       {[]report.Block{rows(17), report.Signature{Office: "市打假办", Date: "2006年12月3日", Seal: true}}, false, 2, 2, 5},
		"what can't be parted":       {append([]report.Block{rows(22)}, headings...), false, 4, 2, 1},
	} {
		d := doc(c.blocks...)
		d.Colophon = &report.Colophon{Office: "办公室", Date: "2006年12月31日"}
		if c.letter {
			d.Form, d.Colophon = report.Letter, &report.Colophon{CopyTo: "市质监局"}
		}
		file, _ := write(t, d)
		pages := boxes(t, file)
		numbers := 0
		for _, p := range pages {
			for _, w := range p.Words {
				if w.YMin > 262*mm && w.Text != "—" {
					numbers++
				}
			}
		}
		ls := lines(pages[len(pages)-1], newSheet(false))
		if len(pages) != c.pages || numbers != c.numbers || len(ls) != c.lines {
			t.Errorf("%s: %d pages, %d numbers, %d lines on the last page", name, len(pages), numbers, len(ls))
		}
	}
}

// TestAttachmentsAndAnnex: 7.3.4 and 7.3.7.
func TestAttachmentsAndAnnex(t *testing.T) {
	file, _ := write(t, circular())
	s := newSheet(false)
	for _, p := range boxes(t, file) {
		for i, l := range lines(p, s) {
			ls := lines(p, s)
			if strings.HasPrefix(l.Text, "附件：1.") {
				near(t, "附件", l.XMin/mm, 28+2*s.chars(1)/mm)
				near(t, "line above", (l.YMin-ls[i-1].YMin)/mm, 2*leadMM)
				near(t, "2. below 1.", ls[i+1].XMin/mm, l.XMin/mm+3*s.chars(1)/mm)
				for _, w := range p.Words {
					if strings.HasPrefix(w.Text, "2006年度打假责任制考核发现") {
						near(t, "second line below the name", ls[i+2].XMin/mm, w.XMin/mm)
					}
				}
			}
			if l.Text == "附件1" || l.Text == "附件2" {
				near(t, "label", l.XMin/mm, 28)
				near(t, "label's line", (l.YMin+l.YMax)/2/mm, 37+leadMM/2)
				near(t, "title's line", (ls[i+1].YMin+ls[i+1].YMax)/2/mm, 37+2.5*leadMM)
				near(t, "title's middle", (ls[i+1].XMin+ls[i+1].XMax)/2/mm, 106)
			}
		}
	}
}

// TestSeal slides a sealed signature over a page's foot: a seal of 42 mm that begins within a line of the text, centred on the date, stands in
// the type area, with its middle on office and date or a little above (7.3.5.1).
func TestSeal(t *testing.T) {
	s := newSheet(false)
	for n := 10; n < 24; n++ {
		file, _ := write(t, doc(report.Para{Text: strings.TrimSuffix(strings.Repeat("行\n", n), "\n")},
			report.Signature{Office: "深圳市打假办", Date: "2006年12月3日", Seal: true}))
		pages := boxes(t, file)
		ls := lines(pages[len(pages)-1], s)
		date, office, text := ls[len(ls)-1], ls[len(ls)-2], ls[len(ls)-3]
		if !strings.HasPrefix(text.Text, "行") {
			t.Fatalf("%d lines: the signature stands alone", n)
		}
		end := text.YMax/mm + (leadMM-bodySize/mm)/2
		middle := (office.YMin+date.YMax)/2/mm - 4 // the seal's: office and date stand 中心偏下
		if top := middle - 21; top < end || top > end+leadMM {
			t.Errorf("%d lines: the seal begins %.1f mm below the text", n, top-end)
		}
		if middle+21 > 262 || (date.XMin+date.XMax)/2/mm+21 > 184 {
			t.Errorf("%d lines: the seal does not fit", n)
		}
	}
}

// TestUnsealed: 7.3.5.2, with an office longer and shorter than the date.
func TestUnsealed(t *testing.T) {
	s := newSheet(false)
	for office, ends := range map[string]int{"深圳市打假工作领导小组办公室": 0, "打假办": 1} {
		file, _ := write(t, doc(report.Para{Text: "正文。"}, report.Signature{Office: office, Date: "2006年12月30日"}))
		ls := lines(boxes(t, file)[0], s)
		near(t, "the date from the office", (ls[2].XMin-ls[1].XMin)/mm, s.chars(2)/mm)
		near(t, "from the right edge", 184-ls[1+ends].XMax/mm, s.chars(2)/mm)
	}
}
