package assess

import "slices"

// Acts in the order in which a table shows them.
var Acts = []Act{Plan, Mark, Note, Raise, Sign, Reopen, Freeze, Version, Enrol}

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
		roles := Who(a)
		if roles == nil {
			roles = WhoStandard(a)
		}
		rows = append(rows, RoleRow{Act: a, Roles: roles, PIN: NeedsPIN(a), Phases: phasesOf(a)})
	}
	return rows
}

// NeedsPIN tells the acts that are proved by a PIN each time from daily work.
func NeedsPIN(a Act) bool { return slices.Contains([]Act{Sign, Reopen, Freeze, Version, Enrol}, a) }

// phasesOf are the phases some of whose entities are written by an act. A reopening is a statement as a signature is.
func phasesOf(a Act) []Phase {
	if a == Reopen {
		a = Sign
	}
	var out []Phase
	for _, p := range Phases {
		nouns := append([]string{"task", "sign"}, covered[p]...)
		if slices.ContainsFunc(nouns, func(noun string) bool { return ActOf(Path("d", "x", noun, "x")) == a }) {
			out = append(out, p)
		}
	}
	return out
}
