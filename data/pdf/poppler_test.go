package pdf

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// poppler runs one of poppler-utils' programs on a file: a reader that shares nothing with us.
func poppler(tb testing.TB, file []byte, name string, before []string, after ...string) string {
	tb.Helper()
	if _, err := exec.LookPath(name); err != nil {
		tb.Fatalf("%s is missing; install it with: apt-get install poppler-utils", name)
	}
	path := filepath.Join(tb.TempDir(), "t.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(name, append(append(before, path), after...)...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	said := strings.ReplaceAll(errs.String(), "no word list\n", "") // of an empty page
	if err != nil || said != "" {
		tb.Fatalf("%s: %v %s", name, err, said)
	}
	return string(out)
}

// tight is s without white space.
func tight(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

var folioLine = regexp.MustCompile(`(?m)^— \d+ —$`)

// text is what a reader copies out, in the order in which it was drawn, without page numbers and white space.
func text(tb testing.TB, file []byte) string {
	tb.Helper()
	raw := poppler(tb, file, "pdftotext", []string{"-raw", "-enc", "UTF-8"}, "-")
	return tight(folioLine.ReplaceAllString(strings.ReplaceAll(raw, "\f", "\n"), ""))
}

// word is one piece of text with its box in points from the page's upper left corner.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

type box struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
}

// boxes measures the finished pages.
func boxes(tb testing.TB, file []byte) []box {
	tb.Helper()
	var doc struct {
		Pages []box `xml:"body>doc>page"`
	}
	out := poppler(tb, file, "pdftotext", []string{"-bbox", "-enc", "UTF-8"}, "-")
	dec := xml.NewDecoder(strings.NewReader(out))
	dec.Strict = false
	if err := dec.Decode(&doc); err != nil {
		tb.Fatalf("pdftotext -bbox: %v", err)
	}
	return doc.Pages
}

// lines joins a page's words by their baseline, top to bottom, leaving out page number and header.
func lines(p box, s *sheet) []word {
	var out []word
	for _, w := range p.Words {
		if w.YMin > s.top+s.areaH || w.YMax < s.top {
			continue
		}
		if n := len(out); n > 0 && abs(out[n-1].YMin-w.YMin) < 2 {
			out[n-1].XMin, out[n-1].XMax = min(out[n-1].XMin, w.XMin), max(out[n-1].XMax, w.XMax)
			out[n-1].Text += w.Text
			continue
		}
		out = append(out, w)
	}
	return out
}

func abs(x float64) float64 { return max(x, -x) }
