// Package tags reads the XML of an Office file's parts tag by tag, in memory that does not grow with the part.
//
// encoding/xml keeps a text, a comment or an attribute as a whole, however long it is, and has no limit of depth: a part of a hostile file
// could fill the memory with any of these. Here a tag or a text has at most MaxToken bytes, comments are skipped, a DTD is refused, and end
// tags must match. A test compares the scanner with encoding/xml.
//
// Caveats: names lose their prefix (x:row is row), and namespaces are not looked up. Parts are UTF-8, or UTF-16 with a byte order mark.
package tags

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// The limits for one part. A cell holds 32,767 UTF-16 units, of which each takes eight bytes if it is written as &#x4E00;.
const (
	MaxToken = 1 << 19
	MaxDepth = 64
)

// The reasons for which a part can't be read.
var (
	ErrSyntax   = errors.New("malformed XML")
	ErrDeep     = errors.New("XML nested too deeply")
	ErrLong     = errors.New("a tag or a text of the XML is too long")
	ErrDTD      = errors.New("XML with a document type")
	ErrEncoding = errors.New("XML in an encoding other than UTF-8")
)

// Kind is the kind of token that Next found.
type Kind int

// The kinds. An empty element <a/> is a Start and an End.
const (
	Start Kind = iota + 1
	End
	Text
)

// Scanner reads one part. It is not safe for concurrent use.
type Scanner struct {
	own    *bufio.Reader
	r      *bufio.Reader // own, or one that decodes UTF-16 from own
	tag    []byte        // of a Start: the text between the name and >
	name   []byte
	text   []byte
	long   []byte // a token that contains a >, in full
	names  []byte // names of the open elements, joined
	starts []int  // where each of them begins in names
	closed bool   // the Start just returned was an empty element
}

// New returns a Scanner for a part.
func New(r io.Reader) *Scanner {
	s := &Scanner{own: bufio.NewReaderSize(nil, MaxToken)}
	s.Reset(r)
	return s
}

// Reset makes the Scanner read another part and reuses its memory. It may be called at any time, also after an error.
func (s *Scanner) Reset(r io.Reader) {
	*s = Scanner{own: s.own, r: s.own, long: s.long[:0], names: s.names[:0], starts: s.starts[:0]}
	s.own.Reset(r)
	mark, err := s.own.Peek(3)
	switch {
	case err != nil: // Next will return it
	case mark[0] == 0xFE && mark[1] == 0xFF, mark[0] == 0xFF && mark[1] == 0xFE:
		s.r = bufio.NewReaderSize(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Reader(s.own), MaxToken)
	case mark[0] == 0xEF && mark[1] == 0xBB && mark[2] == 0xBF:
		_, _ = s.own.Discard(3) // these bytes were peeked
	}
}

// Depth returns the number of open elements, including one that just started.
func (s *Scanner) Depth() int { return len(s.starts) }

// Name returns the local name of a Start or an End. It is valid until the next call of Next.
func (s *Scanner) Name() []byte { return s.name }

// Text returns a Text with its entities resolved. It is valid until the next call of Next.
func (s *Scanner) Text() []byte { return s.text }

// Next goes to the next tag or text. It returns io.EOF at the end of a well-formed part, one of the errors above, or the reader's own.
func (s *Scanner) Next() (Kind, error) {
	if s.closed {
		s.closed = false
		return End, s.leave(s.name)
	}
	for {
		raw, err := s.until('<')
		if err != nil && (!errors.Is(err, io.EOF) || len(s.starts) > 0 || len(bytes.TrimSpace(raw)) > 0) {
			return 0, unexpected(err)
		}
		if err != nil {
			return 0, io.EOF
		}
		if len(raw) > 0 {
			if err := s.r.UnreadByte(); err != nil { // so that the tag is next
				return 0, err
			}
			if len(s.starts) == 0 {
				if len(bytes.TrimSpace(raw)) > 0 {
					return 0, ErrSyntax
				}
				continue
			}
			s.text, err = resolve(raw)
			return Text, err
		}
		if kind, err := s.markup(); kind != 0 || err != nil {
			return kind, err
		}
	}
}

// until reads up to delim, which is skipped and not returned.
func (s *Scanner) until(delim byte) ([]byte, error) {
	b, err := s.r.ReadSlice(delim)
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, ErrLong
	}
	if err != nil {
		return b, err
	}
	return b[:len(b)-1], nil
}

// markup reads what follows a <. A zero Kind means that it is to be ignored.
func (s *Scanner) markup() (Kind, error) {
	c, err := s.r.Peek(1)
	if err != nil {
		return 0, unexpected(err)
	}
	switch c[0] {
	case '/':
		b, err := s.until('>')
		if err != nil {
			return 0, unexpected(err)
		}
		s.name = local(bytes.TrimRight(b[1:], " \t\r\n"))
		return End, s.leave(s.name)
	case '?':
		return 0, s.instruction()
	case '!':
		return s.declaration()
	default:
		return s.start()
	}
}

func (s *Scanner) start() (Kind, error) {
	b, err := s.until('>')
	if err != nil {
		return 0, unexpected(err)
	}
	if open(b) { // there is a > inside an attribute
		s.long = append(s.long[:0], b...)
		for open(s.long) {
			if b, err = s.until('>'); err != nil {
				return 0, unexpected(err)
			}
			if s.long = append(append(s.long, '>'), b...); len(s.long) > MaxToken {
				return 0, ErrLong
			}
		}
		b = s.long
	}
	if bytes.HasSuffix(b, []byte("/")) {
		s.closed, b = true, b[:len(b)-1]
	}
	end := bytes.IndexAny(b, " \t\r\n")
	if end < 0 {
		end = len(b)
	}
	s.name, s.tag = local(b[:end]), b[end:]
	if len(s.name) == 0 || bytes.ContainsAny(b, "<") || !wellFormed(s.tag) {
		return 0, ErrSyntax
	}
	if len(s.starts) == MaxDepth {
		return 0, ErrDeep
	}
	s.starts = append(s.starts, len(s.names))
	s.names = append(s.names, s.name...)
	return Start, nil
}

// leave closes the innermost element, which must have the given name.
func (s *Scanner) leave(name []byte) error {
	if len(s.starts) == 0 {
		return ErrSyntax
	}
	last := s.starts[len(s.starts)-1]
	if !bytes.Equal(s.names[last:], name) {
		return ErrSyntax
	}
	s.names, s.starts = s.names[:last], s.starts[:len(s.starts)-1]
	return nil
}

// local returns a name without its prefix.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// unexpected returns ErrSyntax for an end of the file where none is allowed, and any other error as it is.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return ErrSyntax
	}
	return err
}
