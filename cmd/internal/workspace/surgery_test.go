package workspace_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// surgeon changes a PDF of ours by an incremental update, as anybody can.
type surgeon struct {
	t      *testing.T
	file   []byte
	bodies map[int]string // changed and new objects
	next   int
}

var (
	objectAt = regexp.MustCompile(`(?m)^(\d+) 0 obj\r?\n`)
	lengthOf = regexp.MustCompile(`/Length (\d+)`)
	sizeIs   = regexp.MustCompile(`/Size (\d+)`)
	startIs  = regexp.MustCompile(`startxref\s+(\d+)`)
	infoIs   = regexp.MustCompile(`/Info (\d+) 0 R`)
	rootIs   = regexp.MustCompile(`/Root (\d+) 0 R`)
	contents = regexp.MustCompile(`/Contents (\d+) 0 R`)
)

func operate(t *testing.T, file []byte) *surgeon {
	t.Helper()
	return &surgeon{t: t, file: file, bodies: map[int]string{}, next: last(t, sizeIs, file)}
}

func last(t *testing.T, re *regexp.Regexp, in []byte) int {
	t.Helper()
	all := re.FindAllSubmatch(in, -1)
	if all == nil {
		t.Fatalf("no %s", re)
	}
	n, err := strconv.Atoi(string(all[len(all)-1][1]))
	must(t, err)
	return n
}

// objects are the bodies of all objects as they stand at last, streams whole.
func objects(t *testing.T, file []byte) map[int]string {
	t.Helper()
	out := map[int]string{}
	for at := 0; ; {
		m := objectAt.FindSubmatchIndex(file[at:])
		if m == nil {
			return out
		}
		n, err := strconv.Atoi(string(file[at+m[2] : at+m[3]]))
		must(t, err)
		from := at + m[1]
		end := from + bytes.Index(file[from:], []byte("endobj"))
		if s := bytes.Index(file[from:end], []byte(">>\nstream\n")); s >= 0 {
			length := last(t, lengthOf, file[from:from+s])
			end = from + s + len(">>\nstream\n") + length
			end += bytes.Index(file[end:], []byte("endobj"))
		}
		out[n], at = strings.TrimRight(string(file[from:end]), "\n"), end
	}
}

func (s *surgeon) body(n int) string {
	if b, changed := s.bodies[n]; changed {
		return b
	}
	return objects(s.t, s.file)[n]
}

// find is the number of the object, the lowest, that has this in its body.
func (s *surgeon) find(what string) int {
	all := objects(s.t, s.file)
	for _, n := range slices.Sorted(maps.Keys(all)) {
		if strings.Contains(all[n], what) {
			return n
		}
	}
	s.t.Fatalf("no object has %q", what)
	return 0
}

func (s *surgeon) page() int { return s.find("/Type /Page\n") }
func (s *surgeon) root() int { return last(s.t, rootIs, s.file) }

// put adds entries to an object's dictionary.
func (s *surgeon) put(n int, entries string) {
	s.bodies[n] = strings.Replace(s.body(n), "<<", "<< "+entries+" ", 1)
}

// swap replaces what stands in an object.
func (s *surgeon) swap(n int, old, new string) {
	b := s.body(n)
	if !strings.Contains(b, old) {
		s.t.Fatalf("%q is not in %q", old, b)
	}
	s.bodies[n] = strings.Replace(b, old, new, 1)
}

func (s *surgeon) add(body string) int {
	s.bodies[s.next] = body
	s.next++
	return s.next - 1
}

func stream(dict, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(content), content)
}

// drawn is the content of the first page, unpacked, and the number of its object.
func (s *surgeon) drawn() (string, int) {
	n, err := strconv.Atoi(contents.FindStringSubmatch(s.body(s.page()))[1])
	must(s.t, err)
	return unpacked(s.t, s.body(n)), n
}

func unpacked(t *testing.T, body string) string {
	t.Helper()
	_, raw, _ := strings.Cut(body, "stream\n")
	z, err := zlib.NewReader(strings.NewReader(raw))
	must(t, err)
	plain, err := io.ReadAll(z)
	must(t, err)
	return string(plain)
}

// redraw changes the first page's content.
func (s *surgeon) redraw(change func(string) string) {
	old, n := s.drawn()
	if s.bodies[n] = stream("", change(old)); s.bodies[n] == stream("", old) {
		s.t.Fatal("nothing was changed")
	}
}

// over draws on the first page, above all else.
func (s *surgeon) over(content string) {
	n := s.add(stream("", "Q Q Q "+content))
	_, old := s.drawn()
	s.swap(s.page(), fmt.Sprintf("/Contents %d 0 R", old), fmt.Sprintf("/Contents [%d 0 R %d 0 R]", old, n))
}

// done is the file with its update.
func (s *surgeon) done() []byte {
	b := bytes.NewBuffer(slices.Clone(s.file))
	at := map[int]int{}
	for _, n := range slices.Sorted(maps.Keys(s.bodies)) {
		at[n] = b.Len()
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", n, s.bodies[n])
	}
	start := b.Len()
	b.WriteString("xref\n")
	for _, n := range slices.Sorted(maps.Keys(at)) {
		fmt.Fprintf(b, "%d 1\n%010d 00000 n \n", n, at[n])
	}
	fmt.Fprintf(b, "trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n", s.next, s.root(), last(s.t, startIs, s.file),
		start)
	return b.Bytes()
}

// savedAgain writes a file of ours anew, as other programs do: streams packed otherwise, all else in an object stream, a cross-reference
// stream instead of tables. With plain nothing is packed and there is a table. change may give objects another body.
func savedAgain(t *testing.T, file []byte, plain bool, change func(n int, body string) string) []byte {
	t.Helper()
	all, ends := objects(t, file), fmt.Sprintf("/Root %d 0 R /Info %d 0 R", last(t, rootIs, file), last(t, infoIs, file))
	var b, heads, packed bytes.Buffer
	b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	numbers, size := slices.Sorted(maps.Keys(all)), last(t, sizeIs, file)
	where := map[int][3]int{}
	for _, n := range numbers {
		body := all[n]
		if change != nil {
			body = change(n, body)
		}
		dict, raw, isStream := strings.Cut(body, ">>\nstream\n")
		switch {
		case isStream && strings.Contains(dict, "/Filter /FlateDecode") && !strings.Contains(dict, "/DecodeParms"):
			body = flat(t, bareOf(dict), unpacked(t, "stream\n"+raw), plain)
		case !isStream && !plain:
			where[n] = [3]int{2, size, len(where)}
			fmt.Fprintf(&heads, "%d %d ", n, packed.Len())
			packed.WriteString(body + "\n")
			continue
		}
		where[n] = [3]int{1, b.Len(), 0}
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	if plain {
		return table(&b, where, size, ends)
	}
	return crossReferenced(t, &b, where, heads.String(), packed.String(), size, ends)
}

// bareOf is what a stream's dictionary says besides how it is packed.
func bareOf(dict string) string {
	return lengthOf.ReplaceAllString(strings.TrimPrefix(strings.Replace(dict, "/Filter /FlateDecode", "", 1), "<<"), "")
}

func flat(t *testing.T, dict, content string, plain bool) string {
	t.Helper()
	if plain {
		return stream(dict, content)
	}
	var z bytes.Buffer
	w, err := zlib.NewWriterLevel(&z, zlib.BestCompression)
	must(t, err)
	_, err = io.WriteString(w, content)
	must(t, err)
	must(t, w.Close())
	return stream("/Filter /FlateDecode "+dict, z.String())
}

func table(b *bytes.Buffer, where map[int][3]int, size int, ends string) []byte {
	start := b.Len()
	b.WriteString("xref\n")
	for _, n := range slices.Sorted(maps.Keys(where)) {
		fmt.Fprintf(b, "%d 1\n%010d 00000 n \n", n, where[n][1])
	}
	fmt.Fprintf(b, "trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", size, ends, start)
	return b.Bytes()
}

func crossReferenced(t *testing.T, b *bytes.Buffer, where map[int][3]int, heads, packed string, size int, ends string) []byte {
	t.Helper()
	n := strings.Count(heads, " ") / 2
	index := 0
	for _, k := range slices.Sorted(maps.Keys(where)) { // their order in the object stream
		if w := where[k]; w[0] == 2 {
			where[k] = [3]int{2, size, index}
			index++
		}
	}
	where[size] = [3]int{1, b.Len(), 0}
	fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", size, flat(t, fmt.Sprintf("/Type /ObjStm /N %d /First %d", n, len(heads)), heads+packed, false))
	start := b.Len()
	where[size+1] = [3]int{1, start, 0}
	var rows bytes.Buffer
	for i := range size + 2 {
		w := where[i]
		rows.Write([]byte{byte(w[0]), byte(w[1] >> 24), byte(w[1] >> 16), byte(w[1] >> 8), byte(w[1]), byte(w[2] >> 8), byte(w[2])})
	}
	fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", size+1,
		stream(fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] %s", size+2, ends), rows.String()), start)
	return b.Bytes()
}
