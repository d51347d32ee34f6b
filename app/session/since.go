package session

import (
	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// Since returns what of a phase of a district has another value than it had at a frontier, in the order of registers: the value of then as
// Old, and who wrote the present one last, and when. What has no value any more that counts has neither person nor time. It returns false
// if records up to the frontier are missing here.
func (s *Session) Since(district string, p assess.Phase, f ledger.Frontier) ([]Entry, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.Has(f) {
		return nil, false
	}
	changed, was := s.auth.Since(s.state, district, p, f)
	out, now := make([]Entry, len(changed)), s.o.Now().UnixMilli()
	for i, at := range changed {
		out[i] = Entry{Entity: at.Entity, Field: at.Field}
		if heads := s.state.Heads(at); len(heads) > 0 {
			out[i] = s.entry(heads[len(heads)-1], now)
			out[i].Differs = len(heads) > 1
		}
		out[i].Old = was(at)
	}
	return out, true
}

// Undeclared counts what a signature of a phase would cover now and only a newer version of the program knows.
func (s *Session) Undeclared(district string, p assess.Phase) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return assess.Undeclared(s.state, district, p)
}
