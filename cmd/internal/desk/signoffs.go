package desk

import (
	"slices"

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

// VaultCheck is the verdict on a vault: every record, every statement, forks, and records of devices that nobody enrolled.
type VaultCheck struct {
	Records, Forks, Held int
	SignOffs             []SignOffCheck
}

// Check verifies the whole vault. Faults: those of vault.VerifyAll.
func (d *Desk) Check() (*VaultCheck, error) {
	c := &VaultCheck{Forks: d.View().Forks, Held: d.View().Held, SignOffs: d.SignOffs()}
	return c, d.Vault.VerifyAll(func(done, _ int) { c.Records = done })
}

// OK tells whether every statement verifies and no device has forked.
func (c *VaultCheck) OK() bool {
	return c.Forks == 0 && !slices.ContainsFunc(c.SignOffs, func(s SignOffCheck) bool { return s.Fault != "" })
}

// Lines are the verdict in sentences.
func (c *VaultCheck) Lines() []words.Msg {
	out := []words.Msg{words.M("cli.verify.records", c.Records)}
	for _, s := range c.SignOffs {
		out = append(out, s.Line())
	}
	if c.Forks > 0 {
		out = append(out, words.M("cli.forks", c.Forks))
	}
	if c.Held > 0 {
		out = append(out, words.M("cli.held", c.Held))
	}
	if c.OK() {
		out = append(out, words.M("cli.verify.ok"))
	}
	return out
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
