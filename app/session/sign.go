package session

import (
	"crypto/ed25519"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Sign signs a phase of a district with the person's PIN. Faults: district.unknown, role, sign.blocked (how many, and the first),
// sign.already, pin.none, pin.wrong.
func (s *Session) Sign(district string, p assess.Phase, person, pin string) (*assess.SignOff, error) {
	return s.state(district, p, assess.ActSign, person, pin, "")
}

// Reopen lifts a signature, with a reason. Faults as Sign, and sign.none, sign.reason, sign.later (a later phase is signed).
func (s *Session) Reopen(district string, p assess.Phase, person, pin, reason string) (*assess.SignOff, error) {
	return s.state(district, p, assess.ActReopen, person, pin, reason)
}

func (s *Session) state(district string, p assess.Phase, act, person, pin, reason string) (*assess.SignOff, error) {
	s.mu.Lock()
	so, err := s.stateLocked(district, p, act, person, pin, reason)
	s.mu.Unlock()
	if err == nil {
		s.publish(Change{"edit." + act, s.o.Now()})
	}
	return so, err
}

func (s *Session) stateLocked(district string, p assess.Phase, act, person, pin, reason string) (*assess.SignOff, error) {
	d := s.view.District(district)
	if d == nil {
		return nil, words.Refuse("district.unknown", district)
	}
	who := s.auth.Person(person)
	if err := assess.PermitStatement(s.view, d, p, act, who, reason); err != nil {
		return nil, err
	}
	sign, err := s.unlock(person, pin)
	if err != nil {
		return nil, err
	}
	st := assess.NewStatement(s.all, s.view, d, p, act, person, reason, s.o.Now())
	if err := s.as(person, assess.PutStatement(st, s.o.NewID(), sign)); err != nil {
		return nil, err
	}
	offs := s.view.District(district).Phases[p].SignOffs
	return offs[len(offs)-1], nil
}

// as appends an edit in the name of a person who proved themselves by PIN, whoever is at the keyboard.
func (s *Session) as(person string, e *assess.Edit) error {
	was := s.who
	s.who = person
	defer func() { s.who = was }()
	return s.append(e)
}

// NewPerson is a card to be written: who, and a first PIN where the person is to sign.
type NewPerson struct {
	ID, Name, Agency string
	Role             assess.Role
	PIN              string
}

// AddPerson enters a person into the roster, or changes their card; by and pin are a leader's, deputy's or the secretary's.
// Faults: role, person.name, pin.none, pin.wrong, pin.short.
func (s *Session) AddPerson(n NewPerson, by, pin string) error {
	s.mu.Lock()
	err := s.addPerson(n, by, pin)
	s.mu.Unlock()
	if err == nil {
		s.publish(Change{"edit.card", s.o.Now()})
	}
	return err
}

func (s *Session) addPerson(n NewPerson, by, pin string) error {
	sign, err := s.enroller(by, pin)
	if err != nil {
		return err
	}
	if n.Name == "" {
		return words.Refuse("person.name")
	}
	card := assess.Card{Vault: s.auth.Vault[:], Person: n.ID, Name: n.Name, Agency: n.Agency, Role: n.Role}
	if old := s.auth.Person(n.ID); old != nil {
		card.Key = old.Key
	}
	if n.PIN != "" {
		if card.Key, err = s.o.Keys.Make(n.ID, n.PIN); err != nil {
			return err
		}
	}
	return s.as(by, assess.PutCard(card, by, sign))
}

// enroller unlocks the key of somebody who may change the roster.
func (s *Session) enroller(by, pin string) (assess.SignWith, error) {
	if err := assess.PermitAct(s.auth.Person(by), assess.Enrol); err != nil {
		return nil, err
	}
	return s.unlock(by, pin)
}

// unlock opens a person's key and makes sure that it is the one that the roster knows: a PIN set on another laptop makes a new key.
func (s *Session) unlock(person, pin string) (assess.SignWith, error) {
	sign, err := s.o.Keys.Unlock(person, pin)
	if err != nil {
		return nil, err
	}
	probe := []byte("kaohe probe 1\n")
	if p := s.auth.Person(person); len(p.Key) != ed25519.PublicKeySize || !ed25519.Verify(p.Key, probe, sign(probe)) {
		return nil, words.Refuse("pin.stale", p.Name)
	}
	return sign, nil
}

// EnrolDevice lets this laptop write, by a leader's, deputy's or the secretary's PIN. Faults: role, pin.none, pin.wrong.
func (s *Session) EnrolDevice(name, by, pin string) error {
	s.mu.Lock()
	err := s.enrolDevice(name, by, pin)
	s.mu.Unlock()
	if err == nil {
		s.publish(Change{"edit.device", s.o.Now()})
	}
	return err
}

func (s *Session) enrolDevice(name, by, pin string) error {
	sign, err := s.enroller(by, pin)
	if err != nil {
		return err
	}
	own, ok := s.o.Log.Device()
	if !ok {
		return words.Refuse("vault.readonly")
	}
	card := assess.DeviceCard{Vault: s.auth.Vault[:], Device: own[:], Name: name}
	was := s.who
	s.who = by
	defer func() { s.who = was }()
	// The card is the new device's first record: it proves itself by the person's signature.
	return s.write(s.drafts(assess.PutDevice(card, by, sign), own))
}

// Enrolled tells whether this laptop may write.
func (s *Session) Enrolled() bool {
	own, ok := s.o.Log.Device()
	s.mu.Lock()
	defer s.mu.Unlock()
	return ok && s.auth.Enrolled(own)
}
