package authority

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Person returns the present card of a member of the team. ok is false for anybody else.
func (j *Judge) Person(id string) (c Card, ok bool) {
	if p := j.now.person(id); p != nil {
		return *p, true
	}
	return Card{}, false
}

// People returns the present cards of the team, in order of rank, then ID.
func (j *Judge) People() []Card {
	var out []Card
	for id := range j.now.people {
		if p := j.now.person(id); p != nil {
			out = append(out, *p)
		}
	}
	slices.SortFunc(out, func(a, b Card) int {
		return cmp.Or(cmp.Compare(slices.Index(schema.Roles, a.Role), slices.Index(schema.Roles, b.Role)), strings.Compare(a.Person, b.Person))
	})
	return out
}

// Removal is a revocation with the IDs of those who signed it; an empty ID is the recovery key.
type Removal struct {
	Revocation
	By []string
}

func removalOf(f *fact) *Removal {
	r := &Removal{*f.revoke, []string{f.signed.By}}
	for _, o := range f.signed.Also {
		r.By = append(r.By, o.By)
	}
	return r
}

// Former is a person who was removed, with the card that the removal replaced.
type Former struct {
	Card
	Removed *Removal
}

// Former returns the people who were removed, by ID. If the removal replaced several concurrent cards, all laptops show the same one.
func (j *Judge) Former() []Former {
	var out []Former
	for id, l := range j.now.people {
		var gone *fact
		for _, h := range l.heads {
			if h.revoke != nil && (gone == nil || bytes.Compare(h.digest[:], gone.digest[:]) < 0) {
				gone = h
			}
		}
		if gone != nil {
			out = append(out, Former{j.lastCard(id, gone.replaces), removalOf(gone)})
		}
	}
	slices.SortFunc(out, func(a, b Former) int { return strings.Compare(a.Person, b.Person) })
	return out
}

func (j *Judge) lastCard(person string, digests []ledger.Hash) Card {
	var last *fact
	for _, n := range j.nodes {
		for _, f := range n.facts {
			if f.card != nil && f.card.Person == person && slices.Contains(digests, f.digest) &&
				(last == nil || bytes.Compare(f.digest[:], last.digest[:]) < 0) {
				last = f
			}
		}
	}
	if last == nil {
		return Card{Person: person}
	}
	return *last.card
}

// Boxed tells whether a card of a person that counts, today's or one that was replaced, names a box by its SHA-256: boxes don't travel, so that a
// laptop keeps the box of an old PIN when the person has set a new one elsewhere.
func (j *Judge) Boxed(person string, box []byte) bool {
	for _, n := range j.nodes {
		for _, f := range n.facts {
			if n.verdict == Counts && f.card != nil && f.card.Person == person && bytes.Equal(f.card.Box, box) {
				return true
			}
		}
	}
	return false
}

// Laptop is a laptop of the round, whether enrolled or removed.
type Laptop struct {
	Device  ledger.Device
	Name    string
	People  []string // IDs of those who work on it
	Shared  bool     // the whole team may write there
	Removed *Removal
}

// Takes tells whether a person may write on the laptop.
func (l *Laptop) Takes(person string) bool {
	return l.Removed == nil && (l.Shared || slices.Contains(l.People, person))
}

// Laptops returns all laptops that were ever enrolled, by name.
func (j *Judge) Laptops() []Laptop {
	var out []Laptop
	for d, l := range j.now.devices {
		x := Laptop{Device: d}
		for _, h := range l.heads {
			if h.revoke != nil {
				x.Removed = removalOf(h)
			}
		}
		if c := j.now.device(d); c != nil {
			x.Name, x.People, x.Shared = c.Name, c.People, c.shared()
		} else {
			x.Name = j.lastName(d)
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b Laptop) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), slices.Compare(a.Device[:], b.Device[:]))
	})
	return out
}

func (j *Judge) lastName(d ledger.Device) (name string) {
	for _, n := range j.nodes {
		for _, f := range n.facts {
			if n.verdict == Counts && f.device != nil && ledger.Device(f.device.Device) == d {
				name = f.device.Name
			}
		}
	}
	return name
}

// Works tells whether a person may write on a device at present.
func (j *Judge) Works(person string, d ledger.Device) bool {
	c := j.now.device(d)
	return c != nil && c.Until == 0 && c.works(person)
}

// Enrolled tells whether a device is enrolled at present, whoever works on it.
func (j *Judge) Enrolled(d ledger.Device) bool {
	c := j.now.device(d)
	return c != nil && c.Until == 0
}

// Recovery returns the public half of the round's recovery key, or nil if the round has none.
func (j *Judge) Recovery() []byte { return j.now.recovery }

// Led tells whether a leader has signed anything yet.
func (j *Judge) Led() bool { return j.now.led }

// Spoke tells whether a person has signed anything yet.
func (j *Judge) Spoke(person string) bool { return j.now.spoke[person] }

// Frozen tells whether the standard is frozen.
func (j *Judge) Frozen() bool { return j.now.frozen }

// Replaces returns the digests that a new card or removal of a person has to name.
func (j *Judge) Replaces(person string) [][]byte { return listed(j.now.people[person].digests()) }

// ReplacesLaptop returns the digests that a new card or removal of a laptop has to name.
func (j *Judge) ReplacesLaptop(d ledger.Device) [][]byte { return listed(j.now.devices[d].digests()) }

func listed(list []ledger.Hash) [][]byte {
	var out [][]byte
	for _, h := range list {
		out = append(out, slices.Clone(h[:]))
	}
	return out
}

// Signing is a sign-off or reopening that counts, with the place where it was written.
type Signing struct {
	Statement
	Signed Signed
	Record *ledger.Record
	Entity string
	Digest ledger.Hash // SHA-256 of the signed body: what is printed and read out
	Signer Card        // the signer's card at that time
	Stands bool        // no other statement of the phase follows it
}

// Signings returns the statements of a phase of a district, each behind those that it follows.
func (j *Judge) Signings(district string, p Phase) []Signing {
	var out []Signing
	l := j.now.phases[spot{district, p}]
	if l == nil {
		return nil
	}
	for _, n := range j.nodes {
		if n.verdict != Counts {
			continue
		}
		for _, f := range n.facts {
			if f.sign == nil || f.again || f.sign.District != district || f.sign.Phase != p {
				continue
			}
			x := Signing{Statement: *f.sign, Signed: f.signed, Record: f.rec, Entity: f.entity, Digest: f.digest, Signer: f.signer,
				Stands: slices.ContainsFunc(l.heads, func(h *fact) bool { return h.digest == f.digest })}
			out = append(out, x)
		}
	}
	return out
}

// Locked tells whether a phase is signed at present.
func (j *Judge) Locked(district string, p Phase) bool { return j.now.locks(spot{district, p}) }

// Editions returns the signed editions of the standard that count, each behind the earlier ones.
func (j *Judge) Editions() []Edition {
	var out []Edition
	for _, n := range j.nodes {
		for _, f := range n.facts {
			if n.verdict == Counts && f.edition != nil && !f.again {
				out = append(out, *f.edition)
			}
		}
	}
	return out
}

// Shifted tells whether the verdict on a record inside a frontier may have changed since then, because outside the frontier somebody was
// removed, a record adopted, a key replaced, a role lowered, or a laptop forked.
func (j *Judge) Shifted(inside func(*ledger.Record) bool) bool {
	outside := func(f *fact) bool { return !inside(f.rec) }
	if slices.ContainsFunc(j.removals, outside) {
		return true
	}
	for _, f := range j.adopted {
		if outside(f) {
			return true
		}
	}
	for _, f := range j.log.Forks() {
		if slices.ContainsFunc(f.Records, inside) && slices.ContainsFunc(f.Records, func(r *ledger.Record) bool { return !inside(r) }) {
			return true
		}
	}
	for id, why := range j.beaten {
		if r, ok := j.log.Record(id); ok && why != Removed && inside(r) {
			return true
		}
	}
	return false
}
