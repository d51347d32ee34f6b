// Package rectify is the phase of rectification (整改): the ledger of what must be put right, over all districts or in one, and the chosen
// item with its measures, progress, milestones and steps. Use it on the UI goroutine only.
//
//	s := rectify.New(k)
//	s.SetDistrict("")   // the ledger over all districts (整改台账)
//	s.SetDistrict("ns") // one district's page of the phase, with its tasks and its signature too
//
// Pure functions in model.go compute what is shown. Each step of an item (reported, closed, returned, carried over, taken up) is an edit
// that assess makes or refuses; assess.GuardRectify applies the same rules to edits that do not come from this page.
package rectify

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/checklist"
	"kaohe/ui/theme"
)

// Row is one line of the ledger.
type Row struct {
	Key      string // the finding's entity
	District string // ID
	Name     string // of the district
	Number   int    // of the problem in its district
	Finding  string // its number among all findings there
	At       int    // its place when listed by district
	Problem  string
	Must     string // the requirement
	Mode     string
	Who      string // responsible office
	Deadline assess.Day
	State    string
	Begun    bool // somebody has written how it is to be put right
	Time     Time
}

// Time is the distance to an item's deadline; Told is false if there is nothing to tell: it has no deadline, or is closed or carried over.
type Time struct {
	Days int // days left; below zero overdue
	Told bool
}

// Late tells whether the deadline is past.
func (t Time) Late() bool { return t.Told && t.Days < 0 }

// Words returns the days in words; ok is false if there is nothing to tell.
func (t Time) Words() (m words.Msg, ok bool) {
	switch {
	case !t.Told:
		return m, false
	case t.Days < 0:
		return words.M("rectify.late", -t.Days), true
	case t.Days == 0:
		return words.M("rectify.today"), true
	}
	return words.M("rectify.left", t.Days), true
}

// Sign returns the sign of a row, so that its state is not shown by colour alone.
func (r Row) Sign() theme.State {
	switch {
	case r.State == assess.RectClosed:
		return theme.Done
	case r.State == assess.RectCarried:
		return theme.Info
	case r.Time.Late():
		return theme.Overdue
	case r.State == assess.RectReported:
		return theme.Awaiting
	case !r.Begun:
		return theme.Idle
	}
	return theme.Underway
}

// Word returns the catalogue key of the row's state.
func (r Row) Word() string {
	if !r.Begun {
		return "rectify.idle"
	}
	return "rectstate." + r.State
}

// Rows returns the items of a district, by ID, or of all (""): overdue ones first, then those still to be done, each by deadline.
func Rows(a *assess.Assessment, today assess.Day, district string) []Row {
	var out []Row
	for _, d := range a.Districts {
		if district != "" && d.ID != district {
			continue
		}
		for i, x := range d.Standing(assess.Problem) {
			r := rowOf(d, x, i+1, today)
			r.At = len(out)
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(x, y Row) int { return cmp.Or(cmp.Compare(x.urgency(), y.urgency()), byDeadline(x, y)) })
	return out
}

func rowOf(d *assess.District, f *assess.Finding, n int, today assess.Day) Row {
	r := Row{Key: f.Entity, District: d.ID, Name: d.Name, Number: n, Finding: strconv.Itoa(slices.Index(d.Findings, f) + 1), Problem: f.FinalNamed, Must: f.Requirement, Who: f.Responsible,
		Deadline: f.Deadline, State: f.RectState()}
	if f.Rectification != nil {
		r.Mode, r.Begun = f.Rectification.Mode, true
	}
	r.Time.Days, r.Time.Told = checklist.Left(f, today)
	return r
}

// Text returns the text that a filter searches.
func (r Row) Text() string {
	return strings.Join([]string{r.Name, r.Problem, r.Must, r.Who, string(r.Deadline)}, "\n")
}

// urgency returns 0 for an overdue item, 2 for one that needs nothing more, 1 for the others.
func (r Row) urgency() int {
	switch {
	case r.Time.Late():
		return 0
	case r.State == assess.RectClosed || r.State == assess.RectCarried:
		return 2
	}
	return 1
}

// byDeadline compares by deadline; items without one come last.
func byDeadline(x, y Row) int {
	of := func(r Row) string { return cmp.Or(string(r.Deadline), "9999") }
	return cmp.Compare(of(x), of(y))
}

func byDistrict(x, y Row) int { return cmp.Compare(x.At, y.At) }

// Steps returns the keys of the steps that the state of an item allows.
func Steps(f *assess.Finding) []string {
	switch f.RectState() {
	case assess.RectReported:
		return []string{"close", "return", "carry"}
	case assess.RectClosed, assess.RectCarried:
		return []string{"takeup"}
	}
	return []string{"report", "carry"}
}
