package assess

import (
	"slices"

	"kaohe/app/schema"
)

// RoleRow is one line of the table of who may do what when; its name is act.<Act> in catalogues.
type RoleRow struct {
	Act    Act
	Roles  []Role  // in order of rank
	PIN    bool    // the person's PIN is asked each time
	Phases []Phase // in whose matter it is done; none: at any time, in no district
}

// May tells whether a role may do it.
func (r RoleRow) May(role Role) bool { return slices.Contains(r.Roles, role) }

// RoleTable is the table of who may do what in which phase, as Permit holds it: nothing of it is written down a second time.
func RoleTable() []RoleRow {
	var rows []RoleRow
	for _, a := range Acts {
		rows = append(rows, RoleRow{Act: a, Roles: Who(a), PIN: NeedsPIN(a), Phases: phasesOf(a)})
	}
	return rows
}

// phasesOf are the phases some of whose entities are written by an act. A reopening is a statement as a signature is.
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
