package ofd

import (
	"encoding/base64"
	"encoding/json"
	"image"
	"image/draw"
	"image/png"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"kaohe/data/ink"
	"kaohe/data/pdfread"
)

// drawn is a page as the independent reader draws it (.ci/ofd/draw.mjs).
type drawn struct {
	Width, Height float64
	Texts         []struct {
		Text string
		X, Y float64
		Z    int // number of the object
	}
	Rules []struct{ X1, Y1, X2, Y2, Width float64 }
}

// pixels to the millimetre in the reader's pictures.
const perMillimetre = 5

// TestReader has an independent reader draw a document of each kind and holds it against the PDF's pages: places of characters within 0.2 mm, of rules
// within 0.1 mm, no ink where the PDF has none and none missing. It is run by make ofd-test, which installs the reader; KAOHE_OFD_READER says where, and
// KAOHE_OFD_OUT where pictures are left.
func TestReader(t *testing.T) {
	reader, dir := os.Getenv("KAOHE_OFD_READER"), os.Getenv("KAOHE_OFD_OUT")
	if reader == "" {
		t.Skip("needs an OFD reader in headless Chromium: make ofd-test")
	}
	all, docs := documents(t), map[string]*ink.Document{}
	for name, d := range all {
		docs[name] = laid(t, d)
		file := written(t, docs[name])
		save(t, filepath.Join(dir, name+".ofd"), file)
		save(t, filepath.Join(dir, name+".fonts"), families(t, file))
	}
	script, err := filepath.Abs("../../.ci/ofd/draw.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "node", script, reader, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		t.Run(name, func(t *testing.T) { against(t, docs[name], filepath.Join(dir, name)) })
	}
}

func save(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// families are a file's fonts for the script.
func families(t *testing.T, file []byte) []byte {
	t.Helper()
	var out []map[string]string
	parts := unpacked(t, file)
	for _, f := range treeOf(t, parts["Doc_0/PublicRes.xml"]).at("Fonts").all("Font") {
		out = append(out, map[string]string{"family": f.attr("FamilyName"), "data": base64.StdEncoding.EncodeToString(parts["Doc_0/Res/"+f.said("FontFile")])})
	}
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func against(t *testing.T, doc *ink.Document, base string) {
	f := paper(t, doc)
	b, err := os.ReadFile(base + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var pages []drawn
	if err := json.Unmarshal(b, &pages); err != nil || len(pages) != f.Count() {
		t.Fatalf("%d pages, %d in the PDF: %v", len(pages), f.Count(), err)
	}
	for i, p := range pages {
		w, h, err := f.Size(i)
		if err != nil || math.Abs(p.Width-w) > 0.2 || math.Abs(p.Height-h) > 0.2 {
			t.Errorf("page %d: %.1f × %.1f, %v", i+1, p.Width, p.Height, err)
		}
		glyphs, err := f.Glyphs(i)
		if err != nil {
			t.Fatal(err)
		}
		near(t, i+1, glyphs, p.characters(), 0.2)
		strokes, err := f.Strokes(i)
		if err != nil {
			t.Fatal(err)
		}
		p.ruled(t, i+1, strokes)
		covered(t, f, i, base+"-"+strconv.Itoa(i+1)+".png", unreadable(p, doc.Pages[i]))
	}
}

// characters joins the halves of characters beyond U+FFFF, of which this reader makes two texts at one place.
func (p *drawn) characters() []placed {
	var out []placed
	for i := 0; i < len(p.Texts); i++ {
		x := p.Texts[i]
		units := utf16.Encode([]rune(x.Text))
		if r := []rune(x.Text); len(r) == 1 && r[0] == unicode.ReplacementChar && i+1 < len(p.Texts) {
			i++
		}
		if len(units) > 0 {
			out = append(out, placed{[]rune(x.Text)[0], x.X, x.Y})
		}
	}
	return out
}

// unreadable are the places, in pixels, of what this reader can't draw: characters beyond U+FFFF, and pictures, which it always draws at 96 dots to the
// inch.
func unreadable(p drawn, is *ink.Page) (out []image.Rectangle) {
	at := func(x, y, w, h float64) image.Rectangle {
		return image.Rect(int(x*perMillimetre), int(y*perMillimetre), int((x+w)*perMillimetre)+1, int((y+h)*perMillimetre)+1)
	}
	for _, c := range p.characters() {
		if c.char == unicode.ReplacementChar {
			out = append(out, at(c.x-1, c.y-8, 10, 11))
		}
	}
	for _, s := range is.Shots {
		out = append(out, at(mm(s.X)-0.5, mm(s.Y)-0.5, mm(s.W)+1, mm(s.H)+1))
	}
	return out
}

func near(t *testing.T, page int, want []pdfread.Glyph, got []placed, most float64) {
	t.Helper()
	got = slices.DeleteFunc(got, func(p placed) bool { return unicode.IsSpace(p.char) })
	want = slices.DeleteFunc(want, func(g pdfread.Glyph) bool { return strings.TrimSpace(g.Text) == "" })
	if len(got) != len(want) {
		t.Errorf("page %d: %d characters, %d in the PDF", page, len(got), len(want))
	}
	for _, g := range want {
		at := slices.IndexFunc(got, func(p placed) bool {
			dx := math.Abs(p.x - g.X)
			if strings.ContainsRune("（《〈「『【〔〖“‘", p.char) {
				dx = min(dx, math.Abs(p.x+g.Size/2*25.4/72-g.X))
			}
			return (string(p.char) == g.Text || p.char == unicode.ReplacementChar) && dx <= most && math.Abs(p.y-g.Y) <= most
		})
		if at < 0 {
			t.Fatalf("page %d: no %s at %.2f %.2f", page, g.Text, g.X, g.Y)
		}
		got = slices.Delete(got, at, at+1)
	}
}

// ruled holds the straight lines that are upright or level; the thin ones of charts are held by the picture.
func (p *drawn) ruled(t *testing.T, page int, want []pdfread.Stroke) {
	t.Helper()
	n := 0
	for _, s := range want {
		if s.Length() < 1 || s.X1 != s.X2 && s.Y1 != s.Y2 || s.Width > 2 || s.Width < 0.2 {
			continue
		}
		n++
		left, right, top, bottom := min(s.X1, s.X2), max(s.X1, s.X2), min(s.Y1, s.Y2), max(s.Y1, s.Y2)
		if !slices.ContainsFunc(p.Rules, func(r struct{ X1, Y1, X2, Y2, Width float64 }) bool {
			return r.X1 <= left+0.1 && r.X2 >= right-0.1 && r.Y1 <= top+0.1 && r.Y2 >= bottom-0.1 && math.Abs(r.Width-s.Width) < 0.1 &&
				(math.Abs(r.X1-left) <= 0.1 || math.Abs(r.X2-left) <= 0.1 || left != right) && (math.Abs(r.Y1-top) <= 0.1 || math.Abs(r.Y2-top) <= 0.1 || top != bottom)
		}) {
			t.Fatalf("page %d: no line from %.2f %.2f to %.2f %.2f", page, s.X1, s.Y1, s.X2, s.Y2)
		}
	}
	if n == 0 && len(p.Rules) > 0 {
		t.Errorf("page %d: lines that the PDF does not have", page)
	}
}

// What is darker is ink for certain, and what is lighter is none: the two draw edges and thin strokes in other shades. The mark of a sample is none.
const (
	certain = 120
	none    = 215
)

// A cell is about as large as a character of a table; the smallest stroke that is missing leaves more pixels in one.
const (
	cell    = 3 * perMillimetre
	mostOdd = 8
)

// covered holds that what is certainly ink lies within 0.4 mm of some ink of the other picture, both ways; a few pixels of edges may not.
func covered(t *testing.T, f *pdfread.File, i int, path string, but []image.Rectangle) {
	t.Helper()
	want, err := f.Image(t.Context(), i, perMillimetre*25.4)
	if err != nil {
		t.Fatal(err)
	}
	r, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	m, err := png.Decode(r)
	if err != nil {
		t.Fatal(err)
	}
	got := image.NewRGBA(m.Bounds())
	draw.Draw(got, got.Bounds(), m, m.Bounds().Min, draw.Src)
	for _, x := range []struct {
		name string
		a, b *image.RGBA
	}{{"is missing", want, got}, {"is too much", got, want}} {
		cells := map[image.Point]int{}
		for y := x.a.Rect.Min.Y; y < x.a.Rect.Max.Y; y++ {
			for c := x.a.Rect.Min.X; c < x.a.Rect.Max.X; c++ {
				if inked(x.a, c, y, 0, certain) && !inked(x.b, c, y, 2, none) && !among(but, image.Pt(c, y)) {
					cells[image.Pt(c/cell, y/cell)]++
				}
			}
		}
		for at, n := range cells {
			if n > mostOdd {
				t.Errorf("page %d: %d pixels of ink %s, around %v of %s", i+1, n, x.name, at.Mul(cell), filepath.Base(path))
			}
		}
	}
}

// inked tells whether something darker than a shade is within so many pixels.
func inked(m *image.RGBA, x, y, within int, shade uint8) bool {
	for v := y - within; v <= y+within; v++ {
		for u := x - within; u <= x+within; u++ {
			if (image.Point{X: u, Y: v}).In(m.Rect) {
				if at := m.PixOffset(u, v); min(m.Pix[at], m.Pix[at+1], m.Pix[at+2]) < shade {
					return true
				}
			}
		}
	}
	return false
}

func among(list []image.Rectangle, p image.Point) bool {
	return slices.ContainsFunc(list, func(r image.Rectangle) bool { return p.In(r) })
}
