package session

import (
	"crypto/ed25519"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Credential is how somebody proves who they are: a person by their PIN; the round's recovery code where By is empty.
type Credential struct{ By, PIN string }

// Sign signs a phase of a district with the person's PIN. Faults: district.unknown, role, sign.blocked (how many, and the first),
// sign.already, pin.none, pin.wrong, pin.stale, device.unknown.
func (s *Session) Sign(district string, p assess.Phase, person, pin string) (*assess.SignOff, error) {
	return s.sign(district, p, assess.ActSign, person, pin, "")
}

// Reopen lifts a signature, with a reason. Faults as Sign, and sign.none, sign.reason, sign.later (a later phase is signed).
func (s *Session) Reopen(district string, p assess.Phase, person, pin, reason string) (*assess.SignOff, error) {
	return s.sign(district, p, assess.ActReopen, person, pin, reason)
}

func (s *Session) sign(district string, p assess.Phase, act, person, pin, reason string) (*assess.SignOff, error) {
	s.mu.Lock()
	so, err := s.signLocked(district, p, act, person, pin, reason)
	s.mu.Unlock()
	if err == nil {
		s.publish(Change{"edit." + act, s.o.Now()})
	}
	return so, err
}

func (s *Session) signLocked(district string, p assess.Phase, act, person, pin, reason string) (*assess.SignOff, error) {
	d := s.view.District(district)
	if d == nil {
		return nil, words.Refuse("district.unknown", district)
	}
	if err := assess.PermitStatement(s.view, d, p, act, s.auth.Person(person), reason); err != nil {
		return nil, err
	}
	by, err := s.officer(Credential{person, pin})
	if err != nil {
		return nil, err
	}
	st := assess.NewStatement(s.state, s.view, d, p, act, person, reason, s.o.Now())
	if err := s.as(person, assess.PutStatement(st, s.o.NewID(), by)); err != nil {
		return nil, err
	}
	offs := s.view.District(district).Phases[p].SignOffs
	return offs[len(offs)-1], nil
}

// as appends an edit in the name of a person who proved themselves by PIN, whoever is at the keyboard.
func (s *Session) as(person string, e *assess.Edit, boxes ...Box) error {
	was := s.who
	s.who = person
	defer func() { s.who = was }()
	return s.append(e, boxes...)
}

// Unproven says which of several credentials failed, and why.
type Unproven struct {
	At  int
	Err error
}

// Error is that of the credential.
func (u *Unproven) Error() string { return u.Err.Error() }

// Unwrap gives it.
func (u *Unproven) Unwrap() error { return u.Err }

// officer unlocks the key of who proves themselves.
func (s *Session) officer(p Credential) (assess.Officer, error) {
	sign, err := s.unlock(p.By, p.PIN)
	return assess.Officer{ID: p.By, Sign: sign}, err
}

// unlock opens a person's key and makes sure that it is the one that the roster knows: a PIN set on another laptop makes a new key. The
// recovery code is held against the key that the vault was founded with.
func (s *Session) unlock(person, pin string) (assess.SignWith, error) {
	key, name := s.auth.Recovery(), ""
	if person != "" {
		p := s.auth.Person(person)
		if p == nil {
			return nil, words.Refuse("person.unknown", person)
		}
		key, name = p.Key, p.Name
	} else if key == nil {
		return nil, words.Refuse("recovery.none")
	}
	sign, err := s.o.Keys.Unlock(person, pin)
	if err != nil {
		return nil, err
	}
	probe := []byte("kaohe probe 1\n")
	if len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, probe, sign(probe)) {
		if person == "" {
			return nil, words.Refuse("recovery.wrong")
		}
		return nil, words.Refuse("pin.stale", name)
	}
	return sign, nil
}
