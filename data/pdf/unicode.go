package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"sort"
	"strconv"
)

var errShape = errors.New("pdf: gofpdf's output has not the expected shape")

// object is one "N 0 obj … endobj" of a finished file.
type object struct {
	number, start, end int
}

// patch replaces the ToUnicode stream of the named fonts in gofpdf's output and writes the cross-reference table anew. gofpdf writes one
// classic table with all objects in it (fpdf.go:4829-4852), and objects lie one behind the other, so the file can be put together again.
func patch(file []byte, maps map[string][]byte) ([]byte, error) {
	if len(maps) == 0 {
		return file, nil
	}
	objs, table, err := objects(file)
	if err != nil {
		return nil, err
	}
	replace := map[int][]byte{}
	for name, cmap := range maps {
		n, ok := toUnicodeOf(file, objs, name)
		if !ok {
			return nil, fmt.Errorf("%w: no font %s", errShape, name)
		}
		replace[n] = streamObject(n, cmap)
	}
	out := bytes.NewBuffer(make([]byte, 0, len(file)+4096*len(maps)))
	out.Write(file[:objs[0].start])
	offsets := make(map[int]int, len(objs))
	for _, o := range objs {
		offsets[o.number] = out.Len()
		if r, ok := replace[o.number]; ok {
			out.Write(r)
			continue
		}
		out.Write(file[o.start:o.end])
	}
	start := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", len(objs)+1)
	for n := 1; n <= len(objs); n++ {
		fmt.Fprintf(out, "%010d 00000 n \n", offsets[n])
	}
	trailer := bytes.Index(file[table:], []byte("trailer\n"))
	tail := bytes.LastIndex(file, []byte("startxref\n"))
	if trailer < 0 || tail < table+trailer {
		return nil, fmt.Errorf("%w: no trailer", errShape)
	}
	out.Write(file[table+trailer : tail])
	fmt.Fprintf(out, "startxref\n%d\n%%%%EOF\n", start)
	return out.Bytes(), nil
}

// objects lists the objects in the order of their places, and where the table begins.
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
	return inOrder(objs, table), table, nil
}

// inOrder sorts by place and lets each object reach to the next, the last one to the table.
func inOrder(objs []object, table int) []object {
	sort.Slice(objs, func(i, j int) bool { return objs[i].start < objs[j].start })
	for i := range objs {
		objs[i].end = table
		if i+1 < len(objs) {
			objs[i].end = objs[i+1].start
		}
	}
	return objs
}

func toUnicodeOf(file []byte, objs []object, name string) (int, bool) {
	mark := []byte("<</Type /Font\n/Subtype /Type0\n/BaseFont /utf8" + name + "\n")
	for _, o := range objs {
		_, body, _ := bytes.Cut(file[o.start:min(o.end, o.start+400)], []byte(" 0 obj\n"))
		if !bytes.HasPrefix(body, mark) {
			continue
		}
		_, ref, ok := bytes.Cut(body, []byte("/ToUnicode "))
		num, _, ok2 := bytes.Cut(ref, []byte(" 0 R"))
		n, err := strconv.Atoi(string(num))
		return n, ok && ok2 && err == nil
	}
	return 0, false
}

func streamObject(n int, data []byte) []byte {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write(data) // a bytes.Buffer takes everything
	_ = w.Close()
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n", n, z.Len())
	b.Write(z.Bytes())
	b.WriteString("\nendstream\nendobj\n")
	return b.Bytes()
}
