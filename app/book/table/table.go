// Package table turns a department's own scoring table, as it is found in a workbook, into a standard.
//
// Such tables have only this in common: somewhere there is a row of heads, a row for each item below it, and a column with points. A
// Mapping says where. Propose guesses one, a person corrects it, and Take shows at once what the result would be: sections, items, sums,
// what is left out and what is doubtful. Only Result.Edit makes an edit of it.
//
//	GridSheet -> Propose -> Mapping -> (a person) -> Take -> Result -> Edit
//	[]GridSheet -> Find -> tables of one standard -> Join -> Result -> Edit
//
// The rules:
//
//   - A merged cell counts for all its rows. Rows that share one merged cell of points are one item; their words are joined.
//   - A row with no text and no points of its own goes on with the item above it.
//   - A row with one text across the table begins a section, as does one whose code the codes below go on from (1 above 1.1), or with a Han
//     number; points in it are the sum that the section should have. “（一）…” below it is put before the texts of the items that follow, and
//     so is a column of sections where rows across the table name them already.
//   - What is hidden is not taken, and named. So are codes that Excel made dates of, and tables that Find leaves out.
//   - No word is lost: what stands in no Row and no Section is in Result.Left with the reason, or in a Problem.
//
// A rule's text is read as clauses, each a condition with an effect (clause.go); conditions are read for what they count or measure
// (measure.go), and the clauses together make a kind of rule (rule.go, grade.go). What no one rule can say stays standard.Free with its
// text. Row.Unsure says where a person has to look: where the text says more than the rule, leaves out what the rule wants, or may be
// meant in another way. What is not marked was understood whole.
//
// Caveats: colours and fonts say nothing here; a formula counts with the value that was saved with it. A standard has no item that only
// takes points off: such items come without points and are told as problems. Measures of which less is better (辍学率1%以下) are free, since
// tiers only rise. A percentage that no text names is left out for a person to add.
package table

import (
	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Field is what a column contains. Several columns may have the same field: texts are joined; of points the cell that is filled in counts.
type Field string

// The fields. None is a column that is left out.
const (
	None        Field = ""
	AsSection   Field = "section"
	AsCode      Field = "code"
	AsText      Field = "text"
	AsPoints    Field = "points"
	AsBonus     Field = "bonus"  // points that only add
	AsStated    Field = "stated" // points of the section, to check its sum
	AsRule      Field = "rule"
	AsBasis     Field = "basis"
	AsMaterials Field = "materials"
	AsNote      Field = "note" // added to the item's text, in brackets
)

// Fields lists the fields in the order in which they are offered.
var Fields = []Field{AsSection, AsCode, AsText, AsPoints, AsBonus, AsStated, AsRule, AsBasis, AsMaterials, AsNote, None}

// Mapping says how a sheet is read. Rows count from 1, columns from 0.
type Mapping struct {
	Sheet   string        `json:"sheet"`
	Head    int           `json:"head"` // the first row of the head; 0: there is none
	First   int           `json:"first"`
	Last    int           `json:"last"`           // 0: to the end
	From    int           `json:"from,omitempty"` // rows above it and, if it is not 0, below Until belong to other tables
	Until   int           `json:"until,omitempty"`
	Columns map[int]Field `json:"columns"`
}

// On applies the columns of a remembered mapping to another sheet, of which now is the proposed mapping with its own rows.
func (m Mapping) On(now Mapping) Mapping {
	now.Columns = m.Columns
	return now
}

// Result is the standard that a sheet gives.
type Result struct {
	Title    string // the text above the head; may be empty
	Sections []Section
	Rows     []Row
	Sum      standard.Points // of all items except those that only add
	Bonus    standard.Points // of the items that only add
	Left     []Left
	Problems []Problem
}

// Section is a section of the result.
type Section struct {
	Title  string // without its number and its points
	As     string // as it is written in the sheet
	Row    int
	Stated standard.Points // the points written behind its title, if Says
	Says   bool
	Sum    standard.Points
}

// Row is an item of the result.
type Row struct {
	Sheet     string // named where there are several
	Row       int    // its first row in the sheet
	Section   int    // index in Sections
	Code      string
	Text      string
	Points    standard.Points
	RuleText  string // as it is written in the sheet
	Rule      standard.Rule
	Unsure    words.Msg // why a person should look at the rule; without a key there is no need
	Basis     string
	Materials []string
}

// Left is a text that is not taken. Col is -1 where it is a whole row. Sheet is named where there are several.
type Left struct {
	Sheet    string
	Row, Col int
	Text     string
	Why      words.Msg
}

// Problem is something doubtful. Row 0 means the whole table, Col -1 a whole row. One that Blocks has to be corrected before Edit.
type Problem struct {
	Sheet    string // named where there are several
	Row, Col int
	Why      words.Msg
	Blocks   bool
}

// Counted is how many items have a rule of a kind.
type Counted struct {
	Kind  standard.Kind
	Items int
}

// Kinds counts the items by the kind of their rule, in the order of standard.Kinds, without kinds that no item has.
func (r Result) Kinds() []Counted {
	var out []Counted
	for _, k := range standard.Kinds {
		c := Counted{Kind: k}
		for _, x := range r.Rows {
			if x.Rule.Kind == k {
				c.Items++
			}
		}
		if c.Items > 0 {
			out = append(out, c)
		}
	}
	return out
}

// Unsure counts the items whose rule a person should look at.
func (r Result) Unsure() int {
	n := 0
	for _, x := range r.Rows {
		if x.Unsure.Key != "" {
			n++
		}
	}
	return n
}

// At says where a text stood.
func (l Left) At() words.Msg { return at(l.Sheet, l.Row) }

// At says where a problem is.
func (p Problem) At() words.Msg { return at(p.Sheet, p.Row) }

func at(sheet string, row int) words.Msg {
	switch {
	case row == 0 && sheet == "":
		return words.M("table.at.table")
	case row == 0:
		return words.M("table.at.sheet", sheet)
	case sheet == "":
		return words.M("table.at.row", row)
	}
	return words.M("table.at.both", sheet, row)
}

// Blocked returns the first problem that prevents Edit, or nil.
func (r Result) Blocked() *Problem {
	for i := range r.Problems {
		if r.Problems[i].Blocks {
			return &r.Problems[i]
		}
	}
	return nil
}

// Cells gives access to the texts of a sheet, for showing it.
type Cells struct{ s *sheet }

// Open reads a sheet.
func Open(g *book.GridSheet) Cells { return Cells{newSheet(g)} }

// Text returns the text of a cell, trimmed; a merged area shows its text in all its rows. row counts from 1, col from 0.
func (c Cells) Text(row, col int) string { return c.s.text(c.s.shows(spot{row, col})) }

// Columns returns the number of columns.
func (c Cells) Columns() int { return c.s.cols }

// Rows returns the numbers of the rows that are not empty, from the top. The caller must not change the slice.
func (c Cells) Rows() []int { return c.s.order }
