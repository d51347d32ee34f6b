package onsite

import (
	"kaohe/app/assess"
)

// visitState is 抽查街道: the drawn subdistricts, each with its checklist, and how they compare.
type visitState struct {
	Subs    []visited
	Checks  []compared
	Spread  int // checks on which subdistricts differ
	Open    int // looks without a verdict
	Several bool
}

// visited is one drawn subdistrict.
type visited struct {
	ID, Name string
	Rows     []lookRow
	Done     int
	Tally    map[assess.Verdict]int
	Records  []*assess.Record
}

// lookRow is one check in one subdistrict.
type lookRow struct {
	Check   string // ID
	Number  int
	Text    string
	Verdict assess.Verdict
	Note    string
}

// compared is one check over all drawn subdistricts.
type compared struct {
	ID, Text string
	Number   int
	Subs     []string // IDs
	Counts   map[assess.Verdict]int
	Differs  bool
	Verdicts []assess.Verdict // by subdistrict
}

func visitOf(a *assess.Assessment, d *assess.District) visitState {
	var st visitState
	var counts []map[assess.Verdict]int
	counts, st.Spread = d.Uneven(a.Checks)
	for i, c := range a.Checks {
		st.Checks = append(st.Checks, compared{ID: c.ID, Text: c.Text, Number: i + 1, Counts: counts[i], Differs: len(counts[i]) > 1})
	}
	seen := 0
	for _, s := range d.Drawn() {
		v := visited{ID: s.ID, Name: s.Name, Tally: map[assess.Verdict]int{}, Records: d.Visits(s.ID)}
		for i, c := range a.Checks {
			row := lookRow{Check: c.ID, Number: i + 1, Text: c.Text}
			if l := d.Looks[assess.LookAt(d, s.ID, c.ID)]; l != nil {
				row.Verdict, row.Note = l.Verdict, l.Note
			}
			v.Tally[row.Verdict]++
			if row.Verdict != assess.NoVerdict {
				v.Done++
			}
			v.Rows = append(v.Rows, row)
			st.Checks[i].Subs = append(st.Checks[i].Subs, s.ID)
			st.Checks[i].Verdicts = append(st.Checks[i].Verdicts, row.Verdict)
		}
		if v.Done > 0 {
			seen++
		}
		st.Open += len(v.Rows) - v.Done
		st.Subs = append(st.Subs, v)
	}
	st.Several = seen > 1
	return st
}

func (st visitState) sub(id string) *visited {
	for i := range st.Subs {
		if st.Subs[i].ID == id {
			return &st.Subs[i]
		}
	}
	return nil
}

// next is the first check after one that has no verdict yet, round the end; empty if there is none.
func (v *visited) next(after string) string {
	at := -1
	for i, r := range v.Rows {
		if r.Check == after {
			at = i
		}
	}
	for n := range v.Rows {
		if r := v.Rows[(at+1+n)%len(v.Rows)]; r.Verdict == assess.NoVerdict && r.Check != after {
			return r.Check
		}
	}
	return ""
}

// first is the subdistrict to look at of a check: one without a verdict, else one where something is wrong.
func (c compared) first() string {
	worst := ""
	for i, v := range c.Verdicts {
		switch {
		case v == assess.NoVerdict:
			return c.Subs[i]
		case v != assess.Conforms && worst == "":
			worst = c.Subs[i]
		}
	}
	if worst == "" && len(c.Subs) > 0 {
		return c.Subs[0]
	}
	return worst
}
