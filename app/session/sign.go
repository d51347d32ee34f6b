package session

import (
	"crypto/ed25519"
	"errors"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Credential is how somebody proves who they are: a person's ID with their PIN or, if By is empty, the round's recovery code.
type Credential struct{ By, PIN string }

// Sign signs a phase of a district with a person's PIN. Faults: those of assess.PermitStatement, district.unknown, pin.none, pin.wrong,
// pin.stale (the PIN opens a key that the roster no longer has), device.unknown.
func (s *Session) Sign(district string, p assess.Phase, person, pin string) (*assess.SignOff, error) {
	return s.sign(district, p, assess.ActSign, person, pin, "")
}

// Reopen lifts the signature of a phase, with a reason. Faults: those of Sign.
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

// as appends an edit in the name of a person who has proved who they are, whoever is at the keyboard.
func (s *Session) as(person string, e *assess.Edit, boxes ...Box) error {
	if _, err := s.writer(); err != nil {
		return err
	}
	was := s.who
	s.who = person
	defer func() { s.who = was }()
	return s.append(e, boxes...)
}

// Unproven is the error if one of several credentials failed. At is its index.
type Unproven struct {
	At  int
	Err error
}

// Error returns the text of the credential's error.
func (u *Unproven) Error() string { return u.Err.Error() }

// Unwrap returns the credential's error.
func (u *Unproven) Unwrap() error { return u.Err }

// officer unlocks the key of a credential.
func (s *Session) officer(p Credential) (assess.Officer, error) {
	sign, err := s.unlock(p.By, p.PIN)
	return assess.Officer{ID: p.By, Sign: sign}, err
}

// unlock opens a person's key and checks that it is the one in the roster: a PIN that was set on another laptop makes a new key. The key of
// the recovery code is compared with the one from the vault's founding.
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
	var sign assess.SignWith
	err := s.patiently(person, func() (err error) {
		sign, err = s.o.Keys.Unlock(person, pin)
		return err
	})
	if errors.Is(err, words.Refuse("pin.none")) {
		return nil, words.Refuse("pin.none", name) // a keyring knows nobody's name
	}
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
