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

// Rows are the items of all districts or of one: overdue first, then what is still to be done, each by deadline.
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

// urgency is 0 for what is overdue, 2 for what needs nothing more, 1 for the rest.
func (r Row) urgency() int {
	switch {
	case r.Time.Late():
		return 0
	case r.State == assess.RectClosed || r.State == assess.RectCarried:
		return 2
	}
	return 1
}

// byDeadline orders by deadline; what has none comes last.
func byDeadline(x, y Row) int {
	of := func(r Row) string { return cmp.Or(string(r.Deadline), "9999") }
	return cmp.Compare(of(x), of(y))
}

func byDistrict(x, y Row) int { return cmp.Compare(x.At, y.At) }

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
