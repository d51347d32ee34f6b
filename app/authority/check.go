package authority

import (
	"bytes"
	"slices"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// founding checks the vault's first record, which nobody else vouches for: its founder's card by its own key, and the laptop's.
func (j *Judge) founding(n *node) Reason {
	if n == nil {
		return Unproven
	}
	var founder *Card
	for _, f := range n.facts {
		if f.card != nil && f.signed.By == f.card.Person && f.signed.fits(f.card.Key, f.signed.Sig, TagCard) {
			founder, f.signedBy, f.signer = f.card, f.card.Key, *f.card
		}
	}
	for _, f := range n.facts {
		switch {
		case !f.legible():
			return Illegible
		case founder == nil, len(f.vault()) != 0, !f.signed.fits(founder.Key, f.signed.Sig, f.tag):
			return Unproven
		}
	}
	return Counts
}

// check judges one statement in the context of its record's past.
func (j *Judge) check(c *context, f *fact) Reason {
	f.signedBy, f.again = nil, false
	if !f.legible() {
		return Illegible
	}
	if !bytes.Equal(f.vault(), j.vault[:]) {
		return Unproven
	}
	signers, why := j.signers(c, f)
	if why != Counts {
		return why
	}
	if c.stood[f.digest] {
		f.again = true
		return Counts
	}
	switch {
	case f.card != nil:
		return f.checkCard(c, signers)
	case f.device != nil:
		return f.follows(c.devices[ledger.Device(f.device.Device)], f.device.Format, signers, schema.Enrol)
	case f.revoke != nil:
		return f.checkRemoval(c, signers)
	case f.sign != nil:
		return f.checkSign(c, signers)
	case f.adopt != nil:
		return may(signers, schema.Adopt)
	}
	if f.edition.Person != f.signed.By || f.edition.Act != schema.Freeze && f.edition.Act != schema.Version {
		return Unproven
	}
	return may(signers, f.edition.Act)
}

// signer is one of those who have signed a statement, as of the statement. The recovery key may do what any officer may.
type signer struct {
	id       string
	role     Role
	recovery bool
}

// signers checks the signatures: that of By, and of each who signs along.
func (j *Judge) signers(c *context, f *fact) ([]signer, Reason) {
	var out []signer
	for i, x := range append([]CoSigner{{f.signed.By, f.signed.Sig}}, f.signed.Also...) {
		s := signer{id: x.By, recovery: x.By == ""}
		key := c.recovery
		if !s.recovery {
			p := c.person(x.By)
			if p == nil {
				return nil, Unproven
			}
			s.role, key = p.Role, p.Key
			if i == 0 {
				f.signer = *p
			}
		}
		if !j.fits(f, key, x.Sig) {
			return nil, Unproven
		}
		if i == 0 {
			f.signedBy = key
		}
		if slices.ContainsFunc(out, func(o signer) bool { return o.id == s.id }) {
			return nil, Unproven // one person is not two
		}
		out = append(out, s)
	}
	return out, Counts
}

// fits checks a signature once.
func (j *Judge) fits(f *fact, key, sig []byte) bool {
	at := signature{f.digest, string(key), string(sig), f.tag}
	ok, known := j.signed[at]
	if !known {
		ok = f.signed.fits(key, sig, f.tag)
		j.signed[at] = ok
	}
	return ok
}

func (s signer) may(act Act) bool { return s.recovery || schema.May(s.role, act) }

func may(signers []signer, act Act) Reason {
	if slices.ContainsFunc(signers, func(s signer) bool { return !s.may(act) }) {
		return NotRole
	}
	return Counts
}

// reach tells whether signers may do something to a role: one of them is not below it, or there are two.
func reach(signers []signer, role Role) bool {
	return len(signers) > 1 || slices.ContainsFunc(signers, func(s signer) bool { return s.recovery || !role.Above(s.role) })
}

// follows checks that a statement names exactly what stood before it. One of format 1 names nothing; it follows what its author saw.
func (f *fact) follows(l *line, format int, signers []signer, act Act) Reason {
	if why := may(signers, act); why != Counts {
		return why
	}
	stood := l.digests()
	if format < Format {
		f.replaces = stood
		return Counts
	}
	return sameSet(f.replaces, stood)
}

func sameSet(a, b []ledger.Hash) Reason {
	if len(a) != len(b) || slices.ContainsFunc(a, func(h ledger.Hash) bool { return !slices.Contains(b, h) }) {
		return Misplaced
	}
	return Counts
}

// checkCard holds that nobody grants a role above their own, nor changes the key of one who stands above, alone. A person may change
// their own key. Until a leader has signed anything, an officer who
// sets up the round may name those who lead it, but not themselves.
func (f *fact) checkCard(c *context, signers []signer) Reason {
	x, l := f.card, c.people[f.card.Person]
	was := c.person(x.Person)
	if !schemaRole(x.Role) || len(x.Key) != 0 && len(x.Key) != 32 {
		return Illegible
	}
	own := was != nil && len(signers) == 1 && signers[0].id == x.Person && x.Role == was.Role && x.Name == was.Name && x.Agency == was.Agency
	if own {
		if x.Format < Format {
			f.replaces = l.digests()
			return Counts
		}
		return sameSet(f.replaces, l.digests())
	}
	if why := f.follows(l, x.Format, signers, schema.Enrol); why != Counts {
		return why
	}
	stands := x.Role
	if was != nil && was.Role.Above(stands) {
		stands = was.Role
	}
	first := !c.led && l == nil
	if !first && !reach(signers, stands) {
		return TooHigh
	}
	return Counts
}

func schemaRole(r Role) bool { return slices.Contains(schema.Roles, r) }

// checkRemoval holds that nobody takes out one who stands above, alone. A laptop is taken out by any officer: it costs its owner a new
// enrolment, and may not wait.
func (f *fact) checkRemoval(c *context, signers []signer) Reason {
	if why := may(signers, schema.Enrol); why != Counts {
		return why
	}
	if f.revoke.Person == "" {
		f.replaces = append(f.replaces, c.devices[ledger.Device(f.revoke.Device)].digests()...)
		return Counts
	}
	if p := c.person(f.revoke.Person); p != nil && !reach(signers, p.Role) {
		return TooHigh
	}
	f.replaces = append(f.replaces, c.people[f.revoke.Person].digests()...)
	return Counts
}

// checkSign holds that a sign-off or reopening follows what stands under its phase.
func (f *fact) checkSign(c *context, signers []signer) Reason {
	st := f.sign
	act := schema.Sign
	if st.Act == ActReopen {
		act = schema.Reopen
	}
	if st.Person != f.signed.By {
		return Unproven
	}
	if why := may(signers, act); why != Counts {
		return why
	}
	return sameSet(f.replaces, c.phases[spot{st.District, st.Phase}].digests())
}
