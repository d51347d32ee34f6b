package docx

import (
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/data/pdf"
	"kaohe/data/pdf/pdftest"
	"kaohe/data/pdfread"
	"kaohe/data/pdfread/pdfreadtest"
	"kaohe/data/sampletest"
)

func TestMain(m *testing.M) {
	pdfreadtest.Keep()
	os.Exit(m.Run())
}

// What stands in the Word file stands in the PDF, and the other way round, but what a printer repeats: heads of tables that go on over pages.
func TestWordAndPDFHaveTheSameText(t *testing.T) {
	printer, err := pdf.New(pdf.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	all := sampletest.Kinds(t)
	for name, d := range variants() {
		all[name] = d
	}
	if len(all) < len(assess.Papers)+len(variants()) {
		t.Fatalf("%d documents", len(all))
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		d := all[name]
		for i, b := range d.Blocks {
			if c, is := b.(report.Chart); is { // whose figures stand otherwise
				d.Blocks[i] = report.Para{Text: c.Caption}
			}
		}
		paper, err := pdftest.Print(t.Context(), printer, d)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want, got := pdfText(t, paper), plainText(t, written(t, d, Options{}))
		more, less := counted(got), counted(want)
		for r, n := range more {
			less[r] -= n
		}
		for _, head := range heads(d) {
			for all := true; all; {
				for r, n := range counted(head) {
					all = all && less[r] >= n
				}
				for r, n := range counted(head) {
					if all {
						less[r] -= n
					}
				}
			}
		}
		var odd []string
		for r, n := range less {
			if n != 0 {
				odd = append(odd, fmt.Sprintf("%c %d", r, n))
			}
		}
		if slices.Sort(odd); len(odd) > 0 {
			t.Errorf("%s: the PDF has more (or less) %v", name, odd)
		}
		for _, s := range texts(d) {
			if !strings.Contains(got, s) {
				t.Errorf("%s: lacks %q", name, s)
			}
		}
	}
}

// counted counts characters but spaces.
func counted(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range s {
		if !unicode.IsSpace(r) && r != '_' {
			n[r]++
		}
	}
	return n
}

// heads are what stands above each table with one.
func heads(d report.Document) (out []string) {
	for _, b := range d.Blocks {
		if p, is := b.(report.Part); is {
			for _, l := range p.Foot {
				out = append(out, l+"：")
			}
		}
		if t, is := b.(report.Table); is {
			head := ""
			for _, c := range t.Columns {
				head += c.Head
			}
			if head != "" {
				out = append(out, head)
			}
		}
	}
	return out
}

// texts are long texts of a document.
func texts(d report.Document) (out []string) {
	tight := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case report.Title:
			out = append(out, tight(b.Text))
		case report.Heading:
			out = append(out, tight(b.Text))
		case report.Table:
			for _, r := range b.Rows {
				for i := range min(len(r.Cells), len(b.Columns)) {
					if !strings.ContainsAny(r.Cells[i], "\x01") {
						out = append(out, tight(r.Cells[i]))
					}
				}
			}
		}
	}
	return out
}

var partPages = regexp.MustCompile(`第\d+页[\s　]*共\d+页`)

var folio = regexp.MustCompile(`— \d+ —`)

func pdfText(t *testing.T, b []byte) string {
	t.Helper()
	f, err := pdfread.Open(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all strings.Builder
	for i := range f.Count() {
		s, err := f.Text(i)
		if err != nil {
			t.Fatal(err)
		}
		s = partPages.ReplaceAllString(folio.ReplaceAllString(s, ""), "")
		if at := strings.LastIndex(s, sampleMark); at >= 0 {
			s = s[:at] + s[at+len(sampleMark):]
		}
		all.WriteString(s)
	}
	return all.String()
}

// plainText is the text of the body, without spaces.
func plainText(t *testing.T, file []byte) string {
	t.Helper()
	var b strings.Builder
	parsed(t, "document", partsOf(t, file)["word/document.xml"]).walk(func(n *node) {
		if n.XMLName.Local == "t" {
			b.WriteString(strings.Join(strings.Fields(n.Text), ""))
		}
	})
	return b.String()
}
