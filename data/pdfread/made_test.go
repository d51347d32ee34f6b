package pdfread

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// TestMain keeps the compiled engine between runs, as go test keeps what it builds.
func TestMain(m *testing.M) {
	if dir, err := os.UserCacheDir(); err == nil {
		Keep(filepath.Join(dir, "kaohe-test"))
	}
	os.Exit(m.Run())
}

// made writes a PDF by hand: objects from 1 on, the first being the catalogue.
func made(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(content), content)
}

// drawing: at 100, 200 points "AB" in 20 points, red; a line 2 points wide; a bar filled in grey; and within a form, moved by 300, 300 and
// doubled, a line 1 point wide.
const drawing = "BT /F 20 Tf 1 0 0 rg 100 200 Td (AB) Tj ET\n2 w 0 0 1 RG 50 100 m 250 100 l S\n0.5 g 50 50 200 1.5 re f\n" +
	"q 2 0 0 2 300 300 cm /X Do Q"

// onePage is that drawing on a page of 400 by 600 points; box and turn may add to the page.
func onePage(box, turn string) []byte {
	return made("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R "+box+turn+" /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>",
		stream("", drawing), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", "1 w 0 G 0 0 m 0 20 l S"))
}

func open(tb testing.TB, b []byte) *File {
	tb.Helper()
	f, err := Open(tb.Context(), b)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.02 }
