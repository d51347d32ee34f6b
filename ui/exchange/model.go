package exchange

import (
	"slices"
	"strconv"

	"kaohe/app/book"
	"kaohe/ui/theme"
)

// Row of the list: a line of the plan, or a notice about the workbook as a whole.
type Row struct {
	Key    string
	State  string // added, changed, clearing, conflict, refused, note
	Ticked bool
	line   *book.Line
	note   *book.Problem
}

// Sheet that the row is about.
func (r Row) Sheet() string {
	if r.line != nil {
		return r.line.Sheet
	}
	return r.note.Sheet
}

// Takes tells whether the row can be ticked.
func (r Row) Takes() bool { return r.line != nil && r.line.State != book.Refused }

// The states, in the order of their filters: what needs a person first.
var states = []string{"conflict", "refused", "clearing", "note", "added", "changed"}

var stateNames = map[book.State]string{book.Added: "added", book.Changed: "changed", book.Conflict: "conflict", book.Refused: "refused"}

var signs = map[string]theme.State{"added": theme.Done, "changed": theme.Info, "conflict": theme.Conflict, "refused": theme.Refused, "clearing": theme.Warning, "note": theme.Warning}

// State is what the page shows of a plan.
type State struct {
	Rows   []Row
	Sheets []string
	All    int
	Ticked int // over all sheets, shown or not
	Same   int
}

// Read makes a page of a plan, of one sheet or, if that is empty, of all.
func Read(p *book.Plan, sheet string) State {
	st := State{Same: p.Same}
	add := func(r Row) {
		st.All++
		if r.Sheet() != "" && !slices.Contains(st.Sheets, r.Sheet()) {
			st.Sheets = append(st.Sheets, r.Sheet())
		}
		if sheet == "" || sheet == r.Sheet() {
			st.Rows = append(st.Rows, r)
		}
	}
	for i := range p.Problems {
		add(Row{Key: "p" + strconv.Itoa(i), State: "note", note: &p.Problems[i]})
	}
	for i, l := range p.Lines {
		if l.Ticked {
			st.Ticked++
		}
		if l.Because == nil { // else it is counted below the one that it follows from
			add(Row{Key: strconv.Itoa(i), State: stateOf(p, l), Ticked: l.Ticked, line: l})
		}
	}
	return st
}

// stateOf is a line's state; what empties cells is a group of its own where it is much.
func stateOf(p *book.Plan, l *book.Line) string {
	if p.Clearing > 0 && l.Clears > 0 {
		return "clearing"
	}
	return stateNames[l.State]
}

// tickAll ticks what is new or changed of the rows that are shown, or unticks all of them. A conflict is ticked one by one only: each is
// a decision; and so is what empties cells, unless nothing else is shown.
func tickAll(rows []Row, on bool) {
	only := !slices.ContainsFunc(rows, func(r Row) bool { return r.State != "clearing" })
	for _, r := range rows {
		if r.line != nil && (!on || r.State == "added" || r.State == "changed" || r.State == "clearing" && only) {
			r.line.Ticked = on
		}
	}
}
