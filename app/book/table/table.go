// Package table takes a department's own scoring table, as it was found in a workbook, into a standard.
//
// Such tables agree in nothing but that somewhere there is a head row, below it a row for each item, and a column with points. A Mapping
// says where; Propose guesses one, a person mends it, and Take shows at once what would come of it: sections, items, sums, what is left
// out and what is doubtful. Nothing is written before Result.Edit.
//
//	GridSheet -> Propose -> Mapping -> (a person) -> Take -> Result -> Edit
//
// What holds:
//
//   - A merged cell counts for all its rows. Rows that share one merged cell of points are one item; their words are joined.
//   - A row with no text and no points of its own goes on with the item above it.
//   - A row with one text across the table begins a section; “（一）…” below it is put before the texts of the items that follow.
//   - No word is lost: what stands in no Row and no Section is in Result.Left with the reason, or in a Problem.
//   - A rule becomes more than standard.Free only if all of its text is understood.
//
// Caveats: colours, fonts and hidden columns say nothing here; a formula counts with the value that was saved with it. A standard has no item
// that only takes points off: where a table has a column for that alone, such items come without points and are told as problems. Rules by
// percent and by tiers are not recognised; they come as free ones.
package table

import (
	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Field is what a column holds. Several columns may hold the same: texts are joined, of points the cell that is filled counts.
type Field string

// The fields. None is a column that is not taken.
const (
	None        Field = ""
	AsSection   Field = "section"
	AsCode      Field = "code"
	AsText      Field = "text"
	AsPoints    Field = "points"
	AsBonus     Field = "bonus" // points that only add
	AsRule      Field = "rule"
	AsBasis     Field = "basis"
	AsMaterials Field = "materials"
	AsNote      Field = "note" // put behind the item's text, in brackets
)

// Fields in the order in which they are offered.
var Fields = []Field{AsSection, AsCode, AsText, AsPoints, AsBonus, AsRule, AsBasis, AsMaterials, AsNote, None}

// Mapping says how a sheet is read. Rows count from 1, columns from 0.
type Mapping struct {
	Sheet   string        `json:"sheet"`
	Head    int           `json:"head"` // the first row of the head; 0: there is none
	First   int           `json:"first"`
	Last    int           `json:"last"` // 0: to the end
	Columns map[int]Field `json:"columns"`
}

// On gives the columns of a remembered mapping to another sheet, which has its own rows.
func (m Mapping) On(now Mapping) Mapping {
	now.Columns = m.Columns
	return now
}

// Result is what a sheet becomes.
type Result struct {
	Title    string // what stands above the head; may be empty
	Sections []Section
	Rows     []Row
	Sum      standard.Points // of all items but those that only add
	Bonus    standard.Points // of those
	Left     []Left
	Problems []Problem
}

// Section as it will be.
type Section struct {
	Title  string // without its number and its points
	As     string // as it is written
	Row    int
	Stated standard.Points // what is written behind its title, if Says
	Says   bool
	Sum    standard.Points
}

// Row is an item as it will be.
type Row struct {
	Row       int // its first row in the sheet
	Section   int // index in Sections
	Code      string
	Text      string
	Points    standard.Points
	RuleText  string // as it is written
	Rule      standard.Rule
	Basis     string
	Materials []string
}

// Left is a text that is not taken. Col is -1 where it is a whole row.
type Left struct {
	Row, Col int
	Text     string
	Why      words.Msg
}

// Problem is something doubtful. Row 0 is the table as a whole, Col -1 a whole row. One that Blocks has to be mended first.
type Problem struct {
	Row, Col int
	Why      words.Msg
	Blocks   bool
}

// Blocked is the first problem that has to be mended before the table can be taken; nil if there is none.
func (r Result) Blocked() *Problem {
	for i := range r.Problems {
		if r.Problems[i].Blocks {
			return &r.Problems[i]
		}
	}
	return nil
}

// Cells shows a sheet as it is found.
type Cells struct{ s *sheet }

// Open makes a sheet's cells ready.
func Open(g *book.GridSheet) Cells { return Cells{newSheet(g)} }

// Text of a cell, trimmed, through merged areas downwards; row counts from 1, col from 0.
func (c Cells) Text(row, col int) string { return c.s.text(c.s.shows(spot{row, col})) }

// Columns is how many there are.
func (c Cells) Columns() int { return c.s.cols }

// Rows that have anything, from the top; not to be written to.
func (c Cells) Rows() []int { return c.s.order }
