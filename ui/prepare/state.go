package prepare

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// nouns are what the tabs write.
var nouns = map[string]string{assess.TabAssign: "assign", assess.TabMaterial: "mat", assess.TabClaim: "claim", assess.TabPlan: "plan",
	assess.TabDraw: "draw"}

// tabOf is the tab that shows a place; "" where none is meant.
func tabOf(at assess.Place) string {
	if at.Tab != "" {
		return at.Tab
	}
	noun := assess.At(at.Entity).Group()
	switch noun {
	case "task":
		return assess.TabTask
	case "sub":
		return assess.TabDraw
	}
	for tab, n := range nouns {
		if n == noun {
			return tab
		}
	}
	return ""
}

// openCounts says for each tab how much is still to be done; for the schedule and the draws, how many there are.
func openCounts(a *assess.Assessment, d *assess.District) map[string]int {
	n := map[string]int{assess.TabTask: d.TaskTally(assess.Preparation).Open(), assess.TabAssign: 0, assess.TabMaterial: d.MaterialTally().Open(),
		assess.TabClaim: d.ClaimTally().Open(), assess.TabPlan: len(d.Schedule), assess.TabDraw: len(d.Draws)}
	for _, sec := range a.Standard.Sections {
		if len(d.Assigned[sec.ID]) == 0 {
			n[assess.TabAssign]++
		}
	}
	return n
}

// wanted tells whether the phase can't be signed without this item's claim.
func wanted(s *assess.Score) bool { return !s.Item.Bonus() && !s.Item.Veto() }

// assignState is the matrix: who of the team assesses which section.
type assignState struct {
	Persons  []*assess.Person
	Sections []*standard.Section
	In       [][]bool // by section, by person
	Load     []int    // sections of each person
	Points   []standard.Points
}

func readAssign(a *assess.Assessment, d *assess.District) assignState {
	s := assignState{Persons: a.Team, Sections: a.Standard.Sections, Load: make([]int, len(a.Team)), Points: make([]standard.Points, len(a.Team))}
	for _, sec := range s.Sections {
		row := make([]bool, len(a.Team))
		for i, p := range a.Team {
			if row[i] = slices.Contains(d.Assigned[sec.ID], p.ID); row[i] {
				s.Load[i]++
				s.Points[i] += sec.Points()
			}
		}
		s.In = append(s.In, row)
	}
	return s
}

// assign ticks a cell or takes the tick away.
func (s assignState) assign(d *assess.District, row, col int) *assess.Edit {
	return assess.Link("edit.assign", assess.Path(d.Entity, "assign", s.Sections[row].ID), "person", s.Persons[col].ID, !s.In[row][col])
}

// fill gives sections, by their rows, the assessors of another, in their order; nil if all of them have these.
func (s assignState) fill(a *assess.Assessment, d *assess.District, from int, rows ...int) *assess.Edit {
	e, as := assess.New("edit.assign"), d.Assigned[s.Sections[from].ID]
	for _, r := range rows {
		e.Assign(a, d, s.Sections[r].ID, as)
	}
	if len(e.Writes) == 0 {
		return nil
	}
	return e
}

// open tells whether a section has nobody.
func (s assignState) open(row int) bool { return !slices.Contains(s.In[row], true) }

// materialRow is a row of the list of materials: a section's heading or a material.
type materialRow struct {
	Key, Code, Text string
	State, Note     string
	Head            bool
	Got, All        int // of a section: received, and how many there are
}

// materialCount is how many materials are in each state.
type materialCount struct{ All, Got, Part, Missing, Open int }

// materialRows are the materials below their sections.
func materialRows(a *assess.Assessment, d *assess.District) (out []materialRow, n materialCount) {
	for _, sec := range a.Standard.Sections {
		head := materialRow{Key: "sec/" + sec.ID, Text: sec.Title, Head: true}
		var rows []materialRow
		for _, m := range d.Materials {
			i := a.Standard.Item(m.Item)
			if i == nil || i.Section != sec.ID {
				continue
			}
			head.All++
			n.count(m.State)
			if m.State == assess.MaterialGot {
				head.Got++
			}
			rows = append(rows, materialRow{Key: m.Entity, Code: i.Code, Text: m.Name, State: m.State, Note: m.Note})
		}
		if len(rows) > 0 {
			out = append(append(out, head), rows...)
		}
	}
	return out, n
}

func (n *materialCount) count(state string) {
	n.All++
	switch state {
	case assess.MaterialGot:
		n.Got++
	case assess.MaterialPart:
		n.Part++
	case assess.MaterialNone:
		n.Missing++
	default:
		n.Open++
	}
}

// material by its entity; nil if there is none.
func material(d *assess.District, entity string) *assess.Material {
	for _, m := range d.Materials {
		if m.Entity == entity {
			return m
		}
	}
	return nil
}

// unsigned are the districts whose preparation is not signed, so that they can still be asked for a material.
func unsigned(a *assess.Assessment) []*assess.District {
	return slices.DeleteFunc(slices.Clone(a.Districts), func(d *assess.District) bool { return d.Phases[assess.Preparation].Lock != nil })
}

// restGot marks all that was not looked at as received, in one edit.
func restGot(d *assess.District) *assess.Edit {
	e := assess.New("edit.material")
	for _, m := range d.Materials {
		if m.State == "" {
			e.Writes = append(e.Writes, assess.SetMaterial(m, assess.MaterialGot, m.Note).Writes...)
		}
	}
	return e
}

// lastOfSubs is the last draw from the district's subdistricts; nil if there is none.
func lastOfSubs(d *assess.District) *assess.Draw {
	for _, x := range slices.Backward(d.Draws) {
		for _, s := range d.Subdistricts {
			if slices.Contains(x.List, s.Name) {
				return x
			}
		}
	}
	return nil
}

// marked tells whether just those subdistricts of a draw's list are marked that it gave.
func marked(d *assess.District, x *assess.Draw) bool {
	for _, s := range d.Subdistricts {
		if slices.Contains(x.List, s.Name) && s.Drawn != slices.Contains(x.Result, s.Name) {
			return false
		}
	}
	return true
}
