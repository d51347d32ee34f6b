package pdf

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"slices"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/data/pagecheck"
	"kaohe/data/parts"
	"kaohe/data/pdfread"
)

// shelf gives pictures of stated sizes, by the sums of their names; none for others.
type shelf map[[32]byte]image.Point

func (a shelf) Photo(_ context.Context, p report.Picture, width, height int) ([]byte, report.Lack, error) {
	size, ok := a[p.Sum]
	if !ok {
		return nil, report.LackFile, nil
	}
	if p.Turn%180 != 0 {
		size.X, size.Y = size.Y, size.X
	}
	k := min(1, float64(width)/float64(size.X), float64(height)/float64(size.Y))
	img := image.NewRGBA(image.Rect(0, 0, max(1, int(k*float64(size.X))), max(1, int(k*float64(size.Y)))))
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			img.Set(x, y, color.RGBA{uint8(255 * x / img.Rect.Dx()), uint8(255 * y / img.Rect.Dy()), p.Sum[0], 255})
		}
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80})
	return b.Bytes(), "", err
}

var photos = shelf{sumOf("4:3"): {X: 4000, Y: 3000}, sumOf("3:4"): {X: 3000, Y: 4000}, sumOf("panorama"): {X: 9000, Y: 1500}, sumOf("tiny"): {X: 40, Y: 30},
	sumOf("tall"): {X: 600, Y: 6000}}

func sumOf(name string) [32]byte { return sha256.Sum256([]byte(name)) }

// annexed is a document with an annex of pictures, in rows of across of which down fill a page.
func annexed(across, down int, landscape bool, names ...string) report.Document {
	doc := report.Document{Kind: "findings", Title: "附佐证", Landscape: landscape, Date: report.Date{Year: 2006, Month: 12, Day: 30}, Blocks: []report.Block{report.Title{Text: "附佐证的反馈意见"},
		report.Para{Text: "考核小组发现的问题见附件，每一张图片都有编号，编号和正文里的一致，图片和说明不分开。"}, report.Para{Text: strings.Repeat("考核小组对各街道的出租屋台账逐一抽查，并拍照留存。", 12)},
		report.Annex{Label: "附件", Title: "佐证材料"}}}
	for part := range slices.Chunk(names, across) {
		row := report.Pictures{Across: across, Down: down}
		for i, n := range part {
			row.Items = append(row.Items, report.Picture{Sum: sumOf(n), Called: fmt.Sprintf("佐证2-%d", i+1), Caption: []string{
				fmt.Sprintf("佐证2-%d　%s的出租屋台账没有登记", i+1, n), "拍摄时间（相机）：2006-11-20 10:32:05", "佐证内容：问题1、项目1.3扣分"}})
		}
		doc.Blocks = append(doc.Blocks, row)
	}
	return doc
}

var shapes = []string{"4:3", "3:4", "panorama", "tiny", "tall", "missing", "4:3", "3:4", "4:3", "4:3", "4:3", "4:3", "4:3"}

// Pictures stand in the type area, as many a page as the row says, each above its caption, and the pages keep the standard.
func TestPicturesStandInTheTypeAreaWithTheirCaptions(t *testing.T) {
	for _, x := range []struct {
		across, down int
		landscape    bool
		pages        int // of pictures
	}{{1, 2, false, 7}, {2, 3, false, 3}, {2, 1, true, 7}, {3, 2, true, 3}} {
		doc := annexed(x.across, x.down, x.landscape, shapes...)
		file, res := writeWith(t, doc, Options{EmbeddedOnly: true, Photos: photos})
		if dir := os.Getenv("KAOHE_PDF_LOOK"); dir != "" {
			if err := os.WriteFile(fmt.Sprintf("%s/pictures-%d-%d.pdf", dir, x.across, x.down), file, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if a := parts.Archive(file); !a.OK() {
			t.Errorf("%+v: %v", x, a.Broken)
		}
		if want := 1 + x.pages; res.Pages > want {
			t.Errorf("%+v: %d pages, want %d at most", x, res.Pages, want)
		}
		if !slices.Equal(res.Lacks, []report.Lacking{{Sum: sumOf("missing"), Why: report.LackFile}}) {
			t.Errorf("%+v: lacks %v", x, res.Lacks)
		}
		f, err := pdfread.Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		found, err := pagecheck.Measure(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range found.Findings {
			if v.Verdict == pagecheck.Fail {
				t.Errorf("%+v: %s: %s instead of %s on page %d", x, v.Rule, v.Got, v.Want, v.Page)
			}
		}
		inside(t, f, x.landscape, len(shapes)-1)
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func inside(t *testing.T, f *pdfread.File, landscape bool, want int) {
	t.Helper()
	area := pdfread.Box{Left: 28, Top: 37, Right: 184, Bottom: 262}
	if landscape {
		area = pdfread.Box{Left: 35, Top: 28, Right: 260, Bottom: 184}
	}
	n := 0
	for i := range f.Count() {
		boxes, err := f.Pictures(i)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range boxes {
			n++
			const hair = 0.05
			if b.Left < area.Left-hair || b.Top < area.Top-hair || b.Right > area.Right+hair || b.Bottom > area.Bottom+hair || b.Right <= b.Left {
				t.Errorf("page %d: a picture at %v, not in %v", i+1, b, area)
			}
		}
	}
	if n != want {
		t.Errorf("%d pictures, want %d", n, want)
	}
}

// The same document with the same pictures is the same file, and one picture at two places is in it once.
func TestPicturesGiveTheSameBytesAndAreOnceInTheFile(t *testing.T) {
	doc := annexed(2, 3, false, shapes...)
	a, _ := writeWith(t, doc, Options{EmbeddedOnly: true, Photos: photos})
	b, _ := writeWith(t, doc, Options{EmbeddedOnly: true, Photos: photos})
	if !bytes.Equal(a, b) {
		t.Error("two files of one document differ")
	}
	if n := bytes.Count(a, []byte("/Subtype /Image")); n != 7 {
		t.Errorf("%d pictures in the file, want 7, one of each shape and size", n)
	}
}

func writeWith(t *testing.T, doc report.Document, opts Options) ([]byte, Result) {
	t.Helper()
	var b bytes.Buffer
	res, err := printer(t).Write(t.Context(), &b, doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), res
}
