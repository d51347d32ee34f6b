package authority

import (
	"bytes"
	"maps"
	"slices"
	"sort"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// settle finds the records that are beaten by records they had not seen. A record that beats another may itself be beaten, so the search
// closes in from both sides: most is the set that is beaten if every possible winner counts, least the set that is surely beaten. It ends
// when least no longer grows; nearly always the two are then equal. If not, the records between them beat each other in a ring, such as
// two officers who remove each other. Of a ring only the records that narrow count.
func (j *Judge) settle() {
	least := map[ledger.Hash]Reason{}
	for {
		j.evaluate(least)
		most := union(least, j.losers())
		if len(most) == 0 {
			break
		}
		j.evaluate(most)
		surely := union(least, j.losers())
		maps.DeleteFunc(surely, func(id ledger.Hash, _ Reason) bool { return most[id] == Counts })
		if len(surely) == len(least) || len(surely) == len(most) {
			j.evaluate(j.withoutNarrowing(most, surely))
			break
		}
		least = surely
	}
	j.removals = j.rivals().removals
}

func union(a, b map[ledger.Hash]Reason) map[ledger.Hash]Reason {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// withoutNarrowing removes from most the records of a ring that narrow, so that they count.
func (j *Judge) withoutNarrowing(most, least map[ledger.Hash]Reason) map[ledger.Hash]Reason {
	for _, n := range j.nodes {
		if _, sure := least[n.rec.ID]; !sure && n.narrows() {
			delete(most, n.rec.ID)
		}
	}
	return most
}

// narrows tells whether a record does nothing but remove somebody, withdraw invitations, or change the key of the person who signs it.
func (n *node) narrows() bool {
	return len(n.facts) == len(n.rec.Ops) && !slices.ContainsFunc(n.facts, func(f *fact) bool { return f.revoke == nil && f.withdraw == nil && !f.own })
}

// losers returns the records that are beaten by records which count at present.
func (j *Judge) losers() map[ledger.Hash]Reason {
	x, out := j.rivals(), map[ledger.Hash]Reason{}
	j.removals = x.removals
	for _, n := range j.nodes {
		if n.merit != Counts || n.rec.ID == j.vault {
			continue
		}
		switch {
		case j.removed(n.rec):
			out[n.rec.ID] = Removed
		case x.outdated(n):
			out[n.rec.ID] = OldKey
		case x.demoted(n):
			out[n.rec.ID] = NotRole
		case x.tooHigh(n):
			out[n.rec.ID] = TooHigh
		case x.withdrawn(n):
			out[n.rec.ID] = Withdrawn
		case x.spent(n):
			out[n.rec.ID] = Spent
		}
	}
	return out
}

// rivals holds the statements that count and can beat others, by the person they are about.
type rivals struct {
	judge       *Judge
	removals    []*fact
	withdrawals []*fact
	uses        map[ledger.Hash][]*node // records that use an invitation, by its digest
	keys        map[string]*beside      // cards that replace a person's key
	lower       map[string]*beside      // cards that lower a person's role
	cards       map[string]*beside      // all cards of a person
	led         *beside                 // statements signed by leaders
	spoke       map[string]*beside      // all statements that a person signed
}

func (j *Judge) rivals() *rivals {
	x := &rivals{judge: j, keys: map[string]*beside{}, lower: map[string]*beside{}, cards: map[string]*beside{}, led: j.beside(),
		uses: map[ledger.Hash][]*node{}, spoke: map[string]*beside{}}
	for _, n := range j.nodes {
		if n.verdict != Counts {
			continue
		}
		for _, f := range n.facts {
			if !f.again {
				x.add(f)
			}
		}
	}
	return x
}

func (x *rivals) add(f *fact) {
	if f.signer.Role == Leader {
		x.led.add(f)
	}
	for _, s := range f.signers {
		x.into(x.spoke, s.id, f)
	}
	if f.use != nil && !slices.Contains(x.uses[f.use.digest], f.node) {
		x.uses[f.use.digest] = append(x.uses[f.use.digest], f.node)
	}
	switch {
	case f.revoke != nil:
		x.removals = append(x.removals, f)
	case f.withdraw != nil:
		x.withdrawals = append(x.withdrawals, f)
	case f.card != nil:
		x.into(x.cards, f.card.Person, f)
		if f.was != nil && !bytes.Equal(f.was.Key, f.card.Key) {
			x.into(x.keys, f.card.Person, f)
		}
		if f.was != nil && f.was.Role.Above(f.card.Role) {
			x.into(x.lower, f.card.Person, f)
		}
	}
}

func (x *rivals) into(m map[string]*beside, person string, f *fact) {
	if m[person] == nil {
		m[person] = x.judge.beside()
	}
	m[person].add(f)
}

// beside finds the statements that are concurrent with a record.
type beside struct {
	log    *ledger.State
	chains map[ledger.Device][]*fact // by number
}

func (j *Judge) beside() *beside { return &beside{j.log, map[ledger.Device][]*fact{}} }

func (b *beside) add(f *fact) { b.chains[f.rec.Device] = append(b.chains[f.rec.Device], f) }

// any tells whether a statement that ask accepts is concurrent with n. On a chain without a fork the concurrent ones are neighbours.
func (b *beside) any(n *node, ask func(*fact) bool) bool {
	if b == nil {
		return false
	}
	for d, list := range b.chains {
		if !b.log.Forked(d) && !b.log.Forked(n.rec.Device) {
			from := sort.Search(len(list), func(i int) bool { return !n.past.Has(list[i].rec) })
			list = list[from:]
			list = list[:sort.Search(len(list), func(i int) bool { return list[i].node.past.Has(n.rec) })]
		}
		if slices.ContainsFunc(list, func(f *fact) bool {
			return f.node != n && !n.past.Has(f.rec) && !f.node.past.Has(n.rec) && ask(f)
		}) {
			return true
		}
	}
	return false
}

// outdated tells whether a record is signed with a key that a concurrent card replaces.
func (x *rivals) outdated(n *node) bool {
	return slices.ContainsFunc(n.facts, func(f *fact) bool {
		return slices.ContainsFunc(f.hands(), func(s signer) bool {
			return x.keys[s.id].any(n, func(c *fact) bool { return !bytes.Equal(s.key, c.card.Key) })
		})
	})
}

// demoted tells whether a record does what only officers may, in the name of somebody whose role a concurrent card lowers.
func (x *rivals) demoted(n *node) bool {
	all := func(*fact) bool { return true }
	return n.freezes && x.lower[n.rec.Author].any(n, all) || slices.ContainsFunc(n.facts, func(f *fact) bool {
		return !f.own && slices.ContainsFunc(f.hands(), func(s signer) bool { return x.lower[s.id].any(n, all) })
	})
}

// tooHigh tells whether a record is about a person whom a concurrent card puts above its signers, or appoints somebody by the rule that
// ends when a leader signs anything, concurrently with such a signature. Not having seen something gives nobody more rights.
func (x *rivals) tooHigh(n *node) bool {
	return slices.ContainsFunc(n.facts, func(f *fact) bool {
		who := ""
		switch {
		case f.again, f.own:
			return false
		case f.use != nil:
			return f.card != nil && x.guestTooHigh(n, f)
		case f.card != nil:
			who = f.card.Person
		case f.revoke != nil:
			who = f.revoke.Person
		case f.invite != nil:
			who = f.invite.Person
		}
		return x.cards[who].any(n, func(c *fact) bool { return !reach(f.signers, c.card.Role) }) ||
			f.first && x.led.any(n, func(*fact) bool { return true })
	})
}

// guestTooHigh tells whether a concurrent card puts an invited person above what the invitation reaches, or the person has signed something
// concurrently and so ended an invitation that only works until then.
func (x *rivals) guestTooHigh(n *node, f *fact) bool {
	who := f.card.Person
	return x.cards[who].any(n, func(c *fact) bool { return !f.use.grants(c.card.Role) }) ||
		f.use.first && x.spoke[who].any(n, func(*fact) bool { return true })
}

// hands returns the signers of a statement, or none if it only repeats another.
func (f *fact) hands() []signer {
	if f.again {
		return nil
	}
	return f.signers
}

// removed tells whether a valid removal beats a record.
func (j *Judge) removed(r *ledger.Record) bool {
	return slices.ContainsFunc(j.removals, func(q *fact) bool { return j.beats(q, r) })
}

func (j *Judge) beats(q *fact, r *ledger.Record) bool {
	if q.rec.ID == r.ID || !q.revoke.aims(r) && !q.revoke.signed(j.byID[r.ID]) {
		return false
	}
	return !q.accepts(j.log, q.revoke.Accepts, r) && !j.log.Past(r).Has(q.rec)
}

// accepts tells whether a record is inside the frontier that a removal or withdrawal accepts.
func (f *fact) accepts(log *ledger.State, accepts []Tip, r *ledger.Record) bool {
	if f.inside == nil {
		frontier, _ := FrontierOf(accepts)
		f.inside = log.Inside(frontier)
	}
	return f.inside(r)
}

// aims tells whether a removal is about the laptop or the author of a record.
func (x *Revocation) aims(r *ledger.Record) bool {
	return x.Person != "" && x.Person == r.Author || bytes.Equal(x.Device, r.Device[:])
}

// signed tells whether a removal is about somebody who signed a statement in a record.
func (x *Revocation) signed(n *node) bool {
	return n != nil && x.Person != "" && slices.ContainsFunc(n.facts, func(f *fact) bool {
		return slices.ContainsFunc(f.hands(), func(s signer) bool { return s.id == x.Person })
	})
}

// Reach tells whether some officers, given by ID, may together decide about a person with a role: one of them is not below it, or two of
// them have voices of their own (see signer). An empty ID stands for the recovery key.
func (j *Judge) Reach(role Role, by ...string) bool {
	var all []signer
	for _, id := range by {
		s := signer{id: id, voice: j.now.voice(id), recovery: id == ""}
		if p := j.now.person(id); p != nil {
			s.role = p.Role
		}
		all = append(all, s)
	}
	return reach(all, role)
}

// Height returns the highest role that a person ever had. It counts when they are removed, because that removes what they did in it.
func (j *Judge) Height(person string) Role { return j.now.people[person].height() }

// reach tells whether signers may decide about a role: one of them is not below it, or two of them have different voices.
func reach(signers []signer, role Role) bool {
	return slices.ContainsFunc(signers, func(s signer) bool {
		return s.recovery || !role.Above(s.role) || s.voice != signers[0].voice
	})
}

// opens tells whether an edition signed in the record allows what the record writes to a frozen standard. An edition of format 1 names no
// writes; it allows them in the first record that contains it.
func (n *node) opens() bool {
	return slices.ContainsFunc(n.facts, func(f *fact) bool {
		return f.edition != nil && f.edition.Act == schema.Version && !f.again && (f.edition.Writes == nil || f.names(n.rec))
	})
}

// names tells whether an edition names exactly the writes of a record to the standard.
func (f *fact) names(r *ledger.Record) bool {
	var own []ledger.Op
	for i := range r.Ops {
		if toStandard(r.Ops[i].Entity) {
			own = append(own, r.Ops[i])
		}
	}
	return bytes.Equal(f.edition.Writes, WritesHash(own))
}

// bound tells whether everything that the record writes was signed by the person by: statements, and an edition of the standard together
// with the removal of its draft. Otherwise a statement copied from another record could carry other writes in its signer's name.
func (n *node) bound(by string) bool {
	edition := slices.ContainsFunc(n.facts, func(f *fact) bool {
		return f.edition != nil && f.signed.By == by && !f.again && f.names(n.rec)
	})
	return !slices.ContainsFunc(n.rec.Ops, func(op ledger.Op) bool {
		if controls(&op) && op.Entity != "std" || edition && toStandard(op.Entity) {
			return false
		}
		at := schema.Parse(op.Entity)
		dropped := op.Field == "begun" && op.Value == ledger.Of(false) || op.Field == "gone" && op.Value == ledger.Of(true)
		return !edition || at.District != "" || at.Group() != "nstd" || !dropped
	})
}

// toStandard tells whether an entity belongs to the round's own standard and is not a statement about it.
func toStandard(entity string) bool {
	if len(entity) < 3 || entity[:3] != "std" {
		return false
	}
	at := schema.Parse(entity)
	return at.Group() == "std" && at.Key != "std/sign"
}

func writesStandard(r *ledger.Record) bool {
	return slices.ContainsFunc(r.Ops, func(op ledger.Op) bool { return toStandard(op.Entity) })
}
