// Package attach puts a file into a finished PDF, as an attachment of the document (ISO 32000-1, 7.11.4), by an incremental update (7.5.6):
// the bytes of the PDF stay as they are, and new objects are added behind them. The catalogue names the file as the source of the document
// (ISO 19005-3, 6.8). gofpdf's own attachments can't be used, because they move
// the page objects that its bookmarks point to (fpdf.go:4766).
//
// Caveat: it only handles PDFs with a classic cross-reference table and a direct catalog dictionary, as gofpdf writes them. Use
// data/pdfread to read attachments from any PDF.
package attach

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"

	"kaohe/app/words"
)

// Name is the name of the attachment in a report.
const Name = "kaohe-report.bin"

var (
	startxref = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	rootRef   = regexp.MustCompile(`/Root (\d+) 0 R`)
	infoRef   = regexp.MustCompile(`/Info \d+ 0 R`)
	idOf      = regexp.MustCompile(`/ID \[<([0-9A-F]{32})> <[0-9A-F]{32}>\]`)
	dateOf    = regexp.MustCompile(`(?m)^/ModDate (\(D:[0-9+']+\))$`)
	sizeOf    = regexp.MustCompile(`/Size (\d+)`)
	nameTree  = regexp.MustCompile(`(?s)/Names <<.*>>\s*$`)
)

// Add returns the PDF with data attached under Name. pdf is not changed. Fault: pdf.draw, for a PDF of another shape.
func Add(pdf, data []byte) ([]byte, error) {
	table, trailer, err := ends(pdf)
	if err != nil {
		return nil, err
	}
	root, size := number(rootRef, trailer), number(sizeOf, trailer)
	if size == 0 {
		return nil, shape("size")
	}
	catalog, err := object(pdf, table, root)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, len(pdf)+len(data)+2048))
	out.Write(bytes.TrimRight(pdf, "\n"))
	out.WriteByte('\n')
	file, spec := size, size+1
	at := map[int]int{file: out.Len()}
	fmt.Fprintf(out, "%d 0 obj\n<< /Type /EmbeddedFile /Subtype /application#2Foctet-stream /Params << /Size %d%s >> /Length %d >>\nstream\n",
		file, len(data), modified(pdf), len(data))
	out.Write(data)
	out.WriteString("\nendstream\nendobj\n")
	at[spec] = out.Len()
	fmt.Fprintf(out, "%d 0 obj\n<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> /AFRelationship /Source >>\nendobj\n", spec, Name, Name, file)
	at[root] = out.Len()
	fmt.Fprintf(out, "%d 0 obj\n<<\n%s/Names << /EmbeddedFiles << /Names [(%s) %d 0 R] >> >>\n/AF [%d 0 R]\n>>\nendobj\n", root,
		nameTree.ReplaceAll(catalog, nil), Name, spec, spec)
	start := out.Len()
	out.WriteString("xref\n")
	fmt.Fprintf(out, "%d 1\n%010d 00000 n \n%d 2\n%010d 00000 n \n%010d 00000 n \n", root, at[root], file, at[file], at[spec])
	fmt.Fprintf(out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n%s\n%s/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", size+2, root, infoRef.Find(trailer),
		identified(trailer, data), table, start)
	return out.Bytes(), nil
}

// modified returns the entry with the date of the PDF, which is that of the data too, or nothing if it has none.
func modified(pdf []byte) string {
	m := dateOf.FindSubmatch(pdf)
	if m == nil {
		return ""
	}
	return " /ModDate " + string(m[1])
}

// identified returns the trailer's identifier (14.4): the first part as it was, the second for the file with data in it. It is empty if the
// PDF has none.
func identified(trailer, data []byte) string {
	m := idOf.FindSubmatch(trailer)
	if m == nil {
		return ""
	}
	sum := sha256.Sum256(append(bytes.Clone(m[1]), data...))
	return fmt.Sprintf("/ID [<%s> <%X>]\n", m[1], sum[:16])
}

func shape(what string) error {
	return words.Refuse("pdf.draw").Because(fmt.Errorf("attach: no %s", what))
}

// ends returns the place of the cross-reference table, and the trailer.
func ends(pdf []byte) (table int, trailer []byte, err error) {
	m := startxref.FindSubmatch(pdf[max(0, len(pdf)-64):])
	if m == nil {
		return 0, nil, shape("startxref")
	}
	table, err = strconv.Atoi(string(m[1]))
	if err != nil || table >= len(pdf) || !bytes.HasPrefix(pdf[table:], []byte("xref\n0 ")) {
		return 0, nil, shape("cross-reference table")
	}
	i := bytes.Index(pdf[table:], []byte("trailer\n"))
	if i < 0 || !rootRef.Match(pdf[table+i:]) || !sizeOf.Match(pdf[table+i:]) {
		return 0, nil, shape("trailer")
	}
	return table, pdf[table+i:], nil
}

// mostObjects is more than the number of objects in any of our documents.
const mostObjects = 1 << 20

// number returns the object number that re finds, or 0, which is no object's number, if it is too large.
func number(re *regexp.Regexp, in []byte) int {
	n, err := strconv.Atoi(string(re.FindSubmatch(in)[1]))
	if err != nil || n > mostObjects {
		return 0
	}
	return n
}

// object returns the text between the outer << and >> of an object that is a single dictionary.
func object(pdf []byte, table, n int) ([]byte, error) {
	lines := bytes.SplitN(pdf[table:], []byte("\n"), n+4)
	if n == 0 || len(lines) < n+3 || len(lines[n+2]) < 10 {
		return nil, shape("catalog")
	}
	at, err := strconv.Atoi(string(lines[n+2][:10]))
	head := []byte(fmt.Sprintf("%d 0 obj\n<<\n", n))
	if err != nil || at < 0 || at >= len(pdf) || !bytes.HasPrefix(pdf[at:], head) {
		return nil, shape("catalog")
	}
	body := pdf[at+len(head):]
	end := bytes.Index(body, []byte(">>\nendobj"))
	if end < 0 {
		return nil, shape("catalog")
	}
	return body[:end], nil
}

// Find returns the data that Add attached, or nil if the PDF has none in that form. A PDF that another program has saved since may have the
// attachment in another form, which data/pdfread can read.
func Find(pdf []byte) []byte {
	i := bytes.LastIndex(pdf, []byte("/UF ("+Name+") /EF << /F "))
	if i < 0 {
		return nil
	}
	m := fileRef.FindSubmatch(pdf[i:min(len(pdf), i+len(Name)+40)])
	if m == nil {
		return nil
	}
	head := streamHead(string(m[1]))
	at := bytes.LastIndex(pdf[:i], head)
	if at < 0 {
		return nil
	}
	length := streamLength.FindSubmatchIndex(pdf[at:i])
	if length == nil {
		return nil
	}
	n, err := strconv.Atoi(string(pdf[at+length[2] : at+length[3]]))
	from := at + length[1]
	if err != nil || n > i-from {
		return nil
	}
	return pdf[from : from+n]
}

var (
	fileRef      = regexp.MustCompile(`/EF << /F (\d+) 0 R >>`)
	streamLength = regexp.MustCompile(`/Length (\d+) >>\nstream\n`)
)

func streamHead(n string) []byte {
	return []byte("\n" + n + " 0 obj\n<< /Type /EmbeddedFile ")
}
