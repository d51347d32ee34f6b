package authority_test

import (
	"crypto/ed25519"
	"fmt"
	"testing"
	"time"

	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// soon is later than the stamps of a test's records.
var soon = time.UnixMilli(1000).UnixMilli()

// invited is an invitation as whoever got its code has it.
type invited struct {
	id     string
	person string
	digest ledger.Hash
}

func (i invited) guest() authority.Officer {
	key := keyOf("code " + i.id)
	return authority.Guest(i.digest, func(m []byte) []byte { return ed25519.Sign(key, m) })
}

// invite is an invitation for a person. Its ID is that of the record to be written.
func (l *laptop) invite(person string, by ...string) (ledger.Op, invited) {
	return l.inviteUntil(person, soon, by...)
}

func (l *laptop) inviteUntil(person string, until int64, by ...string) (ledger.Op, invited) {
	id := fmt.Sprintf("%d%s", len(l.has), l.name)
	x := authority.Invitation{Vault: l.vault[:], ID: id, Person: person, Key: public(keyOf("code " + id)), Until: until}
	first, also := l.officers(by)
	signed := authority.Attest(authority.TagInvite, x, first, also...)
	return set("invite/"+id, "statement", signed), invited{id, person, signed.Digest()}
}

// withdraw accepts all that the laptop has.
func (l *laptop) withdraw(i invited, by string) ledger.Op { return l.withdrawUpTo(i, l.frontier(), by) }

func (l *laptop) withdrawUpTo(i invited, accepts ledger.Frontier, by string) ledger.Op {
	x := authority.Withdrawal{Vault: l.vault[:], Invitation: i.digest[:], Accepts: authority.TipsOf(accepts)}
	return set(fmt.Sprintf("withdraw/%d%s", len(l.has), l.name), "statement", authority.Attest(authority.TagWithdraw, x, l.officer(by)))
}

// joins are the operations with which a laptop uses an invitation; the person has the key afterwards.
func (l *laptop) joins(i invited) []ledger.Op {
	key := keyOf("PIN on " + l.name)
	ops := []ledger.Op{l.enters(i, l), l.rekeys(i, public(key))}
	l.keys[i.person] = key
	return ops
}

func (l *laptop) enters(i invited, d *laptop) ledger.Op {
	c := authority.DeviceCard{Vault: l.vault[:], Device: d.dev[:], Name: d.name, Format: authority.Format, Replaces: l.judge().ReplacesLaptop(d.dev),
		People: []string{i.person}}
	return deviceCard(c, i)
}

func deviceCard(c authority.DeviceCard, i invited) ledger.Op {
	return set("device/"+ledger.Device(c.Device).String(), "card", authority.Attest(authority.TagDevice, c, i.guest()))
}

func (l *laptop) rekeys(i invited, key []byte) ledger.Op {
	c, _ := l.judge().Person(i.person)
	c.Vault, c.Person, c.Key, c.Format, c.Replaces = l.vault[:], i.person, key, authority.Format, l.judge().Replaces(i.person)
	return personCard(c, i)
}

func personCard(c authority.Card, i invited) ledger.Op {
	return set("person/"+c.Person, "card", authority.Attest(authority.TagCard, c, i.guest()))
}

// newcomer is a laptop that got all of another's records and has written nothing.
func (l *laptop) newcomer(name string) *laptop {
	n := l.laptop(name)
	l.give(n)
	return n
}

func TestInvitedLaptopWritesAtOnceAndEverybodyBelievesIt(t *testing.T) {
	w := team(t)
	a, c := w.laptop("A"), w.laptop("C")
	op, i := a.invite("li", "chen")
	asks := a.write("chen", op)
	n := a.newcomer("N")
	use := n.write("li", n.joins(i)...)
	works := n.write("li", mark(3))
	j := w.want(authority.Counts, asks, use, works)
	if p, _ := j.Person("li"); string(p.Key) != string(public(w.keys["li"])) {
		t.Error("the key is not that of the new laptop")
	}
	own, _ := n.newKey("li", "another PIN", "li")
	w.want(authority.Counts, n.write("li", own)) // the new key is really the person's
	w.share()
	w.want(authority.Counts, c.write("wen", c.remove("li", "wen")))
}

func TestInvitationAllowsNothingElse(t *testing.T) {
	w := team(t)
	a := w.laptop("A")
	op, i := a.invite("li", "chen")
	a.write("chen", op)
	strange := func(name string, author string, ops func(n *laptop) []ledger.Op) *ledger.Record {
		n := a.newcomer(name)
		return n.blindAfter(a, author, ops(n)...)
	}
	base := func(n *laptop) authority.DeviceCard {
		return authority.DeviceCard{Vault: w.vault[:], Device: n.dev[:], Name: n.name, Format: authority.Format, People: []string{"li"}}
	}
	card := func(n *laptop, change func(*authority.Card)) ledger.Op {
		c, _ := n.judge().Person("li")
		c.Vault, c.Format, c.Replaces, c.Key = w.vault[:], authority.Format, n.judge().Replaces("li"), public(keyOf("x"))
		change(&c)
		return personCard(c, i)
	}
	for what, do := range map[string]func(n *laptop) []ledger.Op{
		"shared": func(n *laptop) []ledger.Op { x := base(n); x.Shared = true; return []ledger.Op{deviceCard(x, i)} },
		"two people": func(n *laptop) []ledger.Op {
			x := base(n)
			x.People = []string{"li", "chen"}
			return []ledger.Op{deviceCard(x, i)}
		},
		"nobody": func(n *laptop) []ledger.Op { x := base(n); x.People = nil; return []ledger.Op{deviceCard(x, i)} },
		"somebody else": func(n *laptop) []ledger.Op {
			x := base(n)
			x.People = []string{"chen"}
			return []ledger.Op{deviceCard(x, i)}
		},
		"format 1":     func(n *laptop) []ledger.Op { x := base(n); x.Format = 1; return []ledger.Op{deviceCard(x, i)} },
		"other laptop": func(n *laptop) []ledger.Op { return []ledger.Op{n.enters(i, n.laptop("elsewhere"))} },
		"a role": func(n *laptop) []ledger.Op {
			return []ledger.Op{n.enters(i, n), card(n, func(c *authority.Card) { c.Role = authority.Leader })}
		},
		"a name": func(n *laptop) []ledger.Op {
			return []ledger.Op{n.enters(i, n), card(n, func(c *authority.Card) { c.Name = "chen" })}
		},
		"no key": func(n *laptop) []ledger.Op {
			return []ledger.Op{n.enters(i, n), card(n, func(c *authority.Card) { c.Key = nil })}
		},
		"key, no card": func(n *laptop) []ledger.Op { return []ledger.Op{card(n, func(*authority.Card) {})} },
		"chen's key": func(n *laptop) []ledger.Op {
			c, _ := n.judge().Person("chen")
			c.Vault, c.Format, c.Replaces, c.Key = w.vault[:], authority.Format, n.judge().Replaces("chen"), public(keyOf("x"))
			return []ledger.Op{n.enters(i, n), personCard(c, i)}
		},
		"a removal": func(n *laptop) []ledger.Op {
			x := authority.Revocation{Vault: w.vault[:], Person: "chen"}
			return []ledger.Op{n.enters(i, n), set("revoke/x", "statement", authority.Attest(authority.TagRevoke, x, i.guest()))}
		},
		"an invitation": func(n *laptop) []ledger.Op {
			x := authority.Invitation{Vault: w.vault[:], ID: "x", Person: "li", Key: public(keyOf("x")), Until: soon}
			return []ledger.Op{n.enters(i, n), set("invite/x", "statement", authority.Attest(authority.TagInvite, x, i.guest()))}
		},
	} {
		t.Run(what, func(t *testing.T) {
			w.t = t
			w.want(authority.Beyond, strange("N "+what, "li", do))
		})
	}
	w.t = t
	w.want(authority.Beyond, strange("for chen", "chen", func(n *laptop) []ledger.Op { return []ledger.Op{n.enters(i, n)} }))
	w.want(authority.Counts, strange("rightly", "li", func(n *laptop) []ledger.Op { return []ledger.Op{n.enters(i, n)} })) // and none of these used it up
}

// blindAfter writes as if the laptop had seen what another had before its newcomers.
func (l *laptop) blindAfter(a *laptop, author string, ops ...ledger.Op) *ledger.Record {
	return l.stating(stateOf(a.has).Frontier(l.dev), author, ops...)
}

func TestInvitationOfAnotherVaultIsNone(t *testing.T) {
	other := found(t, authority.Secretary) // another round, with another id
	oa := other.laptop("A")
	oa.write("chen", oa.entry("li", authority.Member, "chen"))
	op, i := oa.invite("li", "chen")
	oa.write("chen", op)
	w := team(t)
	a, b := w.laptop("A"), w.laptop("B")
	w.want(authority.Unproven, b.write("li", op))
	n := a.newcomer("N")
	w.want(authority.Unproven, n.write("li", n.enters(i, n)))
}

func TestInvitationEnds(t *testing.T) {
	w := team(t)
	a, c := w.laptop("A"), w.laptop("C")
	short, late := a.inviteUntil("li", 40, "chen")
	a.write("chen", short)
	n := a.newcomer("late")
	w.want(authority.Expired, n.put(&ledger.Record{Stamp: 41 << 16, Seen: a.frontier(), Author: "li", Ops: n.joins(late)}))
	back := a.newcomer("clock set back") // which only the withdrawal helps against
	w.want(authority.Counts, back.put(&ledger.Record{Stamp: 39 << 16, Seen: a.frontier(), Author: "li", Ops: back.joins(late)}))

	op, i := a.invite("li", "chen")
	a.write("chen", op)
	w.share()
	seen := a.frontier()
	c.write("wen", c.withdraw(i, "wen"))
	w.want(authority.Withdrawn, func() *ledger.Record { // has not seen it
		n := a.newcomer("blind")
		return n.stating(seen, "li", n.enters(i, n))
	}())
	n = c.newcomer("has seen it")
	w.want(authority.Withdrawn, n.write("li", n.enters(i, n)))
	w.share()
	again := a.write("chen", op) // the same words again open nothing
	w.want(authority.Counts, again)
	n = a.newcomer("again")
	w.want(authority.Withdrawn, n.write("li", n.enters(i, n)))
}

func TestWithdrawalLetsStandWhatItAccepts(t *testing.T) {
	w := team(t)
	a, c := w.laptop("A"), w.laptop("C")
	op, i := a.invite("li", "chen")
	a.write("chen", op)
	n := a.newcomer("N")
	use := n.write("li", n.joins(i)...)
	n.give(c)
	w.want(authority.Counts, c.write("wen", c.withdraw(i, "wen")))
	works := n.write("li", mark(1))
	w.want(authority.Counts, use, works)
	w.want(authority.NotRole, n.write("li", n.withdraw(i, "li")))
}

func TestNobodyInvitesAboveThemselvesAlone(t *testing.T) {
	w := team(t)
	a, b, c, d := w.laptop("A"), w.laptop("B"), w.laptop("C"), w.laptop("D")
	invite := func(l *laptop, person string, by ...string) *ledger.Record {
		op, _ := l.invite(person, by...)
		return l.write(by[0], op)
	}
	w.want(authority.NotRole, invite(b, "li", "li"))
	w.want(authority.TooHigh, invite(c, "chen", "wen"), invite(c, "lin", "wen"), invite(d, "chen", "lin"))
	w.want(authority.Counts, invite(c, "chen", "wen", "lin"), invite(c, "wen", "wen"), invite(d, "wen", "lin"), invite(c, "chen", ""))
	w.want(authority.Misplaced, invite(a, "zhou", "chen"))

	op, i := c.invite("li", "wen")
	c.write("wen", op)
	w.share()
	before := c.frontier()
	a.write("chen", a.entry("li", authority.Deputy, "chen"))
	n := a.newcomer("N")
	w.want(authority.TooHigh, n.write("li", n.joins(i)...)) // wen could not have given a deputy that key
	old := &laptop{world: w, name: "old", dev: ledger.Device(public(keyOf("device old"))), has: c.asOf(c.mine()[len(c.mine())-1]).has}
	w.laptops = append(w.laptops, old)
	w.want(authority.TooHigh, old.stating(before, "li", old.joins(i)...)) // nor without having seen it
}

func TestWhoInvitesAnOfficerSpeaksWithTheirVoice(t *testing.T) {
	w := team(t)
	d := w.laptop("D")
	op, i := d.invite("wen", "lin")
	d.write("lin", op)
	n := d.newcomer("N")
	w.want(authority.Counts, n.write("wen", n.joins(i)...))
	n.give(d)
	w.want(authority.TooHigh, d.write("lin", d.entry("lin", authority.Leader, "lin", "wen")))
}

func TestFounderInvitesTheLeaderUntilOneHasSigned(t *testing.T) {
	w := found(t, authority.Secretary)
	a := w.laptop("A")
	a.write("chen", a.entry("han", authority.Leader, "chen"))
	a.write("chen", a.entry("lin", authority.Deputy, "chen"))
	op, han := a.invite("han", "chen")
	a.write("chen", op)
	op, lin := a.invite("lin", "chen")
	a.write("chen", op)
	op, second := a.invite("han", "chen")
	a.write("chen", op)
	n, m := a.newcomer("han's"), a.newcomer("lin's")
	w.want(authority.Counts, n.write("han", n.joins(han)...), n.write("han", n.sign("sign", "han")))
	w.want(authority.Counts, m.write("lin", m.joins(lin)...)) // invited before, so whatever the leader has signed
	n.give(a)
	op, _ = a.invite("han", "chen")
	w.want(authority.TooHigh, a.write("chen", op))
	thief := a.newcomer("thief's")
	w.want(authority.TooHigh, thief.write("han", thief.joins(second)...))
	blind := &laptop{world: w, name: "blind", dev: ledger.Device(public(keyOf("device blind"))), has: a.asOf(a.mine()[len(a.mine())-2]).has}
	w.laptops = append(w.laptops, blind)
	w.want(authority.TooHigh, blind.write("han", blind.joins(second)...))
}

// two lets two laptops use an invitation that chen wrote on A, neither knowing of the other.
func two(t *testing.T) (w *world, a, n, m *laptop, i invited, first, second *ledger.Record) {
	w = team(t)
	a = w.laptop("A")
	op, i := a.invite("li", "chen")
	a.write("chen", op)
	n, m = a.newcomer("N"), a.newcomer("M")
	return w, a, n, m, i, n.write("li", n.joins(i)...), m.write("li", m.joins(i)...)
}

func TestOfTwoUsesTheOneThatAnOfficerSawStands(t *testing.T) {
	w, a, n, m, _, first, second := two(t)
	n.write("li", mark(1))
	m.write("li", mark(2))
	w.want(authority.Spent, first, second) // nobody can tell
	b := w.laptop("B")                     // a member's laptop bears no witness
	m.give(b)
	b.write("li", mark(3))
	w.want(authority.Spent, first, second)
	n.give(a)
	a.write("chen", mark(4)) // states that it has seen N and not M
	w.want(authority.Counts, first)
	j := w.want(authority.Spent, second)
	if j.Works("li", m.dev) || !j.Works("li", n.dev) {
		t.Error("the wrong laptop")
	}
	m.give(a)
	a.write("chen", mark(5))
	w.want(authority.Counts, first)
	w.want(authority.Spent, second)
}

func TestWhereOfficersDisagreeBothUsesWait(t *testing.T) {
	w, a, n, m, i, first, second := two(t)
	c := w.laptop("C")
	n.give(a)
	a.write("chen", mark(4))
	m.give(c)
	c.write("wen", mark(5))
	w.want(authority.Spent, first, second)
	w.share()
	accepts := ledger.Frontier{}
	for _, tip := range a.frontier() {
		if tip.Device != m.dev {
			accepts = append(accepts, tip)
		}
	}
	w.want(authority.Counts, a.write("chen", a.withdrawUpTo(i, accepts, "chen")), first) // an officer has decided
	w.want(authority.Withdrawn, second)
}

func TestForkedLaptopBearsNoWitness(t *testing.T) {
	w, a, n, _, _, first, second := two(t)
	before := a.mine()[len(a.mine())-1]
	n.give(a)
	a.write("chen", mark(4))
	a.fork(before, "chen", mark(9))
	w.want(authority.Spent, first, second)
}

func TestMemberCannotUseTheOwnInvitationForAnotherLaptop(t *testing.T) {
	w, a, n, _, i, first, second := two(t)
	n.give(a)
	a.write("chen", mark(4))
	w.want(authority.Counts, first)
	w.want(authority.Spent, second)
	third := n.newcomer("third")
	w.want(authority.Spent, third.write("li", third.enters(i, third)))
	w.want(authority.Spent, n.stating(nil, "li", n.enters(i, third))) // nor from the laptop that joined
	early := w.laptop("early")
	early.has = a.asOf(a.mine()[len(a.mine())-2]).has
	w.want(authority.Spent, early.write("li", early.enters(i, early)))
}

func TestLostLaptopIsTakenOutAndItsOwnerGoesOnByInvitation(t *testing.T) {
	w := team(t)
	a, b := w.laptop("A"), w.laptop("B")
	kept := b.write("li", mark(1))
	b.give(a)
	a.write("chen", a.removeLaptop(b, "chen"))
	thief := b.blind("li", mark(9))
	op, i := a.invite("li", "chen")
	a.write("chen", op)
	n := a.newcomer("N")
	w.want(authority.Counts, n.write("li", n.joins(i)...), n.write("li", mark(2)), kept)
	w.want(authority.Removed, thief)
}

func TestWhoWasTakenOutCanNotJoin(t *testing.T) {
	w := team(t)
	a := w.laptop("A")
	op, i := a.invite("li", "chen")
	a.write("chen", op)
	seen := a.frontier()
	a.write("chen", a.remove("li", "chen"))
	n := a.newcomer("N")
	w.want(authority.NoAuthor, n.write("li", n.enters(i, n)))
	m := a.newcomer("M")
	w.want(authority.Removed, m.stating(seen, "li", m.enters(i, m)))
	w.want(authority.Beyond, n.write("li", n.enters(i, n), personCard(authority.Card{Vault: w.vault[:], Person: "li", Name: "li", Role: authority.Member,
		Key: public(keyOf("x")), Format: authority.Format}, i)))
}

func TestSecondLaptopKeepsTheKeyOfTheFirst(t *testing.T) {
	w := team(t)
	a, b := w.laptop("A"), w.laptop("B")
	op, i := a.invite("li", "chen")
	a.write("chen", op)
	n := a.newcomer("N")
	w.want(authority.Counts, n.write("li", n.enters(i, n)))
	n.give(b)
	own, _ := b.newKey("li", "new PIN on B", "li")
	w.want(authority.Counts, b.write("li", own), n.write("li", mark(1)), b.write("li", mark(2)))
}

func TestPaperTellsByWhichInvitationASignerHasTheirKey(t *testing.T) {
	w := team(t)
	a := w.laptop("A")
	op, i := a.invite("lin", "chen")
	a.write("chen", op)
	n := a.newcomer("N")
	n.write("lin", n.joins(i)...)
	n.write("lin", n.sign("sign", "lin"))
	j := n.judge()
	genesis := n.has[0]
	told, held := authority.Replay(genesis, j.Story(func(string) bool { return true }))
	if held != 0 || !told.Locked("ns", 2) {
		t.Errorf("%d statements fail, locked: %v", held, told.Locked("ns", 2))
	}
}
