package docx

import (
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"kaohe/app/words"
	"kaohe/data/opc"
	"kaohe/data/opc/tags"
)

// The limits on a file that comes in, each far more than a document of a hundred pages needs.
const (
	MaxFile       = 16 << 20  // bytes of the file
	maxParts      = 4096      // entries of the archive
	maxPart       = 64 << 20  // bytes of the text's part, inflated; it is read as a stream
	maxAll        = 128 << 20 // bytes of all parts that are read
	maxRatio      = 400       // for a part larger than 4 MiB: inflated size divided by packed size
	maxText       = 4 << 20   // bytes of text that is kept
	maxParagraphs = 50_000
	maxMarks      = 10_000
	maxProperties = 256
)

// Paragraph is a paragraph of an edited file.
type Paragraph struct {
	Text  string
	Marks []string // bookmarks that begin in it, or between it and the paragraph before
	Table bool     // it is in a table
}

// Edited is the text of an edited file as it is when all tracked changes are accepted.
type Edited struct {
	Paragraphs []Paragraph
	Properties map[string]string // custom properties that are texts
	Tracked    int               // tracked insertions and deletions
	Comments   int               // comments, which are left out
}

// Read reads the text of a Word file. Drawings, text boxes, headers, footers, foot- and endnotes are left out; a line break begins a paragraph,
// a tab is a space. Faults: docx.large (the most), docx.old (not in today's form, or with a password), docx.foreign (something else), docx.damaged,
// docx.bomb, docx.unsafe, docx.long (more text than a document has), file.read. It is safe for concurrent use.
func Read(r io.ReaderAt, size int64) (*Edited, error) {
	if size > MaxFile {
		return nil, words.Refuse("docx.large", MaxFile>>20)
	}
	first := make([]byte, min(size, 8))
	if n, err := r.ReadAt(first, 0); n < len(first) && err != nil {
		return nil, words.Refuse("docx.damaged").Because(err)
	}
	switch {
	case bytes.HasPrefix(first, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return nil, words.Refuse("docx.old")
	case !bytes.HasPrefix(first, []byte("PK\x03\x04")):
		return nil, words.Refuse("docx.foreign")
	}
	a, err := opc.Open(r, size, opc.Limits{Parts: maxParts, All: maxAll, Ratio: maxRatio})
	if err != nil {
		return nil, fault(err)
	}
	x := &reader{archive: a, scan: tags.New(bytes.NewReader(nil)), left: maxText, out: &Edited{Properties: map[string]string{}}}
	main, custom, err := x.places()
	if err != nil {
		return nil, err
	}
	if !a.Has(main) || !strings.HasPrefix(opc.Key(main), "word/") {
		return nil, words.Refuse("docx.foreign")
	}
	if a.Has(custom) {
		if err := x.custom(custom); err != nil {
			return nil, err
		}
	}
	if err := x.text(main); err != nil {
		return nil, err
	}
	return x.out, nil
}

// reader reads one file.
type reader struct {
	archive *opc.Archive
	scan    *tags.Scanner
	left    int // bytes of text that may still be kept
	marks   int
	out     *Edited
}

// each calls visit for each tag and text of a part.
func (x *reader) each(part string, visit func(kind tags.Kind) error) error {
	if err := x.archive.Each(part, maxPart, x.scan, visit); err != nil {
		return fault(err)
	}
	return nil
}

// fault is the fault that tells why a file can't be read.
func fault(err error) error {
	var f *words.Fault
	var many opc.TooMany
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, opc.ErrBomb), errors.As(err, &many):
		return words.Refuse("docx.bomb").Because(err)
	case errors.Is(err, tags.ErrDTD), errors.Is(err, tags.ErrDeep), errors.Is(err, tags.ErrLong), errors.Is(err, tags.ErrEncoding):
		return words.Refuse("docx.unsafe").Because(err)
	}
	return words.Refuse("docx.damaged").Because(err)
}

// places returns where the text and the custom properties are.
func (x *reader) places() (main, custom string, err error) {
	main, custom = "word/document.xml", "docProps/custom.xml"
	const rels = "_rels/.rels"
	if !x.archive.Has(rels) {
		return main, custom, nil
	}
	err = x.each(rels, func(kind tags.Kind) error {
		if kind != tags.Start || string(x.scan.Name()) != "Relationship" {
			return nil
		}
		url, _ := x.scan.Attr("Type")
		target, _ := x.scan.Attr("Target")
		if mode, _ := x.scan.Attr("TargetMode"); mode == "External" || len(target) > 1024 {
			return nil
		}
		switch path.Base(url) {
		case "officeDocument":
			main = target
		case "custom-properties":
			custom = target
		}
		return nil
	})
	return main, custom, err
}

// custom reads the custom properties.
func (x *reader) custom(part string) error {
	name := ""
	return x.each(part, func(kind tags.Kind) error {
		switch {
		case kind == tags.Start && string(x.scan.Name()) == "property":
			name, _ = x.scan.Attr("name")
		case kind == tags.Text && name != "" && len(x.out.Properties) < maxProperties:
			s, err := x.keep(x.scan.Text())
			if err != nil {
				return err
			}
			if s = strings.TrimSpace(s); s != "" {
				x.out.Properties[name] += s
			}
		}
		return nil
	})
}

func (x *reader) keep(b []byte) (string, error) {
	if x.left -= len(b); x.left < 0 {
		return "", words.Refuse("docx.long", maxText>>20)
	}
	return string(b), nil
}

// left out are elements with what is in them: drawings and text boxes, what was deleted or moved away, properties as they were before, what
// other programs show instead.
var leftOut = map[string]bool{"drawing": true, "pict": true, "object": true, "txbxContent": true, "del": true, "moveFrom": true, "pPrChange": true,
	"rPrChange": true, "tblPrChange": true, "trPrChange": true, "tcPrChange": true, "sectPrChange": true, "numberingChange": true, "Fallback": true, "sdtPr": true,
	"instrText": true, "delText": true, "ruby": true}

// text reads the paragraphs.
func (x *reader) text(part string) error {
	b := &builder{reader: x}
	skip := 0 // the depth of the element that is left out; 0: none
	err := x.each(part, func(kind tags.Kind) error {
		s := x.scan
		if skip > 0 {
			if kind == tags.End && s.Depth() < skip {
				skip = 0
			}
			return nil
		}
		if kind == tags.Start {
			name := string(s.Name())
			if name == "del" && b.properties > 0 {
				b.joined = true // the mark at the paragraph's end was deleted
			}
			if name == "del" || name == "ins" || name == "moveFrom" {
				x.out.Tracked++
			}
			if leftOut[name] {
				skip = s.Depth()
				return nil
			}
			return b.start(name)
		}
		if kind == tags.End {
			return b.end(string(s.Name()))
		}
		return b.chars()
	})
	if err != nil {
		return err
	}
	return b.done()
}

// builder collects paragraphs.
type builder struct {
	*reader
	at         Paragraph
	words      strings.Builder
	open       bool // in a paragraph
	text       bool // in w:t
	tables     int  // open tables
	properties int  // open w:pPr
	joined     bool // this paragraph goes on in the next one
	next       []string
}

func (b *builder) start(name string) error {
	switch name {
	case "p":
		b.open = true
		b.at.Marks = append(b.at.Marks, b.next...)
		b.next = nil
	case "tbl":
		b.tables++
	case "pPr":
		b.properties++
	case "t":
		b.text = b.open
	case "br", "cr":
		if kind, _ := b.scan.Attr("type"); b.open && kind != "page" && kind != "column" {
			return b.paragraph()
		}
	case "tab":
		if b.open && b.properties == 0 {
			b.words.WriteByte(' ')
		}
	case "noBreakHyphen":
		b.words.WriteByte('-')
	case "commentReference":
		b.out.Comments++
	case "bookmarkStart":
		mark, _ := b.scan.Attr("name")
		if b.marks++; b.marks > maxMarks || len(mark) > 100 {
			return nil // none of ours
		}
		if b.open {
			b.at.Marks = append(b.at.Marks, mark)
		} else {
			b.next = append(b.next, mark)
		}
	}
	return nil
}

func (b *builder) end(name string) error {
	switch name {
	case "p":
		b.open, b.text = false, false
		if b.joined {
			b.joined = false
			return nil
		}
		return b.paragraph()
	case "tbl":
		b.tables--
	case "pPr":
		b.properties--
	case "t":
		b.text = false
	}
	return nil
}

func (b *builder) chars() error {
	if !b.text {
		return nil
	}
	s, err := b.keep(b.scan.Text())
	b.words.WriteString(s)
	return err
}

// paragraph ends a paragraph.
func (b *builder) paragraph() error {
	if len(b.out.Paragraphs) >= maxParagraphs {
		return words.Refuse("docx.long", maxText>>20)
	}
	b.at.Text, b.at.Table = b.words.String(), b.tables > 0
	b.out.Paragraphs = append(b.out.Paragraphs, b.at)
	b.at = Paragraph{}
	b.words.Reset()
	return nil
}

// done adds what the last deleted mark left open, and bookmarks behind all text.
func (b *builder) done() error {
	b.at.Marks = append(b.at.Marks, b.next...)
	if b.words.Len() > 0 || len(b.at.Marks) > 0 {
		return b.paragraph()
	}
	return nil
}
