package pdf

import (
	"os"
	"strings"
	"testing"

	"kaohe/app/report"
	reader "kaohe/data/pdfread"
	"kaohe/data/pdfread/pdfreadtest"
)

func TestMain(m *testing.M) {
	pdfreadtest.Keep()
	os.Exit(m.Run())
}

// TestReadersAgree: every face's characters copy out as themselves in PDFium as in Poppler, one for each glyph: squeezed stops, names above U+FFFF,
// private use, what no face has.
func TestReadersAgree(t *testing.T) {
	s := "考核（《甲》），“乙”。丙：2006年〔12〕号—…·Latin-9" + rare + supplementary(40) + "\uE000😀"
	d := doc(report.Title{Text: s}, report.Subtitle{Text: s}, report.Heading{Level: 1, Text: s}, report.Para{Text: s}, report.Signature{Lines: []string{s}})
	d.Head = &report.Head{Office: "某市", Number: "某府〔2006〕12号"}
	file, _ := write(t, d)
	want := "某市某府〔2006〕12号" + strings.Repeat(s, 5)
	if got := text(t, file); got != want {
		t.Errorf("Poppler copies %q", got)
	}
	f, err := reader.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for i := range f.Count() {
		glyphs, err := f.Glyphs(i)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range glyphs {
			if g.Bare {
				t.Errorf("the file does not say what %q is", g.Text)
			}
			if g.Y < 262 { // not the page number
				b.WriteString(g.Text)
			}
		}
	}
	if got := tight(b.String()); got != want {
		t.Errorf("PDFium copies %q, not %q", got, want)
	}
}
