// Package report turns an assessment into documents: trees of blocks that say what a document contains, not how it looks.
//
// A Document is pure data made from one immutable view, so that the same view always gives the same bytes; data/pdf lays it out by
// GB/T 9704-2012. All functions are safe for concurrent use. The text of documents is Chinese, since an office's documents are; only the
// screens have other languages.
//
// Caveats: numbers such as 一、 are part of a heading's text, and tables contain finished strings: nothing is counted or rounded while
// drawing. The numbers in tags are the keys under which a printed paper carries its tree (app/reportproof): a used number must never get
// another meaning.
package report

// Document is one printable document, A4.
type Document struct {
	Kind      string    `cbor:"1,keyasint,omitempty"` // key of the kind: findings, score, …
	Title     string    `cbor:"2,keyasint,omitempty"` // for metadata and bookmark; the visible title is a Title block
	Author    string    `cbor:"3,keyasint,omitempty"` // the issuing body, for metadata
	Date      Date      `cbor:"4,keyasint,omitempty"` // the date of the document, used for metadata only; it keeps the bytes independent of the clock
	Sample    bool      `cbor:"5,keyasint,omitempty"` // print 示例 across every page
	Landscape bool      `cbor:"6,keyasint,omitempty"`
	Keywords  string    `cbor:"7,keyasint,omitempty"` // for metadata, ASCII only; a draw sheet has its data in them
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

// Head is 版头 (7.2), the part above the red line. Empty fields are left out. In a Letter the office is the only text above the line, and the
// number is below it.
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

// Block is one of Title, Subtitle, Heading, Para, Table, Signature, Gap, Addressee, Attachments, Note, Annex, Hands, Chart, Part, Pictures.
type Block interface{ block() }

// Title is the visible title, centred, in the title face (GB/T 9704-2012 7.3.1).
type Title struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Subtitle is a centred line below the title, in the 楷 face: the district, the round, the date.
type Subtitle struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Heading is 一、 (level 1), （一） (2) or 1. (3); its number is part of Text (7.3.3). It is never the last line of a page.
type Heading struct {
	Level int    `cbor:"1,keyasint,omitempty"`
	Text  string `cbor:"2,keyasint,omitempty"`
}

// Para is running text. Its first line is indented by two characters as 7.3.3 requires, unless Flush is set. Kai selects the 楷 face.
type Para struct {
	Text  string `cbor:"1,keyasint,omitempty"`
	Flush bool   `cbor:"2,keyasint,omitempty"`
	Kai   bool   `cbor:"3,keyasint,omitempty"`
}

// Align is the alignment of a column's text.
type Align int

// The three alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Column is one column of a table. Widths follow the contents; Width is a share of the whole that counts where room is left over, and gives an
// empty column room to write.
type Column struct {
	Head  string  `cbor:"1,keyasint,omitempty"`
	Width float64 `cbor:"2,keyasint,omitempty"`
	Align Align   `cbor:"3,keyasint,omitempty"`
}

// Row is one row. With Span it has one cell over all columns (the name of a section); with Strong it is set in the 黑 face (a total).
type Row struct {
	Cells  []string `cbor:"1,keyasint,omitempty"`
	Span   bool     `cbor:"2,keyasint,omitempty"`
	Strong bool     `cbor:"3,keyasint,omitempty"`
}

// Table is a table that repeats its head on each page. Rows are kept whole, except a row that is longer than a page, or so long that moving
// it to the next page would leave more than a third of a page empty.
type Table struct {
	Caption string   `cbor:"1,keyasint,omitempty"`
	Columns []Column `cbor:"2,keyasint,omitempty"`
	Rows    []Row    `cbor:"3,keyasint,omitempty"`
}

// Signature is 署名 and 成文日期, at the end. It is never on a page by itself. Papers of editions before the fourth have lines with digests below.
type Signature struct {
	Office string   `cbor:"1,keyasint,omitempty"` // 署名
	Date   string   `cbor:"2,keyasint,omitempty"` // 成文日期
	Lines  []string `cbor:"3,keyasint,omitempty"` // small and flush left; no kind has them since edition 4
	Seal   bool     `cbor:"4,keyasint,omitempty"` // leave room for a seal over office and date (7.3.5.1); otherwise they are placed by 7.3.5.2
}

// Addressee is 主送机关 (7.3.2): flush left below the title, ending with a full-width colon.
type Addressee struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Attachments is 附件说明 (7.3.4), one line below the text. The names have no number and no full stop; the layout adds the numbers.
type Attachments struct {
	Names []string `cbor:"1,keyasint,omitempty"`
}

// Note is 附注 (7.3.6), in brackets below the date. Text is without the brackets.
type Note struct {
	Text string `cbor:"1,keyasint,omitempty"`
}

// Annex begins an attachment on a new page (7.3.7) with its label (附件, 附件1) and title. The blocks after it belong to it.
type Annex struct {
	Label string `cbor:"1,keyasint,omitempty"`
	Title string `cbor:"2,keyasint,omitempty"`
}

// Hands are lines to be signed by hand: a label, a rule to write on, and room for the date. They are kept on one page.
type Hands struct {
	Labels []string `cbor:"1,keyasint,omitempty"`
}

// Part begins a page and something with page numbers of its own, such as a record; it ends at the next Part or Annex. At the foot of each of its
// pages stand the labels of Foot, each with a line to write on (核对无误　签字, 日期), and the number of the page (第1页　共2页); the pages of the
// whole document are numbered too. If it is the first block, it begins on the first page, below 版头. Titles of a part come after it.
type Part struct {
	Foot []string `cbor:"1,keyasint,omitempty"`
}

// Pictures are photos beside one another, in a row of Across cells of which Down fill a page. Each has its caption below, which stays with it.
type Pictures struct {
	Across int       `cbor:"1,keyasint,omitempty"`
	Down   int       `cbor:"2,keyasint,omitempty"`
	Items  []Picture `cbor:"3,keyasint,omitempty"` // Across at most
}

// Picture names a photo and what is drawn over it. Whoever prints the document brings the file, or a frame with a word on what is missing.
type Picture struct {
	Sum     [32]byte `cbor:"1,keyasint"`           // SHA-256 of the file
	Turn    int      `cbor:"2,keyasint,omitempty"` // degrees clockwise: 0, 90, 180, 270
	Layer   []byte   `cbor:"3,keyasint,omitempty"` // what is drawn over it, as data/picture encodes it; empty for nothing
	Called  string   `cbor:"4,keyasint,omitempty"` // its number, for the frame where the photo is missing: 佐证2-3
	Caption []string `cbor:"5,keyasint,omitempty"` // paragraphs
}

// ChartKind is how a chart's numbers are drawn.
type ChartKind int

// The kinds of charts, all with horizontal bars, so that Chinese names read well.
const (
	Bars     ChartKind = iota // one or several bars for each category
	Progress                  // one bar for each category, its parts one after another, adding up to the whole
)

// Chart is drawn in black, white and hatches, with the numbers written beside the bars.
type Chart struct {
	Caption    string    `cbor:"1,keyasint,omitempty"`
	Kind       ChartKind `cbor:"2,keyasint,omitempty"`
	Unit       string    `cbor:"3,keyasint,omitempty"` // 分, 项, %
	Categories []string  `cbor:"4,keyasint,omitempty"`
	Series     []Series  `cbor:"5,keyasint,omitempty"`
}

// Series has one value for each category, in hundredths of Unit; Missing is drawn as 无数据.
type Series struct {
	Name   string  `cbor:"1,keyasint,omitempty"`
	Values []int64 `cbor:"2,keyasint,omitempty"`
}

// Missing stands for an unknown value.
const Missing int64 = -1 << 62

// Gap is a number of empty lines.
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
func (Part) block()        {}
func (Pictures) block()    {}
