package assess

import (
	"slices"
	"strings"
)

// link is something that evidence supports: a name of links, and an ID.
type link struct{ kind, id string }

// proves returns the deductions and findings that have evidence on which the signature of a phase can rest: evidence of a later phase could go
// without touching that signature.
func (d *District) proves(p Phase) map[link]bool {
	out := map[link]bool{}
	for _, x := range d.Evidence {
		if x.Phase > p {
			continue
		}
		for _, id := range x.Deductions {
			out[link{"deduction", id}] = true
		}
		for _, id := range x.Findings {
			out[link{"finding", id}] = true
		}
	}
	return out
}

// proved tells whether there is something to show for a rectification: evidence for one of its steps, or for the problem from the phase of
// rectification, or what somebody wrote down as proof.
func (f *Finding) proved(d *District) bool {
	steps := slices.Concat(f.Progress, f.Milestones)
	if slices.ContainsFunc(steps, func(s *Step) bool { return strings.TrimSpace(s.Proof) != "" }) {
		return true
	}
	return slices.ContainsFunc(d.Evidence, func(x *Evidence) bool {
		return x.Phase == Rectification && slices.Contains(x.Findings, f.ID) ||
			slices.ContainsFunc(steps, func(s *Step) bool { return slices.Contains(x.Steps, s.ID) })
	})
}
