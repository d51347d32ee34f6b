//go:build linux

package torture_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/data/sheet"
)

// mostMemory is what a verb may hold in memory at once, whatever file it is given, in bytes.
const mostMemory = 400 << 20

// peak runs a verb in a process of its own and tells the most memory it had, in bytes. What wait4 tells of a child would hold what we had when we
// made it.
func peak(t *testing.T, dir string, args ...string) (most int64, code int, said string) {
	t.Helper()
	report := filepath.Join(t.TempDir(), "status")
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), verbEnv+"="+report, "KAOHE_HOME="+dir)
	out, err := cmd.CombinedOutput()
	status, e := os.ReadFile(report)
	if e != nil {
		t.Fatalf("%v: %v: %s", args, err, out)
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		t.Fatalf("%s", status)
	}
	kb, err := strconv.ParseInt(string(m[1]), 10, 64)
	must(t, err)
	return kb << 10, cmd.ProcessState.ExitCode(), string(out)
}

// zeros are so many, deflated, 1 MB at least. A chunk of them comes out as the one before it, because all that it can refer to is zeros, and is not deflated again.
func zeros(n int) []byte {
	const chunk = 1 << 20
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, 9)
	deflate := func(n int) []byte {
		from := b.Len()
		_, _ = z.Write(make([]byte, n))
		_ = z.Flush()
		return bytes.Clone(b.Bytes()[from:])
	}
	all, again := deflate(chunk), deflate(chunk)
	for range n/chunk - 1 {
		all = append(all, again...)
	}
	all = append(all, deflate(n%chunk)...)
	all = append(all, 1, 0, 0, 0xff, 0xff)                           // the last block, of nothing
	return binary.BigEndian.AppendUint32(all, uint32(n%65521)<<16|1) // Adler-32 of zeros
}

// paper is a PDF of objects, the first being the catalogue.
func paper(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.Bytes()
}

func stream(dict string, content []byte) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(content), content)
}

// page is a PDF of one page with what it draws, and more objects from number 5 on.
func page(content, resources string, more ...string) []byte {
	return paper(append([]string{"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(kaohe-report.bin) 5 0 R] >> >> >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << " + resources + " >> >>", content}, more...)...)
}

// archive is a workbook of parts.
func archive(t *testing.T, parts map[string]func(io.Writer)) []byte {
	t.Helper()
	var whole bytes.Buffer
	must(t, sheet.Write(&whole, book.Template()))
	old, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	must(t, err)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range old.File {
		w, err := z.Create(f.Name)
		must(t, err)
		if write := parts[f.Name]; write != nil {
			write(w)
			continue
		}
		r, err := f.Open()
		must(t, err)
		_, err = io.Copy(w, r)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func repeat(w io.Writer, text string, n int) {
	many := []byte(strings.Repeat(text, 1000))
	for range n / 1000 {
		_, _ = w.Write(many)
	}
}

// hostile are files that want much memory, made in a folder, and the verbs that read them.
var hostile = []struct {
	name string
	make func(t *testing.T, path string)
	args string // of the verbs, one a line; FILE is the path
}{
	{"a paper", func(t *testing.T, path string) { put(t, path, page(stream("", []byte("q Q")), "")) }, "verify FILE\nverify --layout FILE"},
	{"a bomb for a page", func(t *testing.T, path string) { put(t, path, page(stream("/Filter /FlateDecode", zeros(1<<29)), "")) }, "verify FILE\nverify --layout FILE"},
	{"a bomb of drawing", func(t *testing.T, path string) {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		repeat(z, "0 0 m 100 100 l S\n", 6_000_000)
		_ = z.Close()
		put(t, path, page(stream("/Filter /FlateDecode", b.Bytes()), ""))
	}, "verify FILE\nverify --layout FILE"},
	{"a bomb in a bomb", func(t *testing.T, path string) {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		_, _ = z.Write(zeros(1 << 30))
		_ = z.Close()
		put(t, path, page(stream("/Filter [/FlateDecode /FlateDecode]", b.Bytes()), ""))
	}, "verify FILE\nverify --layout FILE"},
	{"a bomb for an attachment", func(t *testing.T, path string) {
		put(t, path, page(stream("", nil), "", "<< /Type /Filespec /F (kaohe-report.bin) /UF (kaohe-report.bin) /EF << /F 6 0 R >> >>", stream("/Type /EmbeddedFile /Filter /FlateDecode", zeros(1<<29))))
	}, "verify FILE"},
	{"a picture without end", func(t *testing.T, path string) {
		put(t, path, page(stream("", []byte("q 500 0 0 500 0 0 cm /I Do Q")), "/XObject << /I 5 0 R >>",
			stream("/Type /XObject /Subtype /Image /Width 15000 /Height 15000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode", zeros(15000*15000*3))))
	}, "verify FILE\nverify --layout FILE"},
	{"a list of numbers", func(t *testing.T, path string) {
		put(t, path, page(stream("", nil), "", "["+strings.Repeat("0 ", 23_000_000)+"]"))
	}, "verify FILE\nverify --layout FILE"},
	{"millions of objects", func(t *testing.T, path string) {
		var b bytes.Buffer
		b.Write(page(stream("", nil), ""))
		for i := range 300_000 * times() {
			fmt.Fprintf(&b, "%d 0 obj null endobj\n", i+10)
		}
		put(t, path, b.Bytes())
	}, "verify FILE\nverify --layout FILE"},
	{"object streams", func(t *testing.T, path string) {
		var b bytes.Buffer
		b.Write(page(stream("", nil), ""))
		inside := zeros(40 << 20)
		for i := range 1 + times() {
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+10, stream("/Type /ObjStm /N 10 /First 20 /Filter /FlateDecode", inside))
		}
		put(t, path, b.Bytes())
	}, "verify FILE\nverify --layout FILE"},
	{"a paper as large as may be", func(t *testing.T, path string) {
		put(t, path, page(stream("", nil), "", stream("", bytes.Repeat([]byte("%obj 1 0 obj "), 47<<20/13))))
	}, "verify FILE\nverify --layout FILE"},
	{"a report with object streams behind it", func(t *testing.T, path string) {
		inside := zeros(40 << 20)
		behind(t, path, func(i int) string {
			return stream("/Type /ObjStm /N 10 /First 20 /Filter /FlateDecode", inside)
		}, 3)
	}, "verify FILE"},
	{"a report with numbers behind it", func(t *testing.T, path string) {
		behind(t, path, func(int) string { return "[" + strings.Repeat("0 ", 20_000_000) + "]" }, 1)
	}, "verify FILE"},
	{"a report with pages of nothing behind it", func(t *testing.T, path string) {
		inside := zeros(1 << 28)
		behind(t, path, func(int) string { return stream("/Filter /FlateDecode", inside) }, 2)
	}, "verify FILE"},
	{"a long key", func(t *testing.T, path string) {
		keys, err := filepath.Glob(filepath.Join(filepath.Dir(path), "devices", "*.key"))
		must(t, err)
		sparse(t, keys[0], 1<<30)
	}, "status r.kaohe\nsign r.kaohe --district 南山区 --phase 准备 --person 陈喆 --pin-file pin"},
	{"a vault of long records", func(t *testing.T, path string) {
		dir := t.TempDir()
		d, err := foundIn(dir)
		must(t, err)
		for i := range 200 * min(times(), 2) {
			must(t, d.Apply(assess.Fields("edit.finding", fmt.Sprintf("d/ns/find/%d", i), "kind", "problem", "named", strings.Repeat("查", 20_000))))
		}
		must(t, d.Close())
		must(t, os.Rename(filepath.Join(dir, roundName), path))
	}, "status FILE\nverify FILE\nlog FILE\nsalvage FILE -o good.kaohe"},
	{"a long PIN", func(t *testing.T, path string) { sparse(t, path, 300<<20) }, "sign r.kaohe --district 南山区 --phase 准备 --person 陈喆 --pin-file FILE\nnew x.kaohe --from b.xlsx --pin-file FILE"},
	{"nothing, 1 GB of it", func(t *testing.T, path string) { sparse(t, path, 1<<30) }, "verify FILE\nstatus FILE\nsalvage FILE -o good.kaohe\nimport r.kaohe FILE --person 陈喆\ncircular r.kaohe --from FILE --person 陈喆\nverify FILE --layout\nverify d.txt --vault FILE"},
	{"a vault, and 1 GB of nothing", func(t *testing.T, path string) {
		b, err := os.ReadFile(filepath.Join(filepath.Dir(path), roundName))
		must(t, err)
		put(t, path, b)
		must(t, os.Truncate(path, 1<<30))
	}, "verify FILE\nstatus FILE\nlog FILE\nsalvage FILE -o good.kaohe"},
	{"rows without end", func(t *testing.T, path string) {
		put(t, path, archive(t, map[string]func(io.Writer){"xl/worksheets/sheet1.xml": func(w io.Writer) {
			_, _ = io.WriteString(w, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
			repeat(w, `<row><c t="inlineStr"><is><t>`+strings.Repeat("长", 50)+`</t></is></c></row>`, 2_000_000)
		}}))
	}, "import r.kaohe FILE --person 陈喆\nimport r.kaohe FILE --person 陈喆 --table\nnew y.kaohe --from FILE --pin-file pin"},
	{"a cell without end", func(t *testing.T, path string) {
		put(t, path, archive(t, map[string]func(io.Writer){"xl/worksheets/sheet1.xml": func(w io.Writer) {
			_, _ = io.WriteString(w, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>`)
			repeat(w, strings.Repeat("a", 1000), 300_000)
		}}))
	}, "import r.kaohe FILE --person 陈喆"},
	{"texts without end", func(t *testing.T, path string) {
		put(t, path, archive(t, map[string]func(io.Writer){"xl/sharedStrings.xml": func(w io.Writer) {
			_, _ = io.WriteString(w, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
			repeat(w, `<si><t>`+strings.Repeat("长", 50)+`</t></si>`, 2_000_000)
		}}))
	}, "import r.kaohe FILE --person 陈喆"},
	{"an attribute without end", func(t *testing.T, path string) {
		put(t, path, archive(t, map[string]func(io.Writer){"xl/styles.xml": func(w io.Writer) {
			_, _ = io.WriteString(w, `<styleSheet x="`)
			repeat(w, strings.Repeat("a", 1000), 300_000)
		}}))
	}, "import r.kaohe FILE --person 陈喆"},
	{"a circular's paragraphs without end", func(t *testing.T, path string) {
		put(t, path, archive(t, map[string]func(io.Writer){"word/document.xml": func(w io.Writer) {
			_, _ = io.WriteString(w, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
			repeat(w, `<w:p><w:bookmarkStart w:name="`+strings.Repeat("b", 90)+`"/><w:r><w:t>`+strings.Repeat("长", 50)+`</w:t></w:r></w:p>`, 1_000_000)
		}}))
	}, "circular r.kaohe --from FILE --person 陈喆"},
	{"an OFD's elements without end", func(t *testing.T, path string) {
		put(t, path, ofdOf(t, func(w io.Writer) { repeat(w, `<o:TextObject/>`, 500_000) }))
	}, "verify FILE"},
	{"an OFD's attributes without end", func(t *testing.T, path string) {
		put(t, path, ofdOf(t, func(w io.Writer) {
			_, _ = io.WriteString(w, `<o:TextObject`)
			repeat(w, ` a="1"`, 690_000)
			_, _ = io.WriteString(w, `/>`)
		}))
	}, "verify FILE"},
	{"an OFD's text in pieces without end", func(t *testing.T, path string) {
		put(t, path, ofdOf(t, func(w io.Writer) {
			_, _ = io.WriteString(w, `<o:TextObject><o:TextCode>`)
			repeat(w, strings.Repeat("长", 5)+`<o:a/>`, 290_000)
			_, _ = io.WriteString(w, `</o:TextCode></o:TextObject>`)
		}))
	}, "verify FILE"},
	{"an OFD's pages without end", func(t *testing.T, path string) {
		var pages strings.Builder
		for i := range 490 {
			fmt.Fprintf(&pages, `<o:Page ID="%d" BaseLoc="p.xml"/>`, i+1)
		}
		put(t, path, ofdPages(t, pages.String(), func(w io.Writer) { repeat(w, `<o:TextObject><o:TextCode>长</o:TextCode></o:TextObject>`, 1000) }))
	}, "verify FILE"},
	{"an OFD's objects without end", func(t *testing.T, path string) {
		var pages strings.Builder
		for i := range 16 {
			fmt.Fprintf(&pages, `<o:Page ID="%d" BaseLoc="p.xml"/>`, i+1)
		}
		put(t, path, ofdPages(t, pages.String(), func(w io.Writer) { repeat(w, `<o:TextObject/>`, 270_000) }))
	}, "verify FILE"},
	{"an OFD's attachments without end", func(t *testing.T, path string) { put(t, path, ofdAttached(t, 40)) }, "verify FILE"},
	{"a report's page as OFD with text without end", func(t *testing.T, path string) {
		alterOFD(t, path, "</ofd:Layer>", `<ofd:TextObject><ofd:TextCode>`+strings.Repeat("。 ", 900_000)+`</ofd:TextCode></ofd:TextObject></ofd:Layer>`)
	}, "verify FILE"},
	{"a draw sheet without end", func(t *testing.T, path string) {
		put(t, path, append([]byte("考核通抽签记录"), bytes.Repeat([]byte("一行\n"), 4<<20)...))
	}, "verify FILE"},
}

// ofdOf is an OFD file with what is on its only page.
func ofdOf(t *testing.T, on func(io.Writer)) []byte {
	return ofdPages(t, `<o:Page ID="1" BaseLoc="p.xml"/>`, on)
}

func ofdPages(t *testing.T, pages string, on func(io.Writer)) []byte {
	t.Helper()
	const ns = ` xmlns:o="http://www.ofdspec.org/2016">`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range []struct{ name, text string }{{"OFD.xml", `<o:OFD` + ns + `<o:DocBody><o:DocRoot>D/d.xml</o:DocRoot></o:DocBody></o:OFD>`},
		{"D/d.xml", `<o:Document` + ns + `<o:Pages>` + pages + `</o:Pages></o:Document>`}, {"D/p.xml", ""}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store}) // what is packed much is refused for that
		must(t, err)
		if p.text == "" {
			_, _ = io.WriteString(w, `<o:Page`+ns+`<o:Content><o:Layer>`)
			on(w)
			p.text = `</o:Layer></o:Content></o:Page>`
		}
		_, err = io.WriteString(w, p.text)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// ofdAttached is an OFD file that has one part of 5 MB so many times as its attachment.
func ofdAttached(t *testing.T, times int) []byte {
	t.Helper()
	const ns = ` xmlns:o="http://www.ofdspec.org/2016">`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{{"OFD.xml", `<o:OFD` + ns + `<o:DocBody><o:DocRoot>d.xml</o:DocRoot></o:DocBody></o:OFD>`},
		{"d.xml", `<o:Document` + ns + `<o:Pages><o:Page ID="1" BaseLoc="p.xml"/></o:Pages><o:Attachments>a.xml</o:Attachments></o:Document>`},
		{"p.xml", `<o:Page` + ns + `</o:Page>`}, {"big", strings.Repeat("x", 5<<20)},
		{"a.xml", `<o:Attachments` + ns + strings.Repeat(`<o:Attachment Name="x"><o:FileLoc>big</o:FileLoc></o:Attachment>`, times) + `</o:Attachments>`}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p[0], Method: zip.Store})
		must(t, err)
		_, err = io.WriteString(w, p[1])
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// alterOFD makes a report and changes each of its pages.
func alterOFD(t *testing.T, path, old, now string) {
	t.Helper()
	dir := filepath.Dir(path)
	env := laptop(dir)
	var said, b bytes.Buffer
	made := filepath.Join(t.TempDir(), "r.ofd")
	if code := verb([]string{"report", filepath.Join(dir, roundName), "--kind", "score", "--district", "南山区", "--format", "ofd", "-o", made}, &env, &said, &said); code != 0 {
		t.Fatal(said.String())
	}
	r, err := zip.OpenReader(made)
	must(t, err)
	defer r.Close()
	z := zip.NewWriter(&b)
	for _, f := range r.File {
		part, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(part)
		must(t, err)
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		must(t, err)
		_, err = w.Write(bytes.Replace(data, []byte(old), []byte(now), 1))
		must(t, err)
	}
	must(t, z.Close())
	put(t, path, b.Bytes())
}

// behind makes a report and writes objects behind it, as an update does.
func behind(t *testing.T, path string, object func(i int) string, n int) {
	t.Helper()
	dir := filepath.Dir(path)
	env := laptop(dir)
	var said bytes.Buffer
	if code := verb([]string{"report", filepath.Join(dir, roundName), "--kind", "score", "--district", "南山区", "-o", path}, &env, &said, &said); code != 0 {
		t.Fatal(said.String())
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	for i := range n {
		_, err = fmt.Fprintf(f, "%d 0 obj\n%s\nendobj\n", 1000+i, object(i))
		must(t, err)
	}
	must(t, f.Close())
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	must(t, os.WriteFile(path, b, 0o600))
}

func sparse(t *testing.T, path string, size int64) {
	t.Helper()
	put(t, path, nil)
	must(t, os.Truncate(path, size))
}

// TestReadingAPDFForTheFirstTime: what reads PDFs is compiled once on each computer.
func TestReadingAPDFForTheFirstTime(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	put(t, filepath.Join(dir, "x.pdf"), page(stream("", []byte("q Q")), ""))
	most, code, said := peak(t, dir, "verify", "--layout", "x.pdf")
	if most > mostMemory || code != 1 || !strings.Contains(said, "没有可以量的文字") { // there is nothing to measure on an empty page
		t.Errorf("%d MB, exit status %d: %s", most>>20, code, said)
	}
	t.Logf("%d MB", most>>20)
}

// TestNoFileTakesTheMemory: whatever a verb is given to read, it holds less than 400 MB at once, and refuses in one line or reads it.
func TestNoFileTakesTheMemory(t *testing.T) {
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			dir := t.TempDir()
			d, err := foundIn(dir)
			must(t, err)
			must(t, d.Apply(assess.Fields("edit.round", "round", "title", "考核")))
			must(t, d.Close())
			put(t, filepath.Join(dir, "pin"), []byte(pin))
			put(t, filepath.Join(dir, "b.xlsx"), books()[0])
			path := filepath.Join(dir, "foreign")
			h.make(t, path)
			for line := range strings.Lines(h.args) {
				args := strings.Fields(strings.ReplaceAll(line, "FILE", path))
				most, code, said := peak(t, dir, args...)
				if most > mostMemory {
					t.Errorf("%s: %d MB", strings.TrimSpace(line), most>>20)
				}
				t.Logf("%s: %d MB, %d: %.100s", strings.TrimSpace(line), most>>20, code, strings.TrimSpace(said))
			}
		})
	}
}
