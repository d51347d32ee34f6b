// Package tags reads the XML of a workbook's parts tag by tag, in memory that does not grow with the part.
//
// encoding/xml keeps a text, a comment or an attribute whole, however long it is, and obeys no limit of depth: a part of a hostile
// file could fill the memory with one of them. Here one tag and one text are at most MaxToken bytes, comments are passed over, a DTD is
// refused, and end tags must match. A test holds the scanner against encoding/xml.
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

// The bounds of one part. A cell holds 32,767 UTF-16 units; written as &#x4E00; each would take eight bytes.
const (
	MaxToken = 1 << 19
	MaxDepth = 64
)

// What makes a part unreadable.
var (
	ErrSyntax   = errors.New("malformed XML")
	ErrDeep     = errors.New("XML nested too deeply")
	ErrLong     = errors.New("a tag or a text of the XML is too long")
	ErrDTD      = errors.New("XML with a document type")
	ErrEncoding = errors.New("XML in an encoding other than UTF-8")
)

// Kind is what Next came upon.
type Kind int

// The kinds. An empty element <a/> is a Start and an End.
const (
	Start Kind = iota + 1
	End
	Text
)

// Scanner reads one part.
type Scanner struct {
	own    *bufio.Reader
	r      *bufio.Reader // own, or one that decodes UTF-16 from it
	tag    []byte        // of a Start, what stands between the name and >
	name   []byte
	text   []byte
	long   []byte // where a token runs over a > of its own
	names  []byte // of the open elements, one after the other
	starts []int  // where each begins in names
	closed bool   // the Start just given was an empty element
}

// New makes a Scanner of a part.
func New(r io.Reader) *Scanner {
	s := &Scanner{own: bufio.NewReaderSize(nil, MaxToken)}
	s.Reset(r)
	return s
}

// Reset turns the Scanner to another part, whatever became of the one before; its memory is used again.
func (s *Scanner) Reset(r io.Reader) {
	*s = Scanner{own: s.own, r: s.own, long: s.long[:0], names: s.names[:0], starts: s.starts[:0]}
	s.own.Reset(r)
	mark, err := s.own.Peek(3)
	switch {
	case err != nil: // Next will say it
	case mark[0] == 0xFE && mark[1] == 0xFF, mark[0] == 0xFF && mark[1] == 0xFE:
		s.r = bufio.NewReaderSize(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Reader(s.own), MaxToken)
	case mark[0] == 0xEF && mark[1] == 0xBB && mark[2] == 0xBF:
		_, _ = s.own.Discard(3) // they were peeked
	}
}

// Depth is the number of open elements, the one just started among them.
func (s *Scanner) Depth() int { return len(s.starts) }

// Name is the local name of a Start or an End, valid until the next call of Next.
func (s *Scanner) Name() []byte { return s.name }

// Text is a Text with its entities resolved, valid until the next call of Next.
func (s *Scanner) Text() []byte { return s.text }

// Next goes to the next tag or text. It gives io.EOF at the end of a well-formed part, one of the errors above, or the reader's own.
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

// until reads up to delim, which is passed over and not part of what is given.
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

// markup reads what follows a <; no kind means that it says nothing.
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
	if open(b) { // a > inside an attribute
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

// leave closes the innermost element, which must have the name.
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

// local is a name without its prefix.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// unexpected is the end of the file where it can't be.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return ErrSyntax
	}
	return err
}
