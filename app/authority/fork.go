package authority

import (
	"slices"

	"kaohe/app/ledger"
)

// astray tells whether a record lies on a branch of a forked chain that no removal of its laptop accepts. A fork is the proof that a laptop's
// key writes in two places; which of the two is the laptop no reader can know, so that neither counts until an officer has said.
func (j *Judge) astray(r *ledger.Record) bool {
	split := j.log.ForkedAt(r.Device)
	return split > 0 && r.Seq >= split && !slices.ContainsFunc(j.accepts[r.Device], func(q *fact) bool { return q.accepts(j.log, q.revoke.Accepts, r) })
}

// decided finds removals that count and are about forked laptops: what these accept of the branches counts. It returns true if there are new
// ones; then all is to be settled again, and what they accept may bring out more. What was found once stays: otherwise a removal that is
// beaten by what it lets in would flicker.
func (j *Judge) decided() (more bool) {
	for _, n := range j.nodes {
		if n.verdict != Counts {
			continue
		}
		for _, f := range n.facts {
			if f.revoke == nil || f.again || f.revoke.Person != "" {
				continue
			}
			d := ledger.Device(f.revoke.Device)
			if j.log.Forked(d) && !slices.Contains(j.accepts[d], f) {
				j.accepts[d], more = append(j.accepts[d], f), true
			}
		}
	}
	return more
}
