package assess

import (
	"slices"

	"kaohe/app/authority"
	"kaohe/app/ledger"
)

type (
	// Signed is a short name of authority.Signed.
	Signed = authority.Signed
	// SignWith is a short name of authority.SignWith.
	SignWith = authority.SignWith
	// Officer is a short name of authority.Officer.
	Officer = authority.Officer
	// Card is a short name of authority.Card.
	Card = authority.Card
	// DeviceCard is a short name of authority.DeviceCard.
	DeviceCard = authority.DeviceCard
	// Revocation is a short name of authority.Revocation.
	Revocation = authority.Revocation
	// Adoption is a short name of authority.Adoption.
	Adoption = authority.Adoption
	// Invitation is a short name of authority.Invitation.
	Invitation = authority.Invitation
	// Withdrawal is a short name of authority.Withdrawal.
	Withdrawal = authority.Withdrawal
)

// PutCard writes a person's card, signed by an officer, or together with others if one alone may not.
func PutCard(c Card, by Officer, also ...Officer) *Edit {
	return New("edit.card").Set(Path("person", c.Person), "card", authority.Attest(authority.TagCard, c, by, also...))
}

// SeatOf returns the entity with a person's post and place in the list of the team.
func SeatOf(person string) string { return Path("seat", person) }

// PutDevice writes a laptop's card, signed in the same way.
func PutDevice(c DeviceCard, by Officer, also ...Officer) *Edit {
	var d ledger.Device
	copy(d[:], c.Device)
	return New("edit.device").Set(Path("device", d.String()), "card", authority.Attest(authority.TagDevice, c, by, also...))
}

// PutRevocation takes a person or a laptop out of the round.
func PutRevocation(x Revocation, newID string, by Officer, also ...Officer) *Edit {
	return New("edit.revoke").Set(Path("revoke", newID), "statement", authority.Attest(authority.TagRevoke, x, by, also...))
}

// PutAdoption lets a held record count.
func PutAdoption(x Adoption, by Officer) *Edit {
	return New("edit.adopt").Set(Path("adopt", ledger.Hash(x.Record).String()), "statement", authority.Attest(authority.TagAdopt, x, by))
}

// PutInvitation invites a person, signed by an officer, or together with others if one alone may not.
func PutInvitation(x Invitation, by Officer, also ...Officer) *Edit {
	return New("edit.invite").Set(Path("invite", x.ID), "statement", authority.Attest(authority.TagInvite, x, by, also...))
}

// PutWithdrawal ends an invitation.
func PutWithdrawal(x Withdrawal, newID string, by Officer) *Edit {
	return New("edit.withdraw").Set(Path("withdraw", newID), "statement", authority.Attest(authority.TagWithdraw, x, by))
}

// AskToJoin asks for a laptop to be enrolled.
func AskToJoin(own ledger.Device, x authority.Asked) *Edit {
	at := authority.AskedBy(own)
	return New("edit.ask").Set(at.Entity, at.Field, x)
}

// PutRecovery writes the public half of the round's recovery key. It is only valid in the vault's first record.
func PutRecovery(key []byte) *Edit { return New("edit.recovery").Set("recovery", "key", key) }

// Authority is a Standing that judges a log: it knows the roster that the log proves, and which records count. It is for one goroutine.
type Authority struct {
	*authority.Judge
	vault    ledger.Hash
	log      *ledger.State
	verified map[ledger.Hash]string // the fault of each sign-off by digest, so that each root is computed once
	own      ledger.Device          // see Lend
	lends    bool                   // own has asked to be enrolled and is not
}

// Authorise judges all records that log has kept, and applies those that count to its registers.
func Authorise(log *ledger.State, vault ledger.Hash) *Authority {
	a := &Authority{Judge: authority.New(log, vault), vault: vault, log: log, verified: map[ledger.Hash]string{}}
	a.Rejudge()
	return a
}

// Rejudge judges all records again. Call it after records came in that may change the verdict on others.
func (a *Authority) Rejudge() {
	a.Judge.Judge()
	clear(a.verified)
	a.lends = slices.ContainsFunc(a.Requests(), func(r authority.Request) bool { return r.Device == a.own })
	a.log.Refold(func(r *ledger.Record) bool { return a.Counts(r) || a.lent(r) })
}

// Lend has what a laptop wrote while it waits to be enrolled applied to the registers here, so that whoever works on it sees what they write
// and the next edit replaces it. It stays held, and no signature covers it.
func (a *Authority) Lend(own ledger.Device) {
	a.own = own
	if len(a.log.Chain(own)) > 0 && !a.Enrolled(own) {
		a.Rejudge()
	}
}

func (a *Authority) lent(r *ledger.Record) bool {
	return a.lends && r.Device == a.own && a.Verdict(r) == authority.NoDevice
}

// ID returns the vault's id.
func (a *Authority) ID() ledger.Hash { return a.vault }

// Counts tells whether a record counts, by itself or because it was adopted.
func (a *Authority) Counts(r *ledger.Record) bool { return a.Verdict(r) == authority.Counts }

// Person returns the person with an ID, or nil if the roster has none.
func (a *Authority) Person(id string) *Person {
	c, ok := a.Judge.Person(id)
	if !ok {
		return nil
	}
	return personOf(c)
}

func personOf(c Card) *Person {
	return &Person{ID: c.Person, Name: c.Name, Agency: c.Agency, Role: c.Role, Key: c.Key, Box: c.Box}
}

// Team returns the persons of the team in order of rank, then ID.
func (a *Authority) Team() []*Person { return team(a.Judge) }

func team(j *authority.Judge) []*Person {
	var out []*Person
	for _, c := range j.People() {
		out = append(out, personOf(c))
	}
	return out
}

// FounderOf returns the founder's card from a vault's first record, or the zero card if there is none that is valid.
func FounderOf(genesis *ledger.Record) Card {
	log := ledger.New()
	log.Keep(genesis)
	j := authority.New(log, genesis.ID)
	j.Judge()
	if people := j.People(); len(people) > 0 {
		return people[0]
	}
	return Card{}
}

// CardFormat is the format of cards that name the card they replace.
const CardFormat = authority.Format
