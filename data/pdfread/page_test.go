package pdfread

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/jung-kurt/gofpdf"

	"kaohe/app/words"
	"kaohe/assets/fonts"
)

// TestPlaces: what the content says in points stands where it is shown, whatever way the page is turned and cut.
func TestPlaces(t *testing.T) {
	// A point at x, y from the box's lower left corner, on a box of 400 × 600, shown.
	shown := map[string]func(x, y float64) (float64, float64){
		"":              func(x, y float64) (float64, float64) { return x, 600 - y },
		" /Rotate 90":   func(x, y float64) (float64, float64) { return y, x },
		" /Rotate 180":  func(x, y float64) (float64, float64) { return 400 - x, y },
		" /Rotate -90":  func(x, y float64) (float64, float64) { return 600 - y, 400 - x },
		" /Rotate 1080": func(x, y float64) (float64, float64) { return x, 600 - y },
	}
	angles := map[string]float64{" /Rotate 90": 90, " /Rotate 180": 180, " /Rotate -90": 270}
	for box, low := range map[string]float64{"/MediaBox [0 0 400 600]": 0, "/MediaBox [0 0 900 900] /CropBox [10 10 410 610]": 10} {
		for turn, where := range shown {
			f := open(t, onePage(box, turn))
			at := func(x, y float64) (float64, float64) { x, y = where(x-low, y-low); return x * mm, y * mm }
			w, h, err := f.Size(0)
			if wide := strings.Contains(turn, "90"); err != nil || !near(max(w, h), 600*mm) || !near(min(w, h), 400*mm) || wide != (w > h) {
				t.Errorf("%s%s: %v × %v, %v", box, turn, w, h, err)
			}
			gs, err := f.Glyphs(0)
			if err != nil || len(gs) != 2 {
				t.Fatalf("%s%s: %v, %v", box, turn, gs, err)
			}
			x, y := at(100, 200)
			if g := gs[0]; g.Text != "A" || !near(g.X, x) || !near(g.Y, y) || !near(g.Size, 20) || g.Color != [3]uint8{255, 0, 0} || g.Font != "Helvetica" ||
				!near(math.Mod(g.Angle+360, 360), angles[turn]) {
				t.Errorf("%s%s: %+v, not at %.2f, %.2f", box, turn, g, x, y)
			}
			strokes(t, f, box+turn, at)
		}
	}
}

func strokes(t *testing.T, f *File, name string, at func(x, y float64) (float64, float64)) {
	t.Helper()
	got, err := f.Strokes(0)
	if err != nil || len(got) != 3 {
		t.Fatalf("%s: %v, %v", name, got, err)
	}
	for i, want := range []struct{ x1, y1, x2, y2, width float64 }{{50, 100, 250, 100, 2}, {50, 50.75, 250, 50.75, 1.5}, {300, 300, 300, 340, 2}} {
		x1, y1 := at(want.x1, want.y1)
		x2, y2 := at(want.x2, want.y2)
		s := got[i]
		if near(s.X1, x2) && near(s.Y1, y2) {
			x1, y1, x2, y2 = x2, y2, x1, y1
		}
		if !near(s.X1, x1) || !near(s.Y1, y1) || !near(s.X2, x2) || !near(s.Y2, y2) || !near(s.Width, want.width*mm) {
			t.Errorf("%s: %+v, want %.2f,%.2f–%.2f,%.2f", name, s, x1, y1, x2, y2)
		}
	}
	if got[0].Color != [3]uint8{0, 0, 255} || got[1].Color[0] < 100 {
		t.Errorf("%s: colours %v, %v", name, got[0].Color, got[1].Color)
	}
}

func TestFaults(t *testing.T) {
	g := gofpdf.New("P", "mm", "A4", "")
	g.SetProtection(0, "open", "own")
	g.AddPage()
	var locked bytes.Buffer
	if err := g.Output(&locked); err != nil {
		t.Fatal(err)
	}
	whole := onePage("/MediaBox [0 0 400 600]", "")
	for code, b := range map[string][]byte{
		"page.none":    []byte("PK\x03\x04 a workbook"),
		"page.damaged": whole[:60],
		"page.locked":  locked.Bytes(),
		"page.large":   append(bytes.Clone(whole), make([]byte, MaxBytes)...),
	} {
		if _, err := Open(t.Context(), b); !errors.Is(err, words.Refuse(code)) {
			t.Errorf("%s: got %v", code, err)
		}
	}
	if _, err := Open(t.Context(), nil); !errors.Is(err, words.Refuse("page.none")) {
		t.Errorf("nothing: %v", err)
	}
	f := open(t, whole)
	if _, err := f.Text(1); !errors.Is(err, words.Refuse("page.absent")) {
		t.Errorf("second page: %v", err)
	}
	for _, dpi := range []float64{5000, 0, -1, 1e300} {
		if _, err := f.Image(t.Context(), 0, dpi); !errors.Is(err, words.Refuse("page.huge")) {
			t.Errorf("%g dots: %v", dpi, err)
		}
	}
	f.Close()
	if _, err := f.Text(0); !errors.Is(err, words.Refuse("page.closed")) {
		t.Errorf("closed: %v", err)
	}
}

func TestImage(t *testing.T) {
	f := open(t, onePage("/MediaBox [0 0 400 600]", ""))
	img, err := f.Image(t.Context(), 0, 144)
	if err != nil || img.Rect.Dx() != 800 || img.Rect.Dy() != 1200 {
		t.Fatalf("%v, %v", img.Rect, err)
	}
	if c := img.RGBAAt(300, 1000); c.B != 255 || c.R != 0 || c.A != 255 { // the blue line
		t.Errorf("on the line: %v", c)
	}
	if c := img.RGBAAt(300, 900); c.R != 255 || c.G != 255 || c.A != 255 {
		t.Errorf("beside it: %v", c)
	}
}

// TestCancelled: whatever is cancelled, whenever, the next call works.
func TestCancelled(t *testing.T) {
	f := open(t, onePage("/MediaBox [0 0 400 600]", ""))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := f.Image(ctx, 0, 96); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	go cancel()
	if img, err := f.Image(ctx, 0, 600); (img == nil) != errors.Is(err, context.Canceled) {
		t.Errorf("cancelled meanwhile: %v", err)
	}
	if s, err := f.Text(0); s != "AB" || err != nil {
		t.Errorf("after: %q, %v", s, err)
	}
}

// TestEndless: a page that would take years is stopped, and nothing goes on behind.
func TestEndless(t *testing.T) {
	form := "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>", stream("", "/X Do /X Do")}
	for i := range 40 {
		objects = append(objects, stream(fmt.Sprintf(form, 6+i), "/X Do /X Do"))
	}
	f := open(t, made(append(objects, stream(fmt.Sprintf(form, 1), "0 0 m 9 9 l S"))...))
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := f.Image(ctx, 0, 96); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	for runtime.NumGoroutine() > before { // the test's own time limit ends a wait in vain
		time.Sleep(time.Millisecond)
	}
}

// TestTogether: several files, each from several goroutines, read the same as alone.
func TestTogether(t *testing.T) {
	var wg sync.WaitGroup
	for range 3 {
		f := open(t, onePage("/MediaBox [0 0 400 600]", ""))
		for range 3 {
			wg.Go(func() {
				if s, err := f.Text(0); s != "AB" || err != nil {
					t.Errorf("%q, %v", s, err)
				}
				if _, err := f.Image(context.Background(), 0, 50); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
}

// chinese is a document of some pages, with bookmarks.
func chinese(tb testing.TB, pages int) []byte {
	tb.Helper()
	const text = "你区高度重视打假工作，建立了“区、街道、社区”三级网络（深府办〔2006〕112号），全年投入经费126.5万元。"
	g := gofpdf.New("P", "mm", "A4", "")
	g.AddUTF8FontFromBytes("kai", "", gofpdf.UTF8CutFont(bytes.Clone(fonts.KaiRegular), text+"考核一二"))
	g.SetTitle("考核情况", true)
	g.SetFont("kai", "", 16)
	for n := range pages {
		g.AddPage()
		g.Bookmark("一、考核", 0, -1)
		g.Bookmark("二、工作", 1, -1)
		for i := range 20 {
			g.Text(28, 44+10*float64(i), string([]rune(text)[(n+i)%20:][:27]))
		}
	}
	var b bytes.Buffer
	if err := g.Output(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestOutlineAndMeta(t *testing.T) {
	f := open(t, chinese(t, 2))
	if m := f.Meta(); m["Title"] != "考核情况" {
		t.Errorf("%v", m)
	}
	b, err := f.Bookmarks()
	if err != nil || len(b) != 2 || b[1].Title != "一、考核" || b[1].Page != 1 || len(b[1].Children) != 1 || b[1].Children[0].Title != "二、工作" {
		t.Errorf("%+v, %v", b, err)
	}
	if fs, err := f.Fonts(0); err != nil || len(fs) != 1 || !fs[0].Embedded {
		t.Errorf("%v, %v", fs, err)
	}
	circle := made("<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>", "<< /First 5 0 R >>", "<< /Title (a) /Next 6 0 R >>", "<< /Title (b) /Next 5 0 R >>")
	if b, err := open(t, circle).Bookmarks(); err != nil || len(b) > maxBookmarks {
		t.Errorf("in circles: %d, %v", len(b), err)
	}
}

// TestTextAsPoppler reads the same characters as another reader.
func TestTextAsPoppler(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("poppler is not installed")
	}
	b := chinese(t, 2)
	f := open(t, b)
	var ours strings.Builder
	for i := range f.Count() {
		s, err := f.Text(i)
		if err != nil {
			t.Fatal(err)
		}
		ours.WriteString(s)
		gs, err := f.Glyphs(i)
		if err != nil {
			t.Fatal(err)
		}
		var drawn strings.Builder
		for _, g := range gs {
			drawn.WriteString(g.Text)
		}
		if dense(drawn.String()) != dense(s) {
			t.Errorf("page %d: glyphs differ from text", i+1)
		}
	}
	cmd := exec.Command(tool, "-raw", "-", "-")
	cmd.Stdin = bytes.NewReader(b)
	theirs, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if dense(ours.String()) != dense(string(theirs)) || len(theirs) < 1000 {
		t.Errorf("ours:\n%s\ntheirs:\n%s", ours.String(), theirs)
	}
}

// dense drops blanks, which readers infer each in its own way.
func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
