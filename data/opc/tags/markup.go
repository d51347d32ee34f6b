package tags

import (
	"bufio"
	"bytes"
	"errors"
	"strconv"
	"unicode/utf8"
)

// instruction skips <?…?>. The one at the beginning may name the encoding.
func (s *Scanner) instruction() error {
	var head []byte
	for {
		b, err := s.until('>')
		if err != nil {
			return unexpected(err)
		}
		if head == nil {
			head = append(head, b...)
		}
		if bytes.HasSuffix(b, []byte("?")) {
			break
		}
	}
	if !bytes.HasPrefix(head, []byte("?xml ")) {
		return nil
	}
	_, after, found := bytes.Cut(head, []byte("encoding="))
	if !found || len(after) < 2 {
		return nil
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	for _, known := range []string{"utf-8", "utf8", "us-ascii", "utf-16"} { // UTF-16 was recognised by its mark
		if bytes.EqualFold(name, []byte(known)) {
			return nil
		}
	}
	return ErrEncoding
}

// declaration reads <!--…--> and <![CDATA[…]]>. Anything else is a document type, which is refused.
func (s *Scanner) declaration() (Kind, error) {
	if b, err := s.r.Peek(3); err == nil && string(b) == "!--" {
		_, _ = s.r.Discard(3) // they were peeked
		return 0, s.pass()
	}
	const cdata = "![CDATA["
	if b, err := s.r.Peek(len(cdata)); err != nil || string(b) != cdata {
		return 0, ErrDTD
	}
	if len(s.starts) == 0 {
		return 0, ErrSyntax
	}
	_, _ = s.r.Discard(len(cdata)) // these bytes were peeked
	s.long = s.long[:0]
	for {
		b, err := s.until('>')
		if err != nil {
			return 0, unexpected(err)
		}
		s.long = append(s.long, b...)
		if text, ends := bytes.CutSuffix(s.long, []byte("]]")); ends {
			if bytes.IndexByte(text, '\r') >= 0 {
				text = newlines(text)
			}
			s.text = text
			return Text, legal(text)
		}
		if s.long = append(s.long, '>'); len(s.long) > MaxToken {
			return 0, ErrLong
		}
	}
}

// pass skips the rest of a comment, which may be of any length.
func (s *Scanner) pass() error {
	dashes := 0
	for {
		b, err := s.r.ReadSlice('>')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return unexpected(err)
		}
		whole := err == nil
		for _, c := range b {
			switch {
			case c == '-':
				dashes++
			case c == '>' && whole && dashes >= 2:
				return nil
			default:
				dashes = 0
			}
		}
	}
}

// Attr returns the value of an attribute of the Start that Next returned, by its local name.
func (s *Scanner) Attr(name string) (string, bool) {
	v, ok := s.Raw(name)
	if !ok {
		return "", false
	}
	v, err := resolve(v)
	return string(v), err == nil
}

// Raw is like Attr, but with entities unresolved and without a copy: the value is valid until the next call of Next.
func (s *Scanner) Raw(name string) ([]byte, bool) {
	for rest := s.tag; ; {
		var key, value []byte
		var ok bool
		if key, value, rest, ok = attribute(rest); !ok {
			return nil, false
		}
		if string(local(key)) == name && !bytes.HasPrefix(key, []byte("xmlns:")) {
			return value, true
		}
	}
}

// attribute splits one name="value" off the front.
func attribute(b []byte) (name, value, rest []byte, ok bool) {
	b = bytes.TrimLeft(b, " \t\r\n")
	eq := bytes.IndexByte(b, '=')
	if eq <= 0 {
		return nil, nil, b, false
	}
	name = bytes.TrimRight(b[:eq], " \t\r\n")
	b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
	if len(b) < 2 || (b[0] != '"' && b[0] != '\'') || bytes.ContainsAny(name, " \t\r\n\"'") {
		return nil, nil, b, false
	}
	end := bytes.IndexByte(b[1:], b[0])
	if end < 0 {
		return nil, nil, b, false
	}
	return name, b[1 : 1+end], b[2+end:], true
}

// wellFormed tells whether a tag contains attributes and nothing else.
func wellFormed(tag []byte) bool {
	for {
		_, _, rest, ok := attribute(tag)
		if !ok {
			return len(rest) == 0
		}
		if len(rest) > 0 && bytes.IndexByte([]byte(" \t\r\n"), rest[0]) < 0 {
			return false
		}
		tag = rest
	}
}

// open tells whether a quote is not closed yet.
func open(tag []byte) bool {
	for {
		i := bytes.IndexAny(tag, `"'`)
		if i < 0 {
			return false
		}
		end := bytes.IndexByte(tag[i+1:], tag[i])
		if end < 0 {
			return true
		}
		tag = tag[i+end+2:]
	}
}

// legal returns an error if a character is not allowed in XML.
func legal(b []byte) error {
	if !utf8.Valid(b) {
		return ErrSyntax
	}
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return ErrSyntax
		}
	}
	return nil
}

// resolve replaces entities and line ends. If there are none, it returns b itself.
func resolve(b []byte) ([]byte, error) {
	if err := legal(b); err != nil {
		return nil, err
	}
	if bytes.IndexByte(b, '\r') >= 0 {
		b = newlines(b)
	}
	if bytes.IndexByte(b, '&') < 0 {
		return b, nil
	}
	out := make([]byte, 0, len(b))
	for {
		before, after, found := bytes.Cut(b, []byte("&"))
		out = append(out, before...)
		if !found {
			return out, nil
		}
		name, rest, ends := bytes.Cut(after, []byte(";"))
		r, ok := entity(string(name))
		if !ends || !ok {
			return nil, ErrSyntax
		}
		out = utf8.AppendRune(out, r)
		b = rest
	}
}

func newlines(b []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if r := rune(n); err == nil && (r == '\t' || r == '\n' || r == '\r' || r >= ' ' && utf8.ValidRune(r)) {
		return r, true
	}
	return 0, false
}
