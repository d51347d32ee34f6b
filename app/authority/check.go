package authority

import (
	"bytes"
	"slices"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// founding checks the vault's first record, for which nobody else vouches: the founder's card, signed with its own key, and the laptop's.
func (j *Judge) founding(n *node) Reason {
	if n == nil {
		return Unproven
	}
	var founder *Card
	for _, f := range n.facts {
		if f.card != nil && f.signed.By == f.card.Person && f.signed.fits(f.card.Key, f.signed.Sig, TagCard) {
			founder, f.signer = f.card, *f.card
		}
	}
	for _, f := range n.facts {
		switch {
		case !f.legible():
			return Illegible
		case founder == nil, len(f.vault()) != 0, !f.signed.fits(founder.Key, f.signed.Sig, f.tag):
			return Unproven
		case f.card != nil:
			f.voice = f.card.Person
		}
	}
	return Counts
}

// check judges one statement in the context of its record's past. It fills in the fields of f that hold the result.
func (j *Judge) check(c *context, f *fact) Reason {
	f.replaces, f.signers, f.again, f.own, f.first, f.was, f.use = f.named, nil, false, false, false, nil, nil
	if !f.legible() {
		return Illegible
	}
	if !bytes.Equal(f.vault(), j.vault[:]) {
		return Unproven
	}
	if f.signed.guest() {
		return j.checkUse(c, f)
	}
	signers, why := j.signers(c, f)
	if why != Counts {
		return why
	}
	f.signers = signers
	if c.stood[f.digest] {
		f.again = true
		return Counts
	}
	switch {
	case f.card != nil:
		return f.checkCard(c, signers)
	case f.device != nil:
		if why := may(signers, schema.Enrol); why != Counts {
			return why
		}
		return f.follows(c.devices[ledger.Device(f.device.Device)], f.device.Format)
	case f.revoke != nil:
		return f.checkRemoval(c, signers)
	case f.invite != nil:
		return f.checkInvite(c, signers)
	case f.withdraw != nil:
		return may(signers, schema.Enrol)
	case f.sign != nil:
		return f.checkSign(c, signers)
	case f.adopt != nil:
		if r, here := j.log.Record(ledger.Hash(f.adopt.Record)); here && c.frozen && writesStandard(r) {
			return WasFrozen
		}
		return may(signers, schema.Adopt)
	}
	if f.edition.Person != f.signed.By || f.edition.Act != schema.Freeze && f.edition.Act != schema.Version {
		return Unproven
	}
	return may(signers, f.edition.Act)
}

// signer is one person who has signed a statement, with the role and key of that moment. voice is the person for whom they count where two
// officers are needed: an officer whom another one entered, or whose PIN another one reset, counts as that other one until a leader has
// signed their card.
type signer struct {
	id       string
	role     Role
	key      []byte
	voice    string
	recovery bool
}

// signers checks all signatures of a statement: that of By and those of Also.
func (j *Judge) signers(c *context, f *fact) ([]signer, Reason) {
	var out []signer
	for i, x := range append([]CoSigner{{f.signed.By, f.signed.Sig}}, f.signed.Also...) {
		s := signer{id: x.By, key: c.recovery, recovery: x.By == ""}
		if !s.recovery {
			p := c.person(x.By)
			if p == nil {
				return nil, Unproven
			}
			s.role, s.key, s.voice = p.Role, p.Key, c.voice(x.By)
			if i == 0 {
				f.signer = *p
			}
		}
		if !j.fits(f, s.key, x.Sig) {
			return nil, Unproven
		}
		if slices.ContainsFunc(out, func(o signer) bool { return o.id == s.id }) {
			return nil, Unproven // the same person twice does not count as two
		}
		out = append(out, s)
	}
	return out, Counts
}

// fits verifies a signature. The result is cached.
func (j *Judge) fits(f *fact, key, sig []byte) bool {
	at := signature{f.digest, string(key), string(sig), f.tag}
	ok, known := j.signed[at]
	if !known {
		ok = f.signed.fits(key, sig, f.tag)
		j.signed[at] = ok
	}
	return ok
}

// may tells whether a signer may do something. The recovery key may change the roster and nothing else.
func (s signer) may(act Act) bool {
	return s.recovery && act == schema.Enrol || schema.May(s.role, act)
}

func may(signers []signer, act Act) Reason {
	if slices.ContainsFunc(signers, func(s signer) bool { return !s.may(act) }) {
		return NotRole
	}
	return Counts
}

// follows checks that a statement names exactly what was in force before it. One of format 1 names nothing and follows what its author saw.
func (f *fact) follows(l *line, format int) Reason {
	stood := l.digests()
	if format < Format {
		f.replaces = stood
		return Counts
	}
	return sameSet(f.named, stood)
}

func sameSet(a, b []ledger.Hash) Reason {
	if len(a) != len(b) || slices.ContainsFunc(a, func(h ledger.Hash) bool { return !slices.Contains(b, h) }) {
		return Misplaced
	}
	return Counts
}

// checkCard checks that nobody alone grants a role above their own or changes the key of somebody above them. People may change their own
// key. Until a leader has signed anything, the officer who sets up the round may name those who lead it, but not themselves.
func (f *fact) checkCard(c *context, signers []signer) Reason {
	x, l := f.card, c.people[f.card.Person]
	f.was = c.person(x.Person)
	if !schemaRole(x.Role) || len(x.Key) != 0 && len(x.Key) != 32 {
		return Illegible
	}
	f.own = f.was != nil && len(signers) == 1 && signers[0].id == x.Person && onlyKey(x, f.was)
	if why := may(signers, schema.Enrol); !f.own && why != Counts {
		return why
	}
	stands := x.Role
	if f.was != nil && f.was.Role.Above(stands) {
		stands = f.was.Role
	}
	f.first = !f.own && !c.led && l == nil && !reach(signers, stands)
	if !f.own && !f.first && !reach(signers, stands) {
		return TooHigh
	}
	f.voice = signers[0].voice
	if f.first || reach(signers, Leader) {
		f.voice = x.Person
	}
	return f.follows(l, x.Format)
}

// onlyKey tells whether a card changes nothing of a person but the key.
func onlyKey(x, was *Card) bool {
	return x.Role == was.Role && x.Name == was.Name && x.Agency == was.Agency
}

func schemaRole(r Role) bool { return slices.Contains(schema.Roles, r) }

// checkRemoval checks that nobody alone removes somebody who is, or ever was, above them. Any officer may remove a laptop: a lost one can't
// wait, and its owner only has to enrol again.
func (f *fact) checkRemoval(c *context, signers []signer) Reason {
	if why := may(signers, schema.Enrol); why != Counts {
		return why
	}
	l := c.devices[deviceOf(f.revoke.Device)]
	if f.revoke.Person != "" {
		if l = c.people[f.revoke.Person]; l == nil {
			return Misplaced
		}
		if !reach(signers, l.height()) {
			return TooHigh
		}
	}
	f.replaces = l.digests()
	return Counts
}

// checkSign checks that a sign-off or reopening follows what is in force for its phase.
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
	return sameSet(f.named, c.phases[spot{st.District, st.Phase}].digests())
}

func deviceOf(b []byte) (d ledger.Device) {
	copy(d[:], b)
	return d
}
