package assess

import (
	"cmp"
	"crypto/ed25519"
	"slices"
	"strings"

	"kaohe/app/canon"
	"kaohe/app/ledger"
)

// Signed is a statement with a person's signature: over a tag that names its kind, then Body as it stands.
type Signed struct {
	By   string `cbor:"1,keyasint"` // person ID
	Body []byte `cbor:"2,keyasint"`
	Sig  []byte `cbor:"3,keyasint"`
}

// Tags under which persons sign, so that a statement of one kind can never pass for another.
const (
	tagCard   = "kaohe card 1\n"
	tagDevice = "kaohe device 1\n"
	tagSign   = "kaohe signoff 1\n"
)

// SignWith makes a signature with a person's key; it is how the keys' room is reached from here.
type SignWith func(message []byte) []byte

func seal(tag, by string, body any, sign SignWith) Signed {
	b := canon.Marshal(body)
	return Signed{By: by, Body: b, Sig: sign(append([]byte(tag), b...))}
}

func (s Signed) by(key []byte, tag string) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, append([]byte(tag), s.Body...), s.Sig)
}

// Card is what the roster says of a person.
type Card struct {
	Vault  []byte `cbor:"1,keyasint"` // empty in the vault's first record, whose hash is the vault's id
	Person string `cbor:"2,keyasint"`
	Name   string `cbor:"3,keyasint"`
	Agency string `cbor:"4,keyasint"`
	Role   Role   `cbor:"5,keyasint"`
	Key    []byte `cbor:"6,keyasint,omitempty"`
}

// DeviceCard enrols a laptop, or takes it out: after Until, if that is not zero, nothing of it is taken in.
type DeviceCard struct {
	Vault  []byte `cbor:"1,keyasint"`
	Device []byte `cbor:"2,keyasint"`
	Name   string `cbor:"3,keyasint"`
	Until  uint64 `cbor:"4,keyasint,omitempty"`
}

// PutCard writes a person's card, signed by a leader or the secretary.
func PutCard(c Card, by string, sign SignWith) *Edit {
	return New("edit.card").Set(Path("person", c.Person), "card", seal(tagCard, by, c, sign))
}

// PutDevice writes a device's card.
func PutDevice(c DeviceCard, by string, sign SignWith) *Edit {
	var d ledger.Device
	copy(d[:], c.Device)
	return New("edit.device").Set(Path("device", d.String()), "card", seal(tagDevice, by, c, sign))
}

// Authority is the roster as the log proves it: who is in the team, and whose devices are believed.
type Authority struct {
	Vault    ledger.Hash
	people   map[string]*Person
	keys     map[string][][]byte // all that a person ever had: a new PIN makes a new key, and what the old one signed stays signed
	devices  map[ledger.Device]DeviceCard
	verified map[ledger.OpID]string // verdicts on sign-offs, so that each is checked once
}

// Authorise reads the roster out of all records, enrolled or not: cards prove themselves by their signature. They count in the
// order of the ledger; a card counts if whoever signed it was a leader, deputy or secretary by then. The founder's cards in the
// first record need nobody else.
func Authorise(s *ledger.State, vault ledger.Hash) *Authority {
	a := &Authority{Vault: vault, people: map[string]*Person{}, keys: map[string][][]byte{}, devices: map[ledger.Device]DeviceCard{}, verified: map[ledger.OpID]string{}}
	var cards []ledger.Write
	for _, prefix := range []string{"person/", "device/"} {
		for _, e := range s.Entities(prefix) {
			cards = append(cards, s.History(ledger.Register{Entity: e, Field: "card"})...)
		}
	}
	for _, w := range s.Order(cards) {
		signed, err := ledger.As[Signed](w.Value())
		if err != nil {
			continue // a newer version's kind of card: kept in the log, believed by those who know it
		}
		if strings.HasPrefix(w.Op().Entity, "person/") {
			a.person(w, signed)
		} else {
			a.device(w, signed)
		}
	}
	return a
}

func (a *Authority) person(w ledger.Write, signed Signed) {
	var c Card
	if canon.Unmarshal(signed.Body, &c) != nil || Path("person", c.Person) != w.Op().Entity {
		return
	}
	founding := w.Rec.ID == a.Vault && signed.By == c.Person && signed.by(c.Key, tagCard)
	if founding || string(c.Vault) == string(a.Vault[:]) && a.mayEnrol(signed, tagCard) {
		a.people[c.Person] = &Person{ID: c.Person, Name: c.Name, Agency: c.Agency, Role: c.Role, Key: c.Key}
		a.keys[c.Person] = append(a.keys[c.Person], c.Key)
	}
}

// proven tells whether a statement carries the signature of the person it names, by any key of theirs.
func (a *Authority) proven(signed Signed, tag string) bool {
	return slices.ContainsFunc(a.keys[signed.By], func(key []byte) bool { return signed.by(key, tag) })
}

func (a *Authority) device(w ledger.Write, signed Signed) {
	var c DeviceCard
	if canon.Unmarshal(signed.Body, &c) != nil || len(c.Device) != len(ledger.Device{}) {
		return
	}
	founding := w.Rec.ID == a.Vault && len(c.Vault) == 0
	if (founding || string(c.Vault) == string(a.Vault[:])) && a.mayEnrol(signed, tagDevice) {
		a.devices[ledger.Device(c.Device)] = c
	}
}

func (a *Authority) mayEnrol(signed Signed, tag string) bool {
	p := a.people[signed.By]
	return p != nil && May(p.Role, Enrol) && signed.by(p.Key, tag)
}

// Believed tells whether a record comes from an enrolled device, before it was taken out.
func (a *Authority) Believed(r *ledger.Record) bool {
	c, ok := a.devices[r.Device]
	return ok && (c.Until == 0 || r.Seq <= c.Until)
}

// Enrolled tells whether a device may write now.
func (a *Authority) Enrolled(d ledger.Device) bool {
	c, ok := a.devices[d]
	return ok && c.Until == 0
}

// Person by ID; nil if the roster has none.
func (a *Authority) Person(id string) *Person { return a.people[id] }

// Team in order of rank, then name.
func (a *Authority) Team() []*Person {
	team := make([]*Person, 0, len(a.people))
	for _, p := range a.people {
		team = append(team, p)
	}
	slices.SortFunc(team, func(x, y *Person) int {
		return cmp.Or(cmp.Compare(slices.Index(Roles, x.Role), slices.Index(Roles, y.Role)), strings.Compare(x.ID, y.ID))
	})
	return team
}
