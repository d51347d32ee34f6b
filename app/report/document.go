// Package report turns an assessment into documents: trees of blocks that say what stands where, not how it looks.
//
// A Document is pure data, made from one immutable state, so that the same state prints to the same bytes; package pdf lays it out
// by GB/T 9704-2012. The text of documents is Chinese, since an office's documents are; screens choose their own language.
//
// Caveats: numbers such as 一、 are part of a heading's text, and tables carry finished strings: nothing is counted or rounded
// while drawing. The numbers in tags are what a printed paper carries its tree by (package reportproof): one that was used is never used again.
package report

// Document is one printable document, A4.
type Document struct {
	Kind      string    `cbor:"1,keyasint,omitempty"` // findings, score, …: the verb's word
	Title     string    `cbor:"2,keyasint,omitempty"` // metadata and bookmark; the visible title is a Title block
	Author    string    `cbor:"3,keyasint,omitempty"` // issuing body, for metadata
	Date      Date      `cbor:"4,keyasint,omitempty"` // the day it is dated; metadata and nothing else, so that bytes do not depend on the clock
	Sample    bool      `cbor:"5,keyasint,omitempty"` // print 示例 across every page
	Landscape bool      `cbor:"6,keyasint,omitempty"`
	Keywords  string    `cbor:"7,keyasint,omitempty"` // ASCII, for metadata; a draw sheet carries its draw in them
	Form      Form      `cbor:"8,keyasint,omitempty"`
	Head      *Head     `cbor:"9,keyasint,omitempty"`  // 版头; nil: a document without one
	Colophon  *Colophon `cbor:"10,keyasint,omitempty"` // 版记; nil: none
	Blocks    []Block   `cbor:"-"`
}

// Form is the layout of the first page.
type Form int

// The forms of GB/T 9704-2012 that are used here.
const (
	Plain  Form = iota
	Letter      // 信函格式, clause 10.1: two double red lines, number to the right, no page number on the first page
)

// Head is 版头 (7.2): what stands above the red line. Empty parts are left out. In a Letter the office stands alone above the line and
// the number below it.
type Head struct {
	Copy    string `cbor:"1,keyasint,omitempty"` // 份号, six digits (7.2.1)
	Secrecy string `cbor:"2,keyasint,omitempty"` // 密级和保密期限 (7.2.2)
	Urgency string `cbor:"3,keyasint,omitempty"` // 紧急程度 (7.2.3)
	Office  string `cbor:"4,keyasint,omitempty"` // 发文机关标志 (7.2.4), in red
	Number  string `cbor:"5,keyasint,omitempty"` // 发文字号 (7.2.5)
	Signer  string `cbor:"6,keyasint,omitempty"` // 签发人 (7.2.6), of a document that goes upwards
}

// Colophon is 版记 (7.4), at the foot of the last page. Each part may be empty.
type Colophon struct {
	CopyTo string `cbor:"1,keyasint,omitempty"` // 抄送机关
	Office string `cbor:"2,keyasint,omitempty"` // 印发机关
	Date   string `cbor:"3,keyasint,omitempty"` // 印发日期
	Copies string `cbor:"4,keyasint,omitempty"` // 印数, whole (共印50份): a line of its own below the others (7.4.3)
}

// Date is a day without a zone.
type Date struct {
	Year  int `cbor:"1,keyasint,omitempty"`
	Month int `cbor:"2,keyasint,omitempty"`
	Day   int `cbor:"3,keyasint,omitempty"`
}

// Block is one of Title, Subtitle, Heading, Para, Table, Signature, Gap, Addressee, Attachments, Note, Annex, Hands, Chart.
type Block interface{ block() }

// Title is the document's visible title, centred, in the title face (GB/T 9704-2012 7.3.1).
type Title struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Subtitle is a centred line below the title, in the 楷 face: the district, the round, the date.
type Subtitle struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Heading is 一、 (level 1), （一） (2) or 1. (3), numbered already (7.3.3). It is never left alone at a page's foot.
type Heading struct {
	Level int    `cbor:"1,keyasint,omitempty"`
	Text  string `cbor:"2,keyasint,omitempty"`
}

// Para is running text; First is indented by two characters as 7.3.3 asks, unless Flush. Kai sets it in the 楷 face.
type Para struct {
	Text  string `cbor:"1,keyasint,omitempty"`
	Flush bool   `cbor:"2,keyasint,omitempty"`
	Kai   bool   `cbor:"3,keyasint,omitempty"`
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
	Head  string  `cbor:"1,keyasint,omitempty"`
	Width float64 `cbor:"2,keyasint,omitempty"`
	Align Align   `cbor:"3,keyasint,omitempty"`
}

// Row is one row. A Span row has one cell over all columns (a section's name); a Strong row is set in the 黑 face (a total).
type Row struct {
	Cells  []string `cbor:"1,keyasint,omitempty"`
	Span   bool     `cbor:"2,keyasint,omitempty"`
	Strong bool     `cbor:"3,keyasint,omitempty"`
}

// Table repeats its head on each page. A row is broken if it is longer than a page, or so long that moving it would leave more than a third of
// a page empty; others are kept whole.
type Table struct {
	Caption string   `cbor:"1,keyasint,omitempty"`
	Columns []Column `cbor:"2,keyasint,omitempty"`
	Rows    []Row    `cbor:"3,keyasint,omitempty"`
}

// Signature is the block at the end: who signed, when, and what proves it. It is never alone on a page.
type Signature struct {
	Office string   `cbor:"1,keyasint,omitempty"` // 署名
	Date   string   `cbor:"2,keyasint,omitempty"` // 成文日期
	Lines  []string `cbor:"3,keyasint,omitempty"` // one per sign-off: name, role, time, digest in groups
	Seal   bool     `cbor:"4,keyasint,omitempty"` // leave room for a seal over office and date (7.3.5.1); otherwise they stand as 7.3.5.2 asks
}

// Addressee is 主送机关 (7.3.2): flush left below the title, ending in a full-width colon.
type Addressee struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Attachments is 附件说明 (7.3.4), one line below the text; names carry no number and no stop.
type Attachments struct {
	Names []string `cbor:"1,keyasint,omitempty"`
}

// Note is 附注 (7.3.6), in brackets below the date; the text comes without them.
type Note struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Annex begins an attachment on a page of its own (7.3.7): its label (附件, 附件1) and title; what follows belongs to it.
type Annex struct {
	Label string `cbor:"1,keyasint,omitempty"`
	Title string `cbor:"2,keyasint,omitempty"`
}

// Hands are lines to be signed by hand: a label, a rule to write on, and room for the date. They are kept together.
type Hands struct {
	Labels []string `cbor:"1,keyasint,omitempty"`
}

// ChartKind is how a chart's numbers are drawn.
type ChartKind int

// The kinds of charts, all with horizontal bars, so that Chinese names read well.
const (
	Bars     ChartKind = iota // one or several bars for each category
	Progress                  // one bar for each category, its parts one after another, adding up to the whole
)

// Chart is drawn in black, white and hatches, with its numbers written at the bars.
type Chart struct {
	Caption    string    `cbor:"1,keyasint,omitempty"`
	Kind       ChartKind `cbor:"2,keyasint,omitempty"`
	Unit       string    `cbor:"3,keyasint,omitempty"` // 分, 项, %
	Categories []string  `cbor:"4,keyasint,omitempty"`
	Series     []Series  `cbor:"5,keyasint,omitempty"`
}

// Series has one value for each category, in hundredths of Unit; a missing one (Missing) is drawn as 无数据.
type Series struct {
	Name   string  `cbor:"1,keyasint,omitempty"`
	Values []int64 `cbor:"2,keyasint,omitempty"`
}

// Missing is the value of what is not known.
const Missing int64 = -1 << 62

// Gap is empty lines of the page's grid.
type Gap struct {
	Lines int `cbor:"1,keyasint,omitempty"`
}

func (Title) block()     {}
func (Subtitle) block()  {}
func (Heading) block()   {}
func (Para) block()      {}
func (Table) block()     {}
func (Signature) block() {}
func (Gap) block()       {}

func (Addressee) block()   {}
func (Attachments) block() {}
func (Note) block()        {}
func (Annex) block()       {}
func (Hands) block()       {}
func (Chart) block()       {}
