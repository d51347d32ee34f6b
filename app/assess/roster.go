package assess

import (
	"kaohe/app/authority"
	"kaohe/app/ledger"
)

type (
	// Signed as authority has it.
	Signed = authority.Signed
	// SignWith as authority has it.
	SignWith = authority.SignWith
	// Officer as authority has it.
	Officer = authority.Officer
	// Card as authority has it.
	Card = authority.Card
	// DeviceCard as authority has it.
	DeviceCard = authority.DeviceCard
	// Revocation as authority has it.
	Revocation = authority.Revocation
	// Adoption as authority has it.
	Adoption = authority.Adoption
)

// PutCard writes a person's card, signed by an officer, or by two where one alone may not.
func PutCard(c Card, by Officer, also ...Officer) *Edit {
	return New("edit.card").Set(Path("person", c.Person), "card", authority.Attest(authority.TagCard, c, by, also...))
}

// PutDevice writes a laptop's card.
func PutDevice(c DeviceCard, by Officer, also ...Officer) *Edit {
	var d ledger.Device
	copy(d[:], c.Device)
	return New("edit.device").Set(Path("device", d.String()), "card", authority.Attest(authority.TagDevice, c, by, also...))
}

// PutRevocation takes a person or a laptop out.
func PutRevocation(x Revocation, newID string, by Officer, also ...Officer) *Edit {
	return New("edit.revoke").Set(Path("revoke", newID), "statement", authority.Attest(authority.TagRevoke, x, by, also...))
}

// PutAdoption lets a held record count.
func PutAdoption(x Adoption, by Officer) *Edit {
	return New("edit.adopt").Set(Path("adopt", ledger.Hash(x.Record).String()), "statement", authority.Attest(authority.TagAdopt, x, by))
}

// PutRecovery writes the public half of the round's recovery key; it counts in the vault's first record alone.
func PutRecovery(key []byte) *Edit { return New("edit.recovery").Set("recovery", "key", key) }

// Authority is the roster as the log proves it, who is in the team, and which records count.
type Authority struct {
	*authority.Judge
	vault    ledger.Hash
	log      *ledger.State
	verified map[ledger.Hash]string // verdicts on sign-offs by digest, so that each root is computed once
}

// Authorise judges all records of a log, which were kept, and lets those write their registers that count.
func Authorise(log *ledger.State, vault ledger.Hash) *Authority {
	a := &Authority{Judge: authority.New(log, vault), vault: vault, log: log, verified: map[ledger.Hash]string{}}
	a.Rejudge()
	return a
}

// Rejudge judges all records anew, after records that may change the verdicts on others.
func (a *Authority) Rejudge() {
	a.Judge.Judge()
	clear(a.verified)
	a.log.Refold(a.Counts)
}

// ID is the vault's.
func (a *Authority) ID() ledger.Hash { return a.vault }

// Counts tells whether a record counts: by itself, or because it was adopted.
func (a *Authority) Counts(r *ledger.Record) bool { return a.Verdict(r) == authority.Counts }

// Person by ID; nil if the roster has none.
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

// Team in order of rank, then ID.
func (a *Authority) Team() []*Person { return team(a.Judge) }

func team(j *authority.Judge) []*Person {
	var out []*Person
	for _, c := range j.People() {
		out = append(out, personOf(c))
	}
	return out
}

// FounderOf is the founder's card in a vault's first record.
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

// CardFormat is what cards say that name what they replace.
const CardFormat = authority.Format
