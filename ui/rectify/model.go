// Package rectify is the phase of rectification (整改): the ledger of what must be put right, over all districts or in one, and the
// item at hand with its measures, progress, milestones and steps.
//
//	s := rectify.New(k)
//	s.SetDistrict("")   // the ledger over all districts (整改台账)
//	s.SetDistrict("ns") // one district's page of the phase, with its tasks and its signature too
//
// What is shown is computed by pure functions in model.go. Each step of an item (reported, closed, returned, carried over, taken up)
// is an edit that assess makes or refuses; assess.GuardRectify holds the same rules for whoever writes past this page.
package rectify

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/pinyin"
	"kaohe/app/words"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Row is one line of the ledger.
type Row struct {
	Key      string // the finding's entity
	District string // ID
	Name     string // of the district
	Number   int    // of the problem in its district
	Problem  string
	Must     string // the requirement
	Mode     string
	Who      string // responsible office
	Deadline assess.Day
	State    string
	Begun    bool // somebody has written how it is to be put right
	Time     Time
}

// Time is how an item stands to its deadline; it says nothing once the item is closed or carried over.
type Time struct {
	Days int // left; below zero overdue
	Told bool
}

// Late tells whether the deadline has passed.
func (t Time) Late() bool { return t.Told && t.Days < 0 }

// Words of the days; ok is false where there is nothing to say.
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

// Sign of a row; never colour alone.
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

// Word is the key of its state.
func (r Row) Word() string {
	if !r.Begun {
		return "rectify.idle"
	}
	return "rectstate." + r.State
}

// Sort is an order of the ledger.
type Sort string

// The orders.
const (
	ByLate     Sort = "late" // overdue first, then what is still to be done, by deadline
	ByDeadline Sort = "deadline"
	ByDistrict Sort = "district"
)

// Sorts in the order in which they are offered.
var Sorts = []Sort{ByLate, ByDeadline, ByDistrict}

// Filter says which rows to list: those in any of the states, or overdue, or all where none is chosen.
type Filter struct {
	States     map[string]bool // a state of assess, or late
	District   string          // ID; empty: all
	Text, Keep string
	Sort       Sort
}

// Late is the key of the filter for what is overdue.
const Late = "late"

// State is the ledger as it is listed, and how many each filter would show.
type State struct {
	Rows   []Row
	Counts map[string]int
	All    int
}

// Read makes the ledger; district is the only one it is about, or empty.
func Read(a *assess.Assessment, today assess.Day, district string, f Filter) State {
	st := State{Counts: map[string]int{}}
	for _, d := range a.Districts {
		if district != "" && d.ID != district || f.District != "" && d.ID != f.District {
			continue
		}
		for i, x := range d.Standing(assess.Problem) {
			r := rowOf(d, x, i+1, today)
			st.All++
			st.Counts[r.State]++
			if r.Time.Late() {
				st.Counts[Late]++
			}
			if r.Key == f.Keep || f.lets(r) && pinyin.Match(f.Text, r.Text()) {
				st.Rows = append(st.Rows, r)
			}
		}
	}
	order(st.Rows, f.Sort)
	return st
}

func rowOf(d *assess.District, f *assess.Finding, n int, today assess.Day) Row {
	r := Row{Key: f.Entity, District: d.ID, Name: d.Name, Number: n, Problem: f.FinalNamed, Must: f.Requirement, Who: f.Responsible,
		Deadline: f.Deadline, State: f.RectState()}
	if f.Rectification != nil {
		r.Mode, r.Begun = f.Rectification.Mode, true
	}
	if f.Deadline != "" && f.Deadline.Valid() && !f.Rectification.Closed() {
		r.Time = Time{Days: widgets.Days(today, f.Deadline), Told: true}
	}
	return r
}

// Text is what a filter looks through.
func (r Row) Text() string {
	return strings.Join([]string{r.Name, r.Problem, r.Must, r.Who, string(r.Deadline)}, "\n")
}

func (f Filter) lets(r Row) bool {
	none := true
	for _, on := range f.States {
		none = none && !on
	}
	return none || f.States[r.State] || f.States[Late] && r.Time.Late()
}

// order sorts rows; equal ones stay in the order of districts and problems.
func order(rows []Row, by Sort) {
	shut := func(r Row) int {
		switch {
		case r.Time.Late():
			return 0
		case r.State == assess.RectClosed || r.State == assess.RectCarried:
			return 2
		}
		return 1
	}
	deadline := func(r Row) string {
		if r.Deadline == "" {
			return "9999"
		}
		return string(r.Deadline)
	}
	slices.SortStableFunc(rows, func(x, y Row) int {
		switch by {
		case ByDistrict:
			return 0
		case ByDeadline:
			return cmp.Compare(deadline(x), deadline(y))
		}
		return cmp.Or(cmp.Compare(shut(x), shut(y)), cmp.Compare(deadline(x), deadline(y)))
	})
}

// Steps are what may be done with an item now, by the key of its button.
func Steps(f *assess.Finding) []string {
	switch f.RectState() {
	case assess.RectReported:
		return []string{"close", "return", "carry"}
	case assess.RectClosed, assess.RectCarried:
		return []string{"takeup"}
	}
	return []string{"report", "carry"}
}
