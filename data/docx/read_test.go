package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/app/words"
)

func read(b []byte) (*Edited, error) { return Read(bytes.NewReader(b), int64(len(b))) }

// file is a Word file with a body.
func file(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	put("word/document.xml", `<w:document xmlns:w="`+wordNS+`"><w:body>`+body+`</w:body></w:document>`)
	for i := 0; i+1 < len(more); i += 2 {
		put(more[i], more[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsWrittenComesBack(t *testing.T) {
	for name, d := range variants() {
		marks := map[int]string{0: "a", len(d.Blocks) - 1: "b"}
		properties := map[string]string{"kaohe.x": "<值> & \"1\"", "b": "2"}
		x, err := read(written(t, d, Options{Marks: marks, Properties: properties}))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !maps.Equal(x.Properties, properties) || x.Tracked != 0 || x.Comments != 0 {
			t.Errorf("%s: %v %d %d", name, x.Properties, x.Tracked, x.Comments)
		}
		var all, tables strings.Builder
		seen := map[string]bool{}
		for _, p := range x.Paragraphs {
			all.WriteString(strings.Join(strings.Fields(p.Text), ""))
			if p.Table {
				tables.WriteString(p.Text)
			}
			for _, m := range p.Marks {
				seen[m] = true
			}
		}
		if got := plainText(t, written(t, d, Options{})); all.String() != got {
			t.Errorf("%s: %q, want %q", name, all.String(), got)
		}
		if len(d.Blocks) > 1 && !(seen["a"] && seen["b"]) {
			t.Errorf("%s: bookmarks %v", name, seen)
		}
		for _, b := range d.Blocks {
			if c, is := b.(report.Table); is && len(c.Rows) > 0 && !strings.Contains(tables.String(), c.Rows[0].Cells[0]) {
				t.Errorf("%s: not in a table: %s", name, c.Rows[0].Cells[0])
			}
		}
	}
}

func TestTrackedChangesAreAccepted(t *testing.T) {
	p := func(s string) string { return "<w:p>" + s + "</w:p>" }
	r := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	for body, want := range map[string]string{
		p(r("甲") + "<w:ins>" + r("乙") + "</w:ins>" + `<w:del w:id="1"><w:r><w:delText>丙</w:delText></w:r></w:del>` + r("丁")):                                      "甲乙丁",
		p("<w:moveFrom>"+r("走")+"</w:moveFrom>"+r("留")) + p("<w:moveTo>"+r("来")+"</w:moveTo>"):                                                                    "留|来",
		p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"+r("前")) + p(r("后")):                                                                                            "前后",
		p("<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>"+r("前")) + p(r("后")):                                                                                            "前|后",
		p("<w:pPr><w:pPrChange><w:pPr><w:jc/></w:pPr></w:pPrChange></w:pPr>"+"<w:r><w:rPr><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>字</w:t></w:r>") + p(""): "字|",
		p(r("一")+"<w:r><w:br/></w:r>"+r("二")+`<w:r><w:br w:type="page"/><w:tab/></w:r>`+r("三")) + p("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"+r("四")):            "一|二 三|四",
		p(r("图") + "<w:r><w:drawing><wps:txbx><w:txbxContent>" + p(r("框")) + "</w:txbxContent></wps:txbx></w:drawing></w:r>" + r("后")):                            "图后",
		p(r("域") + `<w:r><w:fldChar/></w:r><w:hyperlink>` + r("链") + "</w:hyperlink><w:sdt><w:sdtContent>" + r("件") + "</w:sdtContent></w:sdt>"):                  "域链件",
		"<w:p/>" + p(r("x&amp;&#x4E00;")):                    "|x&一",
		p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("末")): "末",
	} {
		x, err := read(file(t, body))
		if err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		var got []string
		for _, p := range x.Paragraphs {
			got = append(got, p.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %q, want %q", body, s, want)
		}
		if tracked := strings.Contains(body, "<w:ins") || strings.Contains(body, "<w:del") || strings.Contains(body, "<w:moveFrom"); (x.Tracked > 0) != tracked {
			t.Errorf("%s: %d tracked", body, x.Tracked)
		}
	}
	x, err := read(file(t, p(r("话")+`<w:r><w:commentReference w:id="0"/></w:r>`)))
	if err != nil || x.Comments != 1 || x.Paragraphs[0].Text != "话" {
		t.Errorf("a comment: %+v %v", x, err)
	}
	x, err = read(file(t, `<w:bookmarkStart w:name="out"/>`+p(r("一")+`<w:bookmarkStart w:name="in"/>`)+`<w:bookmarkStart w:name="last"/>`))
	if err != nil || !reflect.DeepEqual(x.Paragraphs, []Paragraph{{Text: "一", Marks: []string{"out", "in"}}, {Marks: []string{"last"}}}) {
		t.Errorf("bookmarks: %+v %v", x, err)
	}
}

func TestHostileFilesAreRefused(t *testing.T) {
	bomb := strings.Repeat("<w:x/>", 2<<20)
	for name, c := range map[string]struct {
		file []byte
		code string
	}{
		"a bomb":         {file(t, bomb), "docx.bomb"},
		"a password":     {append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...), "docx.old"},
		"text":           {[]byte("各区人民政府："), "docx.foreign"},
		"nothing":        {nil, "docx.foreign"},
		"half a file":    {file(t, "<w:p/>")[:80], "docx.damaged"},
		"an entity":      {withDocument(t, `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`), "docx.unsafe"},
		"too deep":       {file(t, strings.Repeat("<w:sdt>", 200)), "docx.unsafe"},
		"not closed":     {file(t, "<w:p>"), "docx.damaged"},
		"two documents":  {file(t, "", "WORD/document.xml", "<x/>"), "docx.damaged"},
		"a workbook":     {file(t, "", "_rels/.rels", `<r><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></r>`, "xl/workbook.xml", "<x/>"), "docx.foreign"},
		"too much text":  {file(t, strings.Repeat("<w:p><w:r><w:t>"+noise(4000)+"</w:t></w:r></w:p>", 1100)), "docx.long"},
		"too many paras": {file(t, strings.Repeat("<w:p></w:p>", 50_001)), "docx.long"},
	} {
		if _, err := read(c.file); !errors.Is(err, words.Refuse(c.code)) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if _, err := Read(bytes.NewReader(nil), MaxFile+1); !errors.Is(err, words.Refuse("docx.large")) {
		t.Errorf("a large file: %v", err)
	}
}

// withDocument is a Word file with all of its document.
func withDocument(t testing.TB, document string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte(document))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// noise is text that does not pack well.
func noise(n int) string {
	var b strings.Builder
	x := uint32(1)
	for b.Len() < n {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "%x", x)
	}
	return b.String()
}

// FuzzRead: whatever the file is, it is read within its limits, or refused with a fault.
func FuzzRead(f *testing.F) {
	for _, d := range variants() {
		var b bytes.Buffer
		if err := Write(context.Background(), &b, d, Options{Marks: map[int]string{0: "a"}, Properties: map[string]string{"a": "b"}}); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := read(b)
		var fault *words.Fault
		if err != nil && !errors.As(err, &fault) {
			t.Fatalf("%T %v", err, err)
		}
		if err == nil && len(x.Paragraphs) > maxParagraphs {
			t.Fatal("too many paragraphs")
		}
	})
}

// FuzzDocument is FuzzRead for what is inside the archive, which a fuzzer of bytes does not get through to.
func FuzzDocument(f *testing.F) {
	for _, s := range []string{"<w:p><w:r><w:t>字</w:t></w:r></w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
		"<w:ins><w:p><w:del><w:p></w:p></w:del></w:p></w:ins>", `<w:bookmarkStart w:name="kaohe_end"/>`, "</w:p></w:pPr></w:tbl>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		x, err := read(file(t, body))
		var fault *words.Fault
		if err != nil && !errors.As(err, &fault) {
			t.Fatalf("%T %v", err, err)
		}
		if err == nil && slices.ContainsFunc(x.Paragraphs, func(p Paragraph) bool { return len(p.Text) > maxText }) {
			t.Fatal("too much text")
		}
	})
}

// What word processors make of a file, when it is edited and saved there, comes back: testdata has some, with the text that must be in them.
func TestFilesOfWordProcessorsComeBack(t *testing.T) {
	all, err := filepath.Glob("testdata/*.docx")
	if err != nil || len(all) == 0 {
		t.Fatal("no files", err)
	}
	for _, path := range all {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		x, err := read(b)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		var got strings.Builder
		for _, k := range slices.Sorted(maps.Keys(x.Properties)) {
			fmt.Fprintf(&got, "%s = %s\n", k, x.Properties[k])
		}
		for _, p := range x.Paragraphs {
			marks := slices.DeleteFunc(p.Marks, func(m string) bool { return !strings.HasPrefix(m, "kaohe_") })
			fmt.Fprintf(&got, "%s%s\n", strings.Join(append(marks, ""), ": "), p.Text)
		}
		want, err := os.ReadFile(strings.TrimSuffix(path, "docx") + "txt")
		if err != nil || got.String() != string(want) {
			t.Errorf("%s: %v:\n%s", path, err, got.String())
		}
	}
}
