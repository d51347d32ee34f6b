// Package manual is the manual in the window: its contents at the left, where one also searches in it by text or pinyin, and the chapter at
// hand beside them.
//
//	book, err := manual.Read("zh-Hans")
//	v := manual.New(book, says)
//	v.Open("onsite") // the section of that name
//
// The text is assets/manual, of which only a part of Markdown is read: what the package there names. There is no emphasis within a
// paragraph and no link within a sentence, so that a paragraph is a label like any other on screen: it wraps as they do.
//
// Each language has the same chapters, with the same names; the pictures are of the Chinese window and stand in the Chinese manual only.
package manual

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	files "kaohe/assets/manual"
)

// Kind of a block.
type Kind int

// The kinds of blocks.
const (
	Heading Kind = iota
	Text
	Step    // of a procedure, with its Number
	Point   // of a list
	Notice  // what must not be overlooked
	Way     // leads To a section
	Picture // the file To; Text says what it shows
	Table   // Rows, the first of which are the columns' names
	Sample  // what is typed as it stands
)

// Block is what stands below another.
type Block struct {
	Kind   Kind
	Text   string
	Level  int    // of a heading: 1 is the chapter's
	Number int    // of a step
	To     string // of a way, the name of a section; of a picture, the file's name
	Rows   [][]string
}

// Section is a heading with what stands below it, up to the next.
type Section struct {
	Name   string // by which it is led to; unique in a book
	Title  string
	Level  int
	Blocks []Block // the heading is the first
}

// Plain is the section as text, a line for each block and each row of a table.
func (s Section) Plain() string {
	var lines []string
	for _, x := range s.Blocks {
		switch x.Kind {
		case Step:
			lines = append(lines, fmt.Sprintf("%d. %s", x.Number, x.Text))
		case Table:
			for _, r := range x.Rows {
				lines = append(lines, strings.Join(r, "\t"))
			}
		case Picture, Way:
		default:
			lines = append(lines, x.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// Chapter is a file.
type Chapter struct {
	Sections []Section // the first is the chapter's own
}

// Title of the chapter.
func (c Chapter) Title() string { return c.Sections[0].Title }

// Book is the manual.
type Book struct{ Chapters []Chapter }

// Read reads the manual of a language. The error names what is not of the part of Markdown that is read.
func Read(language string) (*Book, error) {
	names, err := fs.Glob(files.Files, language+"/*.md")
	if err != nil {
		return nil, err
	}
	b := &Book{}
	for _, name := range names { // in the order of their names
		source, err := files.Files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		c, err := parse(source, plainName(name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		b.Chapters = append(b.Chapters, c)
	}
	return b, nil
}

// plainName is what a chapter's file is called, without the number by which chapters are in their order.
func plainName(file string) string {
	return strings.TrimLeft(strings.TrimSuffix(path.Base(file), ".md"), "0123456789-")
}

// Find is where a section stands; false where there is none of that name.
func (b *Book) Find(name string) (chapter, section int, ok bool) {
	for i, c := range b.Chapters {
		for j, s := range c.Sections {
			if s.Name == name {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// parse reads a chapter. Sections without a name of their own have the file's, and their place in it.
func parse(source []byte, file string) (Chapter, error) {
	r := &reader{source: source}
	doc := markdown.Parse(text.NewReader(source))
	var c Chapter
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		blocks, name := r.block(n)
		for _, x := range blocks {
			if x.Kind == Heading {
				switch {
				case name != "":
				case len(c.Sections) == 0:
					name = file
				default:
					name = fmt.Sprintf("%s-%d", file, len(c.Sections))
				}
				c.Sections = append(c.Sections, Section{Name: name, Title: x.Text, Level: x.Level})
			}
			if len(c.Sections) == 0 {
				return c, fmt.Errorf("a chapter begins with its title")
			}
			s := &c.Sections[len(c.Sections)-1]
			s.Blocks = append(s.Blocks, x)
		}
	}
	return c, r.err
}

// reader takes the parser's nodes apart.
type reader struct {
	source []byte
	err    error // the first thing that is not read here
}

func (r *reader) refuse(n ast.Node, why string) {
	if r.err == nil {
		r.err = fmt.Errorf("%s %q: %s", n.Kind(), r.plain(n), why)
	}
}

// block is what a node of the document says, and the name of a heading.
func (r *reader) block(n ast.Node) (out []Block, name string) {
	switch n := n.(type) {
	case *ast.Heading:
		return []Block{{Kind: Heading, Level: n.Level, Text: r.plain(n)}}, r.name(n)
	case *ast.Paragraph:
		return r.paragraph(n), ""
	case *ast.List:
		return r.list(n), ""
	case *ast.Blockquote:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			out = append(out, Block{Kind: Notice, Text: r.plain(c)})
		}
		return out, ""
	case *tables.Table:
		return []Block{{Kind: Table, Rows: r.rows(n)}}, ""
	case *ast.FencedCodeBlock:
		return []Block{{Kind: Sample, Text: strings.TrimRight(string(n.Lines().Value(r.source)), "\n")}}, ""
	}
	r.refuse(n, "is nothing that the window shows")
	return nil, ""
}

// paragraph is text, or ways and pictures, a line each.
func (r *reader) paragraph(p ast.Node) (out []Block) {
	for n := p.FirstChild(); n != nil; n = n.NextSibling() {
		switch x := n.(type) {
		case *ast.Link:
			out = append(out, Block{Kind: Way, Text: r.plain(x), To: target(string(x.Destination))})
		case *ast.Image:
			out = append(out, Block{Kind: Picture, Text: r.plain(x), To: path.Base(string(x.Destination))})
		}
	}
	said := strings.TrimSpace(r.plain(p))
	if len(out) == 0 {
		return []Block{{Kind: Text, Text: said}}
	}
	only := ""
	for _, b := range out {
		only += b.Text
	}
	if strings.ReplaceAll(said, " ", "") != strings.ReplaceAll(only, " ", "") {
		r.refuse(p, "a link or picture stands in a line of its own")
	}
	return out
}

// target is the name to which a link leads: what follows its #, or the file's.
func target(to string) string {
	file, name, _ := strings.Cut(to, "#")
	if name != "" {
		return name
	}
	return plainName(file)
}

func (r *reader) list(l *ast.List) (out []Block) {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		for n, first := item.FirstChild(), true; n != nil; n, first = n.NextSibling(), false {
			if _, isList := n.(*ast.List); isList {
				r.refuse(n, "a list stands in no other")
				continue
			}
			b := Block{Kind: Point, Text: r.plain(n)}
			if blocks := r.paragraph(n); len(blocks) > 0 && blocks[0].Kind != Text {
				out = append(out, blocks...)
				continue
			}
			if l.IsOrdered() {
				b.Kind, b.Number = Step, number
			}
			if !first {
				r.refuse(n, "a step or point is one paragraph")
			}
			out = append(out, b)
		}
		number++
	}
	return out
}

func (r *reader) rows(t ast.Node) (out [][]string) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, r.plain(c))
		}
		out = append(out, cells)
	}
	return out
}

// name is that of <a id="name"></a>.
func (r *reader) name(n ast.Node) string {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.RawHTML); ok {
			if _, rest, ok := strings.Cut(string(h.Segments.Value(r.source)), `id="`); ok {
				name, _, _ := strings.Cut(rest, `"`)
				return name
			}
		}
	}
	return ""
}

// plain is the text of a node. Lines of Chinese are joined without a space.
func (r *reader) plain(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(r.source))
			if c.SoftLineBreak() && c.NextSibling() != nil && c.Segment.Len() > 0 && r.source[c.Segment.Stop-1] < 0x80 {
				b.WriteByte(' ')
			}
		case *ast.RawHTML:
		case *ast.Emphasis:
			r.refuse(c, "no word is emphasised")
		default:
			b.WriteString(r.plain(c))
		}
	}
	return b.String()
}
