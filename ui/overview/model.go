// Package overview is the first page: how far each district is in each phase, the scores, what is overdue, and what waits for the person at
// the keyboard. Everything on it leads to the place where it is dealt with. Use it on the UI goroutine only.
package overview

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// State is everything that the page shows. It is computed by Read and not changed.
type State struct {
	Title, Year string
	Sample      bool
	Grid        []Row
	Scores      []Score // of districts
	Chosen      string  // ID of the district whose sections are shown
	Sections    []Score
	Overdue     []assess.Todo
	Mine        []assess.Todo
	Notices     []Notice
	Nobody      bool // nobody is at the keyboard
}

// Row is the row of a district in the grid.
type Row struct {
	ID, Name string
	Cells    []Cell // in the order of the phases
}

// Cell is a phase of a district. Warn is "" or what is wrong: changed, conflict or fault.
type Cell struct {
	Phase       assess.Phase
	Status      assess.Status
	Done, Total int
	Warn        string
}

// Score is one bar: for a district or for one of its sections.
type Score struct {
	ID, Name         string
	Got, Full, Claim standard.Points
	Open             int // number of items without a mark
	Grade            string
	Range            standard.Range // of Got, while assessors disagree
}

// Notice is something about the whole vault that people should know. Grave ones are shown in red.
type Notice struct {
	words.Msg
	Grave bool
	Place assess.Place // may be empty
}

// Read returns the page's state. chosen is the ID of the district whose sections are shown; if there is no such district, it is the first.
func Read(a *assess.Assessment, who *assess.Person, today assess.Day, chosen string) State {
	s := State{Title: a.Title, Year: a.Year, Sample: a.Sample, Overdue: Overdue(a, today), Mine: assess.Agenda(a, who, today),
		Notices: notices(a), Nobody: who == nil}
	for _, d := range a.Districts {
		s.Grid = append(s.Grid, row(d))
		s.Scores = append(s.Scores, score(d))
	}
	d := a.District(chosen)
	if d == nil && len(a.Districts) > 0 {
		d = a.Districts[0]
	}
	if d != nil {
		s.Chosen, s.Sections = d.ID, sections(a, d)
	}
	return s
}

func row(d *assess.District) Row {
	r := Row{ID: d.ID, Name: d.Name}
	for _, p := range assess.Phases {
		st := &d.Phases[p]
		r.Cells = append(r.Cells, Cell{Phase: p, Status: st.Status, Done: st.Done, Total: st.Total, Warn: warn(st)})
	}
	return r
}

func warn(st *assess.PhaseState) string {
	switch {
	case slices.ContainsFunc(st.SignOffs, func(s *assess.SignOff) bool { return s.Fault != "" && s.Fault != assess.BeyondUs }):
		return "fault"
	case slices.ContainsFunc(st.SignOffs, func(s *assess.SignOff) bool { return s.Fault == assess.BeyondUs }):
		return "newer"
	case slices.ContainsFunc(st.Blockers, func(b assess.Blocker) bool { return b.Key == "block.conflict" }):
		return "conflict"
	case len(st.Changed) > 0:
		return "changed"
	}
	return ""
}

// score is the final result, which is that of the marks given on site while no ruling changed any.
func score(d *assess.District) Score {
	r := d.Final
	s := Score{ID: d.ID, Name: d.Name, Got: r.Total, Full: r.Full, Open: r.Open, Grade: d.Grade(), Range: r.Range}
	for _, x := range d.Scores {
		if x.Claimed {
			s.Claim = d.Claimed.Total
		}
	}
	return s
}

func sections(a *assess.Assessment, d *assess.District) []Score {
	var out []Score
	for _, sec := range a.Standard.Sections {
		sum := d.Final.Sections[sec.ID]
		if sum.Full == 0 {
			continue // only bonus and veto items: they are no part of the hundred points
		}
		out = append(out, Score{ID: sec.ID, Name: sec.Title, Got: sum.Got, Full: sum.Full, Open: sum.Open,
			Claim: d.Claimed.Sections[sec.ID].Got, Range: sum.Range})
	}
	return out
}

// notices returns notices about forks, held records, sign-offs that can't be verified, and conflicts.
func notices(a *assess.Assessment) []Notice {
	var out []Notice
	for _, d := range a.Districts {
		for _, p := range assess.Phases {
			for _, so := range d.Phases[p].SignOffs {
				if so.Fault == assess.BeyondUs {
					out = append(out, Notice{Grave: true, Place: assess.Place{District: d.ID, Phase: p},
						Msg: words.M("overview.newer", d.Name, words.M("phase."+p.Key()), a.Name(so.Person))})
				} else if so.Fault != "" {
					out = append(out, Notice{Grave: true, Place: assess.Place{District: d.ID, Phase: p},
						Msg: words.M("overview.fault", d.Name, words.M("phase."+p.Key()), words.M("overview.fault."+so.Fault))})
				}
			}
		}
	}
	if a.Forks > 0 {
		out = append(out, Notice{Grave: true, Msg: words.M("overview.forks", a.Forks)})
	}
	if n := len(a.Held); n > 0 {
		out = append(out, Notice{Msg: words.M("overview.held", n), Place: assess.Place{Tab: "held"}})
	}
	if n := len(a.Disputed); n > 0 {
		out = append(out, Notice{Msg: words.M("overview.disputed", n), Place: assess.Place{Tab: "conflicts"}})
	}
	return out
}
