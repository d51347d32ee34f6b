// Package report turns an assessment into documents: trees of blocks that say what stands where, not how it looks.
//
// A Document is pure data, made from one immutable state, so that the same state prints to the same bytes; package pdf lays it out
// by GB/T 9704-2012. The text of documents is Chinese, since an office's documents are; screens choose their own language.
//
// Caveats: numbers such as 一、 are part of a heading's text, and tables carry finished strings: nothing is counted or rounded
// while drawing.
package report

// Document is one printable document, A4.
type Document struct {
	Kind      string // findings, score, …: the verb's word
	Title     string // metadata and bookmark; the visible title is a Title block
	Author    string // issuing body, for metadata
	Date      Date   // the day it is dated; metadata and nothing else, so that bytes do not depend on the clock
	Sample    bool   // print 示例 across every page
	Landscape bool
	Keywords  string // ASCII, for metadata; a draw sheet carries its draw in them
	Blocks    []Block
}

// Date is a day without a zone.
type Date struct{ Year, Month, Day int }

// Block is one of Title, Subtitle, Heading, Para, Table, Signature, Gap.
type Block interface{ block() }

// Title is the document's visible title, centred, in the title face (GB/T 9704-2012 7.3.1).
type Title struct{ Text string }

// Subtitle is a centred line below the title, in the 楷 face: the district, the round, the date.
type Subtitle struct{ Text string }

// Heading is 一、 (level 1), （一） (2) or 1. (3), numbered already (7.3.3). It is never left alone at a page's foot.
type Heading struct {
	Level int
	Text  string
}

// Para is running text; First is indented by two characters as 7.3.3 asks, unless Flush. Kai sets it in the 楷 face.
type Para struct {
	Text  string
	Flush bool
	Kai   bool
}

// Align says where a column's text stands.
type Align int

// The three alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Column is one column of a table; widths are shares of the type area's width.
type Column struct {
	Head  string
	Width float64
	Align Align
}

// Row is one row. A Span row has one cell over all columns (a section's name); a Strong row is set in the 黑 face (a total).
type Row struct {
	Cells  []string
	Span   bool
	Strong bool
}

// Table repeats its head on each page; a row longer than a page is broken, others are kept whole.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
}

// Signature is the block at the end: who signed, when, and what proves it. It is never alone on a page.
type Signature struct {
	Office string   // 署名
	Date   string   // 成文日期
	Lines  []string // one per sign-off: name, role, time, digest in groups
}

// Gap is empty lines of the page's grid.
type Gap struct{ Lines int }

func (Title) block()     {}
func (Subtitle) block()  {}
func (Heading) block()   {}
func (Para) block()      {}
func (Table) block()     {}
func (Signature) block() {}
func (Gap) block()       {}
