package ofd

import (
	"bytes"
	"context"
	"crypto/sha256"
	"image"
	"image/draw"
	"image/jpeg"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"kaohe/app/report"
	"kaohe/data/ink"
	"kaohe/data/pdf"
	"kaohe/data/pdfread"
	"kaohe/data/pdfread/pdfreadtest"
	"kaohe/data/sampletest"
)

func TestMain(m *testing.M) {
	pdfreadtest.Keep()
	os.Exit(m.Run())
}

var printer = sync.OnceValues(func() (*pdf.Printer, error) { return pdf.New(pdf.Embedded()) })

// album has every photo, all the same.
type album struct{}

func (album) Photo(_ context.Context, _ report.Picture, _, _ int) ([]byte, report.Lack, error) {
	m := image.NewGray(image.Rect(0, 0, 40, 30))
	draw.Draw(m, image.Rect(20, 0, 40, 15), image.White, image.Point{}, draw.Src) // black but for its upper right quarter
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, nil)
	return b.Bytes(), "", err
}

func laid(t testing.TB, d report.Document) *ink.Document {
	t.Helper()
	p, err := printer()
	if err != nil {
		t.Fatal(err)
	}
	out, err := p.LayOut(t.Context(), d, pdf.Options{EmbeddedOnly: true, Photos: album{}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// paper is the PDF of a document, to be read until the test ends.
func paper(t *testing.T, doc *ink.Document) *pdfread.File {
	t.Helper()
	b, err := pdf.Draw(t.Context(), doc, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdfread.Open(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// carried is what every test file carries.
var carried = Attachment{"kaohe-report.bin", bytes.Repeat([]byte("what it carries "), 100)}

func written(t testing.TB, doc *ink.Document) []byte {
	t.Helper()
	b, err := Write(t.Context(), doc, []Attachment{carried}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// documents are those of the sample, and made ones with what it lacks.
func documents(t testing.TB) map[string]report.Document {
	t.Helper()
	out := made()
	maps.Copy(out, sampletest.Kinds(t))
	return out
}

func made() map[string]report.Document {
	chart := report.Chart{Caption: "各区得分", Unit: "分", Kind: report.Progress, Categories: []string{"南山区", "龙岗区"}}
	for i := range ink.Patterns + 1 {
		chart.Series = append(chart.Series, report.Series{Name: strings.Repeat("甲", i+1), Values: []int64{100 * int64(i+1), 550}})
	}
	doc := func(blocks ...report.Block) report.Document {
		return report.Document{Kind: "x", Title: "文书<&>", Author: "市打假办", Date: report.Date{Year: 2006, Month: 12, Day: 30}, Keywords: "kaohe-draw-1:YWJj",
			Blocks: blocks}
	}
	rare := doc(report.Title{Text: "生僻字"}, report.Heading{Level: 1, Text: "一、𬭎𠮷𬍛"}, report.Heading{Level: 2, Text: "（一）䶮"},
		report.Para{Text: strings.Repeat("𬭎张䶮、李㛃（“责任书”），《办法》。", 30)}, report.Para{Text: " 两端有空格 & <标签> \"引号\" "}, report.Para{Text: "缺字𒀀😀。"})
	letter := doc(report.Title{Text: "函"}, report.Para{Text: "正文。"}, report.Signature{Office: "市打假办", Date: "2006年12月30日", Seal: true})
	letter.Form, letter.Head = report.Letter, &report.Head{Office: "深圳市打假办", Number: "深打假〔2006〕12号"}
	red := doc(report.Title{Text: "通报"}, report.Addressee{Text: "各区人民政府"}, report.Para{Text: strings.Repeat("正文。", 400)}, report.Note{Text: "附注"})
	red.Head = &report.Head{Copy: "000012", Secrecy: "秘密★1年", Urgency: "特急", Office: "深圳市打假工作领导小组文件", Number: "深打假〔2006〕12号", Signer: "顾彧"}
	red.Colophon = &report.Colophon{CopyTo: "省打假办", Office: "市打假办", Date: "2006年12月30日印发", Copies: "共印50份"}
	wide := doc(report.Title{Text: "评分表"}, report.Table{Caption: "表", Columns: []report.Column{{Head: "项目"}, {Head: "得分", Align: report.Right}},
		Rows: slices.Repeat([]report.Row{{Cells: []string{"责任书", "4.50"}}, {Strong: true, Cells: []string{"合计", "95.00"}}}, 40)})
	wide.Landscape, wide.Sample = true, true
	photos := doc(report.Annex{Label: "附件", Title: "佐证图片"})
	for i := range 3 {
		photos.Blocks = append(photos.Blocks, report.Pictures{Across: 2, Down: 3, Items: []report.Picture{
			{Sum: sha256.Sum256([]byte{byte(i)}), Called: "佐证2-1", Caption: []string{"仓库"}}, {Sum: sha256.Sum256([]byte{9}), Called: "佐证2-2", Caption: []string{"台账"}}}})
	}
	return map[string]report.Document{"chart": doc(report.Title{Text: "图"}, chart), "rare": rare, "letter": letter, "red": red, "wide": wide, "photos": photos}
}

// placed is a character at the place where a reader puts it.
type placed struct {
	char rune
	x, y float64
}

// apart are distances one by one.
func apart(spread string) (out []float64) {
	for _, s := range strings.Fields(spread) {
		times, distance, _ := strings.Cut(s, "*")
		n, _ := strconv.Atoi(times) // spread wrote it
		out = append(out, slices.Repeat(floats(distance), n)...)
	}
	return out
}

// characters are a page's characters as the standard says (11.2, 11.3): each TextCode begins at X, Y, and goes on by DeltaX, within the object's box
// and CTM.
func characters(t *testing.T, page *node) []placed {
	t.Helper()
	var out []placed
	for _, l := range page.at("Content").all("Layer") {
		for _, o := range l.all("TextObject") {
			box, ctm := floats(o.attr("Boundary")), floats(o.attr("CTM"))
			if ctm == nil {
				ctm = []float64{1, 0, 0, 1, 0, 0}
			}
			for _, c := range o.all("TextCode") {
				at := floats(c.attr("X") + " " + c.attr("Y"))
				deltas := apart(spread(c.attr("DeltaX"), len(c.text)))
				rs := []rune(c.text)
				if len(deltas) != len(rs)-1 {
					t.Fatalf("%d distances for %q", len(deltas), c.text)
				}
				for i, r := range rs {
					if i > 0 {
						at[0] += deltas[i-1]
					}
					out = append(out, placed{r, box[0] + ctm[0]*at[0] + ctm[2]*at[1] + ctm[4], box[1] + ctm[1]*at[0] + ctm[3]*at[1] + ctm[5]})
				}
			}
		}
	}
	return out
}

// The text is the PDF's, and each character stands where PDFium sees it in the PDF of the same document, to a hundredth of a millimetre; none is more, none is less.
func TestCharactersStandWhereThePDFHasThem(t *testing.T) {
	all := documents(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			doc := laid(t, all[name])
			f := paper(t, doc)
			file := written(t, doc)
			trees := pagesOf(t, file)
			read, err := Read(file)
			if err != nil {
				t.Fatal(err)
			}
			if f.Count() != len(trees) {
				t.Fatalf("%d pages in the PDF, %d in the OFD", f.Count(), len(trees))
			}
			for i := range trees {
				glyphs, err := f.Glyphs(i)
				if err != nil {
					t.Fatal(err)
				}
				compare(t, i+1, glyphs, characters(t, trees[i]))
				want, err := f.Text(i)
				if err != nil {
					t.Fatal(err)
				}
				if got := tight(read.Pages[i].Text()); !doc.Landscape && got != tight(want) { // where lines have two directions, PDFium's order is another
					t.Errorf("page %d: %s\nin the PDF: %s", i+1, got, tight(want))
				}
			}
		})
	}
}

func tight(s string) string { return strings.Join(strings.Fields(s), "") }

func compare(t *testing.T, page int, want []pdfread.Glyph, got []placed) {
	t.Helper()
	got = slices.DeleteFunc(got, func(p placed) bool { return unicode.IsSpace(p.char) })
	want = slices.DeleteFunc(want, func(g pdfread.Glyph) bool { return strings.TrimSpace(g.Text) == "" })
	if len(got) != len(want) {
		t.Fatalf("page %d: %d characters, %d in the PDF", page, len(got), len(want))
	}
	for _, g := range want { // PDFium's order is another where lines of writing have several directions
		at := slices.IndexFunc(got, func(p placed) bool { return p.is(g) })
		if at < 0 {
			t.Fatalf("page %d: no %s at %.3f %.3f, as in the PDF", page, g.Text, g.X, g.Y)
		}
		got = slices.Delete(got, at, at+1)
	}
}

// is tells whether a character is one of the PDF's.
func (p placed) is(g pdfread.Glyph) bool {
	dx := math.Abs(p.x - g.X)
	if strings.ContainsRune("（《〈「『【〔〖“‘", p.char) { // one that gave up its left half has its origin half a square before
		dx = min(dx, math.Abs(p.x+g.Size/2*25.4/72-g.X))
	}
	return string(p.char) == g.Text && dx <= 0.01 && math.Abs(p.y-g.Y) <= 0.01
}
