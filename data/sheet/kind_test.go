package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kaohe/app/words"
	"kaohe/data/sheet"
)

// entry is one part of an archive made for a test; fill writes what is too large to be held.
type entry struct {
	name, text string
	fill       func(io.Writer)
}

func pack(entries ...entry) *bytes.Reader {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		w, _ := z.Create(e.name)
		if _, _ = io.WriteString(w, e.text); e.fill != nil {
			e.fill(w)
		}
	}
	_ = z.Close() // into memory
	return bytes.NewReader(out.Bytes())
}

// code is what Read refuses a file with; empty if it does not.
func code(t testing.TB, r io.ReaderAt, size int64) string {
	t.Helper()
	g, err := sheet.Read(r, size)
	if err == nil {
		return ""
	}
	var f *words.Fault
	if !errors.As(err, &f) || g != nil {
		t.Fatalf("grid %v, error %v", g, err)
	}
	return f.Code()
}

func TestReadSaysWhatAFileIsInstead(t *testing.T) {
	ole := func(stream string) string {
		b := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 1<<17)...)
		for _, u := range utf16.Encode([]rune(stream)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	zipped := func(entries ...entry) string {
		b, _ := io.ReadAll(pack(entries...))
		return string(b)
	}
	office := func(target string) entry {
		return entry{name: "_rels/.rels", text: `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="` + target + `"/></Relationships>`}
	}
	good, _ := io.ReadAll(bytesOf(t, example()))
	flipped := bytes.Clone(good)
	flipped[bytes.Index(flipped, []byte("xl/worksheets/sheet1.xml"))+200] ^= 0x40
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(strings.Repeat("编号,考核项目\r\n1.1,打假责任制\r\n", 300))
	noise := make([]byte, 5000)
	for i := range noise {
		noise[i] = byte(rand.N(256))
	}
	for name, c := range map[string]struct{ file, want string }{
		"nothing":                  {"", "sheet.empty"},
		"zeros":                    {strings.Repeat("\x00", 9000), "sheet.empty"},
		"an old workbook":          {ole("Workbook"), "sheet.old"},
		"one of Excel 5":           {ole("Book"), "sheet.old"},
		"one with a password":      {ole("EncryptionInfo EncryptedPackage"), "sheet.locked"},
		"an old text document":     {ole("WordDocument"), "sheet.foreign"},
		"a binary workbook":        {zipped(office("xl/workbook.bin"), entry{name: "xl/workbook.bin"}), "sheet.binary"},
		"OpenDocument":             {zipped(entry{name: "mimetype", text: "application/vnd.oasis.opendocument.spreadsheet"}, entry{name: "content.xml"}), "sheet.ods"},
		"a text document":          {zipped(office("word/document.xml"), entry{name: "word/document.xml"}), "sheet.foreign"},
		"an archive":               {zipped(entry{name: "照片.txt"}), "sheet.foreign"},
		"text":                     {"编号,考核项目\n1.1,打假责任制\n", "sheet.csv"},
		"text in GBK":              {gbk, "sheet.csv"},
		"text in UTF-16":           {"\xff\xfe1\x00\t\x00", "sheet.csv"},
		"a web page":               {"<html><table><tr><td>1</td></tr></table></html>", "sheet.html"},
		"XML of 2003":              {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`, "sheet.html"},
		"a PDF":                    {"%PDF-1.4\n1 0 obj\n", "sheet.foreign"},
		"noise":                    {"\x01" + string(noise), "sheet.foreign"},
		"a cut workbook":           {string(good[:len(good)/2]), "sheet.damaged"},
		"the first four bytes":     {string(good[:4]), "sheet.damaged"},
		"a workbook with an error": {string(flipped), "sheet.damaged"},
	} {
		if got := code(t, strings.NewReader(c.file), int64(len(c.file))); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := code(t, strings.NewReader(""), sheet.MaxFile+1); got != "sheet.big" {
		t.Errorf("a large file: %q", got)
	}
	if got := code(t, broken{}, 100); got != "sheet.read" {
		t.Errorf("a drive that was pulled out: %q", got)
	}
}

type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, fmt.Errorf("input/output error") }
