package parts

import (
	"bytes"
	"errors"
	"strconv"
)

// The values in a PDF (ISO 32000-1, 7.3). Numbers are float64, null is nil.
type (
	name string
	ref  struct{ number, generation int }
	word string // true, false, and any other bare word
	text string
	list []any
	dict struct {
		of    map[name]any
		twice bool // it has a key twice: readers disagree which of them counts
	}
)

// Limits on what is parsed.
const (
	maxDepth  = 64
	maxValues = 1 << 20
)

var (
	errShape = errors.New("not a PDF value")
	errMuch  = errors.New("too many values")
)

// lexer reads values from b, beginning at at.
type lexer struct {
	b    []byte
	at   int
	left *int // values that may still be read
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}
func digit(c byte) bool { return c >= '0' && c <= '9' }
func regular(c byte) bool {
	return !space(c) && bytes.IndexByte([]byte("()<>[]{}/%"), c) < 0
}

// skip skips blanks and comments; it returns false at the end.
func (l *lexer) skip() bool {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case space(c):
			l.at++
		case c == '%':
			n := bytes.IndexAny(l.b[l.at:], "\r\n")
			if n < 0 {
				n = len(l.b) - l.at
			}
			l.at += n
		default:
			return true
		}
	}
	return false
}

// take skips s if it is the next text, and tells whether it was.
func (l *lexer) take(s string) bool {
	if !bytes.HasPrefix(l.b[l.at:], []byte(s)) {
		return false
	}
	l.at += len(s)
	return true
}

func (l *lexer) token() string {
	from := l.at
	for l.at < len(l.b) && regular(l.b[l.at]) {
		l.at++
	}
	return string(l.b[from:l.at])
}

func (l *lexer) value(depth int) (any, error) {
	if *l.left--; *l.left < 0 {
		return nil, errMuch
	}
	if !l.skip() || depth > maxDepth {
		return nil, errShape
	}
	switch {
	case l.take("<<"):
		return l.dict(depth)
	case l.take("["):
		return l.list(depth)
	case l.take("/"):
		return l.name(), nil
	case l.take("("):
		return l.literal()
	case l.take("<"):
		n := bytes.IndexByte(l.b[l.at:], '>')
		if n < 0 {
			l.at = len(l.b) // so that it is not searched for again and again
			return nil, errShape
		}
		l.at += n + 1
		return hexadecimal(l.b[l.at-n-1 : l.at-1]), nil
	}
	return l.atom()
}

func (l *lexer) dict(depth int) (any, error) {
	d := dict{of: map[name]any{}}
	for l.skip() {
		if l.take(">>") {
			return d, nil
		}
		if !l.take("/") {
			return nil, errShape
		}
		key := l.name()
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if _, there := d.of[key]; there {
			d.twice = true
		}
		d.of[key] = v
	}
	return nil, errShape
}

func (l *lexer) list(depth int) (any, error) {
	var out list
	for l.skip() {
		if l.take("]") {
			return out, nil
		}
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return nil, errShape
}

// name reads the name after a slash; #41 stands for A.
func (l *lexer) name() name {
	raw := l.token()
	var b []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(n))
				i += 2
				continue
			}
		}
		b = append(b, raw[i])
	}
	return name(b)
}

// hexadecimal reads what is between < and >; a digit that lacks its other half is taken with 0, and what is no digit is skipped.
func hexadecimal(raw []byte) text {
	var out []byte
	half := -1
	for _, c := range raw {
		n, err := strconv.ParseUint(string(c), 16, 8)
		switch {
		case err != nil:
		case half < 0:
			half = int(n) //nolint:gosec // a digit
		default:
			out, half = append(out, byte(half<<4)|byte(n)), -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4)) //nolint:gosec // a digit
	}
	return text(out)
}

// escapes are the letters behind a backslash that stand for another byte.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// literal reads a string in parentheses.
func (l *lexer) literal() (any, error) {
	var out []byte
	for open := 1; l.at < len(l.b); {
		c := l.b[l.at]
		l.at++
		switch c {
		case '\\':
			out = l.escaped(out)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return text(out), nil
			}
		}
		out = append(out, c)
	}
	return nil, errShape
}

// escaped appends what a backslash and the bytes behind it stand for.
func (l *lexer) escaped(out []byte) []byte {
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	if c >= '0' && c <= '7' {
		n := 0
		for range 3 {
			if l.at >= len(l.b) || l.b[l.at] < '0' || l.b[l.at] > '7' {
				break
			}
			n = n<<3 | int(l.b[l.at]-'0')
			l.at++
		}
		return append(out, byte(n)) //nolint:gosec // the standard ignores the high bit
	}
	l.at++
	switch {
	case c == '\r':
		_ = l.take("\n")
		return out
	case c == '\n':
		return out
	case escapes[c] != 0:
		return append(out, escapes[c])
	}
	return append(out, c)
}

// atom reads a number, a reference or a bare word.
func (l *lexer) atom() (any, error) {
	t := l.token()
	if t == "" {
		return nil, errShape
	}
	if t == "null" {
		return nil, nil
	}
	f, err := strconv.ParseFloat(t, 64)
	if err != nil || !digit(t[len(t)-1]) && t[len(t)-1] != '.' { // Inf and NaN are words
		return word(t), nil
	}
	n, err := strconv.Atoi(t)
	if err != nil || !digit(t[0]) {
		return f, nil
	}
	back := l.at
	if l.skip() {
		if g, err := strconv.Atoi(l.token()); err == nil && l.skip() && l.token() == "R" {
			return ref{n, g}, nil
		}
	}
	l.at = back
	return f, nil
}
