package session

import (
	"kaohe/app/assess"
)

// Freeze freezes the standard, with a leader's PIN. Faults: role, standard.frozen, std.incomplete (how many things are missing, and the
// first), unsettled, pin.none, pin.wrong.
func (s *Session) Freeze(person, pin string) error {
	return s.standard(assess.Freeze, person, pin, func(by assess.Officer) *assess.Edit {
		return assess.FreezeStandard(s.view, s.o.NewID(), s.o.Now(), by)
	})
}

// TakeVersion makes the draft of the next version the standard, in one record, with the PIN of a leader or deputy. It works whatever is
// signed already; signatures that cover the standard then show that it has changed. Marks stay as they are. Faults: those of Freeze, and
// std.none, std.same, std.version, std.large (one record can't hold it).
func (s *Session) TakeVersion(person, pin string) error {
	return s.standard(assess.Version, person, pin, func(by assess.Officer) *assess.Edit {
		return assess.TakeSigned(s.view, s.o.NewID(), s.o.Now(), by)
	})
}

func (s *Session) standard(act assess.Act, person, pin string, edit func(assess.Officer) *assess.Edit) error {
	return s.change("edit."+string(act), func() error {
		if err := assess.PermitStandard(s.view, s.auth.Person(person), act); err != nil {
			return err
		}
		by, err := s.officer(Credential{person, pin})
		if err != nil {
			return err
		}
		return s.as(person, edit(by))
	})
}
