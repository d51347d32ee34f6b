package authority_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"kaohe/app/authority"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// world is a vault and the laptops of those who work on it, and of those who attack it. Whatever a laptop writes goes past all that the
// program would refuse.
type world struct {
	t       testing.TB
	vault   ledger.Hash
	keys    map[string]ed25519.PrivateKey // each person's newest; "" is the recovery key
	laptops []*laptop
	invited []invited // by whomever
}

// laptop is a device's key with the records that have come to it.
type laptop struct {
	*world
	name string
	dev  ledger.Device
	has  []*ledger.Record
	seen ledger.Frontier // as its last record states it
}

func keyOf(name string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte(name))
	return ed25519.NewKeyFromSeed(seed[:])
}

func public(k ed25519.PrivateKey) []byte { return k.Public().(ed25519.PublicKey) }

func (w *world) laptop(name string) *laptop {
	for _, l := range w.laptops {
		if l.name == name {
			return l
		}
	}
	l := &laptop{world: w, name: name, dev: ledger.Device(public(keyOf("device " + name)))}
	w.laptops = append(w.laptops, l)
	return l
}

func (w *world) officer(id string) authority.Officer {
	key := w.keys[id]
	return authority.Officer{ID: id, Sign: func(m []byte) []byte { return ed25519.Sign(key, m) }}
}

func (w *world) officers(by []string) (first authority.Officer, also []authority.Officer) {
	for _, id := range by {
		also = append(also, w.officer(id))
	}
	return also[0], also[1:]
}

// found begins a vault on laptop A, by chen in a role.
func found(t testing.TB, role authority.Role) *world {
	w := &world{t: t, keys: map[string]ed25519.PrivateKey{"chen": keyOf("chen"), "": keyOf("recovery")}}
	a := w.laptop("A")
	card := authority.Card{Person: "chen", Name: "chen", Role: role, Key: public(w.keys["chen"]), Format: authority.Format}
	dev := authority.DeviceCard{Device: a.dev[:], Name: "A", Format: authority.Format, Shared: true}
	by := w.officer("chen")
	r := a.write("chen", set("person/chen", "card", authority.Attest(authority.TagCard, card, by)),
		set("device/"+a.dev.String(), "card", authority.Attest(authority.TagDevice, dev, by)), set("recovery", "key", public(w.keys[""])))
	w.vault = r.ID
	return w
}

// team is a round at work: chen leads on laptop A, lin (deputy) works on D, wen (secretary) on C, li (member) on B. All have seen all.
func team(t testing.TB) *world {
	w := found(t, authority.Leader)
	a := w.laptop("A")
	for _, x := range crew {
		a.write("chen", a.entry(x.id, x.role, "chen"))
		a.write("chen", a.enrol(w.laptop(x.laptop), []string{x.id}, "chen"))
	}
	a.write("chen", a.enrol(a, []string{"chen"}, "chen"))
	w.settled()
	return w
}

var crew = []struct {
	id, laptop string
	role       authority.Role
}{{"lin", "D", authority.Deputy}, {"wen", "C", authority.Secretary}, {"li", "B", authority.Member}}

// share lets all laptops have all records.
func (w *world) share() {
	for _, l := range w.laptops {
		for _, to := range w.laptops {
			l.give(to)
		}
	}
}

// give hands over all that a laptop has.
func (l *laptop) give(to *laptop) {
	for _, r := range l.has {
		if !slices.Contains(to.has, r) {
			to.has = append(to.has, r)
		}
	}
}

func set(entity, field string, v any) ledger.Op {
	return ledger.Op{Entity: entity, Field: field, Value: ledger.Of(v)}
}

func mark(points int) ledger.Op { return set("d/ns/score/a1", "mark", points) }

// write appends what honest software would: it states all that the laptop has.
func (l *laptop) write(author string, ops ...ledger.Op) *ledger.Record {
	state := stateOf(l.has)
	f := state.Frontier(l.dev)
	if f.Equal(l.seen) {
		f = nil
	}
	return l.stating(f, author, ops...)
}

// blind states nothing that the laptop has seen meanwhile.
func (l *laptop) blind(author string, ops ...ledger.Op) *ledger.Record {
	return l.stating(nil, author, ops...)
}

// stating appends a record that states a frontier, whatever it is.
func (l *laptop) stating(seen ledger.Frontier, author string, ops ...ledger.Op) *ledger.Record {
	return l.put(&ledger.Record{Seen: seen, Author: author, Ops: ops})
}

// put numbers, chains and stamps a record that has no stamp.
func (l *laptop) put(r *ledger.Record) *ledger.Record {
	var last *ledger.Record
	for _, x := range l.has {
		if x.Device == l.dev && (last == nil || x.Seq > last.Seq) {
			last = x
		}
	}
	if r.Seen != nil {
		l.seen = r.Seen
	}
	if r.Device, r.Seq = l.dev, 1; last != nil {
		r.Seq, r.Prev = last.Seq+1, last.ID
	}
	if r.Stamp == 0 {
		r.Stamp = ledger.Stamp(len(l.has)+1) << 16
	}
	r.ID = sha256.Sum256(cbor.Marshal(r))
	l.has = append(l.has, r)
	return r
}

// fork appends a record behind another of the own chain, as a copied vault does.
func (l *laptop) fork(behind *ledger.Record, author string, ops ...ledger.Op) *ledger.Record {
	r := &ledger.Record{Device: l.dev, Seq: behind.Seq + 1, Prev: behind.ID, Stamp: behind.Stamp + 1<<20, Author: author, Ops: ops}
	r.ID = sha256.Sum256(cbor.Marshal(r))
	l.has = append(l.has, r)
	return r
}

func stateOf(records []*ledger.Record) *ledger.State {
	s := ledger.New()
	for _, r := range records {
		s.Keep(r)
	}
	return s
}

// judge is the judge of all that the laptop has.
func (l *laptop) judge() *authority.Judge {
	j := authority.New(stateOf(l.has), l.vault)
	j.Judge()
	return j
}

// entry is a new person's card, or one in another role; the person has the key of their name until they change it.
func (l *laptop) entry(id string, role authority.Role, by ...string) ledger.Op {
	if l.keys[id] == nil {
		l.keys[id] = keyOf(id)
	}
	return l.card(authority.Card{Person: id, Name: id, Role: role, Key: public(l.keys[id])}, by...)
}

// card names whatever stands where the laptop is.
func (l *laptop) card(c authority.Card, by ...string) ledger.Op {
	c.Vault, c.Format, c.Replaces = l.vault[:], authority.Format, l.judge().Replaces(c.Person)
	first, also := l.officers(by)
	return set("person/"+c.Person, "card", authority.Attest(authority.TagCard, c, first, also...))
}

// newKey is a card with another key of a person, who then has it. The old one is returned too.
func (l *laptop) newKey(id, name string, by ...string) (op ledger.Op, old ed25519.PrivateKey) {
	c, _ := l.judge().Person(id)
	old, c.Key = l.keys[id], public(keyOf(name))
	op = l.card(c, by...)
	l.keys[id] = keyOf(name)
	return op, old
}

func (l *laptop) enrol(d *laptop, people []string, by string) ledger.Op {
	c := authority.DeviceCard{Vault: l.vault[:], Device: d.dev[:], Name: d.name, Format: authority.Format, Replaces: l.judge().ReplacesLaptop(d.dev),
		People: people, Shared: people == nil}
	return set("device/"+d.dev.String(), "card", authority.Attest(authority.TagDevice, c, l.officer(by)))
}

// removal of a person, or of a laptop, that accepts what lies inside a frontier.
func (l *laptop) removal(x authority.Revocation, accepts ledger.Frontier, by ...string) ledger.Op {
	x.Vault, x.Accepts, x.Reason = l.vault[:], authority.TipsOf(accepts), "x"
	first, also := l.officers(by)
	return set("revoke/"+fmt.Sprint(len(l.has))+l.name, "statement", authority.Attest(authority.TagRevoke, x, first, also...))
}

func (l *laptop) frontier() ledger.Frontier { return stateOf(l.has).Frontier(ledger.Device{}) }

// remove takes a person out and accepts all that the laptop has.
func (l *laptop) remove(person string, by ...string) ledger.Op {
	return l.removal(authority.Revocation{Person: person}, l.frontier(), by...)
}

func (l *laptop) removeLaptop(d *laptop, by ...string) ledger.Op {
	return l.removal(authority.Revocation{Device: d.dev[:]}, l.frontier(), by...)
}

func (l *laptop) adopt(r *ledger.Record, by string) ledger.Op {
	x := authority.Adoption{Vault: l.vault[:], Record: r.ID[:]}
	return set("adopt/"+r.ID.String(), "statement", authority.Attest(authority.TagAdopt, x, l.officer(by)))
}

// sign is a statement about the on-site phase of ns behind those that stand.
func (l *laptop) sign(act, by string) ledger.Op {
	st := authority.Statement{Vault: l.vault[:], District: "ns", Phase: schema.Onsite, Act: act, Person: by, Root: make([]byte, 32), Schema: 2,
		Frontier: authority.TipsOf(l.frontier())}
	for _, x := range l.judge().Signings("ns", schema.Onsite) {
		switch {
		case !x.Stands:
		case st.Prev == nil:
			st.Prev = x.Digest[:]
		default:
			st.Also = append(st.Also, x.Digest[:])
		}
	}
	return set(fmt.Sprintf("d/ns/sign/2/%d%s", len(l.has), l.name), "statement", authority.Attest(authority.TagSign, st, l.officer(by)))
}

// edition of the standard, signed for some writes.
func (l *laptop) edition(act authority.Act, by string, writes ...ledger.Op) []ledger.Op {
	x := authority.Edition{Vault: l.vault[:], Act: act, Person: by, Version: "2", Writes: authority.WritesHash(writes)}
	return append(writes, set(fmt.Sprintf("std/sign/%d%s", len(l.has), l.name), "statement", authority.Attest(authority.TagStandard, x, l.officer(by))))
}

// all is what stands in all laptops together.
func (w *world) all() []*ledger.Record {
	sum := &laptop{}
	for _, l := range w.laptops {
		l.give(sum)
	}
	return sum.has
}

// everywhere judges all records, and makes sure that the order in which they come changes nothing, nor that some come twice, and that the
// plain model says the same.
func (w *world) everywhere() *authority.Judge {
	w.t.Helper()
	all := w.all()
	j := authority.New(stateOf(all), w.vault)
	j.Judge()
	plain := newModel(all, w.vault)
	plain.judge()
	for i := range 3 {
		mixed := slices.Clone(all)
		rand.New(rand.NewPCG(1, uint64(i))).Shuffle(len(mixed), func(a, b int) { mixed[a], mixed[b] = mixed[b], mixed[a] })
		again := authority.New(stateOf(append(mixed, mixed...)), w.vault)
		again.Judge()
		for n, r := range all {
			if j.Verdict(r) != again.Verdict(r) {
				w.t.Fatalf("record %d (%s %d by %s): %q, in another order %q", n, w.nameOf(r.Device), r.Seq, r.Author, j.Verdict(r), again.Verdict(r))
			}
		}
	}
	for n, r := range all {
		if got, want := j.Verdict(r), plain.verdict(r); got != want {
			w.t.Fatalf("record %d (%s %d by %s, %s): %q, the model says %q", n, w.nameOf(r.Device), r.Seq, r.Author, r.Ops[0].Entity, got, want)
		}
	}
	return j
}

func (w *world) nameOf(d ledger.Device) string {
	for _, l := range w.laptops {
		if l.dev == d {
			return l.name
		}
	}
	return d.String()
}

// want holds verdicts against what is expected.
func (w *world) want(want authority.Reason, rs ...*ledger.Record) *authority.Judge {
	w.t.Helper()
	j := w.everywhere()
	for _, r := range rs {
		if got := j.Verdict(r); got != want {
			w.t.Errorf("%s %d by %s, %s: %q, want %q", w.nameOf(r.Device), r.Seq, r.Author, r.Ops[0].Entity, got, want)
		}
	}
	return j
}

// role of a person as all records have it; empty for who is not in the team.
func (w *world) role(id string) authority.Role {
	c, _ := w.everywhere().Person(id)
	return c.Role
}

func (w *world) locked() bool { return w.everywhere().Locked("ns", schema.Onsite) }
