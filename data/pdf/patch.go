package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"kaohe/data/ink"
	"kaohe/data/parallel"
)

var errShape = errors.New("pdf: gofpdf's output has not the expected shape")

// object is one "N 0 obj … endobj" in a finished file.
type object struct {
	number, start, end int
}

// catalogue is added to the file's root: the language, that a viewer's window shows the title and not the file's name, and what makes it an
// archival file.
const catalogue = "/Type /Catalog\n/Lang (zh-CN)\n/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n/OutputIntents [%d 0 R]\n"

// begin is the head of the file: the version of PDF on which PDF/A-3 rests, and a comment that tells that the file is no text. gofpdf writes
// 1.3 and no comment.
const begin = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

// finish writes gofpdf's output again, with the report's fonts and what an archival file needs in it and its pages compressed, and makes a
// new table of references. It relies on gofpdf writing one classic table with all objects (fpdf.go:4829-4852), and objects one behind the
// other. Fonts and pages are compressed in parallel; the result does not depend on that.
func finish(file []byte, doc *ink.Document) ([]byte, error) {
	fonts := doc.Fonts
	objs, table, err := objects(file)
	if err != nil {
		return nil, err
	}
	archive := len(objs) + fontParts*len(fonts)
	parts := append(make([][]byte, archive, archive+archiveParts), archived(doc.About, archive+1)...)
	photos := pictures{doc.Photos, len(parts) + 1}
	for i, x := range doc.Photos {
		parts = append(parts, pictureObject(x, photos.first+i))
	}
	err = parallel.Each(len(fonts)+len(objs), func(i int) (err error) { // fonts first, because they take longest
		if i < len(fonts) {
			first := len(objs) + fontParts*i
			made, err := embed(fonts[i], first+1)
			copy(parts[first:], made)
			return err
		}
		o := objs[i-len(fonts)]
		parts[o.number-1], err = rewrite(o.number, file[o.start:o.end], fonts, photos, len(objs)+1, archive+1)
		return err
	})
	if err != nil {
		return nil, err
	}
	return join(file, objs, table, parts)
}

// rewrite returns an object for the finished file; the objects of the fonts are numbered from first on, those of the archival file from
// archive on.
func rewrite(n int, body []byte, fonts []*ink.Font, photos pictures, first, archive int) ([]byte, error) {
	open := fmt.Appendf(nil, "%d 0 obj\n<<", n)
	switch {
	case n == 2: // resources
		var refs bytes.Buffer
		refs.WriteString("/Font <<\n")
		for i, f := range fonts {
			fmt.Fprintf(&refs, "/%s %d 0 R\n", f.Name, first+fontParts*i)
		}
		if !bytes.Contains(body, []byte("/Font <<\n")) {
			return nil, fmt.Errorf("%w: no resources", errShape)
		}
		body = bytes.Replace(body, []byte("/Font <<\n"), refs.Bytes(), 1)
		return photos.named(body)
	case bytes.HasPrefix(body, append(open, "\n/Type /Catalog\n"...)):
		return bytes.Replace(body, []byte("/Type /Catalog\n"), fmt.Appendf(nil, catalogue, archive, archive+1), 1), nil
	case bytes.HasPrefix(body, append(open, "\n/Producer "...)):
		return zoned(body), nil
	case bytes.HasPrefix(body, append(open, "/Length "...)):
		_, data, ok := bytes.Cut(body, []byte(">>\nstream\n"))
		data, found := bytes.CutSuffix(data, []byte("\nendstream\nendobj\n"))
		if !ok || !found {
			return nil, fmt.Errorf("%w: a stream", errShape)
		}
		return streamObject(n, data, ""), nil
	}
	return body, nil
}

// pictures are the pictures of a file, whose objects are numbered from first on.
type pictures struct {
	all   []*ink.Photo
	first int
}

// named adds the pictures to the resources.
func (p pictures) named(body []byte) ([]byte, error) {
	if len(p.all) == 0 {
		return body, nil
	}
	refs := []byte("/XObject <<\n")
	if !bytes.Contains(body, refs) {
		return nil, fmt.Errorf("%w: no resources for pictures", errShape)
	}
	all := bytes.Clone(refs)
	for i, x := range p.all {
		all = fmt.Appendf(all, "/%s %d 0 R\n", x.Name, p.first+i)
	}
	return bytes.Replace(body, refs, all, 1), nil
}

// pictureObject returns a picture's object in the file (ISO 32000-1, 8.9.5). It stays compressed as it is.
func pictureObject(x *ink.Photo, n int) []byte {
	space := "/DeviceRGB"
	if x.Gray {
		space = "/DeviceGray"
	}
	out := fmt.Appendf(make([]byte, 0, len(x.JPEG)+256), "%d 0 obj\n<</Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8"+
		" /Filter /DCTDecode /Length %d>>\nstream\n", n, x.W, x.H, space, len(x.JPEG))
	return append(append(out, x.JPEG...), "\nendstream\nendobj\n"...)
}

// join writes the objects with their numbers, and the table.
func join(file []byte, objs []object, table int, parts [][]byte) ([]byte, error) {
	trailer := bytes.Index(file[table:], []byte("trailer\n"))
	tail := bytes.LastIndex(file, []byte("startxref\n"))
	size := fmt.Appendf(nil, "/Size %d\n", len(objs)+1)
	if trailer < 0 || tail < table+trailer || !bytes.Contains(file[table+trailer:tail], size) {
		return nil, fmt.Errorf("%w: no trailer", errShape)
	}
	total := 1024
	for _, p := range parts {
		total += len(p) + 20
	}
	out := append(make([]byte, 0, total), begin...)
	offsets := make([]int, len(parts))
	put := func(i int) {
		offsets[i] = len(out)
		out = append(out, parts[i]...)
	}
	for _, o := range objs { // in the order of their places
		put(o.number - 1)
	}
	for i := len(objs); i < len(parts); i++ {
		put(i)
	}
	start := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(parts)+1)
	for _, off := range offsets {
		out = fmt.Appendf(out, "%010d 00000 n \n", off)
	}
	out = append(out, bytes.Replace(file[table+trailer:tail], size, fmt.Appendf(id(parts), "/Size %d\n", len(parts)+1), 1)...)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start), nil
}

// objects returns the objects in the order of their places, and where the table begins.
func objects(file []byte) ([]object, int, error) {
	at := bytes.LastIndex(file, []byte("startxref\n"))
	if at < 0 {
		return nil, 0, fmt.Errorf("%w: no startxref", errShape)
	}
	line, _, _ := bytes.Cut(file[at+len("startxref\n"):], []byte("\n"))
	table, err := strconv.Atoi(string(line))
	if err != nil || table <= 0 || table >= at {
		return nil, 0, fmt.Errorf("%w: bad startxref", errShape)
	}
	head, rest, _ := bytes.Cut(file[table:], []byte("\n0 "))
	count, body, _ := bytes.Cut(rest, []byte("\n"))
	n, err := strconv.Atoi(string(count))
	if err != nil || string(head) != "xref" || len(body) < 20*n || n < 2 {
		return nil, 0, fmt.Errorf("%w: bad table", errShape)
	}
	objs := make([]object, 0, n-1)
	for i := 1; i < n; i++ {
		off, err := strconv.Atoi(string(body[20*i : 20*i+10]))
		if err != nil || off <= 0 || off >= table {
			return nil, 0, fmt.Errorf("%w: bad offset", errShape)
		}
		objs = append(objs, object{number: i, start: off})
	}
	sort.Slice(objs, func(i, j int) bool { return objs[i].start < objs[j].start })
	for i := range slices.Backward(objs) { // each ends where the next begins, the last one at the table
		objs[i].end = table
		if i+1 < len(objs) {
			objs[i].end = objs[i+1].start
		}
	}
	return objs, table, nil
}
