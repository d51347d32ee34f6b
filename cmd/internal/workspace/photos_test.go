package workspace_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/report"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
)

// photo is a JPEG with a picture of its own for each n.
func photo(t testing.TB, w, h, n int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(n * 60), 255})
		}
	}
	for y := range min(h, 40) {
		for x := range min(w, 40) {
			img.Set(x+n%4*8, y, color.RGBA{uint8(255 - n*40), 40, 40, 255})
		}
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}))
	return b.Bytes()
}

// pictured is the sample with evidence for the first problem of a district: three photos and a PDF.
func pictured(t testing.TB) (*workspace.Workspace, report.Job) {
	t.Helper()
	d := sampled(t)
	x := d.View().District("nanshan")
	supports := assess.Supports{Findings: []string{x.Of(assess.Problem)[0].ID}}
	r := intake.Request{District: x.ID, Phase: assess.Onsite, Person: x.Assigned[d.View().Standard.Sections[0].ID][0]}
	for n, size := range []image.Point{{1600, 1200}, {900, 1200}, {40, 30}} {
		r.Files = append(r.Files, intake.File{Name: "照片.jpg", Bytes: photo(t, size.X, size.Y, n), Supports: supports, Caption: "没有登记的出租屋"})
	}
	r.Files = append(r.Files, intake.File{Name: "台账.pdf", Bytes: []byte("%PDF-1.4\n"), Supports: supports})
	out, err := d.Take(context.Background(), r, nil)
	must(t, err)
	if len(out.Added) != 4 {
		t.Fatalf("added %+v", out)
	}
	return d, report.Job{Kind: "findings", District: x.ID}
}

// What the pages show is held against the originals where they are at hand; elsewhere it is said that nobody has.
func TestPicturesOfAReportAreProvedByTheirFilesAlone(t *testing.T) {
	d, j := pictured(t)
	p := printer(t)
	file := printed(t, p, d, j)
	with := verdictOn(t, p, file, d)
	if with.Pages != workspace.PagesExact || with.Pictures != (workspace.PictureCheck{Shown: 3, Held: 3}) || !with.Proof.Remade || with.Against != workspace.VaultSame {
		t.Errorf("with the files: %s %+v, remade %v, vault %s", with.Pages, with.Pictures, with.Proof.Remade, with.Against)
	}
	if text := spoken(p, with); !strings.Contains(text, "3张中的3张") {
		t.Errorf("the verdict does not tell of the pictures:\n%s", text)
	}
	alone := verdictOn(t, p, file, nil)
	if alone.Pages != workspace.PagesText || alone.Pictures != (workspace.PictureCheck{Shown: 3}) || !slices.Equal(whats(alone), []string{"photos"}) {
		t.Errorf("without: %s %+v %v", alone.Pages, alone.Pictures, alone.PagesMore)
	}
	if text := spoken(p, alone); !strings.Contains(text, "3张佐证图片没有核对") || strings.Contains(text, "由原件重做") {
		t.Errorf("the verdict without the files:\n%s", text)
	}
}

func whats(c *workspace.PaperCheck) (out []string) {
	for _, d := range c.PagesMore {
		out = append(out, d.What)
	}
	return out
}

// A picture in the PDF that is not the one its number names does not pass.
func TestAReportWithAnExchangedPictureDoesNotPass(t *testing.T) {
	d, j := pictured(t)
	p := printer(t)
	file := printed(t, p, d, j)
	at := bytes.Index(file, []byte("/Filter /DCTDecode"))
	at += bytes.Index(file[at:], []byte("stream\n")) + len("stream\n")
	old, err := jpeg.Decode(bytes.NewReader(file[at:]))
	must(t, err)
	img := image.NewRGBA(old.Bounds())
	for i := range img.Pix {
		img.Pix[i] = 0x80 | uint8(i%3)
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 30}))
	end := at + bytes.Index(file[at:], []byte("\nendstream"))
	if b.Len() > end-at {
		t.Fatalf("the other picture has %d bytes, more than %d", b.Len(), end-at)
	}
	forged := slices.Concat(file[:at], b.Bytes(), make([]byte, end-at-b.Len()), file[end:])
	if with := verdictOn(t, p, forged, d); with.Pages != workspace.PagesDiffer || with.Word() != workspace.Denied || !slices.Contains(whats(with), "picture") {
		t.Errorf("with the files: %s %s %v", with.Word(), with.Pages, with.PagesMore)
	}
	if alone := verdictOn(t, p, forged, nil); alone.Word() == workspace.Verified || alone.Pictures.Held > 0 {
		t.Errorf("without the files: %s %+v", alone.Word(), alone.Pictures)
	}
}

// Where an original is not at hand, a frame says so, and the report can be verified as it was printed.
func TestAReportSaysWhichPicturesWereNotAtHand(t *testing.T) {
	d, j := pictured(t)
	p := printer(t)
	before := printed(t, p, d, j)
	sum, _ := evidence.ParseSum(d.View().District(j.District).Evidence[0].ID)
	must(t, d.Files.Thin(sum))
	x, err := p.Print(context.Background(), d, j, nil)
	must(t, err)
	if len(x.Lacks) != 1 || x.Lacks[0] != (report.Lacking{Sum: sum, Why: report.LackFile}) {
		t.Fatalf("lacks %+v", x.Lacks)
	}
	if now := verdictOn(t, p, x.Bytes, d); now.Pages != workspace.PagesExact || now.Pictures != (workspace.PictureCheck{Shown: 2, Held: 2, Absent: 1}) {
		t.Errorf("%s %+v %v", now.Pages, now.Pictures, now.PagesMore)
	}
	if then := verdictOn(t, p, before, d); then.Pages != workspace.PagesText || then.Pictures != (workspace.PictureCheck{Shown: 3, Held: 2}) {
		t.Errorf("what was printed before: %s %+v %v", then.Pages, then.Pictures, then.PagesMore)
	}
}

// How many pictures a page has can be said for one printing, and the report is made again so.
func TestAReportIsMadeAgainWithTheNumberOfPicturesItWasAskedFor(t *testing.T) {
	d, j := pictured(t)
	p := printer(t)
	for pictures, shown := range map[string]int{"none": 0, "6": 3} {
		j.Pictures = pictures
		c := verdictOn(t, p, printed(t, p, d, j), d)
		if c.Pages != workspace.PagesExact || c.Pictures.Shown != shown || !c.Proof.Remade || c.Against != workspace.VaultSame {
			t.Errorf("%s: %s %+v, remade %v, vault %s", pictures, c.Pages, c.Pictures, c.Proof.Remade, c.Against)
		}
	}
}
