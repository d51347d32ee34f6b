package authority_test

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// What the plain model says of invitations.

func (k *known) spoke(id string) bool {
	return slices.ContainsFunc(k.all, func(s *saying) bool {
		return slices.ContainsFunc(s.hands, func(h hand) bool { return h.id == id })
	})
}

func (k *known) led() bool {
	return slices.ContainsFunc(k.all, func(o *saying) bool { return len(o.hands) > 0 && o.hands[0].role == authority.Leader })
}

func (s *saying) invite(k *known, b *authority.Invitation, may bool) authority.Reason {
	if !may {
		return authority.NotRole
	}
	p, _ := k.person(b.Person)
	if p == nil {
		return authority.Misplaced
	}
	s.was = p
	if !reaches(s.hands, p.Role) {
		if s.first = !k.led() && !k.spoke(b.Person); !s.first {
			return authority.TooHigh
		}
	}
	s.watch = []ledger.Device{s.rec.Device}
	for _, r := range k.m.order {
		if slices.Contains(s.watch, r.Device) {
			continue
		}
		for _, id := range append(k.everybody(), "") {
			p, _ := k.person(id)
			officer := id == "" || p != nil && schema.May(p.Role, schema.Enrol) // "": nobody's name, so it works only where all do
			if works, _ := k.worksOn(r.Device, nil, id); works && officer {
				s.watch = append(s.watch, r.Device)
				break
			}
		}
	}
	return ""
}

func (k *known) everybody() (out []string) {
	for _, s := range k.all {
		if c, ok := s.body.(*authority.Card); ok {
			out = append(out, c.Person)
		}
	}
	return out
}

func (m *model) checkUse(k *known, s *saying) authority.Reason {
	var inv *saying
	for _, o := range k.all {
		if _, ok := o.body.(*authority.Invitation); ok && fmt.Sprint("invite/", o.digest()) == s.signed.By &&
			(inv == nil || bytes.Compare(o.rec.ID[:], inv.rec.ID[:]) < 0) {
			inv = o
		}
	}
	if inv == nil || len(s.signed.Also) > 0 {
		return authority.Unproven
	}
	x := inv.body.(*authority.Invitation)
	if !ed25519.Verify(x.Key, append([]byte(s.tag), s.signed.Body...), s.signed.Sig) {
		return authority.Unproven
	}
	withdrawn, used := false, false
	for _, o := range k.all {
		s.again = s.again || o.digest() == s.digest() || slices.Contains(o.replaces, s.digest())
		w, ok := o.body.(*authority.Withdrawal)
		withdrawn = withdrawn || ok && ledger.Hash(w.Invitation) == inv.digest()
		used = used || o.use != nil && o.use.digest() == inv.digest()
	}
	if s.again {
		return ""
	}
	s.use, s.replaces = inv, s.named
	switch {
	case withdrawn:
		return authority.Withdrawn
	case used:
		return authority.Spent
	case s.rec.Stamp.Time().UnixMilli() > x.Until:
		return authority.Expired
	}
	switch b := s.body.(type) {
	case *authority.DeviceCard:
		_, enrolled := k.worksOn(s.rec.Device, nil, "")
		if s.rec.Author != x.Person || !bytes.Equal(b.Device, s.rec.Device[:]) || b.Shared || b.Until != 0 || b.Format < 2 || enrolled ||
			strings.Join(b.People, "/") != x.Person || len(b.People) != 1 {
			return authority.Beyond
		}
		return k.names(s, ofDevice(b.Device))
	case *authority.Card:
		return m.useCard(k, s, b)
	}
	return authority.Beyond
}

func (m *model) useCard(k *known, s *saying, b *authority.Card) authority.Reason {
	x := s.use.body.(*authority.Invitation)
	was, _ := k.person(x.Person)
	s.was = was
	laptop := slices.ContainsFunc(m.says[s.rec.ID], func(o *saying) bool {
		_, ok := o.body.(*authority.DeviceCard)
		return ok && o.signed.By == s.signed.By
	})
	if !laptop || b.Person != x.Person || was == nil || len(b.Key) != 32 || b.Format < 2 || was.Role != b.Role || was.Name != b.Name || was.Agency != b.Agency {
		return authority.Beyond
	}
	if s.use.first && k.spoke(x.Person) || !s.use.reachesTo(was.Role) {
		return authority.TooHigh
	}
	s.voice = s.use.hands[0].voice
	if s.use.first || reaches(s.use.hands, authority.Leader) {
		s.voice = x.Person
	}
	return k.names(s, ofPerson(b.Person))
}

func (k *known) names(s *saying, about func(any) bool) authority.Reason {
	stands := k.stands(about)
	for _, o := range stands {
		if !slices.Contains(s.named, o.digest()) {
			return authority.Misplaced
		}
	}
	if len(stands) != len(s.named) {
		return authority.Misplaced
	}
	return ""
}

func (s *saying) reachesTo(role authority.Role) bool {
	return reaches(s.hands, role) || s.first && height(role) <= height(s.was.Role)
}

// outgrown: the invited person stands higher, or has spoken, by something concurrent with the card that the invitation signed.
func (s *saying) outgrown(use, q *saying) (why []authority.Reason) {
	mine, ok := use.body.(*authority.Card)
	if !ok {
		return nil
	}
	if c, ok := q.body.(*authority.Card); ok && c.Person == mine.Person && !s.reachesTo(c.Role) {
		why = append(why, authority.TooHigh)
	}
	if s.first && slices.ContainsFunc(q.hands, func(h hand) bool { return h.id == mine.Person }) {
		why = append(why, authority.TooHigh)
	}
	return why
}

// lostUse: the invitation that a record uses was withdrawn without accepting it, or is used by a concurrent record too that is not seen later.
func (m *model) lostUse(r *ledger.Record, news []*saying) (why []authority.Reason) {
	for _, s := range m.says[r.ID] {
		if s.use == nil || s.again {
			continue
		}
		for _, q := range news {
			if w, ok := q.body.(*authority.Withdrawal); ok && ledger.Hash(w.Invitation) == s.use.digest() && q.rec != r && !m.pasts[r.ID][q.rec.ID] {
				f, _ := authority.FrontierOf(w.Accepts)
				if !m.inside(f)[r.ID] {
					why = append(why, authority.Withdrawn)
				}
			}
			if q.use != nil && q.use.digest() == s.use.digest() && m.concurrent(q.rec, r) &&
				!(m.witnessed(s.use, r, q.rec) && !m.witnessed(s.use, q.rec, r)) {
				why = append(why, authority.Spent)
			}
		}
	}
	return why
}

// witnessed: a record of a laptop that watches the invitation has seen a and not b.
func (m *model) witnessed(inv *saying, a, b *ledger.Record) bool {
	return slices.ContainsFunc(m.order, func(w *ledger.Record) bool {
		forked := slices.ContainsFunc(m.order, func(o *ledger.Record) bool { return o.Device == w.Device && o.Seq == w.Seq && o.ID != w.ID })
		return !forked && w.Device != a.Device && w.Device != b.Device && slices.Contains(inv.watch, w.Device) && m.pasts[w.ID][a.ID] && !m.pasts[w.ID][b.ID]
	})
}
