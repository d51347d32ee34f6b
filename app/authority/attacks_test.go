package authority_test

import (
	"testing"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Attacks are what somebody wants who writes records past the program, with whatever keys they have. Each is judged on all laptops and by
// the plain model too (world.everywhere).
var attacks = []struct {
	wants string
	do    func(w *world, a, b, c, d *laptop) // laptops of chen (leader), li (member), wen (secretary), lin (deputy)
}{
	{"a demoted person: their old card again, from a laptop that nobody enrolled", func(w *world, a, b, c, d *laptop) {
		old := a.entry("lin", authority.Secretary, "chen")
		up := a.write("chen", old)
		a.write("chen", a.entry("lin", authority.Member, "chen"))
		a.give(w.laptop("U"))
		r := w.laptop("U").write("lin", up.Ops[0])
		w.want(authority.NoDevice, r)
		w.is("lin", authority.Member)
	}},
	{"a demoted person: their old card again, from their own laptop", func(w *world, a, b, c, d *laptop) {
		up := a.write("chen", a.entry("li", authority.Deputy, "chen"))
		b.give(a)
		a.give(b)
		a.write("chen", a.entry("li", authority.Member, "chen"))
		w.want(authority.Counts, b.blind("li", up.Ops[0])) // has not stated the demotion: it is the same card, and replaced
		w.is("li", authority.Member)
		w.share()
		w.want(authority.Counts, b.write("li", up.Ops[0])) // has stated it: nothing
		w.is("li", authority.Member)
		w.want(authority.NotRole, b.write("li", b.entry("li", authority.Deputy, "li")))
	}},
	{"a demoted person: their old card again, from an officer's laptop", func(w *world, a, b, c, d *laptop) {
		up := a.write("chen", a.entry("li", authority.Deputy, "chen"))
		a.write("chen", a.entry("li", authority.Member, "chen"))
		w.share()
		w.want(authority.Counts, d.write("lin", up.Ops[0]))
		w.is("li", authority.Member)
	}},
	{"a demoted officer: to sign and to appoint without having seen the demotion", func(w *world, a, b, c, d *laptop) {
		before := d.write("lin", d.sign("sign", "lin"))
		w.share()
		a.write("chen", a.entry("lin", authority.Member, "chen"))
		appoints := d.blind("lin", d.entry("eve", authority.Deputy, "lin"))
		signs := d.blind("lin", d.sign("reopen", "lin"))
		works := d.blind("lin", set("d/ns/rec/r", "title", "x"))
		w.want(authority.NotRole, appoints, signs)
		w.want(authority.WasLocked, works)
		w.want(authority.Counts, before)
		w.is("eve", "")
		if !w.locked() {
			w.t.Error("what was rightly signed must stay signed")
		}
	}},
	{"an old signature: again after a reopening, by who has seen it and by who has not", func(w *world, a, b, c, d *laptop) {
		signed := a.write("chen", a.sign("sign", "chen"))
		a.give(b)
		seen := stateOf(b.has).Frontier(b.dev)
		a.write("chen", a.sign("reopen", "chen"))
		w.share()
		b.stating(seen, "li", signed.Ops[0])
		b.write("li", signed.Ops[0])
		if w.locked() {
			w.t.Error("a signature came back from the dead")
		}
	}},
	{"an old reopening: again after a signature", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.sign("sign", "chen"))
		opened := a.write("chen", a.sign("reopen", "chen"))
		a.write("chen", a.sign("sign", "chen"))
		w.share()
		b.blind("li", opened.Ops[0])
		b.write("li", opened.Ops[0])
		if !w.locked() {
			w.t.Error("a signature was lifted by an old reopening")
		}
	}},
	{"a leader's old key: to make a new leader, with an older stamp too", func(w *world, a, b, c, d *laptop) {
		a.give(b)
		op, old := a.newKey("chen", "chen's new PIN", "chen")
		w.share()
		a.write("chen", op)
		w.keys["chen"] = old
		u := w.laptop("U")
		a.give(u)
		eve := a.entry("eve", authority.Leader, "chen")
		w.want(authority.NoDevice, u.put(&ledger.Record{Author: "chen", Stamp: 1, Seen: b.frontier(), Ops: []ledger.Op{b.entry("eve", authority.Leader, "chen")}}))
		w.want(authority.Unproven, u.write("chen", eve))
		w.want(authority.OldKey, b.put(&ledger.Record{Author: "li", Stamp: 1, Ops: []ledger.Op{b.entry("eve", authority.Leader, "chen")}}))
		a.give(b)
		w.want(authority.Unproven, b.write("li", b.entry("eve", authority.Leader, "chen")))
		w.is("eve", "")
	}},
	{"a leader's old key: to sign along with an officer", func(w *world, a, b, c, d *laptop) {
		op, old := a.newKey("chen", "chen's new PIN", "chen")
		a.write("chen", op)
		w.keys["chen"] = old
		w.want(authority.OldKey, c.blind("wen", c.entry("eve", authority.Leader, "wen", "chen")))
		w.is("eve", "")
	}},
	{"secretary: to be leader, to reset the leader's PIN, and to sign", func(w *world, a, b, c, d *laptop) {
		w.want(authority.TooHigh, c.write("wen", c.entry("wen", authority.Leader, "wen")))
		w.want(authority.TooHigh, c.write("wen", c.entry("eve", authority.Deputy, "wen")))
		w.keys["chen"] = keyOf("stolen")
		w.want(authority.TooHigh, c.write("wen", c.entry("chen", authority.Leader, "wen")))
		w.want(authority.TooHigh, c.write("wen", c.remove("chen", "wen")))
		w.want(authority.NotRole, c.write("wen", c.sign("sign", "wen")))
		w.want(authority.Unproven, c.write("wen", c.sign("sign", "chen")))
		w.is("chen", authority.Leader)
	}},
	{"secretary: to be two officers, with one whom she entered herself", func(w *world, a, b, c, d *laptop) {
		w.want(authority.Counts, c.write("wen", c.entry("eve", authority.Secretary, "wen")))
		w.want(authority.TooHigh, c.write("wen", c.entry("mallory", authority.Leader, "wen", "eve")))
		own, _ := c.newKey("eve", "eve's own PIN", "eve")
		w.want(authority.Counts, c.write("wen", own))
		w.want(authority.TooHigh, c.write("wen", c.entry("mallory", authority.Leader, "eve", "wen")))
		w.want(authority.TooHigh, c.write("wen", c.remove("chen", "wen", "eve")))
		w.share()
		a.write("chen", a.entry("eve", authority.Secretary, "chen"))
		w.share()
		w.want(authority.Counts, c.write("wen", c.entry("mallory", authority.Leader, "wen", "eve"))) // now the leader stands behind both
	}},
	{"deputy: to be two officers, with the secretary whose PIN he reset", func(w *world, a, b, c, d *laptop) {
		op, _ := d.newKey("wen", "known to lin", "lin")
		w.want(authority.Counts, d.write("lin", op))
		w.want(authority.TooHigh, d.write("lin", d.entry("lin", authority.Leader, "lin", "wen")))
		w.is("lin", authority.Deputy)
	}},
	{"secretary who founded the round: to name another leader, not having seen that one has signed", func(w *world, _, _, _, _ *laptop) {
		*w = *found(w.t, authority.Secretary)
		a, c := w.laptop("A"), w.laptop("C")
		a.write("chen", a.entry("lin", authority.Leader, "chen"))
		a.write("chen", a.enrol(c, []string{"lin"}, "chen"))
		a.give(c)
		signs := c.write("lin", c.sign("sign", "lin"))
		w.want(authority.TooHigh, a.blind("chen", a.entry("eve", authority.Leader, "chen")))
		w.want(authority.Counts, signs)
		w.share()
		w.want(authority.TooHigh, a.write("chen", a.entry("eve", authority.Leader, "chen")))
		w.is("eve", "")
		w.is("lin", authority.Leader)
	}},
	{"secretary: to demote or take out a leader whose card she says not to have seen", func(w *world, a, b, c, d *laptop) {
		up := a.write("chen", a.entry("han", authority.Leader, "chen"))
		w.want(authority.TooHigh, c.blind("wen", c.entry("han", authority.Member, "wen")))
		a.write("chen", a.entry("li", authority.Leader, "chen"))
		w.want(authority.TooHigh, c.blind("wen", c.removal(authority.Revocation{Person: "li"}, nil, "wen")))
		w.want(authority.Counts, up)
		w.is("han", authority.Leader)
		w.is("li", authority.Leader)
		w.want(authority.Misplaced, c.blind("wen", c.removal(authority.Revocation{Person: "zhou"}, nil, "wen")))
	}},
	{"deputy: to void what a former leader signed, by taking out the member that he is now", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.entry("han", authority.Leader, "chen"))
		signed := a.write("han", a.sign("sign", "han"))
		a.write("chen", a.entry("han", authority.Member, "chen"))
		w.share()
		w.want(authority.TooHigh, d.write("lin", d.removal(authority.Revocation{Person: "han"}, nil, "lin")))
		w.want(authority.Counts, signed)
	}},
	{"a leader made member: that past signatures fall", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.entry("han", authority.Leader, "chen"))
		signed := a.write("han", a.sign("sign", "han"))
		a.write("chen", a.entry("han", authority.Member, "chen"))
		w.want(authority.Counts, signed)
		if x := w.everywhere().Signings("ns", schema.Onsite); len(x) != 1 || x[0].Signer.Role != authority.Leader || !w.locked() {
			w.t.Errorf("%+v", x)
		}
		w.want(authority.NotRole, a.write("han", a.sign("reopen", "han")))
	}},
	{"a member: a raw record over an item of the frozen standard", func(w *world, a, b, c, d *laptop) {
		item := set("std/item/a1", "points", 900)
		early := b.blind("li", item)
		w.want(authority.NotRole, early)
		a.write("chen", a.edition(schema.Freeze, "chen", set("std", "frozen", true))...)
		w.share()
		w.want(authority.WasFrozen, b.write("li", item))
		w.want(authority.WasFrozen, a.write("chen", item))
		w.want(authority.WasFrozen, a.write("chen", set("std", "frozen", false)))
		w.want(authority.WasFrozen, a.write("chen", set("std/nothing/known", "x", 1)))
		w.want(authority.WasFrozen, w.laptop("U").stating(a.frontier(), "chen", item))
		w.want(authority.WasFrozen, a.write("chen", a.adopt(early, "chen"))) // what a frozen standard lacks, no adoption gives
		w.want(authority.NotRole, early)
	}},
	{"a member: a version of the standard that somebody signed, with other writes", func(w *world, a, b, c, d *laptop) {
		item := set("std/item/a1", "points", 900)
		a.write("chen", a.edition(schema.Freeze, "chen", set("std", "frozen", true))...)
		w.settled()
		ops := a.edition(schema.Version, "chen", set("std/item/a1", "points", 400))
		good := a.write("chen", ops...)
		w.want(authority.Counts, good)
		w.want(authority.WasFrozen, b.blind("li", ops[1], item), b.blind("chen", ops[1], item))
		w.want(authority.NotRole, b.blind("li", ops...))
		w.want(authority.Counts, d.blind("chen", ops...)) // the very same again
		w.want(authority.NotThere, b.blind("chen", append(ops, mark(1))...))
	}},
	{"a member: a statement of the leader's, with other writes in the leader's name", func(w *world, a, b, c, d *laptop) {
		signed := a.write("chen", a.sign("sign", "chen"))
		w.want(authority.NotThere, b.blind("chen", signed.Ops[0], set("std", "frozen", true)), b.blind("chen", signed.Ops[0], set("round", "title", "x")))
		w.want(authority.Counts, b.blind("chen", signed.Ops[0]))
	}},
	{"a member: a mark under a signature", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.sign("sign", "chen"))
		blind := b.blind("li", mark(100))
		w.share()
		late := b.write("li", mark(200))
		w.want(authority.Counts, blind) // concurrent: shown as changed under the signature
		w.want(authority.WasLocked, late, b.write("li", set("d/ns/what/nobody/knows", "x", 1)))
		w.want(authority.Counts, b.write("li", set("d/xs/score/a1", "mark", 1)))
	}},
	{"somebody who is not in the team", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.enrol(w.laptop("S"), nil, "chen"))
		a.give(w.laptop("S"))
		w.want(authority.NoAuthor, w.laptop("S").write("zhou", mark(1)), w.laptop("S").write("", mark(1)))
		w.want(authority.NotThere, b.write("lin", mark(1)), b.write("chen", mark(1)))
		w.want(authority.Counts, w.laptop("S").write("li", mark(1)))
	}},
	{"an unenrolled laptop: its marks brought in by enrolling it", func(w *world, a, b, c, d *laptop) {
		u := w.laptop("U")
		a.give(u)
		before := u.write("li", mark(100))
		u.give(a)
		a.write("chen", a.enrol(u, []string{"li"}, "chen"))
		a.give(u)
		w.want(authority.NoDevice, before, u.blind("li", mark(150)))
		w.want(authority.Counts, u.write("li", mark(200)))
		a.write("chen", a.adopt(before, "chen"))
		w.want(authority.Counts, before)
	}},
	{"adoption: by a member, of a statement, and by somebody who is taken out", func(w *world, a, b, c, d *laptop) {
		u := w.laptop("U")
		a.give(u)
		work, card := u.write("li", mark(100)), u.write("chen", u.entry("eve", authority.Member, "chen"))
		w.share()
		w.want(authority.NotRole, b.write("li", b.adopt(work, "li")), c.write("wen", c.adopt(work, "wen")))
		w.want(authority.NoDevice, work)
		w.want(authority.Counts, d.write("lin", d.adopt(card, "lin")))
		w.want(authority.NoDevice, card)
		w.share()
		accepted := a.frontier()
		w.want(authority.Counts, d.write("lin", d.adopt(work, "lin")))
		w.want(authority.Counts, work)
		w.share()
		a.write("chen", a.removal(authority.Revocation{Person: "lin"}, accepted, "chen"))
		w.want(authority.NoDevice, work)
	}},
	{"a removed person: what they did before, and meanwhile", func(w *world, a, b, c, d *laptop) {
		before := d.write("lin", mark(100))
		w.share()
		a.write("chen", a.remove("lin", "chen"))
		meanwhile := d.blind("lin", mark(200))
		appoints := d.blind("lin", d.entry("eve", authority.Secretary, "lin"))
		d.enrolBlind(w.laptop("E"), "eve", "lin")
		d.give(w.laptop("E"))
		eve := w.laptop("E").write("eve", mark(300))
		w.want(authority.Counts, before)
		w.want(authority.Removed, meanwhile, appoints)
		w.want(authority.NoDevice, eve)
		w.share()
		w.want(authority.NoAuthor, d.write("lin", mark(400)))
		w.is("lin", "")
		w.is("eve", "")
	}},
	{"a removed person: to sign in a record of somebody else's", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.remove("lin", "chen"))
		w.want(authority.Removed, b.blind("li", b.entry("eve", authority.Deputy, "lin")), b.blind("li", b.sign("sign", "lin")),
			c.blind("wen", c.entry("eve", authority.Leader, "wen", "lin")))
		w.is("eve", "")
	}},
	{"a removed laptop: to come back by its own old card", func(w *world, a, b, c, d *laptop) {
		card := w.cardOf(b)
		a.write("chen", a.removeLaptop(b, "chen"))
		w.share()
		w.want(authority.NoDevice, b.write("li", card, mark(100)), b.write("li", mark(100)))
		a.write("chen", a.enrol(b, []string{"li"}, "chen"))
		w.share()
		w.want(authority.Counts, b.write("li", mark(100)))
	}},
	{"a removed laptop: to grant cards concurrently", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.removeLaptop(d, "chen"))
		w.want(authority.Removed, d.blind("lin", d.entry("eve", authority.Deputy, "lin")), d.blind("lin", mark(1)))
		w.is("lin", authority.Deputy)
		w.is("eve", "")
	}},
	{"two who remove each other, one with an appointment in the same record", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.entry("lin", authority.Leader, "chen"))
		w.settled()
		x := a.blind("chen", a.remove("lin", "chen"))
		y := d.blind("lin", d.remove("chen", "lin"))
		w.want(authority.Counts, x, y)
		w.is("chen", "")
		w.is("lin", "")
		z := d.blind("lin", d.remove("chen", "lin"), d.entry("eve", authority.Leader, "lin"))
		w.want(authority.Removed, z)
		w.is("eve", "")
	}},
	{"three who remove each other in a ring", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.entry("lin", authority.Leader, "chen"))
		a.write("chen", a.entry("wen", authority.Leader, "chen"))
		w.settled()
		x := a.blind("chen", a.remove("lin", "chen"))
		y := d.blind("lin", d.remove("wen", "lin"))
		z := c.blind("wen", c.remove("chen", "wen"))
		w.want(authority.Counts, x, y, z)
		noise := c.blind("wen", mark(1)) // nothing hangs on how many records there are
		w.want(authority.Removed, noise)
		d.blind("lin", set("person/lin", "card", "garbage"))
		w.want(authority.Counts, x, y, z)
	}},
	{"two who appoint helpers, each of whom takes the other's master out", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.entry("lin", authority.Leader, "chen"))
		w.settled()
		e, f := w.laptop("E"), w.laptop("F")
		x1 := a.blind("chen", a.entry("eve", authority.Leader, "chen"), a.enrol(e, []string{"eve"}, "chen"))
		y1 := d.blind("lin", d.entry("fay", authority.Leader, "lin"), d.enrol(f, []string{"fay"}, "lin"))
		a.give(e)
		d.give(f)
		x2, y2 := e.write("eve", e.remove("lin", "eve")), f.write("fay", f.remove("chen", "fay"))
		w.want(authority.Removed, x1, y1) // a ring that hangs on itself: nothing of it counts
		w.want(authority.Unproven, x2, y2)
		w.is("chen", authority.Leader)
		w.is("lin", authority.Leader)
	}},
	{"a removed person: back by a new card, and only from there on", func(w *world, a, b, c, d *laptop) {
		w.share()
		a.write("chen", a.remove("li", "chen"))
		meanwhile := b.blind("li", mark(100))
		back := a.write("chen", a.entry("li", authority.Member, "chen"))
		w.want(authority.Removed, meanwhile, b.blind("li", mark(150)))
		w.share()
		w.want(authority.Counts, back, b.write("li", mark(200)))
		w.is("li", authority.Member)
	}},
	{"removal from an earlier frontier on", func(w *world, a, b, c, d *laptop) {
		good := b.write("li", mark(100))
		b.give(a)
		accepted := a.frontier()
		bad := b.write("li", mark(200))
		b.give(a)
		a.write("chen", a.removal(authority.Revocation{Person: "li"}, accepted, "chen"))
		w.want(authority.Counts, good)
		w.want(authority.Removed, bad)
		a.write("chen", a.adopt(bad, "chen"))
		w.want(authority.Counts, bad)
	}},
	{"two cards that replace the same one", func(w *world, a, b, c, d *laptop) {
		x := a.blind("chen", a.entry("wen", authority.Deputy, "chen"))
		y := d.blind("lin", d.entry("wen", authority.Member, "lin"))
		w.want(authority.TooHigh, d.blind("lin", d.removal(authority.Revocation{Person: "chen"}, nil, "lin")))
		w.want(authority.Counts, x, y)
		w.is("wen", authority.Member) // the lower one, until officers settle it
		w.share()
		a.write("chen", a.entry("wen", authority.Deputy, "chen"))
		w.is("wen", authority.Deputy)
	}},
	{"two PINs of one person, set on two laptops at once", func(w *world, a, b, c, d *laptop) {
		old := w.keys["chen"]
		x, _ := a.newKey("chen", "one", "chen")
		w.keys["chen"] = old
		y, _ := d.newKey("chen", "two", "chen")
		r, s := a.blind("chen", x), d.blind("chen", y)
		w.want(authority.Counts, r, s)
		w.share()
		for _, name := range []string{"one", "two"} {
			w.keys["chen"] = keyOf(name)
			w.want(authority.Unproven, a.write("chen", a.sign("sign", "chen"))) // neither is believed until officers settle it
		}
		w.keys["chen"] = old
		w.want(authority.Unproven, a.write("chen", a.sign("sign", "chen")))
		w.keys["chen"] = keyOf("three")
		w.want(authority.Counts, a.write("lin", a.entry("chen", authority.Leader, "lin", "wen")))
		w.want(authority.Counts, a.write("chen", a.sign("sign", "chen")))
	}},
	{"an own PIN changed while the old one signs elsewhere", func(w *world, a, b, c, d *laptop) {
		before := d.blind("chen", d.sign("sign", "chen"))
		d.give(a)
		op, old := a.newKey("chen", "new", "chen")
		a.write("chen", op)
		w.keys["chen"] = old
		thief := d.blind("chen", d.sign("reopen", "chen"))
		w.want(authority.Counts, before)
		w.want(authority.OldKey, thief)
		w.keys["chen"] = keyOf("new")
		w.want(authority.Counts, a.write("chen", a.sign("reopen", "chen")))
	}},
	{"one officer who signs twice", func(w *world, a, b, c, d *laptop) {
		w.want(authority.Unproven, d.write("lin", d.entry("eve", authority.Leader, "lin", "lin")))
		w.want(authority.TooHigh, d.write("lin", d.entry("eve", authority.Leader, "lin")))
		w.want(authority.NotRole, d.write("lin", d.entry("eve", authority.Leader, "lin", "li")))
		w.want(authority.Counts, d.write("lin", d.entry("eve", authority.Leader, "lin", "wen")))
	}},
	{"the recovery sheet: what it is for, and what not", func(w *world, a, b, c, d *laptop) {
		w.keys["chen"] = keyOf("after the PIN was lost")
		w.want(authority.Counts, c.write("wen", c.entry("chen", authority.Leader, "")))
		w.want(authority.NotRole, c.write("wen", c.sign("sign", "")), c.write("", c.sign("sign", "")),
			c.write("wen", c.adopt(c.has[0], "")), c.write("", c.edition(schema.Freeze, "", set("std", "frozen", true))...))
		card := c.entry("eve", authority.Leader, "")
		w.want(authority.NoAuthor, c.write("", card, mark(1)))
		w.want(authority.NoDevice, w.laptop("U").stating(c.frontier(), "", card))
		w.want(authority.Counts, c.write("", card))
		w.keys[""] = keyOf("guessed")
		w.want(authority.Unproven, c.write("wen", c.entry("mallory", authority.Leader, "")))
		w.want(authority.Illegible, c.write("wen", set("recovery", "key", public(w.keys[""]))))
		w.want(authority.Unproven, c.write("wen", c.entry("mallory", authority.Leader, "")))
	}},
	{"a forked laptop beside: what another one's own chain froze stays frozen for what comes after on it", func(w *world, a, b, c, d *laptop) {
		root := d.write("lin", d.entry("eve", authority.Member, "lin"))
		d.fork(root, "lin", mark(2))
		d.fork(root, "lin", mark(3))
		d.give(a)
		before := a.blind("chen", mark(1))
		a.blind("chen", a.edition(schema.Freeze, "chen", set("std", "frozen", true))...)
		w.want(authority.Counts, before)
		w.want(authority.WasFrozen, a.blind("chen", set("std/item/a1", "points", 5)))
	}},
	{"clocks: the last stamp of all, stamps that run backwards, one wrong day", func(w *world, a, b, c, d *laptop) {
		end := b.put(&ledger.Record{Author: "li", Stamp: ^ledger.Stamp(0), Ops: []ledger.Op{mark(100)}})
		back := b.put(&ledger.Record{Author: "li", Stamp: 1, Ops: []ledger.Op{mark(200)}})
		w.want(authority.Counts, end, back)
		demote := a.put(&ledger.Record{Author: "chen", Stamp: 1, Ops: []ledger.Op{a.entry("lin", authority.Member, "chen")}})
		w.share()
		w.want(authority.Counts, demote)
		w.want(authority.NotRole, d.write("lin", d.sign("sign", "lin")))
	}},
	{"frontiers: tips that nobody knows, that go backwards, and that name another record", func(w *world, a, b, c, d *laptop) {
		a.write("chen", a.sign("sign", "chen"))
		a.give(b)
		w.want(authority.WasLocked, b.write("li", mark(1)))
		w.want(authority.WasLocked, b.stating(ledger.Frontier{}, "li", mark(2)), b.stating(ledger.Frontier{a.has[0].Tip()}, "li", mark(3)))
		future := ledger.Frontier{{Device: a.dev, Seq: 1 << 40, Hash: ledger.Hash{7}}}
		lie := a.has[0].Tip()
		lie.Seq = 99
		w.want(authority.Counts, d.stating(append(future, lie), "lin", mark(4)))
		u := w.laptop("U")
		a.write("chen", a.enrol(u, []string{"li"}, "chen"))
		w.want(authority.NoDevice, u.stating(ledger.Frontier{{Device: a.dev, Seq: 99, Hash: a.has[len(a.has)-1].ID}}, "li", mark(5)))
	}},
	{"a fork: a branch from before the demotion, and from before the removal", func(w *world, a, b, c, d *laptop) {
		root := d.write("lin", mark(100))
		w.share()
		a.write("chen", a.entry("lin", authority.Member, "chen"))
		w.share()
		honest := d.write("lin", mark(200))
		branch := d.fork(root, "lin", d.asOf(root).entry("eve", authority.Secretary, "lin"))
		w.want(authority.Forked, honest)
		w.want(authority.Forked, branch)
		w.want(authority.Counts, root)
		w.share()
		a.write("chen", a.removeLaptop(d, "chen"))
		w.want(authority.Counts, honest)
		w.want(authority.NotRole, branch)
		second := d.fork(root, "lin", mark(300))
		w.want(authority.Forked, second)
		w.is("eve", "")
	}},
	{"a fork: statements in both branches reach who has seen both, once a removal accepts them", func(w *world, a, b, c, d *laptop) {
		root := d.write("lin", mark(100))
		left := d.fork(root, "lin", d.asOf(root).entry("eve", authority.Member, "lin"))
		right := d.fork(root, "lin", d.asOf(root).entry("fay", authority.Member, "lin"))
		d.give(a)
		s := w.laptop("S")
		a.write("chen", a.enrol(s, nil, "chen"))
		a.give(s)
		late := s.write("eve", mark(1))
		w.want(authority.Forked, left, right)
		w.want(authority.NoAuthor, late)
		a.write("chen", a.removeLaptop(d, "chen"))
		w.want(authority.Counts, left, right, late, s.write("fay", mark(2)))
	}},
	{"a fork: an officer says which branch counts, a member does not", func(w *world, a, b, c, d *laptop) {
		root := d.write("lin", mark(100))
		w.share()
		left, right := d.write("lin", mark(200)), d.fork(root, "lin", mark(300))
		d.give(a)
		d.give(b)
		one := ledger.Frontier{left.Tip()}
		w.want(authority.NotRole, b.write("li", b.removal(authority.Revocation{Device: d.dev[:]}, ledger.Frontier{right.Tip()}, "li")))
		w.want(authority.Counts, a.write("chen", a.removal(authority.Revocation{Device: d.dev[:]}, one, "chen")))
		w.want(authority.Counts, left)
		w.want(authority.Forked, right)
		a.write("chen", a.adopt(right, "chen"))
		w.want(authority.Counts, right)
	}},
	{"a fork: a thief of a laptop's key forks it, before it is taken out and after", func(w *world, a, b, c, d *laptop) {
		first := d.write("lin", mark(100))
		sign := d.write("lin", d.sign("sign", "lin"))
		w.share()
		thief := d.fork(first, "lin", mark(900))
		w.want(authority.Counts, first)
		w.want(authority.Forked, sign)
		w.want(authority.Forked, thief)
		a.write("chen", a.removeLaptop(d, "chen"))
		w.want(authority.Counts, sign)
		w.want(authority.Forked, thief, d.fork(thief, "lin", mark(901)))
	}},
	{"an old card of the first format: again, by who has seen what replaced it and says not to have seen itself", func(w *world, a, b, c, d *laptop) {
		old := authority.Card{Vault: w.vault[:], Person: "han", Name: "han", Role: authority.Member}
		op := set("person/han", "card", authority.Attest(authority.TagCard, old, w.officer("chen")))
		a.write("chen", op)
		a.give(d)
		up := d.write("lin", d.entry("han", authority.Secretary, "lin"))
		d.give(b)
		w.want(authority.Counts, b.stating(ledger.Frontier{up.Tip()}, "li", op))
		w.is("han", authority.Secretary)
	}},
	{"garbage of every noun, by everybody", func(w *world, a, b, c, d *laptop) {
		for _, l := range []*laptop{a, b, c, d} {
			author := map[*laptop]string{a: "chen", b: "li", c: "wen", d: "lin"}[l]
			for _, op := range garbage(w, author) {
				w.want(authority.Illegible, l.write(author, op))
			}
		}
		w.share()
		w.want(authority.Counts, a.write("chen", a.sign("sign", "chen")), a.write("chen", a.sign("reopen", "chen")),
			a.write("chen", a.entry("zhou", authority.Member, "chen")), b.write("li", mark(1)))
		w.is("chen", authority.Leader)
	}},
}

// garbage is what can't be read, under every noun of statements; some of it is signed.
func garbage(w *world, by string) (out []ledger.Op) {
	sealed := func(tag string, body any) any { return authority.Attest(tag, body, w.officer(by)) }
	for _, at := range []struct{ entity, field, tag string }{
		{"person/chen", "card", authority.TagCard}, {"device/" + w.laptops[0].dev.String(), "card", authority.TagDevice},
		{"d/ns/sign/2/x", "statement", authority.TagSign}, {"d/ns/sign/9/x", "statement", authority.TagSign}, {"d/ns/sign/2/x/y", "statement", ""},
		{"std/sign/x", "statement", authority.TagStandard}, {"std/sign/x/y", "statement", ""}, {"revoke/x", "statement", authority.TagRevoke},
		{"adopt/x", "statement", authority.TagAdopt}, {"invite/x", "statement", authority.TagInvite},
		{"withdraw/x", "statement", authority.TagWithdraw}, {"person/", "card", ""}, {"device//", "card", ""}, {"recovery", "key", ""},
	} {
		out = append(out, set(at.entity, at.field, "garbage"), set(at.entity, at.field, []any{1, 2}), set(at.entity, at.field, sealed(at.tag, "body")),
			set(at.entity, at.field, sealed(at.tag, map[int]any{1: w.vault[:], 2: 5})), set(at.entity, "other", sealed(at.tag, authority.Card{Person: "chen"})))
	}
	return out
}

// settled lets all have all, and state it.
func (w *world) settled() {
	w.share()
	for _, x := range crew {
		w.laptop(x.laptop).write(x.id, set("d/ns/rec/"+x.id, "text", "seen"))
	}
	w.share()
}

// is holds a person's role against what all records say.
func (w *world) is(id string, role authority.Role) {
	w.t.Helper()
	if got := w.role(id); got != role {
		w.t.Errorf("%s is %q, want %q", id, got, role)
	}
}

func (l *laptop) enrolBlind(d *laptop, person, by string) {
	l.blind(by, l.enrol(d, []string{person}, by))
}

// asOf is the laptop as it stood at a record of its own.
func (l *laptop) asOf(r *ledger.Record) *laptop {
	past := newModel(l.has, l.vault).pasts[r.ID]
	then := &laptop{world: l.world, name: l.name, dev: l.dev, has: []*ledger.Record{r}}
	for _, x := range l.has {
		if past[x.ID] {
			then.has = append(then.has, x)
		}
	}
	return then
}

// cardOf is the operation with a laptop's newest card.
func (w *world) cardOf(l *laptop) (op ledger.Op) {
	for _, r := range w.all() {
		for _, o := range r.Ops {
			if o.Entity == "device/"+l.dev.String() {
				op = o
			}
		}
	}
	return op
}

func TestAttacks(t *testing.T) {
	for _, x := range attacks {
		t.Run(x.wants, func(t *testing.T) {
			w := team(t)
			x.do(w, w.laptop("A"), w.laptop("B"), w.laptop("C"), w.laptop("D"))
		})
	}
}
