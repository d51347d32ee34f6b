package parts

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
)

// Limits: the unpacked size of all object streams and fonts together, and the number of objects that consist of a number.
const (
	maxUnpacked = 32 << 20
	maxLengths  = 1 << 17
)

// object is one definition of an object; a number may have several.
type object struct {
	number  int
	value   any
	content []byte // of a stream, as it is in the file
}

// reader collects everything that a file's bytes define.
type reader struct {
	lexer
	lengths  map[int]int // objects that are a number, as the length of a stream often is
	objects  []object
	trailers []dict
	packed   int  // bytes of object streams, unpacked
	unread   bool // some bytes have no known form
}

func read(b []byte) *reader {
	left := maxValues
	r := &reader{lexer: lexer{b: b, left: &left}, lengths: map[int]int{}, unread: !bytes.HasPrefix(b, []byte("%PDF-"))}
	begun := r.begun()
	for r.skip() {
		n := len(r.objects)
		if !r.section() && !r.resume() {
			break
		}
		if len(r.objects) > n {
			begun--
		}
	}
	if begun != 0 { // an object begins inside a stream, a string or a comment
		r.unread = true
	}
	return r
}

// next returns the place of the next obj from a place on, or -1.
func (r *reader) next(from int) int {
	i := bytes.Index(r.b[from:], []byte("obj"))
	if i < 0 {
		return -1
	}
	return from + i
}

// begun counts the places at which a reader could expect an object, and records the objects that are a number.
func (r *reader) begun() (n int) {
	for at := r.next(0); at >= 0; at = r.next(at + 3) {
		if r.opens(at) {
			n++
		}
		if from := r.head(at); from >= 0 && len(r.lengths) < maxLengths {
			l := lexer{b: r.b[:min(at+40, len(r.b))], at: from}
			number, _ := strconv.Atoi(l.token()) // 0 if it is too large, which is no object's number
			l.at = at + 3
			l.skip()
			if v, err := strconv.Atoi(l.token()); err == nil && l.skip() && l.token() == "endobj" {
				r.lengths[number] = v
			}
		}
	}
	return n
}

// opens tells whether an object could begin with the obj at a place: it follows a number and blanks, or a comment.
func (r *reader) opens(at int) bool {
	before := r.b[max(0, at-256):at]
	rest := bytes.TrimRight(before, "\x00\t\n\f\r ")
	switch {
	case len(rest) == len(before):
		return false
	case len(rest) == 0 || digit(rest[len(rest)-1]):
		return true
	}
	line := rest[bytes.LastIndexAny(rest, "\r\n")+1:]
	return bytes.ContainsAny(before[len(rest):], "\r\n") && bytes.IndexByte(line, '%') >= 0
}

// head returns where the object begins whose obj is at a place (number, generation, obj), or -1 if it has no such head.
func (r *reader) head(at int) int {
	for range 2 {
		blanks := at
		for at > 0 && space(r.b[at-1]) {
			at--
		}
		digits := at
		for at > 0 && digit(r.b[at-1]) {
			at--
		}
		if blanks == digits || digits == at {
			return -1
		}
	}
	return at
}

// resume skips bytes that can't be read, up to the next object.
func (r *reader) resume() bool {
	r.unread = true
	if *r.left <= 0 {
		return false
	}
	for at := r.next(min(r.at, len(r.b))); at >= 0; at = r.next(at + 3) {
		if from := r.head(at); from >= r.at {
			r.at = from
			return true
		}
	}
	return false
}

// section reads an object, a cross-reference table, a trailer, or the place of the table.
func (r *reader) section() bool {
	if digit(r.b[r.at]) {
		return r.object()
	}
	switch r.token() {
	case "xref":
		return r.table()
	case "trailer":
		v, err := r.value(0)
		d, ok := v.(dict)
		if ok {
			r.trailers = append(r.trailers, d)
		}
		return err == nil && ok
	case "startxref":
		r.skip()
		_, err := strconv.Atoi(r.token())
		return err == nil
	}
	return false
}

// table skips numbers, n and f.
func (r *reader) table() bool {
	for r.skip() {
		back := r.at
		t := r.token()
		if _, err := strconv.Atoi(t); err != nil && t != "n" && t != "f" {
			r.at = back
			return t != ""
		}
	}
	return true
}

func (r *reader) integer() (int, bool) {
	if !r.skip() {
		return 0, false
	}
	n, err := strconv.Atoi(r.token())
	return n, err == nil
}

func (r *reader) object() bool {
	n, ok1 := r.integer()
	_, ok2 := r.integer()
	if !ok1 || !ok2 || !r.skip() || r.token() != "obj" {
		return false
	}
	v, err := r.value(0)
	if err != nil || !r.skip() {
		return false
	}
	i := len(r.objects)
	r.objects = append(r.objects, object{number: n, value: v})
	t := r.token()
	if d, ok := v.(dict); ok && t == "stream" {
		if r.objects[i].content, ok = r.content(d); !ok {
			return false
		}
		r.skip()
		t = r.token()
	}
	return t == "endobj"
}

// content skips a stream's bytes. They must have the stated length, because readers would otherwise disagree about them.
func (r *reader) content(d dict) ([]byte, bool) {
	if !r.take("\r\n") && !r.take("\n") {
		return nil, false
	}
	n, from := r.length(d.of["Length"]), r.at
	if n < 0 || n > len(r.b)-from {
		return nil, false
	}
	content := r.b[from : from+n : from+n]
	r.at = from + n
	_ = r.take("\r\n") || r.take("\n") || r.take("\r")
	if !r.take("endstream") {
		r.at = from
		return nil, false
	}
	switch d.of["Type"] {
	case name("ObjStm"):
		if !r.unpack(d, content) {
			r.unread = true
		}
	case name("XRef"):
		r.trailers = append(r.trailers, d)
	}
	return content, true
}

func (r *reader) length(v any) int {
	switch v := v.(type) {
	case float64:
		return int(min(max(v, -1), 1<<40))
	case ref:
		if n, ok := r.lengths[v.number]; ok {
			return n
		}
	}
	return -1
}

// unpack reads the objects inside an object stream.
func (r *reader) unpack(d dict, raw []byte) bool {
	switch f := d.of["Filter"].(type) {
	case nil:
	case name:
		if raw = r.inflate(raw); f != "FlateDecode" {
			return false
		}
	default:
		return false
	}
	count, ok1 := d.of["N"].(float64)
	first, ok2 := d.of["First"].(float64)
	_, predicted := d.of["DecodeParms"]
	if raw == nil || !ok1 || !ok2 || predicted || !(first >= 0 && int(first) <= len(raw)) {
		return false
	}
	head := reader{lexer: lexer{b: raw[:int(first)], left: r.left}}
	for range int(min(max(count, 0), maxValues)) {
		n, ok := head.integer()
		at, also := head.integer()
		if !ok || !also || at < 0 || at > len(raw)-int(first) {
			return false
		}
		in := lexer{b: raw, at: int(first) + at, left: r.left}
		v, err := in.value(0)
		if err != nil {
			return false
		}
		r.objects = append(r.objects, object{number: n, value: v})
	}
	return true
}

// inflate returns the unpacked bytes, or nil if they can't be unpacked or exceed the limit.
func (r *reader) inflate(raw []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(z, int64(maxUnpacked-r.packed)+1))
	if r.packed += len(out); err != nil || r.packed > maxUnpacked {
		r.packed = maxUnpacked
		return nil
	}
	return out
}
