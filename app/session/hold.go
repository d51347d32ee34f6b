package session

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// Hold says of this laptop that it holds the originals of files, given by the SHA-256 in lower-case hex, durably, or no more. It is no work of
// anybody's, so that nobody undoes it; it stands in the name of who is at the keyboard, or else of somebody who works here. Nothing is written of files
// of which this is said already. Faults: those of writing, device.unknown (also where nobody is known to work here).
func (s *Session) Hold(holds bool, files ...string) (said int, err error) {
	s.mu.Lock()
	said, err = s.hold(holds, files)
	s.mu.Unlock()
	if said > 0 {
		s.publish(Change{holding, s.o.Now()})
	}
	return said, err
}

const holding = "edit.holding"

func (s *Session) hold(holds bool, files []string) (int, error) {
	own, err := s.scribe()
	if err != nil {
		return 0, err
	}
	files = slices.DeleteFunc(slices.Clone(files), func(f string) bool { return slices.Contains(s.view.Holders[f], own) == holds })
	if len(files) == 0 {
		return 0, nil
	}
	was := s.who
	defer func() { s.who = was }()
	if !s.auth.Works(s.who, own) {
		s.who = s.worker(own)
	}
	e := assess.Holding(own, holds, files...)
	if _, err := s.mayApply(e); err != nil {
		return 0, err
	}
	if err := s.append(e); err != nil {
		return 0, err
	}
	return len(files), nil
}

// worker is somebody who works on a laptop: whoever wrote there last, or the first who may.
func (s *Session) worker(own ledger.Device) string {
	chain := s.state.Chain(own)
	for i := len(chain) - 1; i >= 0; i-- {
		if s.auth.Works(chain[i].Author, own) {
			return chain[i].Author
		}
	}
	for _, p := range s.view.Team {
		if s.auth.Works(p.ID, own) {
			return p.ID
		}
	}
	return ""
}
