package attach_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/attach"
	"kaohe/data/pdf"
	"kaohe/data/pdf/pdftest"
)

func printed(t *testing.T) []byte {
	t.Helper()
	doc := report.Document{Title: "附件", Blocks: []report.Block{report.Heading{Level: 1, Text: "一、情况"}, report.Para{Text: "正文。"}}}
	printer, err := pdf.New(pdf.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	b, err := pdftest.Print(t.Context(), printer, doc)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Poppler finds the attachment whole, the bookmark still leads to its page, and what stood there is untouched.
func TestAttachmentComesOutWhole(t *testing.T) {
	if _, err := exec.LookPath("pdfdetach"); err != nil {
		t.Fatal("poppler-utils is missing: make setup-test installs it")
	}
	data := bytes.Repeat([]byte{0, '\n', 0xff, '%', 'e', 'n', 'd', 's', 't', 'r', 'e', 'a', 'm', '\r'}, 100)
	before := printed(t)
	after, err := attach.Add(before, data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(after, bytes.TrimRight(before, "\n")) {
		t.Fatal("what stood there was changed")
	}
	if got := attach.Find(after); !bytes.Equal(got, data) {
		t.Fatalf("%d bytes were found, %d went in", len(got), len(data))
	}
	if got := attach.Find(before); got != nil {
		t.Fatalf("%q was found where nothing is", got)
	}
	dir := t.TempDir()
	file, out := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "out")
	if err := os.WriteFile(file, after, 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err := exec.Command("pdfdetach", "-save", "1", "-o", out, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	if got, err := os.ReadFile(out); err != nil || !bytes.Equal(got, data) {
		t.Fatalf("%d bytes came out, %d went in: %v", len(got), len(data), err)
	}
	text, err := exec.Command("pdftotext", file, "-").CombinedOutput()
	if err != nil || !strings.Contains(string(text), "正文。") || strings.Contains(string(text), "Error") {
		t.Fatalf("%v: %s", err, text)
	}
}

func TestWhatIsNoPrintedPDFIsRefused(t *testing.T) {
	whole := printed(t)
	for name, b := range map[string][]byte{"empty": nil, "cut off": whole[:len(whole)-200], "text": []byte("%PDF-1.3\nstartxref\n9\n%%EOF\n"),
		"another table":                bytes.Replace(whole, []byte("xref\n0 "), []byte("xref\n1 "), 1),
		"no catalog":                   bytes.Replace(whole, []byte("/Root "), []byte("/Root 9999999"), 1),
		"a catalog beyond all numbers": absurd("1", "/Root 9223372036854775806 0 R /Size 9"),
		"a catalog before the file":    absurd("-000000001", "/Root 1 0 R /Size 9"),
		"more objects than numbers":    absurd("0000000000", "/Root 1 0 R /Size 9223372036854775807"),
		"a table beyond all files":     []byte("%PDF-1.3\nstartxref\n9223372036854775808\n%%EOF\n")} {
		t.Run(name, func(t *testing.T) {
			if _, err := attach.Add(b, []byte("x")); !errors.Is(err, words.Refuse("pdf.draw")) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// absurd is a PDF of the right shape with a number of somebody else's choice at the place of its first object, or in its trailer.
func absurd(at, trailer string) []byte {
	return []byte("1 0 obj\n<<\n>>\nendobj\nxref\n0 2\n0000000000 65535 f \n" + at + " 00000 n \ntrailer\n<< " + trailer + " >>\nstartxref\n21\n%%EOF\n")
}

func FuzzFind(f *testing.F) {
	f.Add([]byte("\n7 0 obj\n<< /Type /EmbeddedFile /Length 9 >>\nstream\nabc/UF (kaohe-report.bin) /EF << /F 7 0 R >> >>"))
	f.Add([]byte("/UF (kaohe-report.bin) /EF << /F "))
	f.Add([]byte("\n7 0 obj\n<< /Type /EmbeddedFile /Length 9223372036854775807 >>\nstream\nabc/UF (kaohe-report.bin) /EF << /F 7 0 R >> >>"))
	f.Add(absurd("-000000001", "/Root 1 0 R /Size 9"))
	f.Add(absurd("0000000000", "/Root 9223372036854775806 0 R /Size 9223372036854775807"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got := attach.Find(b); len(got) > len(b) {
			t.Fatal("more than there is")
		}
		_, _ = attach.Add(b, nil)
	})
}
