package authority

import (
	"bytes"
	"slices"

	"kaohe/app/ledger"
)

// line holds the statements about one thing that are in force: those that no other one replaces.
type line struct {
	heads []*fact // by digest
	gone  map[ledger.Hash]bool
	high  Role // of a person: the highest role that any card gave
}

func (l *line) height() Role {
	if l == nil {
		return ""
	}
	return l.high
}

func (l *line) add(f *fact, replaces []ledger.Hash) {
	if l.gone == nil {
		l.gone = map[ledger.Hash]bool{}
	}
	for _, r := range replaces {
		l.gone[r] = true
	}
	if f.card != nil && f.card.Role.Above(l.high) {
		l.high = f.card.Role
	}
	l.heads = slices.DeleteFunc(l.heads, func(h *fact) bool { return l.gone[h.digest] })
	i, there := slices.BinarySearchFunc(l.heads, f, func(a, b *fact) int { return bytes.Compare(a.digest[:], b.digest[:]) })
	switch {
	case l.gone[f.digest]:
	case !there:
		l.heads = slices.Insert(l.heads, i, f)
	case bytes.Compare(f.rec.ID[:], l.heads[i].rec.ID[:]) < 0:
		l.heads[i] = f // the same words, concurrently: whose they are is the same on every laptop
	}
}

func (l *line) digests() []ledger.Hash {
	if l == nil {
		return nil
	}
	out := make([]ledger.Hash, len(l.heads))
	for i, h := range l.heads {
		out[i] = h.digest
	}
	return out
}

// spot is one phase of one district.
type spot struct {
	district string
	phase    Phase
}

// context is the roster, the locks and the sign-offs as one past has them.
type context struct {
	people          map[string]*line
	devices         map[ledger.Device]*line
	phases          map[spot]*line
	stood           map[ledger.Hash]bool  // digests of all statements in it, and of what they replace
	invited         map[ledger.Hash]*fact // invitations, by digest
	withdrawn, used map[ledger.Hash]bool  // invitations, by digest
	spoke           map[string]bool       // who has signed something
	frozen          bool
	led             bool // a leader has signed something
	recovery        []byte

	persons map[string]*Card // results of person, and below of device, until the next take
	laptops map[ledger.Device]*DeviceCard
}

func newContext() *context {
	return &context{people: map[string]*line{}, devices: map[ledger.Device]*line{}, phases: map[spot]*line{}, stood: map[ledger.Hash]bool{},
		invited: map[ledger.Hash]*fact{}, withdrawn: map[ledger.Hash]bool{}, used: map[ledger.Hash]bool{}, spoke: map[string]bool{}}
}

func at[K comparable](m map[K]*line, key K) *line {
	if m[key] == nil {
		m[key] = &line{}
	}
	return m[key]
}

// take adds the effect of a node that counts.
func (c *context) take(n *node) {
	c.persons, c.laptops = nil, nil
	c.frozen = c.frozen || n.freezes
	if n.founds != nil {
		c.recovery = n.founds
	}
	for _, f := range n.facts {
		if f.again {
			continue
		}
		c.stood[f.digest] = true
		for _, h := range f.replaces {
			c.stood[h] = true
		}
		c.led = c.led || f.signer.Role == Leader
		c.hear(f)
		switch {
		case f.card != nil:
			at(c.people, f.card.Person).add(f, f.replaces)
		case f.device != nil:
			at(c.devices, ledger.Device(f.device.Device)).add(f, f.replaces)
		case f.revoke != nil && f.revoke.Person != "":
			at(c.people, f.revoke.Person).add(f, f.replaces)
		case f.revoke != nil:
			at(c.devices, ledger.Device(f.revoke.Device)).add(f, f.replaces)
		case f.invite != nil:
			c.invite(f)
		case f.withdraw != nil:
			c.withdrawn[ledger.Hash(f.withdraw.Invitation)] = true
		case f.sign != nil:
			at(c.phases, spot{f.sign.District, f.sign.Phase}).add(f, f.replaces)
		}
	}
}

// hear notes who signed a statement, or which invitation.
func (c *context) hear(f *fact) {
	if f.use != nil {
		c.used[f.use.digest] = true
	}
	if f.signer.Person != "" {
		c.spoke[f.signer.Person] = true
	}
	for _, s := range f.signers {
		c.spoke[s.id] = true
	}
}

// invite adds an invitation. Of the same words with other signatures, all laptops take those of one record.
func (c *context) invite(f *fact) {
	if old := c.invited[f.digest]; old == nil || bytes.Compare(f.rec.ID[:], old.rec.ID[:]) < 0 {
		c.invited[f.digest] = f
	}
}

// person returns a person as the cards have them, or nil if they are not in the team or were removed. Where concurrent cards are in force,
// the lowest of their roles counts, and the key only if all have the same.
func (c *context) person(id string) *Card {
	p, known := c.persons[id]
	if !known {
		if c.persons == nil {
			c.persons = map[string]*Card{}
		}
		p = c.findPerson(id)
		c.persons[id] = p
	}
	return p
}

func (c *context) findPerson(id string) *Card {
	l := c.people[id]
	if l == nil || len(l.heads) == 0 {
		return nil
	}
	var out *Card
	for _, h := range l.heads {
		if h.card == nil {
			return nil
		}
		if out == nil {
			x := *h.card
			out = &x
			continue
		}
		if out.Role.Above(h.card.Role) {
			key := out.Key
			*out = *h.card
			out.Key = key
		}
		if string(out.Key) != string(h.card.Key) {
			out.Key = nil
		}
	}
	return out
}

// voice returns the person for whom somebody counts where two officers are needed (see signer).
func (c *context) voice(id string) string {
	if l := c.people[id]; l != nil {
		for _, h := range l.heads {
			if h.card != nil && h.voice != id {
				return h.voice
			}
		}
	}
	return id
}

// device returns a laptop as its cards have it, or nil if it is not enrolled or was removed. Where concurrent cards are in force, only the
// people whom all of them name work there.
func (c *context) device(d ledger.Device) *DeviceCard {
	x, known := c.laptops[d]
	if !known {
		if c.laptops == nil {
			c.laptops = map[ledger.Device]*DeviceCard{}
		}
		x = c.findDevice(d)
		c.laptops[d] = x
	}
	return x
}

func (c *context) findDevice(d ledger.Device) *DeviceCard {
	l := c.devices[d]
	if l == nil || len(l.heads) == 0 {
		return nil
	}
	var out *DeviceCard
	for _, h := range l.heads {
		switch {
		case h.device == nil:
			return nil
		case out == nil:
			x := *h.device
			out = &x
		case out.shared():
			until := out.Until
			*out = *h.device
			out.Until = until
		case !h.device.shared():
			out.People = slices.DeleteFunc(slices.Clone(out.People), func(p string) bool { return !h.device.works(p) })
		}
	}
	return out
}

// locks tells whether a phase is signed: all statements in force for it are signatures.
func (c *context) locks(s spot) bool {
	l := c.phases[s]
	return l != nil && len(l.heads) > 0 && !slices.ContainsFunc(l.heads, func(h *fact) bool { return h.sign.Act != ActSign })
}
