package pagecheck

import (
	"bytes"
	"image"
	"image/png"
	"sync"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"kaohe/assets/fonts"
	"kaohe/data/pdfread"
)

// item is something drawn by the test at a known place: text by its origin, or a line.
type item struct {
	kind string // what it is, for a case to find it by
	page int    // from 1
	x, y float64
	size float64 // points
	step float64 // from character to character; 0: as the face has it
	font string
	ink  string // red, grey; empty: black
	text string
	to   stroke
	down bool // the text reads downwards
	end  bool // x, or y of what reads downwards, is where the text ends
	mid  bool // x is the middle of the text
}

// stroke is where a line ends and how wide it is; of width 0 for text.
type stroke struct{ x, y, width float64 }

// paper is a document made of items.
type paper struct {
	w, h  float64
	pages int
	items []item
}

func (p *paper) add(i item) { p.items = append(p.items, i) }

// each changes the items of a kind.
func (p *paper) each(kind string, change func(*item)) {
	for i := range p.items {
		if p.items[i].kind == kind {
			change(&p.items[i])
		}
	}
}

// drop removes the items of a kind.
func (p *paper) drop(kind string) {
	var kept []item
	for _, i := range p.items {
		if i.kind != kind {
			kept = append(kept, i)
		}
	}
	p.items = kept
}

// letters are all characters that the tests draw.
const letters = "某市人民政府文件办〔〕号区各：关于落实打假责任制考核情况的通报现将有如下，。“”（）《》、一二三四五六七八九十年月日抄送印发—0123456789 " +
	"被单位得分名称南山罗湖福田函示例工作领导小组组织完成全部目标任务履行职责监督检查履第.〇"

var cut = sync.OnceValue(func() map[string][]byte {
	out := map[string][]byte{}
	for name, face := range map[string][]byte{"fang": fonts.SerifRegular, "xiaobiaosong": fonts.SerifBold, "hei": fonts.SansBold,
		"kai": fonts.KaiRegular, "simsun": fonts.SerifRegular} {
		out[name] = gofpdf.UTF8CutFont(bytes.Clone(face), letters)
	}
	return out
})

func (p *paper) bytes(tb testing.TB) []byte {
	tb.Helper()
	g := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: p.w, Ht: p.h}})
	g.SetAutoPageBreak(false, 0)
	for name, face := range cut() {
		g.AddUTF8FontFromBytes(name, "", bytes.Clone(face))
	}
	for n := 1; n <= p.pages; n++ {
		g.AddPage()
		for _, i := range p.items {
			if i.page == n {
				i.draw(g)
			}
		}
	}
	var b bytes.Buffer
	if err := g.Output(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// scanned is a grey picture.
func scanned() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))) // a bytes.Buffer never fails
	return b.Bytes()
}

func (i item) draw(g *gofpdf.Fpdf) {
	r, c := 0, 0
	switch i.ink {
	case "red":
		r = 255
	case "grey":
		r, c = 120, 120
	}
	g.SetTextColor(r, c, c)
	g.SetDrawColor(r, c, c)
	if i.to.width > 0 {
		g.SetLineWidth(i.to.width)
		g.Line(i.x, i.y, i.to.x, i.to.y)
		return
	}
	if i.kind == "scan" {
		g.RegisterImageOptionsReader("scan", gofpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(scanned()))
		g.ImageOptions("scan", 0, 0, 210, 297, false, gofpdf.ImageOptions{ImageType: "PNG"}, 0, "")
		return
	}
	g.SetFont(i.font, "", i.size)
	if i.mid {
		i.x -= g.GetStringWidth(i.text) / 2
	}
	if i.end && i.down {
		i.y -= g.GetStringWidth(i.text)
	} else if i.end {
		i.x -= g.GetStringWidth(i.text)
	}
	if i.down {
		g.TransformBegin()
		g.TransformRotate(-90, i.x, i.y)
		defer g.TransformEnd()
	}
	if i.step == 0 {
		g.Text(i.x, i.y, i.text)
		return
	}
	x := i.x
	for _, r := range i.text {
		g.Text(x, i.y, string(r))
		x += i.step
	}
}

// measured is what the rules say of a paper.
func measured(tb testing.TB, b []byte) *Check {
	tb.Helper()
	f, err := pdfread.Open(tb.Context(), b)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	c, err := Measure(tb.Context(), f)
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range c.Findings {
		if (f.Verdict == None) != (f.Why != "") || f.Verdict != None && f.Got == "" {
			tb.Errorf("neither measured nor a reason: %+v", f)
		}
	}
	if len(c.Findings) != len(rules) {
		tb.Errorf("%d findings of %d rules", len(c.Findings), len(rules))
	}
	return c
}
