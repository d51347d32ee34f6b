package authority

import (
	"cmp"
	"encoding/hex"
	"slices"
	"sort"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Invitation lets whoever knows its code enrol one laptop for one person, and give that person a new key there, without an officer beside
// them. Key is the public half of the key that the code makes. It works once, up to Until by the stamp of the record that uses it; a clock
// that was set back can deceive that, a withdrawal can't be.
type Invitation struct {
	Vault  []byte `cbor:"1,keyasint"`
	ID     string `cbor:"2,keyasint"`
	Person string `cbor:"3,keyasint"`
	Key    []byte `cbor:"4,keyasint"` // ed25519
	Until  int64  `cbor:"5,keyasint"` // Unix milliseconds
	At     int64  `cbor:"6,keyasint"` // Unix milliseconds
}

// Withdrawal ends an invitation. Of its uses that have not seen the withdrawal, only those inside Accepts still count.
type Withdrawal struct {
	Vault      []byte `cbor:"1,keyasint"`
	Invitation []byte `cbor:"2,keyasint"` // digest
	Accepts    []Tip  `cbor:"3,keyasint"`
	Reason     string `cbor:"4,keyasint,omitempty"`
	At         int64  `cbor:"5,keyasint"` // Unix milliseconds
}

// invitedBy begins the name of a signer that is an invitation; its digest follows. No person's ID contains a slash.
const invitedBy = "invite/"

// Guest returns the signer for what an invitation, given by its digest, allows.
func Guest(invitation ledger.Hash, sign SignWith) Officer {
	return Officer{ID: invitedBy + invitation.String(), Sign: sign}
}

// IsGuest tells whether the ID of a signer is that of an invitation.
func IsGuest(id string) bool { return strings.HasPrefix(id, invitedBy) }

// guest tells whether a statement is signed by an invitation.
func (s *Signed) guest() bool { return IsGuest(s.By) }

// invitation returns the digest of the invitation that signed a statement.
func (s *Signed) invitation() (h ledger.Hash) {
	b, err := hex.DecodeString(strings.TrimPrefix(s.By, invitedBy))
	if err != nil || len(b) != len(h) {
		return h // no statement has that digest
	}
	return ledger.Hash(b)
}

func (f *fact) readInvitation(at schema.At) {
	x := read[Invitation](f.signed.Body)
	if x != nil && x.ID == at.ID("invitation") && x.Person != "" && len(x.Key) == 32 {
		f.invite = x
	}
}

func (f *fact) readWithdrawal(schema.At) {
	x := read[Withdrawal](f.signed.Body)
	if x == nil || len(x.Invitation) != len(ledger.Hash{}) {
		return
	}
	if _, ok := FrontierOf(x.Accepts); ok {
		f.withdraw = x
	}
}

// checkInvite checks that the signers could have given that person a new key. Until a leader has signed anything, an officer may invite
// those who lead the round, as they may name them; such an invitation works until the invited person has signed anything.
func (f *fact) checkInvite(c *context, signers []signer) Reason {
	if why := may(signers, schema.Enrol); why != Counts {
		return why
	}
	p := c.person(f.invite.Person)
	if p == nil {
		return Misplaced
	}
	f.was = p
	if !reach(signers, p.Role) {
		if c.led || c.spoke[p.Person] {
			return TooHigh
		}
		f.first = true
	}
	f.watch = c.watch(f.rec.Device)
	return Counts
}

// watch returns the laptops on which officers work, and the one on which the invitation was written. What these see first decides which of
// two uses stands.
func (c *context) watch(own ledger.Device) []ledger.Device {
	out := []ledger.Device{own}
	for d := range c.devices {
		x := c.device(d)
		officer := func(id string) bool {
			p := c.person(id)
			return p != nil && schema.May(p.Role, schema.Enrol)
		}
		if d != own && x != nil && (x.shared() || slices.ContainsFunc(x.People, officer)) {
			out = append(out, d)
		}
	}
	return out
}

// checkUse checks a statement that an invitation signed. It may enrol the laptop that writes it for the invited person alone, and in the
// same record change that person's key.
func (j *Judge) checkUse(c *context, f *fact) Reason {
	by := c.invited[f.signed.invitation()]
	if by == nil || len(f.signed.Also) > 0 || !j.fits(f, by.invite.Key, f.signed.Sig) {
		return Unproven
	}
	if c.stood[f.digest] {
		f.again = true
		return Counts
	}
	f.use = by
	switch {
	case c.withdrawn[by.digest]:
		return Withdrawn
	case c.used[by.digest]:
		return Spent
	case f.rec.Stamp.Time().UnixMilli() > by.invite.Until:
		return Expired
	case f.card != nil:
		return f.checkGuest(c, by, j.told)
	case f.device != nil && f.enrolsGuest(by.invite.Person) && c.device(f.rec.Device) == nil:
		return f.follows(c.devices[f.rec.Device], f.device.Format)
	}
	return Beyond
}

// enrolsGuest tells whether a card enrols the laptop that wrote it, for one person.
func (f *fact) enrolsGuest(person string) bool {
	x := f.device
	return x.Format >= Format && !x.Shared && x.Until == 0 && slices.Equal(x.People, []string{person}) &&
		ledger.Device(x.Device) == f.rec.Device && f.rec.Author == person
}

// checkGuest checks a person's card that is signed by an invitation. In a story, which holds no laptops, the card stands alone.
func (f *fact) checkGuest(c *context, by *fact, told bool) Reason {
	x := f.card
	f.was = c.person(x.Person)
	enrols := slices.ContainsFunc(f.node.facts, func(o *fact) bool { return o.device != nil && o.signed.By == f.signed.By })
	if x.Person != by.invite.Person || f.was == nil || !onlyKey(x, f.was) || len(x.Key) != 32 || x.Format < Format || !enrols && !told {
		return Beyond
	}
	if !by.stillGrants(c, f.was) {
		return TooHigh
	}
	f.voice = by.signers[0].voice
	if by.first || reach(by.signers, Leader) {
		f.voice = x.Person
	}
	return f.follows(c.people[x.Person], x.Format)
}

// grants tells whether an invitation reaches a role: its signers do, or it is not above the one for which they could invite.
func (f *fact) grants(role Role) bool {
	return reach(f.signers, role) || f.first && !role.Above(f.was.Role)
}

// stillGrants tells whether an invitation can give a person, as they now are, another key.
func (f *fact) stillGrants(c *context, p *Card) bool {
	return f.grants(p.Role) && !(f.first && c.spoke[p.Person])
}

// Grants tells whether an invitation, given by its digest, can still give its person another key: nobody raised them above its signers.
func (j *Judge) Grants(invitation ledger.Hash) bool {
	f := j.now.invited[invitation]
	if f == nil {
		return false
	}
	p := j.now.person(f.invite.Person)
	return p != nil && f.stillGrants(j.now, p)
}

// spent tells whether a record uses an invitation that a concurrent record uses too, and does not stand against that one.
func (x *rivals) spent(n *node) bool {
	for _, f := range n.facts {
		if f.use == nil || f.again {
			continue
		}
		if slices.ContainsFunc(x.uses[f.use.digest], func(o *node) bool {
			return o != n && !n.past.Has(o.rec) && !o.past.Has(n.rec) && !x.judge.prefers(f.use, n, o)
		}) {
			return true
		}
	}
	return false
}

// withdrawn tells whether a record uses an invitation whose withdrawal it has not seen and which does not accept it.
func (x *rivals) withdrawn(n *node) bool {
	return slices.ContainsFunc(n.facts, func(f *fact) bool {
		return f.use != nil && !f.again && slices.ContainsFunc(x.withdrawals, func(q *fact) bool {
			return ledger.Hash(q.withdraw.Invitation) == f.use.digest && q.node != n && !n.past.Has(q.rec) && !q.accepts(x.judge.log, q.withdraw.Accepts, n.rec)
		})
	})
}

// prefers tells whether, of two uses of an invitation, the first stands: some officer's laptop saw it without the other, and none the other
// without it. A laptop whose chain has forked bears no witness.
func (j *Judge) prefers(invitation *fact, a, b *node) bool {
	yes, no := false, false
	for _, d := range invitation.watch {
		if d == a.rec.Device || d == b.rec.Device || j.log.Forked(d) {
			continue
		}
		x, y := j.seenFrom(d, a), j.seenFrom(d, b)
		yes, no = yes || x < y, no || y < x
	}
	return yes && !no
}

// seenFrom returns the index of the first record of a laptop, whose chain has not forked, that has a node in its past.
func (j *Judge) seenFrom(d ledger.Device, n *node) int {
	at, known := n.seenFrom[d]
	if !known {
		chain := j.log.Chain(d)
		at = sort.Search(len(chain), func(i int) bool { return j.log.Past(chain[i]).Has(n.rec) })
		if n.seenFrom == nil {
			n.seenFrom = map[ledger.Device]int{}
		}
		n.seenFrom[d] = at
	}
	return at
}

// Invited is an invitation that counts, with who signed it and what became of it.
type Invited struct {
	Invitation
	Digest    ledger.Hash
	By        []string // IDs; an empty one is the recovery key
	Withdrawn bool
	Uses      []Use // the one that counts, if any, first
}

// Use is the attempt of a laptop to join by an invitation.
type Use struct {
	Device ledger.Device
	Name   string // of the laptop
	Record ledger.Hash
	At     int64  // Unix milliseconds, by that laptop's clock
	Why    Reason // Counts, or why it is held
}

// Used returns the use that counts, or nil.
func (x *Invited) Used() *Use {
	if len(x.Uses) > 0 && x.Uses[0].Why == Counts {
		return &x.Uses[0]
	}
	return nil
}

// InviteState is what became of an invitation. Its words are under the catalogue key invite.state.<InviteState>.
type InviteState string

// The states of an invitation.
const (
	InviteOpen      InviteState = "open"
	InviteUsed      InviteState = "used"
	InviteContested InviteState = "contested" // several laptops used it, and an officer has to decide
	InviteWithdrawn InviteState = "withdrawn"
	InviteExpired   InviteState = "expired"
)

// State tells what became of an invitation by a time, in Unix milliseconds.
func (x *Invited) State(now int64) InviteState {
	spent := func(u Use) bool { return u.Why == Spent }
	switch {
	case x.Used() != nil:
		return InviteUsed
	case x.Withdrawn:
		return InviteWithdrawn
	case slices.ContainsFunc(x.Uses, spent):
		return InviteContested
	case now > x.Until:
		return InviteExpired
	}
	return InviteOpen
}

// Open tells whether an invitation can still be used at a time, in Unix milliseconds.
func (x *Invited) Open(now int64) bool { return x.State(now) == InviteOpen }

// Invitations returns all invitations that count, the oldest first.
func (j *Judge) Invitations() []Invited {
	var out []Invited
	at := map[ledger.Hash]int{}
	for digest, f := range j.now.invited {
		x := Invited{Invitation: *f.invite, Digest: digest, By: []string{f.signed.By}, Withdrawn: j.now.withdrawn[digest]}
		for _, o := range f.signed.Also {
			x.By = append(x.By, o.By)
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b Invited) int {
		return cmp.Or(cmp.Compare(a.At, b.At), slices.Compare(a.Digest[:], b.Digest[:]))
	})
	for i := range out {
		at[out[i].Digest] = i
	}
	for _, n := range j.nodes {
		for _, f := range n.facts {
			if f.use == nil || f.again || f.device == nil {
				continue
			}
			if i, known := at[f.use.digest]; known {
				out[i].Uses = append(out[i].Uses, Use{Device: n.rec.Device, Name: f.device.Name, Record: n.rec.ID, At: n.rec.Stamp.Time().UnixMilli(), Why: n.verdict})
			}
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].Uses, func(a, b Use) int { return cmp.Compare(a.Why, b.Why) }) // Counts is the empty one
	}
	return out
}
