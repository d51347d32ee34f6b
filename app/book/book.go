// Package book defines what a workbook of an assessment contains, and what taking one in would change. It does not read or write files:
// data/sheet does.
//
//	assessment -> Export -> Book -> (sheet.Write) -> a file in an office -> (sheet.Read) -> Grid -> Take -> Plan -> assess.Edit
//
// A workbook that was exported names the vault and the frontier at which it was made. The state at that frontier (the base) is read again
// from the log, so that three versions can be compared: the base, the vault's present value, and the workbook's value. A cell that equals
// its base was not touched by the person who filled the workbook in. A workbook of another vault, or made by hand, has no base: then an
// empty cell says nothing, and any other cell is the value that its writer wants.
//
// The hidden column 标识 tells which entity a row is. A row without it gets an ID derived from the cells that name it, so that taking in the
// same workbook twice changes nothing. If the vault has a district, person, item, section or subdistrict of that name, the row is that one.
//
// What is in a workbook and not read is named among the plan's problems: unknown sheets and columns, rows that were deleted (nothing is removed
// by absence), changed cells that only the program writes, areas merged over several columns, rows that were copied with their
// 标识 or that repeat another in every cell, comments on cells.
//
// Three sheets are there for people and are passed over: 填写说明 (guide.go), 示例 (example.go) and 汇总 (summary.go), which computes what the
// session computes. A number that was typed over a formula of 汇总 is named.
//
// Records, findings and questions keep the numbers that their writers gave them. Without 标识 a record is known by its district, number and
// recorder (in a field workbook the person whose work it is), a finding by its district and number, a question by its record and 题号, so that a
// corrected workbook changes what it made before.
//
// The sheet 佐证 is there where a vault has evidence: captions and links are read back, and a row that is none of the vault's is refused.
//
// Nothing gets another number because another row is taken: a number that something else has is refused, and one that is only a place in the
// list is written down where places shift (number.go).
//
// Caveats: a corrected question without 标识 and 题号 is a new one. A field workbook that is taken in again corrects what
// field workbooks of that person brought, whichever they were; a cell that was set back to what it was where the workbook was made says nothing. A row is refused as a whole if one of its cells is. Texts are trimmed on the way out and on the way in. Signatures, PINs, keys, the circular's text and the draft of a
// standard's next version are not part of a workbook. Marks and deductions are taken as they are: neither is derived from the other; only a
// count gives a mark.
package book

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// Kind is the kind of value in a column's cells.
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
	Share  // a number of which two decimals are shown; Cell.Number counts parts of ShareOne. Only the program writes it
)

// ShareOne is the number of parts in a one of a Share.
const ShareOne = 1e10

// Column is a column of a sheet.
type Column struct {
	Head    string
	Note    string // a comment on the head: what to fill in and in which form
	Kind    Kind
	Width   float64 // in Chinese characters
	Choices []string
	From    string // instead of Choices: the sheet that offers the names in its rows (被考核单位, 考核小组, 评分标准)
	Name    bool   // the cell belongs to the name of the row; a row without it is refused
	Hidden  bool   // contains what only the program needs
	Locked  bool   // written by the program (a formula, an extract for the reader) and not read back
	Sum     bool   // for Points: below the last row there is a formula with the sum
	Must    bool   // has to be filled in, which its head shows by its colour
}

// Look is how a single cell differs from its column's.
type Look byte

// The looks.
const (
	LookPlain Look = iota
	LookHead       // a head among the rows
	LookMust       // such a head, or a name in a row, of what has to be filled in
)

// Cell is one cell of a Book. Points (hundredths), Count and Date (days since 1899-12-30) are in Number, everything else in Text. If there
// is a Formula, it is written instead, with Number or Text as its present value.
type Cell struct {
	Text    string
	Number  int64
	Is      bool // Number is set
	Look    Look
	Formula string
}

// Sheet is one sheet.
type Sheet struct {
	Name    string
	Note    string // above the head: what the sheet is for
	Group   Group
	Aside   bool // it is written to be read: nothing is filled in, and nothing is read back
	Columns []Column
	Rows    [][]Cell // each as long as Columns
	Foot    [][]Cell // likewise, below the rows: neither sorted nor filtered with them
	Charts  []Chart
	Limits  []Limit
	Paper   int // the number of columns, from the left, that are printed; 0: all that there are
}

// Limit says which numbers a cell takes, as hundredths: those of Only, or if that is empty all from Low to High. Row and Col count from 0, among
// Rows and Columns.
type Limit struct {
	Row, Col  int
	Says      string // to people
	Only      []int64
	Low, High int64
}

// Chart is a bar chart below a sheet's table: a bar for each row, with a part for each of Columns. The first column has the bars' names.
type Chart struct {
	Title   string
	Columns []int
}

// Group is the part of the work to which a sheet belongs. Its tab has the group's colour.
type Group int

// The groups, in the order of the work.
const (
	GroupNone    Group = iota
	GroupGuide         // to be read
	GroupRound         // 基本情况
	GroupPrepare       // 准备
	GroupOnsite        // 现场考核
	GroupConsult       // 征求意见
	GroupRectify       // 整改
	GroupIssue         // 发文
)

// FirstRow is the first row of data of a written sheet, counted from 1. The heads are above it, and above these is the note.
const FirstRow = 3

// Head says where a workbook comes from. It is stored in the workbook's custom properties.
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

// RawKind is the type of a cell in a file that came in.
type RawKind int

// The kinds of raw cells.
const (
	RawEmpty RawKind = iota
	RawText
	RawNumber
	RawBool
	RawError // #REF!, #N/A
)

// Raw is a cell of a file that came in, before it is read by its column's kind.
type Raw struct {
	Kind    RawKind
	Text    string  // of RawText and RawError, as stored; of RawNumber as its format shows it, empty if that is the number itself
	Number  float64 // of RawNumber; 1 or 0 of RawBool
	Date    bool    // the number is formatted as a date; Number then counts days since 1899-12-30, even if the file counts from another day
	Clock   bool    // the number is formatted as a time of day, which is a fraction of a day
	Percent bool    // the number is formatted as a percentage: 0.95 is shown as 95%
	Formula bool    // the value was computed by the program that saved the file
}

// GridRow is a row that is not empty. N counts from 1, as people see it.
type GridRow struct {
	N      int
	Hidden bool
	Cells  []Raw
}

// Merge is a merged area, zero-based and inclusive.
type Merge struct{ Row, Col, LastRow, LastCol int }

// GridSheet is a sheet of a file that came in.
type GridSheet struct {
	Name   string
	Hidden bool
	Rows   []GridRow
	Merged []Merge
	Folded [][2]int // hidden columns, from and to, zero-based and inclusive
	Notes  []Note
}

// Note is a comment on a cell, or an answer to one, by a person.
type Note struct {
	Row, Col int // zero-based
	Text     string
}

// Grid is a workbook file that came in.
type Grid struct {
	Head   Head // zero if this program did not write the file
	Ours   bool
	Sheets []GridSheet
}

// State of a line of a plan.
type State int

// The states.
const (
	Added    State = iota // a new row
	Changed               // cells differ, and the vault still has the values of the base
	Conflict              // somewhere both the vault and the workbook have changed the base, to different values
	Refused               // nothing of the row can be taken
)

// Diff is a cell that would change or that is refused.
type Diff struct {
	Cell     string // C5
	Column   string // its head
	Base     string // the value in the base; Base, Old and New are as people read them
	Old, New string
	Conflict bool
	Why      error // a words.Fault that tells why this cell can't be taken; nil if it can
}

// Line is a row of the workbook that would change something or that is refused. It is taken as a whole or not at all.
type Line struct {
	Sheet  string
	Row    int
	Name   string // what people call it: 福田区 1.3
	State  State
	Diffs  []Diff
	Ticked bool // take it; preset for Added and Changed, except lines that Plan.Clearing counts, but not for Conflict and Refused

	Clears  int   // number of cells that it would empty
	Because *Line // the only reason of its refusal: it needs that line, or names the same unknown thing
	Follow  int   // number of lines that are refused because of this one

	writes []assess.Write
	card   *assess.Card // a person of the team, whose key stays as it is
	needs  []string     // entities that another line creates
	makes  []string     // the entities that this line creates, and the numbers that it gives up
	placed *placed      // its place among rows with numbers
}

// Plan is what taking a workbook in would do. It is not safe for concurrent use.
type Plan struct {
	Head     Head
	Lines    []*Line
	Problems []Problem // of the workbook as a whole: sheets or columns that are missing or unknown
	Same     int       // rows that change nothing
	Filled   bool      // the rows are the list's own, with values filled down
	Clearing int       // number of cells that would be emptied, if they are so many that their lines are not ticked; see Clear. Otherwise 0

	round *assess.Assessment // as it stands
}

// Problem is about a sheet, a row or a cell that belongs to no line.
type Problem struct {
	Sheet string
	Cell  string // A1; empty: the sheet
	Why   words.Msg
}
