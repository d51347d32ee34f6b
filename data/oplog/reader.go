package oplog

import (
	"bytes"
	"fmt"
	"math"
	"unicode/utf8"

	"kaohe/app/cbor"
)

// Major types of RFC 8949.
const (
	majorUint byte = iota
	majorNegative
	majorBytes
	majorText
	majorArray
	majorMap
	majorTag
	majorSimple
)

// maxDepth and maxItems equal the limits of package cbor, so that whatever is accepted here can be decoded there.
const (
	maxDepth = 8
	maxItems = 65536
)

// reader reads canonical CBOR in one pass and refuses all other forms, so that a record has only one encoding. The slices that it returns
// are parts of in. After the first error every method returns zero values.
type reader struct {
	in  []byte
	at  int
	err error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("at byte %d: %w", r.at, fmt.Errorf(format, args...))
	}
}

func (r *reader) take(n uint64) []byte {
	if r.err != nil || n > uint64(len(r.in)-r.at) {
		r.fail("cut off")
		return nil
	}
	b := r.in[r.at : r.at+int(n)]
	r.at += int(n)
	return b
}

// head reads the major type and argument of the next item. It refuses an argument that a shorter form can express.
func (r *reader) head() (major byte, n uint64) {
	if r.err != nil || r.at == len(r.in) {
		r.fail("cut off")
		return 0, 0
	}
	first := r.in[r.at]
	r.at++
	if info := first & 31; info < 24 {
		return first >> 5, uint64(info)
	}
	return first >> 5, r.argument(first & 31)
}

// argument reads an argument that follows its head in bytes of its own.
func (r *reader) argument(info byte) (n uint64) {
	if info > 27 {
		r.fail("indefinite or reserved length")
		return 0
	}
	size := uint64(1) << (info - 24)
	for _, c := range r.take(size) {
		n = n<<8 | uint64(c)
	}
	if r.err == nil && (size == 1 && n < 24 || size > 1 && n>>(4*size) == 0) {
		r.fail("number not in its shortest form")
	}
	return n
}

func (r *reader) expect(major byte) uint64 {
	m, n := r.head()
	if r.err == nil && m != major {
		r.fail("type %d where %d belongs", m, major)
	}
	if r.err != nil {
		return 0
	}
	return n
}

func (r *reader) uint(most uint64) uint64 {
	n := r.expect(majorUint)
	if n > most {
		r.fail("%d is more than %d", n, most)
	}
	return n
}

// count reads the length of an array, of at most most elements and at most as many as bytes are left.
func (r *reader) count(most int) int {
	n := r.expect(majorArray)
	if n > uint64(most) || n > uint64(len(r.in)-r.at) {
		r.fail("%d elements are too many", n)
		return 0
	}
	return int(n)
}

func (r *reader) tuple(n int) {
	if got := r.expect(majorArray); r.err == nil && got != uint64(n) {
		r.fail("%d elements where %d belong", got, n)
	}
}

func (r *reader) bytes(most int) []byte {
	n := r.expect(majorBytes)
	if n > uint64(most) {
		r.fail("%d bytes, at most %d are allowed", n, most)
	}
	return r.take(n)
}

// hash reads a byte string of 32 bytes.
func (r *reader) hash() (h [32]byte) {
	b := r.bytes(len(h))
	if r.err == nil && len(b) != len(h) {
		r.fail("%d bytes where %d belong", len(b), len(h))
	}
	copy(h[:], b)
	return h
}

func (r *reader) text(least, most int) []byte {
	n := r.expect(majorText)
	if r.err == nil && (n < uint64(least) || n > uint64(most)) {
		r.fail("text of %d bytes, from %d to %d are allowed", n, least, most)
	}
	t := r.take(n)
	if !utf8.Valid(t) {
		r.fail("text is not UTF-8")
	}
	return t
}

// skip skips one item of any kind that package cbor accepts, nested in depth others.
func (r *reader) skip(depth int) {
	if r.err != nil {
		return
	}
	if r.at < len(r.in) && r.in[r.at]>>5 == majorSimple {
		r.simple()
		return
	}
	major, n := r.head()
	if r.err != nil {
		return
	}
	switch major {
	case majorUint:
	case majorNegative:
		if n > math.MaxInt64 {
			r.fail("number below 64 bits")
		}
	case majorBytes:
		r.take(n)
	case majorText:
		if !utf8.Valid(r.take(n)) {
			r.fail("text is not UTF-8")
		}
	case majorArray:
		for r.nested(n, depth); n > 0 && r.err == nil; n-- {
			r.skip(depth + 1)
		}
	case majorMap:
		r.nested(n, depth)
		r.pairs(n, depth+1)
	default:
		r.fail("tags are not allowed")
	}
}

func (r *reader) nested(n uint64, depth int) {
	if depth >= maxDepth || n > maxItems {
		r.fail("nested or filled too far")
	}
}

func (r *reader) pairs(n uint64, depth int) {
	var last []byte
	for ; n > 0 && r.err == nil; n-- {
		start := r.at
		if r.at < len(r.in) {
			if m := r.in[r.at] >> 5; m > majorNegative && m != majorText {
				r.fail("key is neither number nor text")
			}
		}
		r.skip(depth)
		key := r.in[start:r.at]
		if bytes.Compare(key, last) <= 0 {
			r.fail("keys not in order")
		}
		last = key
		r.skip(depth)
	}
}

// simple skips false, true, null and floating-point numbers in their shortest form.
func (r *reader) simple() {
	start := r.at
	switch r.take(1)[0] {
	case 0xf4, 0xf5, 0xf6:
		return
	case 0xf9:
		r.take(2)
	case 0xfa:
		r.take(4)
	case 0xfb:
		r.take(8)
	default:
		r.fail("unknown simple value")
	}
	if r.err != nil {
		return
	}
	if err := cbor.Strict(r.in[start:r.at], new(float64)); err != nil {
		r.fail("number not in its shortest form")
	}
}

// end returns the first error, or an error if bytes are left.
func (r *reader) end() error {
	if r.at != len(r.in) {
		r.fail("%d bytes too many", len(r.in)-r.at)
	}
	return r.err
}
