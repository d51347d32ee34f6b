package session

import (
	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// Snapshot is the assessment with the frontier at which it stands so, the newest record of every device: what a workbook, or anything else
// that leaves, names as the state it was made from.
func (s *Session) Snapshot() (*assess.Assessment, ledger.Frontier) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view, s.state.Frontier(ledger.Device{})
}

// At is the assessment as it stood at a frontier, by those records that counted then; false where this log does not hold all of it.
func (s *Session) At(f ledger.Frontier) (*assess.Assessment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	then, auth, ok := s.then(f)
	if !ok {
		return nil, false
	}
	return assess.View(then, auth), true
}

// then is the state at a frontier, judged by what lies inside it; false where this log does not hold all of it.
func (s *Session) then(f ledger.Frontier) (*ledger.State, *assess.Authority, bool) {
	if !s.state.Has(f) {
		return nil, nil, false
	}
	then, auth := s.only(s.state.Inside(f))
	return then, auth, true
}

// only is the state that some records make, judged by what is among them.
func (s *Session) only(inside func(*ledger.Record) bool) (*ledger.State, *assess.Authority) {
	then := ledger.New()
	for _, r := range s.state.Records() {
		if inside(r) {
			then.Keep(r)
		}
	}
	return then, assess.Authorise(then, s.o.Log.ID())
}

// ApplyAs makes an edit in the name of a person whose work it is, such as what they filled in on paper or in a workbook; whoever is at
// the keyboard stays there, and the person may undo it. Faults: those of Apply.
func (s *Session) ApplyAs(person string, e *assess.Edit) error {
	s.mu.Lock()
	was := s.who
	s.who = person
	err := s.applyLocked(e)
	s.who = was
	s.mu.Unlock()
	if err != nil {
		return err
	}
	s.publish(Change{e.Label, s.o.Now()})
	return nil
}
