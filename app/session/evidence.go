package session

import (
	"slices"

	"kaohe/app/assess"
)

// Holds says, in the name of whoever is at the keyboard, that this laptop holds the files of evidence, given by their IDs, on its disk. What it
// says of itself already is not written again, and nothing can be undone: it tells what is so. Faults: those of Apply.
func (s *Session) Holds(files ...string) error { return s.hold(true, files) }

// Drops says that this laptop no longer holds files, as Holds says that it does.
func (s *Session) Drops(files ...string) error { return s.hold(false, files) }

func (s *Session) hold(holds bool, files []string) error {
	own := s.Own()
	s.mu.Lock()
	news := slices.DeleteFunc(slices.Clone(files), func(id string) bool { return slices.Contains(s.view.Holders[id], own) == holds })
	slices.Sort(news)
	e := assess.Holding(own, holds, slices.Compact(news)...)
	err := error(nil)
	if len(e.Writes) > 0 {
		err = s.applyLocked(e)
	}
	s.mu.Unlock()
	if err == nil && len(e.Writes) > 0 {
		s.publish(Change{e.Label, s.o.Now()})
	}
	return err
}
