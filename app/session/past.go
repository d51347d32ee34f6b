package session

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// Snapshot returns the assessment with the frontier at which it was read, that is the newest record of every device. Anything that is made
// from the assessment and leaves, such as a workbook, names this frontier.
func (s *Session) Snapshot() (*assess.Assessment, ledger.Frontier) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view, s.state.Frontier(ledger.Device{})
}

// Has tells whether all records that a frontier names are here.
func (s *Session) Has(f ledger.Frontier) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Has(f)
}

// Lacking returns what records here state to have seen and is not here, by device; see ledger.State.Lacking.
func (s *Session) Lacking() ledger.Frontier {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Lacking()
}

// At returns the assessment as it was at a frontier, judged by the records inside it. It returns false if records up to the frontier are
// missing here.
func (s *Session) At(f ledger.Frontier) (*assess.Assessment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.state.Frontier(ledger.Device{}); len(now) == len(f) && !slices.ContainsFunc(now, func(t ledger.Tip) bool { return !slices.Contains(f, t) }) {
		return s.view, true
	}
	then, auth, ok := s.then(f)
	if !ok {
		return nil, false
	}
	return assess.View(then, auth), true
}

// With returns the assessment as it was at a frontier, and with the later records that match. It returns false if records up to the frontier
// are missing here.
func (s *Session) With(f ledger.Frontier, match func(*ledger.Record) bool) (*assess.Assessment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.Has(f) {
		return nil, false
	}
	inside := s.state.Inside(f)
	return assess.View(s.only(func(r *ledger.Record) bool { return inside(r) || match(r) })), true
}

// then returns the state at a frontier and its judge; false if records up to the frontier are missing here. The caller holds the lock.
func (s *Session) then(f ledger.Frontier) (*ledger.State, *assess.Authority, bool) {
	if !s.state.Has(f) {
		return nil, nil, false
	}
	then, auth := s.only(s.state.Inside(f))
	return then, auth, true
}

// only returns the state that the accepted records make, with its judge. The caller holds the lock.
func (s *Session) only(inside func(*ledger.Record) bool) (*ledger.State, *assess.Authority) {
	then := ledger.New()
	for _, r := range s.state.Records() {
		if inside(r) {
			then.Keep(r)
		}
	}
	return then, s.judge(then)
}

// ApplyAs makes an edit in the name of the person whose work it is, such as what they filled in on paper or in a workbook. It does not
// change who is at the keyboard, and the person may undo the edit. Faults: those of Apply.
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
