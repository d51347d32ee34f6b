package session

import (
	"kaohe/app/assess"
)

// Freeze makes the standard final, with a leader's PIN. Faults: role, standard.frozen, std.incomplete (how many things are lacking,
// and the first), unsettled, pin.none, pin.wrong.
func (s *Session) Freeze(person, pin string) error {
	return s.standard(assess.Freeze, person, pin, func(sign assess.SignWith) *assess.Edit {
		return assess.FreezeStandard(s.view, person, s.o.NewID(), s.o.Now(), sign)
	})
}

// TakeVersion makes the draft of the next version the standard, with a leader's or deputy's PIN: in one record, whatever is signed
// already; signatures that cover the standard then say that it has changed. Marks stay as they are. Faults as Freeze, and std.none,
// std.same, std.version.
func (s *Session) TakeVersion(person, pin string) error {
	return s.standard(assess.Version, person, pin, func(sign assess.SignWith) *assess.Edit {
		return assess.TakeSigned(s.view, person, s.o.NewID(), s.o.Now(), sign)
	})
}

func (s *Session) standard(act assess.Act, person, pin string, edit func(assess.SignWith) *assess.Edit) error {
	s.mu.Lock()
	err := s.standardLocked(act, person, pin, edit)
	s.mu.Unlock()
	if err == nil {
		s.publish(Change{"edit." + string(act), s.o.Now()})
	}
	return err
}

func (s *Session) standardLocked(act assess.Act, person, pin string, edit func(assess.SignWith) *assess.Edit) error {
	if err := assess.PermitStandard(s.view, s.auth.Person(person), act); err != nil {
		return err
	}
	sign, err := s.unlock(person, pin)
	if err != nil {
		return err
	}
	return s.as(person, edit(sign))
}
