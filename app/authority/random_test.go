package authority_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// TestRandomWorldsAreJudgedAsTheModelJudgesThem lets laptops of a team, and one that nobody enrolled, write what they like, having seen
// what they like, and hand some of it on. It goes on until every reason for which a record is held was met: some are rare.
func TestRandomWorldsAreJudgedAsTheModelJudgesThem(t *testing.T) {
	reasons := map[authority.Reason]int{}
	for range 20 {
		rapid.Check(t, func(rt *rapid.T) { randomWorld(t, rt, reasons) })
		if len(unmet(reasons)) == 0 || testing.Short() {
			return
		}
	}
	t.Errorf("no record was held for %q: the test does not reach it (%v)", unmet(reasons), reasons)
}

func unmet(reasons map[authority.Reason]int) (out []authority.Reason) {
	for _, why := range []authority.Reason{authority.Counts, authority.NoDevice, authority.NotThere, authority.NotRole, authority.Forked, authority.WasFrozen, authority.WasLocked,
		authority.Removed, authority.OldKey, authority.Unproven, authority.Misplaced, authority.TooHigh, authority.Beyond, authority.Expired,
		authority.Withdrawn, authority.Spent} {
		if reasons[why] == 0 {
			out = append(out, why)
		}
	}
	return out
}

// randomWorld makes one world, holds every laptop's records and all of them against the model, and counts the verdicts.
func randomWorld(t *testing.T, rt *rapid.T, reasons map[authority.Reason]int) {
	w := team(t)
	if rapid.Bool().Draw(rt, "frozen") {
		a := w.laptop("A")
		a.write("chen", a.edition(schema.Freeze, "chen", set("std", "frozen", true))...)
		w.settled()
	}
	names := []string{"A", "B", "C", "D", "U", "V", "W"}[:rapid.IntRange(2, 7).Draw(rt, "laptops")]
	if rapid.IntRange(0, 2).Draw(rt, "invited") == 0 {
		names = []string{"A", "B", "C", "U", "V", "W"}
		w.invite(rt, names[3:])
	}
	for range rapid.IntRange(4, 18).Draw(rt, "records") {
		l := w.laptop(rapid.SampledFrom(names).Draw(rt, "on"))
		l.act(rt, names)
	}
	for _, name := range names {
		l := w.laptop(name)
		hold(rt, w, l.has)
	}
	w.share()
	j := hold(rt, w, w.laptop("A").has)
	for _, r := range w.laptop("A").has {
		reasons[j.Verdict(r)]++
	}
}

// hold judges records in an order of their own, twice over, and against the model; and holds what is said of the team to what a judge says
// who had them in another order.
func hold(rt *rapid.T, w *world, records []*ledger.Record) *authority.Judge {
	mixed := rapid.Permutation(records).Draw(rt, "order")
	j := authority.New(stateOf(append(mixed, records...)), w.vault)
	j.Judge()
	straight := authority.New(stateOf(records), w.vault)
	straight.Judge()
	plain := newModel(records, w.vault)
	plain.judge()
	for _, r := range records {
		if got, want := j.Verdict(r), plain.verdict(r); got != want || straight.Verdict(r) != want {
			rt.Fatalf("%s %d by %s, %s: %q, or %q in the order of writing; the model says %q", w.nameOf(r.Device), r.Seq, r.Author, r.Ops[0].Entity, got,
				straight.Verdict(r), want)
		}
	}
	if a, b := told(rt, j), told(rt, straight); a != b {
		rt.Fatalf("the order of arrival shows:\n%s\n%s", a, b)
	}
	return j
}

// told is all that a judge says of a round, but for its records.
func told(rt *rapid.T, j *authority.Judge) string {
	b, err := json.Marshal([]any{j.People(), j.Laptops(), j.Invitations(), j.Signings("ns", schema.Onsite), j.Story(func(string) bool { return true }), j.Editions(), j.Frozen(), j.Locked("ns", schema.Onsite)})
	if err != nil {
		rt.Fatal(err)
	}
	return string(b)
}

// act writes one record, or hands records on.
func (l *laptop) act(rt *rapid.T, names []string) {
	people := []string{"chen", "lin", "wen", "li", "eve"}
	who := func(label string) string { return rapid.SampledFrom(people).Draw(rt, label) }
	own := map[string]string{"A": "chen", "B": "li", "C": "wen", "D": "lin", "U": "li", "V": "li", "W": "li"}[l.name]
	author := own
	if rapid.IntRange(0, 5).Draw(rt, "foreign author") == 0 {
		author = who("author")
	}
	by := []string{author}
	switch rapid.IntRange(0, 7).Draw(rt, "signers") {
	case 0:
		by = []string{who("by")}
	case 1:
		by = append(by, who("also"))
	}
	if l.keys["eve"] == nil {
		l.keys["eve"] = keyOf("eve")
	}
	if len(l.has) == 0 {
		l.world.laptop("A").give(l)
	}
	var ops []ledger.Op
	switch rapid.IntRange(0, 20).Draw(rt, "what") {
	case 0, 1:
		to := l.world.laptop(rapid.SampledFrom(names).Draw(rt, "to"))
		l.give(to)
		return
	case 2:
		ops = []ledger.Op{mark(rapid.IntRange(0, 9).Draw(rt, "mark"))}
	case 3:
		ops = []ledger.Op{l.entry(who("whose"), rapid.SampledFrom(schema.Roles).Draw(rt, "role"), by...)}
	case 4:
		var op ledger.Op
		old := maps.Clone(l.keys)
		op, _ = l.newKey(author, fmt.Sprint("pin ", len(l.has), l.name), author)
		if rapid.Bool().Draw(rt, "and keeps the old one") {
			l.keys = old
		}
		ops = []ledger.Op{op}
	case 5:
		ops = []ledger.Op{l.removal(authority.Revocation{Person: who("taken out")}, l.some(rt), by...)}
	case 6:
		d := l.world.laptop(rapid.SampledFrom(names).Draw(rt, "taken out"))
		ops = []ledger.Op{l.removal(authority.Revocation{Device: d.dev[:]}, l.some(rt), by...)}
	case 7:
		d := l.world.laptop(rapid.SampledFrom(names).Draw(rt, "enrolled"))
		ops = []ledger.Op{l.enrol(d, []string{who("works there")}, by[0])}
	case 8, 9:
		ops = []ledger.Op{l.sign(rapid.SampledFrom([]string{"sign", "reopen"}).Draw(rt, "act"), by[0])}
	case 10:
		ops = []ledger.Op{l.adopt(rapid.SampledFrom(l.has).Draw(rt, "adopted"), by[0])}
	case 11:
		act := rapid.SampledFrom([]authority.Act{schema.Freeze, schema.Version}).Draw(rt, "edition")
		ops = l.edition(act, by[0], set("std", "frozen", true), set("std/item/a1", "points", len(l.has)))
	case 12:
		ops = []ledger.Op{set("std/item/a1", "points", 5)}
	case 14:
		until := rapid.SampledFrom([]int64{soon, soon, int64(len(l.has))}).Draw(rt, "until")
		op, i := l.inviteUntil(who("invited"), until, by...)
		l.world.invited, ops = append(l.world.invited, i), []ledger.Op{op}
	case 15, 16, 18:
		if ops = l.uses(rt); ops == nil {
			return
		}
	case 17:
		if len(l.world.invited) == 0 {
			return
		}
		ops = []ledger.Op{l.withdrawUpTo(rapid.SampledFrom(l.world.invited).Draw(rt, "withdrawn"), l.some(rt), by[0])}
	case 19:
		e := "d/ns/comment/" + who("whose comment") + "/" + rapid.SampledFrom([]string{"x", "y"}).Draw(rt, "comment")
		ops = []ledger.Op{set(e, rapid.SampledFrom([]string{"text", "done", "gone", "why/done", "why/text", "person/li"}).Draw(rt, "field"), "x")}
	case 20:
		ops = []ledger.Op{set("d/ns/return/"+rapid.SampledFrom([]string{"1", "2"}).Draw(rt, "phase")+"/x", rapid.SampledFrom([]string{"reason", "answer", "cleared"}).Draw(rt, "field"), "x")}
	case 13: // an old statement again
		old := rapid.SampledFrom(l.world.all()).Draw(rt, "again")
		ops = slices.Clone(old.Ops[:1])
		if rapid.Bool().Draw(rt, "with more") {
			ops = append(ops, mark(1))
		}
	}
	switch rapid.IntRange(0, 9).Draw(rt, "seen") {
	case 0, 1:
		l.blind(author, ops...)
	case 2:
		l.stating(l.some(rt), author, ops...)
	case 3:
		if len(l.mine()) > 1 {
			l.fork(rapid.SampledFrom(l.mine()).Draw(rt, "behind"), author, ops...)
		}
	default:
		l.write(author, ops...)
	}
}

// invite has the leader invite li, and laptops that nobody enrolled use that.
func (w *world) invite(rt *rapid.T, newcomers []string) {
	a := w.laptop("A")
	op, i := a.inviteUntil("li", rapid.SampledFrom([]int64{soon, soon, 16}).Draw(rt, "until"), "chen")
	a.write("chen", op)
	w.invited = append(w.invited, i)
	for _, name := range newcomers {
		a.give(w.laptop(name))
	}
	for _, name := range newcomers {
		if l := w.laptop(name); rapid.Bool().Draw(rt, name+" joins") {
			l.write("li", l.joins(i)...)
		}
	}
}

// uses are operations that an invitation signs, mostly as it allows.
func (l *laptop) uses(rt *rapid.T) []ledger.Op {
	if len(l.world.invited) == 0 {
		return nil
	}
	i := rapid.SampledFrom(l.world.invited).Draw(rt, "invitation")
	ops := []ledger.Op{l.enters(i, l)}
	if rapid.IntRange(0, 5).Draw(rt, "another laptop") == 0 {
		ops[0] = l.enters(i, l.world.laptop("B"))
	}
	switch rapid.IntRange(0, 4).Draw(rt, "key") {
	case 0, 1:
		key := keyOf("PIN on " + l.name)
		ops = append(ops, l.rekeys(i, public(key)))
		if rapid.Bool().Draw(rt, "and it is the person's") {
			l.keys[i.person] = key
		}
	case 2:
		ops = []ledger.Op{l.rekeys(i, public(keyOf("x")))}
	}
	return ops
}

// some is a frontier of some of what the laptop has.
func (l *laptop) some(rt *rapid.T) ledger.Frontier {
	n := rapid.IntRange(0, len(l.has)).Draw(rt, "accepted")
	return stateOf(l.has[:n]).Frontier(ledger.Device{})
}

// mine are the laptop's own records.
func (l *laptop) mine() (out []*ledger.Record) {
	for _, r := range l.has {
		if r.Device == l.dev {
			out = append(out, r)
		}
	}
	return out
}

// TestWhatComesOneByOneIsJudgedAsFromScratch: a laptop that sees all adds what it writes to its judge.
func TestWhatComesOneByOneIsJudgedAsFromScratch(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := team(t)
		l := w.laptop("A")
		a := w.laptop("A")
		a.write("chen", a.enrol(a, nil, "chen"))
		state := stateOf(l.has)
		j := authority.New(state, w.vault)
		j.Judge()
		for range rapid.IntRange(1, 14).Draw(rt, "records") {
			author := rapid.SampledFrom([]string{"chen", "lin", "wen", "li", "zhou"}).Draw(rt, "author")
			var ops []ledger.Op
			switch rapid.IntRange(0, 5).Draw(rt, "what") {
			case 0:
				ops = []ledger.Op{mark(1)}
			case 1, 2:
				signer := rapid.SampledFrom([]string{"chen", "lin", "wen"}).Draw(rt, "signer")
				ops = []ledger.Op{l.sign(rapid.SampledFrom([]string{"sign", "reopen"}).Draw(rt, "act"), signer)}
			case 3:
				ops = l.edition(rapid.SampledFrom([]authority.Act{schema.Freeze, schema.Version}).Draw(rt, "act"), "chen", set("std", "frozen", true))
			case 4:
				ops = []ledger.Op{set("std/item/a1", "points", 5)}
			case 5:
				ops = []ledger.Op{l.entry("eve", authority.Member, "chen")}
			}
			r := l.write(author, ops...)
			state.Keep(r)
			if !j.Add(r) {
				j.Judge()
			}
			scratch := l.judge()
			for _, x := range l.has {
				if got, want := j.Verdict(x), scratch.Verdict(x); got != want {
					rt.Fatalf("%d by %s, %s: %q one by one, %q from scratch", x.Seq, x.Author, x.Ops[0].Entity, got, want)
				}
			}
			if j.Locked("ns", schema.Onsite) != scratch.Locked("ns", schema.Onsite) || j.Frozen() != scratch.Frozen() {
				rt.Fatal("locks differ")
			}
		}
	})
}
