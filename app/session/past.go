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
	return s.view, s.raw.Frontier(ledger.Device{})
}

// At is the assessment as it stood at a frontier; false where this log does not hold all of it. Who belonged to the team then is not
// asked: roles are those of now.
func (s *Session) At(f ledger.Frontier) (*assess.Assessment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.raw.Has(f) {
		return nil, false
	}
	inside, then := s.raw.Inside(f), ledger.New()
	for _, r := range s.all.Records() {
		if inside(r) {
			then.Apply(r)
		}
	}
	return assess.View(then, s.auth), true
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
