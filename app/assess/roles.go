package assess

import (
	"slices"

	"kaohe/app/schema"
)

// RoleRow is one line of the table that tells who may do what and when. Its name is the catalogue key act.<Act>.
type RoleRow struct {
	Act    Act
	Roles  []Role  // in order of rank
	PIN    bool    // the act needs the person's PIN each time
	Phases []Phase // the phases that the act belongs to; none: at any time, outside the districts
}

// May tells whether a role is in the row.
func (r RoleRow) May(role Role) bool { return slices.Contains(r.Roles, role) }

// RoleTable returns the table of who may do what in which phase. It is derived from the rules that Permit applies.
func RoleTable() []RoleRow {
	var rows []RoleRow
	for _, a := range Acts {
		rows = append(rows, RoleRow{Act: a, Roles: Who(a), PIN: NeedsPIN(a), Phases: phasesOf(a)})
	}
	return rows
}

// phasesOf returns the phases that have entities written by an act. A reopening is a statement like a signature.
func phasesOf(a Act) []Phase {
	if a == Reopen {
		a = Sign
	}
	var out []Phase
	for _, p := range Phases {
		in := func(n schema.Noun) bool {
			return n.District && n.Act == a && (n.PhaseID || n.Phase == p)
		}
		if slices.ContainsFunc(schema.Nouns, in) {
			out = append(out, p)
		}
	}
	return out
}
