package desk

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// SignOffCheck is the verdict on one statement of a vault, as `verify --json` prints it. Fault is empty, or one of body, vault, person,
// signature, frontier, root. Changed counts what was changed under a signature that is in force.
type SignOffCheck struct {
	District string `json:"district"`
	Phase    string `json:"phase"`
	Act      string `json:"act"`
	Person   string `json:"person"`
	Day      string `json:"day"`
	Digest   string `json:"digest"`
	Covers   int    `json:"covers"`
	InForce  bool   `json:"inForce"`
	Changed  int    `json:"changed"`
	Fault    string `json:"fault,omitempty"`
}

// SignOffs are the verdicts on all statements, by district and phase.
func (d *Desk) SignOffs() []SignOffCheck {
	out := []SignOffCheck{}
	a := d.View()
	for _, x := range a.Districts {
		for _, p := range assess.Phases {
			st := &x.Phases[p]
			for _, so := range st.SignOffs {
				s := SignOffCheck{District: x.Name, Phase: p.Key(), Act: so.Act, Person: a.Name(so.Person), Day: string(so.Day()),
					Digest: so.Digest.String(), Covers: so.Count, InForce: so == st.Signed(), Fault: so.Fault}
				if s.InForce {
					s.Changed = len(st.Changed)
				}
				out = append(out, s)
			}
		}
	}
	return out
}

// Line is the verdict in one line.
func (s SignOffCheck) Line() words.Msg {
	verdict := words.M("cli.verify.good")
	switch {
	case s.Fault != "":
		verdict = words.M("cli.verify.bad." + s.Fault)
	case s.Changed > 0:
		verdict = words.M("cli.verify.changed", s.Changed)
	}
	return words.M("cli.verify.line", s.District, words.M("phase."+s.Phase), words.M("edit."+s.Act), s.Person, s.Digest, verdict)
}
