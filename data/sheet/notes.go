package sheet

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/data/opc/tags"
)

// author is the one whose name is on the comments that this program writes on the heads.
const author = "考核通"

// Excel keeps a thread of comments in a part of its own, and beside it a comment for programs that know no threads: its author's name begins
// with threadAuthor, and its text begins with a sentence about Excel's version, which ends in threadLink.
const threadAuthor, threadLink = "tc=", "linkid=870924"

// notes reads the comments of a sheet, except those that this program wrote. One that a person rewrote keeps its author and is left out too.
func (r *reader) notes(part string, into *book.GridSheet) error {
	rels, err := r.relations(part)
	if err != nil {
		return err
	}
	n := &noteReader{reader: r, sheet: into}
	for _, kind := range []string{"threadedComment", "comments"} { // threads first, so that what repeats them is known
		for _, id := range slices.Sorted(maps.Keys(rels)) {
			if rel := rels[id]; rel.kind == kind && r.parts.Has(rel.target) {
				if err := r.each(rel.target, MaxPart, n.visit); err != nil {
					return err
				}
				n.threads = n.threads || kind == "threadedComment"
			}
		}
	}
	slices.SortStableFunc(into.Notes, func(a, b book.Note) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) })
	return nil
}

// noteReader is the state of reading the comments of one sheet.
type noteReader struct {
	*reader
	sheet    *book.GridSheet
	threads  bool     // the sheet's threads were read
	authors  []string // of the part
	note     book.Note
	by       string
	inText   bool
	phonetic int
}

func (n *noteReader) visit(s *tags.Scanner, kind tags.Kind) error {
	if kind == tags.Text {
		if n.inText && n.phonetic == 0 {
			return n.more(s.Text())
		}
		return nil
	}
	switch name, start := string(s.Name()), kind == tags.Start; {
	case name == "author" && start:
		n.buf, n.inText = n.buf[:0], true
	case name == "author":
		a, err := n.keep(n.buf)
		n.authors, n.inText = append(n.authors, a), false
		n.text -= 16 // the entry itself
		return err
	case (name == "comment" || name == "threadedComment") && start:
		return n.begin(s)
	case name == "comment" || name == "threadedComment":
		return n.end()
	case name == "t" || name == "text":
		n.inText = start
	case name == "rPh":
		n.phonetic += step(kind)
	}
	return nil
}

// begin begins a comment.
func (n *noteReader) begin(s *tags.Scanner) error {
	ref, _ := s.Raw("ref")
	row, col, err := place(ref)
	if err != nil {
		return err
	}
	if n.cells--; n.cells < 0 {
		return words.Refuse("sheet.cells", MaxCells)
	}
	n.note, n.by, n.buf = book.Note{Row: row - 1, Col: col}, "", n.buf[:0]
	if id, ok := s.Attr("authorId"); ok {
		if i, err := strconv.Atoi(id); err == nil && i >= 0 && i < len(n.authors) {
			n.by = n.authors[i]
		}
	}
	return nil
}

// end keeps the comment if a person wrote it, and if it does not repeat a thread.
func (n *noteReader) end() error {
	text, err := n.keep(n.buf)
	repeats := strings.HasPrefix(n.by, threadAuthor)
	if err != nil || n.by == author || repeats && n.threads || strings.TrimSpace(text) == "" {
		return err
	}
	if _, said, ok := strings.Cut(text, threadLink); ok && repeats {
		text = said
	}
	n.note.Text = strings.TrimSpace(text)
	n.sheet.Notes = append(n.sheet.Notes, n.note)
	return nil
}
