package prepare

import (
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// planFields are the schedule's columns.
var planFields = []string{"day", "time", "what", "where", "who"}

// planState is the schedule as a register, and by day.
type planState struct {
	Rows    [][]string
	Keys    []string
	Days    []planDay
	Clashes []clash
}

// planDay is one day: how many lines, from row First.
type planDay struct {
	Day      assess.Day
	Weekday  int // 0 Sunday; -1 no day
	N, First int
	People   int
}

// clash says who is in two places at once.
type clash struct {
	words.Msg
	Entity string // of the line in this district
}

// readPlan sorts by day and time; fresh is the line that was just begun, which stays at the end until the box leaves it.
func readPlan(a *assess.Assessment, d *assess.District, fresh string) planState {
	var st planState
	people := map[string]bool{}
	for i, v := range freshLast(d.Schedule, fresh) {
		st.Rows, st.Keys = append(st.Rows, visitRow(v)), append(st.Keys, v.ID)
		if n := len(st.Days); n == 0 || st.Days[n-1].Day != v.Day {
			st.Days = append(st.Days, planDay{Day: v.Day, Weekday: weekday(v.Day), First: i})
			clear(people)
		}
		day := &st.Days[len(st.Days)-1]
		day.N++
		for _, name := range v.Names() {
			people[name] = true
		}
		day.People = len(people)
	}
	for _, c := range assess.Clashes(a, d) {
		st.Clashes = append(st.Clashes, clash{words.M("prepare.plan.clash", c.Who, string(c.Day), c.A.Time, place(d, c.A), c.B.Time, place(c.Where, c.B)), c.A.Entity})
	}
	return st
}

func freshLast(list []*assess.Visit, fresh string) []*assess.Visit {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(x, y *assess.Visit) int {
		switch {
		case x.ID == fresh && y.ID != fresh:
			return 1
		case y.ID == fresh && x.ID != fresh:
			return -1
		}
		return 0
	})
	return out
}

// visit by its ID; nil if there is none.
func visit(d *assess.District, id string) *assess.Visit {
	for _, v := range d.Schedule {
		if v.ID == id {
			return v
		}
	}
	return nil
}

func visitRow(v *assess.Visit) []string {
	return []string{string(v.Day), v.Time, v.What, v.Where, v.Who}
}

// place says where a line is: what it is about, and the district.
func place(d *assess.District, v *assess.Visit) string { return strings.TrimSpace(d.Name + v.What) }

func weekday(d assess.Day) int {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return -1
	}
	return int(t.Weekday())
}
