package docx

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"strings"
	"testing"

	"kaohe/app/report"
)

// album gives pictures of a size each; none for the sum of zeros.
type album struct{}

func (album) Photo(_ context.Context, p report.Picture, width, height int) ([]byte, report.Lack, error) {
	if p.Sum == ([32]byte{}) {
		return nil, report.LackFile, nil
	}
	w, h := 40*int(p.Sum[0]), 30*int(p.Sum[0])
	k := min(1, float64(width)/float64(w), float64(height)/float64(h))
	img := image.NewRGBA(image.Rect(0, 0, max(1, int(k*float64(w))), max(1, int(k*float64(h)))))
	for i := range img.Pix {
		img.Pix[i] = uint8(i / 64)
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, nil)
	return b.Bytes(), "", err
}

// Pictures are parts of the file with their relations, above their captions; one that is missing is said.
func TestPicturesAreInTheFileWithTheirCaptions(t *testing.T) {
	doc := report.Document{Blocks: []report.Block{report.Title{Text: "反馈"}, report.Annex{Label: "附件", Title: "佐证材料"}}}
	for across := 1; across <= 2; across++ {
		for n := range 3 {
			row := report.Pictures{Across: across, Down: 4 - across}
			for i := range across {
				p := report.Picture{Called: "佐证2-1", Caption: []string{"佐证2-1　出租屋", "佐证内容：问题1"}}
				p.Sum[0] = byte(100 * (n + i) % 250)
				row.Items = append(row.Items, p)
			}
			doc.Blocks = append(doc.Blocks, row)
		}
	}
	file := written(t, doc, Options{Photos: album{}})
	if dir := os.Getenv("KAOHE_PDF_LOOK"); dir != "" {
		if err := os.WriteFile(dir+"/pictures.docx", file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all := partsOf(t, file)
	body, rels := all["word/document.xml"], all["word/_rels/document.xml.rels"]
	for i, want := range []string{"p1", "p2", "p3"} {
		if !strings.Contains(body, `r:embed="`+want+`"`) || !strings.Contains(rels, `Id="`+want+`"`) {
			t.Errorf("picture %d is not in the text and its relations", i+1)
		}
	}
	if _, err := jpeg.Decode(strings.NewReader(all["word/media/image1.jpeg"])); err != nil {
		t.Errorf("the first picture: %v", err)
	}
	if !strings.Contains(all["[Content_Types].xml"], `Extension="jpeg"`) {
		t.Error("the type of pictures is not declared")
	}
	if n := strings.Count(body, "原件不在本机"); n != 2 {
		t.Errorf("%d frames for missing pictures, want 2", n)
	}
	if n := strings.Count(body, "佐证内容：问题1"); n != 9 {
		t.Errorf("%d captions, want 9", n)
	}
	if string(written(t, doc, Options{Photos: album{}})) != string(file) {
		t.Error("written twice, the file differs")
	}
}
