// Package book says what a workbook of an assessment holds and what taking one in would change. It knows nothing of files: package
// sheet reads and writes them.
//
//	assessment -> Export -> Book -> (sheet.Write) -> a file in an office -> (sheet.Read) -> Grid -> Take -> Plan -> assess.Edit
//
// A workbook that went out names the vault and the frontier at which it was made. What stood there (the base) is read out of the log
// again, so that three versions can be compared: the base, the vault's value now, and the workbook's. A cell that equals its base was
// not touched by whoever filled the workbook in. A workbook of another vault, or made by hand, has no base: there, an empty cell says
// nothing, and any other cell is what its writer wants.
//
// A row is an entity by its hidden 标识; without one it gets an id that follows from what names it, so that taking the same workbook
// twice changes nothing. Rows without 标识 whose name the vault knows (districts, persons, items, sections, subdistricts) are those.
//
// Caveats: a row that is missing from a workbook is not removed from the vault; nothing is ever taken away by absence. A row of which
// one cell is refused is refused whole. Texts are trimmed at their ends, on the way out as on the way in. Signatures, PINs, keys,
// the circular's text and the draft of a standard's next version are not in a workbook. A workbook's marks and deductions are
// taken as they stand: one does not follow from the other, except a mark from a count.
package book

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// Kind is what a column's cells hold.
type Kind int

// The kinds of columns.
const (
	Text   Kind = iota // one line
	Long               // wrapped lines
	Points             // two decimals; Cell.Number counts hundredths
	Count              // a whole number
	Date
	Choice // one of Choices
	Yes    // 是 or 否; empty is 否
	List   // several values of Choices or free ones, with 、 between
)

// Column of a sheet.
type Column struct {
	Head    string
	Note    string // shown at the head: what belongs here, how it is written
	Kind    Kind
	Width   float64 // in Chinese characters
	Choices []string
	From    string // instead of Choices: the sheet whose rows' names are offered (被考核单位, 考核小组, 评分标准)
	Name    bool   // the cells that name a row; a row without them is refused
	Hidden  bool   // carries what only the program needs
	Locked  bool   // written by the program (a formula, an extract for the reader); not read back
	Sum     bool   // of Points: a total stands below the last row, as a formula
}

// Cell is one cell of a Book: Text, or Number for Points (hundredths), Count, Date (days since 1899-12-30). Formula, if there is one,
// is written instead, with Number as the value it has now.
type Cell struct {
	Text    string
	Number  int64
	Is      bool // Number counts
	Formula string
}

// Sheet is one sheet.
type Sheet struct {
	Name    string
	Note    string // one sentence above the head: what the sheet is for
	Columns []Column
	Rows    [][]Cell // each as long as Columns
}

// Head says where a workbook comes from. It is kept in the workbook's custom properties.
type Head struct {
	Form     string // template, whole, field
	Vault    string // hex; empty in a template
	Frontier string // hex of the canonical frontier
	District string // of a field workbook
	Person   string // of a field workbook: whose work it is
	Title    string // of the round, for people
}

// Book is a workbook to be written.
type Book struct {
	Head   Head
	Sheets []Sheet
	Sample bool
}

// RawKind is how a cell was stored in a file that came in.
type RawKind int

// The kinds of raw cells.
const (
	RawEmpty RawKind = iota
	RawText
	RawNumber
	RawBool
	RawError // #REF!, #N/A
)

// Raw is a cell of a file that came in, before anybody said what belongs there.
type Raw struct {
	Kind    RawKind
	Text    string  // of RawText and RawError, as stored; of RawNumber as its format shows it, empty where that is the number itself
	Number  float64 // of RawNumber; 1 or 0 of RawBool
	Date    bool    // the number is formatted as a date; Number then counts days since 1899-12-30, whatever the file counts from
	Clock   bool    // the number is formatted as a time of day: the part of a day
	Percent bool    // the number is shown as a hundred times itself, in percent
	Formula bool    // computed by the program that saved it
}

// GridRow is a row that has anything in it. N counts from 1, as people see it.
type GridRow struct {
	N     int
	Cells []Raw
}

// Merge is a merged area, zero-based and inclusive.
type Merge struct{ Row, Col, LastRow, LastCol int }

// GridSheet is a sheet as it was found.
type GridSheet struct {
	Name   string
	Hidden bool
	Rows   []GridRow
	Merged []Merge
}

// Grid is a workbook as it was found.
type Grid struct {
	Head   Head // zero where the file is none of ours
	Ours   bool
	Sheets []GridSheet
}

// State of a line of a plan.
type State int

// The states.
const (
	Added    State = iota // a new row
	Changed               // cells differ, and the vault has what the workbook was made from
	Conflict              // somewhere both the vault and the workbook have moved on from the base, to different values
	Refused               // nothing of the row can be taken
)

// Diff is one cell that differs, or that is refused.
type Diff struct {
	Cell     string // C5
	Column   string // its head
	Base     string // Old and New as they are shown
	Old, New string
	Conflict bool
	Why      error // a words.Fault: why this cell can't be taken; nil if it can
}

// Line is one row of a workbook that would change something, or that is refused. It is taken whole or not at all.
type Line struct {
	Sheet  string
	Row    int
	Name   string // how people call it: 福田区 1.3
	State  State
	Diffs  []Diff
	Ticked bool // take it. At first Added and Changed are, Conflict and Refused are not, nor what belongs to Plan.Clearing

	Clears  int   // cells that it would empty
	Because *Line // it is refused for that only: it stands on it, or names the same thing that nobody knows
	Follow  int   // how many lines are refused because of this one

	writes []assess.Write
	card   *assess.Card // a person of the team; its key stays as it is
	needs  []string     // entities that another line brings into being
	makes  []string     // the entities this one brings into being
}

// Plan is what taking a workbook in would do.
type Plan struct {
	Head     Head
	Lines    []*Line
	Problems []Problem // of the workbook as a whole: a sheet or a column that is missing or unknown
	Same     int       // rows that change nothing
	Clearing int       // cells that the lines that empty some would empty, where these are so many that they are not ticked; see Clear
}

// Problem is about a sheet, a row or a cell that belongs to no line.
type Problem struct {
	Sheet string
	Cell  string // A1; empty: the sheet
	Why   words.Msg
}
